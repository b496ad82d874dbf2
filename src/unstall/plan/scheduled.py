"""A plan with dates: its actions laid into working days by the people there are.

What the week table holds is laid out with the scheduler: weeks and days of every action, `timing`,
and checkpoints where the work puts them.

- Each action is as late as its own people make it; only the questionnaire's `slower` draws the
  weeks after the second out for all.
- A checkpoint is never before what it is about: the commit point waits for the foundations that
  open a gate or that the week table has up to it, since they are what is committed on; the others
  wait for the actions of their kind in their rows. Where a plan was laid out anew, none of which
  something is left lies before that day.
- Where an outside team is waited for and nobody said how long, nothing has a date, as before.
- Where nobody is free, or the work would take more than five years, there is no schedule: the plan
  is that of the week table, without `timing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from unstall.plan.calendar import Days, WorkingCalendar
from unstall.plan.chain import chain
from unstall.plan.demand import LEAST, MOST, window
from unstall.plan.laying import LONGEST, Asked, Laid, ask, lay
from unstall.plan.models import Checkpoint, Placed, Plan, Timing
from unstall.plan.network import unhindered
from unstall.plan.schedule import drawn_out, unfilled
from unstall.plan.tasks import Slot
from unstall.questionnaire.rules import Phase
from unstall.session.models import PlannedAction, PlanState
from unstall.triage.engine import Engine, Triage

SETTLES = {
    "commit": "foundation", "value": "development", "go-live": "deployment",
    "benefit": "after-launch", "review": "pause", "close": "stop",
}  # fmt: skip
"""Kind of checkpoint → phase of the actions that it is about."""


def scheduled_plan(
    engine: Engine,
    triage: Triage,
    state: PlanState,
    assessed: date,
    *,
    calendar: WorkingCalendar | None = None,
) -> Plan | None:
    """Make the plan of the recommended strategy with days; None when there is no recommendation.

    What is handed in is as for `ask`. Raises `CalendarEndsError` where the plan would go beyond the
    last day that calendars have.
    """
    decision = triage.decision
    if decision.strategy is None:
        return None
    strategies = engine.questionnaire.strategy_by_id
    strategy = strategies[decision.strategy]
    made = scheduled(ask(engine, triage, strategy, state, assessed, calendar=calendar))
    return replace(made, resume_with=strategies[decision.then] if decision.then else None)


def scheduled(asked: Asked) -> Plan:
    """Make the plan that was asked for, also of a strategy that is not recommended."""
    table = asked.plan
    laid = lay(asked)
    if laid is None:
        return table
    timing = _timing(asked, laid)
    placed = _placed(asked, laid)
    dated = replace(
        table,
        begins=asked.calendar.on_or_after(table.begins),
        start=laid.start,
    )
    checkpoints = tuple(
        _checkpoint(asked, phase, placed, dated) for phase in asked.strategy.phases if phase.kind
    )
    capacity = table.capacity
    if capacity.fits is not None:
        capacity = replace(capacity, fits=timing.over == 0)
    return replace(
        dated,
        actions=placed,
        checkpoints=checkpoints,
        unfilled_roles=unfilled(placed),
        last_week=max([*(p.last_week for p in placed), *(c.week for c in checkpoints)], default=0),
        capacity=capacity,
        timing=timing,
    )


def _timing(asked: Asked, laid: Laid) -> Timing:
    def week(found: Laid | None) -> int:
        if found is None:
            return LONGEST
        finish = found.main.schedule.finish
        return found.main.project.days.weeks[finish] if finish >= 0 else 0

    likely = week(laid)
    least, most = week(lay(asked, LEAST)), week(lay(asked, MOST))
    main = laid.main
    return Timing(
        window=window(asked.strategy, asked.stretch),
        likely=likely,
        # Longer efforts can, by a quirk of the rules, end a plan sooner; a range does not say so.
        span=(min(least, likely), max(most, likely)),
        unhindered=unhindered(main.project),
        shortest=main.project.days.weeks[main.schedule.least] if main.schedule.least >= 0 else 0,
        chain=chain(main.project, main.schedule),
    )


def _placed(asked: Asked, laid: Laid) -> tuple[Placed, ...]:
    placed = []
    undated = _undated(asked, laid)
    for action in asked.plan.actions:
        decided = asked.state.actions.get(action.id, PlannedAction())
        early = action.chosen.whole in asked.strategy.before_start
        stage = laid.before if early else laid.main
        slot = stage.schedule.slots.get(action.id)
        if decided.done is not None or slot is None:
            placed.append(_done(asked, action, laid.start, decided.done))
        else:
            at = _at(action, slot, stage.project.days, early=early)
            if action.id in undated:
                at = replace(at, first_day=None, last_day=None)
            placed.append(at)
    stages = (laid.before.schedule.slots, laid.main.schedule.slots)
    when = {
        id_: (slot.start, turn)
        for slots in stages
        for turn, (id_, slot) in enumerate(slots.items())
    }
    before = set(asked.strategy.before_start)
    return tuple(
        sorted(placed, key=lambda p: (p.chosen.whole not in before, when.get(p.id, (-1, -1))))
    )


def _undated(asked: Asked, laid: Laid) -> set[str]:
    """List what hangs on how long choosing and contracting takes, where nobody said it."""
    if laid.start is not None:
        return set()
    actions = {placed.id: placed.chosen.action for placed in asked.plan.actions}
    found: set[str] = set()
    # Slots stand in the order in which they were laid: what is waited for comes first.
    for id_ in laid.before.schedule.slots:
        if actions[id_].duration or found & set(actions[id_].needs):
            found.add(id_)
    return found


def _at(action: Placed, slot: Slot, days: Days, *, early: bool) -> Placed:
    return replace(
        action,
        first_week=0 if early else days.weeks[slot.start],
        last_week=0 if early else days.weeks[slot.finish],
        first_day=days.dates[slot.start] if days.dates else None,
        last_day=days.dates[slot.finish] if days.dates else None,
    )


def _done(asked: Asked, action: Placed, start: date | None, done: date | None) -> Placed:
    week = action.last_week
    if action.chosen.whole in asked.strategy.before_start:
        week = 0
    elif start is not None and done is not None:
        week = max(1, asked.calendar.week_of(done, start))
    return replace(action, first_week=week, last_week=week, first_day=done, last_day=done)


def _checkpoint(asked: Asked, phase: Phase, placed: Sequence[Placed], dated: Plan) -> Checkpoint:
    week = drawn_out(phase.last, asked.stretch)
    if phase.last >= 1:
        about = [p for p in placed if _settles(asked, phase, p)]
        week = max([week, *(p.last_week for p in about)])
        again = asked.state.left_from
        if again and dated.start and any(p.done is None for p in about):
            week = max(week, dated.calendar.week_of(again, dated.start))
    return Checkpoint(phase, week, dated.last_day_of(week) if week >= 1 else None)


def _settles(asked: Asked, phase: Phase, action: Placed) -> bool:
    """Tell whether a checkpoint cannot be held before an action is over."""
    if action.chosen.action.phase != SETTLES.get(phase.kind or ""):
        return False
    if phase.kind == "commit" and any(why.question in asked.gates for why in action.chosen.why):
        return True
    table = asked.strategy.calendar
    reference = action.chosen.action.week
    week = table.get(str(reference), reference)
    if phase.kind == "commit":
        return week <= phase.last
    return asked.strategy.kind != "go" or phase.first <= week <= phase.last
