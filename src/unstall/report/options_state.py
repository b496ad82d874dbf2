"""How each strategy stands: open, open on condition or closed, and what closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import Strategy
from unstall.triage.engine import Triage
from unstall.triage.gates import GateState
from unstall.triage.verdict import Route

State = Literal["open", "on-condition", "closed"]

BELOW_FLOOR = "below-floor"
"""Stands for a gate where too little speaks for a route."""


@dataclass(frozen=True, slots=True)
class OptionState:
    """How one strategy stands."""

    state: State
    closed_by: tuple[str, ...]
    """Ids of gates or forced stops, or `below-floor`; empty unless it is closed."""
    reasons: tuple[str, ...]
    """Sentences that say what closes it, or clauses that say on what condition it is open."""


def option_state(questionnaire: Questionnaire, triage: Triage, strategy: Strategy) -> OptionState:
    """Tell how a strategy stands. Ending the project is never closed."""
    decision = triage.decision
    route = decision.route(strategy.id)
    if strategy.id == questionnaire.procedure.stop:
        return OptionState("open", (), ())
    if decision.forced:
        forced = decision.forced
        return OptionState("closed", tuple(f.id for f in forced), tuple(f.text for f in forced))
    if route is None:
        shut = [
            state
            for state in decision.gates
            if state.effect == "hard" and strategy.id in state.gate.applies_to
        ]
        return _closed(shut) if shut else OptionState("open", (), ())
    if not route.is_open:
        return _closed(shut_gates(questionnaire, route), below_floor=route.below_floor)
    held = (*route.missing, *route.conditions)
    texts = tuple(state.gate.text for state in held)
    return OptionState("on-condition" if held else "open", (), texts)


def shut_gates(questionnaire: Questionnaire, route: Route) -> list[GateState]:
    """List the gates that keep a route closed, those that close it for good first."""
    procedure = questionnaire.procedure
    too_many = len(route.missing) > procedure.max_missing_on_condition
    late = [s for s in route.missing if too_many or (s.weeks or 0) > procedure.open_within_weeks]
    return [*route.hard, *late]


def _closed(shut: Sequence[GateState], *, below_floor: bool = False) -> OptionState:
    ids = tuple(state.gate.id for state in shut)
    texts = tuple(state.gate.closed_text for state in shut)
    if below_floor:
        return OptionState("closed", (*ids, BELOW_FLOOR), (*texts, "Too much speaks against it."))
    return OptionState("closed", ids, texts)
