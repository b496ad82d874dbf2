"""The working days of a place, from the library that knows its holidays.

Without a place nothing is assumed but a weekend on Saturday and Sunday.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from unstall.plan.calendar import WorkingCalendar
from unstall.session.places import country_and_part

YEARS = 7
"""Years of holidays, from the one before a plan's first day on: longer than plans are laid out."""


@lru_cache(maxsize=8)
def working_calendar(place: str | None, first_year: int) -> WorkingCalendar:
    """Make the calendar of a place, such as `DE` or `DE-BY`, for plans that start in a year.

    Raises `ValueError` for a place that is not known, with what to write instead.
    """
    if place is None:
        return WorkingCalendar()
    country, part = country_and_part(place)
    from holidays import country_holidays

    years = range(max(first_year - 1, 1), min(first_year - 1 + YEARS, date.max.year) + 1)
    found = country_holidays(country, subdiv=part, years=years)
    # Some countries move a working day to a weekend to join holidays: what is free stays free.
    return WorkingCalendar(weekend=frozenset(found.weekend), holidays=frozenset(found))
