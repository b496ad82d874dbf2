"""Schedules keep every rule, come close to the best there is, and are always the same."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.projects import CALENDAR, DAYS, WEDNESDAY, faults, projects
from tests.proof import examples
from unstall.plan.bound import shortest
from unstall.plan.calendar import Days, undated_days
from unstall.plan.network import Network
from unstall.plan.scheduler import schedule
from unstall.plan.tasks import Project, Schedule, Task, Team, Wait

WEEKS = undated_days(20)


def laid(project: Project, known: Schedule | None = None) -> Schedule:
    found = schedule(project, known)
    assert found is not None
    return found


def alone(*tasks: Task, team: Team | None = None, days: Days = WEEKS) -> Schedule:
    return laid(Project(tasks, team or Team(), days))


def days_of(found: Schedule) -> dict[str, tuple[int, int]]:
    return {id_: (slot.start, slot.finish) for id_, slot in found.slots.items()}


@given(projects())
@settings(max_examples=examples(2_000), deadline=None)
def test_a_schedule_breaks_no_rule(project: Project) -> None:
    assert faults(project, laid(project)) == []


@given(projects())
@settings(max_examples=examples(500), deadline=None)
def test_nothing_begins_or_ends_on_a_holiday_or_at_a_weekend(project: Project) -> None:
    assert DAYS.dates is not None
    for slot in laid(project).slots.values():
        for day in (slot.start, slot.finish):
            assert CALENDAR.is_working(DAYS.dates[day])
            assert DAYS.dates[day] >= WEDNESDAY


@given(projects(), st.randoms(use_true_random=False))
@settings(max_examples=examples(500), deadline=None)
def test_the_order_in_which_tasks_are_given_changes_nothing(
    project: Project, random: Random
) -> None:
    shuffled = list(project.tasks)
    random.shuffle(shuffled)
    other = Project(tuple(shuffled), project.team, project.days)
    assert laid(other) == laid(project)


@given(projects())
@settings(max_examples=examples(2_000), deadline=None)
def test_no_schedule_is_shorter_than_the_bound(project: Project) -> None:
    found = laid(project)
    least, least_whole = shortest(Network(project))
    assert found.least == least <= found.finish
    assert least_whole <= found.end
    assert found.ratio >= 1


@given(projects(), st.sampled_from(["a", "b", "c", "d", None]), st.integers(1, 3))
@settings(max_examples=examples(1_000), deadline=None)
def test_more_people_never_make_a_plan_longer_than_the_one_known(
    project: Project, holder: str | None, more: int
) -> None:
    weeks = project.days.weeks
    before = laid(project)
    helped = project.with_team(project.team.with_more(holder, more))
    after = laid(helped, known=before)
    assert faults(helped, after) == []
    assert weeks[after.finish] <= weeks[before.finish] or before.finish < 0
    if weeks[after.finish] == weeks[before.finish]:
        assert weeks[after.end] <= weeks[before.end]


@given(projects(), st.data())
@settings(max_examples=examples(500), deadline=None)
def test_leaving_something_out_never_makes_a_plan_longer_than_the_one_known(
    project: Project, data: st.DataObject
) -> None:
    out = data.draw(st.sets(st.sampled_from([task.id for task in project.tasks])))
    fewer = project.without(frozenset(out))
    before = laid(project)
    after = laid(fewer, known=before)
    assert faults(fewer, after) == []
    weeks = project.days.weeks
    assert after.finish < 0 or weeks[after.finish] <= weeks[before.finish]


def test_a_known_schedule_is_kept_where_the_rules_find_nothing_shorter() -> None:
    tasks = (Task("t", "a", 300),)
    project = Project(tasks, Team(), WEEKS)
    known = laid(project)
    assert laid(project, known) == known


# --- Against every way there is ---


@st.composite
def tiny(draw: st.DrawFn) -> Project:
    """Draw a project of whole days for one or two people, small enough to try every way."""
    count = draw(st.integers(1, 5))
    holders = draw(st.permutations("aaabb"))  # three at most, so that none is pushed
    tasks = []
    for number in range(count):
        earlier = st.integers(0, max(0, number - 1))
        needs = draw(st.lists(earlier, max_size=min(number, 2), unique=True))
        tasks.append(
            Task(
                f"t{number}",
                holders[number],
                draw(st.integers(1, 3)) * 100,
                week=draw(st.sampled_from([1, 1, 2])),
                waits=tuple(Wait(f"t{n}") for n in needs),
            )
        )
    return Project(tuple(tasks), Team(pool=draw(st.sampled_from([None, 100]))), WEEKS)


def best_end(project: Project) -> int:
    """Try every order of single days of work: the earliest last day of all.

    A task may rest between two of its days. Sharing a day between two tasks of one person brings no
    end forward: worked on in the order of their ends, both are over no later, in whole days.
    """
    tasks = {task.id: task for task in project.tasks}
    ids = tuple(sorted(tasks))

    @cache
    def after(day: int, left: tuple[int, ...], ended: tuple[int, ...]) -> int:
        if not any(left):
            return max(ended)
        best = 10**6
        ready = []
        for number, id_ in enumerate(ids):
            if not left[number] or project.days.weeks[day] < tasks[id_].week:
                continue
            if all(
                not left[ids.index(w.id)] and ended[ids.index(w.id)] < day for w in tasks[id_].waits
            ):
                ready.append(number)
        choices = {frozenset[int]()}
        for number in ready:
            for chosen in list(choices):
                holders = {tasks[ids[n]].holder for n in chosen}
                if tasks[ids[number]].holder not in holders and (
                    project.team.pool is None or not chosen
                ):
                    choices.add(chosen | {number})
        largest = [c for c in choices if not any(c < other for other in choices)]
        for chosen in largest:
            new_left = tuple(n - 100 if i in chosen else n for i, n in enumerate(left))
            new_ended = tuple(
                day if i in chosen and not new_left[i] else e for i, e in enumerate(ended)
            )
            best = min(best, after(day + 1, new_left, new_ended))
        return best

    return after(0, tuple(tasks[i].work for i in ids), tuple(-1 for _ in ids))


@given(tiny())
@settings(max_examples=examples(400), deadline=None)
def test_on_tiny_projects_the_end_lies_between_the_bound_and_a_week_after_the_best(
    project: Project,
) -> None:
    best = best_end(project)
    found = laid(project)
    assert found.least <= best <= found.end
    assert WEEKS.weeks[found.end] <= WEEKS.weeks[best] + 1


# --- One behaviour at a time ---


def test_a_person_does_one_days_work_in_a_day() -> None:
    found = alone(Task("x", "a", 250), Task("y", "a", 150))
    assert days_of(found) == {"x": (0, 2), "y": (2, 3)}


def test_half_a_day_left_over_is_used_by_the_next() -> None:
    found = alone(Task("x", "a", 50), Task("y", "a", 50), Task("z", "a", 100))
    assert found.end == 1


def test_what_waits_begins_on_the_day_after() -> None:
    found = alone(Task("x", "a", 50), Task("y", "b", 50, waits=(Wait("x"),)))
    assert days_of(found) == {"x": (0, 0), "y": (1, 1)}


def test_a_fourth_action_of_a_person_is_pushed_into_the_next_week() -> None:
    tasks = [Task(f"t{n}", "a", 25) for n in range(4)]
    found = alone(*tasks)
    assert [WEEKS.weeks[slot.start] for slot in found.slots.values()] == [1, 1, 1, 2]
    two = alone(*tasks, team=Team({"a": 200}))
    assert {WEEKS.weeks[slot.start] for slot in two.slots.values()} == {1}


def test_what_the_calendar_decides_takes_its_days_with_the_work_spread_over_them() -> None:
    found = alone(Task("run", "a", 300, days=10), Task("x", "a", 300))
    assert days_of(found)["run"] == (0, 9)
    assert {amount for _, amount in found.slots["run"].work} == {30}
    assert days_of(found)["x"][1] <= 4


def test_all_together_do_no_more_than_there_are_people() -> None:
    tasks = [Task(f"t{n}", f"h{n}", 200) for n in range(4)]
    assert alone(*tasks).end == 1
    assert alone(*tasks, team=Team(pool=200)).end == 3
    assert alone(*tasks, team=Team(pool=50)).end == 15


def test_a_task_begins_no_earlier_than_its_week_and_its_distance_allow() -> None:
    found = alone(
        Task("live", "a", 100, week=3), Task("review", "b", 100, waits=(Wait("live", 9),))
    )
    assert WEEKS.weeks[found.slots["review"].start] == 12


def test_what_somebody_moved_goes_before_what_nobody_did() -> None:
    late = Task("late", "a", 500, rank=(9,), pinned=True)
    assert days_of(alone(late, Task("x", "a", 500)))["late"] == (0, 4)


def test_work_that_nobody_is_there_for_has_no_schedule() -> None:
    project = Project((Task("x", "a", 100),), Team(pool=0), WEEKS)
    assert schedule(project) is None


def test_work_that_outlasts_the_days_has_no_schedule() -> None:
    assert schedule(Project((Task("x", "a", 100_000),), Team(), WEEKS)) is None
    assert schedule(Project((Task("x", "a", 100, week=999),), Team(), WEEKS)) is None


def test_a_project_without_tasks_is_over_before_it_begins() -> None:
    assert schedule(Project((), Team(), WEEKS)) == Schedule({}, -1, -1)


def test_a_milestone_without_work_takes_a_day() -> None:
    assert days_of(alone(Task("m", "a", 0))) == {"m": (0, 0)}


@pytest.mark.parametrize("order", list(permutations(range(3)))[:3])
def test_equal_tasks_are_laid_in_the_order_of_their_ids(order: tuple[int, ...]) -> None:
    tasks = [Task(f"t{n}", "a", 100) for n in range(3)]
    found = alone(*(tasks[n] for n in order))
    assert list(found.slots) == ["t0", "t1", "t2"]
