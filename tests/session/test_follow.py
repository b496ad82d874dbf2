"""Recording what became of a plan: checked, and into the right place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.session.support import NOW, session
from unstall.errors import SessionClosedError, SessionError
from unstall.session.edit import closed
from unstall.session.follow import (
    PlanToFollow,
    annotate_held,
    annotate_outcome,
    record_done,
    record_dropped,
    record_held,
    take_back,
    take_back_held,
)
from unstall.session.format import from_toml, to_toml
from unstall.session.models import (
    MAX_TEXT,
    ActionOutcome,
    Held,
    LastPlan,
    PlannedAction,
    PlanState,
    Result,
    Session,
)

MADE = date(2026, 8, 14)
TODAY = NOW.date()
DAY = date(2026, 9, 1)
LAST = PlanToFollow(
    made=MADE,
    actions={"load-test": "Test under load", "name-business-owner": "Name the owner"},
    checkpoints={"commit": date(2026, 8, 28), "go-live": None},
    is_own=False,
)
OWN = PlanToFollow(LAST.made, LAST.actions, LAST.checkpoints, is_own=True)


def done(of: Session, plan: PlanToFollow = LAST, on: date = DAY) -> Session:
    return record_done(of, plan, "load-test", on, today=TODAY)


def held(of: Session, plan: PlanToFollow = LAST, outcome: str = "go-on") -> Session:
    return record_held(of, plan, "commit", outcome, DAY, today=TODAY)


def test_what_was_done_of_the_plan_before_is_recorded_in_the_newer_session() -> None:
    after = done(session())
    assert after.last_plan == LastPlan(actions={"load-test": ActionOutcome(done=DAY)})
    assert after.plan == PlanState()


def test_what_was_done_of_the_own_plan_is_what_the_board_ticks_off() -> None:
    planned = PlannedAction(owner="Ana", week=3)
    after = done(session().with_planned("load-test", planned), OWN)
    assert after.plan.actions["load-test"] == planned.model_copy(update={"done": DAY})
    assert after.last_plan == LastPlan()


def test_what_is_dropped_has_a_reason_and_is_not_done_any_more() -> None:
    after = record_dropped(done(session()), LAST, "load-test", "  volumes are\ttiny ")
    assert after.last_plan.actions["load-test"].dropped == "volumes are\ttiny"
    assert after.last_plan.actions["load-test"].done is None
    assert done(after).last_plan.actions["load-test"] == ActionOutcome(done=DAY)
    with pytest.raises(SessionError, match="needs a reason"):
        record_dropped(session(), LAST, "load-test", " \u200b ")


def test_taking_back_leaves_the_note_and_no_empty_table() -> None:
    noted = annotate_outcome(done(session()), LAST, "load-test", "twice")
    back = take_back(noted, LAST, "load-test")
    assert back.last_plan.actions["load-test"] == ActionOutcome(note="twice")
    assert annotate_outcome(back, LAST, "load-test", "") == session()


def test_a_checkpoint_is_recorded_with_what_was_decided() -> None:
    assert held(session()).last_plan.held == {"commit": Held(on=DAY, outcome="go-on")}
    assert held(session(), OWN).plan.held == {"commit": Held(on=DAY, outcome="go-on")}


def test_a_note_about_a_checkpoint_stays_when_the_outcome_is_put_right() -> None:
    noted = annotate_held(held(session()), LAST, "commit", "The board was split.")
    again = held(noted, outcome="change")
    assert again.last_plan.held["commit"] == Held(
        on=DAY, outcome="change", note="The board was split."
    )
    assert take_back_held(again, LAST, "commit") == session()


def test_a_note_needs_a_checkpoint_that_was_held() -> None:
    with pytest.raises(SessionError, match="not recorded that this checkpoint was held"):
        annotate_held(session(), LAST, "commit", "x")


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("load-tset", "Did you mean load-test?"),
        ("classify-risk", "`unstall follow SESSION` lists its actions"),
        ("x" * 5000, "lists its actions"),
        ("[/x]\x1b[2J", "lists its actions"),
    ],
)
def test_an_action_that_was_not_planned_is_refused_with_what_was_meant(
    action: str, words: str
) -> None:
    with pytest.raises(SessionError) as refused:
        record_done(session(), LAST, action, DAY, today=TODAY)
    assert words in str(refused.value)
    assert "the plan of 2026-08-14" in str(refused.value)
    assert len(str(refused.value)) < 300
    assert "\x1b" not in str(refused.value)


def test_a_checkpoint_that_the_plan_does_not_have_is_refused_with_those_it_has() -> None:
    for kind, what in (("benefit", "this plan has no checkpoint"), ("comit", "there is no")):
        with pytest.raises(SessionError, match=what) as refused:
            record_held(session(), LAST, kind, "go-on", DAY, today=TODAY)
        assert "It has commit, go-live." in str(refused.value)


@pytest.mark.parametrize("outcome", ["going on", "", "yes", "GO"])
def test_an_outcome_is_one_of_three(outcome: str) -> None:
    with pytest.raises(SessionError, match="Write go-on, change or stop"):
        record_held(session(), LAST, "commit", outcome, DAY, today=TODAY)


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (TODAY + timedelta(days=1), "still to come"),
        (MADE - timedelta(days=1), "before the plan"),
        (date.max, "still to come"),
        (date.min, "before the plan"),
    ],
)
def test_a_day_lies_between_the_plan_and_today(on: date, why: str) -> None:
    with pytest.raises(SessionError, match=why):
        done(session(), on=on)
    with pytest.raises(SessionError, match=why):
        record_held(session(), LAST, "commit", "stop", on, today=TODAY)
    assert done(session(), on=TODAY) != done(session(), on=MADE) != session()


def test_a_text_that_no_file_could_hold_is_refused() -> None:
    long = "x" * (MAX_TEXT + 1)
    for record in (record_dropped, annotate_outcome):
        with pytest.raises(SessionError, match="too many"):
            record(session(), LAST, "load-test", long)
    with pytest.raises(SessionError, match="too many"):
        annotate_held(held(session()), LAST, "commit", long)


def test_nothing_is_recorded_in_a_closed_session() -> None:
    shut = closed(session(), Result(standing="open", program="1"), NOW)
    records: tuple[Callable[[], Session], ...] = (
        lambda: done(shut),
        lambda: held(shut),
        lambda: record_dropped(shut, OWN, "load-test", "x"),
        lambda: annotate_outcome(shut, LAST, "load-test", "x"),
        lambda: take_back(shut, LAST, "load-test"),
        lambda: take_back_held(shut, LAST, "commit"),
        lambda: annotate_held(shut, LAST, "commit", "x"),
    )
    for record in records:
        with pytest.raises(SessionClosedError):
            record()


STEPS: dict[str, Callable[[Session], Session]] = {
    "done": done,
    "drop": lambda of: record_dropped(of, LAST, "load-test", "no need"),
    "note": lambda of: annotate_outcome(of, LAST, "name-business-owner", "late"),
    "back": lambda of: take_back(of, LAST, "load-test"),
    "held": held,
    "unheld": lambda of: take_back_held(of, LAST, "commit"),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
@settings(max_examples=examples(100), deadline=None)
def test_whatever_is_recorded_is_read_back_as_it_was(steps: list[str]) -> None:
    of = session()
    for step in steps:
        of = STEPS[step](of)
    assert from_toml(to_toml(of)) == of
