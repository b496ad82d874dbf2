"""Every change that is shown changes the recommendation, and none is larger than needed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builtin import case, engine, questionnaire, reading_of
from tests.cases.test_cases import assessed
from tests.proof import examples
from tests.triage.small import Small, smalls
from unstall.triage.engine import Engine
from unstall.triage.flip_sets import Move, deciding_questions, flip_sets
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

READINGS = {c.name: reading_of(c) for c in questionnaire().cases} | assessed()


def outcome(decision: Decision) -> tuple[object, ...]:
    return decision.strategy, decision.shape, decision.then


def moved(of: Engine, reading: Reading, moves: Iterable[Move], *, floor: bool) -> Decision:
    for move in moves:
        assert reading.levels.get(move.question) == move.from_level
        reading = reading.with_level(move.question, move.to_level)
    return of.decide(reading, floor=floor)


@pytest.mark.parametrize("name", READINGS)
def test_every_flip_flips_and_no_part_of_it_does(name: str) -> None:
    triage = engine().triage(READINGS[name], floor=False)
    floor = triage.decision.quick_known >= triage.decision.quick_needed
    now = outcome(triage.decision)
    for flip in flip_sets(engine(), triage):
        after = moved(engine(), triage.reading, flip.moves, floor=floor)
        assert outcome(after) == (flip.strategy, flip.shape, flip.then) != now
        for part in combinations(flip.moves, len(flip.moves) - 1):
            assert outcome(moved(engine(), triage.reading, part, floor=floor)) == now


@given(smalls(most_questions=6))
@settings(max_examples=examples(2_000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_single_answers_and_all_pairs_are_found(small: Small) -> None:
    triage = small.engine.triage(small.reading)
    now = outcome(triage.decision)
    every = [
        Move(question.id, small.reading.levels.get(question.id), level)
        for question in small.engine.questionnaire.questions
        for level in range(question.top + 1)
        if small.reading.levels.get(question.id) is None
        or abs(level - small.reading.levels[question.id]) == 1
    ]

    def flips(*moves: Move) -> bool:
        return outcome(moved(small.engine, triage.reading, moves, floor=True)) != now

    alone = {(move,) for move in every if flips(move)}
    together = {
        pair
        for pair in combinations(every, 2)
        if pair[0].question != pair[1].question
        and not any((move,) in alone for move in pair)
        and flips(*pair)
    }
    wanted = {frozenset(moves) for moves in alone | together}
    found = {frozenset(flip.moves) for flip in flip_sets(small.engine, triage)}
    assert found == wanted or (not wanted and all(len(flip) > 2 for flip in found))


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
