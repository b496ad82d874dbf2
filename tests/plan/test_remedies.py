"""What a plan lacks is computed: every alternative is a schedule of its own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.projects import projects
from tests.proof import examples
from unstall.plan.calendar import undated_days
from unstall.plan.remedies import Helped, Remedy, Shortfall, shortfall
from unstall.plan.scheduler import schedule
from unstall.plan.tasks import Project, Task, Team, Wait

WEEKS = undated_days(60)


def lacks(
    *tasks: Task, team: Team | None = None, window: int, optional: tuple[str, ...] = ()
) -> Shortfall | None:
    project = Project(tasks, team or Team(), WEEKS)
    found = schedule(project)
    assert found is not None
    return shortfall(project, found, window, optional)


def week(project: Project) -> int:
    found = schedule(project)
    assert found is not None
    return project.days.weeks[found.finish] if found.finish >= 0 else 0


@given(projects(most=9), st.integers(0, 6), st.data())
@settings(max_examples=examples(200), deadline=None)
def test_a_remedy_that_is_said_to_fit_fits_when_it_is_carried_out(
    project: Project, window: int, data: st.DataObject
) -> None:
    ids = [task.id for task in project.tasks]
    optional = data.draw(st.sets(st.sampled_from(ids), max_size=4))
    found = schedule(project)
    assert found is not None
    missing = shortfall(project, found, window, optional)
    over = week(project) - window
    assert (missing is None) == (over <= 0)
    if missing is None:
        return
    assert missing.weeks == over
    for remedy in missing.remedies:
        team = project.team
        for holder, number in remedy.people:
            team = team.with_more(holder, number)
        changed = project.without(frozenset(remedy.dropped)).with_team(team)
        kept = schedule(changed, known=found)
        assert kept is not None
        assert remedy.week <= window
        assert set(remedy.dropped) <= optional
    if missing.nearest:
        assert not missing.remedies
        assert window < missing.nearest.week < window + over
    if missing.held_up_by:
        assert missing.held_up_by.weeks > 0


def test_a_plan_within_its_window_lacks_nothing() -> None:
    assert lacks(Task("a", "x", 500), window=1) is None


def test_the_holder_who_does_too_much_is_named_and_one_more_makes_it_fit() -> None:
    tasks = [Task(f"t{n}", "x", 500) for n in range(4)]
    found = lacks(*tasks, Task("other", "y", 500), window=2)
    assert found is not None
    assert found.weeks == 2
    assert found.held_up_by == Helped("x", 2)
    assert found.remedies == (Remedy((("x", 1),), (), 2),)


def test_more_than_one_person_is_added_where_one_is_not_enough() -> None:
    found = lacks(*(Task(f"t{n}", "x", 400) for n in range(6)), window=2)
    assert found is not None
    assert found.remedies == (Remedy((("x", 2),), (), 2),)


def test_where_people_in_all_are_too_few_no_role_is_blamed() -> None:
    tasks = [Task(f"t{n}", f"h{n}", 500) for n in range(4)]
    found = lacks(*tasks, team=Team(pool=100), window=2)
    assert found is not None
    assert found.held_up_by == Helped(None, 2)
    assert found.remedies == (Remedy(((None, 1),), (), 2),)


def test_what_may_be_left_out_is_left_out_only_as_far_as_it_must() -> None:
    tasks = [Task("must", "x", 500), Task("small", "x", 100), Task("large", "x", 500)]
    found = lacks(*tasks, window=2, optional=("small", "large"))
    assert found is not None
    assert Remedy((), ("large",), 2) in found.remedies


def test_what_takes_its_time_is_not_blamed_on_anybody() -> None:
    found = lacks(Task("a", "x", 100, days=20), Task("b", "y", 50, waits=(Wait("a"),)), window=2)
    assert found is not None
    assert found.held_up_by is None
    assert found.remedies == ()
    assert found.nearest is None


def test_where_neither_people_nor_scope_do_alone_both_are_tried_together() -> None:
    tasks = [Task("slow", "y", 100, days=15), *(Task(f"t{n}", "x", 500) for n in range(4))]
    found = lacks(*tasks, window=2, optional=("slow",))
    assert found is not None
    assert found.remedies == (Remedy((("x", 1),), ("slow",), 2),)


def test_what_comes_nearest_is_named_where_nothing_makes_it_fit() -> None:
    tasks = [Task("slow", "y", 100, days=15), *(Task(f"t{n}", "x", 500) for n in range(4))]
    found = lacks(*tasks, window=2)
    assert found is not None
    assert found.remedies == ()
    assert found.nearest == Remedy((("x", 1),), (), 3)
