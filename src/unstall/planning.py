"""From a session to its plan: the one place where the pure scheduler is given a real calendar."""

from __future__ import annotations

from unstall.plan.calendar import WorkingCalendar
from unstall.plan.laying import Asked, ask
from unstall.plan.models import Plan
from unstall.plan.scheduled import scheduled_plan
from unstall.questionnaire.rules import Strategy
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage
from unstall.working_days import working_calendar


def plan_of(engine: Engine, session: Session, triage: Triage) -> Plan | None:
    """Make the plan of the recommended strategy.

    None when there is no recommendation, or when nothing explains the stall: with every answer at
    its best level a plan would invent work.

    Args:
        engine: The engine of the session's questionnaire.
        session: Whose plan it is; its holidays and what people decided about the plan count.
        triage: What its answers support.

    Raises `CalendarEndsError` where the plan would go beyond the last day that calendars have.
    """
    if triage.nothing_explains:
        return None
    return scheduled_plan(
        engine, triage, session.plan, session.assessed, calendar=calendar_of(session)
    )


def asked_for(engine: Engine, session: Session, triage: Triage, strategy: Strategy) -> Asked:
    """Gather what the plan of a strategy is laid out from; see `ask`."""
    return ask(
        engine, triage, strategy, session.plan, session.assessed, calendar=calendar_of(session)
    )


def calendar_of(session: Session) -> WorkingCalendar:
    """Give the days on which the people of a session's plan work."""
    begins = session.plan.start or session.assessed
    return working_calendar(session.plan.holidays, begins.year)
