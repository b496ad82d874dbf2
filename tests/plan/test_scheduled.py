"""Plans of the built-in questionnaire with days: who does what when, and what follows from it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import case, engine, questionnaire, reading_of
from tests.plan.projects import faults
from tests.proof import examples
from tests.triage.profiles import readings
from unstall.plan.demand import LEAST, LIKELY, MOST
from unstall.plan.fitting import held_up_by, later_start, optional_actions, shortfall_of
from unstall.plan.laying import Asked, Laid, ask, holder_titles, lay
from unstall.plan.models import Placed, Plan
from unstall.plan.schedule import week_table
from unstall.plan.scheduled import scheduled, scheduled_plan
from unstall.plan.tasks import OPEN_AT_ONCE
from unstall.questionnaire.models import AuthorCase
from unstall.session.models import PlannedAction, PlanState
from unstall.triage.reading import Reading
from unstall.working_days import working_calendar

FRIDAY = date(2026, 11, 20)
BAVARIA = working_calendar("DE-BY", 2026)
TYPICAL = (None, 1, 2, 3, 4, 6)
"""Full-time people."""
BUILDERS = ["software-engineer", "ml-engineer", "data-engineer", "tech-lead"]
GO = ["fix", "restart", "partner"]
TOPS = {question.id: question.top for question in questionnaire().questions}
PLANNED = [c for c in questionnaire().cases if c.name != "mostly-unknown"]


def told(reading: Reading, **facts: Any) -> Reading:
    given = {key: value for key, value in facts.items() if value is not None}
    return Reading(reading.levels, {**reading.facts, **given}, reading.how_soon)


def asked(reading: Reading, strategy: str | None = None, state: PlanState | None = None) -> Asked:
    triage = engine().triage(reading, floor=False)
    chosen = strategy or triage.decision.strategy
    assert chosen is not None
    return ask(
        engine(),
        triage,
        questionnaire().strategy_by_id[chosen],
        state or PlanState(),
        FRIDAY,
        calendar=BAVARIA,
    )


def plan(reading: Reading, strategy: str | None = None, state: PlanState | None = None) -> Plan:
    return scheduled(asked(reading, strategy, state))


def laid(made: Asked, size: float = LIKELY) -> Laid:
    found = lay(made, size)
    assert found is not None
    return found


def by_id(made: Plan) -> dict[str, Placed]:
    return {action.id: action for action in made.actions}


people = st.sampled_from([None, 0.5, 1, 1.5, 2, 3, 5, 8, 20])


# --- Rules that every plan keeps ---


@given(readings(), st.sampled_from([*GO, "stop", "pause"]), people, st.sampled_from([0, 3, 6]))
@settings(max_examples=examples(800), deadline=None)
def test_a_plan_breaks_no_rule_whatever_the_answers_and_the_people(
    reading: Reading, strategy: str, fte: float | None, lead: int
) -> None:
    found = laid(asked(told(reading, fte_available=fte, external_lead_time=lead), strategy))
    for stage in (found.before, found.main):
        assert faults(stage.project, stage.schedule) == []


@given(readings(), st.sampled_from([*GO, "stop", "pause"]), people)
@settings(max_examples=examples(400), deadline=None)
def test_nothing_is_planned_on_a_holiday_or_before_what_it_waits_for(
    reading: Reading, strategy: str, fte: float | None
) -> None:
    made = plan(told(reading, fte_available=fte, external_lead_time=4), strategy)
    actions = by_id(made)
    position = {action.id: place for place, action in enumerate(made.actions)}
    for action in made.actions:
        assert action.first_day is not None
        assert action.last_day is not None
        assert made.begins <= action.first_day <= action.last_day
        assert BAVARIA.is_working(action.first_day)
        assert BAVARIA.is_working(action.last_day)
        for needed in action.waits_for:
            over = actions[needed].last_day
            assert over is not None
            assert over < action.first_day
            assert position[needed] < position[action.id]
    for checkpoint in made.checkpoints:
        assert checkpoint.on is None or BAVARIA.is_working(checkpoint.on)


@given(readings(), st.sampled_from(GO), people)
@settings(max_examples=examples(300), deadline=None)
def test_nobody_has_more_than_three_actions_open_in_a_week(
    reading: Reading, strategy: str, fte: float | None
) -> None:
    names = {"sponsor": "Ana Ruiz", "business-owner": "ana  ruiz", "approver": "Ana Ruiz"}
    made = plan(told(reading, fte_available=fte, names_by_role=names), strategy)
    opened: Counter[tuple[str, int]] = Counter()
    for action in made.actions:
        who = "ana ruiz" if action.owner else action.role
        for week in range(max(1, action.first_week), action.last_week + 1):
            opened[who, week] += 1
    assert max(opened.values(), default=0) <= OPEN_AT_ONCE


@given(readings(), st.sampled_from(sorted(TOPS)), st.sampled_from(GO))
@settings(max_examples=examples(300), deadline=None)
def test_raising_an_answer_to_its_top_never_adds_work(
    reading: Reading, question: str, strategy: str
) -> None:
    raised = reading.with_level(question, TOPS[question])
    before, after = asked(reading, strategy), asked(raised, strategy)
    if before.plan.shape == after.plan.shape:
        work = [
            sum(t.work for stage in (f.before, f.main) for t in stage.project.tasks)
            for f in (laid(before), laid(after))
        ]
        assert work[1] <= work[0]


@pytest.mark.parametrize("author_case", PLANNED, ids=lambda c: c.name)
def test_an_archetypes_plan_is_within_fifteen_per_cent_of_the_best_there_could_be(
    author_case: AuthorCase,
) -> None:
    for fte in TYPICAL:
        made = asked(told(reading_of(author_case), fte_available=fte, external_lead_time=6))
        for size in (LEAST, LIKELY, MOST):
            assert laid(made, size).main.schedule.ratio <= 1.15


@pytest.mark.parametrize("author_case", PLANNED, ids=lambda c: c.name)
def test_more_people_never_make_an_archetypes_plan_longer(author_case: AuthorCase) -> None:
    weeks = []
    for fte in TYPICAL[1:]:
        timing = plan(told(reading_of(author_case), fte_available=fte)).timing
        assert timing is not None
        weeks.append(timing.likely)
    assert weeks == sorted(weeks, reverse=True)


@pytest.mark.parametrize("author_case", PLANNED[:6], ids=lambda c: c.name)
def test_the_same_answers_give_the_same_plan(author_case: AuthorCase) -> None:
    reading = told(reading_of(author_case), fte_available=2)
    assert plan(reading) == plan(reading)


@pytest.mark.parametrize("author_case", PLANNED, ids=lambda c: c.name)
def test_it_holds_what_the_plan_of_the_week_table_holds(author_case: AuthorCase) -> None:
    triage = engine().triage(reading_of(author_case), floor=False)
    assert triage.decision.strategy
    strategy = questionnaire().strategy_by_id[triage.decision.strategy]
    table = week_table(engine(), triage, strategy, PlanState(), FRIDAY)
    made = scheduled_plan(engine(), triage, PlanState(), FRIDAY)
    assert made is not None
    assert {a.chosen for a in made.actions} == {a.chosen for a in table.actions}
    assert (made.strategy, made.shape) == (table.strategy, table.shape)
    assert set(made.unfilled_roles) == set(table.unfilled_roles)
    assert [c.phase for c in made.checkpoints] == [c.phase for c in table.checkpoints]


def test_there_is_no_plan_without_a_recommendation() -> None:
    triage = engine().triage(Reading({}))
    assert scheduled_plan(engine(), triage, PlanState(), FRIDAY) is None


# --- Weeks, checkpoints and the go-live ---


def test_with_people_enough_the_checkpoints_stand_where_the_week_table_has_them() -> None:
    made = plan(reading_of(case("sound-but-unfinished")))
    weeks = [(c.phase.kind, c.week) for c in made.checkpoints]
    assert weeks == [("commit", 2), ("value", 10), ("go-live", 15), ("benefit", 26)]


def test_a_checkpoint_falls_on_the_last_working_day_of_its_week() -> None:
    state = PlanState(start=date(2026, 12, 14))
    commit = plan(reading_of(case("sound-but-unfinished")), state=state).checkpoints[0]
    assert commit.on == date(2026, 12, 24)  # the Friday is Christmas Day


def test_the_review_waits_for_everything_that_it_decides_about() -> None:
    made = plan(told(reading_of(case("notebook-strong-team")), fte_available=2))
    review = by_id(made)["readiness-review"]
    earlier = [a for a in made.actions if a.chosen.action.week < review.chosen.action.week]
    assert len(earlier) > 40
    assert all(a.last_day and review.first_day and a.last_day < review.first_day for a in earlier)


def test_the_benefit_is_judged_as_long_after_the_go_live_as_the_table_says() -> None:
    late = plan(told(reading_of(case("sound-but-unfinished")), fte_available=1))
    actions = by_id(late)
    live = actions["limited-go-live"].last_week
    assert live > 15
    assert actions["benefit-review"].first_week == live + (26 - 15)
    benefit = next(c for c in late.checkpoints if c.phase.kind == "benefit")
    assert benefit.week == actions["benefit-review"].last_week


def test_people_who_are_few_make_it_later_and_it_says_by_how_much() -> None:
    reading = reading_of(case("notebook-strong-team"))
    few, enough = plan(told(reading, fte_available=2)), plan(told(reading, fte_available=8))
    assert few.timing is not None
    assert enough.timing is not None
    assert few.capacity.fits is False
    assert few.timing.over == few.timing.likely - 12 > 0
    assert enough.capacity.fits is True
    assert enough.timing.over == 0
    assert few.stretch == 1


def test_what_is_slower_by_the_answers_has_a_later_window() -> None:
    reading = reading_of(case("notebook-strong-team")).with_level("production-record", 1)
    made = plan(reading, "restart")
    assert made.stretch == 1.5
    assert made.timing is not None
    assert made.timing.window == 2 + 15
    assert by_id(made)["limited-go-live"].first_week >= 2 + 13


def test_the_range_runs_from_least_to_most_effort() -> None:
    timing = plan(told(reading_of(case("notebook-strong-team")), fte_available=2)).timing
    assert timing is not None
    assert timing.span[0] < timing.likely < timing.span[1]
    assert timing.shortest <= timing.likely


def test_a_two_week_run_takes_ten_working_days_and_is_never_compressed() -> None:
    run = by_id(plan(reading_of(case("sound-but-unfinished"))))["shadow-run"]
    assert run.first_day is not None
    assert run.last_day is not None
    assert BAVARIA.between(run.first_day, run.last_day) == 10


def test_a_plan_starts_on_the_first_working_day_of_its_first_week() -> None:
    state = PlanState(start=date(2027, 1, 1))
    made = plan(reading_of(case("sound-but-unfinished")), state=state)
    assert made.start == date(2027, 1, 4)
    easter = plan(reading_of(case("need-gone")), state=PlanState(start=date(2027, 3, 27)))
    assert easter.start == date(2027, 3, 29)
    assert min(a.first_day for a in easter.actions if a.first_day) == date(2027, 3, 30)


# --- People by role ---


def test_more_people_where_a_plan_is_held_up_shorten_it_and_fewer_lengthen_it() -> None:
    reading = reading_of(case("sound-but-unfinished"))

    def weeks(**numbers: float) -> int:
        by_role = {role.replace("_", "-"): number for role, number in numbers.items()}
        made = plan(told(reading, people_by_role=by_role or None))
        assert made.timing is not None
        assert made.capacity.fits is (made.timing.over == 0 if by_role else None)
        return made.timing.likely

    assert weeks(ml_engineer=0.25) > weeks() >= weeks(ml_engineer=3)
    assert weeks(ml_engineer=1) == weeks()


def test_a_role_whose_people_were_counted_is_named_by_its_role_when_it_holds_a_plan_up() -> None:
    reading = reading_of(case("sound-but-unfinished"))
    names = {"ml-engineer": "Ana Ruiz"}
    short = asked(told(reading, names_by_role=names, people_by_role={"ml-engineer": 0.25}))
    helped = held_up_by(short)
    assert helped is not None
    assert helped.holder == "role:ml-engineer"
    assert holder_titles(short)["role:ml-engineer"] == "machine-learning engineer"


# --- What people decided ---


def test_an_action_that_was_moved_begins_in_its_week_and_what_needs_it_goes_along() -> None:
    reading = reading_of(case("sound-but-unfinished"))
    state = PlanState(actions={"watch-it": PlannedAction(week=9)})
    actions = by_id(plan(reading, state=state))
    assert actions["watch-it"].first_week == 9
    assert actions["runbook-and-rota"].first_week >= 9
    early = PlanState(actions={"release-gate": PlannedAction(week=1)})
    assert by_id(plan(reading, state=early))["release-gate"].first_week < 5


def test_an_action_that_was_moved_behind_the_go_live_does_not_hold_it_up() -> None:
    reading = reading_of(case("notebook-strong-team"))
    state = PlanState(actions={"load-test": PlannedAction(week=18)})
    made = by_id(plan(reading, state=state))
    assert made["load-test"].first_week == 18
    assert made["limited-go-live"].last_week == 11


def test_what_is_done_takes_nobodys_time_and_stands_in_the_week_in_which_it_was_done() -> None:
    reading = told(reading_of(case("sound-but-unfinished")), fte_available=1)
    done = date(2026, 12, 2)
    state = PlanState(actions={"watch-it": PlannedAction(done=done)})
    before, after = plan(reading), plan(reading, state=state)
    watch = by_id(after)["watch-it"]
    assert (watch.first_week, watch.last_week, watch.first_day) == (2, 2, done)
    assert before.timing is not None
    assert after.timing is not None
    assert after.timing.likely < before.timing.likely


def test_a_plan_that_is_laid_out_anew_leaves_what_is_done_and_begins_the_rest_on_that_day() -> None:
    reading = told(reading_of(case("sound-but-unfinished")), fte_available=3)
    start, again = date(2026, 10, 5), date(2026, 11, 24)
    done = {id_: PlannedAction(done=date(2026, 10, 9)) for id_ in ("stop-criteria", "blocker-log")}
    before = plan(reading, state=PlanState(start=start, actions=done))
    after = plan(reading, state=PlanState(start=start, actions=done, left_from=again))
    assert (after.begins, after.start) == (before.begins, before.start)
    for placed in after.actions:
        assert placed.first_day is not None
        assert (placed.done is not None) == (placed.first_day < again)
    assert min(p.first_day for p in after.actions if p.first_day and not p.done) == again
    assert before.timing is not None
    assert after.timing is not None
    assert after.timing.likely > before.timing.likely


def test_an_action_that_was_moved_to_a_week_that_is_over_does_not_stay_there() -> None:
    state = PlanState(
        start=date(2026, 10, 5),
        left_from=date(2026, 11, 24),
        actions={"watch-it": PlannedAction(week=3)},
    )
    made = by_id(plan(reading_of(case("sound-but-unfinished")), state=state))
    watched = made["watch-it"].first_day
    assert watched is not None
    assert watched >= date(2026, 11, 24)


def test_a_late_go_live_that_is_done_moves_the_judging_of_the_benefit() -> None:
    state = PlanState(actions={"limited-go-live": PlannedAction(done=date(2027, 4, 23))})
    made = by_id(plan(reading_of(case("sound-but-unfinished")), state=state))
    assert made["limited-go-live"].last_week == 22
    assert made["benefit-review"].first_week == 22 + 11


def test_what_was_dropped_is_out_and_what_waited_for_it_goes_on() -> None:
    state = PlanState(actions={"watch-it": PlannedAction(dropped="bought with the platform")})
    made = by_id(plan(reading_of(case("sound-but-unfinished")), state=state))
    assert "watch-it" not in made
    assert "readiness-review" in made


def test_a_person_with_several_roles_has_only_one_pair_of_hands() -> None:
    reading = reading_of(case("notebook-strong-team"))
    busy = plan(told(reading, names_by_role=dict.fromkeys(BUILDERS, "Mia Berg")))
    assert busy.timing is not None
    alone = plan(reading).timing
    assert alone is not None
    assert busy.timing.likely > alone.likely


def test_an_owner_chosen_for_one_action_does_it() -> None:
    reading = reading_of(case("notebook-strong-team"))
    own = {id_: PlannedAction(owner="Bo Lee") for id_ in ("thin-slice", "target-design")}
    found = laid(asked(reading, state=PlanState(actions=own)))
    holders = {task.id: task.holder for task in found.main.project.tasks}
    assert holders["thin-slice"] == holders["target-design"] == "person:bo lee"
    assert holders["salvage-inventory"] == "role:tech-lead"


# --- The time before week 1 ---


def test_without_a_word_on_contracting_only_what_does_not_wait_for_it_has_a_date() -> None:
    made = plan(reading_of(case("good-model-no-engineers")))
    assert made.start is None
    dated = [a for a in made.actions if a.first_day is not None]
    assert dated
    assert all(a.first_week == 0 and not a.chosen.action.duration for a in dated)
    assert all(a.last_day and a.last_day < date(2027, 1, 1) for a in dated)
    assert {a.first_week for a in made.actions if a.id == "partner-contract"} == {0}
    assert made.timing is not None


@pytest.mark.parametrize("weeks", [5, 8, 12])
def test_the_weeks_that_people_gave_cover_all_that_comes_before_week_one(weeks: int) -> None:
    made = plan(told(reading_of(case("good-model-no-engineers")), external_lead_time=weeks))
    assert made.start == date(2026, 11, 23) + timedelta(weeks=weeks)
    for action in made.actions:
        assert action.last_day is not None
        assert (action.last_day < made.start) == (action.first_week == 0)


def test_a_time_before_week_one_that_is_too_short_for_its_work_is_longer() -> None:
    made = plan(told(reading_of(case("good-model-no-engineers")), external_lead_time=0))
    assert made.start is not None
    assert made.start > date(2026, 11, 30)


# --- Nobody, and more than there is time for ---


def test_where_nobody_is_free_the_plan_is_that_of_the_week_table() -> None:
    made = plan(told(reading_of(case("sound-but-unfinished")), fte_available=0))
    assert made.timing is None
    assert made.capacity.fits is False
    assert all(a.first_day is None for a in made.actions)
    assert shortfall_of(asked(told(reading_of(case("need-gone")), fte_available=0))) is None


def test_a_plan_that_fits_lacks_nothing() -> None:
    made = asked(reading_of(case("sound-but-unfinished")))
    assert shortfall_of(made) is None
    assert later_start(made) is None


def test_too_few_people_in_all_are_named_as_that_and_one_more_makes_it_fit() -> None:
    made = asked(told(reading_of(case("startup-owner-builder")), fte_available=2))
    lacks = shortfall_of(made)
    assert lacks is not None
    assert lacks.held_up_by is not None
    assert lacks.held_up_by.holder is None
    assert lacks.remedies[0].people == ((None, 1),)
    again = plan(told(reading_of(case("startup-owner-builder")), fte_available=3))
    assert again.timing is not None
    assert again.timing.likely == lacks.remedies[0].week


def test_leaving_out_what_is_proposed_makes_it_fit_indeed() -> None:
    reading = told(reading_of(case("startup-owner-builder")), fte_available=2)
    lacks = shortfall_of(asked(reading))
    assert lacks is not None
    scope = next(remedy for remedy in lacks.remedies if remedy.dropped)
    state = PlanState(actions={id_: PlannedAction(dropped="later") for id_ in scope.dropped})
    without = plan(reading, state=state).timing
    assert without is not None
    assert without.over == 0


def test_a_role_that_holds_a_plan_up_is_named() -> None:
    reading = told(
        reading_of(case("notebook-strong-team")), names_by_role=dict.fromkeys(BUILDERS, "Bo")
    )
    lacks = shortfall_of(asked(reading))
    assert lacks is not None
    assert lacks.held_up_by is not None
    assert lacks.held_up_by.holder == "person:bo"
    assert lacks.remedies


def test_a_push_is_named_with_its_weeks_and_because_of_whom_even_where_the_plan_fits() -> None:
    pushed = told(reading_of(case("notebook-strong-team")), fte_available=3.5)
    timing = plan(pushed).timing
    assert timing is not None
    assert timing.over == 0
    assert timing.pushed == timing.likely - timing.unhindered == 1
    held = held_up_by(asked(pushed))
    assert held is not None
    assert held.weeks == 1
    free = plan(reading_of(case("sound-but-unfinished"))).timing
    assert free is not None
    assert free.pushed == 0
    assert held_up_by(asked(reading_of(case("sound-but-unfinished")))) is None


def test_holders_have_a_name_or_the_title_of_their_role() -> None:
    reading = told(reading_of(case("notebook-strong-team")), names_by_role={"tech-lead": "Bo Lee"})
    own = PlanState(actions={"target-design": PlannedAction(owner="bo  lee")})
    titles = holder_titles(asked(reading, state=own))
    assert titles["person:bo lee"] == "Bo Lee"
    assert titles["role:ml-engineer"] == "machine-learning engineer"


def test_what_may_be_left_out_holds_up_neither_start_nor_launch() -> None:
    made = asked(reading_of(case("startup-owner-builder")))
    chosen = [placed.chosen for placed in made.plan.actions]
    optional = optional_actions(engine(), made.strategy, chosen)
    assert optional
    blocking = {question.id for question in questionnaire().questions if question.blocks}
    for choice in chosen:
        if choice.action.id in optional:
            assert not choice.always
            assert not blocking & {why.question for why in choice.why}
            assert not any(choice.action.id in other.action.needs for other in chosen)


def test_a_later_start_is_found_where_only_holidays_are_in_the_way() -> None:
    reading = reading_of(case("need-gone"))
    state = PlanState(start=date(2026, 12, 14))
    made = asked(told(reading, fte_available=1.3), state=state)
    assert plan(told(reading, fte_available=1.3), state=state).capacity.fits is False
    later = later_start(made)
    assert later is not None
    assert later > made.plan.begins
    moved = plan(told(reading, fte_available=1.3), state=PlanState(start=later))
    assert moved.capacity.fits is True


def test_a_commit_waits_for_what_is_committed_on_however_few_people_there_are() -> None:
    reading = told(reading_of(case("sound-but-unfinished")), fte_available=1)
    made = plan(reading)
    commit = next(c for c in made.checkpoints if c.phase.kind == "commit")
    actions = by_id(made)
    for id_ in ("stop-criteria", "fund-build-and-run"):
        assert actions[id_].last_week <= commit.week


def test_a_checkpoint_that_is_still_ahead_never_lies_before_the_new_plan() -> None:
    again = date(2027, 1, 11)
    reading = reading_of(case("sound-but-unfinished"))
    made = plan(reading, state=PlanState(left_from=again))
    assert all(c.on is None or c.on >= again for c in made.checkpoints)
    done = {
        p.id: PlannedAction(done=date(2026, 11, 27))
        for p in made.actions
        if p.chosen.action.phase == "foundation"
    }
    passed = plan(reading, state=PlanState(left_from=again, actions=done))
    commit = next(c for c in passed.checkpoints if c.phase.kind == "commit")
    assert commit.on == date(2026, 12, 4)


@pytest.mark.parametrize("name", ["sound-but-unfinished", "notebook-strong-team"])
def test_laid_out_anew_with_nothing_done_a_plan_is_as_long_as_one_that_starts_then(
    name: str,
) -> None:
    again = date(2027, 3, 1)
    reading = told(reading_of(case(name)), fte_available=3)
    anew, begun = (
        plan(reading, state=state) for state in (PlanState(left_from=again), PlanState(start=again))
    )
    for before, after in zip(begun.checkpoints, anew.checkpoints, strict=True):
        assert before.on is not None
        assert after.on is not None
        assert abs((after.on - before.on).days) <= 14
    days = [c.on for c in anew.checkpoints if c.on]
    assert days == sorted(days)


def test_the_lead_time_is_as_long_as_before_when_a_plan_is_laid_out_anew() -> None:
    reading = told(reading_of(case("good-model-no-engineers")), external_lead_time=9)
    normal, anew = (
        plan(reading, "partner", PlanState(left_from=day)) for day in (None, date(2027, 1, 18))
    )
    for id_ in ("partner-choice", "partner-contract"):
        spans = [by_id(made)[id_] for made in (normal, anew)]
        days = [(p.last_day - p.first_day).days for p in spans if p.last_day and p.first_day]
        assert len(days) == 2
        assert days[1] >= days[0] * 0.8


def test_no_second_person_is_proposed_for_a_few_days_of_work() -> None:
    for name in ("sound-but-unfinished", "notebook-strong-team", "all-weak"):
        short = asked(told(reading_of(case(name)), fte_available=2))
        found = shortfall_of(short)
        asked_for = {holder for r in found.remedies for holder, _ in r.people} if found else set()
        assert not asked_for & {"role:approver", "role:sponsor"}
