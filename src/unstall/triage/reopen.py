"""What would reopen the strategies that are closed: the smallest change that opens each again.

A change is one answer given otherwise, one fact that is chosen from a list given otherwise, or one
missing thing that can be had sooner than it is taken to be. Single changes are tried first, then
pairs, the whole procedure run on each; nothing is given that was not applied and seen to open the
route. Among changes of one size a better answer comes before a sooner date, that before a fact,
that before a worse answer (a rebuild is reopened by a need that the design turns out not to reach),
and the shorter step before the longer one.

Ending the project is never closed, so nothing reopens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from unstall.questionnaire.conditions import (
    Condition,
    HowSoon,
    OnFact,
    OnHowSoon,
    OnQuestion,
    leaves,
)
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Fact
from unstall.questionnaire.rules import Gate
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import Move
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

MOST_CHANGES = 2
"""Beyond this many changes at once a strategy counts as closed for good."""


@dataclass(frozen=True, slots=True)
class Sooner:
    """A missing thing that can be had by a date that opens the route."""

    question: str
    within: HowSoon


@dataclass(frozen=True, slots=True)
class FactMove:
    """One fact, given otherwise."""

    fact: str
    to: str
    """One of its choices."""


Change = Move | Sooner | FactMove


@dataclass(frozen=True, slots=True)
class Reopen:
    """Changes that together open one strategy again; none of them is needless."""

    moves: tuple[Move, ...] = ()
    how_soon: tuple[Sooner, ...] = ()
    facts: tuple[FactMove, ...] = ()

    def applied(self, reading: Reading) -> Reading:
        """Give a copy of a reading in which the changes have come about."""
        return _applied(reading, (*self.moves, *self.how_soon, *self.facts))


def closed_strategies(engine: Engine, decision: Decision) -> frozenset[str]:
    """List the strategies that no points could bring about as things stand."""
    questionnaire = engine.questionnaire
    ids = [s.id for s in questionnaire.strategies if s.id != questionnaire.procedure.stop]
    return frozenset(s for s in ids if not _is_open(decision, s))


def reopeners(
    engine: Engine, triage: Triage, *, between: Callable[[], None] | None = None
) -> Mapping[str, Reopen]:
    """Find for each closed strategy the smallest change that opens it.

    A strategy that no single change and no pair opens is left out. `between` is called before
    every decision; it may wait, and may end the work by raising.
    """
    tried: dict[frozenset[Change], Decision] = {}
    closed = closed_strategies(engine, triage.decision)
    return {
        strategy.id: found
        for strategy in engine.questionnaire.strategies
        if strategy.id in closed
        and (found := _Search(engine, triage, strategy.id, tried, between).smallest()) is not None
    }


Subject = tuple[str, str]
"""What a change is about: an answer, a fact or how soon something can be had, and its id."""


class _Search:
    """The search for one strategy.

    What closes it now, and what closes it after a change, depends on few answers each; a change
    that touches none of them opens nothing, and the last change has to touch all of them.
    """

    def __init__(
        self,
        engine: Engine,
        triage: Triage,
        strategy: str,
        tried: dict[frozenset[Change], Decision],
        between: Callable[[], None] | None,
    ) -> None:
        self._engine = engine
        self._between = between
        self._tried = tried
        self._questionnaire = engine.questionnaire
        self._strategy = strategy
        self._reading = triage.given
        # Also what is hidden now: a fact that changes may bring it back.
        self._may_change = {
            question.id
            for question in self._questionnaire.questions
            if triage.given.state(question.id) != "not-applicable"
        }
        procedure = self._questionnaire.procedure
        self._times = sorted(procedure.how_soon_weeks, key=lambda t: -procedure.how_soon_weeks[t])
        self._gate_subjects = {
            gate.id: _subjects(self._questionnaire, _conditions_of(gate))
            for gate in self._questionnaire.gates
            if strategy in gate.applies_to
        }
        self._stop_subjects = {
            stop.id: _subjects(self._questionnaire, [stop.when])
            for stop in self._questionnaire.forced_stops
        }
        self._time_subjects = _subjects(
            self._questionnaire, [entry.when for entry in procedure.how_soon_assumed]
        )
        self._scored = _scored(self._questionnaire)

    def smallest(self) -> Reopen | None:
        """Find the smallest change, the nearest to what was said among those of one size."""
        shut = self._shut_by(())
        if shut is None:
            return None
        for size in range(1, MOST_CHANGES + 1):
            found = list(self._opening((), shut, size))
            if found:
                return _reopen(min(found, key=self._price))
        return None

    def _opening(
        self, before: tuple[Change, ...], shut: list[set[Subject]], size: int
    ) -> Iterator[tuple[Change, ...]]:
        is_last = len(before) + 1 == size
        bearing = set.intersection(*shut) if is_last else set.union(*shut)
        for change in self._changes(bearing - {_subject(done) for done in before}):
            changes = (*before, change)
            still = self._shut_by(changes)
            if still is None:
                yield changes
            elif not is_last:
                yield from self._opening(changes, still, size)

    def _decide(self, changes: tuple[Change, ...]) -> Decision:
        key = frozenset(changes)
        if key not in self._tried:
            if self._between:
                self._between()
            reading = _applied(self._reading, changes)
            self._tried[key] = self._engine.decide(reading, floor=False)
        return self._tried[key]

    def _shut_by(self, changes: tuple[Change, ...]) -> list[set[Subject]] | None:
        """List for each thing that closes the strategy what bears on it; None if it is open."""
        decision = self._decide(changes)
        if _is_open(decision, self._strategy):
            return None
        shut = [self._stop_subjects[stop.id] for stop in decision.forced]
        route = decision.route(self._strategy)
        if route is None:
            gates = [s for s in decision.gates if s.gate.id in self._gate_subjects]
            return shut + [self._gate_subjects[s.gate.id] for s in gates if s.effect == "hard"]
        shut += [self._gate_subjects[state.gate.id] for state in route.hard]
        procedure = self._questionnaire.procedure
        missing = [self._of_missing(state.gate) for state in route.missing]
        late = [(s.weeks or 0) > procedure.open_within_weeks for s in route.missing]
        shut += [subjects for subjects, is_late in zip(missing, late, strict=True) if is_late]
        if len(missing) > procedure.max_missing_on_condition:
            shut.append(set.union(*missing))
        if route.below_floor:
            facts = {("fact", fact.id) for fact in self._questionnaire.facts}
            shut.append(set.union(self._scored, facts, *missing))
        return shut

    def _of_missing(self, gate: Gate) -> set[Subject]:
        soon = {("how soon", gate.question)} if gate.question else set()
        return self._gate_subjects[gate.id] | self._time_subjects | soon

    def _changes(self, subjects: set[Subject]) -> Iterator[Change]:
        for question in self._questionnaire.call_order:
            if ("answer", question.id) in subjects and question.id in self._may_change:
                now = self._reading.levels.get(question.id)
                for level in range(question.top + 1):
                    if level != now:
                        yield Move(question.id, now, level)
            if ("how soon", question.id) in subjects:
                for soon in self._times:
                    if self._reading.how_soon.get(question.id) != soon:
                        yield Sooner(question.id, soon)
        for fact in self._questionnaire.facts:
            if ("fact", fact.id) in subjects:
                for value in _values(fact):
                    if self._reading.facts.get(fact.id) != value:
                        yield FactMove(fact.id, value)

    def _price(self, changes: tuple[Change, ...]) -> tuple[int, int]:
        """How far the changes are from what was said: kinds first, then steps."""
        prices = [self._price_of_one(change) for change in changes]
        return sum(kind for kind, _ in prices), sum(steps for _, steps in prices)

    def _price_of_one(self, change: Change) -> tuple[int, int]:
        match change:
            case Move(question=question, from_level=now, to_level=to):
                if now is not None and to < now:
                    return 4, now - to
                only_sooner = ("answer", question) in self._time_subjects and not any(
                    ("answer", question) in subjects for subjects in self._gate_subjects.values()
                )
                return int(only_sooner), to + 1 if now is None else to - now
            case Sooner(within=within):
                return 1, self._times.index(within)
            case FactMove():
                return 2, 1


def _is_open(decision: Decision, strategy: str) -> bool:
    if decision.forced:
        return False
    route = decision.route(strategy)
    if route is not None:
        return route.is_open
    return not any(
        state.effect == "hard" and strategy in state.gate.applies_to for state in decision.gates
    )


def _applied(reading: Reading, changes: Iterable[Change]) -> Reading:
    for change in changes:
        match change:
            case Move():
                reading = reading.with_level(change.question, change.to_level)
            case Sooner():
                soon = {**reading.how_soon, change.question: change.within}
                reading = replace(reading, how_soon=soon)
            case FactMove():
                reading = replace(reading, facts={**reading.facts, change.fact: change.to})
    return reading


def _reopen(changes: tuple[Change, ...]) -> Reopen:
    return Reopen(
        moves=tuple(change for change in changes if isinstance(change, Move)),
        how_soon=tuple(change for change in changes if isinstance(change, Sooner)),
        facts=tuple(change for change in changes if isinstance(change, FactMove)),
    )


def _conditions_of(gate: Gate) -> Iterator[Condition]:
    yield gate.require
    yield from (entry.when for entry in gate.if_false if entry.when is not None)


def _scored(questionnaire: Questionnaire) -> set[Subject]:
    """List what bears on points: answers with points, what rules look at, what decides a shape."""
    scored = [question for question in questionnaire.questions if question.points]
    conditions = [
        *(question.only_if for question in scored if question.only_if is not None),
        *(rule.when for rule in questionnaire.fact_points),
        questionnaire.procedure.rebuild_when,
    ]
    return {("answer", q.id) for q in scored} | _subjects(questionnaire, conditions)


def _subjects(questionnaire: Questionnaire, conditions: Iterable[Condition]) -> set[Subject]:
    """List what bears on conditions, also by deciding whether their questions are asked."""
    waiting, found = list(conditions), set[Subject]()
    while waiting:
        for leaf in leaves(waiting.pop()):
            match leaf:
                case OnQuestion(question=question) if ("answer", question) not in found:
                    found.add(("answer", question))
                    only_if = questionnaire.question_by_id[question].only_if
                    waiting += [] if only_if is None else [only_if]
                case OnFact(fact=fact):
                    found.add(("fact", fact))
                case OnHowSoon(how_soon=question):
                    found.add(("how soon", question))
                case _:
                    pass
    return found


def _values(fact: Fact) -> tuple[str, ...]:
    if fact.kind == "yes-no":
        return ("yes", "no")
    return tuple(choice.id for choice in fact.choices)


def _subject(change: Change) -> Subject:
    match change:
        case Move(question=question):
            return "answer", question
        case Sooner(question=question):
            return "how soon", question
        case FactMove(fact=fact):
            return "fact", fact
