"""Dates, numbers and money as the reader's country writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.report.examples import Written, furnished
from unstall.errors import UsageError
from unstall.report.formats import Formats
from unstall.report.markdown import render_report

MONDAY = date(2026, 11, 30)


def test_a_british_reader_gets_british_dates_and_figures() -> None:
    formats = Formats.of("en_GB", "GBP")
    assert formats.day(MONDAY) == "Monday 30 November 2026"
    assert formats.week(MONDAY) == "week of 30 November 2026"
    assert formats.money(1_234_567) == "£1,234,567"
    assert formats.money_range(20_000, 60_000) == "£20,000–£60,000"


@pytest.mark.parametrize(
    ("locale", "currency", "written"),
    [
        ("de_DE", "EUR", "1.234.567\u00a0€"),
        ("en_US", "USD", "$1,234,567"),
        ("en_GB", "CHF", "CHF\u00a01,234,567"),
        ("en_GB", None, "1,234,567"),
        ("fr_FR", "EUR", "1\u202f234\u202f567\u00a0€"),
        ("en-GB", "JPY", "JP¥1,234,567"),
    ],
)
def test_money_stands_in_the_currency_given_and_none_is_made_up(
    locale: str, currency: str | None, written: str
) -> None:
    assert Formats.of(locale, currency).money(1_234_567) == written


def test_small_change_is_kept_only_where_it_matters() -> None:
    formats = Formats.of("en_GB", "EUR")
    assert formats.money(0.5) == "€0.50"
    assert formats.money(850.5) == "€850"
    assert formats.money_range(850.2, 850.4) == "€850"


@pytest.mark.parametrize("locale", ["", "xx_YY", "../etc", "english", "a" * 300])
def test_a_locale_that_does_not_exist_is_refused_in_a_line(locale: str) -> None:
    with pytest.raises(UsageError, match="no such locale"):
        Formats.of(locale, None)


def test_the_locale_reaches_the_document() -> None:
    written = Written(furnished("sound-but-unfinished"))
    german = replace(written.dossier, formats=Formats.of("de_DE", written.session.currency))
    assert "2.600 cases per day" in render_report(german)
    assert "2,600 cases per day" in render_report(written.dossier)


def test_without_a_currency_money_is_a_number_with_its_thousands_separated() -> None:
    session = furnished("sound-but-unfinished").model_copy(update={"currency": None})
    report = Written(session).report
    assert "20,000–60,000 per month, most likely 35,000" in report
    assert "£" not in report
