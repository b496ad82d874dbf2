"""Working days: which days people work on, and the weeks of a plan that are counted from its start.

Weekends and holidays are handed in; nothing is looked up. A week is a calendar week: it begins on
the day after the weekend, so a plan that starts on a Wednesday has three working days in week 1.
Days after the last one that Python's calendar has are refused with `CalendarEndsError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from unstall.errors import UnstallError

DAY = timedelta(days=1)
WEEK = 7
SATURDAY, SUNDAY = 5, 6
LONGEST_BREAK = 366
"""Days in a row without work beyond which a calendar is taken for a slip."""


class CalendarEndsError(UnstallError):
    """A day was asked for that no calendar reaches, or a calendar in which nobody ever works."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days on which people work."""

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    """Days of the week without work, as `date.weekday()` counts them: 0 is Monday."""
    holidays: frozenset[date] = frozenset()
    """Other days without work."""

    def __post_init__(self) -> None:
        """Refuse a week without a single working day."""
        if not self.weekend < set(range(WEEK)):
            raise CalendarEndsError(
                "a week needs a working day", hint="Name weekend days by 0 (Monday) to 6, not all."
            )

    @property
    def first_weekday(self) -> int:
        """Day on which weeks begin: the one after the weekend; Monday where there is none."""
        after = (day for day in range(WEEK) if day not in self.weekend)
        return next((day for day in after if (day - 1) % WEEK in self.weekend), 0)

    def is_working(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """Give a day itself if people work on it, otherwise the next on which they do."""
        for _ in range(LONGEST_BREAK):
            if self.is_working(day):
                return day
            day = _step(day, 1)
        raise CalendarEndsError(
            f"nobody works within a year of {day.isoformat()}",
            hint="Take holidays out of the calendar.",
        )

    def ends_by(self, day: date) -> date:
        """Give the last day before a day on which people work."""
        for _ in range(LONGEST_BREAK):
            day = _step(day, -1)
            if self.is_working(day):
                return day
        raise CalendarEndsError(
            f"nobody works within a year before {day.isoformat()}",
            hint="Take holidays out of the calendar.",
        )

    def add(self, day: date, working_days: int) -> date:
        """Go forward by a number of working days, 0 or more; 0 is `on_or_after`."""
        day = self.on_or_after(day)
        for _ in range(working_days):
            day = self.on_or_after(_step(day, 1))
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days from one day to another, both included; 0 if last is earlier."""
        days = (last - first).days + 1
        return sum(self.is_working(first + n * DAY) for n in range(max(0, days)))

    def week_begins(self, day: date) -> date:
        """Give the first day of the calendar week that a day lies in."""
        return _step(day, -((day.weekday() - self.first_weekday) % WEEK))

    def week_of(self, day: date, start: date) -> int:
        """Number the week that a day lies in; the week of `start` is 1, the one before it 0."""
        return (self.week_begins(day) - self.week_begins(start)).days // WEEK + 1

    def week_starts(self, start: date, week: int) -> date:
        """Give the first calendar day of a week of the plan that starts on `start`."""
        return _step(self.week_begins(start), (week - 1) * WEEK)


@dataclass(frozen=True, slots=True)
class Days:
    """The working days of a plan in order, by number from 0, with the week that each lies in."""

    weeks: Sequence[int]
    """Number of the week of each working day; the first week is 1."""
    first: Sequence[int]
    """By number of the week: its first working day, or the next one in a week without any."""
    dates: tuple[date, ...] | None = None
    """None while the plan has no dates."""

    @property
    def last_week(self) -> int:
        """The last week that there are days for."""
        return len(self.first) - 1


def _step(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise CalendarEndsError(
            f"no calendar reaches {abs(days)} days {'after' if days > 0 else 'before'} "
            f"{day.isoformat()}",
            hint="Start the plan on another day.",
        ) from None


@lru_cache(maxsize=16)
def dated_days(
    calendar: WorkingCalendar, start: date, weeks: int, left_from: date | None = None
) -> Days:
    """Lay out the working days of a plan that starts on a day, as far as a number of weeks goes.

    Days before `left_from` are left out, while weeks are counted from the start all the same.
    """
    monday = calendar.week_begins(start)
    end = calendar.week_starts(start, weeks)
    _step(end, WEEK - 1)
    dates, numbers = [], []
    for offset in range((start - monday).days, weeks * WEEK):
        day = monday + timedelta(days=offset)
        if calendar.is_working(day) and (left_from is None or day >= left_from):
            dates.append(day)
            numbers.append(offset // WEEK + 1)
    return Days(tuple(numbers), _firsts(numbers, weeks), tuple(dates))


@lru_cache(maxsize=4)
def undated_days(weeks: int, per_week: int = 5) -> Days:
    """Lay out a number of weeks without holidays, for a plan that has no dates yet."""
    numbers = [week for week in range(1, weeks + 1) for _ in range(per_week)]
    return Days(tuple(numbers), _firsts(numbers, weeks))


def _firsts(numbers: Sequence[int], weeks: int) -> tuple[int, ...]:
    firsts = [0] * (weeks + 1)
    at = 0
    for week in range(1, weeks + 1):
        while at < len(numbers) and numbers[at] < week:
            at += 1
        firsts[week] = at
    return tuple(firsts)
