"""Days and numbers as the user's country writes them, in lists and in fields.

Babel is asked only where people do not write English: loading it takes a while.
"""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT = 3
_NEAR_DAYS = 300
"""Within this many days of today a day needs no year."""


def day_in_words(day: date, locale: str = "en-GB") -> str:
    """Write a day for a list: "20 Nov 2026", "20.11.2026"."""
    if locale.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1][:_SHORT]} {day.year}"
    from babel.dates import format_date

    return format_date(day, "medium", locale=locale.replace("-", "_"))


def near_day(day: date, today: date, locale: str = "en-GB") -> str:
    """Write a day in a narrow column: "20 Nov", or "Nov 2027" if that could be another year's."""
    if abs((day - today).days) > _NEAR_DAYS:
        return f"{month_in_words(day, locale)} {day.year}"
    if locale.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1][:_SHORT]}"
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", day, locale=locale.replace("-", "_")))


def month_in_words(day: date, locale: str = "en-GB") -> str:
    """Name the month of a day in short: "Nov"."""
    if locale.startswith("en"):
        return _MONTHS[day.month - 1][:_SHORT]
    from babel.dates import format_date

    return format_date(day, "LLL", locale=locale.replace("-", "_")).rstrip(".")


def day_in_field(day: date, locale: str = "en-GB") -> str:
    """Write a day so that `session.fact_text.parse_fact` reads it again.

    In the user's own form where that can be told from any other: "20 November 2026" in English,
    "20.11.2026" where points are used; otherwise as 2026-11-20.
    """
    if locale.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel import Locale

    pattern = Locale.parse(locale, sep="-").date_formats["short"].pattern
    if pattern.startswith("d") and "." in pattern:
        return f"{day.day:02}.{day.month:02}.{day.year}"
    return day.isoformat()


def writes_decimal_comma(locale: str) -> bool:
    """Tell whether 1,5 is one and a half there."""
    if locale.startswith("en"):
        return False
    from babel import Locale

    symbols = Locale.parse(locale, sep="-").number_symbols
    return str(symbols.get("latn", symbols).get("decimal", ".")) == ","


def number_in_words(number: float, locale: str = "en-GB") -> str:
    """Write a number for a list, with its thousands apart: "85,000", "85.000"."""
    if locale.startswith("en"):
        return f"{int(number):,}" if number == int(number) else f"{number:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=locale.replace("-", "_")))
