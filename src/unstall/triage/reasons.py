"""Why: the answers that speak for and against, in the words of the levels that were chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from unstall.questionnaire.models import Questionnaire
from unstall.triage.points import Addition, PointsTable
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

MOST_REASONS = 3
"""How many reasons are read out; the full list can be unfolded."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a strategy."""

    title: str
    """The question's short title, or what the fact is called."""
    says: str
    """The level that was chosen, in its own words, or why the fact counts."""
    because: str
    points: int
    """What it adds; for a comparison, what it adds to the first beyond the second."""
    question: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for and against one strategy."""

    strategy: str
    points: int
    fit: str
    for_it: tuple[Reason, ...]
    against: tuple[Reason, ...]
    all_: tuple[Addition, ...]
    """Every addition; they sum to the points."""


class Reasons:
    """Words for the numbers of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, points: PointsTable) -> None:
        self._questionnaire = questionnaire
        self._points = points

    def fit_word(self, points: int) -> str:
        """Say a number of points in a word."""
        return next(
            fit.word
            for fit in self._questionnaire.procedure.words
            if fit.at_least is None or points >= fit.at_least
        )

    def cases(self, reading: Reading, decision: Decision) -> tuple[Case, ...]:
        """Make the case for and against each strategy, in file order."""
        additions = sorted(self._points.additions(reading), key=lambda a: a.strategy)
        by_strategy = {
            strategy: tuple(group)
            for strategy, group in groupby(additions, key=lambda a: a.strategy)
        }
        cases = []
        for strategy in self._questionnaire.strategies:
            own = by_strategy.get(strategy.id, ())
            reasons = [self._reason(addition) for addition in own if addition.kind != "base"]
            points = decision.points[strategy.id]
            cases.append(
                Case(
                    strategy=strategy.id,
                    points=points,
                    fit=self.fit_word(points),
                    for_it=_strongest(r for r in reasons if r.points > 0),
                    against=_strongest(r for r in reasons if r.points < 0),
                    all_=own,
                )
            )
        return tuple(cases)

    def decisive(self, reading: Reading, first: str, second: str) -> tuple[Reason, ...]:
        """List what puts the first strategy before the second, strongest first."""
        difference: dict[tuple[str, str], int] = {}
        example: dict[tuple[str, str], Addition] = {}
        for addition in self._points.additions(reading):
            if addition.kind == "base" or addition.strategy not in (first, second):
                continue
            key = (addition.kind, addition.id)
            sign = 1 if addition.strategy == first else -1
            difference[key] = difference.get(key, 0) + sign * addition.points
            example[key] = addition
        return _strongest(
            self._reason(example[key], points) for key, points in difference.items() if points > 0
        )

    def _reason(self, addition: Addition, points: int | None = None) -> Reason:
        worth = addition.points if points is None else points
        question = self._questionnaire.question_by_id.get(addition.id)
        if addition.kind == "question" and question and addition.level is not None:
            says = question.levels[addition.level].label
            return Reason(question.short, says, addition.because, worth, question.id)
        rule = next(r for r in self._questionnaire.fact_points if r.id == addition.id)
        fact = getattr(rule.when, "fact", None)
        title = self._questionnaire.fact_by_id[fact].title if fact else rule.id
        return Reason(title, addition.because, addition.because, worth, None)


def _strongest(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.points))[:MOST_REASONS])
