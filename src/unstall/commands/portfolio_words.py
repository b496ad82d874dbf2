"""The portfolio as text for a person at a terminal: in short what the documents say in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unstall.commands.columns import cut, table, wrapped
from unstall.portfolio.arrange import grouped
from unstall.portfolio.models import PortfolioRow
from unstall.report.phrases import counted
from unstall.report.portfolio import MOST_CAUSES, MOST_FIRST, ToldPortfolio, in_short
from unstall.report.portfolio_cells import (
    actions_cell,
    cost_cell,
    due_cell,
    stalled_cell,
    sums_cell,
    verdict_cell,
)

WIDEST_NAME = 28
"""Columns of a project's or client's name."""
_INDENT = "  "


def portfolio_words(told: ToldPortfolio, *, width: int = 80) -> str:
    """Write the portfolio; sentences are broken at `width` columns, tables are not."""
    return "\n".join(_lines(told, width))


def _lines(told: ToldPortfolio, width: int) -> Iterator[str]:
    yield f"{in_short(told)}."
    yield from _first(told, width)
    yield from _causes(told, width)
    if told.group is None:
        yield ""
        yield from _table(told, told.portfolio.rows)
        return
    for group in grouped(told.portfolio.rows, told.group):
        yield ""
        yield f"{group.title} · {counted(len(group.rows), 'project')}"
        yield from _table(told, group.rows)


def _first(told: ToldPortfolio, width: int) -> Iterator[str]:
    first = told.portfolio.first
    if not first:
        return
    yield ""
    yield "What to look at first"
    for one in first[:MOST_FIRST]:
        client = f" ({one.row.client})" if one.row.client else ""
        reasons = " ".join(text for _, text in one.reasons)
        said = f"{one.row.project}{client}: {reasons}"
        yield from wrapped(said, width, first="- ", rest=_INDENT)
    if len(first) > MOST_FIRST:
        yield f"- and {len(first) - MOST_FIRST} more"


def _causes(told: ToldPortfolio, width: int) -> Iterator[str]:
    causes = told.portfolio.causes[:MOST_CAUSES]
    if not causes:
        return
    yield ""
    yield "Common causes"
    for cause in causes:
        clients = f" of {counted(cause.clients, 'client')}" if cause.clients else ""
        said = f"{cause.title}: {counted(len(cause.rows), 'project')}{clients}"
        yield from wrapped(said, width, first="- ", rest=_INDENT)
        waiting = f"A month of waiting: {sums_cell(cause, told.locale)}."
        yield from wrapped(waiting, width, first=_INDENT, rest=_INDENT)
        if cause.actions:
            plans = f"In their plans: {actions_cell(cause)}."
            yield from wrapped(plans, width, first=_INDENT, rest=_INDENT)


def _table(told: ToldPortfolio, rows: Sequence[PortfolioRow]) -> Iterator[str]:
    headings = ("PROJECT", "CLIENT", "VERDICT", "STALLED", "A MONTH COSTS", "NEXT TRIAGE")
    return table(headings, [_cells(told, row) for row in rows])


def _cells(told: ToldPortfolio, row: PortfolioRow) -> tuple[str, ...]:
    return (
        cut(row.project, WIDEST_NAME),
        cut(row.client or "-", WIDEST_NAME),
        verdict_cell(row),
        stalled_cell(row) or "-",
        cost_cell(row.cost, told.locale) or "-",
        due_cell(row, told.today, told.formats) or "-",
    )
