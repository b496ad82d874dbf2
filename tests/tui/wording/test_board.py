"""What the plan screen says, over the plans of all five strategies, without a screen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builtin import questionnaire
from tests.tui.support import NOW, desk, session_of_case
from unstall.plan.models import Plan
from unstall.report.dossier import Dossier
from unstall.session.models import PlannedAction, PlanState
from unstall.tui.wording.board import (
    Board,
    Card,
    asking_question,
    board,
    details,
    earliest_week,
    week_title,
)
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.instead import instead_of_plan

PLANNED = [
    case.name
    for case in questionnaire().cases
    if case.expected.strategy and case.name != "everything-ready"
]
"""The cases with a plan to follow."""
TODAY = NOW.date()


def dossier(name: str, **changes: Any) -> Dossier:
    return dossier_of(desk(session_of_case(name, **changes)))


def laid_out(of: Dossier, today: date = TODAY) -> tuple[Board, Plan]:
    assert of.plan is not None
    return board(of, of.plan, today), of.plan


def cards(of: Board) -> dict[str, Card]:
    return {card.id: card for week in of.weeks for card in week.cards}


@pytest.mark.parametrize("name", PLANNED)
def test_every_action_stands_once_in_the_week_in_which_it_begins(name: str) -> None:
    shown, plan = laid_out(dossier(name))
    placed = [(card.id, week.number) for week in shown.weeks for card in week.cards]
    assert placed == [(action.id, action.first_week) for action in plan.actions]


@pytest.mark.parametrize("name", PLANNED)
def test_every_action_has_a_name_or_visibly_none(name: str) -> None:
    shown, _ = laid_out(dossier(name))
    for card in cards(shown).values():
        assert card.is_named or card.who.startswith("to be named (")


@pytest.mark.parametrize("name", PLANNED)
def test_an_action_waits_only_for_what_comes_before_it(name: str) -> None:
    shown, _ = laid_out(dossier(name))
    for card in cards(shown).values():
        assert all(number < card.number for number in card.waits_for)


@pytest.mark.parametrize("name", PLANNED)
def test_every_checkpoint_stands_in_its_week_with_its_date(name: str) -> None:
    of = dossier(name)
    shown, plan = laid_out(of)
    said = {week.number: week.checkpoints for week in shown.weeks}
    for checkpoint in plan.checkpoints:
        texts = " ".join(due.when for due in said[checkpoint.week])
        if checkpoint.on and checkpoint.week >= 1:
            assert of.formats.day(checkpoint.on) in texts


@pytest.mark.parametrize("name", PLANNED)
def test_every_action_says_when_it_is_done_and_why_it_is_there(name: str) -> None:
    of = dossier(name)
    _, plan = laid_out(of)
    for placed in plan.actions:
        said = {point.title: point for point in details(of, plan, placed)}
        assert said["Done when"].text
        assert said["Owner"].text.endswith(f"({placed.role})")
        asked = [child.question for child in said["Why"].children]
        assert asked == [why.question for why in placed.chosen.why]
        assert asked or said["Why"].text == "part of every plan of this kind"
        assert asking_question(placed) == (asked[0] if asked else None)


@pytest.mark.parametrize("name", PLANNED)
def test_each_phase_of_the_plan_says_its_aim_once_it_begins(name: str) -> None:
    shown, plan = laid_out(dossier(name))
    aims = [week.aim for week in shown.weeks if week.aim]
    assert aims
    assert len(aims) == len(set(aims))
    first = next(week for week in shown.weeks if week.cards)
    assert first.aim.startswith(plan.strategy.phases[0].aim[:10])


def test_weeks_are_named_by_their_mondays() -> None:
    of = dossier("validation-loop")
    _, plan = laid_out(of)
    assert week_title(of, plan, 1) == "Week 1 · week of 23 November 2026"
    assert week_title(of, plan, 3) == "Week 3 · week of 7 December 2026"


def test_weeks_without_a_date_are_counted_and_it_is_said_why() -> None:
    of = dossier("good-model-no-engineers")
    shown, plan = laid_out(of)
    assert week_title(of, plan, 3) == "Week 3"
    assert shown.weeks[0].title == "Before week 1 · from 23 November 2026"
    assert any("Week 1 has no date" in text for text in shown.about)


def test_what_is_done_no_longer_holds_others_up() -> None:
    before, _ = laid_out(dossier("validation-loop"))
    waiting = next(card for card in cards(before).values() if card.waits_for)
    needed = [card.id for card in cards(before).values() if card.number in waiting.waits_for]
    done = {action: PlannedAction(done=date(2026, 11, 24)) for action in needed}
    after, _ = laid_out(dossier("validation-loop", plan=PlanState(actions=done)))
    assert cards(after)[waiting.id].waits_for == ()
    assert all(cards(after)[action].is_done for action in needed)
    assert f"{len(needed)} of " in after.summary


def test_names_come_first_until_two_thirds_of_the_actions_have_one() -> None:
    nameless, _ = laid_out(dossier("validation-loop"))
    assert nameless.caution.startswith("Names come first: none of the")
    names = {role.id: "Ana Ruiz" for role in questionnaire().roles}
    facts = {**session_of_case("validation-loop").facts, "names_by_role": names}
    named, _ = laid_out(dossier("validation-loop", facts=facts))
    assert named.caution == ""
    assert all(card.who == "Ana Ruiz" for card in cards(named).values())
    assert "without a name" not in named.summary


def test_what_should_be_over_by_now_is_late_until_it_is_done() -> None:
    shown, plan = laid_out(dossier("validation-loop"), date(2026, 12, 9))
    late = {placed.id for placed in plan.actions if str(placed.last_day) < "2026-12-09"}
    assert late
    assert {card.id for card in cards(shown).values() if card.is_late} == late


def test_what_was_taken_out_is_listed_with_its_reason() -> None:
    state = PlanState(actions={"load-test": PlannedAction(dropped="no peaks [/x]")})
    shown, _ = laid_out(dossier("validation-loop", plan=state))
    assert "load-test" not in cards(shown)
    assert [(out.id, out.reason) for out in shown.taken_out] == [("load-test", "no peaks [/x]")]


def test_what_was_decided_about_an_action_that_is_not_asked_for_is_listed_and_kept() -> None:
    state = PlanState(
        actions={
            "load-test": PlannedAction(owner="Ana [/x]", done=date(2026, 11, 24), note="twice"),
            "owner-charter": PlannedAction(dropped="not here"),
        }
    )
    of = dossier("need-gone", plan=state)
    shown, _ = laid_out(of)
    listed = {one.id: one.decided for one in shown.not_asked}
    assert listed == {"load-test": "done on 24 November 2026; Ana [/x]; note: twice"}


def test_what_the_plan_asks_for_is_not_listed_as_not_asked_for() -> None:
    state = PlanState(actions={"name-business-owner": PlannedAction(owner="Ana")})
    shown, _ = laid_out(dossier("validation-loop", plan=state))
    assert shown.not_asked == ()


def test_an_action_can_begin_no_earlier_than_what_it_waits_for_ends() -> None:
    _, plan = laid_out(dossier("validation-loop"))
    by_id = {placed.id: placed for placed in plan.actions}
    for placed in plan.actions:
        week, after = earliest_week(plan, placed)
        ends = [by_id[needed].last_week for needed in placed.waits_for]
        assert week == max([1, *ends])
        assert (after is None) == (not ends or max(ends) < 1)


def test_without_a_verdict_the_questions_to_answer_stand_in_place_of_a_plan() -> None:
    instead = instead_of_plan(dossier("mostly-unknown"))
    assert instead is not None
    assert instead.title.startswith("No plan yet")
    assert len(instead.points) == 12


def test_where_nothing_explains_the_stall_no_work_is_invented() -> None:
    instead = instead_of_plan(dossier("everything-ready"))
    assert instead is not None
    assert instead.title == "No plan: hold the go-live review"
    assert len(instead.points) == 5


def test_a_plan_to_follow_has_nothing_in_its_place() -> None:
    assert instead_of_plan(dossier("validation-loop")) is None
