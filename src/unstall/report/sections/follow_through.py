"""Follow-through in words, without blame: what became of the plan before, and what it moved.

Nobody is said to have failed. What is not recorded as done is said to be not recorded; a day that
has passed is a day; and of an answer that stays where it was, the words ask what was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unstall.compare.followed import (
    BETTER,
    WORSE,
    Aim,
    FollowedAction,
    FollowThrough,
)
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.compared import Compared, stated, stood
from unstall.report.formats import Formats
from unstall.report.phrases import (
    capitalised,
    counted_in_words,
    in_words,
    listed,
    sentence,
    sentences,
)
from unstall.triage.depth import rests_on_quick_call

MOST_ONE_BY_ONE = 4
"""From so many actions on that have one reason, the reason stands once before their titles."""
NO_PLAN = "There was no plan then, so nothing can be followed through."


def plan_followed(told: Compared) -> Section:
    """Compose what became of the actions of the plan before; empty if nothing is known of it."""
    found = told.followed
    if found is None:
        return Section("follow-through", "What became of the plan")
    if found.strategy is None:
        return Section("follow-through", "What became of the plan", (paragraph(NO_PLAN),))
    return Section(
        "follow-through",
        "What became of the plan",
        (
            paragraph(in_short(found, told.formats)),
            *_with_lead(_DONE, _done(told, found)),
            *_with_lead(_NOT_SEEN, _not_seen(found)),
            *_with_lead(_LATE, _late(told, found)),
            *_with_lead(_GOING, _going(told, found)),
            *_with_lead(_UNDATED, _undated(told, found)),
            *_with_lead(_DROPPED, _dropped(found)),
            *_with_lead(_NOT_ASKED, _not_asked(told, found)),
        ),
    )


_DONE = "Done, and what became of the answers that it was meant to move."
_NOT_SEEN = "Done, and not seen in these answers yet."
_LATE = "Its last day is past, and it is not recorded as done."
_GOING = "Not due yet."
_UNDATED = "Not recorded as done, and never given a date."
_DROPPED = "Dropped, with the reason given."
_NOT_ASKED = "No longer asked for."


def _with_lead(lead: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (paragraph(strong(lead)), *blocks) if blocks else ()


def in_short(found: FollowThrough, formats: Formats) -> str:
    """Say in a sentence or two how many actions are in which state."""
    total = len(found.actions)
    parts = [
        (number, words.format(is_="is" if number == 1 else "are"))
        for number, words in _counts(found)
        if number
    ]
    of = f"of the plan of {formats.plain_day(found.then)}"
    after = _after_its_day(found)
    if len(parts) == 1 and total > 1:
        return f"All {counted_in_words(total, 'action')} {of} {parts[0][1]}.{after}"
    said = listed([f"{in_words(number)} {words}" for number, words in parts])
    return f"Of the {counted_in_words(total, 'action')} {of}, {said}.{after}"


def _counts(found: FollowThrough) -> Iterator[tuple[int, str]]:
    going = found.in_state("going")
    dated = sum(action.planned is not None for action in going)
    yield len(found.in_state("done")), "{is_} done"
    late = "{is_} past the planned last day and not recorded as done"
    yield len(found.in_state("late")), late
    yield dated, "{is_} not due yet"
    yield len(going) - dated, "had no date and {is_} not recorded as done"
    yield len(found.in_state("dropped")), "{is_} dropped"
    yield len(found.in_state("not-asked-for")), "{is_} no longer asked for"


def _after_its_day(found: FollowThrough) -> str:
    done = found.in_state("done")
    late = sum(action.days_over > 0 for action in done)
    if not late:
        return ""
    if late == len(done):
        which = "What" if late == 1 else "Everything that"
        return f" {which} is done came after its planned last day."
    its = "its" if late == 1 else "their"
    return f" Of what is done, {in_words(late)} came after {its} planned last day."


def _done(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    rows = [
        (_titled(action), _when_done(told, action), _aims(action))
        for action in found.in_state("done")
    ]
    return table("Action 5 | Done 4 | Meant to move 8", *rows)


def _titled(action: FollowedAction) -> Line:
    # Who did what nobody was named for is not known.
    said = " ".join(sentence(part) for part in (action.owner, action.note) if part)
    return line(strong(action.title), f". {said}" if said else "")


def _noted(action: FollowedAction) -> Line:
    return line(strong(action.title), f". {sentence(action.note)}" if action.note else "")


def _when_done(told: Compared, action: FollowedAction) -> str:
    if action.done is None:
        return ""
    done = told.formats.plain_day(action.done)
    if not action.planned:
        return done
    if not action.days_over:
        return f"{done}, in time"
    return f"{done}; planned until {told.formats.plain_day(action.planned)}"


def _aims(action: FollowedAction) -> str:
    if not action.aimed_at:
        return "Added by hand: no answer asked for it." if action.by_hand else _NO_AIM
    return sentences(f"{capitalised(said)}: {titles}" for said, titles in _by_words(action))


def _by_words(action: FollowedAction) -> Iterator[tuple[str, str]]:
    """Give what became of the answers that an action was meant to move, each with their titles."""
    found: dict[str, list[str]] = {}
    for aim in action.aimed_at:
        found.setdefault(aim_in_words(aim), []).append(aim.title)
    for said, titles in found.items():
        yield said, ", ".join(titles)


_NO_AIM = "No single answer: it is part of every plan of this kind."


def aim_in_words(aim: Aim) -> str:
    """Say what became of an answer that an action was meant to move, as a clause."""
    if aim.not_yet and not aim.in_call:
        return "not part of the quick call"
    words = _MOVES[aim.moved]
    if aim.moved in BETTER and aim.enough is not None:
        return f"{words}, {_ENOUGH if aim.enough else _NOT_ENOUGH}"
    return words


_ENOUGH = "as far as the plan asked"
_NOT_ENOUGH = "and not yet as far as the plan asked"
_MOVES = {
    "up": "better",
    "down": "worse",
    "learned": "known now",
    "lost": "known then, and not now",
    "asked": "asked now, and nobody knows",
    "unasked": "not asked this time",
    "not-yet": "not gone through again yet",
    "applies": "applies now, and did not then",
    "ceased": "does not apply any more",
    "same": "stands where it stood",
    "not-comparable": "cannot be compared",
}


def _not_seen(found: FollowThrough) -> tuple[Block, ...]:
    """List each answer once that no done action has moved, with how it stands."""
    moved = {aim.question for action in found.in_state("done") for aim in action.moved}
    still = {
        aim.question: aim
        for action in found.in_state("done")
        for aim in action.aimed_at
        if (aim.moved == "same" or aim.moved in WORSE)
        and aim.question not in moved
        and aim.enough is not True
    }
    listed_still = bullets(
        *(line(strong(f"{aim.title}."), f" {stated(_stands(aim))}") for aim in still.values())
    )
    return (*listed_still, paragraph(_ASK)) if listed_still else ()


_ASK = "Either it needs longer to show, or something else holds it: ask what was seen."


def _stands(aim: Aim) -> str:
    if aim.now is None or aim.now.state == "unknown":
        return "not known any more" if aim.moved in WORSE else "still not known"
    now = stood(aim.now, is_now=True)
    if aim.moved in WORSE:
        return f"worse than then: {now}"
    return f"still: {now}" if aim.now.state == "level" else now


def _late(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    late = found.in_state("late")
    rows = [
        (
            # Who has not got round to something is nobody's business but theirs.
            _noted(action),
            told.formats.plain_day(action.planned) if action.planned else "",
            aims_in_short(action),
        )
        for action in late
    ]
    listed_late = table("Action 6 | Planned until 3 | Meant to move 7", *rows)
    return (*listed_late, paragraph(_where_next(told, late))) if listed_late else ()


def aims_in_short(action: FollowedAction) -> str:
    """List the answers that an action was meant to move, with a remark on those that moved."""
    if not action.aimed_at:
        return _aims(action)
    said = dict(_by_words(action))
    unmoved = said.pop(_MOVES["same"], "")
    rest = (f"{titles} ({words})" for words, titles in said.items())
    return "; ".join((*((unmoved,) if unmoved else ()), *rest))


def _where_next(told: Compared, late: Sequence[FollowedAction]) -> str:
    again = sum(action.in_next for action in late)
    if told.comparison.now.plan is None:
        said = "There is no new plan yet."
    elif again == len(late):
        said = "All of it is in the new plan."
    else:
        number = capitalised(in_words(again)) if again else "None"
        said = f"{number} of these {'are' if again > 1 else 'is'} in the new plan."
    stays = any(aim.moved == "same" for action in late for aim in action.aimed_at)
    return f"{said} {_UNREMARKED}" if stays else said


_UNREMARKED = "What stands without a remark in the last column has not moved."


def _going(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    return bullets(
        *(
            line(strong(action.title), f": planned until {told.formats.plain_day(action.planned)}.")
            for action in found.in_state("going")
            if action.planned
        )
    )


def _undated(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    titles = [action.title for action in found.in_state("going") if not action.planned]
    if not titles:
        return ()
    then = told.comparison.then
    because = _NO_DATES if rests_on_quick_call(then.session, then.triage) else ""
    return (paragraph(f"{because}{'; '.join(titles)}."),)


_NO_DATES = "The plan rested on a quick call, which supports no later dates. "


def _dropped(found: FollowThrough) -> tuple[Block, ...]:
    return bullets(
        *(
            line(strong(action.title), f": {sentence(action.reason)}")
            for action in found.in_state("dropped")
        )
    )


def _not_asked(told: Compared, found: FollowThrough) -> tuple[Block, ...]:
    by_reason: dict[str, list[str]] = {}
    for action in found.in_state("not-asked-for"):
        by_reason.setdefault(why_not_asked(told, action), []).append(action.title)
    items = []
    for reason, titles in by_reason.items():
        if len(titles) < MOST_ONE_BY_ONE:
            items += [line(strong(title), f": {sentence(reason)}") for title in titles]
        else:
            items.append(line(strong(sentence(reason)), f" {'; '.join(titles)}."))
    return bullets(*items)


def why_not_asked(told: Compared, action: FollowedAction) -> str:
    """Say why an action is not asked for any more, as a clause."""
    match action.no_longer:
        case "strategy":
            plan = told.comparison.now.plan
            return f"another recommendation has other work ({plan.strategy.title})" if plan else ""
        case "questionnaire":
            versions = told.comparison.versions
            because = versions.why_gone("action", action.id) if versions else None
            return because or "the newer questionnaire does not have it"
        case "people":
            return "it was added by hand, and taken out again"
        case _:
            moved = [aim.title for aim in action.aimed_at if aim.moved == "up"]
            known = [aim.title for aim in action.aimed_at if aim.moved == "learned"]
            if moved:
                return f"what asked for it is better now: {listed(moved)}"
            if known:
                return f"known now, and no reason for it any more: {listed(known)}"
            return "nothing in the answers of now asks for it"
