"""Whether anything still to come can change the verdict.

*Settled* is claimed only where it is certain: over every way in which open answers, facts and times
can fall, the same strategy comes out. The worst case of the margin between two strategies is
`Σ min Δ` over the levels still possible, question by question, which is exact for the points and
far tighter than the difference of two ranges. Gates, forced stops and reasons to stop that are not
decided yet must leave the verdict standing either way. Where this module is not sure it says no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from unstall.questionnaire.rules import Gate
from unstall.triage.engine import Engine, Triage
from unstall.triage.points import Shape
from unstall.triage.possible import Possible
from unstall.triage.reading import Reading

CERTAINLY = frozenset({True})


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What a route may come to."""

    strategy: str
    surely_open_gates: bool
    surely_closed: bool
    surely_openable: bool
    maybe_openable: bool
    least_missing: int
    most_missing: int


def is_settled(engine: Engine, triage: Triage) -> bool:
    """Tell whether no answer, fact or time still to come can change the recommendation."""
    decision = triage.decision
    if decision.strategy is None:
        return False
    return _Proof(engine, triage.given).of(decision.strategy, decision.then, decision.shape)


class _Proof:
    def __init__(self, engine: Engine, reading: Reading) -> None:
        self._questionnaire = engine.questionnaire
        self._procedure = engine.questionnaire.procedure
        self._table = engine.rules.points
        self._reading = reading
        self._possible = Possible(engine.questionnaire, reading)
        self._go = [s for s in engine.questionnaire.strategies if s.kind == "go"]
        rebuild = self._possible.truths(self._procedure.rebuild_when)
        self._shapes: list[Shape] = []
        if True in rebuild:
            self._shapes.append("rebuild")
        if rebuild != CERTAINLY:
            self._shapes.append("harden")
        self._outlooks = {strategy.id: self._outlook(strategy.id) for strategy in self._go}

    def of(self, strategy: str, then: str | None, shape: Shape | None) -> bool:
        if not self._enough_known():
            return False
        procedure = self._procedure
        forced = [self._possible.truths(stop.when) for stop in self._questionnaire.forced_stops]
        reason = self._possible.truths(procedure.stop_reasons)
        stop_points = self._bounds(lambda points: points.get(procedure.stop, 0))
        if strategy == procedure.stop:
            return (
                CERTAINLY in forced
                or (reason == CERTAINLY and stop_points[0] >= procedure.stop_mark)
                or self._nothing_else_is_possible()
            )
        if any(True in truths for truths in forced):
            return False
        if True in reason and stop_points[1] >= procedure.stop_mark:
            return False
        if shape is not None and self._shapes != [shape]:
            return False
        return self._pause_stands(then) if strategy == procedure.pause else self._leads(strategy)

    def _enough_known(self) -> bool:
        surely = sum(
            None not in self._possible.domains[question.id]
            for question in self._questionnaire.questions
            if question.quick == "framework"
        )
        return surely >= self._procedure.min_quick_known

    def _nothing_else_is_possible(self) -> bool:
        if not all(outlook.surely_closed for outlook in self._outlooks.values()):
            return False
        return self._pause_is(shut=True) or not any(
            outlook.maybe_openable for outlook in self._outlooks.values()
        )

    def _pause_stands(self, then: str | None) -> bool:
        outlooks = self._outlooks
        if then is None or not all(outlook.surely_closed for outlook in outlooks.values()):
            return False
        if not self._pause_is(shut=False) or not outlooks[then].surely_openable:
            return False
        return all(
            self._ahead(then, other.strategy, penalty=0)
            for other in outlooks.values()
            if other.strategy != then and other.maybe_openable
        )

    def _leads(self, strategy: str) -> bool:
        own = self._outlooks[strategy]
        cost = self._procedure.points_per_missing
        floor = self._procedure.route_floor.get(strategy)
        least = self._bounds(lambda points: points.get(strategy, 0))[0] + cost * own.most_missing
        if not own.surely_open_gates or (floor is not None and least < floor):
            return False
        return all(
            rival.surely_closed
            or self._ahead(
                strategy,
                rival.strategy,
                penalty=cost * own.most_missing - cost * rival.least_missing,
            )
            for rival in self._outlooks.values()
            if rival.strategy != strategy
        )

    def _ahead(self, first: str, second: str, *, penalty: int) -> bool:
        margin = self._bounds(lambda points: points.get(first, 0) - points.get(second, 0))[0]
        order = [strategy.id for strategy in self._go]
        wins_ties = order.index(first) < order.index(second)
        return margin + penalty > 0 or (wins_ties and margin + penalty == 0)

    def _bounds(self, value: Callable[[dict[str, int]], int]) -> tuple[int, int]:
        """Least and most of a linear combination of strategies' points."""
        lows, highs = [], []
        for shape in self._shapes:
            low = high = value(self._table.bases)
            for question, per_level in self._table.levels_of(shape):
                reached = [
                    0 if level is None else value(per_level[level])
                    for level in self._possible.domains[question]
                ]
                low += min(reached)
                high += max(reached)
            for rule in self._questionnaire.fact_points:
                truths = self._possible.truths(rule.when)
                added = value(rule.points)
                reached = [added if truth else 0 for truth in truths]
                low += min(reached)
                high += max(reached)
            lows.append(low)
            highs.append(high)
        return min(lows), max(highs)

    def _pause_is(self, *, shut: bool) -> bool:
        gates = [g for g in self._questionnaire.gates if self._procedure.pause in g.applies_to]
        effects = [self._effects(gate) for gate in gates]
        if shut:
            return any(effect == {"hard"} for effect in effects)
        return not any("hard" in effect for effect in effects)

    def _outlook(self, strategy: str) -> _Outlook:
        procedure = self._procedure
        own = [gate for gate in self._questionnaire.gates if strategy in gate.applies_to]
        effects = {gate.id: self._effects(gate) for gate in own}
        maybe_missing = [gate for gate in own if "missing" in effects[gate.id]]
        surely_missing = [gate for gate in own if effects[gate.id] == {"missing"}]
        maybe_hard = [gate for gate in own if "hard" in effects[gate.id]]
        surely_hard = [gate for gate in own if effects[gate.id] == {"hard"}]
        floor = procedure.route_floor.get(strategy)
        most = self._bounds(lambda points: points.get(strategy, 0))[1]
        most += procedure.points_per_missing * len(surely_missing)

        def slowest(gates: Iterable[Gate]) -> int:
            return max((max(self._weeks(gate)) for gate in gates), default=0)

        def quickest(gates: Iterable[Gate]) -> int:
            return max((min(self._weeks(gate)) for gate in gates), default=0)

        return _Outlook(
            strategy=strategy,
            surely_open_gates=not maybe_hard
            and len(maybe_missing) <= procedure.max_missing_on_condition
            and slowest(maybe_missing) <= procedure.open_within_weeks,
            surely_closed=bool(surely_hard)
            or len(surely_missing) > procedure.max_missing_on_condition
            or quickest(surely_missing) > procedure.open_within_weeks
            or (floor is not None and most < floor),
            surely_openable=all(gate.contestable for gate in maybe_hard)
            and slowest(maybe_missing) <= procedure.wait_within_weeks,
            maybe_openable=all(gate.contestable for gate in surely_hard)
            and quickest(surely_missing) <= procedure.wait_within_weeks,
            least_missing=len(surely_missing),
            most_missing=len(maybe_missing),
        )

    def _effects(self, gate: Gate) -> set[str]:
        effects = set()
        for truth in self._possible.truths(gate.require):
            if truth:
                effects.add("passed")
            elif truth is None:
                effects.add("verify" if gate.if_unknown == "verify" else "ignored")
            else:
                effects |= self._when_false(gate)
        return effects

    def _when_false(self, gate: Gate) -> set[str]:
        effects: set[str] = set()
        for entry in gate.if_false:
            truths = self._possible.truths(entry.when)
            if True in truths:
                effects.add(entry.kind)
            if truths == CERTAINLY:
                return effects
        return effects | {"hard"}

    def _weeks(self, gate: Gate) -> set[int]:
        said = self._reading.how_soon.get(gate.question) if gate.question else None
        if said is not None:
            return {self._procedure.how_soon_weeks[said]}
        weeks = set(self._procedure.how_soon_weeks.values()) if gate.question else set()
        for entry in self._procedure.how_soon_assumed:
            if entry.supply in (gate.supply, "any"):
                truths = self._possible.truths(entry.when)
                if True in truths:
                    weeks.add(entry.weeks)
                if truths == CERTAINLY:
                    break
        return weeks
