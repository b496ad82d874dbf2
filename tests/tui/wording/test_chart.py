"""The plan along its weeks, without a screen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builtin import questionnaire
from tests.tui.support import desk, session_of_case
from tests.tui.wording.test_board import PLANNED
from unstall.plan.models import Plan
from unstall.session.models import PlannedAction, PlanState
from unstall.tui.wording.board import numbers
from unstall.tui.wording.chart import Bar, Chart, chart
from unstall.tui.wording.dossier import dossier_of

TODAY = date(2026, 12, 9)
"""The Wednesday of week 3 of a plan that begins after the day of the cases."""


def drawn(name: str, today: date = TODAY, **changes: Any) -> tuple[Chart, Plan]:
    of = dossier_of(desk(session_of_case(name, **changes)))
    assert of.plan is not None
    return chart(of, of.plan, today), of.plan


def bars(of: Chart) -> dict[str, Bar]:
    return {bar.id: bar for stage in of.stages for bar in stage.bars}


@pytest.mark.parametrize("name", PLANNED)
def test_every_action_has_one_bar_from_its_first_week_to_its_last(name: str) -> None:
    of, plan = drawn(name)
    number = numbers(plan)
    assert sum(len(stage.bars) for stage in of.stages) == len(plan.actions)
    for placed in plan.actions:
        bar = bars(of)[placed.id]
        assert (bar.number, bar.first, bar.last) == (
            number[placed.id], placed.first_week, placed.last_week,
        )  # fmt: skip
        assert of.first <= bar.first <= bar.last <= of.last


@pytest.mark.parametrize("name", PLANNED)
def test_every_checkpoint_is_marked_by_a_letter_of_its_own(name: str) -> None:
    of, plan = drawn(name)
    assert [mark.week for mark in of.marks] == [due.week for due in plan.checkpoints]
    letters = {mark.title: mark.letter for mark in of.marks}
    assert len(set(letters.values())) == len(letters)


@pytest.mark.parametrize("name", PLANNED)
def test_the_chain_that_decides_the_end_is_marked(name: str) -> None:
    of, plan = drawn(name)
    assert plan.timing is not None
    marked = {bar.id for bar in bars(of).values() if bar.decides}
    assert marked == {link.id for link in plan.timing.chain}


def test_what_should_be_over_by_now_is_overdue_until_it_is_done() -> None:
    of, plan = drawn("validation-loop")
    for placed in plan.actions:
        assert placed.last_day is not None
        is_late = bars(of)[placed.id].state == "overdue"
        assert is_late == (placed.last_day < TODAY)
    late = next(bar.id for bar in bars(of).values() if bar.state == "overdue")
    done = PlanState(actions={late: PlannedAction(done=TODAY)})
    assert bars(drawn("validation-loop", plan=done)[0])[late].state == "done"


def test_what_is_not_due_waits_until_all_that_it_waits_for_is_done() -> None:
    before = date(2026, 11, 20)
    of, plan = drawn("validation-loop", before)
    for placed in plan.actions:
        assert bars(of)[placed.id].state == ("waits" if placed.waits_for else "ready")
    waiting = next(placed for placed in plan.actions if placed.waits_for)
    done = {needed: PlannedAction(done=before) for needed in waiting.waits_for}
    after = drawn("validation-loop", before, plan=PlanState(actions=done))[0]
    assert bars(after)[waiting.id].state == "ready"


def test_today_stands_in_its_week_of_the_plan() -> None:
    of, _ = drawn("validation-loop")
    assert (of.today_week, of.today) == (3, "Today: week 3")
    assert of.today_share == pytest.approx(2 / 7)


@pytest.mark.parametrize(
    ("today", "says"),
    [(date(2026, 11, 20), "before it begins"), (date(2028, 1, 3), "after its last week")],
)
def test_a_day_outside_the_plan_is_said_and_not_drawn(today: date, says: str) -> None:
    of, _ = drawn("validation-loop", today)
    assert of.today_week is None
    assert says in of.today


def test_weeks_without_dates_have_no_months_and_no_today() -> None:
    of, plan = drawn("good-model-no-engineers")
    assert plan.start is None
    assert of.months == ()
    assert of.first == 0
    assert of.today_week == 0


def test_months_stand_at_the_first_of_their_weeks() -> None:
    of, plan = drawn("validation-loop")
    assert [(month.name, month.week) for month in of.months[:3]] == [
        ("Nov", 1), ("Dec", 3), ("Jan", 7),
    ]  # fmt: skip
    assert plan.start is not None
    for month in of.months[1:]:
        monday = plan.start + timedelta(weeks=month.week - 1)
        assert monday.day <= 7


def test_after_a_quick_call_only_what_it_dates_can_be_overdue() -> None:
    much_later = date(2027, 3, 1)
    quick = {question.id for question in questionnaire().questions if question.quick}
    answers = session_of_case("validation-loop").answers
    asked = {question: answer for question, answer in answers.items() if question in quick}
    session = session_of_case("validation-loop", depth="quick")
    dossier = dossier_of(desk(session.model_copy(update={"answers": asked})))
    assert dossier.plan is not None
    assert dossier.is_quick
    of = chart(dossier, dossier.plan, much_later)
    assert {bar.state for bar in bars(of).values() if bar.last > 2} <= {"ready", "waits"}
    assert any(bar.state == "overdue" for bar in bars(of).values())
    assert of.months == ()
