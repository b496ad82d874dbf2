"""What became of a plan, as text for a person at a terminal: plain, 80 columns wide.

Each action stands under its id, by which it is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator

from unstall.commands.columns import wrapped
from unstall.compare.followed import ActionState, FollowedAction, FollowThrough
from unstall.compare.models import Comparison
from unstall.report.compared import Compared
from unstall.report.formats import DEFAULT_LOCALE, Formats
from unstall.report.phrases import sentence
from unstall.report.sections.checkpoints_followed import (
    checkpoint_in_words,
    planned_for,
    replaced_by,
    unmet_in_words,
)
from unstall.report.sections.explained import explanation
from unstall.report.sections.follow_through import aims_in_short, in_short, why_not_asked

NO_PLAN = "There is no plan to follow: too little was known to recommend anything."
_TITLES: dict[ActionState, str] = {
    "done": "Done",
    "late": "Past the planned last day, and not recorded as done",
    "going": "Not due yet, or never given a date",
    "dropped": "Dropped",
    "not-asked-for": "No longer asked for",
}
_NARROWEST = 40
_HOW = (
    "Record it with: unstall follow SESSION ACTION=done, ACTION=done:DATE, ACTION=dropped:REASON, "
    "--held CHECKPOINT=go-on."
)


def counts(found: FollowThrough) -> str:
    """Say in a sentence or two how many actions are in which state."""
    if found.strategy is None:
        return NO_PLAN
    return in_short(found, Formats(DEFAULT_LOCALE, None))


def follow_words(
    found: FollowThrough, comparison: Comparison | None, locale: str, *, width: int = 80
) -> str:
    """List every action and checkpoint, in lines of at most `width` columns (at least 40).

    Args:
        found: What became of the plan.
        comparison: Of the session before with the one that repeats it; None for an own plan.
        locale: How days are written.
        width: Columns of a line.
    """
    formats = Formats.of(locale, None)
    told = Compared(comparison, formats, found) if comparison else None
    return "\n".join(_Words(found, told, formats, max(width, _NARROWEST)).lines())


class _Words:
    def __init__(
        self, found: FollowThrough, told: Compared | None, formats: Formats, width: int
    ) -> None:
        self._found, self._told = found, told
        self._formats, self._width = formats, width

    def lines(self) -> Iterator[str]:
        if self._found.strategy is None:
            yield NO_PLAN
            return
        yield from wrapped(f"{self._found.strategy_title}. {counts(self._found)}", self._width)
        for state, title in _TITLES.items():
            actions = self._found.in_state(state)
            if actions:
                yield from ("", title)
            for action in actions:
                yield from self._entry(action.id, self._said(action))
        yield from ("", "Checkpoints")
        for one in self._found.checkpoints:
            unmet = unmet_in_words(self._told, one) if self._told else ""
            other = replaced_by(self._told) if self._told else ""
            became = checkpoint_in_words(
                self._found, one, self._formats, unmet=unmet, replaced_by=other
            )
            yield from self._entry(one.kind, f"{planned_for(one, self._formats)}. {became}")
        if self._found.moves:
            yield from ("", "Answers that moved, and what may have moved them")
        for move in self._found.moves:
            yield from self._entry(move.question, explanation(self._found, move))
        yield ""
        yield from wrapped(_HOW, self._width)

    def _entry(self, id_: str, said: str) -> Iterator[str]:
        yield f"  {id_}"
        yield from wrapped(sentence(said), self._width, first="    ", rest="    ")

    def _said(self, action: FollowedAction) -> str:
        return " ".join([sentence(action.title), *(sentence(part) for part in self._parts(action))])

    def _parts(self, action: FollowedAction) -> Iterator[str]:
        if action.done:
            yield f"Done on {self._formats.plain_day(action.done)}"
        if action.planned and (action.state != "done" or action.days_over):
            yield f"Planned until {self._formats.plain_day(action.planned)}"
        if action.reason:
            yield action.reason
        if self._told and action.state == "not-asked-for":
            yield why_not_asked(self._told, action)
        if action.aimed_at and action.state in {"done", "late"}:
            yield f"Meant to move: {aims_in_short(action)}"
        if action.note:
            yield f"Note: {action.note}"
