"""From the answers to working days: the actions of a plan, laid out for the people there are.

The time before week 1 and the time from then on are laid one after the other: week 1 begins with
the calendar week after everything before it is over, and no earlier than people said.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from unstall.plan.calendar import WEEK, WorkingCalendar, dated_days, undated_days
from unstall.plan.demand import LIKELY, ROLE, Assumed, demand, holder, team
from unstall.plan.models import Plan
from unstall.plan.schedule import NUMBERS, drawn_out, names_by_role, table_weeks, week_table
from unstall.plan.scheduler import schedule
from unstall.plan.tasks import Project, Schedule
from unstall.questionnaire.rules import Strategy
from unstall.session.models import PlanState
from unstall.triage.engine import Engine, Triage

LONGEST = 260
"""Weeks that are laid out: five years. What takes longer is no plan."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a plan, laid into days: the time before week 1, or that from then on."""

    project: Project
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Laid:
    """The actions of a plan, laid into days."""

    before: Stage
    main: Stage
    start: date | None
    """First day of the calendar week that is week 1; None while the plan has no dates."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a schedule is made from."""

    engine: Engine
    triage: Triage
    strategy: Strategy
    state: PlanState
    plan: Plan
    """The plan of the week table, for what is in it."""
    calendar: WorkingCalendar

    @property
    def stretch(self) -> float:
        """Factor on the weeks after the second that the answers ask for."""
        return self.plan.stretch

    @property
    def gates(self) -> frozenset[str]:
        """Questions on which the recommendation depends."""
        gates = {gate.id: gate.question for gate in self.engine.questionnaire.gates}
        conditions = self.triage.decision.conditions
        return frozenset(gates.get(condition, condition) or "" for condition in conditions)


def ask(
    engine: Engine,
    triage: Triage,
    strategy: Strategy,
    state: PlanState,
    assessed: date,
    *,
    calendar: WorkingCalendar | None = None,
) -> Asked:
    """Gather what the plan of a strategy is laid out from.

    Args:
        engine: The questionnaire's engine.
        triage: What the answers support.
        strategy: Whose plan it is, also one that is not recommended.
        state: What people decided about the plan before.
        assessed: The day of the triage; without a chosen start the plan begins in the week after.
        calendar: The days on which people work; Monday to Friday without holidays if left out.
    """
    calendar = calendar or WorkingCalendar()
    wanted = state.start or assessed + timedelta(days=1)
    begins = wanted + timedelta(days=(calendar.first_weekday - wanted.weekday()) % WEEK)
    table = week_table(engine, triage, strategy, state, assessed)
    table = replace(table, begins=begins, calendar=calendar)
    return Asked(engine, triage, strategy, state, table, calendar)


def holder_titles(asked: Asked) -> dict[str, str]:
    """Give each holder's name as it is written, or the title of the role that nobody fills."""
    facts, names = asked.triage.reading.facts, names_by_role(asked.triage)
    titles: dict[str, str] = {}
    for action in asked.plan.actions:
        who = holder(action.chosen, asked.state, names, facts.get(NUMBERS, {}))
        titles.setdefault(who, action.role if who.startswith(ROLE) else action.owner or action.role)
    return titles


def lay(asked: Asked, size: float = LIKELY) -> Laid | None:
    """Lay a plan's actions into days at some size; None if they cannot be laid."""
    plan, strategy = asked.plan, asked.strategy
    facts = asked.triage.reading.facts
    people, numbers = facts.get("fte_available"), facts.get(NUMBERS, {})
    lead = facts.get(strategy.lead_fact) if strategy.lead_fact else 0
    days = dated_days(asked.calendar, plan.begins, LONGEST, asked.state.left_from)
    told = None
    if strategy.lead_fact and lead is not None:
        told = bisect_right(dated_days(asked.calendar, plan.begins, LONGEST).weeks, ceil(lead))
    chosen = [placed.chosen for placed in plan.actions]
    assumed = Assumed(
        strategy=strategy,
        state=asked.state,
        names=names_by_role(asked.triage),
        numbers=numbers,
        gates=asked.gates,
        size=size,
        stretch=asked.stretch,
        lead=told,
    )
    asks = demand(chosen, assumed)
    first = _stage(Project(asks.before, team(people, strategy, numbers, before=True), days))
    if first is None:
        return None
    start = None
    if lead is None:
        days = undated_days(LONGEST)
    else:
        ended = days.weeks[first.schedule.end] if first.schedule.end >= 0 else 0
        start = plan.begins + timedelta(weeks=max(ceil(lead), ended))
        days = dated_days(asked.calendar, start, LONGEST, asked.state.left_from)
        assumed = replace(assumed, done_in=_done_in(asked, start), late=_late(asked, start))
        if assumed.done_in or assumed.late:
            asks = demand(chosen, assumed)
    main = _stage(Project(asks.main, team(people, strategy, numbers), days))
    return None if main is None else Laid(first, main, start)


def _stage(project: Project) -> Stage | None:
    found = schedule(project)
    return None if found is None else Stage(project, found)


def _late(asked: Asked, start: date) -> int:
    """Count the weeks by which what is left begins later than in the week table."""
    again, strategy = asked.state.left_from, asked.strategy
    left = [
        placed.chosen
        for placed in asked.plan.actions
        if placed.done is None and placed.chosen.whole not in strategy.before_start
    ]
    if again is None or not left:
        return 0
    table = table_weeks(left, strategy, asked.state, asked.stretch)
    first = min(drawn_out(week, asked.stretch) for week in table.values())
    return max(0, asked.calendar.week_of(again, start) - first)


def _done_in(asked: Asked, start: date) -> dict[str, int]:
    return {
        id_: asked.calendar.week_of(decided.done, start)
        for id_, decided in asked.state.actions.items()
        if decided.done
    }
