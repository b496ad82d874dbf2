"""Readiness of sections, dimensions, walls and any other group of questions, as a range.

`low = Σ w · min u / W` and `high = Σ w · max u / W` over the applicable questions, with
`u = level ÷ top level`. An answer that a room voted runs over the levels between its quartiles.
What is not known stays in the denominator and widens the range, so that answering never narrows
the base (compare the ML Test Score, which scores a test that was not done as zero: Breck et al.,
*The ML Test Score*, 2017). The headline is the lowest group of one view, since a gap anywhere stops
a launch (same source).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Band, Question
from unstall.session.models import State
from unstall.triage.hiding import needed_first
from unstall.triage.reading import Reading
from unstall.triage.truth import Test, compile_optional


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a group of questions is. Shares of the top, between 0 and 1."""

    id: str
    title: str
    view: str
    """`sections`, or the view that the group belongs to."""
    low: float
    high: float
    coverage: float
    """Weighted share of the applicable questions that have a level."""
    band: Band
    blocked_by: tuple[str, ...]
    """Questions whose worst level blocks a launch and holds the band down."""

    @property
    def point(self) -> float:
        """Middle of the range: what is to be expected if all missing levels are equally likely."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    applies: Test | None
    heavier: Test | None
    excused: Test | None


class ReadinessScale:
    """Measures readings against one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

        self._asked = {
            q.id: _Asked(
                question=q,
                applies=compile_optional(q.only_if, questionnaire),
                heavier=compile_optional(q.weight_if.when if q.weight_if else None, questionnaire),
                excused=compile_optional(q.blocks_unless, questionnaire),
            )
            for q in questionnaire.questions
        }
        self._conditional = tuple(q.id for q in needed_first(questionnaire) if q.only_if)
        asked = questionnaire.questions
        sections = (
            (
                s.id,
                s.title,
                "sections",
                [q.id for q in questionnaire.questions if q.section == s.id],
            )
            for s in questionnaire.sections
        )
        groups = (
            (group.id, group.title, group.view, [q.id for q in asked if group.id in q.groups])
            for group in questionnaire.groups
        )
        self._groups = [*sections, *groups]

    def is_hidden(self, question_id: str, reading: Reading) -> bool:
        """Tell whether a question's condition is false, so that it is not asked."""
        applies = self._asked[question_id].applies
        return applies is not None and applies(reading) is False

    def without_hidden(self, reading: Reading) -> Reading:
        """Give a reading as it counts: what was answered to a hidden question is left out.

        A question that only a hidden answer would hide or bring back is looked at without it. The
        questionnaire has been checked: no question depends on its own answer.
        """
        hidden: list[str] = []
        for question_id in self._conditional:
            if question_id in reading.levels and self.is_hidden(question_id, reading):
                levels = {q: level for q, level in reading.levels.items() if q != question_id}
                reading = replace(reading, levels=levels)
                hidden.append(question_id)
        if not hidden:
            return reading
        states: dict[str, State] = {**reading.states, **dict.fromkeys(hidden, "hidden")}
        return replace(reading, states=states)

    def applicable(self, reading: Reading) -> tuple[Question, ...]:
        """List the questions that count: neither hidden nor marked as not applicable."""
        ruled_out = {
            question_id
            for question_id, state in reading.states.items()
            if state == "not-applicable" and question_id not in reading.levels
        }
        return tuple(
            asked.question
            for question_id, asked in self._asked.items()
            if question_id not in ruled_out
            and (asked.applies is None or asked.applies(reading) is not False)
        )

    def weight(self, question_id: str, reading: Reading) -> int:
        """Weight of a question for this project."""
        asked = self._asked[question_id]
        if asked.heavier and asked.heavier(reading) and asked.question.weight_if:
            return asked.question.weight_if.weight
        return asked.question.weight

    def blocks(self, question_id: str, reading: Reading) -> str | None:
        """Tell what the worst level of a question stops in this project: start, launch or None."""
        asked = self._asked[question_id]
        if asked.excused and asked.excused(reading):
            return None
        return asked.question.blocks

    def measure(
        self, reading: Reading, *, among: Collection[str] | None = None
    ) -> tuple[Readiness, ...]:
        """Measure every section and group, in file order; a group without questions is left out.

        Args:
            reading: The answers.
            among: The questions that count, if they apply; None for all.
        """
        counted = {
            question.id: question
            for question in self.applicable(reading)
            if among is None or question.id in among
        }
        measured = []
        for group_id, title, view, members in self._groups:
            total = known = reached = disputed = 0.0
            blocked = []
            for question_id in members:
                question = counted.get(question_id)
                if question is None:
                    continue
                weight = self.weight(question_id, reading)
                total += weight
                level = reading.levels.get(question_id)
                if level is None:
                    continue
                known += weight
                lowest, highest = reading.ranges.get(question_id, (level, level))
                reached += weight * lowest / question.top
                disputed += weight * (highest - lowest) / question.top
                if level == 0 and self.blocks(question_id, reading) == "launch":
                    blocked.append(question_id)
            if total:
                low = reached / total
                measured.append(
                    Readiness(
                        id=group_id,
                        title=title,
                        view=view,
                        low=low,
                        high=low + (total - known + disputed) / total,
                        coverage=known / total,
                        band=self._band(low, blocked=bool(blocked)),
                        blocked_by=tuple(blocked),
                    )
                )
        return tuple(measured)

    def _band(self, low: float, *, blocked: bool) -> Band:
        bands = self._questionnaire.bands
        rank = next(i for i, band in enumerate(bands) if band.below is None or low < band.below)
        if blocked:
            highest = self._questionnaire.procedure.band_when_blocked
            rank = min(rank, next(i for i, band in enumerate(bands) if band.id == highest))
        return bands[rank]


def headline(readiness: tuple[Readiness, ...], view: str) -> Readiness | None:
    """Find the group of a view with the lowest low end; None if the view has no group."""
    return min((r for r in readiness if r.view == view), key=lambda r: r.low, default=None)
