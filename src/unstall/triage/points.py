"""Points: what each answer and fact adds to each strategy.

All strategies share one scale, so that a person can add the points up by hand from the file; the
list of additions is the explanation, and it sums to the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Column:
    strategy: str
    per_level: tuple[int, ...]
    written: int
    """Number of the place in the file that the points come from: a strategy that takes another's
    points is wrong by as much as they are."""


@dataclass(frozen=True, slots=True)
class _Row:
    question: str
    because: str
    columns: tuple[_Column, ...]


def _written(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Name every place of the file that has points: its kind, its item and the strategy."""
    for strategy in questionnaire.strategies:
        yield "base", strategy.id, strategy.id
    for question in questionnaire.questions:
        for named in question.points.by_strategy if question.points else ():
            yield "question", question.id, named
    for rule in questionnaire.fact_points:
        yield "fact", rule.id, ""


class PointsTable:
    """The points of one questionnaire, laid out for adding."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._takers = {s.id: s.takes for s in questionnaire.strategies if s.takes}
        self._rebuild = compile_condition(questionnaire.procedure.rebuild_when, questionnaire)
        self._places = {key: n for n, key in enumerate(sorted(_written(questionnaire)))}
        self._bases = [
            (s.id, s.base, self._places["base", s.id, s.id]) for s in questionnaire.strategies
        ]
        self._rows: dict[Shape, tuple[_Row, ...]] = {
            "rebuild": self._laid_out("rebuild"),
            "harden": self._laid_out("harden"),
        }
        self._fact_rows = [
            (rule, compile_condition(rule.when, questionnaire), self._places["fact", rule.id, ""])
            for rule in questionnaire.fact_points
        ]

    @property
    def places(self) -> int:
        """How many sets of points are written in the file, each of which may be wrong by itself.

        Their numbers do not depend on the order in which the file has them.
        """
        return len(self._places)

    def _laid_out(self, shape: Shape) -> tuple[_Row, ...]:
        rows = []
        for question in self._questionnaire.questions:
            points = question.points
            if points is None:
                continue
            columns = [
                _Column(strategy, per_level, self._places["question", question.id, strategy])
                for strategy, per_level in points.by_strategy.items()
            ]
            for taker, takes in self._takers.items():
                source = takes.rebuild if shape == "rebuild" else takes.harden
                if points.axis == takes.axis and source in points.by_strategy:
                    place = self._places["question", question.id, source]
                    columns.append(_Column(taker, points.by_strategy[source], place))
            rows.append(_Row(question.id, points.because, tuple(columns)))
        return tuple(rows)

    def shape(self, reading: Reading) -> Shape:
        """Tell what a strategy that takes its engineering points from another would do."""
        return "rebuild" if self._rebuild(reading) else "harden"

    def totals(self, reading: Reading) -> dict[str, int]:
        """Add up every strategy's points."""
        totals = {strategy: base for strategy, base, _ in self._bases}
        levels = reading.levels
        for row in self._rows[self.shape(reading)]:
            level = levels.get(row.question)
            if level is not None:
                for column in row.columns:
                    totals[column.strategy] += column.per_level[level]
        for rule, holds, _ in self._fact_rows:
            if holds(reading):
                for strategy, points in rule.points.items():
                    totals[strategy] += points
        return totals

    def scaled_totals(self, reading: Reading, factors: Sequence[float]) -> dict[str, float]:
        """Add up every strategy's points, each set of points multiplied by a factor of its own.

        Args:
            reading: The answers.
            factors: One factor for each of the table's `places`.
        """
        totals = {strategy: base * factors[place] for strategy, base, place in self._bases}
        levels = reading.levels
        for row in self._rows[self.shape(reading)]:
            level = levels.get(row.question)
            if level is not None:
                for column in row.columns:
                    totals[column.strategy] += column.per_level[level] * factors[column.written]
        for rule, holds, place in self._fact_rows:
            if holds(reading):
                for strategy, points in rule.points.items():
                    totals[strategy] += points * factors[place]
        return totals

    @property
    def bases(self) -> dict[str, int]:
        """Where each strategy starts."""
        return {strategy: base for strategy, base, _ in self._bases}

    def levels_of(self, shape: Shape) -> Iterator[tuple[str, list[dict[str, int]]]]:
        """Give each question with what every one of its levels adds to the strategies."""
        for row in self._rows[shape]:
            per_level: list[dict[str, int]] = []
            for level in range(len(row.columns[0].per_level) if row.columns else 0):
                added: dict[str, int] = defaultdict(int)
                for column in row.columns:
                    added[column.strategy] += column.per_level[level]
                per_level.append(dict(added))
            if per_level:
                yield row.question, per_level

    def differences(self, reading: Reading, first: str, second: str | None = None) -> list[int]:
        """List, for each set of points, how much further it puts one strategy before another.

        Without another: how much it adds to the one.
        """
        by_place: dict[int, int] = defaultdict(int)
        sign = {first: 1} if second is None else {first: 1, second: -1}
        for strategy, base, place in self._bases:
            by_place[place] += sign.get(strategy, 0) * base
        for row in self._rows[self.shape(reading)]:
            level = reading.levels.get(row.question)
            if level is not None:
                for column in row.columns:
                    by_place[column.written] += (
                        sign.get(column.strategy, 0) * column.per_level[level]
                    )
        for rule, holds, place in self._fact_rows:
            if holds(reading):
                for strategy, points in rule.points.items():
                    by_place[place] += sign.get(strategy, 0) * points
        return [difference for difference in by_place.values() if difference]

    def additions(self, reading: Reading) -> tuple[Addition, ...]:
        """List every number behind the totals that is not zero, in file order."""
        found = [
            Addition(s.id, s.base, s.base_because, "base", s.id)
            for s in self._questionnaire.strategies
            if s.base
        ]
        for row in self._rows[self.shape(reading)]:
            level = reading.levels.get(row.question)
            if level is None:
                continue
            added: dict[str, int] = defaultdict(int)
            for column in row.columns:
                added[column.strategy] += column.per_level[level]
            found += [
                Addition(strategy, points, row.because, "question", row.question, level)
                for strategy, points in added.items()
                if points
            ]
        for rule, holds, _ in self._fact_rows:
            if holds(reading):
                found += [
                    Addition(strategy, points, rule.because, "fact", rule.id)
                    for strategy, points in rule.points.items()
                ]
        return tuple(found)
