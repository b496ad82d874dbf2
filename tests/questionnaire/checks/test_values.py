"""Values that a fact can have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.questionnaire.checks.provoke import extra_fact
from unstall.questionnaire.checks.values import impossible
from unstall.questionnaire.questions import Fact

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHOICES = {"choices": [{"id": "advice to staff", "label": "Advice"}]}
PARTS = {"parts": ["low", "high"]}


def fact(kind: str, **keys: Any) -> Fact:
    return Fact.model_validate(extra_fact(kind=kind, **keys))


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        ("text", {}, "x"),
        ("long-text", {}, ""),
        ("date", {}, date(2026, 11, 20)),
        ("number", {}, 0),
        ("number", {"min": -2}, -1.5),
        ("number", {"max": 5}, 5),
        ("money", {}, 1e9),
        ("money-range", PARTS, {"low": 1}),
        ("choice", CHOICES, "advice to staff"),
        ("yes-no", {}, "no"),
        ("texts", {}, ["x"]),
        ("people", {}, [{"name": "x"}]),
        ("names-by-role", {}, {"owner": "x"}),
    ],
)
def test_each_kind_of_fact_has_its_values(kind: str, keys: dict[str, Any], value: object) -> None:
    assert impossible(fact(kind, **keys), value) is None


@pytest.mark.parametrize(
    ("kind", "keys", "value", "hint"),
    [
        ("text", {}, 3, "Write a text in quotation marks."),
        ("date", {}, NOON, "Write a date such as 2026-11-20, without quotation marks."),
        ("date", {}, "2026-11-20", "Write a date such as 2026-11-20, without quotation marks."),
        ("number", {}, -1, "Write a number of 0 or more."),
        ("number", {}, True, "Write a number of 0 or more."),
        ("number", {"min": 1, "max": 5}, 6, "Write a number from 1 to 5."),
        ("money", {}, "1", "Write a number of 0 or more."),
        ("money-range", PARTS, 5, "Write a table in { }."),
        ("choice", CHOICES, "advice to stuff", "Did you mean advice to staff?"),
        ("choice", CHOICES, 7, "Write one of advice to staff."),
        ("yes-no", {}, True, 'Write "yes" or "no", in quotation marks.'),
        ("texts", {}, "x", "Write a list in [ ]."),
        ("people", {}, {"name": "x"}, "Write a list in [ ]."),
        ("names-by-role", {}, ["x"], "Write a table in { }."),
    ],
)
def test_a_value_of_another_kind_is_impossible(
    kind: str, keys: dict[str, Any], value: object, hint: str
) -> None:
    fault = impossible(fact(kind, **keys), value)
    assert fault is not None
    assert fault[1] == hint
