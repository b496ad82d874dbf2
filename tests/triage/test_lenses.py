"""What the lenses leave unsaid."""

from __future__ import annotations

import pytest

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.triage.lenses import other_causes, other_signs, out_of_the_way
from unstall.triage.reading import Reading

CASES = [case.name for case in questionnaire().cases]


@pytest.mark.parametrize("name", CASES)
def test_every_cause_is_either_found_or_says_why_not(name: str) -> None:
    triage = engine().triage(reading_of(case(name)))
    found = [known.cause.id for known in triage.causes]
    others = [other.cause.id for other in other_causes(engine(), triage)]
    assert sorted((*found, *others)) == sorted(cause.id for cause in questionnaire().causes)


def test_a_cause_on_which_one_question_was_answered_was_too_little_asked() -> None:
    triage = engine().triage(Reading({"business-owner": 0}))
    assert {other.because for other in other_causes(engine(), triage)} == {"too-little-asked"}


def test_a_cause_of_which_every_answer_is_at_its_best_is_not_pointed_to() -> None:
    best = {question.id: question.top for question in questionnaire().questions}
    triage = engine().triage(Reading(best))
    others = other_causes(engine(), triage)
    assert {other.because for other in others} == {"not-pointed-to"}
    assert len(others) == len(questionnaire().causes)


def test_beyond_the_causes_that_are_named_further_ones_are_weaker_and_stand_first() -> None:
    worst = {question.id: 0 for question in questionnaire().questions}
    others = other_causes(engine(), engine().triage(Reading(worst)))
    assert {other.because for other in others} == {"weaker"}
    assert len(others) == len(questionnaire().causes) - questionnaire().procedure.cause_most


@pytest.mark.parametrize("name", CASES)
def test_every_warning_sign_is_there_or_not_there_or_not_known(name: str) -> None:
    triage = engine().triage(reading_of(case(name)))
    others = other_signs(engine(), triage)
    ids = [sign.id for sign in (*triage.warning_signs, *others.not_there, *others.not_known)]
    assert sorted(ids) == sorted(sign.id for sign in questionnaire().warning_signs)


def test_without_answers_no_warning_sign_can_be_told() -> None:
    others = other_signs(engine(), engine().triage(Reading({})))
    assert len(others.not_known) == len(questionnaire().warning_signs)


@pytest.mark.parametrize("name", CASES)
def test_what_may_block_is_in_the_way_or_open_or_out_of_it(name: str) -> None:
    triage = engine().triage(reading_of(case(name)))
    may_block = {
        question.id
        for question in triage.applicable
        if engine().scale.blocks(question.id, triage.reading)
    }
    blockers = {blocker.question.id for blocker in triage.blockers}
    out = {passed.question.id for passed in out_of_the_way(engine(), triage)}
    assert blockers | out == may_block
    assert not blockers & out
