"""The working days of a country, from the library that knows its holidays.

Codes are those of ISO 3166: a country (`DE`) and, where holidays differ within it, a part of it
(`BY`). Without a country nothing is assumed but a weekend on Saturday and Sunday.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from unstall.errors import UsageError
from unstall.plan.calendar import WorkingCalendar
from unstall.suggest import did_you_mean

YEARS = 7
"""Years of holidays, from the one before a plan's first day on: longer than plans are laid out."""


@lru_cache(maxsize=8)
def working_calendar(
    country: str | None, subdivision: str | None, first_year: int
) -> WorkingCalendar:
    """Make the calendar of a country, or of a part of it, for plans that start in a year.

    Raises `UsageError` for a code that is not known, with the codes that are.
    """
    if country is None:
        if subdivision is not None:
            raise UsageError(
                f"{subdivision!r} is part of no country", hint="Name the country as well."
            )
        return WorkingCalendar()
    import holidays  # the registry of 250 countries costs start-up time

    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        raise UsageError(
            f"no holidays are known for the country {country!r}",
            hint=did_you_mean(country.upper(), known) or "Codes are those of ISO 3166: DE, US, IN.",
        )
    if subdivision is not None and subdivision not in known[country]:
        parts = ", ".join(known[country])
        raise UsageError(
            f"no holidays are known for {subdivision!r} in {country}",
            hint=f"Parts of it are {parts}." if parts else "It is not divided: leave it out.",
        )
    years = range(max(first_year - 1, 1), min(first_year - 1 + YEARS, date.max.year) + 1)
    found = holidays.country_holidays(country, subdiv=subdivision, years=years)
    # Some countries move a working day to a weekend to join holidays: what is free stays free.
    return WorkingCalendar(weekend=frozenset(found.weekend), holidays=frozenset(found))
