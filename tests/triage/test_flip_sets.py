"""Every change that is shown changes the recommendation, and none is larger than needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from math import comb

import pytest
from hypothesis import event, given, settings

from tests.builtin import case, engine, questionnaire, reading_of
from tests.cases.test_cases import assessed
from tests.proof import examples, mostly_thorough
from tests.triage.small import Small, smalls
from unstall.triage.engine import Engine
from unstall.triage.flip_sets import (
    AFFORDABLE,
    MOST_TOGETHER,
    Move,
    deciding_questions,
    flip_sets,
)
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

READINGS = {c.name: reading_of(c) for c in questionnaire().cases} | assessed()
LARGEST = 2
"""Sets up to this size are all tried, so where there is one, no larger one is shown."""


def outcome(decision: Decision) -> tuple[object, ...]:
    return decision.strategy, decision.shape, decision.then


def moved(of: Engine, reading: Reading, moves: Iterable[Move], *, floor: bool) -> Decision:
    for move in moves:
        assert reading.levels.get(move.question) == move.from_level
        reading = reading.with_level(move.question, move.to_level)
    return of.decide(reading, floor=floor)


def steps(of: Engine, reading: Reading) -> list[Move]:
    """List every step of every answer, hidden ones included."""
    return [
        Move(question.id, level, to)
        for question in of.questionnaire.questions
        for level in [reading.levels.get(question.id)]
        for to in range(question.top + 1)
        if reading.state(question.id) != "not-applicable"
        and (level is None or abs(to - level) == 1)
    ]


def sets_of(every: Sequence[Move], size: int) -> Iterator[tuple[Move, ...]]:
    """Give every set of so many steps of different questions."""
    for moves in combinations(every, size):
        if len({move.question for move in moves}) == size:
            yield moves


def parts(moves: Sequence[Move]) -> Iterator[tuple[Move, ...]]:
    """Give every set that leaves something out."""
    return chain.from_iterable(combinations(moves, size) for size in range(1, len(moves)))


@pytest.mark.parametrize("name", mostly_thorough(READINGS, always=30))
def test_every_flip_flips_and_no_part_of_it_does(name: str) -> None:
    triage = engine().triage(READINGS[name], floor=False)
    floor = triage.decision.quick_known >= triage.decision.quick_needed
    now = outcome(triage.decision)
    flips = flip_sets(engine(), triage)
    for flip in flips:
        after = moved(engine(), triage.given, flip.moves, floor=floor)
        assert outcome(after) == (flip.strategy, flip.shape, flip.then) != now
        for part in parts(flip.moves):
            assert outcome(moved(engine(), triage.given, part, floor=floor)) == now
    assert all(len(flip.moves) <= LARGEST for flip in flips) or len(flips) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("name", READINGS)
def test_where_a_larger_set_or_none_is_shown_no_three_answers_would_do(name: str) -> None:
    """Or three are shown."""
    triage = engine().triage(READINGS[name], floor=False)
    now, shown = outcome(triage.decision), flip_sets(engine(), triage)
    size = len(shown[0].moves) if shown else LARGEST + 2
    deciding = deciding_questions(questionnaire())
    every = [step for step in steps(engine(), triage.given) if step.question in deciding]
    floor = triage.decision.quick_known >= triage.decision.quick_needed
    assert size <= LARGEST + 1 or not any(
        outcome(moved(engine(), triage.given, moves, floor=floor)) != now
        for moves in sets_of(every, LARGEST + 1)
    )


@given(smalls())
@settings(max_examples=examples(4_000), deadline=None)
def test_the_sets_shown_are_all_the_smallest_ones(tried: Small) -> None:
    """All single answers and pairs of which no part does; else one of the smallest larger ones."""
    of, triage = tried.engine, tried.engine.triage(tried.reading)
    shown = flip_sets(of, triage)
    if triage.decision.strategy is None:
        assert shown == ()
        return
    now, every = outcome(triage.decision), steps(of, tried.reading)

    def flips(moves: tuple[Move, ...]) -> bool:
        return outcome(moved(of, tried.reading, moves, floor=True)) != now

    for flip in shown:
        after = moved(of, tried.reading, flip.moves, floor=True)
        assert outcome(after) == (flip.strategy, flip.shape, flip.then) != now
    alone = {moves for moves in sets_of(every, 1) if flips(moves)}
    together = {
        pair
        for pair in sets_of(every, 2)
        if not any((move,) in alone for move in pair) and flips(pair)
    }
    wanted = {frozenset(moves) for moves in alone | together}
    found = {frozenset(flip.moves) for flip in shown}
    event(f"{'no' if not wanted else 'some'} small sets, {len(shown) and 'some'} shown")
    if wanted:
        assert found == wanted
        return
    assert len(found) <= 1
    assert not any(flips(part) for flip in shown for part in parts(flip.moves))
    within_reach = [n for n in range(3, MOST_TOGETHER + 1) if comb(len(every), n) <= AFFORDABLE]
    smallest = next((n for n in within_reach if any(map(flips, sets_of(every, n)))), None)
    if smallest:
        assert [len(flip.moves) for flip in shown] == [smallest]


def test_the_questions_that_decide_are_those_of_the_method() -> None:
    """Twenty questions give points and four more act through gates (domain 4.6)."""
    assert len(deciding_questions(questionnaire())) == 24


def test_a_flip_through_a_gate_is_told_from_one_through_points() -> None:
    flips = flip_sets(engine(), engine().triage(reading_of(case("partner-no-receiver"))))
    by_question = {flip.moves[0].question: flip for flip in flips}
    assert by_question["production-owner"].by_gate
    assert by_question["production-owner"].strategy == "partner"


def test_nothing_can_flip_what_is_not_recommended() -> None:
    assert flip_sets(engine(), engine().triage(Reading({}))) == ()
