"""What is new in a plan after answers have changed."""

from __future__ import annotations

from typing import Any

from tests.tui.support import desk, session_of_case
from unstall.session.models import PlannedAction
from unstall.tui.desk import Desk
from unstall.tui.seen import as_it_was, behind
from unstall.tui.weighed import Weighed
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point
from unstall.tui.wording.since import Since, since


def opened() -> tuple[Desk, Weighed]:
    on = desk(session_of_case("validation-loop"))
    return on, on.shown


def answer(on: Desk, question: str, level: int) -> None:
    on.set_level(on.questionnaire.question_by_id[question], level)


def told(on: Desk, before: Weighed) -> Since | None:
    old = as_it_was(before, on.shown)
    differences = behind(before.session, on.session)
    return since(dossier_of(old), dossier_of(on), differences)


def under(said: Since, heading: str) -> tuple[Point, ...]:
    return next((point.children for point in said.points if point.title == heading), ())


def test_an_action_that_is_not_asked_for_any_more_is_gone_and_the_answer_named() -> None:
    on, before = opened()
    answer(on, "business-owner", 3)
    said = told(on, before)
    assert said is not None
    assert "1 gone" in said.lead
    assert [point.title for point in under(said, "Gone")] == ["Name the accountable business owner"]
    changed = under(said, "What changed")
    assert [point.question for point in changed] == ["business-owner"]
    assert changed[0].text.startswith("“Nobody on the business side.” → “A named business owner")


def test_of_several_answers_each_action_names_the_one_that_it_comes_from() -> None:
    on, before = opened()
    answer(on, "business-owner", 3)
    answer(on, "monitoring", 3)
    said = told(on, before)
    assert said is not None
    assert [point.notes for point in under(said, "Gone")] == [("because of Accountable owner",)]


def test_the_same_answer_taken_back_leaves_nothing_to_say() -> None:
    on, before = opened()
    answer(on, "business-owner", 3)
    on.undo()
    assert behind(before.session, on.session) == ()


def test_what_is_decided_about_the_plan_itself_is_no_difference() -> None:
    on, before = opened()
    on.set_planned("name-business-owner", PlannedAction(owner="Ana", week=4))
    on.change(on.session.with_facts({"names_by_role": {"sponsor": "Ana"}}), "plan")
    assert behind(before.session, on.session) == ()


def test_decisions_made_meanwhile_are_held_the_same_on_both_sides() -> None:
    on, before = opened()
    on.set_planned("load-test", PlannedAction(dropped="no peaks"))
    answer(on, "business-owner", 3)
    said = told(on, before)
    assert said is not None
    assert "1 gone" in said.lead


def test_a_fact_that_shortens_the_plan_says_by_how_many_weeks() -> None:
    on, _ = opened()
    on.change(on.session.with_facts({"fte_available": 1}), "fte_available")
    before = on.shown
    on.change(on.session.with_facts({"fte_available": 4}), "fte_available")
    said = told(on, before)
    assert said is not None
    assert "earlier" in said.lead
    assert "moved" in said.lead
    assert [point.fact for point in under(said, "What changed")] == ["fte_available"]


def test_another_recommendation_is_said_first() -> None:
    on, before = opened()
    answer(on, "business-owner", 3)
    title = dossier_of(on).verdict_title
    gone: dict[str, Any] = session_of_case("need-gone").answers
    on.change(on.session.model_copy(update={"answers": gone}), "answers")
    said = told(on, before)
    assert said is not None
    other = dossier_of(on).verdict_title
    assert other != title
    assert said.lead.startswith(f"Since you last looked: {other} instead of ")


def test_where_the_plan_is_the_same_nothing_is_said() -> None:
    on, before = opened()
    assert told(on, before) is None
