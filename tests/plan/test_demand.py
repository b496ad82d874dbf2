"""What an action asks for: work, days, people, its week, and what it waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.plan.calendar import undated_days
from unstall.plan.demand import LEAST, LIKELY, MOST, Assumed, demand, holder, team, window
from unstall.plan.models import Chosen
from unstall.plan.scheduler import schedule
from unstall.plan.select import select
from unstall.plan.tasks import Project, Task, Team, Wait
from unstall.session.models import PlannedAction, PlanState

FIX, RESTART, PARTNER, STOP = (
    questionnaire().strategy_by_id[id_] for id_ in ("fix", "restart", "partner", "stop")
)


def chosen(name: str, strategy: str = "fix") -> list[Chosen]:
    triage = engine().triage(reading_of(case(name)), floor=False)
    return list(select(engine(), triage, questionnaire().strategy_by_id[strategy]))


def tasks(assumed: Assumed, actions: list[Chosen] | None = None) -> dict[str, Task]:
    found = demand(actions or chosen("startup-owner-builder", assumed.strategy.id), assumed)
    return {task.id: task for task in (*found.before, *found.main)}


def assume(**more: object) -> Assumed:
    return replace(Assumed(FIX, PlanState(), {}), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "days"), [(LEAST, 20), (LIKELY, 40), (MOST, 60)])
def test_work_and_days_lie_between_least_and_most(size: float, days: int) -> None:
    actions = chosen("outsiders-barred")
    hire = tasks(assume(size=size), actions)["hire-engineers"]
    asked = next(c for c in actions if c.action.id == "hire-engineers")
    assert hire.days == days
    assert hire.work == round(100 * (asked.least + size * (asked.most - asked.least)))


def test_the_week_is_that_of_the_table_drawn_out_after_the_second() -> None:
    assert tasks(assume())["release-gate"].week == 5
    assert tasks(assume(stretch=2.0))["release-gate"].week == 2 + 3 * 2
    assert tasks(assume(stretch=2.0))["target-design"].week == 2


def test_a_role_without_a_name_is_a_holder_of_its_own_and_one_name_is_one_person() -> None:
    names = {"sponsor": "Mia Berg", "cto": "MIA  berg"}
    found = tasks(assume(names=names))
    assert found["recommit-sponsor"].holder == "person:mia berg"
    assert found["skills-decision"].holder == "person:mia berg"
    assert found["watch-it"].holder == "role:ml-engineer"


def test_what_is_done_asks_for_nothing_and_what_was_moved_is_pinned_to_its_week() -> None:
    state = PlanState(actions={
        "watch-it": PlannedAction(week=7),
        "load-test": PlannedAction.model_validate({"done": "2026-12-01"}, strict=False),
    })  # fmt: skip
    found = tasks(assume(state=state))
    assert "load-test" not in found
    assert (found["watch-it"].week, found["watch-it"].pinned) == (7, True)
    assert not found["live-feed"].pinned


def test_what_follows_the_go_live_keeps_its_distance_from_it() -> None:
    found = tasks(assume())
    assert Wait("limited-go-live", 11) in found["benefit-review"].waits
    assert Wait("limited-go-live", 5) in found["first-routine-update"].waits
    assert Wait("rollback-drill", 0) in found["first-routine-update"].waits
    assert not found["benefit-review"].counts
    assert found["limited-go-live"].counts


def test_the_review_waits_for_all_that_the_table_begins_before_it() -> None:
    found = tasks(assume())
    waits = {wait.id for wait in found["readiness-review"].waits}
    assert {id_ for id_, task in found.items() if task.counts and task.week < 15} <= waits


def test_an_action_that_waits_for_the_review_is_not_waited_for_by_it() -> None:
    actions = [
        replace(c, action=c.action.model_copy(update={"needs": ("readiness-review",)}))
        if c.action.id == "load-test"
        else c
        for c in chosen("startup-owner-builder")
    ]
    found = tasks(assume(), actions)
    assert "load-test" not in {wait.id for wait in found["readiness-review"].waits}
    assert schedule(Project(tuple(found.values()), Team(), undated_days(60))) is not None


def test_the_days_given_for_contracting_are_shared_among_what_the_calendar_decides() -> None:
    actions = chosen("good-model-no-engineers", "partner")

    def days(lead: int | None) -> tuple[int, int]:
        found = tasks(Assumed(PARTNER, PlanState(), {}, lead=lead), actions)
        return found["partner-choice"].days, found["partner-contract"].days

    assert days(None) == (20, 18)
    eight, twelve = days(40), days(60)
    assert sum(eight) < 40
    assert sum(twelve) - sum(eight) in range(18, 23)
    assert days(0) == (1, 1)


def test_before_week_one_only_what_its_strategy_has_there_is_done() -> None:
    actions = chosen("good-model-no-engineers", "partner")
    found = demand(actions, Assumed(PARTNER, PlanState(), {}))
    assert {task.id for task in found.before} <= set(PARTNER.before_start)
    assert not {task.id for task in found.main} & set(PARTNER.before_start)


def test_people_bound_a_plan_but_not_an_outside_team() -> None:
    assert team(2.5, FIX) == Team(pool=250)
    assert team(None, FIX) == Team()
    assert team(2.5, PARTNER) == Team()
    assert team(2.5, PARTNER, before=True) == Team(pool=250)


def test_the_window_is_the_length_of_the_week_table() -> None:
    assert window(FIX, 1) == 16
    assert window(RESTART, 1.5) == 17
    assert window(STOP, 1) == 4


def test_where_a_role_s_people_were_counted_the_work_is_theirs_whoever_answers_for_it() -> None:
    counted = {"data-engineer": 2.5}
    choice = next(c for c in chosen("sound-but-unfinished") if c.action.owner == "data-engineer")
    named = {"data-engineer": "Ana"}
    assert holder(choice, PlanState(), named, counted) == "role:data-engineer"
    assert holder(choice, PlanState(), named, {}) == "person:ana"
    own = PlanState(actions={choice.action.id: PlannedAction(owner="Bo")})
    assert holder(choice, own, named, counted) == "person:bo"
    assert team(None, FIX, counted) == Team({"role:data-engineer": 250})
    assert team(4, FIX, counted) == Team({"role:data-engineer": 250}, pool=400)
