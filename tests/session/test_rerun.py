"""Beginning a session again, and going through what was said the last time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import engine, questionnaire
from tests.compare import versions as newest
from tests.proof import examples
from tests.session.support import NOW, loaded
from tests.tui.support import session_of_case
from unstall.errors import SessionClosedError, SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.versions import version_map
from unstall.session.agree import agreed
from unstall.session.edit import closed
from unstall.session.format import from_toml, to_toml
from unstall.session.models import (
    Accepted,
    ActionOutcome,
    Answer,
    LastPlan,
    OwnAction,
    PlannedAction,
    PlanState,
    Result,
    Session,
)
from unstall.session.rerun import (
    LastTime,
    begin_again,
    confirm,
    confirm_all,
    confirm_all_facts,
    confirm_fact,
    in_order,
    is_unanswered,
    last_time,
    left_to_confirm,
    since,
    why_here,
)

SAME = version_map(questionnaire(), questionnaire())
IDS = [question.id for question in questionnaire().questions]
LATER = NOW + timedelta(days=91)
CASES = [case.name for case in questionnaire().cases]


def old_session(**changes: Any) -> Session:
    made = session_of_case("sound-but-unfinished", opened=NOW, assessed=NOW.date())
    return made.model_copy(update=changes)


def again(old: Session, *, now: Any = LATER, new: Questionnaire | None = None) -> Session:
    into = new or questionnaire()
    sha256 = loaded().sha256 if new is None else newest.SHA
    versions = version_map(questionnaire(), into)
    return begin_again(old, "2026-11-20.toml", versions, into, sha256=sha256, now=now)


def last_of(old: Session, new: Questionnaire | None = None) -> LastTime:
    return last_time(old, questionnaire(), version_map(questionnaire(), new or questionnaire()))


@st.composite
def answered(draw: st.DrawFn) -> Session:
    """Draw a session with any answers, with anything beside them, over a case's facts."""
    made = session_of_case(draw(st.sampled_from(CASES)), opened=NOW, assessed=NOW.date())
    answers = dict(made.answers)
    for question in draw(st.lists(st.sampled_from(IDS), max_size=12, unique=True)):
        levels = [level.id for level in questionnaire().question_by_id[question].levels]
        state: dict[str, Any] = draw(
            st.sampled_from(
                [
                    *({"level": level} for level in levels),
                    {"unknown": True},
                    {"not_applicable": "x"},
                ]
            )
        )
        has_level = "level" in state
        answers[question] = Answer(
            **state,
            known=draw(st.sampled_from([None, "stated", "corroborated", "seen"])),
            note=draw(st.sampled_from([None, "as they said"])),
            accepted=Accepted(by="A", why="B") if has_level and draw(st.booleans()) else None,
            at=NOW,
        )
    depth = draw(st.sampled_from(["quick", "full"]))
    return made.model_copy(update={"answers": answers, "depth": depth})


@given(answered())
@settings(max_examples=examples(200))
def test_a_rerun_that_confirms_everything_reaches_the_same_verdict(old: Session) -> None:
    last = last_of(old)
    # The same day, since a date that comes nearer may change what the answers amount to.
    new = again(old, now=NOW + timedelta(minutes=5))
    new = confirm_all(new, last, IDS, at=NOW + timedelta(minutes=6))
    new = confirm_all_facts(new, questionnaire(), last)
    before, after = engine().triage_session(old), engine().triage_session(new)
    assert after.decision == before.decision
    assert after.given == before.given
    assert {question: since(new, last, question) for question in old.answers} == dict.fromkeys(
        old.answers, "confirmed"
    )


@given(answered())
@settings(max_examples=examples(200))
def test_a_rerun_can_be_written_and_read_back_and_agrees_with_its_questionnaire(
    old: Session,
) -> None:
    last = last_of(old)
    new = confirm_all_facts(confirm_all(again(old), last, IDS, at=LATER), questionnaire(), last)
    assert from_toml(to_toml(new)) == new
    assert agreed(new, questionnaire()) == new


