"""Working days, weeks and holidays, up to the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.plan.calendar import CalendarEndsError, WorkingCalendar, dated_days, undated_days
from unstall.working_days import working_calendar

PLAIN = WorkingCalendar()
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)

weekends = st.frozensets(st.integers(0, 6), max_size=6)
days = st.dates(date(1990, 1, 1), date(2150, 1, 1))


@st.composite
def calendars(draw: st.DrawFn) -> tuple[WorkingCalendar, date]:
    day = draw(days)
    near = st.dates(day - timedelta(days=20), day + timedelta(days=60))
    return WorkingCalendar(draw(weekends), frozenset(draw(st.lists(near, max_size=20)))), day


@given(calendars())
def test_the_next_working_day_is_the_first_on_which_people_work(
    drawn: tuple[WorkingCalendar, date],
) -> None:
    calendar, day = drawn
    found = calendar.on_or_after(day)
    assert calendar.is_working(found)
    assert not any(calendar.is_working(day + timedelta(n)) for n in range((found - day).days))


@given(calendars(), st.integers(0, 30))
def test_adding_working_days_and_counting_them_agree(
    drawn: tuple[WorkingCalendar, date], number: int
) -> None:
    calendar, day = drawn
    later = calendar.add(day, number)
    assert calendar.is_working(later)
    assert calendar.between(day, later) == number + 1


@given(calendars(), st.integers(-60, 60))
def test_weeks_are_seven_days_and_begin_after_the_weekend(
    drawn: tuple[WorkingCalendar, date], offset: int
) -> None:
    calendar, start = drawn
    day = start + timedelta(days=offset)
    week = calendar.week_of(day, start)
    begins = calendar.week_starts(start, week)
    assert 0 <= (day - begins).days < 7
    assert begins.weekday() == calendar.first_weekday
    assert calendar.week_of(start, start) == 1


@given(calendars(), st.integers(1, 30))
def test_the_days_of_a_plan_are_all_its_working_days_from_its_start(
    drawn: tuple[WorkingCalendar, date], weeks: int
) -> None:
    calendar, start = drawn
    laid = dated_days(calendar, start, weeks)
    assert laid.dates is not None
    end = calendar.week_starts(start, weeks) + timedelta(days=6)
    assert len(laid.dates) == calendar.between(start, end)
    assert [calendar.week_of(day, start) for day in laid.dates] == list(laid.weeks)
    for week in range(1, weeks + 1):
        assert list(laid.weeks[: laid.first[week]]) == [n for n in laid.weeks if n < week]


def test_weeks_begin_on_sunday_where_the_weekend_is_friday_and_saturday() -> None:
    assert WorkingCalendar(frozenset({4, 5})).first_weekday == 6
    assert WorkingCalendar(frozenset({6})).first_weekday == 0
    assert WorkingCalendar(frozenset()).first_weekday == 0


def test_a_plan_that_starts_on_a_wednesday_has_three_days_in_week_one() -> None:
    laid = dated_days(PLAIN, date(2026, 11, 25), 2)
    assert laid.weeks == (1, 1, 1, 2, 2, 2, 2, 2)
    assert laid.first == (0, 0, 3)


def test_a_week_without_working_days_still_counts() -> None:
    off = frozenset(MONDAY + timedelta(days=n) for n in range(7, 12))
    laid = dated_days(WorkingCalendar(holidays=off), MONDAY, 3)
    assert set(laid.weeks) == {1, 3}
    assert laid.first[2] == laid.first[3] == 5


def test_weeks_without_dates_have_five_days() -> None:
    laid = undated_days(3)
    assert laid.weeks == (1,) * 5 + (2,) * 5 + (3,) * 5
    assert laid.first == (0, 0, 5, 10)
    assert laid.last_week == 3


def test_going_past_the_last_day_of_all_is_refused() -> None:
    with pytest.raises(CalendarEndsError, match="no calendar reaches"):
        PLAIN.add(date.max - timedelta(days=3), 10)
    with pytest.raises(CalendarEndsError, match="Start the plan on another day"):
        dated_days(PLAIN, date.max - timedelta(days=30), 52)
    with pytest.raises(CalendarEndsError):
        PLAIN.week_begins(date.min) if date.min.weekday() else PLAIN.week_starts(date.min, 0)


def test_a_week_without_a_working_day_and_a_year_of_holidays_are_refused() -> None:
    with pytest.raises(CalendarEndsError):
        WorkingCalendar(frozenset(range(7)))
    with pytest.raises(CalendarEndsError):
        WorkingCalendar(frozenset({9}))
    year = frozenset(MONDAY + timedelta(days=n) for n in range(400))
    with pytest.raises(CalendarEndsError, match="nobody works within a year"):
        WorkingCalendar(holidays=year).on_or_after(MONDAY)


def test_a_country_brings_its_holidays_and_its_weekend() -> None:
    bavaria = working_calendar("DE-BY", 2026)
    assert not bavaria.is_working(date(2027, 1, 6))
    assert working_calendar("DE-BE", 2026).is_working(date(2027, 1, 6))
    assert working_calendar("DE", 2026).on_or_after(date(2026, 12, 25)) == date(2026, 12, 28)
    assert working_calendar("SA", 2026).weekend == {4, 5}
    assert date(2025, 12, 25) in bavaria.holidays
    assert date(2031, 12, 25) in bavaria.holidays


def test_without_a_country_only_weekends_are_free() -> None:
    assert working_calendar(None, 2026) == PLAIN


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("XX", "ISO 3166"),
        ("de", "such as DE"),
        ("DE-ZZ", "its parts are BB"),
        ("MC-X", "it is not divided"),
        ("-BY", "such as DE"),
        ("", "such as DE"),
        ("\x1b[31m", "such as DE"),
    ],
)
def test_a_place_that_is_not_known_is_refused_with_a_way_out(place: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        working_calendar(place, 2026)


def test_the_last_years_of_the_calendar_are_no_trouble() -> None:
    assert working_calendar("DE", date.max.year).weekend == PLAIN.weekend
