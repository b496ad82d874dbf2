"""The decision, step by step as the method describes it: order before sum.

Is it worth going on (stop against a fixed mark, never against the health of the team); is there a
mandate (gates); then which way. Every number comes from the questionnaire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import ForcedStop, Strategy
from unstall.triage.gates import Gates, GateState
from unstall.triage.points import PointsTable, Shape
from unstall.triage.reading import Reading
from unstall.triage.truth import compile_condition


@dataclass(frozen=True, slots=True)
class Route:
    """One strategy that would go on with the project, as it stands."""

    strategy: str
    points: float
    """Whole, except where the weights are tried out."""
    rank_points: float
    """Points less what each missing gate costs: what routes are ranked by."""
    hard: tuple[GateState, ...]
    missing: tuple[GateState, ...]
    conditions: tuple[GateState, ...]
    verify: tuple[GateState, ...]
    is_open: bool
    can_be_opened: bool
    """Not closed for good: what is missing can be had in time, and no lasting gate is shut."""
    below_floor: bool
    """Closed because too little speaks for it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the procedure makes of a reading."""

    strategy: str | None
    """None when too few answers are known to say anything."""
    quick_known: int
    quick_needed: int
    forced: tuple[ForcedStop, ...]
    points: dict[str, int]
    routes: tuple[Route, ...]
    """All routes that go on, in file order."""
    ranked: tuple[Route, ...]
    """The open ones, best first; none once a stop is forced or when too little is known."""
    gates: tuple[GateState, ...]
    stop_reason: bool
    """There is a positive reason to stop."""
    stop_earned: bool
    """Stop was chosen on its points, not because nothing else was left."""
    then: str | None
    """For a pause: the route to resume with."""
    shape: Shape | None
    conditions: tuple[str, ...]
    """Gate ids, or question ids where a pause waits for an answer without a gate. What is only to
    be verified stands with the route."""
    close_call_with: str | None
    weak: bool

    @property
    def outcome(self) -> tuple[str | None, Shape | None, str | None]:
        """What makes it another recommendation: strategy, shape, and what a pause resumes with."""
        return self.strategy, self.shape, self.then

    def route(self, strategy: str) -> Route | None:
        """Find the route of a strategy; None for those that do not go on."""
        return next((route for route in self.routes if route.strategy == strategy), None)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Steps 1 to 7: what is chosen, and what it was chosen from."""

    strategy: str | None
    then: Route | None
    routes: tuple[Route, ...]
    ranked: tuple[Route, ...]
    gates: tuple[GateState, ...]
    forced: tuple[ForcedStop, ...]
    quick_known: int
    stop_reason: bool
    stop_earned: bool


