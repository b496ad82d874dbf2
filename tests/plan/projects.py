"""Random small projects, and a check of schedules that shares nothing with what makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from unstall.plan.calendar import Days, WorkingCalendar, dated_days
from unstall.plan.tasks import OPEN_AT_ONCE, PERSON_DAY, Project, Schedule, Task, Team, Wait

WEDNESDAY = date(2026, 12, 16)
CALENDAR = WorkingCalendar(
    holidays=frozenset(
        {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}
        | {date(2027, 1, day) for day in range(11, 16)}
    )
)
"""Short weeks over Christmas, and one week in January on which nobody works at all."""
DAYS = dated_days(CALENDAR, WEDNESDAY, 104)


@st.composite
def projects(draw: st.DrawFn, most: int = 14, days: Days = DAYS, pool: bool = True) -> Project:
    """Draw a project of up to so many tasks for up to four holders."""
    count = draw(st.integers(1, most))
    tasks = []
    for number in range(count):
        earlier = st.integers(0, max(0, number - 1))
        tasks.append(
            Task(
                id=f"t{number:02}",
                holder=draw(st.sampled_from(["a", "b", "c", "d"])),
                work=draw(st.integers(0, 8)) * 50 + draw(st.sampled_from([0, 0, 25, 33])),
                days=draw(st.sampled_from([1, 1, 1, 2, 6, 11])),
                week=draw(st.sampled_from([1, 1, 1, 2, 3, 5])),
                waits=tuple(
                    Wait(f"t{needed:02}", draw(st.sampled_from([0, 0, 0, 1, 3])))
                    for needed in draw(st.lists(earlier, max_size=min(number, 3), unique=True))
                ),
                rank=(draw(st.integers(0, 3)),),
                pinned=draw(st.integers(0, 7)) == 0,
                counts=draw(st.integers(0, 4)) > 0,
            )
        )
    daily = st.sampled_from([30, 50, 100, 150, 200, 300])
    people = draw(st.dictionaries(st.sampled_from(["a", "b"]), daily))
    limit = draw(st.sampled_from([None, 50, 100, 150, 300])) if pool else None
    return Project(tuple(draw(st.permutations(tasks))), Team(people, limit), days)


def faults(project: Project, schedule: Schedule) -> list[str]:
    """List what is wrong with a schedule, from the rules alone."""
    wrong = []
    tasks = {task.id: task for task in project.tasks}
    if set(tasks) != set(schedule.slots):
        wrong.append("some tasks are not laid, or not asked for")
    for id_ in schedule.slots:
        wrong += _of_a_task(project, tasks, schedule, id_)
    wrong += _of_people(project, tasks, schedule)
    ends = {id_: slot.finish for id_, slot in schedule.slots.items()}
    if schedule.end != max(ends.values(), default=-1):
        wrong.append("its end is not the last end")
    if schedule.finish != max((e for id_, e in ends.items() if tasks[id_].counts), default=-1):
        wrong.append("its finish is not the last end of what counts")
    return wrong


def _of_a_task(
    project: Project, tasks: dict[str, Task], schedule: Schedule, id_: str
) -> Iterator[str]:
    task, slot, weeks = tasks[id_], schedule.slots[id_], project.days.weeks
    if sum(amount for _, amount in slot.work) != task.work:
        yield f"{id_}: its work is not done"
    for day, amount in slot.work:
        if not slot.start <= day <= slot.finish or not 0 < amount <= 2 * PERSON_DAY:
            yield f"{id_}: {amount} of work on day {day}"
    if slot.finish - slot.start + 1 < task.days:
        yield f"{id_}: shorter than the calendar allows"
    if weeks[slot.start] < task.week:
        yield f"{id_}: before its week"
    for wait in task.waits:
        if wait.id in tasks:
            over = schedule.slots[wait.id].finish
            if slot.start <= over or weeks[slot.start] < weeks[over] + wait.weeks:
                yield f"{id_}: before {wait.id}, which it waits for"


def _of_people(project: Project, tasks: dict[str, Task], schedule: Schedule) -> Iterator[str]:
    weeks, daily = project.days.weeks, project.team.days
    by_day: Counter[int] = Counter()
    by_holder: Counter[tuple[str, int]] = Counter()
    opened: Counter[tuple[str, int]] = Counter()
    for id_, slot in schedule.slots.items():
        for day, amount in slot.work:
            by_day[day] += amount
            by_holder[tasks[id_].holder, day] += amount
        for week in {weeks[day] for day in range(slot.start, slot.finish + 1)}:
            opened[tasks[id_].holder, week] += 1
    for (holder, day), amount in by_holder.items():
        if amount > daily.get(holder, PERSON_DAY):
            yield f"{holder}: over capacity on day {day}"
    for day, amount in by_day.items():
        if project.team.pool is not None and amount > project.team.pool:
            yield f"all: over capacity on day {day}"
    for (holder, week), number in opened.items():
        if number > OPEN_AT_ONCE * max(1, -(-daily.get(holder, PERSON_DAY) // PERSON_DAY)):
            yield f"{holder}: {number} open in week {week}"
