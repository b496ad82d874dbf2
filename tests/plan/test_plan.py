"""Plans come from the answers, respect what waits for what, and say who and when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.triage.profiles import readings
from unstall.plan.models import Plan
from unstall.plan.schedule import calendar_week, monday, week_table
from unstall.plan.scheduled import scheduled_plan
from unstall.questionnaire.models import AuthorCase
from unstall.session.models import PlannedAction, PlanState
from unstall.triage.reading import Reading

FRIDAY = date(2026, 11, 20)
ALL = {question.id: question.top for question in questionnaire().questions}


def plan(reading: Reading, state: PlanState | None = None) -> Plan:
    made = scheduled_plan(
        engine(), engine().triage(reading, floor=False), state or PlanState(), FRIDAY
    )
    assert made is not None
    return made


@given(readings())
@settings(max_examples=examples(200), deadline=None)
def test_no_action_starts_before_what_it_waits_for(reading: Reading) -> None:
    made = plan(reading)
    position = {action.id: place for place, action in enumerate(made.actions)}
    by_id = {action.id: action for action in made.actions}
    for action in made.actions:
        for needed in action.waits_for:
            assert by_id[needed].last_week <= action.first_week
            assert position[needed] < position[action.id]


@given(readings())
@settings(max_examples=examples(200), deadline=None)
def test_every_action_belongs_to_the_strategy_and_says_why_it_is_there(reading: Reading) -> None:
    made = plan(reading)
    for action in made.actions:
        assert made.strategy.id in action.chosen.action.strategies
        assert action.chosen.always or action.chosen.why
        for why in action.chosen.why:
            assert reading.levels.get(why.question) == why.level


@given(readings(), st.sampled_from(sorted(ALL)), st.sampled_from(["fix", "restart", "partner"]))
@settings(max_examples=examples(200), deadline=None)
def test_raising_an_answer_to_its_top_never_adds_effort(
    reading: Reading, question: str, strategy_id: str
) -> None:
    strategy = questionnaire().strategy_by_id[strategy_id]

    def effort(of: Reading) -> float:
        made = week_table(engine(), engine().triage(of), strategy, PlanState(), FRIDAY)
        return sum(action.chosen.most for action in made.actions)

    before = engine().triage(reading)
    raised = reading.with_level(question, ALL[question])
    if before.decision.shape == engine().triage(raised).decision.shape:
        assert effort(raised) <= effort(reading) + 1e-9


@pytest.mark.parametrize("author_case", questionnaire().cases, ids=lambda c: c.name)
def test_the_same_answers_give_the_same_plan(author_case: AuthorCase) -> None:
    reading = reading_of(author_case)
    if engine().triage(reading).decision.strategy:
        assert plan(reading) == plan(reading)


def test_the_size_follows_the_gap() -> None:
    def monitoring(level: int | None) -> tuple[str, str, float, float]:
        made = plan(Reading(ALL).with_level("monitoring", level))
        chosen = next(a.chosen for a in made.actions if a.id == "watch-it")
        return chosen.size, chosen.title, chosen.least, chosen.most

    title = "Monitor service, inputs, answers and outcomes"
    finish = "Finish: monitor service, inputs, answers and outcomes"
    confirm = "Confirm: monitor service, inputs, answers and outcomes"
    assert monitoring(None) == ("full", title, 5, 10)
    assert monitoring(0) == ("full", title, 5, 10)
    assert monitoring(1) == ("small", title, 5, 7.5)
    assert monitoring(2) == ("finish", finish, 2, 5)
    assert monitoring(3) == ("confirm", confirm, 0.25, 0.5)


def test_a_better_answer_takes_its_action_out() -> None:
    poor = plan(Reading({**ALL, "source-agreement": 0}))
    good = plan(Reading(ALL))
    assert "source-contract" in {action.id for action in poor.actions}
    assert "source-contract" not in {action.id for action in good.actions}


def test_a_repair_follows_its_sixteen_week_table() -> None:
    fix = questionnaire().strategy_by_id["fix"]
    weeks = [calendar_week(reference, fix, 1) for reference in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)]
    assert weeks == [1, 2, 3, 5, 8, 11, 15, 16, 17, 20, 26]


def test_weeks_one_and_two_are_never_drawn_out() -> None:
    fix = questionnaire().strategy_by_id["fix"]
    assert [calendar_week(reference, fix, 2) for reference in (1, 2, 3, 7)] == [1, 2, 4, 28]


def test_a_plan_starts_on_the_monday_after_the_triage() -> None:
    made = plan(reading_of(case("sound-but-unfinished")))
    assert made.begins == made.start == date(2026, 11, 23)
    assert made.week_of(3) == date(2026, 12, 7)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_chosen_start_is_moved_to_a_monday_and_never_back(day: date) -> None:
    assert monday(day).weekday() == 0
    assert 0 <= (monday(day) - day).days < 7


def test_all_four_checkpoints_stand_in_a_repair_and_fall_on_fridays() -> None:
    made = plan(reading_of(case("sound-but-unfinished")))
    kinds = [(c.phase.kind, c.week) for c in made.checkpoints]
    assert kinds == [("commit", 2), ("value", 10), ("go-live", 15), ("benefit", 26)]
    assert all(c.on and c.on.weekday() == 4 for c in made.checkpoints)


def test_outside_work_has_no_dates_until_somebody_says_how_long_contracting_takes() -> None:
    reading = reading_of(case("good-model-no-engineers"))
    assert plan(reading).start is None
    told = Reading(reading.levels, {**reading.facts, "external_lead_time": 5}, reading.how_soon)
    assert plan(told).start == date(2026, 12, 28)
    before = {action.id for action in plan(told).in_week(0)}
    assert {"partner-brief", "partner-choice", "partner-contract"} <= before


def test_a_plan_to_harden_builds_nothing_anew_and_a_plan_to_rebuild_hardens_nothing() -> None:
    harden = {action.id for action in plan(reading_of(case("good-model-no-engineers"))).actions}
    assert "harden-code" in harden
    assert not {"thin-slice", "port-model"} & harden
    partner = questionnaire().strategy_by_id["partner"]
    triage = engine().triage(
        Reading({**ALL, "design-ceiling": 0, "production-skills": 0, "production-record": 0,
                 "team-capacity": 0})
    )  # fmt: skip
    assert (triage.decision.strategy, triage.decision.shape) == ("partner", "rebuild")
    rebuild = {a.id for a in week_table(engine(), triage, partner, PlanState(), FRIDAY).actions}
    assert {"thin-slice", "port-model"} <= rebuild
    assert "harden-code" not in rebuild


def test_a_pause_keeps_only_what_opens_the_gates() -> None:
    made = plan(reading_of(case("waiting-for-sponsor")))
    kept = {*made.strategy.keeps_only, "pause-condition", "pause-freeze", "pause-review"}
    assert {action.id for action in made.actions} <= kept
    assert made.resume_with is not None
    assert made.resume_with.id == "fix"


def test_everything_ready_needs_confirming_only() -> None:
    made = plan(Reading(ALL))
    assert len(made.actions) == 16
    assert sum(action.chosen.most for action in made.actions) < 30


def test_names_stand_against_their_roles_and_the_rest_is_to_be_named() -> None:
    reading = reading_of(case("sound-but-unfinished"))
    facts = {**reading.facts, "names_by_role": {"sponsor": "J. Lindqvist"}}
    made = plan(Reading(reading.levels, facts, reading.how_soon))
    by_role = {action.role: action.owner for action in made.actions}
    assert by_role["sponsor"] == "J. Lindqvist"
    assert "sponsor" not in made.unfilled_roles
    assert made.names_first
    needed = [
        min(a.first_week for a in made.actions if a.role == role) for role in made.unfilled_roles
    ]
    assert needed == sorted(needed)


def test_an_owner_chosen_for_one_action_goes_before_the_one_of_the_role() -> None:
    reading = reading_of(case("sound-but-unfinished"))
    state = PlanState(actions={"watch-it": PlannedAction(owner="Ana Ruiz", done=FRIDAY)})
    made = plan(reading, state)
    watch = next(action for action in made.actions if action.id == "watch-it")
    assert (watch.owner, watch.done) == ("Ana Ruiz", FRIDAY)


def test_a_dropped_action_is_out_and_what_waited_for_it_goes_on() -> None:
    reading = reading_of(case("sound-but-unfinished"))
    state = PlanState(actions={"watch-it": PlannedAction(dropped="bought with the platform")})
    ids = {action.id for action in plan(reading, state).actions}
    assert "watch-it" not in ids
    assert "readiness-review" in ids


def test_a_plan_that_the_people_cannot_do_is_late_and_says_by_how_much() -> None:
    reading = reading_of(case("notebook-strong-team"))
    made = plan(Reading(reading.levels, {**reading.facts, "fte_available": 2}, reading.how_soon))
    assert made.capacity.fits is False
    assert made.timing is not None
    assert made.timing.over == made.timing.likely - made.timing.window > 0
    assert made.stretch == 1
    enough = Reading(reading.levels, {**reading.facts, "fte_available": 8}, reading.how_soon)
    assert plan(enough).capacity.fits
    assert plan(reading).capacity.fits is None


def test_people_who_are_nobody_do_not_fit() -> None:
    reading = reading_of(case("notebook-strong-team"))
    made = plan(Reading(reading.levels, {**reading.facts, "fte_available": 0}, reading.how_soon))
    assert made.capacity.fits is False


def test_there_is_no_plan_without_a_recommendation() -> None:
    triage = engine().triage(Reading({}))
    assert scheduled_plan(engine(), triage, PlanState(), FRIDAY) is None


def test_a_rebuild_by_people_who_have_never_run_such_a_system_takes_half_as_long_again() -> None:
    reading = reading_of(case("notebook-strong-team")).with_level("production-record", 1)
    restart = questionnaire().strategy_by_id["restart"]
    made = week_table(engine(), engine().triage(reading), restart, PlanState(), FRIDAY)
    go_live = next(c for c in made.checkpoints if c.phase.kind == "go-live")
    assert made.stretch == 1.5
    assert go_live.week == 2 + round((11 - 2) * 1.5 + 0.5)
    assert made.stretched_because is not None
