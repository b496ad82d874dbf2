"""Dates, numbers and money as the reader's country writes them (Babel, CLDR).

Babel takes long to load and is loaded with the first figure that is written, so that whoever only
needs words does not wait for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from unstall.errors import Place, UsageError

if TYPE_CHECKING:
    from babel import Locale

DEFAULT_LOCALE = "en_GB"

_SMALL_CHANGE_BELOW = 100
_CODE_BEFORE_FIGURE = re.compile(r"(?<=[A-Za-z])(?=\d)")


@dataclass(frozen=True, slots=True)
class Formats:
    """How one document writes its figures."""

    locale: str
    """A locale that exists, such as `en_GB`."""
    currency: str | None
    """ISO 4217 code; None writes money as a bare number."""

    @classmethod
    def of(cls, locale: str, currency: str | None) -> Formats:
        """Choose formats by a locale's name such as `en_GB`; raises UsageError if unknown."""
        if locale != DEFAULT_LOCALE:
            from babel.core import UnknownLocaleError

            try:
                _parsed(locale)
            except (UnknownLocaleError, ValueError):
                raise UsageError(
                    "there is no such locale",
                    Place(item=locale),
                    "Name one such as en_GB or de_DE.",
                ) from None
        return cls(locale, currency)

    def day(self, on: date) -> str:
        """Write a date with its weekday: "Monday 30 November 2026"."""
        from babel.dates import format_date

        locale = _parsed(self.locale)
        british = locale.language == "en" and locale.territory != "US"
        return format_date(on, "EEEE d MMMM y" if british else "full", locale=locale)

    def plain_day(self, on: date) -> str:
        """Write a date without its weekday: "30 November 2026"."""
        from babel.dates import format_date

        return format_date(on, "long", locale=_parsed(self.locale))

    def short_day(self, on: date) -> str:
        """Write a day of the year with little room: "30 Nov"."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMd", on, locale=_parsed(self.locale))

    def month(self, on: date) -> str:
        """Name the month of a day in short: "Nov"."""
        from babel.dates import format_date

        return format_date(on, "LLL", locale=_parsed(self.locale))

    def week(self, monday: date) -> str:
        """Name a week by its Monday: "week of 30 November 2026"."""
        return f"week of {self.plain_day(monday)}"

    def number(self, value: float) -> str:
        """Write a number with its thousands separated."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=_parsed(self.locale))

    def money(self, amount: float) -> str:
        """Write an amount, without small change above a hundred; without a currency, a number."""
        small = abs(amount) < _SMALL_CHANGE_BELOW and amount != int(amount)
        figure = amount if small else round(amount)
        if self.currency is None:
            return self.number(figure)
        from babel.numbers import format_currency

        locale = _parsed(self.locale)
        pattern = locale.currency_formats["standard"].pattern
        written = format_currency(
            figure,
            self.currency,
            format=pattern if small else pattern.replace(".00", ""),
            locale=locale,
            currency_digits=False,
        )
        return _CODE_BEFORE_FIGURE.sub("\u00a0", written)

    def money_range(self, least: float, most: float) -> str:
        """Write two amounts with an en dash between them, or one if they are the same."""
        low, high = self.money(least), self.money(most)
        return low if low == high else f"{low}–{high}"


@cache
def _parsed(locale: str) -> Locale:
    from babel import Locale

    return Locale.parse(locale.replace("-", "_"))