@given(answered())
@settings(max_examples=examples(200))
def test_the_order_loses_no_question_and_leaves_sections_as_they_are(old: Session) -> None:
    questions, last = questionnaire().call_order, last_of(old)
    ordered = in_order(questions, last)
    assert sorted(q.id for q in ordered) == sorted(q.id for q in questions)
    assert [q.section for q in ordered] == [q.section for q in questions]
    assert in_order(ordered, last) == ordered


def test_a_rerun_begins_with_nothing_answered_and_nothing_given() -> None:
    old = old_session(client="Acme Mutual", currency="EUR", depth="quick")
    new = again(closed(old, Result(strategy="fix", standing="open", program="1"), NOW))
    assert (new.project, new.client, new.currency, new.depth) == (
        old.project, "Acme Mutual", "EUR", "quick",
    )  # fmt: skip
    assert new.previous == "2026-11-20.toml"
    assert (new.opened, new.assessed) == (LATER, LATER.date())
    assert is_unanswered(new)
    assert not new.how_soon
    assert new.closed is None
    assert new.result is None


def test_of_the_plan_what_is_left_to_do_carries_over_with_who_does_it() -> None:
    effort = (2.0, 4.0)
    own = {
        "call-them": OwnAction(
            title="Call them", role="sponsor", done_when="called", effort=effort, added_for="fix"
        ),
        "write-it-down": OwnAction(
            title="Write it down", role="cto", done_when="written", effort=effort, added_for="fix"
        ),
        "the-other-half": OwnAction(
            title="The other half", role="cto", part_of="write-it-down", share=0.25
        ),
    }
    actions = {
        "name-business-owner": PlannedAction(owner="Ana", week=3, note="asks first"),
        "commit-hours": PlannedAction(owner="Bo", done=NOW.date()),
        "recommit-sponsor": PlannedAction(dropped="they will not"),
        "write-it-down": PlannedAction(owner="Bo", done=NOW.date()),
        "the-other-half": PlannedAction(owner="Cy"),
    }
    plan = PlanState(
        start=NOW.date(), left_from=NOW.date(), holidays="DE", actions=actions, own=own
    )
    outcome = LastPlan(actions={"commit-hours": ActionOutcome(done=NOW.date())})
    new = again(old_session(plan=plan, last_plan=outcome))
    assert new.plan.actions == {
        "name-business-owner": PlannedAction(owner="Ana", note="asks first"),
        "recommit-sponsor": PlannedAction(dropped="they will not"),
        "the-other-half": PlannedAction(owner="Cy"),
    }
    assert new.plan.own.keys() == {"call-them", "the-other-half"}
    # What was a part of something that is done stands for itself now.
    assert new.plan.own["the-other-half"] == OwnAction(
        title="The other half", role="cto", done_when="written", effort=(0.5, 1.0), added_for="fix"
    )
    assert (new.plan.start, new.plan.left_from, new.plan.holidays) == (None, None, "DE")
    assert new.last_plan == LastPlan()


def test_a_confirmed_answer_takes_along_all_that_stood_beside_it() -> None:
    then = Answer(
        level="named", known="seen", evidence="page 3", note="theirs", at=NOW,
        accepted=Accepted(by="A", why="B"),
    )  # fmt: skip
    old = old_session().with_answer("business-owner", then).with_how_soon("business-owner", "2w")
    new = confirm(again(old), last_of(old), "business-owner", at=LATER)
    assert new.answers["business-owner"] == then.model_copy(update={"confirmed": True, "at": LATER})
    assert new.how_soon == {"business-owner": "2w"}
    assert confirm(new, last_of(old), "business-owner", at=LATER + timedelta(1)) == new


def test_what_is_written_since_goes_before_what_was_written_then() -> None:
    old = old_session().with_answer(
        "business-owner", Answer(level="named", note="then", evidence="page 3", at=NOW)
    )
    new = again(old).with_answer("business-owner", Answer(note="now"))
    new = confirm(new, last_of(old), "business-owner", at=LATER)
    answer = new.answers["business-owner"]
    assert (answer.note, answer.evidence, answer.level) == ("now", "page 3", "named")


