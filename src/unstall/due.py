"""When a triage is to be repeated."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unstall.session.models import Session
    from unstall.triage.engine import Engine, Triage

MONTHS_TO_NEXT = 3
"""After how many months a triage is due again."""

REVIEW = "review"


def due_again(session: Session, engine: Engine, triage: Triage) -> date | None:
    """Tell when a session should be repeated.

    Three months after the day of the triage; for a pause on the day of its review, when the plan
    has one; after a stop never.
    """
    procedure = engine.questionnaire.procedure
    result = session.result
    strategy = result.strategy if result else triage.decision.strategy
    if strategy == procedure.stop:
        return None
    if strategy == procedure.pause and strategy == triage.decision.strategy:
        from unstall.planning import plan_of

        plan = plan_of(engine, session, triage)
        reviews = [c.on for c in plan.checkpoints if c.phase.kind == REVIEW] if plan else []
        if reviews and reviews[-1]:
            return reviews[-1]
    return months_later(session.assessed, MONTHS_TO_NEXT)


def months_later(day: date, months: int) -> date:
    """Give the same day some months later, or the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
