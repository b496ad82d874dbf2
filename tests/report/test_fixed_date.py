"""A date that cannot be moved is held against the plan, and stands in its calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.report.examples import ONE_OF_EACH, Written, full, furnished, section
from tests.report.exports import calendar_of
from unstall.report.sections.people import whether_it_fits


def fixed_on(day: date, **facts: str) -> Written:
    session = furnished(ONE_OF_EACH["fix"])
    return Written(session.with_facts({"hard_date": day, **facts}))


def live() -> date:
    """The last day of the week in which the plan reaches first live use."""
    plan = full(ONE_OF_EACH["fix"]).plan
    assert plan is not None
    assert plan.timing is not None
    day = plan.last_day_of(plan.timing.likely)
    assert day is not None
    return day


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (35, "first live use comes 5 weeks before it."),
        (7, "first live use comes 1 week before it."),
        (6, "first live use comes in the same week, with no room left."),
        (0, "first live use comes in the same week, with no room left."),
        (-1, "first live use comes 1 week after it."),
        (-7, "first live use comes 1 week after it."),
        (-8, "first live use comes 2 weeks after it."),
    ],
)
def test_it_is_said_by_how_many_weeks_the_plan_keeps_or_misses_it(days: int, said: str) -> None:
    written = fixed_on(live() + timedelta(days=days), hard_date_reason="The old contract ends")
    for text in (section(written.plan_text, "Capacity"), whether_it_fits(written.dossier)):
        assert said in text
        assert "(the old contract ends)" in text


def test_nothing_is_said_of_a_date_that_nobody_gave() -> None:
    assert "cannot be moved" not in full(ONE_OF_EACH["fix"]).plan_text


def test_it_stands_in_the_calendar_with_its_reason() -> None:
    text = calendar_of(fixed_on(date(2027, 3, 31), hard_date_reason="The old contract ends"))
    events = text.split("BEGIN:VEVENT")
    entry = next(event for event in events if "DTSTART;VALUE=DATE:20270331" in event)
    assert "The date that cannot be moved" in entry
    assert "The old contract ends" in entry
