"""Actions laid into weeks: by the strategy's week table, never before what they wait for.

The week table gives each action its earliest week. A prerequisite that is in the plan must have
ended no later than the week in which its dependant starts; one that is not in the plan counts as
met, since the answers say that it exists. Weeks one and two are never drawn out: they are for names
and decisions, which do not go faster or slower with the number of people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from graphlib import TopologicalSorter
from itertools import count
from math import ceil

from unstall.plan.models import Capacity, Checkpoint, Chosen, Placed, Plan
from unstall.plan.own import with_own
from unstall.plan.select import select
from unstall.plan.settling import settling
from unstall.questionnaire.rules import Phase, Strategy
from unstall.session.models import PlannedAction, PlanState
from unstall.triage.engine import Engine, Triage
from unstall.triage.truth import compile_condition

DAYS_PER_WEEK = 5
NUMBERS = "people_by_role"
"""The fact that gives roles their number of full-time people."""
SPONSOR = "sponsor"
"""The role, and what a gate is supplied with, that a project cannot do without."""
FIRM_WEEKS = 2
"""The weeks at the start that are never drawn out."""
FRIDAY = timedelta(days=4)


def week_table(
    engine: Engine,
    triage: Triage,
    strategy: Strategy,
    state: PlanState,
    assessed: date,
    *,
    resume_with: Strategy | None = None,
) -> Plan:
    """Lay the actions of any strategy into the weeks of its table, whoever is there to do them.

    Args:
        engine: The questionnaire's engine.
        triage: What the answers support.
        strategy: Whose plan it is, also one that is not recommended.
        state: What people decided about the plan before: its start, owners, what is done.
        assessed: The day of the triage; without a chosen start the plan begins on the Monday after.
        resume_with: For a pause: the strategy to resume with.
    """
    chosen = [
        c
        for c in with_own(
            (*select(engine, triage, strategy), *settling(engine, triage, strategy)),
            state,
            engine.questionnaire,
            strategy,
        )
        if not any(
            state.actions.get(id_, PlannedAction()).dropped for id_ in (c.action.id, c.whole)
        )
    ]
    begins = monday(state.start or assessed + timedelta(days=1))
    capacity = _capacity(chosen, strategy, state, triage)
    stretch, because = _slower(engine, triage, strategy)
    weeks = _weeks(chosen, strategy, stretch, state)
    names = names_by_role(triage)
    placed = tuple(
        _placed(engine, choice, weeks, state, names)
        for choice in _in_order(chosen, weeks, _gate_questions(engine, triage))
    )
    lead = _lead_weeks(strategy, triage)
    start = None if lead is None else begins + timedelta(weeks=lead)
    checkpoints = tuple(_checkpoint(p, strategy, stretch, start) for p in strategy.phases if p.kind)
    return Plan(
        strategy=strategy,
        resume_with=resume_with,
        shape=triage.decision.shape,
        begins=begins,
        start=start,
        stretch=stretch,
        stretched_because=because,
        actions=placed,
        checkpoints=checkpoints,
        last_week=max([*(p.last_week for p in placed), *(c.week for c in checkpoints)], default=0),
        capacity=capacity,
        unfilled_roles=unfilled(placed),
    )


def lacks_sponsor(triage: Triage) -> bool:
    """Tell whether a condition of the recommendation is that there is a sponsor at all."""
    return any(
        state.gate.supply == SPONSOR and state.gate.id in triage.decision.conditions
        for state in triage.decision.gates
    )


def names_by_role(triage: Triage) -> Mapping[str, str]:
    """Give who has which role; where there is no sponsor, whoever was one before is left out."""
    names: Mapping[str, str] = triage.reading.facts.get("names_by_role", {})
    if not lacks_sponsor(triage):
        return names
    return {role: name for role, name in names.items() if role != SPONSOR}


def monday(day: date) -> date:
    """Give the first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)


def calendar_week(reference: int, strategy: Strategy, stretch: float) -> int:
    """Translate a week of the reference calendar into a week of a strategy's plan."""
    table = {int(week): mapped for week, mapped in strategy.calendar.items()}
    nearest = max((week for week in table if week <= reference), default=None)
    return drawn_out(table[nearest] if nearest is not None else reference, stretch)


def table_weeks(
    chosen: Sequence[Chosen], strategy: Strategy, state: PlanState, stretch: float = 1.0
) -> dict[str, int]:
    """Give each action its week in a strategy's table, which is not drawn out.

    An added action that people gave a week stands where that week would be.
    """
    return {c.action.id: _table_week(c, strategy, state, stretch) for c in chosen}


def _table_week(choice: Chosen, strategy: Strategy, state: PlanState, stretch: float) -> int:
    week = calendar_week(choice.action.week, strategy, 1)
    moved = state.actions.get(choice.action.id, PlannedAction()).week
    if choice.by_hand and not choice.part_of and moved is not None:
        return max(week, next(w for w in count(1) if drawn_out(w, stretch) >= moved))
    return week


def drawn_out(week: int, stretch: float) -> int:
    """Move a week of a strategy's table to where a stretched plan has it."""
    if week <= FIRM_WEEKS:
        return week
    return FIRM_WEEKS + ceil((week - FIRM_WEEKS) * stretch)


