"""A session under another version of its questionnaire."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.questionnaire.evolving import FIRST, Chain, Item, State, built, chains, tables_of
from tests.session.support import NOW
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.versions import composed, version_map
from unstall.session.agree import agreed
from unstall.session.edit import new_session
from unstall.session.format import from_toml, to_toml
from unstall.session.mapped import Mapped, mapped
from unstall.session.models import (
    MAX_TEXT,
    Accepted,
    Answer,
    OwnAction,
    PlannedAction,
    PlanState,
    QuestionnaireRef,
    Result,
    Session,
    Votes,
)

LEVEL = "level"
VOTER = "0a1b2c3d"


def ref(questionnaire: Questionnaire) -> QuestionnaireRef:
    return QuestionnaireRef(
        id=questionnaire.id, version=questionnaire.version, sha256=questionnaire.version[0] * 64
    )


def fresh(questionnaire: Questionnaire, **changes: Any) -> Session:
    made = new_session("Claims", questionnaire, sha256=ref(questionnaire).sha256, now=NOW)
    return made.model_copy(update=changes)


def onto(session: Session, old: Questionnaire, new: Questionnaire) -> Mapped:
    return mapped(session, version_map(old, new), ref(new))


@st.composite
def sessions(draw: st.DrawFn, questionnaire: Questionnaire) -> Session:
    """Draw a session that holds something of everything."""
    answers = {}
    for question in questionnaire.questions:
        state = draw(st.sampled_from((LEVEL, LEVEL, "unknown", "n/a", "note", "nothing")))
        note = "Said on the call." if draw(st.booleans()) else None
        if state == LEVEL:
            level = draw(st.sampled_from(question.level_ids))
            accepted = Accepted(by="A. Ruiz", why="Fine.") if draw(st.booleans()) else None
            answers[question.id] = Answer(
                level=level, known="seen", at=NOW, accepted=accepted, note=note
            )
        elif state == "unknown":
            answers[question.id] = Answer(unknown=True, at=NOW, ask="Bo", note=note)
        elif state == "n/a":
            answers[question.id] = Answer(not_applicable="No model.", at=NOW, note=note)
        elif state == "note":
            answers[question.id] = Answer(note="Ask later.")
    planned = PlannedAction(owner="Bo Lee", done=date(2026, 11, 27))
    own = {
        "tell-them": OwnAction(
            title="Tell them",
            role=questionnaire.roles[0].id,
            done_when="They know.",
            effort=(1, 2),
            added_for=questionnaire.strategies[0].id,
            after=tuple(a.id for a in questionnaire.actions if draw(st.booleans())),
        )
    }
    actions = {a.id: planned for a in questionnaire.actions if draw(st.booleans())}
    ids = [action.id for action in questionnaire.actions]
    if draw(st.booleans()) and ids:
        whole = draw(st.sampled_from(ids))
        own["a-part"] = OwnAction(
            title="Begin it", role=questionnaire.roles[0].id, part_of=whole, share=0.5
        )
        actions["a-part"] = planned
    votes = {
        q.id: Votes(first={VOTER: draw(st.sampled_from([*q.level_ids, "unknown"]))})
        for q in questionnaire.questions
        if draw(st.booleans())
    }
    return fresh(
        questionnaire,
        answers=answers,
        voters={VOTER: "business"},
        votes=votes,
        facts={fact.id: 3 for fact in questionnaire.facts if draw(st.booleans())},
        how_soon={q.id: "2w" for q in questionnaire.questions if draw(st.booleans())},
        plan=PlanState(actions=actions, own=own),
    )


@given(sessions(built(FIRST)))
@settings(max_examples=examples(200))
def test_the_same_version_changes_nothing_and_keeps_everything(session: Session) -> None:
    result = onto(session, built(FIRST), built(FIRST))
    assert result.session == session
    assert {one.became for one in result.account.answers} <= {"kept"}
    assert not result.account.left_out


@given(chains(), st.data())
@settings(max_examples=examples(200))
def test_mapping_through_two_versions_is_mapping_through_both_at_once(
    chain: Chain, drawn: st.DataObject
) -> None:
    first, second, third = chain.versions
    session = drawn.draw(sessions(first))
    by_steps = onto(onto(session, first, second).session, second, third).session
    both = composed(version_map(first, second), version_map(second, third))
    assert by_steps == mapped(session, both, ref(third)).session
    assert by_steps == onto(session, first, third).session


@given(chains(length=2), st.data())
@settings(max_examples=examples(200))
def test_a_mapped_session_agrees_with_its_new_version_and_can_be_written(
    chain: Chain, drawn: st.DataObject
) -> None:
    first, second = chain.versions
    result = onto(drawn.draw(sessions(first)), first, second).session
    assert agreed(result, second) == result
    assert from_toml(to_toml(result)) == result


@given(chains(length=2), st.data())
@settings(max_examples=examples(200))
def test_everything_a_session_holds_is_in_the_account_once(
    chain: Chain, drawn: st.DataObject
) -> None:
    first, second = chain.versions
    session = drawn.draw(sessions(first))
    result = onto(session, first, second)
    account, now = result.account, result.session
    assert [one.old for one in account.answers] == list(session.answers)
    for there, before, after in (
        (account.facts, session.facts, now.facts),
        (account.how_soon, session.how_soon, now.how_soon),
        (account.actions, session.plan.actions, now.plan.actions),
        (account.own, session.plan.own, now.plan.own),
        (account.votes, session.votes, now.votes),
    ):
        assert [one.old for one in there] == list(before)
        assert {one.new for one in there if one.new} == set(after)
        assert all(one.because for one in there if one.new is None)
    for one in account.answers:
        assert one.answer == session.answers[one.old]
        answer = now.answers.get(one.new or "", Answer())
        assert one.level == answer.level
        if one.became not in ("ask-again", "retired"):
            assert answer.state == one.answer.state
            assert answer.model_copy(update={LEVEL: one.answer.level}) == one.answer
        elif one.became == "ask-again":
            assert answer.state == "unanswered"
            assert answer.note == one.answer.note
            assert set(one.left_out) == {
                name for name in ("known", "accepted") if getattr(one.answer, name) is not None
            }


def question(id_: str, *levels: str, **past: Any) -> Item:
    return Item("question", id_, levels=levels or ("no", "yes"), **past)


def two(old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[Questionnaire, Questionnaire]:
    return built(State(1, old)), built(State(2, new))


def test_a_result_is_not_carried_into_a_version_that_did_not_make_it() -> None:
    old, new = two(FIRST.items, FIRST.items)
    session = fresh(old, closed=NOW, result=Result(standing="open", program="1.0.0"))
    assert onto(session, old, new).session.result is None
    assert onto(session, old, new).session.closed is None
    assert mapped(session, version_map(old, old), ref(old)).session == session


ASKED_AGAIN = {"in": "2.0.0", "levels": ["no", "yes"], "rule": "ask-again", "because": "Clearer."}


@pytest.mark.parametrize(
    "answer", [Answer(unknown=True), Answer(not_applicable="No model."), Answer(level="no")]
)
def test_where_a_question_is_asked_again_no_answer_counts_of_whatever_kind(answer: Answer) -> None:
    old, new = two((question("runs"),), (question("runs", rescaled=(ASKED_AGAIN,)),))
    result = onto(fresh(old, answers={"runs": answer}), old, new)
    assert not result.session.answers
    assert [one.because for one in result.account.ask_again] == ["Clearer."]


def test_how_soon_is_asked_again_with_its_question_also_where_it_had_no_answer() -> None:
    old, new = two((question("runs"),), (question("runs", rescaled=(ASKED_AGAIN,)),))
    result = onto(fresh(old, how_soon={"runs": "2w"}), old, new)
    assert not result.session.how_soon
    assert [one.because for one in result.account.left_out] == ["the question is asked again"]


def test_two_questions_that_became_one_keep_an_answer_that_they_share() -> None:
    old, new = two((question("a"), question("b")), (question("c", former=("a", "b")),))
    answers = {"a": Answer(level="no", note="First."), "b": Answer(level="no", note="Second.")}
    result = onto(fresh(old, answers=answers), old, new)
    assert result.session.answers == {"c": Answer(level="no", note="First.\nSecond.")}
    assert [one.became for one in result.account.answers] == ["renamed", "renamed"]


def test_two_questions_that_became_one_are_asked_again_where_they_differ() -> None:
    old, new = two((question("a"), question("b")), (question("c", former=("a", "b")),))
    answers = {"a": Answer(level="no", note="First."), "b": Answer(unknown=True)}
    result = onto(fresh(old, answers=answers), old, new)
    assert result.session.answers == {"c": Answer(note="First.")}
    assert [one.old for one in result.account.ask_again] == ["a", "b"]


def test_a_note_that_finds_no_room_beside_another_is_named() -> None:
    old, new = two((question("a"), question("b")), (question("c", former=("a", "b")),))
    answers = {"a": Answer(level="no", note="x" * MAX_TEXT), "b": Answer(level="no", note="y")}
    result = onto(fresh(old, answers=answers), old, new)
    assert [one.left_out for one in result.account.answers] == [(), ("note",)]


def test_a_fact_that_fits_its_question_no_more_is_left_out_with_the_reason() -> None:
    second = State(2, FIRST.items)
    months, rate = tables_of(second)["facts"]
    old, new = built(FIRST), built(second, facts=[{**months, "max": 2.0}, rate])
    result = onto(fresh(old, facts={"months_stalled": 7, "day_rate": 1}), old, new)
    assert result.session.facts == {"day_rate": 1}
    assert [(one.old, one.because) for one in result.account.left_out] == [
        ("months_stalled", "7 is more than 2")
    ]


def test_an_added_action_makes_room_for_a_new_one_of_its_id() -> None:
    old, new = two(FIRST.items, (*FIRST.items, Item("action", "tell-them")))
    own = OwnAction(
        title="Tell them", role=old.roles[0].id, done_when="Told.", effort=(1, 2),
        added_for=old.strategies[0].id,
    )  # fmt: skip
    decided = PlannedAction(owner="Bo Lee")
    plan = PlanState(own={"tell-them": own}, actions={"tell-them": decided})
    result = onto(fresh(old, plan=plan), old, new)
    assert result.session.plan == PlanState(
        own={"tell-them-2": own}, actions={"tell-them-2": decided}
    )
    assert agreed(result.session, new) == result.session


def test_added_actions_with_long_ids_stay_apart_when_they_make_room() -> None:
    ids = [f"{'x' * 58}-{end}" for end in ("a", "b")]
    old, new = two(FIRST.items, (*FIRST.items, *(Item("action", id_) for id_ in ids)))
    own = {
        id_: OwnAction(
            title=id_, role=old.roles[0].id, done_when="Told.", effort=(1, 2),
            added_for=old.strategies[0].id,
        )
        for id_ in ids
    }  # fmt: skip
    result = onto(fresh(old, plan=PlanState(own=own)), old, new)
    assert [one.title for one in result.session.plan.own.values()] == ids
    assert agreed(result.session, new) == result.session


def test_what_an_added_action_waits_for_is_named_once_where_two_became_one() -> None:
    first, second = Item("action", "one"), Item("action", "two")
    both = Item("action", "both", former=("one", "two"))
    old, new = two((question("a"), first, second), (question("a"), both))
    own = OwnAction(
        title="Tell them", role=old.roles[0].id, done_when="Told.", effort=(1, 2),
        added_for=old.strategies[0].id, after=("one", "two"),
    )  # fmt: skip
    result = onto(fresh(old, plan=PlanState(own={"tell-them": own})), old, new)
    assert result.session.plan.own["tell-them"].after == ("both",)
    assert [one.new for one in result.account.waits] == ["both", "both"]


def test_an_added_action_whose_role_is_gone_is_named_with_its_decisions() -> None:
    second = State(2, FIRST.items)
    old, new = built(FIRST), built(second, roles=tables_of(second)["roles"][1:])
    own = OwnAction(
        title="Tell them", role=old.roles[0].id, done_when="Told.", effort=(1, 2),
        added_for=old.strategies[0].id,
    )  # fmt: skip
    plan = PlanState(own={"tell-them": own}, actions={"tell-them": PlannedAction(note="Soon.")})
    result = onto(fresh(old, plan=plan), old, new)
    assert result.session.plan == PlanState()
    assert [(one.kind, one.old) for one in result.account.left_out] == [
        ("action", "tell-them"),
        ("own", "tell-them"),
    ]


def test_parts_that_would_take_all_of_an_action_that_two_became_are_named() -> None:
    first, second = Item("action", "one"), Item("action", "two")
    both = Item("action", "both", former=("one", "two"))
    old, new = two((question("a"), first, second), (question("a"), both))
    role = old.roles[0].id
    parts = {
        f"of-{whole}": OwnAction(title="Begin", role=role, part_of=whole, share=0.6)
        for whole in ("one", "two")
    }
    result = onto(fresh(old, plan=PlanState(own=parts)), old, new)
    assert set(result.session.plan.own) == {"of-one"}
    assert [one.because for one in result.account.own] == [
        None,
        "its parts would take all of the action",
    ]
