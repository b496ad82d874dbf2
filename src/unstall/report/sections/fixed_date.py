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


def misses_it(dossier: Dossier) -> bool:
    """Tell whether the plan is known to get there after the date that cannot be moved."""
    fixed, there = fixed_date(dossier), _there(dossier)
    if fixed is None or there is None or (dossier.plan and dossier.plan.strategy.kind == "end"):
        return False
    return fixed < there


def held_against_it(dossier: Dossier) -> str:
    """Say whether the plan gets there in time; empty where there is no such date, or no plan."""
    plan, fixed = dossier.plan, fixed_date(dossier)
    if plan is None or fixed is None or plan.strategy.kind == "end":
        return ""
    reason = dossier.fact(REASON)
    because = f" ({clause(reason)})" if reason else ""
    lead = f"The date that cannot be moved is {dossier.formats.day(fixed)}{because}:"
    there = _there(dossier)
    if there is None:
        who = "a quick call" if dossier.is_quick else "this plan"
        return f"{lead} {who} cannot say yet whether it is kept."
    if plan.strategy.kind == "wait":
        when = "after it" if fixed < there else "before it, and the work itself begins only then"
        return f"{lead} the pause ends {when}."
    weeks = abs((fixed - there).days) // _WEEK
    if fixed < there:
        late = counted(-((fixed - there).days // _WEEK), "week")
        return f"{lead} first live use comes {late} after it. Move it, or decide what can be ready."
    room = f"{counted(weeks, 'week')} before it" if weeks else "in the same week, with no room left"
    return f"{lead} first live use comes {room}."


def _there(dossier: Dossier) -> date | None:
    plan = dossier.plan
    return dossier.last_day_of(plan.timing.likely) if plan and plan.timing else None
