"""Rows of a portfolio to word, with nothing in them that a test does not ask for."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from unstall.overview import Damaged, SectionState, Verdict
from unstall.portfolio.models import (
    Blocking,
    CauseFound,
    CostOfWaiting,
    Help,
    Named,
    PlannedCheckpoint,
    PortfolioRow,
)
from unstall.tui.wording.projects import Setting

TODAY = date(2026, 11, 20)
SETTING = Setting(TODAY)
FIX = Verdict("fix", "Fix in place", None, None, None)
PAUSE = Verdict("pause", "Pause until a set date", None, "fix", "Fix in place")
SECTIONS = (
    SectionState("technical", "Technical", 0.4, 0.6, "fragile or better", known=True),
    SectionState("organisational", "Organisational", 0.5, 0.5, "fragile", known=True),
    SectionState("delivery", "Delivery", 0.0, 1.0, "too early to say", known=False),
)


def portfolio_row(project: str = "Claims triage", **fields: Any) -> PortfolioRow:
    """Make a project that was triaged today, filled in, with nothing special about it."""
    defaults: dict[str, Any] = {
        "path": Path("/sessions") / project.lower().replace(" ", "-") / "2026-11-20.toml",
        "project": project,
        "client": "Acme Mutual",
        "sessions": 1,
        "questionnaire": "stalled-ai",
        "assessed": TODAY,
        "depth": "full",
        "verdict": FIX,
        "standing": "holds-up",
        "sections": SECTIONS,
        "trend": "first",
        "due": TODAY + timedelta(days=92),
        "checkpoints": (),
    }
    return PortfolioRow(**{**defaults, **fields})


def checkpoint(kind: Any, days: int, *, held: bool = False) -> PlannedCheckpoint:
    """Make a checkpoint some days from today."""
    return PlannedCheckpoint(kind, TODAY + timedelta(days=days), held)


def blocking(title: str, *, certain: bool = True, accepted: bool = False) -> Blocking:
    """Make a blocker of a start."""
    return Blocking(title.lower(), title, "start", certain, accepted)


def cost(low: float, high: float, currency: str | None = "EUR") -> CostOfWaiting:
    """Make what a month of waiting costs."""
    return CostOfWaiting(low, high, None, currency)


def cause(title: str) -> CauseFound:
    """Make a cause that was found."""
    return CauseFound(title.lower(), title, 0.8)


def helping(title: str, *causes: str) -> Help:
    """Make an action that works on causes."""
    return Help(title.lower(), title, causes)


def damaged(project: str = "Weld inspection") -> PortfolioRow:
    """Make a project of which nothing can be read."""
    path = Path("/sessions/weld-inspection/2026-07-03.toml")
    damage = Damaged(path, project, "project is the number 7 (line 2)", "Take a backup.", False)
    return PortfolioRow(path=path, project=project, client=None, sessions=1, damage=damage)


CONDITION = Named("owner", "somebody answers for it")
