"""Why: the answers that speak for and against, in the words of the levels that were chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.triage.points import Addition, PointsTable
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

MOST_REASONS = 3
"""How many reasons are read out; the full list can be unfolded."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a strategy."""

    strategy: str
    """The strategy that it bears on."""
    speaks: Literal["for", "against"]
    title: str
    """The question's short title, or what the fact is called."""
    says: str
    """The level that was chosen, in its own words, or why the fact counts."""
    because: str
    points: int
    """What it adds."""
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
    """Every addition, in the order of the call; they sum to the points."""


class Reasons:
    """Words for the numbers of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, points: PointsTable) -> None:
        self._questionnaire = questionnaire
        self._points = points
        self._called = {question.id: n for n, question in enumerate(questionnaire.call_order)}

    def fit_word(self, points: int) -> str:
        """Say a number of points in a word."""
        return next(
            fit.word
            for fit in self._questionnaire.procedure.words
            if fit.at_least is None or points >= fit.at_least
        )

    def cases(self, reading: Reading, decision: Decision) -> tuple[Case, ...]:
        """Make the case for and against each strategy, in file order.

        What adds the same is told in the order of the call, facts last.
        """
        additions = sorted(self._points.additions(reading), key=self._place)
        by_strategy = {
            strategy: tuple(group)
            for strategy, group in groupby(additions, key=lambda a: a.strategy)
        }
        cases = []
        for strategy in self._questionnaire.strategies:
            own = by_strategy.get(strategy.id, ())
            earned = [addition for addition in own if addition.kind != "base"]
            points = decision.points[strategy.id]
            cases.append(
                Case(
                    strategy=strategy.id,
                    points=points,
                    fit=self.fit_word(points),
                    for_it=self._strongest(a for a in earned if a.points > 0),
                    against=self._strongest(a for a in earned if a.points < 0),
                    all_=own,
                )
            )
        return tuple(cases)

    def _place(self, addition: Addition) -> tuple[str, int, int, str]:
        kind = ("base", "question", "fact").index(addition.kind)
        return addition.strategy, kind, self._called.get(addition.id, 0), addition.id

    def _reason(self, addition: Addition) -> Reason:
        speaks: Literal["for", "against"] = "for" if addition.points > 0 else "against"
        question = self._questionnaire.question_by_id.get(addition.id)
        if addition.kind == "question" and question and addition.level is not None:
            title, says = question.short, question.levels[addition.level].label
        else:
            rule = next(r for r in self._questionnaire.fact_points if r.id == addition.id)
            fact = getattr(rule.when, "fact", None)
            title = self._questionnaire.fact_by_id[fact].title if fact else rule.id
            says = addition.because
            question = None
        return Reason(
            strategy=addition.strategy,
            speaks=speaks,
            title=title,
            says=says,
            because=addition.because,
            points=addition.points,
            question=question.id if question else None,
        )

    def _strongest(self, additions: Iterable[Addition]) -> tuple[Reason, ...]:
        strongest = sorted(additions, key=lambda addition: -abs(addition.points))[:MOST_REASONS]
        return tuple(map(self._reason, strongest))
