"""The smallest sets of answers that would change the recommendation.

Every single answer and every pair is tried with the whole procedure, each answer moved by one level
or from not known to a level. Where neither changes anything, one larger set is looked for: answers
are moved together, the one that narrows the margin most first, until the recommendation changes,
and the smallest part that still changes it is kept. Where there are few enough smaller sets to try
them all, they are tried as well. Nothing is listed that was not applied and seen to change the
recommendation, and no set is listed of which a part would do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

from unstall.questionnaire.conditions import Condition, OnQuestion, TopAnswersUnseen, leaves
from unstall.questionnaire.models import Questionnaire
from unstall.triage.engine import Engine, Triage
from unstall.triage.points import Shape
from unstall.triage.verdict import Decision

MOST_TOGETHER = 6
"""Beyond this many answers at once a change says nothing about one project any more."""
AFFORDABLE = 3_000
"""So many larger sets of one size are all tried; about a fifth of a second."""


@dataclass(frozen=True, slots=True)
class Move:
    """One answer, given otherwise."""

    question: str
    from_level: int | None
    """None if the answer is not known."""
    to_level: int


@dataclass(frozen=True, slots=True)
class FlipSet:
    """Answers that, given otherwise together, change the recommendation."""

    moves: tuple[Move, ...]
    strategy: str | None
    shape: Shape | None
    then: str | None
    by_gate: bool
    """A gate, a forced stop or a reason to stop does it; otherwise the points do."""


def deciding_conditions(questionnaire: Questionnaire) -> tuple[Condition, ...]:
    """List the conditions that the procedure looks at, those that hide questions among them."""
    procedure = questionnaire.procedure
    conditions: list[Condition | None] = [procedure.stop_reasons, procedure.rebuild_when]
    conditions += [assumed.when for assumed in procedure.how_soon_assumed]
    conditions += [stop.when for stop in questionnaire.forced_stops]
    conditions += [rule.when for rule in questionnaire.fact_points]
    conditions += [question.only_if for question in questionnaire.questions]
    for gate in questionnaire.gates:
        conditions += [gate.require, *(entry.when for entry in gate.if_false)]
    return tuple(condition for condition in conditions if condition is not None)


def deciding_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """List the questions that the procedure looks at; no other answer can change its outcome."""
    looked_at = [leaf for c in deciding_conditions(questionnaire) for leaf in leaves(c)]
    if any(isinstance(leaf, TopAnswersUnseen) for leaf in looked_at):
        return frozenset(question.id for question in questionnaire.questions)
    named = {leaf.question for leaf in looked_at if isinstance(leaf, OnQuestion)}
    return frozenset(named | {q.id for q in questionnaire.questions if q.points})


def flip_sets(
    engine: Engine, triage: Triage, *, between: Callable[[], None] | None = None
) -> tuple[FlipSet, ...]:
    """List the smallest sets, single answers first, each in the order of the call.

    Args:
        engine: The questionnaire's engine.
        triage: The verdict to be changed; without a recommendation there is nothing to change.
        between: Called before every set that is tried; it may wait, and may end the work by
            raising.
    """
    if triage.decision.strategy is None:
        return ()
    search = _Search(engine, triage, between)
    found = list(search.of_size(1))
    found += search.of_size(2, without=found)
    return tuple(found) or tuple(filter(None, [search.larger()]))


class _Search:
    def __init__(self, engine: Engine, triage: Triage, between: Callable[[], None] | None) -> None:
        self._engine = engine
        self._between = between
        self._now = triage.decision
        self._given = triage.given
        self._floor = triage.decision.quick_known >= triage.decision.quick_needed
        self._moves = _moves(engine, triage)

    def of_size(self, size: int, without: Iterable[FlipSet] = ()) -> Iterator[FlipSet]:
        flipped = {flip.moves for flip in without}
        for moves in combinations(self._moves, size):
            if len({move.question for move in moves}) < size:
                continue
            if size > 1 and any((move,) in flipped for move in moves):
                continue
            flip = self._tried(moves)
            if flip:
                yield flip

    def larger(self) -> FlipSet | None:
        """Find a set of three or more, the smallest that is within reach."""
        grown = self._grown()
        up_to = len(grown.moves) - 1 if grown else MOST_TOGETHER
        for size in range(3, up_to + 1):
            if comb(len(self._moves), size) > AFFORDABLE:
                break
            if smaller := next(self.of_size(size), None):
                return smaller
        return grown

    def _grown(self) -> FlipSet | None:
        moves: tuple[Move, ...] = ()
        while len(moves) < MOST_TOGETHER:
            used = {move.question for move in moves}
            candidates = [move for move in self._moves if move.question not in used]
            if not candidates:
                return None
            moves += (min(candidates, key=lambda move: self._margin((*moves, move))),)
            if self._tried(moves):
                return self._smallest_part(tuple(sorted(moves, key=self._moves.index)))
        return None

    def _smallest_part(self, moves: tuple[Move, ...]) -> FlipSet | None:
        """Find the smallest part that does; singles and pairs were tried already."""
        sizes = range(3, len(moves) + 1)
        parts = (self._tried(part) for size in sizes for part in combinations(moves, size))
        return next(filter(None, parts), None)

    def _tried(self, moves: tuple[Move, ...]) -> FlipSet | None:
        after = self._decide(moves)
        if after.outcome == self._now.outcome:
            return None
        return FlipSet(moves, *after.outcome, by_gate=self._is_by_gate(after))

    def _decide(self, moves: tuple[Move, ...]) -> Decision:
        if self._between:
            self._between()
        reading = self._given
        for move in moves:
            reading = reading.with_level(move.question, move.to_level)
        return self._engine.decide(reading, floor=self._floor)

    def _margin(self, moves: tuple[Move, ...]) -> float:
        """How far the recommendation of now is still ahead after the moves."""
        after = self._decide(moves)
        if after.outcome != self._now.outcome:
            return float("-inf")
        procedure = self._engine.questionnaire.procedure
        to_stop = procedure.stop_mark - after.points[procedure.stop]
        chosen = after.route(after.strategy or "")
        if chosen is None:
            return -to_stop if after.strategy == procedure.stop else to_stop
        rivals = [r.rank_points for r in after.routes if r.strategy != chosen.strategy]
        return min([to_stop, *(chosen.rank_points - rival for rival in rivals)])

    def _is_by_gate(self, after: Decision) -> bool:
        before_open = {route.strategy for route in self._now.ranked}
        after_open = {route.strategy for route in after.ranked}
        return (
            bool(after.forced) != bool(self._now.forced)
            or (after.strategy in after_open and after.strategy not in before_open)
            or (self._now.strategy in before_open and self._now.strategy not in after_open)
        )


def _moves(engine: Engine, triage: Triage) -> list[Move]:
    trying = deciding_questions(engine.questionnaire) & engine.may_count(triage)
    levels = triage.given.levels
    return [
        Move(question.id, levels.get(question.id), level)
        for question in engine.questionnaire.call_order
        if question.id in trying
        for level in range(question.top + 1)
        if _is_one_step(levels.get(question.id), level)
    ]


def _is_one_step(level: int | None, other: int) -> bool:
    return level is None or abs(other - level) == 1
