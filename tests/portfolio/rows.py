"""Rows of portfolios, made up for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from unstall.overview import Verdict
from unstall.portfolio.models import (
    CauseFound,
    CostOfWaiting,
    Help,
    Named,
    PlannedCheckpoint,
    PortfolioRow,
)

TODAY = date(2026, 11, 20)
FIX = Verdict("fix", "Fix in place", None, None, None)
STOP = Verdict("stop", "Stop and retire", None, None, None)


def row(project: str = "Alpha", **more: Any) -> PortfolioRow:
    """Make a row of a project about which there is nothing to look at first."""
    return PortfolioRow(
        **{
            "path": Path(f"/sessions/{project}/2026-10-01.toml"),
            "project": project,
            "client": "Acme Mutual",
            "sessions": 1,
            "questionnaire": "stalled-ai",
            "assessed": date(2026, 10, 1),
            "depth": "full",
            "verdict": FIX,
            "standing": "holds-up",
            "due": date(2027, 1, 1),
            "checkpoints": (),
            **more,
        }
    )


def cost(likely: float | None, currency: str | None = "EUR", *, low: float = 1) -> CostOfWaiting:
    """Say what a month of waiting costs."""
    return CostOfWaiting(low, 2 * (likely or low), likely, currency)


def cause(id_: str) -> CauseFound:
    """Make a cause."""
    return CauseFound(id_, id_.replace("-", " ").capitalize(), 0.5)


def helping(id_: str, *causes: str) -> Help:
    """Make an action that works on causes."""
    return Help(id_, id_.replace("-", " ").capitalize(), causes)


def condition(id_: str = "receiver") -> Named:
    """Make something that is not settled."""
    return Named(id_, "a team is named to run it")


def checkpoint(kind: Any, on: date | None, *, held: bool = False) -> PlannedCheckpoint:
    """Make a checkpoint."""
    return PlannedCheckpoint(kind, on, held)
