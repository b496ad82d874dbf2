"""What is said to reopen a closed strategy opens it, and nothing smaller does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.builtin import case, engine, questionnaire, reading_of
from tests.cases.test_cases import assessed
from tests.proof import examples
from tests.triage.small import SOON, Small, small, smalls
from unstall.triage.engine import Engine
from unstall.triage.flip_sets import Move
from unstall.triage.reading import Reading
from unstall.triage.reopen import FactMove, Reopen, Sooner, closed_strategies, reopeners

READINGS = {c.name: reading_of(c) for c in questionnaire().cases} | assessed()


def is_open(of: Engine, reading: Reading, strategy: str) -> bool:
    return strategy not in closed_strategies(of, of.decide(reading, floor=False))


def parts(of: Reopen) -> Iterator[Reopen]:
    for move in of.moves:
        yield replace(of, moves=tuple(m for m in of.moves if m != move))
    for sooner in of.how_soon:
        yield replace(of, how_soon=tuple(s for s in of.how_soon if s != sooner))
    for fact in of.facts:
        yield replace(of, facts=tuple(f for f in of.facts if f != fact))


@pytest.mark.parametrize("name", READINGS)
def test_what_reopens_a_strategy_opens_it_and_no_part_of_it_does(name: str) -> None:
    triage = engine().triage(READINGS[name], floor=False)
    for strategy, reopen in reopeners(engine(), triage).items():
        assert not is_open(engine(), triage.reading, strategy)
        assert is_open(engine(), reopen.applied(triage.reading), strategy)
        for part in parts(reopen):
            assert not is_open(engine(), part.applied(triage.reading), strategy)


def every_change(small: Small) -> list[Reopen]:
    levels = small.reading.levels
    asked = {"q0", *(gate.question for gate in small.engine.questionnaire.gates)}
    moves = [
        Reopen(moves=(Move(question.id, levels.get(question.id), level),))
        for question in small.engine.questionnaire.questions
        for level in range(question.top + 1)
        if level != levels.get(question.id) and small.reading.state(question.id) != "not-applicable"
    ]
    times = [Reopen(how_soon=(Sooner(q, soon),)) for q in asked if q for soon in SOON]
    facts = [Reopen(facts=(FactMove("mood", mood),)) for mood in ("good", "bad")]
    return moves + times + facts


@given(smalls(most_questions=4))
@example(small(9036216490, 4))  # a rule about an answer adds the points that lift it to its floor
@example(small(58399, 4))  # the answer that would open it is asked for once a fact is another
@settings(max_examples=examples(500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_it_agrees_with_trying_every_change_and_every_pair(small: Small) -> None:
    triage = small.engine.triage(small.reading, floor=False)
    found = reopeners(small.engine, triage)
    every = every_change(small)
    for strategy in closed_strategies(small.engine, triage.decision):
        singly = any(
            is_open(small.engine, change.applied(triage.given), strategy) for change in every
        )
        in_pairs = singly or any(
            is_open(small.engine, two.applied(one.applied(triage.given)), strategy)
            for one, two in combinations(every, 2)
        )
        reopen = found.get(strategy)
        assert (reopen is not None) == in_pairs
        if reopen is not None:
            size = len(reopen.moves) + len(reopen.how_soon) + len(reopen.facts)
            assert size == (1 if singly else 2)
            assert is_open(small.engine, reopen.applied(triage.given), strategy)


def test_nothing_is_listed_for_what_is_open_or_is_never_closed() -> None:
    triage = engine().triage(reading_of(case("sound-but-unfinished")))
    assert set(reopeners(engine(), triage)) == {"restart"}


def test_a_way_held_up_by_a_missing_name_opens_with_the_name() -> None:
    triage = engine().triage(reading_of(case("partner-no-receiver")))
    assert reopeners(engine(), triage)["fix"] == Reopen(moves=(Move("production-owner", 0, 1),))


def test_a_fact_that_closes_a_way_reopens_it() -> None:
    triage = engine().triage(reading_of(case("outsiders-barred")))
    assert reopeners(engine(), triage)["partner"] == Reopen(
        facts=(FactMove("external_team", "yes"),)
    )


def test_a_better_answer_comes_before_a_sooner_date_and_a_worse_answer_last() -> None:
    """A rebuild needs a reason, which only a worse answer about the design can give."""
    triage = engine().triage(reading_of(case("outsiders-barred")))
    moves = reopeners(engine(), triage)["restart"].moves
    assert moves == (Move("production-skills", 0, 1), Move("design-ceiling", 2, 1))


def test_what_three_answers_close_is_left_out() -> None:
    assert set(reopeners(engine(), engine().triage(reading_of(case("need-gone"))))) == {"pause"}


def test_the_same_reading_gives_the_same_in_any_order_of_its_answers() -> None:
    reading = reading_of(case("beaten-by-a-rule"))
    turned = replace(reading, levels=dict(reversed(list(reading.levels.items()))))
    assert reopeners(engine(), engine().triage(reading)) == reopeners(
        engine(), engine().triage(turned)
    )