class Rules:
    """The rules of one questionnaire, compiled once and applied to any number of readings."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.points = PointsTable(questionnaire)
        self.gates = Gates(questionnaire)
        procedure = questionnaire.procedure
        self._forced = [
            (forced, compile_condition(forced.when, questionnaire))
            for forced in questionnaire.forced_stops
        ]
        self._stop_reasons = compile_condition(procedure.stop_reasons, questionnaire)
        self._framework = [q.id for q in questionnaire.questions if q.quick == "framework"]
        self._go = [s for s in questionnaire.strategies if s.kind == "go"]

    def decide(self, reading: Reading, *, floor: bool = True) -> Decision:
        """Run the whole procedure.

        Without `floor` the smallest number of known quick answers is not asked for: for records
        that are silent on many questions, where the verdict is wanted all the same.
        """
        points = self.points.totals(reading)
        choice = self._choose(reading, points, floor=floor)
        chosen = next((r for r in choice.routes if r.strategy == choice.strategy), None)
        led = choice.then or chosen
        takes = led and self.questionnaire.strategy_by_id[led.strategy].takes
        procedure = self.questionnaire.procedure
        return Decision(
            strategy=choice.strategy,
            quick_known=choice.quick_known,
            quick_needed=procedure.min_quick_known,
            forced=choice.forced,
            points=points,
            routes=choice.routes,
            ranked=choice.ranked,
            gates=choice.gates,
            stop_reason=choice.stop_reason,
            stop_earned=choice.stop_earned,
            then=choice.then.strategy if choice.then else None,
            shape=self.points.shape(reading) if takes else None,
            conditions=self._conditions(chosen, choice.then, reading),
            close_call_with=self._close_call(chosen, choice, points),
            weak=chosen is not None and chosen.rank_points < procedure.weak_fit_below,
        )

    def strategy_under(self, reading: Reading, points: Mapping[str, float]) -> str | None:
        """Run the procedure with other points than the file has, and no floor on what is known."""
        return self._choose(reading, points, floor=False).strategy

    def _choose(self, reading: Reading, points: Mapping[str, float], *, floor: bool) -> _Choice:
        procedure = self.questionnaire.procedure
        gates = self.gates.states(reading)
        routes = tuple(self._route(strategy, points[strategy.id], gates) for strategy in self._go)
        ranked = tuple(sorted((r for r in routes if r.is_open), key=lambda r: -r.rank_points))
        forced = tuple(stop for stop, holds in self._forced if holds(reading))
        stop_reason = self._stop_reasons(reading) is True
        quick_known = sum(question in reading.levels for question in self._framework)

        strategy: str | None = None
        then: Route | None = None
        earned = False
        if floor and quick_known < procedure.min_quick_known:
            forced = ranked = ()
        elif forced:
            strategy, ranked = procedure.stop, ()
        elif stop_reason and points[procedure.stop] >= procedure.stop_mark:
            strategy, earned = procedure.stop, True
        elif ranked:
            strategy = ranked[0].strategy
        elif then := self._resume_with(routes, gates):
            strategy = procedure.pause
        else:
            strategy = procedure.stop
        return _Choice(
            strategy, then, routes, ranked, gates, forced, quick_known, stop_reason, earned
        )

    def _route(self, strategy: Strategy, points: float, gates: tuple[GateState, ...]) -> Route:
        procedure = self.questionnaire.procedure
        own = [state for state in gates if strategy.id in state.gate.applies_to]
        hard = tuple(state for state in own if state.effect == "hard")
        missing = tuple(state for state in own if state.effect == "missing")
        rank_points = points + procedure.points_per_missing * len(missing)
        floor = procedure.route_floor.get(strategy.id)
        below_floor = floor is not None and rank_points < floor
        slowest = max((state.weeks or 0 for state in missing), default=0)
        return Route(
            strategy=strategy.id,
            points=points,
            rank_points=rank_points,
            hard=hard,
            missing=missing,
            conditions=tuple(state for state in own if state.effect == "condition"),
            verify=tuple(state for state in own if state.effect == "verify"),
            is_open=not hard
            and len(missing) <= procedure.max_missing_on_condition
            and slowest <= procedure.open_within_weeks
            and not below_floor,
            can_be_opened=all(state.gate.contestable for state in hard)
            and slowest <= procedure.wait_within_weeks,
            below_floor=below_floor,
        )

    def _resume_with(self, routes: tuple[Route, ...], gates: tuple[GateState, ...]) -> Route | None:
        pause = self.questionnaire.procedure.pause
        if any(state.effect == "hard" and pause in state.gate.applies_to for state in gates):
            return None
        return max(
            (route for route in routes if route.can_be_opened),
            key=lambda route: route.points,
            default=None,
        )

    def _conditions(
        self, chosen: Route | None, then: Route | None, reading: Reading
    ) -> tuple[str, ...]:
        if chosen:
            return self._in_file_order((*chosen.missing, *chosen.conditions))
        if then is None:
            return ()
        preconditions = self._in_file_order((*then.hard, *then.missing, *then.conditions))
        if preconditions:
            return preconditions
        fallback = self.questionnaire.procedure.pause_preconditions
        return tuple(
            question
            for question in fallback.questions
            if reading.levels.get(question, fallback.at_most + 1) <= fallback.at_most
        )

    def _in_file_order(self, states: tuple[GateState, ...]) -> tuple[str, ...]:
        wanted = {state.gate.id for state in states}
        return tuple(gate.id for gate in self.questionnaire.gates if gate.id in wanted)

    def _close_call(
        self, chosen: Route | None, choice: _Choice, points: Mapping[str, int]
    ) -> str | None:
        procedure = self.questionnaire.procedure
        near = procedure.close_call_points
        over_mark = points[procedure.stop] - procedure.stop_mark
        ranked = choice.ranked
        if chosen:
            second = ranked[1] if len(ranked) > 1 else None
            if second and chosen.rank_points - second.rank_points < near:
                return second.strategy
            return procedure.stop if choice.stop_reason and -over_mark < near else None
        return ranked[0].strategy if choice.stop_earned and ranked and over_mark < near else None
