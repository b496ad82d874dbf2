"""Sorting, filtering and grouping projects. Pure: rows in, rows out, the same for the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from unstall.portfolio.models import CostOfWaiting, PortfolioRow
from unstall.session.names import folded

SortBy = Literal["triaged", "project", "client", "strategy", "readiness", "stalled", "cost", "due"]
GroupBy = Literal["client", "strategy"]

SORTS: tuple[SortBy, ...] = get_args(SortBy)
GROUPS: tuple[GroupBy, ...] = get_args(GroupBy)

NO_CLIENT = "No client named"
NOT_KNOWN = "Too little known"
CANNOT_BE_READ = "Cannot be read"


@dataclass(frozen=True, slots=True)
class Group:
    """Projects that have something in common."""

    title: str
    rows: tuple[PortfolioRow, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which projects are wanted; what is left empty leaves nothing out."""

    text: str = ""
    """Part of the project's or the client's name, whatever the case."""
    client: str | None = None
    """The client's name in full, whatever the case."""
    strategy: str | None = None
    """The id of the strategy that is recommended."""
    cause: str | None = None
    """The id of a cause that was found."""
    overdue: bool = False
    """Only those whose re-run should have been made."""


def filtered(rows: Iterable[PortfolioRow], wanted: Wanted, today: date) -> tuple[PortfolioRow, ...]:
    """Leave out what is not wanted, keeping the order."""
    return tuple(row for row in rows if _is_wanted(row, wanted, today))


def _is_wanted(row: PortfolioRow, wanted: Wanted, today: date) -> bool:
    part = folded(wanted.text)
    if part and part not in folded(row.project) and part not in folded(row.client or ""):
        return False
    if wanted.client is not None and folded(row.client or "") != folded(wanted.client):
        return False
    if wanted.strategy and (row.verdict is None or row.verdict.strategy != wanted.strategy):
        return False
    if wanted.cause and wanted.cause not in {cause.id for cause in row.causes}:
        return False
    return not wanted.overdue or row.is_overdue(today)


def ordered(rows: Iterable[PortfolioRow], by: SortBy = "triaged") -> tuple[PortfolioRow, ...]:
    """Sort projects.

    Newest triage, lowest readiness, longest stall, highest cost and earliest re-run come first,
    names by the alphabet. What does not say comes last, and projects that say the same come by
    name. Costs are compared within their currency; currencies stand one after the other.
    """
    return tuple(sorted(rows, key=lambda row: (*_last(_KEYS[by](row)), *_by_name(row))))


def grouped(rows: Sequence[PortfolioRow], by: GroupBy) -> tuple[Group, ...]:
    """Put projects together, keeping their order within each group.

    Clients come by name and strategies by how many projects they have; what says neither is last.
    """
    groups: dict[str, list[PortfolioRow]] = {}
    titles: dict[str, str] = {}
    for row in rows:
        title = _group(row, by)
        groups.setdefault(folded(title), []).append(row)
        titles.setdefault(folded(title), title)
    last = {folded(title) for title in (NO_CLIENT, NOT_KNOWN, CANNOT_BE_READ)}

    def place(key: str) -> tuple[bool, int, str]:
        return key in last, -len(groups[key]) if by == "strategy" else 0, key

    return tuple(Group(titles[key], tuple(groups[key])) for key in sorted(groups, key=place))


def lowest_readiness(row: PortfolioRow) -> float | None:
    """Give the low end of the section that is least ready; None where nothing is known."""
    return min((section.low for section in row.sections if section.known), default=None)


def compared(cost: CostOfWaiting) -> float:
    """Give the figure by which costs are compared: the likely one, else the middle of the range."""
    return (cost.low + cost.high) / 2 if cost.likely is None else cost.likely


def _group(row: PortfolioRow, by: GroupBy) -> str:
    if by == "client":
        return row.client or NO_CLIENT
    if row.assessed is None:
        return CANNOT_BE_READ
    return row.verdict.title if row.verdict else NOT_KNOWN


def _by_name(row: PortfolioRow) -> tuple[str, str, str]:
    return folded(row.project), folded(row.client or ""), str(row.path)


def _last(key: Any) -> tuple[bool, Any]:
    """Put what is not there behind everything else."""
    return (True, ()) if key is None else (False, key)


def _negative(figure: float | None) -> float | None:
    return None if figure is None else -figure


_KEYS: dict[SortBy, Callable[[PortfolioRow], Any]] = {
    "triaged": lambda row: _negative(row.assessed.toordinal() if row.assessed else None),
    "project": lambda _: 0,
    "client": lambda row: folded(row.client) if row.client else None,
    "strategy": lambda row: row.verdict.title if row.verdict else None,
    "readiness": lowest_readiness,
    "stalled": lambda row: _negative(row.months_stalled),
    "cost": lambda row: (row.cost.currency or "~", -compared(row.cost)) if row.cost else None,
    "due": lambda row: row.due,
}
