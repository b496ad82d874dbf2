"""One answer moved: what is listed happens, and what is not listed does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.triage.engine import Triage
from unstall.triage.flips import ask_next, could_change, single_flips

CASES = [found.name for found in questionnaire().cases]


def triage_of(name: str) -> Triage:
    return engine().triage(reading_of(case(name)))


def without(name: str, *questions: str) -> Triage:
    """Triage a case of which some answers were never given."""
    reading = reading_of(case(name))
    levels = {q: level for q, level in reading.levels.items() if q not in questions}
    return engine().triage(replace(reading, levels=levels))


@pytest.mark.parametrize("name", CASES)
def test_every_flip_that_is_listed_flips(name: str) -> None:
    triage = triage_of(name)
    for flip in single_flips(engine(), triage):
        moved = engine().decide(triage.reading.with_level(flip.question, flip.to_level))
        assert (moved.strategy, moved.shape, moved.then) == (flip.strategy, flip.shape, flip.then)
        before = triage.decision
        assert (flip.strategy, flip.shape, flip.then) != (
            before.strategy,
            before.shape,
            before.then,
        )


@pytest.mark.parametrize("name", CASES)
def test_no_answer_one_level_away_flips_without_being_listed(name: str) -> None:
    triage = triage_of(name)
    if triage.decision.strategy is None:
        pytest.skip("nothing is recommended, so nothing can change")
    listed = {(flip.question, flip.to_level) for flip in single_flips(engine(), triage)}
    for question in triage.applicable:
        level = triage.reading.levels[question.id]
        for other in {max(0, level - 1), min(question.top, level + 1)} - {level}:
            moved = engine().decide(triage.reading.with_level(question.id, other))
            same = moved.strategy == triage.decision.strategy
            assert same or (question.id, other) in listed


def test_eleven_cases_hold_whatever_single_answer_moves_by_one() -> None:
    holding = [
        name
        for name in CASES
        if all(
            flip.strategy == triage_of(name).decision.strategy
            for flip in single_flips(engine(), triage_of(name))
        )
    ]
    assert len(holding) == 11


def test_a_receiving_team_that_is_assumed_opens_the_way_for_outsiders() -> None:
    flips = single_flips(engine(), triage_of("partner-no-receiver"))
    assert ("production-owner", 0, 1, "partner") in [
        (flip.question, flip.from_level, flip.to_level, flip.strategy) for flip in flips
    ]


def test_an_answer_that_is_not_known_is_tried_at_every_level() -> None:
    flips = single_flips(engine(), without("genai-assistant", "design-ceiling"))
    tried = {flip.to_level for flip in flips if flip.question == "design-ceiling"}
    assert tried == {0, 1}
    assert {flip.from_level for flip in flips if flip.question == "design-ceiling"} == {None}


def test_without_a_recommendation_nothing_is_listed() -> None:
    assert single_flips(engine(), triage_of("mostly-unknown")) == ()


def test_a_record_that_was_triaged_without_the_floor_is_tried_without_it() -> None:
    kept = {"design-ceiling": 0, "production-skills": 3, "production-record": 3, "value-case": 3}
    reading = replace(reading_of(case("notebook-strong-team")), levels=kept)
    triage = engine().triage(reading, floor=False)
    assert triage.decision.strategy is not None
    assert all(flip.strategy is not None for flip in single_flips(engine(), triage))


@pytest.mark.parametrize("name", ["validation-loop", "genai-assistant", "need-gone"])
def test_an_answer_could_change_the_advice_exactly_if_it_is_listed(name: str) -> None:
    triage = triage_of(name)
    listed = {flip.question for flip in single_flips(engine(), triage)}
    could = {q.id for q in triage.applicable if could_change(engine(), triage.reading, q.id)}
    assert could == listed


def test_what_a_gate_waits_for_is_asked_first() -> None:
    asked = ask_next(engine(), without("sound-but-unfinished", "monitoring", "business-owner"))
    assert asked is not None
    assert (asked.question, asked.because) == ("business-owner", "gate")


def test_then_what_could_change_the_advice() -> None:
    asked = ask_next(engine(), without("sound-but-unfinished", "monitoring", "production-record"))
    assert asked is not None
    assert (asked.question, asked.because) == ("production-record", "verdict")


def test_then_the_weightiest() -> None:
    asked = ask_next(engine(), without("need-gone", "one-team", "monitoring"))
    assert asked is not None
    assert (asked.question, asked.because) == ("monitoring", "range")


def test_nothing_is_left_to_ask_when_all_was_asked() -> None:
    assert ask_next(engine(), triage_of("need-gone")) is None
