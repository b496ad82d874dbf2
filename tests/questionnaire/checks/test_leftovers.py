"""What stands without effect, and what cannot be told apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.questionnaire.checks.provoke import (
    Case,
    assert_alone,
    extra_fact,
    findings,
    names,
    two_levels,
)
from tests.questionnaire.small import Change, Data, add, changed, put
from unstall.questionnaire.problems import Keys


def extra_question(**keys: Any) -> Data:
    return {
        "id": "extra", "section": "system", "short": "Extra", "prompt": "?", "why": "-",
        "evidence": "-", "weight": 1, "groups": ["operations"],
        "levels": two_levels("no", "yes"),
    } | keys  # fmt: skip


def extra_action(**keys: Any) -> Data:
    return {
        "id": "extra-action", "title": "Extra", "done_when": "-", "phase": "stop",
        "owner": "engineer", "effort": [1, 2], "week": 1, "strategies": ["fix"], "always": ["fix"],
    } | keys  # fmt: skip


WARNINGS: list[Case] = [
    ("a-question-without-use", add("questions", **extra_question(groups=[])),
     ("questions", 6), "nothing depends on its answer"),
    ("an-action-that-nothing-brings-in", add("actions", **extra_action(always=[])),
     ("actions", 5), "no answer brings it into a plan"),
    ("a-section-without-questions",
     lambda t: (add("sections", id="money", title="Money")(t),
                t["interview"]["sections"].append("money")),
     ("sections", 2), "no question is in this section"),
    ("a-group-without-questions", add("groups", id="money", view="walls", title="Money"),
     ("groups", 2), "no question counts for this group"),
    ("a-cause-without-questions",
     lambda t: t["causes"].append(t["causes"][0] | {"id": "bad-luck"}),
     ("causes", 1), "no question points to this cause"),
    ("an-axis-without-points", add("axes", id="people", title="Have we the people?"),
     ("axes", 1), "no points bear on this axis"),
    ("a-role-without-work", add("roles", id="boss", title="boss"),
     ("roles", 2), "no action is owned by this role"),
    ("a-strategy-that-nothing-speaks-for",
     lambda t: t["strategies"].append(
         t["strategies"][0] | {"id": "restart", "title": "Restart", "before_start": []}),
     ("strategies", 3), "no answer speaks for or against this strategy"),
    ("two-questions-with-one-title", put("questions", "rollback", short="watched"),
     ("questions", 5, "short"), '"watched" stands on two of them'),
    ("two-facts-with-one-title", put("facts", "live", title="Sector"),
     ("facts", 6, "title"), '"Sector" stands on two of them'),
    ("two-strategies-with-one-title", put("strategies", "stop", title="fix"),
     ("strategies", 1, "title"), '"fix" stands on two of them'),
    ("two-actions-with-one-title", put("actions", "add-alerts", title="Write the steps"),
     ("actions", 2, "title"), '"Write the steps" stands on two of them'),
    ("two-levels-with-one-label",
     put("questions", "reviewers", levels=two_levels("a", "b", label="Yes.")),
     ("questions", 2, "levels", 1, "label"), '"Yes." stands on two of them'),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), WARNINGS, ids=names(WARNINGS))
def test_a_warning_is_given_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(findings(changed(change)), keys, said, "warning")


def test_a_fact_that_no_rule_looks_at_still_stands_in_the_report() -> None:
    assert findings(changed(add("facts", **extra_fact()))) == []
