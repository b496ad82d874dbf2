"""What each action of a plan asks for: whose work, how much of it, over which days, after what.

- Work is the action's effort at its size, somewhere between least and most.
- Where the calendar decides (`duration` in the questionnaire), the days are its days; otherwise as
  many as the work takes.
- The earliest week is that of the strategy's week table, or the one that people moved it to.
- The go/no-go review waits for everything that the table begins before its week, because that is
  what it decides about; unless people moved something behind it.
- What the table begins after the go-live keeps its distance in weeks from it: a benefit can be
  judged so many weeks after people began to work with the system, whenever that is.
- What is done asks for nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from unstall.plan.models import Chosen
from unstall.plan.schedule import drawn_out, table_weeks
from unstall.plan.tasks import PERSON_DAY, Task, Team, Wait
from unstall.questionnaire.rules import Phase, Strategy
from unstall.session.models import PlannedAction, PlanState

PERSON, ROLE = "person:", "role:"
"""What a holder's name begins with."""
LEAST, LIKELY, MOST = 0.0, 0.5, 1.0
"""Where between least and most the work and the days of every action are taken to lie."""
_UNDECIDED = PlannedAction()
_SLIP = 1e-9
"""Shares of efforts are not exact in binary; this much over a hundredth of a day is not work."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a plan asks for."""

    before: tuple[Task, ...]
    """What is done before week 1; its weeks are counted from the first day of the whole plan."""
    main: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a demand is worked out from, beside the answers."""

    strategy: Strategy
    state: PlanState
    names: Mapping[str, str]
    """Role → name."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """Role → full-time people, where it was said."""
    gates: frozenset[str] = frozenset()
    """Questions on which the recommendation depends: what settles them comes first."""
    size: float = LIKELY
    stretch: float = 1.0
    """Factor on the weeks after the second."""
    lead: int | None = None
    """Working days in the weeks before week 1, if somebody gave them."""
    done_in: Mapping[str, int] | None = None
    """Action → week in which it was done."""
    late: int = 0
    """Weeks by which what is left is later than the week table has it."""


def demand(chosen: Sequence[Chosen], assumed: Assumed) -> Demand:
    """Turn the actions of a plan into tasks."""
    state, strategy = assumed.state, assumed.strategy
    still = [c for c in chosen if not _decided(state, c).done]
    early = [c for c in still if c.whole in strategy.before_start]
    main = [c for c in still if c.whole not in strategy.before_start]
    ranks = _ranks(chosen, assumed.gates)
    before = [_task(c, assumed, ranks, week=1) for c in early]
    return Demand(_led(before, early, assumed.lead), _main(main, chosen, assumed, ranks))


def team(
    people: float | None,
    strategy: Strategy,
    numbers: Mapping[str, float] | None = None,
    *,
    before: bool = False,
) -> Team:
    """Give the team for the time before week 1, or from then on.

    Args:
        people: Full-time people that there are; None if it was not said.
        strategy: Whose plan it is. Where it brings in an outside team, the people there are bound
            only what is done before its first day; a role whose people were counted stays so.
        numbers: Role → full-time people, where it was said.
        before: Whether it is for the time before week 1.
    """
    days = {f"{ROLE}{role}": int(n * PERSON_DAY + _SLIP) for role, n in (numbers or {}).items()}
    if people is None or (strategy.takes is not None and not before):
        return Team(days)
    return Team(days, pool=int(people * PERSON_DAY + _SLIP))


def window(strategy: Strategy, stretch: float) -> int:
    """Give the weeks within which a plan has to reach its first live use, or its end."""
    return drawn_out(strategy.skeleton, stretch) if strategy.kind == "go" else strategy.skeleton


def holder(
    choice: Chosen,
    state: PlanState,
    names: Mapping[str, str],
    numbers: Mapping[str, float] | None = None,
) -> str:
    """Tell whose work an action is: `person:` and a name, or `role:` and a role.

    A role holds what nobody is named for, and what its people share where they were counted: the
    name against such a role answers for the work and does not do it all. Names that differ in
    capitals or spaces only are one person.
    """
    role = choice.action.owner
    of_role = "" if role in (numbers or {}) else names.get(role, "")
    folded = " ".join((_decided(state, choice).owner or of_role).casefold().split())
    return f"{PERSON}{folded}" if folded else f"{ROLE}{role}"


def _decided(state: PlanState, choice: Chosen) -> PlannedAction:
    return state.actions.get(choice.action.id, _UNDECIDED)


def _ranks(chosen: Sequence[Chosen], gates: frozenset[str]) -> dict[str, tuple[int, ...]]:
    dependants = {c.action.id: 0 for c in chosen}
    for choice in chosen:
        for needed in choice.action.needs:
            if needed in dependants:
                dependants[needed] += 1
    return {
        c.action.id: (
            0 if any(why.question in gates for why in c.why) else 1,
            -dependants[c.action.id],
            -c.weight,
        )
        for c in chosen
    }


def _task(
    choice: Chosen, assumed: Assumed, ranks: Mapping[str, tuple[int, ...]], week: int
) -> Task:
    effort = choice.least + assumed.size * (choice.most - choice.least)
    days = 1
    if choice.action.duration:
        least, most = choice.action.duration
        days = max(1, ceil(least + assumed.size * (most - least) - _SLIP))
    return Task(
        id=choice.action.id,
        holder=holder(choice, assumed.state, assumed.names, assumed.numbers),
        work=max(0, ceil(effort * PERSON_DAY - _SLIP)),
        days=days,
        week=week,
        waits=tuple(Wait(needed) for needed in choice.action.needs),
        rank=ranks[choice.action.id],
    )


def _main(
    main: list[Chosen],
    chosen: Sequence[Chosen],
    assumed: Assumed,
    ranks: Mapping[str, tuple[int, ...]],
) -> tuple[Task, ...]:
    strategy, stretch = assumed.strategy, assumed.stretch
    live = next((phase for phase in strategy.phases if phase.kind == "go-live"), None)
    table = table_weeks(chosen, strategy, assumed.state, stretch)
    tasks = {}
    for choice in main:
        id_ = choice.action.id
        task = _task(choice, assumed, ranks, drawn_out(table[id_], stretch) + assumed.late)
        moved = _decided(assumed.state, choice).week
        if moved is not None:
            task = replace(task, week=max(1, moved), pinned=True)
        elif live and table[id_] > live.last and not choice.by_hand:
            task = _after_live(task, table, live, assumed)
        last = live.last if live else strategy.skeleton
        tasks[id_] = replace(task, counts=strategy.kind != "go" or table[id_] <= last)
    if live:
        _gather(tasks, main, table, live, drawn_out(live.first, stretch) + assumed.late)
    return tuple(tasks.values())


def _after_live(task: Task, table: Mapping[str, int], live: Phase, assumed: Assumed) -> Task:
    """Tie a task to the go-live that it follows, by as many weeks as the week table has between."""
    ties, week = [], 1
    for wait in task.waits:
        if live.first <= table.get(wait.id, 0) <= live.last:
            weeks = table[task.id] - table[wait.id]
            ties.append(Wait(wait.id, weeks))
            week = max(week, (assumed.done_in or {}).get(wait.id, 1 - weeks) + weeks)
        else:
            ties.append(wait)
    tied = any(wait.weeks for wait in ties)
    return replace(task, waits=tuple(ties), week=week if tied else task.week)


def _gather(
    tasks: dict[str, Task],
    main: list[Chosen],
    table: Mapping[str, int],
    live: Phase,
    live_week: int,
) -> None:
    """Let the first steps of the go-live wait for all that the week table begins before it."""
    in_row = {id_ for id_ in tasks if live.first <= table[id_] <= live.last}
    reviews = [
        c.action.id
        for c in main
        if c.action.id in in_row
        and c.action.phase == "deployment"
        and not in_row & set(c.action.needs)
    ]
    later = _followers(tasks, reviews)
    earlier = [
        Wait(id_)
        for id_, task in tasks.items()
        if table[id_] < live.first
        and id_ not in later
        and not (task.pinned and task.week >= live_week)
    ]
    for id_ in reviews:
        own = {wait.id for wait in tasks[id_].waits}
        added = tuple(wait for wait in earlier if wait.id not in own)
        tasks[id_] = replace(tasks[id_], waits=tasks[id_].waits + added)


def _followers(tasks: Mapping[str, Task], of: Sequence[str]) -> set[str]:
    found, fresh = set(of), set(of)
    while fresh:
        fresh = {
            task.id
            for task in tasks.values()
            if task.id not in found and any(wait.id in fresh for wait in task.waits)
        }
        found |= fresh
    return found


def _led(before: list[Task], early: list[Chosen], lead: int | None) -> tuple[Task, ...]:
    """Let what the calendar decides before week 1 take as long as people said that it takes there.

    The weeks that they gave cover everything before week 1. What is left of them beside the other
    work on the longest way is shared among the actions that the calendar decides, in proportion.
    """
    by_calendar = {c.action.id for c in early if c.action.duration}
    if lead is None or not by_calendar:
        return tuple(before)
    chain, other = _longest(before, by_calendar)
    days = max(0, lead - other)
    return tuple(
        replace(task, days=max(1, round(task.days * days / chain)))
        if task.id in by_calendar and chain
        else task
        for task in before
    )


def _longest(tasks: Sequence[Task], by_calendar: set[str]) -> tuple[int, int]:
    """Give the days by calendar, and the other days, on the way with most days by calendar."""
    by_id = {task.id: task for task in tasks}
    ways: dict[str, tuple[int, int]] = {}

    def way(id_: str) -> tuple[int, int]:
        if id_ not in ways:
            task = by_id[id_]
            ends = [way(wait.id) for wait in task.waits if wait.id in by_id]
            calendar, other = max(ends, default=(0, 0))
            days = max(task.days, -(-task.work // PERSON_DAY), 1)
            ways[id_] = (calendar + days, other) if id_ in by_calendar else (calendar, other + days)
        return ways[id_]

    return max((way(id_) for id_ in by_id), default=(0, 0))
