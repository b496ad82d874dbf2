"""The date that cannot be moved, held against the day on which the plan gets there."""

from __future__ import annotations

from datetime import date

from unstall.report.dossier import Dossier
from unstall.report.phrases import clause, counted

HARD_DATE, REASON = "hard_date", "hard_date_reason"
_WEEK = 7


def fixed_date(dossier: Dossier) -> date | None:
    """Give the date that cannot be moved; None if there is none."""
    given = dossier.fact(HARD_DATE)
    return given if isinstance(given, date) else None


def held_against_it(dossier: Dossier) -> str:
    """Say whether the plan gets there in time; empty where either day is not known."""
    plan, fixed = dossier.plan, fixed_date(dossier)
    if plan is None or plan.timing is None or fixed is None:
        return ""
    there = dossier.last_day_of(plan.timing.likely)
    if there is None:
        return ""
    reason = dossier.fact(REASON)
    because = f" ({clause(reason)})" if reason else ""
    lead = f"The date that cannot be moved is {dossier.formats.day(fixed)}{because}:"
    what = "first live use" if plan.strategy.kind == "go" else "the end"
    late = -((fixed - there).days // _WEEK)
    if fixed < there:
        return f"{lead} {what} comes {counted(late, 'week')} after it."
    spare = (fixed - there).days // _WEEK
    room = f"{counted(spare, 'week')} before it" if spare else "in the same week, with no room left"
    return f"{lead} {what} comes {room}."
