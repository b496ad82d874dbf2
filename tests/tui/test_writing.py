"""What becomes of texts written beside an answer."""

from __future__ import annotations

import pytest

from tests.builtin import questionnaire
from tests.tui.on_a_call import QUICK
from tests.tui.support import NOW, desk, session
from unstall.errors import SessionError
from unstall.session.models import Answer
from unstall.tui.writing import at_the_field, edit_beside, facts_with, next_fact, written

OWNER = questionnaire().question_by_id["business-owner"]


def test_a_field_begins_with_the_draft_if_there_is_one_and_else_with_what_is_recorded() -> None:
    on = desk(session().with_answer(OWNER.id, Answer(note="recorded")))
    assert edit_beside(on, OWNER, "note", {}).text == "recorded"
    edit = edit_beside(on, OWNER, "note", {f"note:{OWNER.id}": "draft"})
    assert (edit.text, edit.recorded) == ("draft", "recorded")


def test_only_what_changes_no_result_is_kept_while_it_is_typed() -> None:
    on = desk()
    as_typed = {
        purpose: edit_beside(on, OWNER, purpose, {}).as_typed
        for purpose in ("note", "evidence", "ask", "reason")
    }
    assert as_typed == {"note": True, "evidence": True, "ask": False, "reason": False}
    on = desk(session({OWNER.id: None}))
    assert edit_beside(on, OWNER, "ask", {}).as_typed


def test_a_reason_is_needed_and_recorded_with_the_moment() -> None:
    on = desk()
    edit = edit_beside(on, OWNER, "reason", {})
    with pytest.raises(SessionError) as refused:
        written(on, edit, " \n ")
    expected = "Not applicable needs a reason. Write why the question does not apply."
    assert at_the_field(refused.value) == expected
    answer = written(on, edit, "a public body").answers[OWNER.id]
    assert (answer.not_applicable, answer.at) == ("a public body", NOW)
    assert on.session.answers == {}


def test_a_question_with_several_facts_is_gone_through_fact_by_fact() -> None:
    question = QUICK[0].model_copy(
        update={"ask_facts": ("months_stalled", "budget_left", "hard_date_weeks", "regulated")}
    )
    on = desk(session(facts={"budget_left": 5}))
    assert [fact.id for fact in facts_with(on, question)] == [
        "months_stalled",
        "budget_left",
        "regulated",
    ]
    first = next_fact(on, question)
    assert first is not None
    assert first.id == "months_stalled"
    after = next_fact(on, question, after="months_stalled")
    assert after is not None
    assert after.id == "regulated"
    on = desk(session(facts={"budget_left": 5, "months_stalled": 7, "regulated": "no"}))
    again = next_fact(on, question)
    assert again is not None
    assert again.id == "months_stalled"
    assert next_fact(on, question, after="months_stalled") is None


def test_a_fact_with_choices_names_them_and_money_its_currency() -> None:
    facts = questionnaire().fact_by_id
    on = desk(session(currency="EUR"))
    edit = edit_beside(on, QUICK[0], "fact", {}, fact=facts["paused_before"])
    assert edit.hint == "1 Yes · 2 No"
    edit = edit_beside(on, QUICK[0], "fact", {}, fact=facts["budget_left"])
    assert edit.hint.endswith("In EUR.")
