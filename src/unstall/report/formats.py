"""Dates, numbers and money as the reader's country writes them (Babel, CLDR)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from unstall.errors import Place, UsageError

DEFAULT_LOCALE = "en_GB"

_SMALL_CHANGE_BELOW = 100
_CODE_BEFORE_FIGURE = re.compile(r"(?<=[A-Za-z])(?=\d)")


@dataclass(frozen=True, slots=True)
class Formats:
    """How one document writes its figures."""

    locale: Locale
    currency: str | None
    """ISO 4217 code; None writes money as a bare number."""

    @classmethod
    def of(cls, locale: str, currency: str | None) -> Formats:
        """Choose formats by a locale's name such as `en_GB`; raises UsageError if unknown."""
        try:
            return cls(Locale.parse(locale.replace("-", "_")), currency)
        except (UnknownLocaleError, ValueError):
            raise UsageError(
                "there is no such locale", Place(item=locale), "Name one such as en_GB or de_DE."
            ) from None

    def day(self, on: date) -> str:
        """Write a date with its weekday: "Monday 30 November 2026"."""
        british = self.locale.language == "en" and self.locale.territory != "US"
        return format_date(on, "EEEE d MMMM y" if british else "full", locale=self.locale)

    def plain_day(self, on: date) -> str:
        """Write a date without its weekday: "30 November 2026"."""
        return format_date(on, "long", locale=self.locale)

    def week(self, monday: date) -> str:
        """Name a week by its Monday: "week of 30 November 2026"."""
        return f"week of {self.plain_day(monday)}"

    def number(self, value: float) -> str:
        """Write a number with its thousands separated."""
        return format_decimal(value, locale=self.locale)

    def money(self, amount: float) -> str:
        """Write an amount, without small change above a hundred; without a currency, a number."""
        small = abs(amount) < _SMALL_CHANGE_BELOW and amount != int(amount)
        figure = amount if small else round(amount)
        if self.currency is None:
            return self.number(figure)
        pattern = self.locale.currency_formats["standard"].pattern
        written = format_currency(
            figure,
            self.currency,
            format=pattern if small else pattern.replace(".00", ""),
            locale=self.locale,
            currency_digits=False,
        )
        return _CODE_BEFORE_FIGURE.sub("\u00a0", written)

    def money_range(self, least: float, most: float) -> str:
        """Write two amounts with an en dash between them, or one if they are the same."""
        low, high = self.money(least), self.money(most)
        return low if low == high else f"{low}–{high}"
