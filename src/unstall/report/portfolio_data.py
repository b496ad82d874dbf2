"""The portfolio as data for other programs; docs/json.md says what every key holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from unstall.portfolio.arrange import GroupBy, grouped
from unstall.portfolio.models import (
    CommonCause,
    CostOfWaiting,
    HelpsMany,
    LookAt,
    PlannedCheckpoint,
    Portfolio,
    PortfolioRow,
    SumOfWaiting,
)
from unstall.portfolio.withheld import NOWHERE

_DIGITS = 4


def portfolio_data(
    portfolio: Portfolio, folder: Path | None, today: date, group: GroupBy | None = None
) -> dict[str, Any]:
    """Give everything that is known of the projects.

    Args:
        portfolio: The projects.
        folder: The sessions folder; None where it is withheld.
        today: Which day it is.
        group: What the projects are put together by, if by anything.
    """
    places = {id(row): place for place, row in enumerate(portfolio.rows)}
    groups = grouped(portfolio.rows, group) if group else ()
    return {
        "folder": str(folder) if folder else None,
        "today": today.isoformat(),
        "projects": [_row(row, today) for row in portfolio.rows],
        "first": [_look_at(one, places) for one in portfolio.first],
        "causes": [_cause(cause, places) for cause in portfolio.causes],
        "actions": [_action(action) for action in portfolio.actions],
        "groups": [
            {"title": one.title, "projects": [places[id(row)] for row in one.rows]}
            for one in groups
        ],
    }


def _row(row: PortfolioRow, today: date) -> dict[str, Any]:
    verdict = row.verdict
    state = "closed" if row.closed else "open"
    return {
        "project": row.project,
        "client": row.client,
        "path": _path(row.path),
        "state": "damaged" if row.damage else state,
        "questionnaire": row.questionnaire,
        "sessions": row.sessions,
        "depth": row.depth,
        "assessed": _day(row.assessed),
        "strategy": verdict.strategy if verdict else None,
        "shape": verdict.shape if verdict else None,
        "then": verdict.then if verdict else None,
        "standing": row.standing,
        "conditions": [{"id": c.id, "title": c.title} for c in row.conditions],
        "sections": [
            {
                "id": s.id,
                "low": round(s.low, _DIGITS),
                "high": round(s.high, _DIGITS),
                "known": s.known,
                "band": s.band,
            }
            for s in row.sections
        ],
        "trend": row.trend,
        "blockers": [
            {
                "question": b.id,
                "title": b.title,
                "blocks": b.blocks,
                "certain": b.certain,
                "accepted": b.accepted,
            }
            for b in row.blockers
        ],
        "months_stalled": row.months_stalled,
        "month_of_waiting": _cost(row.cost),
        "causes": [
            {"id": c.id, "title": c.title, "strength": round(c.strength, _DIGITS)}
            for c in row.causes
        ],
        "next_checkpoint": _checkpoint(row.next_checkpoint(today)),
        "passed_checkpoint": _checkpoint(row.passed_over(today)),
        "due": _day(row.due),
        "overdue": row.is_overdue(today),
        "complete": row.is_filled,
        "problem": row.damage.reason if row.damage else None,
        "way_back": row.damage.way_back if row.damage else None,
        "conflicts": [str(conflict) for conflict in row.conflicts],
    }


def _look_at(one: LookAt, places: dict[int, int]) -> dict[str, Any]:
    return {
        "project": places[id(one.row)],
        "reasons": [{"kind": kind, "text": text} for kind, text in one.reasons],
    }


def _cause(cause: CommonCause, places: dict[int, int]) -> dict[str, Any]:
    return {
        "id": cause.id,
        "title": cause.title,
        "questionnaire": cause.questionnaire,
        "projects": [places[id(row)] for row in cause.rows],
        "clients": cause.clients,
        "month_of_waiting": [_sum(one) for one in cause.costs],
        "actions": [_action(action) for action in cause.actions],
    }


def _action(action: HelpsMany) -> dict[str, Any]:
    return {"id": action.id, "title": action.title, "projects": action.projects}


def _sum(one: SumOfWaiting) -> dict[str, Any]:
    return {
        "currency": one.currency,
        "low": one.low,
        "high": one.high,
        "projects": one.projects,
    }


def _cost(cost: CostOfWaiting | None) -> dict[str, Any] | None:
    if cost is None:
        return None
    return {
        "currency": cost.currency,
        "low": cost.low,
        "likely": cost.likely,
        "high": cost.high,
    }


def _checkpoint(checkpoint: PlannedCheckpoint | None) -> dict[str, Any] | None:
    return {"kind": checkpoint.kind, "on": _day(checkpoint.on)} if checkpoint else None


def _path(path: Path) -> str | None:
    return None if path == NOWHERE else str(path)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
