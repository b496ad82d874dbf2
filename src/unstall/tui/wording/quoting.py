"""Answers and facts as points: in the words that were chosen, with the way to their question."""

from __future__ import annotations

from dataclasses import replace

from unstall.questionnaire.conditions import Condition, OnFact, OnQuestion, leaves
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.triage.reading import Reading
from unstall.tui.wording.points import Point


def answer_point(dossier: Dossier, question_id: str, at: str, *, mark: str = "·") -> Point:
    """Make a point of an answer; `at` keeps its id apart from the same answer elsewhere."""
    reading: Reading = dossier.triage.reading
    said = dossier.said(question_id)
    if reading.state(question_id) == "not-applicable":
        said = f"does not apply: {dossier.answer(question_id).not_applicable}"
    return Point(
        f"{at}/{question_id}",
        title=dossier.short(question_id),
        text=said,
        mark=mark,
        question=question_id,
    )


def fact_point(dossier: Dossier, fact_id: str, at: str, *, mark: str = "·") -> Point:
    """Make a point of a fact that was given or worked out."""
    fact = dossier.questionnaire.fact_by_id[fact_id]
    return Point(
        f"{at}/{fact_id}",
        title=fact.title,
        text=fact_in_words(fact, dossier.fact(fact_id), dossier.formats),
        mark=mark,
        fact=fact_id,
    )


def evidence(dossier: Dossier, condition: Condition, at: str, most: int = 3) -> tuple[Point, ...]:
    """List what is known of the answers and facts that a condition looks at, as it names them."""
    reading: Reading = dossier.triage.reading
    found: dict[str, Point] = {}
    for leaf in leaves(condition):
        if isinstance(leaf, OnQuestion) and leaf.question in reading.levels:
            found.setdefault(leaf.question, answer_point(dossier, leaf.question, at))
        elif isinstance(leaf, OnFact) and leaf.fact in reading.facts:
            found.setdefault(leaf.fact, fact_point(dossier, leaf.fact, at))
    return tuple(found.values())[:most]


def under(point: Point, *notes: str) -> Point:
    """Add notes to a point."""
    return replace(point, notes=(*point.notes, *(note for note in notes if note)))


def minus(points: float) -> str:
    """Write points with a true minus."""
    return f"−{-points:g}" if points < 0 else f"{points:g}"


def signed(points: float) -> str:
    """Write points with their sign."""
    return f"+{points:g}" if points > 0 else minus(points)