def test_what_is_answered_already_is_not_confirmed_with_the_rest() -> None:
    old = old_session()
    new = again(old).with_answer("business-owner", Answer(unknown=True, at=LATER))
    after = confirm_all(new, last_of(old), IDS, at=LATER)
    assert after.answers["business-owner"] == Answer(unknown=True, at=LATER)
    assert since(after, last_of(old), "business-owner") == "changed"
    assert left_to_confirm(after, last_of(old), IDS) == ()


def test_a_closed_rerun_is_not_changed_again() -> None:
    old = old_session()
    last = last_of(old)
    new = closed(again(old), Result(standing="open", program="1"), LATER)
    changes: list[Callable[[], Session]] = [
        lambda: confirm(new, last, "business-owner", at=LATER),
        lambda: confirm_all(new, last, IDS, at=LATER),
        lambda: confirm_fact(new, questionnaire(), last, "months_stalled"),
        lambda: confirm_all_facts(new, questionnaire(), last),
    ]
    for change in changes:
        with pytest.raises(SessionClosedError):
            change()


def test_a_fact_can_be_confirmed_only_where_it_was_given() -> None:
    old = old_session(facts={"months_stalled": 7})
    new = again(old)
    after = confirm_fact(new, questionnaire(), last_of(old), "months-stalled")
    assert after.facts == {"months_stalled": 7}
    with pytest.raises(SessionError, match="not given last time"):
        confirm_fact(new, questionnaire(), last_of(old), "hard_date")


def why(question: str, answer: Answer, **more: Any) -> str:
    last = LastTime(assessed=date(2026, 8, 14), answers={question: answer}, **more)
    return why_here(questionnaire().question_by_id[question], last)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(level="nobody"), "unseen"),
        (Answer(level="nobody", known="corroborated"), "unseen"),
        (Answer(level="nobody", known="seen"), "may-move"),
        (Answer(level="accountable"), "in-place-unseen"),
        (Answer(level="accountable", known="seen"), "in-place"),
        (Answer(unknown=True), "unknown"),
        (Answer(not_applicable="x"), "not-applicable"),
        (Answer(note="only a note"), "open"),
    ],
)
def test_why_a_question_comes_where_it_comes(answer: Answer, expected: str) -> None:
    assert why("business-owner", answer) == expected
    is_answered = answer.state not in ("unanswered", "not-applicable")
    aimed = why("business-owner", answer, aims={"business-owner": "done"})
    assert aimed == ("done" if is_answered else expected)


def test_under_a_newer_version_what_counts_no_more_is_asked_again_and_said_so() -> None:
    level = questionnaire().question_by_id[newest.ASKED_AGAIN].levels[1]
    clamped = questionnaire().question_by_id[newest.CLAMPED].levels[1]
    old = old_session(
        answers={
            newest.RENAMED[0]: Answer(level="decides", note="theirs", at=NOW),
            newest.ASKED_AGAIN: Answer(level=level.id, note="then", at=NOW),
            newest.CLAMPED: Answer(level=clamped.id, at=NOW),
            newest.RETIRED: Answer(unknown=True, at=NOW),
        }
    )
    last = last_of(old, newest.newer())
    new = again(old, new=newest.newer())
    assert new.questionnaire.version == "2.0.0"
    assert last.answers[newest.RENAMED[1]].note == "theirs"
    assert last.ask_again == {newest.ASKED_AGAIN: level.label}
    assert last.rescaled == {newest.CLAMPED}
    assert last.answers[newest.CLAMPED].level == "announced"
    assert newest.ADDED in last.added
    assert last.answers.keys() == {newest.RENAMED[1], newest.ASKED_AGAIN, newest.CLAMPED}
    whys = {q.id: why_here(q, last) for q in newest.newer().questions}
    assert (whys[newest.ASKED_AGAIN], whys[newest.ADDED]) == ("ask-again", "new")
    for question, reason in (
        (newest.ASKED_AGAIN, "its levels are others"),
        (newest.ADDED, "it was not asked last time"),
    ):
        with pytest.raises(SessionError, match=reason):
            confirm(new, last, question, at=LATER)
    after = confirm_all(new, last, [q.id for q in newest.newer().questions], at=LATER)
    assert after.answers.keys() == {newest.RENAMED[1], newest.CLAMPED}
    assert agreed(after, newest.newer()) == after
