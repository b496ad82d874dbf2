"""What the facilitator records in a room: medians, decisions, what was said, who finds out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.builtin import engine
from tests.tui.again import again, of_quarter_ago
from tests.tui.in_a_room import (
    ASKED,
    CAMPS,
    RoomApp,
    Vote,
    is_large,
    kept,
    looked,
    reveal,
    room_app,
    shown,
    vote,
)
from tests.tui.support import LARGE, SMALL, MemoryKeeper, rested, session, text_of
from unstall.errors import StorageError
from unstall.session.models import Answer
from unstall.tui.screens.agenda import AgendaScreen

OWNER, CAPACITY, VALUE = ASKED
AGREED: Sequence[Vote] = [("engineering", 2)] * 5 + [("business", 2)] * 3
CAMPS_HEADLINE = "Two camps: 1 speaks, then 4"


@pytest.fixture
def app(tmp_path: Path) -> RoomApp:
    return room_app(tmp_path, engine())


async def test_enter_records_the_median_and_asks_the_next_question(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        vote(app.workshop, AGREED)
        await looked(pilot, app)
        await pilot.press("enter", "enter")
        await rested(pilot)
        answer = kept(app).answers[OWNER]
        assert (answer.level, answer.voted) == ("named", "median")
        assert app.workshop.stage.asked is not None
        assert app.workshop.stage.asked.id == CAPACITY
        assert "question 2 of 3" in text_of(app)


async def test_enter_pressed_twice_passes_no_votes_by_that_lie_apart(
    app: RoomApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS)
        await looked(pilot, app)
        monkeypatch.setattr("unstall.tui.screens.room.FIRST_LOOK_SECONDS", 60.0)
        await pilot.press("enter", "enter")
        await rested(pilot)
        assert app.workshop.stage.phase == "revealed"
        assert OWNER not in kept(app).answers
        assert "These votes lie apart" in text_of(app)
        monkeypatch.setattr("unstall.tui.screens.room.FIRST_LOOK_SECONDS", 0.0)
        await pilot.press("enter")
        await rested(pilot)
        assert kept(app).answers[OWNER].voted == "median"


@pytest.mark.parametrize(
    ("key", "level", "words"), [("4", "accountable", "4"), ("0", None, "don't know")]
)
async def test_a_digit_decides_otherwise_and_enter_leaves_that_as_it_is(
    app: RoomApp, key: str, level: str | None, words: str
) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter", key)
        assert not app.workshop_desk.session.answers
        vote(app.workshop, CAMPS)
        await looked(pilot, app)
        await pilot.press("enter", "5", key)
        await rested(pilot)
        assert f"Decided so: {words}." in text_of(app)
        assert "decided" in text_of(app).splitlines()[-2]
        assert "next question" in text_of(app)
        await pilot.press("enter")
        answer = kept(app).answers[OWNER]
        assert (answer.level, answer.voted) == (level, "decided")
        assert app.workshop.stage.is_voting


@pytest.mark.thorough
async def test_in_a_re_run_the_same_level_as_last_time_is_decided_too(tmp_path: Path) -> None:
    desk = again(of_quarter_ago())
    app = room_app(tmp_path, engine(), of=desk.session)
    app.workshop_desk.before = desk.before
    assert desk.last is not None
    then = desk.last.answer(OWNER)
    assert then is not None
    levels = [level.id for level in desk.questionnaire.question_by_id[OWNER].levels]
    async with app.run_test(size=SMALL) as pilot:
        await reveal(pilot, app)
        await pilot.press(str(levels.index(str(then.level)) + 1))
        answer = app.workshop_desk.answer_of(OWNER)
        assert (answer.level, answer.voted) == (then.level, "decided")


async def test_a_second_vote_keeps_the_first(app: RoomApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await reveal(pilot, app)
        await pilot.press("v")
        assert "second vote" in await shown(pilot, app)
        vote(app.workshop, AGREED)
        await looked(pilot, app)
        assert "everybody has voted again" in text_of(app)
        await pilot.press("enter")
        await rested(pilot)
        votes = kept(app).votes[OWNER]
        assert len(votes.first) == len(votes.second) == 8
        assert "In the second vote" in text_of(app)


async def test_a_question_can_be_left_for_later_before_and_after_the_reveal(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter", "l")
        assert app.workshop.setup.later == (OWNER,)
        vote(app.workshop, CAMPS)
        await looked(pilot, app)
        await pilot.press("enter", "l")
        await rested(pilot)
        assert CAPACITY in kept(app).votes
        assert CAPACITY not in kept(app).answers
        assert app.workshop.stage.asked is not None
        assert app.workshop.stage.asked.id == VALUE
        await pilot.press("l")
        assert isinstance(app.screen, AgendaScreen)


async def test_what_was_said_and_who_finds_out_is_written_down(app: RoomApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter", "n", "a")
        assert not app.screen.query(Input)
        vote(app.workshop, CAMPS)
        await looked(pilot, app)
        await pilot.press("enter", "n", *"yes", "enter")
        await pilot.press("a", *"Ana", "enter")
        await rested(pilot)
        answer = kept(app).answers[OWNER]
        assert (answer.note, answer.ask) == ("yes", "Ana")
        assert "Said yes" in " ".join(text_of(app).split())
        assert "To find out Ana" in " ".join(text_of(app).split())
        await pilot.press("n", "backspace", "backspace", "backspace", "enter")
        assert app.workshop_desk.answer_of(OWNER).note is None


async def test_what_was_noted_before_the_workshop_stays_off_the_screen(tmp_path: Path) -> None:
    before = session().with_answer(OWNER, Answer(note="The CFO is the problem"))
    app = room_app(tmp_path, engine(), of=before)
    async with app.run_test(size=LARGE) as pilot:
        await reveal(pilot, app)
        await pilot.press("n")
        assert "CFO" not in text_of(app)
        await pilot.press(*"yes", "enter")
        await rested(pilot)
        assert "CFO" not in text_of(app)
        assert kept(app).answers[OWNER].note == "The CFO is the problem\nyes"


async def test_whoever_is_taken_out_is_not_counted_any_more(app: RoomApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await reveal(pilot, app)
        await pilot.press("w", "x", "y")
        await rested(pilot)
        await pilot.press("escape")
        await rested(pilot)
        assert len(kept(app).votes[OWNER].first) == 7
        outcome = app.workshop.stage.outcome
        assert outcome is not None
        assert sum(outcome.counts) == 7


@pytest.mark.thorough
async def test_what_is_taken_up_from_the_agenda_is_on_stage_again(app: RoomApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await reveal(pilot, app)
        await pilot.press("l", "g")
        await rested(pilot)
        await pilot.press("enter")
        await rested(pilot)
        assert is_large(CAMPS_HEADLINE, app)


async def test_a_disk_that_refuses_is_said_and_the_votes_are_shown_all_the_same(
    app: RoomApp,
) -> None:
    keeper = app.workshop_desk.keeper
    assert isinstance(keeper, MemoryKeeper)
    keeper.state = replace(keeper.state, word="failed", trouble=StorageError("not saved: full"))
    async with app.run_test(size=LARGE) as pilot:
        await reveal(pilot, app)
        await rested(pilot)
        assert is_large(CAMPS_HEADLINE, app)
        assert "NOT SAVED" in text_of(app)
