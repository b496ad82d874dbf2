"""Days that were given as an option."""

from __future__ import annotations

from datetime import date

from unstall.commands.output import quoted
from unstall.errors import UsageError


def day_given(typed: str, option: str) -> date:
    """Read a day such as 2026-11-30; raises `UsageError` that names the option."""
    from unstall.session.models import YEARS

    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None:
        raise UsageError(
            f"{option}: {quoted(typed)} is no date", hint="Write one such as 2026-11-30."
        )
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise UsageError(
            f"{option}: the year {day.year} lies outside {YEARS[0]} to {YEARS[1]}",
            hint="Write a day such as 2026-11-30.",
        )
    return day