def _weeks(
    chosen: list[Chosen], strategy: Strategy, stretch: float, state: PlanState
) -> dict[str, tuple[int, int]]:
    by_id = {choice.action.id: choice for choice in chosen}
    graph = {id_: [n for n in c.action.needs if n in by_id] for id_, c in by_id.items()}
    weeks: dict[str, tuple[int, int]] = {}
    for action_id in TopologicalSorter(graph).static_order():
        action = by_id[action_id].action
        if by_id[action_id].whole in strategy.before_start:
            weeks[action_id] = (0, 0)
            continue
        earliest = calendar_week(action.week, strategy, stretch)
        moved = state.actions.get(action_id, PlannedAction()).week
        after = max((weeks[needed][1] for needed in graph[action_id]), default=1)
        first = max(earliest if moved is None else moved, after)
        length = ceil(action.duration[1] / DAYS_PER_WEEK) if action.duration else 1
        weeks[action_id] = (first, first + length - 1)
    return weeks


def _in_order(
    chosen: list[Chosen], weeks: Mapping[str, tuple[int, int]], gate_questions: set[str]
) -> list[Chosen]:
    by_id = {choice.action.id: choice for choice in chosen}
    dependants = dict.fromkeys(by_id, 0)
    for choice in chosen:
        for needed in choice.action.needs:
            if needed in dependants:
                dependants[needed] += 1

    def importance(action_id: str) -> tuple[bool, int, int]:
        choice = by_id[action_id]
        opens_gate = any(why.question in gate_questions for why in choice.why)
        return (not opens_gate, -dependants[action_id], -choice.weight)

    ordered: list[Chosen] = []
    for week in sorted({first for first, _ in weeks.values()}):
        here = [id_ for id_ in by_id if weeks[id_][0] == week]
        sorter = TopologicalSorter(
            {id_: [n for n in by_id[id_].action.needs if n in here] for id_ in here}
        )
        sorter.prepare()
        while sorter.is_active():
            ready = sorted(sorter.get_ready(), key=importance)
            ordered += (by_id[action_id] for action_id in ready)
            sorter.done(*ready)
    return ordered


def _gate_questions(engine: Engine, triage: Triage) -> set[str]:
    decision = triage.decision
    gates = {gate.id: gate.question for gate in engine.questionnaire.gates}
    return {gates.get(condition, condition) or "" for condition in decision.conditions}


def _placed(
    engine: Engine,
    choice: Chosen,
    weeks: Mapping[str, tuple[int, int]],
    state: PlanState,
    names: Mapping[str, str],
) -> Placed:
    action = choice.action
    decided = state.actions.get(action.id, PlannedAction())
    first, last = weeks[action.id]
    return Placed(
        chosen=choice,
        first_week=first,
        last_week=last,
        owner=decided.owner or names.get(action.owner) or None,
        role=engine.questionnaire.role_by_id[action.owner].title,
        waits_for=tuple(needed for needed in action.needs if needed in weeks),
        done=decided.done,
        note=decided.note,
    )


def _checkpoint(phase: Phase, strategy: Strategy, stretch: float, start: date | None) -> Checkpoint:
    week = drawn_out(phase.last, stretch) if strategy.kind == "go" else phase.last
    on = start + timedelta(weeks=week - 1) + FRIDAY if start and week >= 1 else None
    return Checkpoint(phase, week, on)


def _lead_weeks(strategy: Strategy, triage: Triage) -> int | None:
    if strategy.lead_fact is None:
        return 0
    lead = triage.reading.facts.get(strategy.lead_fact)
    return None if lead is None else ceil(lead)


def _capacity(
    chosen: list[Chosen], strategy: Strategy, state: PlanState, triage: Triage
) -> Capacity:
    table = table_weeks(chosen, strategy, state)
    until_live = [c for c in chosen if table[c.action.id] <= strategy.skeleton]
    least = sum(choice.least for choice in until_live)
    most = sum(choice.most for choice in until_live)
    days = strategy.skeleton * DAYS_PER_WEEK
    people = triage.reading.facts.get("fte_available")
    is_told = people is not None or bool(triage.reading.facts.get(NUMBERS))
    return Capacity(
        least=least,
        most=most,
        weeks=strategy.skeleton,
        people_needed=(least / days, most / days),
        people=people,
        # Whether it does is known once it has been laid into days.
        fits=False if is_told else None,
    )


def _slower(engine: Engine, triage: Triage, strategy: Strategy) -> tuple[float, str | None]:
    """Give the factor on the weeks after the second that the answers ask for, and why."""
    found = strategy.slower
    if strategy.kind != "go" or found is None:
        return 1.0, None
    if compile_condition(found.when, engine.questionnaire)(triage.reading):
        return found.by, found.because
    return 1.0, None


def unfilled(placed: Sequence[Placed]) -> tuple[str, ...]:
    """List the roles that own an action and have no name, whoever is needed first at the front."""
    waiting: dict[str, tuple[int, int]] = {}
    for action in placed:
        if action.owner is None:
            first, count = waiting.get(action.role, (action.first_week, 0))
            waiting[action.role] = (min(first, action.first_week), count - 1)
    return tuple(sorted(waiting, key=lambda role: waiting[role]))
