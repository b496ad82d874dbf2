"""Answers, facts and times given otherwise: sentences with "if", as points that can be tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unstall.report.dossier import Dossier
from unstall.report.otherwise import in_words
from unstall.triage.reopen import Change, FactMove, Reopen
from unstall.tui.wording.points import Point


def change_point(dossier: Dossier, changes: Sequence[Change], at: str, title: str) -> Point:
    """Say what would come of changes, and under which: one in its line, several below each other.

    Args:
        dossier: The session as it stands.
        changes: At least one.
        at: The id of the point.
        title: What would come of them.
    """
    tries = tuple(changes)
    said = [in_words(dossier, change) for change in tries]
    points = tuple(
        Point(
            f"{at}/{number}",
            text=f"{'and if' if number else 'if'} {words.about} {words.other}",
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
