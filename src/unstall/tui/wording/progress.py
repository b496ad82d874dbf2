"""How the actions of a plan stand on a day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from unstall.plan.models import Placed, Plan
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words

State = Literal["done", "ready", "waits", "overdue"]
"""Done; all that it waits for is done; something that it waits for is not; its last day is past."""


def late(dossier: Dossier, plan: Plan, today: date, key: str) -> str:
    """Say how many actions should be over by now, and what to do about it; empty if none."""
    done = {placed.id for placed in plan.actions if placed.done}
    over = [p for p in plan.actions if state_of(dossier, p, done, today) == "overdue"]
    if not over:
        return ""
    many = capitalised(counted_in_words(len(over), "action"))
    return f"{many} should be over by now; {key} lays the rest out from today."


def state_of(dossier: Dossier, placed: Placed, done: set[str], today: date) -> State:
    """Tell how an action stands on a day.

    Args:
        dossier: Tells whether its dates may be said at all.
        placed: The action.
        done: The ids of all that is done.
        today: The day.
    """
    if placed.done is not None:
        return "done"
    if placed.last_day and placed.last_day < today and dossier.is_dated(placed):
        return "overdue"
    return "ready" if done.issuperset(placed.waits_for) else "waits"
