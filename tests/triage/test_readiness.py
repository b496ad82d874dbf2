"""Readiness is an honest range."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.triage.profiles import readings
from unstall.triage.reading import Reading

ALL_TOP = {question.id: question.top for question in questionnaire().questions}
ALL_WORST = dict.fromkeys(ALL_TOP, 0)
question_ids = st.sampled_from(sorted(ALL_TOP))


@given(readings(most_unknown=1.0), question_ids)
@settings(max_examples=examples(300))
def test_answering_narrows_every_range_and_widens_none(reading: Reading, question: str) -> None:
    asked = questionnaire().question_by_id[question]
    unknown = reading.with_level(question, None)
    before = {r.id: r for r in engine().scale.measure(unknown)}
    for level in range(asked.top + 1):
        for after in engine().scale.measure(unknown.with_level(question, level)):
            assert before[after.id].low <= after.low + 1e-12
            assert after.high <= before[after.id].high + 1e-12
            assert after.coverage >= before[after.id].coverage - 1e-12


@given(readings(), question_ids)
@settings(max_examples=examples(300))
def test_a_better_level_never_lowers_a_group(reading: Reading, question: str) -> None:
    level = reading.levels.get(question, 0)
    if level == questionnaire().question_by_id[question].top:
        level -= 1
    worse = {r.id: r for r in engine().scale.measure(reading.with_level(question, level))}
    for better in engine().scale.measure(reading.with_level(question, level + 1)):
        assert better.low >= worse[better.id].low
        assert better.high >= worse[better.id].high
        bands = [band.id for band in questionnaire().bands]
        assert bands.index(better.band.id) >= bands.index(worse[better.id].band.id)


@given(readings(most_unknown=1.0))
@settings(max_examples=examples(200))
def test_the_low_end_never_exceeds_the_high_end_and_both_stay_within_the_scale(
    reading: Reading,
) -> None:
    for group in engine().scale.measure(reading):
        assert 0 <= group.low <= group.point <= group.high <= 1 + 1e-12


def test_all_best_answers_are_in_place_and_all_worst_are_not_there() -> None:
    assert {r.band.id for r in engine().scale.measure(Reading(ALL_TOP))} == {"in-place"}
    assert {r.band.id for r in engine().scale.measure(Reading(ALL_WORST))} == {"not-there"}


def test_not_known_stays_in_the_denominator() -> None:
    known = Reading(ALL_TOP)
    for group in engine().scale.measure(known.with_level("monitoring", None)):
        if group.id == "technical":
            assert group.low < 1
            assert group.high == 1
            break
    else:
        raise AssertionError("the technical section was not measured")


def test_not_applicable_leaves_the_denominator() -> None:
    reading = Reading(
        {k: v for k, v in ALL_TOP.items() if k != "monitoring"},
        states={"monitoring": "not-applicable"},
    )
    assert all(group.low == 1 for group in engine().scale.measure(reading))


def test_a_group_without_an_applicable_question_is_not_scored() -> None:
    walls = [q.id for q in questionnaire().questions if "data-plumbing" in q.groups]
    reading = Reading({}, states=dict.fromkeys(walls, "not-applicable"))
    assert "data-plumbing" not in {group.id for group in engine().scale.measure(reading)}


def test_a_launch_blocker_at_its_worst_level_holds_its_groups_down() -> None:
    reading = Reading({**ALL_TOP, "monitoring": 0})
    technical = next(g for g in engine().scale.measure(reading) if g.id == "technical")
    assert technical.low > 0.85
    assert technical.band.id == "fragile"
    assert technical.blocked_by == ("monitoring",)


def test_regulation_makes_the_decision_trail_weigh_more_and_block() -> None:
    scale = engine().scale
    free = Reading(ALL_TOP, facts={"regulated": "no"})
    bound = Reading(ALL_TOP, facts={"regulated": "yes"})
    assert (scale.weight("decision-trail", free), scale.weight("decision-trail", bound)) == (2, 3)
    assert scale.blocks("decision-trail", free) is None
    assert scale.blocks("decision-trail", bound) == "launch"
    assert scale.blocks("decision-trail", Reading(ALL_TOP)) == "launch"


def test_questions_for_generated_text_are_hidden_from_a_trained_model() -> None:
    reading = Reading({}, facts={"project_kind": "trained-model"})
    applicable = {question.id for question in engine().scale.applicable(reading)}
    assert len(applicable) == 46
    assert "genai-evals" not in applicable
    assert len(engine().scale.applicable(Reading({}, facts={"project_kind": "genai"}))) == 50
    assert len(engine().scale.applicable(Reading({}, facts={"project_kind": "both"}))) == 52


def test_the_headline_is_the_lowest_dimension() -> None:
    triage = engine().triage(reading_of(case("sound-but-unfinished")))
    assert triage.headline is not None
    assert triage.headline.low == min(r.low for r in triage.of_view("dimensions"))
