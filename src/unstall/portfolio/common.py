"""Which causes projects have in common, what they say about waiting, and what would help most.

Nothing is estimated: money is added up only where it was given, and only with money of the same
currency. A project with several causes counts under each of them, so sums of two causes overlap.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from unstall.portfolio.first import look_at_first
from unstall.portfolio.models import (
    CommonCause,
    HelpsMany,
    Portfolio,
    PortfolioRow,
    SumOfWaiting,
)
from unstall.session.names import folded

FEWEST = 2
"""Projects from which on a cause is a common one."""


def portfolio_of(rows: Iterable[PortfolioRow], today: date) -> Portfolio:
    """Put a portfolio together; the rows keep their order."""
    listed = tuple(rows)
    return Portfolio(
        rows=listed,
        first=look_at_first(listed, today),
        causes=common_causes(listed),
        actions=_helping(listed),
    )


def common_causes(rows: Iterable[PortfolioRow]) -> tuple[CommonCause, ...]:
    """List the causes that were found in more than one project, in most projects first."""
    having: dict[tuple[str, str], list[PortfolioRow]] = defaultdict(list)
    for row in rows:
        for cause in row.causes:
            having[row.questionnaire or "", cause.id].append(row)
    found = [
        _common(cause, questionnaire, listed)
        for (questionnaire, cause), listed in having.items()
        if len(listed) >= FEWEST
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.rows), -one.clients, one.title, one.id)))


def sums_of_waiting(rows: Iterable[PortfolioRow]) -> tuple[SumOfWaiting, ...]:
    """Add up what a month of waiting costs, by currency; most projects first."""
    costs = defaultdict(list)
    for row in rows:
        if row.cost:
            costs[row.cost.currency].append(row.cost)
    sums = [
        SumOfWaiting(
            low=sum(cost.low for cost in given),
            high=sum(cost.high for cost in given),
            currency=currency,
            projects=len(given),
        )
        for currency, given in costs.items()
    ]
    return tuple(sorted(sums, key=lambda one: (-one.projects, one.currency or "~")))


def clients_of(rows: Iterable[PortfolioRow]) -> int:
    """Count different clients; projects that name none are not counted."""
    return len({folded(row.client) for row in rows if row.client})


def _common(cause: str, questionnaire: str, rows: list[PortfolioRow]) -> CommonCause:
    titles = (found.title for row in rows for found in row.causes if found.id == cause)
    return CommonCause(
        id=cause,
        # Two versions of a questionnaire may call it otherwise; the newest triage decides.
        title=_newest_title(cause, rows) or next(titles),
        questionnaire=questionnaire,
        rows=tuple(rows),
        clients=clients_of(rows),
        costs=sums_of_waiting(rows),
        actions=_helping(rows, cause),
    )


def _newest_title(cause: str, rows: list[PortfolioRow]) -> str | None:
    newest = max(rows, key=lambda row: (row.assessed or date.min, str(row.path)))
    return next((found.title for found in newest.causes if found.id == cause), None)


def _helping(rows: Iterable[PortfolioRow], cause: str | None = None) -> tuple[HelpsMany, ...]:
    """Count in how many plans an action stands that works on a cause, or on any."""
    plans: Counter[tuple[str, str]] = Counter()
    titles: dict[tuple[str, str], str] = {}
    for row in rows:
        for action in row.helps:
            if cause is None or cause in action.causes:
                key = (row.questionnaire or "", action.id)
                plans[key] += 1
                titles.setdefault(key, action.title)
    found = [HelpsMany(key[1], titles[key], count) for key, count in plans.items()]
    return tuple(sorted(found, key=lambda one: (-one.projects, one.title, one.id)))
