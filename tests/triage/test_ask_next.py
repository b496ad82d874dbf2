"""The order by value of knowing asks what decides first, and says why."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.triage.profiles import readings
from tests.triage.small import Small, smalls
from unstall.questionnaire.models import AuthorCase
from unstall.triage.ask_next import (
    Worthwhile,
    bearing_on_the_verdict,
    by_value,
    facts_for_gates,
)
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import deciding_questions
from unstall.triage.reading import Reading
from unstall.triage.robustness import measure
from unstall.triage.settled import is_settled

CALL = tuple(question.id for question in questionnaire().call_order)
FACTS = {
    "use_prohibited": "no", "criteria_still_relevant": "yes", "hard_date_weeks": 40,
    "external_team": "yes", "paused_before": "no", "something_live": "nothing",
    "regulated": "no", "project_kind": "both", "months_stalled": 5,
}  # fmt: skip


def questions_until_decided(author_case: AuthorCase, *, by_worth: bool) -> int:
    """Count the questions asked until the verdict is settled or holds in nine draws of ten."""
    full = reading_of(author_case)
    reading = Reading({}, {**FACTS, **full.facts}, full.how_soon)
    for asked in range(len(CALL)):
        triage = engine().triage(reading)
        if is_settled(engine(), triage):
            return asked
        if triage.decision.strategy:
            held = measure(engine(), triage, Random(1), draws=60)
            if held.of(triage.decision.strategy) >= 0.9:
                return asked
        left = tuple(q for q in CALL if q not in reading.levels)
        following = by_value(engine(), triage, among=left)[0].question if by_worth else left[0]
        reading = reading.with_level(following, full.levels[following])
    return len(CALL)


@pytest.mark.parametrize(
    "name", ["sound-but-unfinished", "need-gone", "partner-no-receiver", "lost-after-repair"]
)
def test_it_takes_fewer_questions_by_value_than_in_the_order_of_the_call(name: str) -> None:
    by_worth = questions_until_decided(case(name), by_worth=True)
    in_order = questions_until_decided(case(name), by_worth=False)
    assert by_worth < in_order
    assert by_worth <= 18


@given(readings(most_unknown=1.0))
@settings(max_examples=examples(60), deadline=None)
def test_every_question_without_a_level_is_ordered_once(reading: Reading) -> None:
    triage = engine().triage(reading)
    ordered = by_value(engine(), triage, among=CALL)
    assert sorted(w.question for w in ordered) == sorted(
        q for q in CALL if q not in triage.reading.levels
    )


@given(readings(most_unknown=0.6))
@settings(max_examples=examples(60), deadline=None)
def test_what_is_said_to_change_the_verdict_can_change_it(reading: Reading) -> None:
    triage = engine().triage(reading, floor=False)
    now = triage.decision
    for worth in by_value(engine(), triage, among=CALL):
        top = questionnaire().question_by_id[worth.question].top
        others = [
            engine().decide(triage.reading.with_level(worth.question, level), floor=False)
            for level in range(top + 1)
        ]
        outcome = (now.strategy, now.shape, now.then)
        changed = [(d.strategy, d.shape, d.then) != outcome for d in others]
        assert worth.could_change == sum(changed) / len(changed)
        assert any(changed) <= (worth.question in deciding_questions(questionnaire()))


@given(smalls())
@settings(max_examples=examples(1_000), deadline=None)
def test_an_answer_that_hides_others_or_brings_them_back_is_weighed_with_them(tried: Small) -> None:
    triage = tried.engine.triage(tried.reading)
    asked = tuple(question.id for question in triage.applicable)
    now = tried.engine.decide(tried.reading, floor=False)
    for worth in by_value(tried.engine, triage, among=asked):
        count = tried.engine.questionnaire.question_by_id[worth.question].top + 1
        after = [
            tried.engine.decide(tried.reading.with_level(worth.question, level), floor=False)
            for level in range(count)
        ]
        others = sum(
            (d.strategy, d.shape, d.then) != (now.strategy, now.shape, now.then) for d in after
        )
        assert worth.could_change == others / count


@given(smalls())
@settings(max_examples=examples(1_000), deadline=None)
def test_what_an_answer_closes_or_forces_is_what_giving_each_level_of_it_does(tried: Small) -> None:
    triage = tried.engine.triage(tried.reading)
    asked = tuple(question.id for question in triage.applicable)
    now = tried.engine.decide(tried.reading, floor=False)
    was_open = {route.strategy for route in now.routes if route.is_open}
    for worth in by_value(tried.engine, triage, among=asked):
        count = tried.engine.questionnaire.question_by_id[worth.question].top + 1
        after = [
            tried.engine.decide(tried.reading.with_level(worth.question, level), floor=False)
            for level in range(count)
        ]
        closed = {
            route.strategy for decision in after for route in decision.routes if not route.is_open
        }
        assert set(worth.closes) == was_open & closed
        if triage.decision.strategy is None:
            turned = sum(bool(decision.forced) != bool(now.forced) for decision in after)
            assert worth.decides_stop == turned / count
        else:
            assert worth.decides_stop == 0


@given(smalls())
@settings(max_examples=examples(1_000), deadline=None)
def test_no_question_is_put_before_one_for_which_more_is_said(tried: Small) -> None:
    in_order_of_what_is_said(tried.engine.triage(tried.reading), tried.engine)


@given(readings(most_unknown=1.0))
@settings(max_examples=examples(60), deadline=None)
def test_nor_is_it_with_the_questionnaire_that_comes_with_the_program(reading: Reading) -> None:
    in_order_of_what_is_said(engine().triage(reading), engine())


def in_order_of_what_is_said(triage: Triage, tried: Engine) -> None:
    """Stops before ways, ways before the floor; and among what has one reason, the most first."""
    asked = tuple(question.id for question in triage.applicable)
    ordered = by_value(tried, triage, among=asked)
    tiers = [TIERS.index(worth.because) for worth in ordered if worth.because in TIERS]
    floor = [place for place, worth in enumerate(ordered) if worth.because == "floor"]
    rest = [worth for worth in ordered if worth.because not in ("gate", "floor")]
    assert tiers == sorted(tiers)
    assert floor == list(range(floor[0], floor[-1] + 1) if floor else [])
    gates = [(w.decides_stop, len(w.closes)) for w in ordered if w.because == "gate"]
    assert gates == sorted(gates, reverse=True)
    assert all(worth.gates or worth.decides_stop for worth in ordered if worth.because == "gate")
    for same in ([worth for worth in ordered if worth.because == "floor"], rest):
        worths = [(worth.could_change, worth.of_margin) for worth in same]
        assert worths == sorted(worths, reverse=True)


TIERS = ("gate", "floor", "verdict", "margin", "coverage")


@given(smalls())
@settings(max_examples=examples(200), deadline=None)
def test_what_bears_on_the_verdict_is_the_front_of_the_order(tried: Small) -> None:
    triage = tried.engine.triage(tried.reading)
    asked = tuple(question.id for question in triage.applicable)
    ordered = by_value(tried.engine, triage, among=asked)
    front = bearing_on_the_verdict(ordered)
    assert front == ordered[: len(front)]
    assert {worth.because for worth in front} <= {"gate", "floor", "verdict"}
    assert {worth.because for worth in ordered[len(front) :]} <= {"margin", "coverage"}


def first_of(levels: dict[str, int]) -> Worthwhile:
    return by_value(engine(), engine().triage(Reading(levels, FACTS)), among=CALL)[0]


def test_before_nine_answers_what_settles_whether_it_is_a_stop_comes_first() -> None:
    first = first_of({"value-case": 0})
    assert (first.question, first.because) == ("business-owner", "gate")
    assert (first.gates, first.decides_stop) == ((), 0.5)


def test_what_has_no_bearing_on_a_forced_stop_gives_way_to_what_closes_most_ways() -> None:
    first = first_of({"value-case": 2, "other-way": 2})
    assert first.decides_stop == 0
    assert first.closes == ("fix", "restart", "partner")


def test_before_nine_answers_a_stop_is_not_recommended_however_surely_it_would_be_forced() -> None:
    decision = engine().triage(Reading({"value-case": 0, "business-owner": 0}, FACTS)).decision
    assert (decision.strategy, decision.forced) == (None, ())


def test_what_a_gate_waits_for_comes_first() -> None:
    full = reading_of(case("sound-but-unfinished"))
    without = {
        q: level for q, level in full.levels.items() if q not in ("business-owner", "fallback")
    }
    ordered = by_value(engine(), engine().triage(Reading(without, FACTS)), among=CALL)
    assert (ordered[0].question, ordered[0].because) == ("business-owner", "gate")
    assert ordered[0].gates == ("owner",)
    assert ordered[-1].question == "fallback"
    assert ordered[-1].because == "coverage"


def test_below_the_floor_the_framework_questions_come_before_others() -> None:
    ordered = by_value(engine(), engine().triage(Reading({}, FACTS)), among=CALL)
    reasons = [worth.because for worth in ordered]
    framework = {q.id for q in questionnaire().questions if q.quick == "framework"}
    assert {w.question for w in ordered if w.because == "floor"} <= framework
    assert reasons.index("margin") > max(i for i, r in enumerate(reasons) if r == "floor")


def test_facts_that_a_gate_waits_for_are_named() -> None:
    triage = engine().triage(Reading(reading_of(case("sound-but-unfinished")).levels))
    assert "criteria_still_relevant" in facts_for_gates(engine(), triage)
    told = engine().triage(Reading(triage.reading.levels, FACTS))
    assert facts_for_gates(engine(), told) == ()
