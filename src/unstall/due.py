"""When a triage is to be repeated."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unstall.plan.models import Plan
    from unstall.session.models import Session
    from unstall.triage.engine import Engine, Triage

MONTHS_TO_NEXT = 3
"""After how many months a triage is due again."""

REVIEW = "review"


def due_again(
    session: Session,
    engine: Engine,
    triage: Triage,
    plan_of: Callable[[Engine, Session, Triage], Plan | None] | None = None,
) -> date | None:
    """Tell when a session should be repeated.

    Three months after the day of the triage; for a pause on the day of its review, when the plan
    has one; after a stop never.

    Args:
        session: The session.
        engine: The engine of its questionnaire.
        triage: What its answers support.
        plan_of: Gives the plan, by default by laying it out; asked only where it matters.
    """
    if _strategy(session, triage) == engine.questionnaire.procedure.stop:
        return None
    if hangs_on_plan(session, engine, triage):
        from unstall.planning import plan_of as laid_out

        plan = (plan_of or laid_out)(engine, session, triage)
        reviews = [c.on for c in plan.checkpoints if c.phase.kind == REVIEW] if plan else []
        if reviews and reviews[-1]:
            return reviews[-1]
    return months_later(session.assessed, MONTHS_TO_NEXT)


def hangs_on_plan(session: Session, engine: Engine, triage: Triage) -> bool:
    """Tell whether the day can only be told once the plan is laid out."""
    strategy = _strategy(session, triage)
    pause = engine.questionnaire.procedure.pause
    return strategy == pause and strategy == triage.decision.strategy


def _strategy(session: Session, triage: Triage) -> str | None:
    return session.result.strategy if session.result else triage.decision.strategy


def months_later(day: date, months: int) -> date:
    """Give the same day some months later, or the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
