"""Facts that are computed, actions, and the calendars that they are laid into."""

from __future__ import annotations

import pytest

from tests.questionnaire.checks.provoke import (
    Case,
    assert_alone,
    errors,
    extra_fact,
    names,
    second_route,
)
from tests.questionnaire.small import Change, add, put
from unstall.questionnaire.problems import Keys

ERRORS: list[Case] = [
    ("limits-the-wrong-way-round", add("facts", **extra_fact(kind="number", min=2, max=1)),
     ("facts", 8, "min"), "min is greater than max"),
    ("a-step-that-goes-nowhere", put("facts", "months_stalled", step=0),
     ("facts", 4, "step"), "step is 0"),
    ("weeks-between-that-are-a-text", put("facts", "hard_date_weeks", kind="money"),
     ("facts", 3, "kind"), "weeks between two dates are no money"),
    ("weeks-between-things-that-are-no-dates",
     put("facts", "hard_date_weeks", computed={"from": "project_name", "to": "hard_date"}),
     ("facts", 3, "computed", "from"), "project_name is no date (text)"),
    ("two-facts-in-one-place", put("facts", "hard_date", held_in="assessed"),
     ("facts", 2, "held_in"), "assessed already holds assessed_on"),
    ("effort-that-falls", put("actions", "write-steps", effort=[4, 2]),
     ("actions", 1, "effort"), "effort runs from more to less"),
    ("effort-below-nothing", put("actions", "write-steps", effort=[-1, 2]),
     ("actions", 1, "effort"), "effort begins at -1"),
    ("duration-of-nothing", put("actions", "try-way-back", duration=[0, 2]),
     ("actions", 3, "duration"), "duration begins at 0"),
    ("always-in-the-plan-of-another", put("actions", "switch-off", always=["stop", "pause"]),
     ("actions", 4, "always", 1), "always in the plan of pause, but not for that strategy"),
    ("before-the-start-of-another", put("strategies", "fix", before_start=["switch-off"]),
     ("strategies", 0, "before_start", 0), "switch-off is not for fix"),
    ("kept-by-another", put("strategies", "pause", keeps_only=["write-steps"]),
     ("strategies", 2, "keeps_only", 0), "write-steps is not for pause"),
    ("actions-that-wait-for-each-other", put("actions", "write-steps", needs=["try-way-back"]),
     ("actions", 1, "needs"), "write-steps → try-way-back → add-alerts → write-steps"),
    ("an-action-that-waits-for-itself", put("actions", "write-steps", needs=["write-steps"]),
     ("actions", 1, "needs"), "write-steps → write-steps"),
    ("weeks-that-fall", put("strategies", "fix", weeks=[12, 6]),
     ("strategies", 0, "weeks"), "weeks runs from more to less"),
    ("a-lead-that-is-no-number", put("strategies", "fix", lead_fact="hard_date"),
     ("strategies", 0, "lead_fact"), "hard_date is no number of weeks"),
    ("a-lead-that-is-one-number", put("strategies", "fix", lead_weeks=[3]),
     ("strategies", 0, "lead_weeks"), "lead_weeks are not two numbers"),
    ("a-week-that-is-no-number", put("strategies", "fix", calendar={"1": 1, "two": 2}),
     ("strategies", 0, "calendar", "two"), "two is no week"),
    ("a-week-beyond-the-year", put("strategies", "fix", calendar={"1": 1, "53": 60}),
     ("strategies", 0, "calendar", "53"), "53 is no week"),
    ("a-calendar-without-a-beginning", put("strategies", "fix", calendar={"2": 2}),
     ("strategies", 0, "calendar"), "the calendar has no week 1"),
    ("a-calendar-that-goes-back", put("strategies", "fix", calendar={"1": 1, "2": 5, "10": 4}),
     ("strategies", 0, "calendar", "10"), "week 10 becomes week 4, before week 5"),
    ("a-phase-that-ends-first",
     put("strategies", "stop", phases=[{"first": 2, "last": 1, "aim": "-"}]),
     ("strategies", 1, "phases", 0), "it ends before it begins"),
    ("phases-that-overlap",
     put("strategies", "stop", phases=[{"first": 1, "last": 2, "aim": "-"},
                                       {"first": 2, "last": 3, "aim": "-"}]),
     ("strategies", 1, "phases", 1, "first"), "week 2 was part of the phase before"),
    ("a-phase-before-all-time",
     put("strategies", "stop", phases=[{"first": -2, "last": 2, "aim": "-"}]),
     ("strategies", 1, "phases", 0, "first"), "it is negative"),
    ("a-table-too-short-to-be-drawn-out", put("strategies", "fix", skeleton=2),
     ("strategies", 0, "skeleton"), "skeleton is 2"),
    ("a-table-of-no-weeks", put("strategies", "stop", skeleton=0),
     ("strategies", 1, "skeleton"), "skeleton is 0"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), ERRORS, ids=names(ERRORS))
def test_an_error_is_found_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(errors(second_route, change), keys, said, "error")
