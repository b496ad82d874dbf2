"""Checked edits: what they record, what they leave, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.session.support import NOW, questionnaire, result, session
from unstall.errors import SessionClosedError, SessionError
from unstall.session import edit
from unstall.session.format import from_toml, to_toml
from unstall.session.models import MAX_NAME, MAX_TEXT, Answer, PlannedAction, Session

BANK = questionnaire()
QUESTION = BANK.question_by_id["business-owner"]
LATER = NOW + timedelta(hours=1)


def answered(value: str, start: Session | None = None) -> Answer:
    after = edit.answer(start or session(), BANK, QUESTION.id, value, at=NOW)
    return after.answers[QUESTION.id]


def test_a_new_session_is_dated_and_named() -> None:
    new = edit.new_session(
        "  Claims\n triage ", BANK, sha256="a" * 64, now=NOW, client="Acme", depth="full"
    )
    assert (new.project, new.client, new.depth) == ("Claims triage", "Acme", "full")
    assert (new.opened, new.assessed) == (NOW, date(2026, 11, 20))
    assert (new.questionnaire.id, new.questionnaire.version) == (BANK.id, BANK.version)
    assert from_toml(to_toml(new)) == new


@pytest.mark.parametrize("name", ["", " \n", "\u202e", "x" * (MAX_NAME + 1)])
def test_a_project_needs_a_name_of_moderate_length(name: str) -> None:
    with pytest.raises(SessionError):
        edit.new_session(name, BANK, sha256="a" * 64, now=NOW)


def test_a_number_means_the_level_at_that_place_counted_from_the_worst() -> None:
    for number, level in enumerate(QUESTION.levels, start=1):
        assert answered(str(number)) == Answer(level=level.id, at=NOW)


def test_a_level_may_be_named_by_its_id_in_any_case() -> None:
    assert answered(f" {QUESTION.levels[1].id.upper()} ").level == QUESTION.levels[1].id


def test_not_known_and_not_applicable_are_answers_too() -> None:
    assert answered("Unknown") == Answer(unknown=True, at=NOW)
    assert answered("N/A: no model: yet ") == Answer(not_applicable="no model: yet", at=NOW)


@pytest.mark.parametrize("value", ["n/a", "n/a:", "N/A:  ", "n/a:\u202e"])
def test_not_applicable_needs_a_reason(value: str) -> None:
    with pytest.raises(SessionError, match="needs a reason"):
        answered(value)


@pytest.mark.parametrize("value", ["0", "5", "99999999999999", "-1", "", "²", "٢", "x" * 10_000])
def test_what_is_no_level_is_refused_with_the_levels_there_are(value: str) -> None:
    with pytest.raises(SessionError) as refused:
        answered(value)
    line = str(refused.value)
    assert line.startswith("business-owner: ")
    assert all(f"{n} {level.id}" in line for n, level in enumerate(QUESTION.levels, start=1))
    assert len(line) < 500


def test_a_slip_of_the_finger_is_met_with_the_level_that_was_meant() -> None:
    with pytest.raises(SessionError, match=f"Did you mean {QUESTION.levels[1].id}"):
        answered(QUESTION.levels[1].id[:-1])


def test_a_level_of_another_question_is_refused_with_that_questions_id() -> None:
    own = {level.id for level in QUESTION.levels}
    other, level = next(
        (question, level.id)
        for question in BANK.questions
        for level in question.levels
        if level.id not in own
    )
    with pytest.raises(SessionError) as refused:
        answered(level)
    assert f"is a level of {other.id}" in str(refused.value)


def test_an_unknown_question_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(SessionError, match="Did you mean business-owner"):
        edit.answer(session(), BANK, "busines-owner", "1", at=NOW)
    with pytest.raises(SessionError, match="there is no question 'qqqqqqqq'"):
        edit.answer(session(), BANK, "qqqqqqqq", "1", at=NOW)


def test_a_question_is_found_by_an_id_that_it_had_before() -> None:
    renamed = QUESTION.model_copy(update={"renamed_from": ("owner-of-old",)})
    bank = BANK.model_copy(update={"questions": (renamed,)})
    assert edit.find_question(bank, "owner-of-old").id == QUESTION.id


def test_another_answer_leaves_what_stands_beside_it() -> None:
    start = session().with_answer(
        QUESTION.id, Answer(level="nobody", known="seen", note="kept", evidence="page 3", at=NOW)
    )
    after = edit.answer(start, BANK, QUESTION.id, "unknown", at=LATER).answers[QUESTION.id]
    assert after == Answer(unknown=True, known="seen", note="kept", evidence="page 3", at=LATER)


def test_the_same_answer_again_changes_nothing() -> None:
    start = edit.answer(session(), BANK, QUESTION.id, "2", at=NOW)
    assert edit.answer(start, BANK, QUESTION.id, "2", at=LATER) is start


def test_an_answer_taken_back_leaves_the_note_and_an_empty_one_leaves_nothing() -> None:
    start = edit.answer(session(), BANK, QUESTION.id, "2", at=NOW)
    assert edit.clear_answer(start, BANK, QUESTION.id) == session()
    noted = edit.annotate(start, BANK, QUESTION.id, note="why")
    cleared = edit.clear_answer(noted, BANK, QUESTION.id)
    assert cleared.answers == {QUESTION.id: Answer(note="why")}


def test_notes_are_cleaned_and_a_blank_takes_one_out() -> None:
    start = edit.annotate(session(), BANK, QUESTION.id, note=" a\r\nb\x1b[2J ", ask="Ana")
    assert start.answers[QUESTION.id] == Answer(note="a\nb", ask="Ana")
    after = edit.annotate(start, BANK, QUESTION.id, note=" ", evidence="page 3")
    assert after.answers[QUESTION.id] == Answer(ask="Ana", evidence="page 3")


def test_an_argument_that_is_no_text_loses_only_what_no_file_can_hold() -> None:
    start = edit.annotate(session(), BANK, QUESTION.id, note="caf\udce9 at ten")
    assert start.answers[QUESTION.id].note == "caf at ten"
    assert from_toml(to_toml(start)) == start


def test_a_note_that_is_too_long_is_refused() -> None:
    with pytest.raises(SessionError, match="10,001 characters"):
        edit.annotate(session(), BANK, QUESTION.id, note="x" * (MAX_TEXT + 1))


def test_how_we_know_and_an_accepted_risk_stand_beside_the_answer() -> None:
    start = edit.set_known(session(), BANK, QUESTION.id, "corroborated")
    start = edit.accept_risk(start, BANK, QUESTION.id, "Ana", "pilot only")
    answer = start.answers[QUESTION.id]
    assert answer.known == "corroborated"
    assert answer.accepted is not None
    assert (answer.accepted.by, answer.accepted.why) == ("Ana", "pilot only")
    assert edit.accept_risk(start, BANK, QUESTION.id, "", "").answers[QUESTION.id].accepted is None
    with pytest.raises(SessionError, match="a name and a reason"):
        edit.accept_risk(start, BANK, QUESTION.id, "Ana", "")


def test_how_soon_is_one_of_three_or_taken_out() -> None:
    start = edit.set_how_soon(session(), BANK, QUESTION.id, "12W")
    assert start.how_soon == {QUESTION.id: "12w"}
    assert edit.set_how_soon(start, BANK, QUESTION.id, "unknown").how_soon == {}
    with pytest.raises(SessionError, match="Write 2w"):
        edit.set_how_soon(start, BANK, QUESTION.id, "3 weeks")


def test_facts_are_set_as_typed_and_taken_out_by_a_blank() -> None:
    start = edit.set_fact(session(), BANK, "months-stalled", "7.5")
    assert start.facts == {"months_stalled": 7.5}
    assert edit.set_fact(start, BANK, "months_stalled", " ").facts == {}
    assert edit.set_fact_value(start, BANK, "hard_date", date(2027, 1, 31)).facts["hard_date"]


def test_facts_that_have_a_key_of_their_own_go_there() -> None:
    start = edit.set_fact(session(), BANK, "project_name", "Claims")
    start = edit.set_fact(start, BANK, "organisation", "Acme")
    start = edit.set_fact(start, BANK, "assessed_on", "2026-11-01")
    assert (start.project, start.client, start.assessed) == ("Claims", "Acme", date(2026, 11, 1))
    assert start.facts == {}
    assert edit.set_fact(start, BANK, "organisation", "").client is None
    with pytest.raises(SessionError, match="cannot be left out"):
        edit.set_fact(start, BANK, "project_name", "")


def test_facts_that_are_worked_out_or_do_not_exist_are_refused() -> None:
    with pytest.raises(SessionError, match="Give assessed_on and hard_date"):
        edit.set_fact(session(), BANK, "hard_date_weeks", "4")
    with pytest.raises(SessionError, match="Did you mean months_stalled"):
        edit.set_fact(session(), BANK, "month_stalled", "4")


def test_a_currency_is_three_letters() -> None:
    assert edit.set_currency(session(), "eur ").currency == "EUR"
    assert edit.set_currency(session(currency="EUR"), "").currency is None
    with pytest.raises(SessionError, match="no currency code"):
        edit.set_currency(session(), "euro")


def test_a_planned_action_has_to_exist_and_an_empty_decision_goes() -> None:
    action = BANK.actions[0].id
    start = edit.set_planned(session(), BANK, action, PlannedAction(owner=" J.  Lindqvist "))
    assert start.plan.actions == {action: PlannedAction(owner="J. Lindqvist")}
    assert edit.set_planned(start, BANK, action, PlannedAction()).plan.actions == {}
    with pytest.raises(SessionError, match="there is no action"):
        edit.set_planned(session(), BANK, "no-such", PlannedAction(week=3))


def test_depth_and_start_of_the_plan_are_changed_alone() -> None:
    assert edit.set_depth(session(), "full") == session(depth="full")
    assert edit.set_start(session(), date(2026, 12, 1)).plan.start == date(2026, 12, 1)


CHANGES: dict[str, Callable[[Session], Session]] = {
    "answer": lambda s: edit.answer(s, BANK, QUESTION.id, "1", at=NOW),
    "clear_answer": lambda s: edit.clear_answer(s, BANK, QUESTION.id),
    "annotate": lambda s: edit.annotate(s, BANK, QUESTION.id, note="x"),
    "set_known": lambda s: edit.set_known(s, BANK, QUESTION.id, "seen"),
    "accept_risk": lambda s: edit.accept_risk(s, BANK, QUESTION.id, "a", "b"),
    "set_how_soon": lambda s: edit.set_how_soon(s, BANK, QUESTION.id, "2w"),
    "set_fact": lambda s: edit.set_fact(s, BANK, "months_stalled", "3"),
    "set_fact_value": lambda s: edit.set_fact_value(s, BANK, "months_stalled", 3),
    "set_currency": lambda s: edit.set_currency(s, "EUR"),
    "set_depth": lambda s: edit.set_depth(s, "full"),
    "set_left_from": lambda s: edit.set_left_from(s, date(2026, 12, 1)),
    "set_planned": lambda s: edit.set_planned(s, BANK, BANK.actions[0].id, PlannedAction(week=1)),
    "set_holidays": lambda s: edit.set_holidays(s, "DE-BY"),
    "set_start": lambda s: edit.set_start(s, date(2026, 12, 1)),
    "closed": lambda s: edit.closed(s, result(), NOW),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_closed_session_is_not_changed_in_any_way(name: str) -> None:
    frozen = edit.closed(session(), result(), NOW)
    with pytest.raises(SessionClosedError, match="closed on 2026-11-20"):
        CHANGES[name](frozen)


def test_every_edit_is_among_those_that_a_closed_session_refuses() -> None:
    public = {name for name, value in vars(edit).items() if getattr(value, "__module__", "") == (
        edit.__name__
    ) and not name.startswith("_")}  # fmt: skip
    reading = {name for name in public if name.startswith("find_")}
    assert public - reading - {"new_session", "refuse_if_closed", "check_left_from"} == set(CHANGES)
