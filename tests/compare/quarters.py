"""A plan followed through: what was promised in August, and what November knows of it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from tests.builtin import engine
from tests.compare.pairs import moved, then_session
from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_through
from unstall.compare.followed import FollowThrough
from unstall.compare.models import Comparison
from unstall.compare.side import Side
from unstall.planning import plan_of
from unstall.session.models import (
    ActionOutcome,
    CheckpointKind,
    Held,
    LastPlan,
    PlannedAction,
    PlanState,
    Session,
)

TODAY = date(2026, 11, 20)
GO_ON = Held(on=date(2026, 9, 10), outcome="go-on")
WAS_DONE = {"name-business-owner": PlannedAction(done=date(2026, 8, 24))}
"""Done while the plan of August went on, and recorded there."""


@cache
def _base() -> Session:
    return then_session("sound-but-unfinished")


def august(**plan: Any) -> Session:
    """Give the session of August, whose plan goes on to the go-live."""
    session = _base()
    actions = {**session.plan.actions, **plan.pop("actions", WAS_DONE)}
    state = session.plan.model_copy(update={"actions": actions, **plan})
    return session.model_copy(update={"plan": state})


def november(
    answers: dict[str, Any] | None = None,
    *,
    before: Session | None = None,
    outcomes: dict[str, ActionOutcome] | None = None,
    held: dict[CheckpointKind, Held] | None = None,
    plan: PlanState | None = None,
) -> Session:
    """Give the session of November: the same answers but for some, and what became of the plan."""
    given = {"business-owner": 3, "monitoring": 2} if answers is None else answers
    session = moved(before or august(), given)
    return session.model_copy(
        update={
            "plan": plan or PlanState(),
            "last_plan": LastPlan(actions=outcomes or {}, held=held or {}),
        }
    )


def side(session: Session) -> Side:
    """Give a session with its plan; how firmly it stands takes long and has no part in this."""
    triage = engine().triage_session(session)
    return Side(session, engine(), triage, plan_of(engine(), session, triage), "leaning")


@cache
def august_side() -> Side:
    """Give August as one side, with its plan."""
    return side(august())


def compared(now: Session, then: Session | None = None) -> Comparison:
    """Compare August, or another session before, with one of November."""
    return compare(side(then) if then else august_side(), side(now))


def followed(now: Session, then: Session | None = None, today: date = TODAY) -> FollowThrough:
    """Follow the plan of August through."""
    return follow_through(compared(now, then), today)
