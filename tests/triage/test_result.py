"""What is recorded when a session is closed."""

from __future__ import annotations

import pytest

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.session.models import Result
from unstall.triage.result import result_of
from unstall.triage.standing import Standing

LEANING = Standing("leaning", ())


@pytest.mark.parametrize("name", [case.name for case in questionnaire().cases])
def test_the_result_of_a_case_is_what_its_author_expects(name: str) -> None:
    expected = case(name).expected
    result = result_of(engine().triage(reading_of(case(name))), LEANING, "0.1.0")
    assert (result.strategy, result.shape, result.then) == (
        expected.strategy,
        expected.shape,
        expected.then,
    )
    assert set(result.conditions) == set(expected.conditions)
    assert set(result.readiness) == {section.id for section in questionnaire().sections}
    assert all(0 <= low <= high <= 1 for low, high in result.readiness.values())
    assert (result.standing, result.program) == ("leaning", "0.1.0")


def test_a_result_can_be_written_down_and_read_again() -> None:
    result = result_of(engine().triage(reading_of(case("validation-loop"))), LEANING, "0.1.0")
    assert Result.model_validate(result.model_dump(), strict=False) == result
