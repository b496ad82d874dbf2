"""The session on the desk: changes, taking them back, and when there are none to be made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builtin import questionnaire
from tests.tui.support import NOW, MemoryKeeper, desk, session
from unstall.session.models import Answer
from unstall.tui.desk import Desk

OWNER = questionnaire().question_by_id["business-owner"]
SPONSOR = questionnaire().question_by_id["sponsor-engaged"]


def test_the_same_answer_again_is_no_change_and_keeps_its_moment() -> None:
    keeper = MemoryKeeper()
    on = desk()
    on.keeper = keeper
    on.set_level(OWNER, 2)
    on.now = lambda: NOW + timedelta(hours=1)
    on.set_level(OWNER, 2)
    assert on.session.answers[OWNER.id].at == NOW
    assert len(keeper.saved) == 1
    assert on.undo() == OWNER.id
    assert on.undo() is None


def test_going_on_typing_is_taken_back_together_with_its_beginning() -> None:
    on = desk()
    before = on.session
    on.annotate(OWNER, note="a")
    for note in ("ab", "abc"):
        on.amend(on.session.with_answer(OWNER.id, Answer(note=note)))
    assert on.session.answers[OWNER.id].note == "abc"
    assert on.undo() == OWNER.id
    assert on.session == before
    assert on.redo() == OWNER.id
    assert on.session.answers[OWNER.id].note == "abc"


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (desk(read_only_because="Maria has it."), "Maria has it."),
        (desk(session(closed=NOW)), "The session was closed on 20 November 2026"),
    ],
    ids=["read-only", "closed"],
)
def test_a_locked_session_says_why_and_takes_no_change(on: Desk, why: str) -> None:
    before = on.session
    on.set_level(OWNER, 1)
    on.amend(before.with_answer(OWNER.id, Answer(note="x")))
    on.set_depth("full")
    assert on.session == before
    assert on.undo() is None
    assert (on.locked_because or "").startswith(why)


def test_what_is_asked_follows_the_depth_and_the_facts() -> None:
    on = desk()
    assert len(on.asked) == 17
    on.set_depth("full")
    whole = len(on.asked)
    on.change(on.session.with_facts({"project_kind": "trained-model"}), "facts")
    assert len(on.asked) < whole
    assert on.answered == 0
    on.set_unknown(SPONSOR)
    assert on.answered == 1
