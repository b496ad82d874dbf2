"""Conflicts in words: what each side says, for one line and at length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from unstall.hidden import without_hidden
from unstall.session.conflict import Conflicted
from unstall.session.fact_text import fact_text
from unstall.session.items import SINGLE, Item, Items, items_of, own_ids, same
from unstall.session.merge import WHOLE, Conflict, Merged, Side, differences
from unstall.session.models import Session

if TYPE_CHECKING:
    from unstall.questionnaire.models import Questionnaire

MOST_NAMED = 3
"""Conflicts that are named in one line."""
MOST_TOLD = 8
"""Differences that are told between two versions that are chosen as a whole."""
_LONGEST = 40
"""Characters of a value in one line."""


@dataclass(frozen=True, slots=True)
class Told:
    """One conflict, with what each side says."""

    conflict: Conflict
    title: str
    """What it is about, for people."""
    ours: tuple[str, ...]
    """What our side says, a line for each thing; the first is what matters most."""
    theirs: tuple[str, ...]

    def of(self, side: Side) -> tuple[str, ...]:
        """Give what one side says."""
        return self.ours if side == "ours" else self.theirs


def in_brief(conflicted: Conflicted) -> str:
    """Say in one clause what two people changed, and what each of them says."""
    merged = conflicted.merged
    if not merged.conflicts:
        return "two versions stand in it, which go together"
    if merged.conflicts[0].keys == WHOLE:
        ours, theirs = (
            f"{conflicted.side_in_words(side)} {_state_of(session, merged)}"
            for side, session in _sides(merged)
        )
        return f"two versions stand in it that cannot be mixed: {ours}, {theirs}"
    items = _items(merged)
    named = [_pair(conflicted, one, items) for one in merged.conflicts[:MOST_NAMED]]
    more = len(merged.conflicts) - len(named)
    rest = f" and {more} more" if more else ""
    return f"two people changed the same: {'; '.join(named)}{rest}"


def _pair(conflicted: Conflicted, conflict: Conflict, items: dict[Side, Items]) -> str:
    ours, theirs = (items[side].get(conflict.keys, {}) for side, _ in _sides(conflicted.merged))
    briefs = [_brief(conflict, item) for item in (ours, theirs)]
    if briefs[0] == briefs[1]:
        keys = (key for key in {**ours, **theirs} if not same(ours.get(key), theirs.get(key)))
        return f"{conflict.name}, its {' and '.join(_KEYS.get(key, key) for key in keys)}"
    one, other = conflicted.side_in_words("ours"), conflicted.side_in_words("theirs")
    return f"{conflict.name}, {one} {briefs[0]}, {other} {briefs[1]}"


def told(merged: Merged, questionnaire: Questionnaire | None) -> tuple[Told, ...]:
    """Tell all conflicts at length.

    Args:
        merged: Both sides.
        questionnaire: The one that both go by, for titles and levels in words; None if it is not to
            be had, so that ids have to do.
    """
    if any(conflict.keys == WHOLE for conflict in merged.conflicts):
        ours, theirs = _whole(merged, questionnaire)
        return (Told(Conflict(WHOLE), "The whole session", ours, theirs),)
    items = _items(merged)

    def lines(conflict: Conflict, side: Side) -> tuple[str, ...]:
        return tuple(_lines(conflict, items[side].get(conflict.keys, {}), questionnaire))

    return tuple(
        Told(one, _title(one, merged, questionnaire), lines(one, "ours"), lines(one, "theirs"))
        for one in merged.conflicts
    )


def _sides(merged: Merged) -> tuple[tuple[Side, Session], tuple[Side, Session]]:
    return ("ours", merged.ours), ("theirs", merged.theirs)


def _items(merged: Merged) -> dict[Side, Items]:
    own = own_ids(merged.ours, merged.theirs)
    return {side: items_of(session, own) for side, session in _sides(merged)}


# --- In one line -------------------------------------------------------------------------------


def _brief(conflict: Conflict, item: Item) -> str:
    """Write the one thing that matters most about an item."""
    if not item:
        return _ABSENT.get(conflict.keys[0], "not given")
    if conflict.keys[0] == "answers":
        return _state(item)
    if conflict.keys[0] == "votes":
        return _vote(item[SINGLE])
    if SINGLE in item:
        return _plain(item[SINGLE], _LONGEST)
    named = ("outcome", "done", "dropped", "owner", "week")
    first = next((key for key in named if key in item), None)
    return f"{_KEYS[first]} {_plain(item[first], _LONGEST)}" if first else "its text"


_ABSENT = {
    "answers": "no answer", "plan": "nothing decided",
    "last_plan": "nothing recorded",
    "votes": "no vote", "voters": "no voter",
}  # fmt: skip


def _vote(value: object) -> str:
    return "don't know" if value == "unknown" else str(value)


def _state(item: Item) -> str:
    if "level" in item:
        return str(item["level"])
    if item.get("unknown"):
        return "don't know"
    return "not applicable" if "not_applicable" in item else "no answer"


def _state_of(session: Session, merged: Merged) -> str:
    how = f"closed on {_plain(session.closed)}" if session.closed else "open"
    versions = [side.questionnaire.version for _, side in _sides(merged)]
    if versions[0] == versions[1]:
        return how
    return f"{how}, version {session.questionnaire.version[:_LONGEST]} of the questionnaire"


def _plain(value: Any, most: int = 10_000) -> str:
    """Write any value of a session on one line."""
    if isinstance(value, datetime):
        text = f"{value:%Y-%m-%d %H:%M}"
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, dict):
        text = ", ".join(f"{key} {_plain(part)}" for key, part in value.items())
    elif isinstance(value, (list, tuple)):
        text = "; ".join(_plain(part) for part in value)
    else:
        text = " ".join(without_hidden(str(value)).split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


# --- At length ---------------------------------------------------------------------------------

_KEYS = {
    "at": "answered", "known": "how we know", "evidence": "shown", "note": "note",
    "ask": "to find out", "accepted": "accepted", "confirmed": "as last time",
    "not_applicable": "because", "voted": "voted",
    "owner": "owner", "done": "done", "week": "moved to week",
    "dropped": "taken out", "on": "held on", "outcome": "outcome", "own": "the action itself",
    "level": "level", "unknown": "not known",
}  # fmt: skip
"""What the keys of items are called."""
_HEAD = {
    "project": "Name of the project", "client": "Client", "currency": "Currency",
    "depth": "Depth of the triage", "opened": "When it was begun",
    "assessed": "The day that the answers describe", "previous": "The session that it repeats",
}  # fmt: skip
_PLAN = {
    "start": "The day on which the plan begins",
    "left_from": "The day from which the plan is laid out anew",
    "holidays": "Where the people work",
}
_CHECKPOINTS = {
    "commit": "Commit", "value": "Value", "go-live": "Go live", "benefit": "Benefit",
    "review": "Review", "close": "Close",
}  # fmt: skip


def _title(conflict: Conflict, merged: Merged, questionnaire: Questionnaire | None) -> str:
    table, name = conflict.keys[0], conflict.keys[-1]
    if len(conflict.keys) == 1:
        return _HEAD.get(name, name)
    if table in ("answers", "how_soon"):
        question = questionnaire.question_by_id.get(name) if questionnaire else None
        title = question.short if question else name
        return f"{title}: how soon it can be had" if table == "how_soon" else title
    if table == "facts":
        fact = questionnaire.fact_by_id.get(name) if questionnaire else None
        return fact.title if fact else name
    if table in ("votes", "voters"):
        return _title_of_vote(conflict, questionnaire)
    return _title_in_plan(conflict, merged, questionnaire)


def _title_in_plan(conflict: Conflict, merged: Merged, questionnaire: Questionnaire | None) -> str:
    table, name = conflict.keys[0], conflict.keys[-1]
    before = "Last plan: " if table == "last_plan" else ""
    kind = conflict.keys[1] if len(conflict.keys) == len(("plan", "actions", "name")) else ""
    if kind == "held":
        return f"{before}checkpoint {_CHECKPOINTS.get(name, name)}".removeprefix("Last plan: ")
    if kind:
        return f"{before}{_action(name, merged, questionnaire)}"
    return _PLAN.get(name, name)


def _title_of_vote(conflict: Conflict, questionnaire: Questionnaire | None) -> str:
    if conflict.keys[0] == "voters":
        return "The role of one voter"
    _, name, in_round = conflict.keys[:3]
    question = questionnaire.question_by_id.get(name) if questionnaire else None
    return f"{question.short if question else name}: one vote in the {in_round} round"


def _action(name: str, merged: Merged, questionnaire: Questionnaire | None) -> str:
    for _, side in _sides(merged):
        if name in side.plan.own:
            return side.plan.own[name].title
    action = questionnaire.action_by_id.get(name) if questionnaire else None
    return action.title if action else name


def _lines(conflict: Conflict, item: Item, questionnaire: Questionnaire | None) -> Iterator[str]:
    table, name = conflict.keys[0], conflict.keys[-1]
    if not item:
        yield _ABSENT.get(table, "not given").capitalize()
    elif table == "answers":
        yield _answered(name, item, questionnaire)
        yield from _rest(item, skip=("level", "unknown"))
    elif SINGLE in item:
        yield _single(table, name, item[SINGLE], questionnaire)
    else:
        own = item.get("own", {})
        yield from (f"{key.replace('_', ' ')}: {_plain(value)}" for key, value in own.items())
        yield from _rest(item, skip=("own",))


def _rest(item: Item, skip: tuple[str, ...]) -> Iterator[str]:
    for key, value in sorted(item.items(), key=lambda entry: (entry[0] == "at", entry[0])):
        if key == "accepted":
            yield f"accepted by {_plain(value['by'])}: {_plain(value['why'])}"
        elif key == "confirmed":
            yield "gone through again and confirmed"
        elif key not in skip:
            yield f"{_KEYS.get(key, key)}: {_plain(value)}"


def _answered(name: str, item: Item, questionnaire: Questionnaire | None) -> str:
    question = questionnaire.question_by_id.get(name) if questionnaire else None
    index = question.level_index(item.get("level", "")) if question else None
    if question is None or index is None:
        return _state(item)[:1].upper() + _state(item)[1:]
    return f"{index + 1} of {len(question.levels)}: {question.levels[index].label}"


def _single(table: str, name: str, value: Any, questionnaire: Questionnaire | None) -> str:
    if questionnaire and table == "facts" and (fact := questionnaire.fact_by_id.get(name)):
        try:
            return _plain(fact_text(fact, value).replace("\n", "; "))
        except (KeyError, TypeError, ValueError, AttributeError):
            # Somebody wrote by hand what is no fact of this kind.
            return _plain(value)
    if questionnaire and table == "how_soon":
        from unstall.questionnaire.how_soon import how_soon_in_words

        return how_soon_in_words(questionnaire.procedure, value)
    return _plain(value)


def _whole(merged: Merged, questionnaire: Questionnaire | None) -> Iterator[tuple[str, ...]]:
    """Tell both of two versions that are chosen as a whole: their states, then what differs."""
    like = {"questionnaire": merged.ours.questionnaire, "closed": None, "result": None}
    within = differences(*(side.model_copy(update=like) for _, side in _sides(merged)))
    items = _items(within)
    apart = [conflict for conflict in within.conflicts if conflict.keys != WHOLE]
    for side, session in _sides(merged):
        lines = [_state_of(session, merged).capitalize()]
        if session.result:
            lines.append(f"result: {session.result.strategy or 'none'}, {session.result.standing}")
        given = sum(answer.state != "unanswered" for answer in session.answers.values())
        lines.append(f"answers: {given}")
        for one in apart[:MOST_TOLD]:
            said = _lines(one, items[side].get(one.keys, {}), questionnaire)
            lines.append(f"{_title(one, merged, questionnaire)}: {next(said)}")
        if len(apart) > MOST_TOLD:
            lines.append(f"and {len(apart) - MOST_TOLD} more that differ")
        if session.closed is None:
            lines.append("to be closed again when it is right")
        yield tuple(lines)
