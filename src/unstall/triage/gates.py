"""Gates: what they say of a reading, and what that does to each strategy.

Gates outrank points: no number of points opens a closed route.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import Gate
from unstall.triage.reading import Reading
from unstall.triage.truth import Test, Truth, compile_condition, compile_optional

Effect = Literal["passed", "hard", "missing", "condition", "verify", "ignored"]
"""What a gate does: nothing; closes the route; asks for something that is missing; sets a
condition; asks for something to be found out; nothing although it is not known."""


@dataclass(frozen=True, slots=True)
class GateState:
    """One gate as it stands."""

    gate: Gate
    value: Truth
    effect: Effect
    weeks: int | None
    """For a missing thing: how many weeks it is taken to need."""
    weeks_because: str | None
    """Why that many; None where somebody said so."""


@dataclass(frozen=True, slots=True)
class _CompiledGate:
    gate: Gate
    require: Test
    if_false: tuple[tuple[Literal["hard", "missing", "condition"], Test | None], ...]


class Gates:
    """The gates of one questionnaire, compiled."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._procedure = questionnaire.procedure

        self._gates = [
            _CompiledGate(
                gate,
                compile_condition(gate.require, questionnaire),
                tuple((e.kind, compile_optional(e.when, questionnaire)) for e in gate.if_false),
            )
            for gate in questionnaire.gates
        ]
        self._assumed = [
            (assumed, compile_condition(assumed.when, questionnaire))
            for assumed in self._procedure.how_soon_assumed
        ]

    def states(self, reading: Reading) -> tuple[GateState, ...]:
        """Give every gate's state, in file order."""
        return tuple(self._state(reading, compiled) for compiled in self._gates)

    def _state(self, reading: Reading, compiled: _CompiledGate) -> GateState:
        gate = compiled.gate
        value = compiled.require(reading)
        if value:
            return GateState(gate, value, "passed", None, None)
        if value is None:
            effect: Effect = "verify" if gate.if_unknown == "verify" else "ignored"
            return GateState(gate, value, effect, None, None)
        effect = next(
            (kind for kind, when in compiled.if_false if when is None or when(reading)), "hard"
        )
        if effect != "missing":
            return GateState(gate, value, effect, None, None)
        weeks, because = self._weeks(gate, reading)
        return GateState(gate, value, effect, weeks, because)

    def _weeks(self, gate: Gate, reading: Reading) -> tuple[int, str | None]:
        said = reading.how_soon.get(gate.question) if gate.question else None
        if said is not None:
            return self._procedure.how_soon_weeks[said], None
        return next(
            (assumed.weeks, assumed.because)
            for assumed, holds in self._assumed
            if assumed.supply in (gate.supply, "any") and holds(reading)
        )
