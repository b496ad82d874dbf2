"""What the answers show besides a verdict: causes, signs, contradictions, blockers, gaps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from unstall.questionnaire.actions import Cause, Contradiction, WarningSign
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.triage.readiness import ReadinessScale
from unstall.triage.reading import Reading
from unstall.triage.truth import Truth, compile_condition

MOST_EVIDENCE = 3
"""How many answers are shown for one cause."""


_Gap = tuple[int, float, str]
"""A question's weight, its distance from the top level as a share of it, and its id."""


@dataclass(frozen=True, slots=True)
class FoundCause:
    """A cause, and the answers that point to it."""

    cause: Cause
    strength: float
    """Weighted mean distance of its answers from their top level, between 0 and 1."""
    evidence: tuple[str, ...]
    """Question ids, strongest first."""


@dataclass(frozen=True, slots=True)
class WeighedCause:
    """A cause as far as it could be weighed, whether or not it was found."""

    cause: Cause
    strength: float | None
    """None where too few of its questions have a level to say anything."""
    evidence: tuple[str, ...]
    """Question ids, strongest first."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """A worst level that stops money from being committed or the system from going live."""

    question: Question
    blocks: str
    """`start` or `launch`."""
    certain: bool
    """The worst level was recorded; otherwise it is only possible, since nobody knows."""
    may_be_accepted: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without a level, on the list of things to find out."""

    question: Question
    asked: bool
    """It was asked and nobody knew; otherwise it was not asked yet."""
    for_gates: tuple[str, ...]
    """Gates of an open route that wait for the answer."""


class Findings:
    """The lenses of one questionnaire, compiled."""

    def __init__(self, questionnaire: Questionnaire, scale: ReadinessScale) -> None:
        self._questionnaire = questionnaire
        self._scale = scale
        self._signs = [
            (sign, compile_condition(sign.when, questionnaire))
            for sign in questionnaire.warning_signs
        ]
        self._contradictions = [
            (found, compile_condition(found.when, questionnaire))
            for found in questionnaire.contradictions
        ]
        acceptance = questionnaire.procedure.launch_acceptance
        self._acceptance = acceptance
        self._may_accept = acceptance and compile_condition(acceptance.when, questionnaire)

    def causes(self, reading: Reading) -> tuple[FoundCause, ...]:
        """Name the causes that the answers point to.

        Strength is the weighted mean of `(top − level) ÷ top` over the answered questions that
        signal the cause. Causes marked as first come first; the rest by strength.
        """
        procedure = self._questionnaire.procedure
        found = [
            FoundCause(weighed.cause, weighed.strength, weighed.evidence)
            for weighed in self.weighed_causes(reading)
            if weighed.strength is not None and weighed.strength > procedure.cause_above
        ]
        found.sort(key=lambda f: (not f.cause.first, -f.strength))
        return tuple(found[: procedure.cause_most])

    def weighed_causes(
        self, reading: Reading, *, among: Collection[str] | None = None
    ) -> tuple[WeighedCause, ...]:
        """Weigh every cause of the questionnaire, in file order.

        Args:
            reading: The answers.
            among: The questions that count; None for all that apply.
        """
        gaps: dict[str, list[_Gap]] = {cause.id: [] for cause in self._questionnaire.causes}
        for question in self._scale.applicable(reading):
            level = reading.levels.get(question.id)
            if level is None or not (among is None or question.id in among):
                continue
            weight = self._scale.weight(question.id, reading)
            gap = (weight, (question.top - level) / question.top, question.id)
            for cause in gaps.keys() & question.causes:
                gaps[cause].append(gap)
        return tuple(self._weighed(cause, gaps[cause.id]) for cause in self._questionnaire.causes)

    def _weighed(self, cause: Cause, gaps: Sequence[_Gap]) -> WeighedCause:
        if len(gaps) < self._questionnaire.procedure.cause_min_answers:
            return WeighedCause(cause, None, ())
        strength = sum(w * gap for w, gap, _ in gaps) / sum(w for w, _, _ in gaps)
        pointing = sorted((g for g in gaps if g[1] > 0), key=lambda g: -g[0] * g[1])
        evidence = tuple(question for _, _, question in pointing[:MOST_EVIDENCE])
        return WeighedCause(cause, strength, evidence)

    def signs(self, reading: Reading) -> tuple[tuple[WarningSign, Truth], ...]:
        """Give every warning sign with whether it is there, in file order; None is not known."""
        return tuple((sign, holds(reading)) for sign, holds in self._signs)

    def warning_signs(self, reading: Reading) -> tuple[WarningSign, ...]:
        """List the signs that are certainly there."""
        return tuple(sign for sign, value in self.signs(reading) if value)

    def contradictions(self, reading: Reading) -> tuple[Contradiction, ...]:
        """List the answers that do not go together."""
        return tuple(found for found, holds in self._contradictions if holds(reading))

    def blockers(self, reading: Reading) -> tuple[Blocker, ...]:
        """List what stops a start or a launch, certain ones and possible ones, in file order."""
        listed = []
        may_accept = bool(self._may_accept and self._may_accept(reading))
        for question in self._scale.applicable(reading):
            level = reading.levels.get(question.id)
            blocks = self._scale.blocks(question.id, reading)
            if blocks is None or (level is not None and level > 0):
                continue
            listed.append(
                Blocker(
                    question=question,
                    blocks=blocks,
                    certain=level == 0,
                    may_be_accepted=blocks == "launch"
                    and may_accept
                    and self._acceptance is not None
                    and question.id not in self._acceptance.never,
                    accepted=question.id in reading.accepted,
                )
            )
        return tuple(listed)

    def gaps(
        self, reading: Reading, verify: dict[str, tuple[str, ...]], *, depth: str
    ) -> tuple[Gap, ...]:
        """List what is to be found out: for a gate first, then asked in vain, then not yet asked.

        Args:
            reading: The answers.
            verify: Question id → gates that wait for its answer.
            depth: `quick` leaves out questions that the quick call does not ask, unless a gate
                waits for them or somebody asked them all the same.
        """
        listed = [
            Gap(q, reading.state(q.id) == "unknown", verify.get(q.id, ()))
            for q in self._scale.applicable(reading)
            if q.id not in reading.levels
            and (depth == "full" or q.quick or q.id in verify or reading.state(q.id) == "unknown")
        ]
        return tuple(
            sorted(
                listed,
                key=lambda gap: (
                    not gap.for_gates,
                    not gap.asked,
                    -self._scale.weight(gap.question.id, reading),
                ),
            )
        )
