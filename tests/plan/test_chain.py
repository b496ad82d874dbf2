"""The chain that decides the end: what waited for what, and who was busy with what."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from tests.plan.projects import projects
from tests.proof import examples
from unstall.plan.calendar import undated_days
from unstall.plan.chain import Because, chain
from unstall.plan.scheduler import schedule
from unstall.plan.tasks import Project, Task, Team, Wait

WEEKS = undated_days(30)


def links(*tasks: Task, team: Team | None = None) -> list[tuple[str, Because]]:
    project = Project(tasks, team or Team(), WEEKS)
    found = schedule(project)
    assert found is not None
    return [(link.id, link.because) for link in chain(project, found)]


@given(projects())
@settings(max_examples=examples(500), deadline=None)
def test_a_chain_runs_from_something_that_nothing_held_up_to_the_last_end(
    project: Project,
) -> None:
    found = schedule(project)
    assert found is not None
    for whole in (False, True):
        held = chain(project, found, whole=whole)
        end = found.end if whole else found.finish
        assert bool(held) == (end >= 0)
        if held:
            assert found.slots[held[-1].id].finish == end
            assert held[0].because == "week"
            assert all(link.because != "week" for link in held[1:])
            assert len({link.id for link in held}) == len(held)


@given(projects())
@settings(max_examples=examples(500), deadline=None)
def test_each_link_waits_for_the_one_before_or_shares_its_people(project: Project) -> None:
    found = schedule(project)
    assert found is not None
    tasks = {task.id: task for task in project.tasks}
    held = chain(project, found)
    for before, link in pairwise(held):
        if link.because == "needs":
            assert before.id in {wait.id for wait in tasks[link.id].waits}
            assert found.slots[before.id].finish < found.slots[link.id].start
        elif link.because == "holder":
            assert tasks[before.id].holder == tasks[link.id].holder
        else:
            assert project.team.pool is not None


def test_a_chain_of_waits_is_named_as_such() -> None:
    found = links(
        Task("a", "x", 100),
        Task("b", "y", 300, waits=(Wait("a"),)),
        Task("c", "z", 100, waits=(Wait("b"),)),
        Task("aside", "w", 200),
    )
    assert found == [("a", "week"), ("b", "needs"), ("c", "needs")]


def test_a_person_who_does_one_thing_after_the_other_is_the_chain() -> None:
    found = links(Task("a", "x", 300), Task("b", "x", 300), Task("c", "y", 100))
    assert found == [("a", "week"), ("b", "holder")]


def test_where_all_are_busy_the_chain_says_so() -> None:
    found = links(Task("a", "x", 300), Task("b", "y", 300), team=Team(pool=100))
    assert found == [("a", "week"), ("b", "people")]


def test_a_fourth_action_waits_for_one_of_the_three() -> None:
    found = links(*(Task(f"t{n}", "x", 25) for n in range(4)))
    assert found[-1] == ("t3", "holder")


def test_nothing_to_do_has_no_chain() -> None:
    assert links() == []
