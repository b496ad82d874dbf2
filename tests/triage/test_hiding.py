"""A question that another answer hides counts nothing, and counts again when it comes back."""

from __future__ import annotations

from hypothesis import given, settings

from tests.proof import examples
from tests.triage.small import Small, smalls
from unstall.triage.reading import Reading
from unstall.triage.truth import compile_condition


def seen_from_outside(tried: Small) -> dict[str, int]:
    """Take hidden answers out again and again until nothing changes."""
    questionnaire, given = tried.engine.questionnaire, tried.reading
    levels = dict(given.levels)
    for _ in questionnaire.questions:
        reading = Reading(levels, given.facts, given.how_soon, roles_named=given.roles_named)
        levels = {
            question: level
            for question, level in given.levels.items()
            if (only_if := questionnaire.question_by_id[question].only_if) is None
            or compile_condition(only_if, questionnaire)(reading) is not False
        }
    return levels


@given(smalls())
@settings(max_examples=examples(2_000), deadline=None)
def test_what_counts_is_what_no_counting_answer_hides(tried: Small) -> None:
    triage = tried.engine.triage(tried.reading)
    assert dict(triage.reading.levels) == seen_from_outside(tried)
    assert triage.given == tried.reading
    hidden = set(tried.reading.levels) - set(triage.reading.levels)
    assert {triage.reading.state(question) for question in hidden} <= {"hidden"}
    assert not hidden & {question.id for question in triage.applicable}


@given(smalls())
@settings(max_examples=examples(2_000), deadline=None)
def test_leaving_hidden_answers_out_twice_is_the_same_as_once(tried: Small) -> None:
    once = tried.engine.scale.without_hidden(tried.reading)
    assert tried.engine.scale.without_hidden(once) == once
