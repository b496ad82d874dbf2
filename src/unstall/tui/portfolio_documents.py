"""The portfolio's page as documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.paths import own_templates

if TYPE_CHECKING:
    from unstall.report.portfolio import ToldPortfolio


@dataclass(frozen=True, slots=True)
class Page:
    """A form in which the page can be written."""

    id: str
    detail: str
    """The format, and what it is good for."""
    suffix: str
    render: Callable[[ToldPortfolio, Path], str]
    """Takes the sessions folder as well."""


def _markdown(told: ToldPortfolio, _: Path) -> str:
    from unstall.report.portfolio import render_portfolio

    return render_portfolio(told, own_templates())


def _html(told: ToldPortfolio, _: Path) -> str:
    from unstall.report.portfolio import render_portfolio_html

    return render_portfolio_html(told, own_templates())


def _csv(told: ToldPortfolio, _: Path) -> str:
    from unstall.report.portfolio_table import write_portfolio_table
    from unstall.report.tracker import BYTE_ORDER_MARK

    return BYTE_ORDER_MARK + write_portfolio_table(told.portfolio, told.today)


def _json(told: ToldPortfolio, folder: Path) -> str:
    from unstall.report.portfolio_data import portfolio_data

    data = portfolio_data(told.portfolio, folder, told.today, told.group)
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


PAGES: tuple[Page, ...] = (
    Page("portfolio", "Markdown", ".md", _markdown),
    Page("portfolio-page", "HTML, to print and to send", ".html", _html),
    Page("portfolio-table", "CSV, for a spreadsheet", ".csv", _csv),
    Page("portfolio-data", "JSON, for other programs", ".json", _json),
)
