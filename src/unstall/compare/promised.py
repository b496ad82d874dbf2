"""The plan as it was promised: what its actions are held against when it is followed through.

The plan as it stands lays out what is left; of what is done it knows the day on which it was done,
and what was taken out is not in it. What was promised about those is worked out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unstall.compare.side import Side
from unstall.plan.models import Checkpoint, Placed, Plan
from unstall.plan.schedule import FIRM_WEEKS
from unstall.plan.scheduled import scheduled_plan
from unstall.session.follow import PlanToFollow
from unstall.session.models import CheckpointKind
from unstall.triage.depth import rests_on_quick_call


@dataclass(frozen=True, slots=True)
class Promised:
    """An action of a plan, and the last day that was planned for it."""

    placed: Placed
    number: int | None
    """Its number in the plan as it stands; None if it was taken out of it."""
    last_day: date | None
    """None if the plan gave it no date."""


def promised(side: Side) -> tuple[Promised, ...]:
    """List the actions of a session's plan in its order, then those that were taken out of it.

    None if there is no plan. What was done has the day that the plan had for it at first; all else
    has that of the plan as it stands.
    """
    plan = side.plan
    if plan is None:
        return ()
    decided = side.session.plan.actions
    first: dict[str, Placed] = {}
    if any(one.done or one.dropped for one in decided.values()):
        first = {placed.id: placed for placed in _at_first(side, plan).actions}
    stands = {placed.id for placed in plan.actions}
    found = [
        Promised(placed, number, _last_day(side, first.get(placed.id, placed)))
        for number, placed in enumerate(plan.actions, start=1)
    ]
    out = [
        Promised(placed, None, _last_day(side, placed))
        for id_, placed in first.items()
        if id_ not in stands and id_ in decided and decided[id_].dropped
    ]
    return (*found, *out)


def checkpoints_of(side: Side) -> dict[CheckpointKind, tuple[Checkpoint, date | None]]:
    """Give the checkpoints of a session's plan in their order, each with its day if it has one."""
    plan = side.plan
    return {
        checkpoint.phase.kind: (checkpoint, _dated(side, checkpoint.week, checkpoint.on))
        for checkpoint in (plan.checkpoints if plan else ())
        if checkpoint.phase.kind
    }


def plan_to_follow(side: Side, *, is_own: bool) -> PlanToFollow:
    """Say what can be recorded about a session's plan.

    Args:
        side: The session, with its plan.
        is_own: Whether it is recorded in that session itself, or in the one that repeats it.
    """
    return PlanToFollow(
        made=side.session.assessed,
        actions={one.placed.id: one.placed.chosen.title for one in promised(side)},
        checkpoints={kind: on for kind, (_, on) in checkpoints_of(side).items()},
        is_own=is_own,
    )


def _at_first(side: Side, plan: Plan) -> Plan:
    """Lay the plan out as if nothing of it had been done or taken out, nor laid out anew."""
    state = side.session.plan
    blank = {"done": None, "dropped": None}
    actions = {id_: one.model_copy(update=blank) for id_, one in state.actions.items()}
    untouched = state.model_copy(update={"actions": actions, "left_from": None})
    made = scheduled_plan(
        side.engine, side.triage, untouched, side.session.assessed, calendar=plan.calendar
    )
    return made or plan


def _last_day(side: Side, placed: Placed) -> date | None:
    return _dated(side, placed.last_week, placed.last_day)


def _dated(side: Side, week: int, day: date | None) -> date | None:
    if week > FIRM_WEEKS and rests_on_quick_call(side.session, side.triage):
        # What comes later hung on answers that a quick call does not ask for: no date was promised.
        return None
    return day
