"""Conditions that cannot mean what they say."""

from __future__ import annotations

from datetime import date

import pytest

from tests.questionnaire.checks.provoke import (
    WHEN,
    Case,
    assert_alone,
    errors,
    findings,
    names,
    second_route,
    sign,
)
from tests.questionnaire.small import Change, Data, changed, entry, put
from unstall.questionnaire.problems import Keys

ERRORS: list[Case] = [
    ("a-level-of-another-question", sign({"question": "watched", "is": "by-hand"}),
     (*WHEN, "is"), "watched has no level by-hand"),
    ("a-level-that-is-not-there-among-several",
     sign({"question": "watched", "in": ["nobody", "somebody"]}),
     (*WHEN, "in", 1), "watched has no level somebody"),
    ("no-level-at-all", sign({"question": "watched", "in": []}), (*WHEN, "in"), "never true"),
    ("a-choice-that-is-not-there", sign({"fact": "sector", "is": "wealth"}),
     (*WHEN, "is"), 'sector is never "wealth"'),
    ("a-choice-that-is-not-there-among-several", sign({"fact": "sector", "in": ["other", "sea"]}),
     (*WHEN, "in", 1), 'sector is never "sea"'),
    ("yes-written-as-true", sign({"fact": "live", "is": True}), (*WHEN, "is"), "no value of live"),
    ("a-number-compared-with-a-text", sign({"fact": "months_stalled", "is": "9"}),
     (*WHEN, "is"), "months_stalled is a number"),
    ("a-number-that-is-never-reached", sign({"fact": "months_stalled", "is": 121}),
     (*WHEN, "is"), "months_stalled is never 121"),
    ("more-than-the-most", sign({"fact": "months_stalled", "more_than": 120}),
     (*WHEN, "more_than"), "never true"),
    ("less-than-the-least", sign({"fact": "months_stalled", "less_than": 0}),
     (*WHEN, "less_than"), "never true"),
    ("at-most-the-most", sign({"fact": "months_stalled", "at_most": 120}),
     (*WHEN, "at_most"), "always true"),
    ("at-least-the-least", sign({"fact": "months_stalled", "at_least": 0}),
     (*WHEN, "at_least"), "always true"),
    ("a-number-compared-with-a-date",
     lambda t: sign({"fact": "months_stalled", "more_than": t["legal_notes"][0]["as_of"]})(t),
     (*WHEN, "more_than"), "months_stalled is a number"),
    ("a-date-compared-with-a-number", sign({"fact": "hard_date", "more_than": 3}),
     (*WHEN, "more_than"), "no value of hard_date"),
    ("a-date-that-is-a-text", sign({"fact": "hard_date", "is": "2026-11-20"}),
     (*WHEN, "is"), "no value of hard_date"),
    ("choices-in-an-order", sign({"fact": "sector", "at_least": 3}),
     (*WHEN, "at_least"), "the values of sector (choice) have no order"),
    ("a-text-that-is-a-number", sign({"fact": "project_name", "is_not": 7}),
     (*WHEN, "is_not"), "no value of project_name"),
    ("no-value-at-all", sign({"fact": "sector", "in": []}), (*WHEN, "in"), "never true"),
    ("names-compared", sign({"fact": "names_by_role", "is": "x"}),
     (*WHEN, "is"), "cannot be compared, it is only known or not"),
    ("how-soon-that-nobody-asks", sign({"how_soon": "runs", "is": "2w"}),
     (*WHEN, "how_soon"), "how soon runs can be had is never asked"),
    ("hidden-by-its-own-answer",
     put("questions", "reviewers", only_if={"question": "reviewers", "is": "yes"}),
     ("questions", 2, "only_if"), "depending on its own answer: reviewers → reviewers"),
    ("hidden-by-a-run-of-answers",
     put("questions", "reviewers", only_if={"not": {"top_answers_unseen": 0.5}}),
     ("questions", 2, "only_if"), "looks at all answers, also at that to this question"),
]  # fmt: skip

WARNINGS: list[Case] = [
    ("true-for-every-level", sign({"question": "watched", "at_least": "nobody"}),
     (*WHEN, "at_least"), "true for every level of watched"),
    ("true-for-every-level-from-above", sign({"question": "watched", "at_most": "alerts"}),
     (*WHEN, "at_most"), "true for every level of watched"),
    ("true-for-every-level-by-list",
     sign({"question": "watched", "in": ["alerts", "users", "nobody"]}),
     (*WHEN, "in"), "true for every level of watched"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), ERRORS, ids=names(ERRORS))
def test_an_error_is_found_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(errors(second_route, change), keys, said, "error")


@pytest.mark.parametrize(("_name", "change", "keys", "said"), WARNINGS, ids=names(WARNINGS))
def test_a_warning_is_given_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(findings(changed(change)), keys, said, "warning")


def test_questions_that_hide_each_other_are_found() -> None:
    questionnaire = changed(
        put("questions", "reviewers", only_if={"question": "runs", "is": "nowhere"}),
        put("questions", "runs", only_if={"all": [{"question": "reviewers", "is": "no"}]}),
    )
    (found,) = findings(questionnaire)
    assert "reviewers → runs → reviewers" in found.message


def test_a_fact_that_is_computed_by_nothing_is_never_known() -> None:
    def forget_how(tables: Data) -> None:
        del entry(tables, "facts", "hard_date_weeks")["computed"]

    found = [f.message for f in findings(changed(forget_how)) if f.severity == "error"]
    assert any("neither asked nor computed, so this is never known" in said for said in found)
    assert any("belong together" in said for said in found)


def test_roles_cannot_be_named_where_no_fact_asks_for_names() -> None:
    questionnaire = changed(lambda t: t["facts"].remove(entry(t, "facts", "names_by_role")))
    (found,) = findings(questionnaire)
    assert "nobody is asked who plays a role" in found.message


def test_a_date_may_be_compared_with_a_date() -> None:
    day = date(2026, 11, 20)
    assert findings(changed(sign({"fact": "hard_date", "more_than": day}))) == []
    assert findings(changed(sign({"fact": "hard_date", "in": [day]}))) == []


def test_computed_facts_have_no_limits() -> None:
    """A day may have passed already, so that its weeks are negative."""
    assert findings(changed(sign({"fact": "hard_date_weeks", "less_than": -2}))) == []
