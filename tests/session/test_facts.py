"""Facts: what is taken, and what is refused with words that say what would be taken."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.session.support import questionnaire
from unstall.errors import SessionError
from unstall.questionnaire.questions import Fact
from unstall.session.facts import LARGEST, MOST_ENTRIES, accepted, check_fact
from unstall.session.models import MAX_NAME, MAX_TEXT

ROLES = questionnaire().roles


def fact(name: str) -> Fact:
    return questionnaire().fact_by_id[name]


def of_kind(**changes: Any) -> Fact:
    table = {
        "id": "load", "title": "Load", "prompt": "How much?", "use": "To test.",
        "section": "delivery", "kind": "number",
    }  # fmt: skip
    return Fact.model_validate(table | changes)


TAKEN: list[tuple[str, object, object]] = [
    ("months_stalled", 7, 7),
    ("months_stalled", 7.0, 7),
    ("months_stalled", 0.5, 0.5),
    ("months_stalled", 0, 0),
    ("spent_to_date", 1e12, 10**12),
    ("spent_to_date", 0.1234567, 0.123457),
    ("regulated", "yes", "yes"),
    ("paused_before", "no", "no"),
    ("paused_before", True, "yes"),
    ("hard_date", date(2027, 1, 31), date(2027, 1, 31)),
    ("organisation", "  Acme\n Mutual ", "Acme Mutual"),
    ("criteria_text", " one\ntwo ", "one\ntwo"),
    ("organisation", "Acme\x1b[31m\u202e", "Acme"),
    ("regimes", ["GDPR", " AI Act "], ["GDPR", "AI Act"]),
    ("respondents", [{"name": "Ana"}], [{"name": "Ana"}]),
    ("respondents", [{"role": " CTO ", "name": "Ana"}], [{"name": "Ana", "role": "CTO"}]),
    ("names_by_role", {"sponsor": "Ana"}, {"sponsor": "Ana"}),
    ("cost_of_delay", {"low": 1, "likely": 2.0, "high": 2}, {"low": 1, "likely": 2, "high": 2}),
    ("cost_of_delay", {"high": 5, "low": 1}, {"low": 1, "high": 5}),
    ("cost_of_delay", {"likely": 5}, {"likely": 5}),
    ("expected_benefit", {"low": 0, "high": 0}, {"low": 0, "high": 0}),
]


@pytest.mark.parametrize(("name", "value", "normal"), TAKEN)
def test_a_value_of_the_right_kind_is_taken_in_its_normal_form(
    name: str, value: object, normal: object
) -> None:
    checked = check_fact(fact(name), value, ROLES)
    assert checked == normal
    assert type(checked) is type(normal)


REFUSED: list[tuple[str, object, str]] = [
    ("months_stalled", "7", "not a number"),
    ("months_stalled", True, "not a number"),
    ("months_stalled", None, "not a number"),
    ("months_stalled", float("nan"), "counted"),
    ("months_stalled", float("inf"), "counted"),
    ("months_stalled", -0.5, "-0.5 is less than 0"),
    ("months_stalled", 100_000, "100,000 is more than"),
    ("spent_to_date", -1, "-1 is less than 0"),
    ("spent_to_date", 1e300, "far too large"),
    ("regulated", "perhaps", "'perhaps' is not one of the choices"),
    ("regulated", 1, "'1' is not one"),
    ("regulated", "x" * 5000, "is not one of the choices"),
    ("paused_before", "maybe", "neither yes nor no"),
    ("paused_before", [], "neither yes nor no"),
    ("hard_date", "2027-01-31", "not a date"),
    ("hard_date", datetime(2027, 1, 31, tzinfo=UTC), "not a date"),
    ("hard_date", date(1899, 12, 31), "the year 1899"),
    ("hard_date", date(9999, 1, 1), "the year 9999"),
    ("organisation", "", "no text"),
    ("organisation", " \u202e ", "no text"),
    ("organisation", 7, "not a text"),
    ("organisation", "x" * (MAX_NAME + 1), "121 characters"),
    ("criteria_text", "x" * (MAX_TEXT + 1), "10,001 characters"),
    ("regimes", "GDPR", "not a list"),
    ("regimes", [], "not a list"),
    ("regimes", ["GDPR", 3], "not a text"),
    ("regimes", ["a; b"], "a semicolon"),
    ("regimes", ["x"] * (MOST_ENTRIES + 1), "201 entries"),
    ("respondents", [{"role": "CTO"}], "a person is a table"),
    ("respondents", [{"name": "Ana", "age": 3}], "a person is a table"),
    ("respondents", ["Ana"], "a person is a table"),
    ("respondents", [{"name": "Ana: CTO"}], "a colon"),
    ("names_by_role", {"sponser": "Ana"}, "there is no role 'sponser'"),
    ("names_by_role", {"sponsor": ""}, "no text"),
    ("people_by_role", {"sponsor": "two"}, "not a number"),
    ("people_by_role", {"sponser": 2}, "there is no role 'sponser'"),
    ("names_by_role", ["Ana"], "not a table by role"),
    ("cost_of_delay", 5, "not a range"),
    ("cost_of_delay", {}, "not a range"),
    ("cost_of_delay", {"most": 5}, "'most' is no part"),
    ("cost_of_delay", {"low": 3, "high": 2}, "do not rise: low 3, high 2"),
    ("cost_of_delay", {"low": 1, "likely": 9, "high": 5}, "do not rise"),
    ("cost_of_delay", {"low": float("nan")}, "counted"),
    ("expected_benefit", {"likely": 3}, "'likely' is no part"),
]


@pytest.mark.parametrize(("name", "value", "said"), REFUSED)
def test_a_wrong_value_is_refused_with_what_would_be_taken(
    name: str, value: object, said: str
) -> None:
    with pytest.raises(SessionError) as refused:
        check_fact(fact(name), value, ROLES)
    assert said in refused.value.message
    assert refused.value.place.item == name
    assert accepted(fact(name), ROLES) in str(refused.value)
    assert len(refused.value.message) < 200


def test_a_close_miss_is_met_with_what_was_probably_meant() -> None:
    with pytest.raises(SessionError, match="Did you mean trained-model"):
        check_fact(fact("project_kind"), "trained_model")
    with pytest.raises(SessionError, match="Did you mean sponsor"):
        check_fact(fact("names_by_role"), {"sponser": "Ana"}, ROLES)


def test_a_number_with_thousands_of_digits_is_refused() -> None:
    with pytest.raises(SessionError, match="far too large"):
        check_fact(fact("months_stalled"), 10**5000)


def test_a_number_may_be_negative_only_where_the_fact_says_so() -> None:
    assert check_fact(of_kind(min=-50), -20) == -20
    with pytest.raises(SessionError, match="less than 0"):
        check_fact(of_kind(), -20)


def test_no_fact_takes_an_absurd_number_whatever_its_own_bounds() -> None:
    with pytest.raises(SessionError, match="too large"):
        check_fact(of_kind(max=1e30), LARGEST + 1)


def test_every_fact_of_the_built_in_questionnaire_says_what_it_takes() -> None:
    for one in questionnaire().facts:
        sentence = accepted(one, ROLES)
        assert sentence.startswith("Write ")
        assert sentence.endswith(".")


def test_roles_that_do_not_exist_cannot_be_named() -> None:
    assert accepted(fact("names_by_role")) == "This questionnaire has no roles, so leave it out."
