"""Answers, facts and times given otherwise: sentences with "if", as points that can be tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unstall.questionnaire.conditions import HowSoon
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import quoted
from unstall.triage.flip_sets import Move
from unstall.triage.reopen import Change, FactMove, Reopen, Sooner
from unstall.tui.wording.points import Point

_HAD: dict[HowSoon, str] = {
    "2w": "could be had within 2 weeks",
    "12w": "could be had within 12 weeks",
    "cannot": "could not be had at all",
}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One change in words."""

    said: str
    """What would have been said: "Accountable owner were “…”"; stands after "if"."""
    instead: str
    """What was said: "instead of “…”"; empty if nothing was."""


def otherwise(dossier: Dossier, change: Change) -> Otherwise:
    """Say one change."""
    match change:
        case Move(question=question, from_level=now, to_level=to):
            title, value = dossier.short(question), dossier.label(question, to)
            before = None if now is None else dossier.label(question, now)
        case Sooner(question=question, within=within):
            return Otherwise(f"{dossier.short(question)} {_HAD[within]}", "")
        case FactMove(fact=id_, to=to_value):
            fact, given = dossier.questionnaire.fact_by_id[id_], dossier.fact(id_)
            title = quoted(fact.title)
            value = quoted(fact_in_words(fact, to_value, dossier.formats))
            before = quoted(fact_in_words(fact, given, dossier.formats)) if given else None
    if before is None:
        return Otherwise(f"{title} turned out to be {value}", "")
    return Otherwise(f"{title} were {value}", f"instead of {before}")


def change_point(dossier: Dossier, changes: Sequence[Change], at: str, title: str) -> Point:
    """Say what would come of changes, and under which: one in its line, several below each other.

    Args:
        dossier: The session as it stands.
        changes: At least one.
        at: The id of the point.
        title: What would come of them.
    """
    tries = tuple(changes)
    said = [otherwise(dossier, change) for change in tries]
    points = tuple(
        Point(
            f"{at}/{number}",
            text=f"{'and if' if number else 'if'} {words.said}",
            mark=" ",
            notes=tuple(filter(None, [words.instead])),
            question=_question_of(change),
            fact=_fact_of(change),
            tries=tries,
        )
        for number, (change, words) in enumerate(zip(tries, said, strict=True))
    )
    if len(points) == 1:
        return replace(points[0], id=at, title=title, mark="→")
    first = tries[0]
    return Point(
        at,
        title,
        mark="→",
        children=points,
        question=_question_of(first),
        fact=_fact_of(first),
        tries=tries,
    )


def changes_of(reopen: Reopen) -> tuple[Change, ...]:
    """Give everything that together opens a strategy again."""
    return (*reopen.moves, *reopen.how_soon, *reopen.facts)


def _question_of(change: Change) -> str | None:
    """Tell which question a change is about; None if it is about a fact."""
    return None if isinstance(change, FactMove) else change.question


def _fact_of(change: Change) -> str | None:
    """Tell which fact a change is about; None if it is about a question."""
    return change.fact if isinstance(change, FactMove) else None
