"""Points: what each answer and fact adds to each strategy.

All strategies share one scale, so that a person can add the points up by hand from the file; the
list of additions is the explanation, and it sums to the total.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.triage.reading import Reading
from unstall.triage.truth import compile_condition

Shape = Literal["rebuild", "harden"]


@dataclass(frozen=True, slots=True)
class Addition:
    """One number on the way to a strategy's total."""

    strategy: str
    points: int
    because: str
    kind: Literal["base", "question", "fact"]
    id: str
    """The question or the rule about a fact; for a base, the strategy."""
    level: int | None = None


class PointsTable:
    """The points of one questionnaire, laid out for adding."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._takers = {s.id: s.takes for s in questionnaire.strategies if s.takes}
        self._rebuild = compile_condition(questionnaire.procedure.rebuild_when, questionnaire)
        self._rows: dict[Shape, list[tuple[str, str, list[tuple[str, tuple[int, ...]]]]]] = {
            "rebuild": self._columns("rebuild"),
            "harden": self._columns("harden"),
        }
        self._fact_rows = [
            (rule, compile_condition(rule.when, questionnaire))
            for rule in questionnaire.fact_points
        ]

    def _columns(self, shape: Shape) -> list[tuple[str, str, list[tuple[str, tuple[int, ...]]]]]:
        rows = []
        for question in self._questionnaire.questions:
            if question.points is None:
                continue
            columns = list(question.points.by_strategy.items())
            for taker, takes in self._takers.items():
                if question.points.axis == takes.axis:
                    source = takes.rebuild if shape == "rebuild" else takes.harden
                    taken = question.points.by_strategy.get(source)
                    if taken:
                        columns.append((taker, taken))
            rows.append((question.id, question.points.because, columns))
        return rows

    def shape(self, reading: Reading) -> Shape:
        """Tell what a strategy that takes its engineering points from another would do."""
        return "rebuild" if self._rebuild(reading) else "harden"

    def totals(self, reading: Reading) -> dict[str, int]:
        """Add up every strategy's points."""
        totals = {strategy.id: strategy.base for strategy in self._questionnaire.strategies}
        levels = reading.levels
        for question_id, _, columns in self._rows[self.shape(reading)]:
            level = levels.get(question_id)
            if level is not None:
                for strategy, per_level in columns:
                    totals[strategy] += per_level[level]
        for rule, holds in self._fact_rows:
            if holds(reading):
                for strategy, points in rule.points.items():
                    totals[strategy] += points
        return totals

    def additions(self, reading: Reading) -> tuple[Addition, ...]:
        """List every number behind the totals that is not zero, in file order."""
        found = [
            Addition(s.id, s.base, s.base_because, "base", s.id)
            for s in self._questionnaire.strategies
            if s.base
        ]
        for question_id, because, columns in self._rows[self.shape(reading)]:
            level = reading.levels.get(question_id)
            if level is None:
                continue
            added: dict[str, int] = defaultdict(int)
            for strategy, per_level in columns:
                added[strategy] += per_level[level]
            found += [
                Addition(strategy, points, because, "question", question_id, level)
                for strategy, points in added.items()
                if points
            ]
        for rule, holds in self._fact_rows:
            if holds(reading):
                found += [
                    Addition(strategy, points, rule.because, "fact", rule.id)
                    for strategy, points in rule.points.items()
                ]
        return tuple(found)
