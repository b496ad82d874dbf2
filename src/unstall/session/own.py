"""Checked changes of what people add to a plan: actions of their own, and parts split off from one.

Every function gives a new session, or raises `SessionError` for what will not do and
`SessionClosedError` for a closed session; nothing is changed then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from unstall.errors import Place, SessionError
from unstall.session.edit import find_action, refuse_if_closed
from unstall.session.models import (
    LEAST_SHARE,
    MAX_NAME,
    MAX_TEXT,
    MOST_AFTER,
    MOST_DAYS,
    MOST_OWN,
    OwnAction,
    Session,
)
from unstall.session.typed import at_most, cleaned, one_line
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from unstall.questionnaire.models import Questionnaire

HALF = 0.5
MOST_NAMED = 5
"""Of actions that wait for each other."""
_LONGEST_ID = 40
_OTHER = re.compile(r"[^a-z0-9]+")


def add_own(
    session: Session,
    questionnaire: Questionnaire,
    *,
    title: str,
    role: str,
    effort: tuple[float, float],
    added_for: str,
    done_when: str,
    after: Iterable[str] = (),
) -> tuple[Session, str]:
    """Add an action to the plan, and give its id.

    Args:
        session: Whose plan it is.
        questionnaire: Its questionnaire, for roles, strategies and actions.
        title: What is to be done, on one line.
        role: The id of the role that does it.
        effort: Person-days, least and most, 0 to `MOST_DAYS`.
        added_for: The id of the strategy in whose plan it is put.
        done_when: By what one sees that it is done.
        after: Ids of actions that have to be over before.
    """
    refuse_if_closed(session)
    if not cleaned(done_when):
        raise SessionError(
            "by what one sees that it is done is not said", hint="Say it in a sentence."
        )
    # Its ids are looked up by `check_own`, which says what there is instead.
    own = OwnAction.model_construct(
        title=_title(title),
        role=role,
        done_when=_done_when(done_when),
        effort=_effort(effort),
        after=_after(after),
        added_for=added_for,
    )
    return _with_new(session, questionnaire, own)


def split_off(
    session: Session,
    questionnaire: Questionnaire,
    action: str,
    *,
    title: str,
    role: str,
    share: float = HALF,
    done_when: str = "",
) -> tuple[Session, str]:
    """Split a part off from an action, and give the part's id.

    The part waits for what the whole waits for; what waits for the whole waits for the part too.

    Args:
        session: Whose plan it is.
        questionnaire: Its questionnaire.
        action: The id of the action, which may be a part itself.
        title: What the part is.
        role: The id of the role that does it.
        share: How much of the action's effort goes with it, above 0 and below 1.
        done_when: By what one sees that the part is done.
    """
    refuse_if_closed(session)
    if not 0 < share < 1:
        raise SessionError(
            "a part takes some of the work and leaves some", Place(item=action), "Say how much."
        )
    whole, of_whole = action, 1 - session.plan.taken_from(action)
    before = session.plan.own.get(action)
    if before is None:
        find_action(questionnaire, action)
    elif before.part_of and before.share:
        whole, of_whole = before.part_of, before.share
        left = before.model_copy(update={"share": before.share * (1 - share)})
        session = _with_own(session, {**session.plan.own, action: left})
    if of_whole * min(share, 1 - share) < LEAST_SHARE:
        raise SessionError(
            f"less than {LEAST_SHARE:.0%} of the action would be left in a piece",
            Place(item=action),
            "Split it less, or add an action of your own.",
        )
    own = OwnAction.model_construct(
        title=_title(title),
        role=role,
        done_when=_done_when(done_when),
        part_of=whole,
        share=of_whole * share,
    )
    return _with_new(session, questionnaire, own)


def remove_own(session: Session, action: str) -> Session:
    """Take an added action or a part away, as if it had never been there.

    What was decided about it goes with it; the work of a part goes back to the whole; the parts of
    an added action go too, and nothing waits for any of them.
    """
    refuse_if_closed(session)
    if action not in session.plan.own:
        raise SessionError(
            f"{action[:MAX_NAME]!r} was not added by hand",
            hint="Take an action of the plan out with a reason instead.",
        )
    gone = {action, *(id_ for id_, own in session.plan.own.items() if own.part_of == action)}
    kept = {
        id_: own.model_copy(update={"after": tuple(a for a in own.after if a not in gone)})
        for id_, own in session.plan.own.items()
        if id_ not in gone
    }
    session = _with_own(session, kept)
    actions = {id_: one for id_, one in session.plan.actions.items() if id_ not in gone}
    return session.model_copy(update={"plan": session.plan.model_copy(update={"actions": actions})})


def check_own(session: Session, questionnaire: Questionnaire, id_: str, own: OwnAction) -> None:
    """Hold an added action against the questionnaire; raises `SessionError`."""
    actions, roles = questionnaire.action_by_id, questionnaire.role_by_id
    strategies = questionnaire.strategy_by_id
    known = {*actions, *session.plan.own}
    if id_ in actions:
        raise SessionError("the questionnaire has an action of this id", hint="Choose another id.")
    _refuse_unknown("role", own.role, roles, id_)
    _refuse_unknown("strategy", own.added_for, strategies, id_)
    _refuse_unknown("action", own.part_of, known, id_)
    for needed in own.after:
        _refuse_unknown("action", needed, known, id_)


def _refuse_unknown(kind: str, wanted: str | None, known: Collection[str], id_: str) -> None:
    if wanted is not None and wanted not in known:
        raise SessionError(
            f"there is no {kind} {wanted[:MAX_NAME]!r}",
            Place(item=id_),
            did_you_mean(wanted, known) or f"There is {min(known)}, among others.",
        )


def refuse_circles(session: Session) -> None:
    """Raise `SessionError` if added actions wait for each other."""
    waits: dict[str, set[str]] = {}
    for own_id, own in session.plan.own.items():
        waits.setdefault(own_id, set()).update(own.after)
        if own.part_of:
            # What waits for the whole waits for its parts too, and they for what it waits for.
            waits.setdefault(own.part_of, set()).add(own_id)
            of_whole = session.plan.own.get(own.part_of)
            waits[own_id].update(of_whole.after if of_whole else ())
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as circle:
        ids = list(dict.fromkeys(circle.args[1]))[:MOST_NAMED]
        raise SessionError(
            f"these wait for each other: {', '.join(ids)}",
            hint="Take one of them out of `after`.",
        ) from None


def _title(typed: str) -> str:
    title = at_most(one_line(typed), MAX_NAME, "title")
    if not title:
        raise SessionError("the action has no title", hint="Say what is to be done.")
    return title


def _done_when(typed: str) -> str | None:
    return at_most(cleaned(typed), MAX_TEXT, "done_when") or None


def _after(given: Iterable[str]) -> tuple[str, ...]:
    after = tuple(dict.fromkeys(given))
    if len(after) > MOST_AFTER:
        raise SessionError(f"an action waits for at most {MOST_AFTER} others by name")
    return after


def _effort(effort: tuple[float, float]) -> tuple[float, float]:
    least, most = effort
    if not 0 <= least <= most <= MOST_DAYS:
        raise SessionError(
            f"{least:g} to {most:g} person-days will not do",
            hint=f"Give the least first, from 0 to {MOST_DAYS}.",
        )
    return least, most


def _with_new(
    session: Session, questionnaire: Questionnaire, own: OwnAction
) -> tuple[Session, str]:
    if len(session.plan.own) >= MOST_OWN:
        raise SessionError(f"a plan has at most {MOST_OWN} actions of one's own")
    id_ = _free_id(own.title, {*questionnaire.action_by_id, *session.plan.own})
    added = _with_own(session, {**session.plan.own, id_: own})
    check_own(added, questionnaire, id_, own)
    refuse_circles(added)
    return added, id_


def _with_own(session: Session, own: dict[str, OwnAction]) -> Session:
    return session.model_copy(update={"plan": session.plan.model_copy(update={"own": own})})


def _free_id(title: str, taken: Iterable[str]) -> str:
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = _OTHER.sub("-", letters)[:_LONGEST_ID].strip("-")
    wanted = f"own-{words}" if words else "own"
    ids = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(set(taken)) + 2))
    return next(id_ for id_ in ids if id_ not in taken)
