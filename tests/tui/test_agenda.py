"""What is left to talk about, what was parked, and the end of a workshop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tests.tui.in_a_room import room_app, vote
from tests.tui.support import builtin_engine, clock, said_by, session_of_case, text_of, until
from unstall.session.models import Answer
from unstall.triage.discussion import Discussion
from unstall.tui.app import UnstallApp
from unstall.tui.desk import Desk
from unstall.tui.heard import Heard
from unstall.tui.screens.agenda import AgendaScreen
from unstall.tui.screens.parking import ParkingScreen
from unstall.tui.widgets.dialogs import Confirm
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.workshop import what_ending_means
from unstall.tui.workspace import Workspace
from unstall.voting.recording import with_medians
from unstall.workshop.workshop import Workshop

BANK = builtin_engine().questionnaire
CAMPS, AGREED, SPREAD, LEFT, ASKED, NEVER = (q.id for q in BANK.call_order[:6])
HOSTILE = "[/x] [@click=app.quit]Ana[/], by 3 December"

Room = tuple[Desk, Workshop]


class Over(UnstallApp):
    """The app with one screen of a workshop on top of nothing."""

    def __init__(self, room: Room, kind: type[AgendaScreen | ParkingScreen]) -> None:
        super().__init__(Workspace(Path("/nowhere"), clock), clock)
        self.desk_shown, self.workshop = room
        self._kind = kind

    def get_default_screen(self) -> Screen[Any]:
        """Show nothing below."""
        return Screen(id="_default")

    def begin(self) -> None:
        """Open it."""
        if self._kind is AgendaScreen:
            self.push_screen(AgendaScreen(self.desk_shown, self.workshop, Heard()))
        else:
            self.push_screen(ParkingScreen(self.desk_shown, Heard()))

    @property
    def is_left(self) -> bool:
        """It was left."""
        return self.screen.id == "_default"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """Three questions voted on: two camps, agreed, and all over the scale; one put off."""
    made = room_app(
        tmp_path,
        builtin_engine(),
        of=session_of_case("notebook-strong-team"),
        questions=(CAMPS, AGREED, SPREAD, LEFT, ASKED, NEVER),
    )
    desk, workshop = made._desk_to_show, made.workshop
    for question, votes in (
        (CAMPS, [("engineering", 0)] * 3 + [("business", 3)] * 3),
        (AGREED, [("engineering", 1)] * 3 + [("business", 2)] * 3),
        (SPREAD, [("engineering", n) for n in (0, 3, 1)] + [("business", n) for n in (2, 0, 3)]),
    ):
        workshop.ask(question)
        vote(workshop, votes)
        desk.change(workshop.reveal(desk.session), question)
        workshop.show(desk.session)
    desk.change(with_medians(desk.session, BANK, desk.now(), among={AGREED}), AGREED)
    workshop.ask(LEFT)
    workshop.leave_for_later()
    workshop.ask(ASKED)
    return desk, workshop


def short(question: str) -> str:
    """The title of a question."""
    return BANK.question_by_id[question].short


async def test_the_agenda_says_what_to_talk_about_first_and_what_it_could_change(
    room: Room,
) -> None:
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        in_order = [shown.index(short(one)) for one in (CAMPS, SPREAD, LEFT, ASKED, NEVER, AGREED)]
        assert in_order == sorted(in_order)
        assert "could change the verdict" in shown
        assert "Two camps; business says 4, engineering 1: three steps apart." in shown
        assert "What remains could change the verdict." in shown
        assert "left for later" in shown
        assert "on stage now" in shown
        assert "the room says 2 of 4. The median is recorded." in shown
        assert "3 voted on · 2 to talk about" in shown


async def test_enter_shows_again_what_was_voted_on(room: Room) -> None:
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "enter")
        await until(pilot, lambda: app.is_left)
    stage = app.workshop.stage
    assert (stage.phase, stage.asked and stage.asked.id) == ("revealed", SPREAD)


async def test_enter_asks_what_nobody_has_voted_on(room: Room) -> None:
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: app.is_left)
    stage = app.workshop.stage
    assert (stage.phase, stage.asked and stage.asked.id) == ("voting", LEFT)
    assert app.workshop.setup.later == ()


async def test_a_vote_that_is_on_is_not_left_unasked(room: Room) -> None:
    vote(room[1], [("engineering", 2)])
    room[1].standing()
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        assert app.workshop.stage.is_voting
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: app.is_left)
    assert app.workshop.question is BANK.question_by_id[CAMPS]
    assert app.workshop.setup.later == (LEFT, ASKED)


async def test_the_question_on_stage_is_gone_back_to_as_it_is(room: Room) -> None:
    vote(room[1], [("engineering", 2)])
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "j", "enter")
        await until(pilot, lambda: app.is_left)
    assert app.workshop.standing().voted == 1


async def test_ending_is_asked_about_with_what_is_lost_and_votes_stay(room: Room) -> None:
    vote(room[1], [("engineering", 2), ("business", 2)])
    room[1].standing()
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.pause()
        said = " ".join(text_of(app).replace("│", " ").split())
        assert "2 votes on the question on stage, not revealed yet, are lost." in said
        assert "3 questions were not voted on. 2 questions are not talked through." in said
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        assert app.workshop.stage.is_voting
        await pilot.press("x", "y")
        await until(pilot, lambda: app.is_left)
        assert "The workshop is over" in said_by(app)
    assert app.workshop.stage.phase == "over"
    assert set(app.desk_shown.session.votes) == {CAMPS, AGREED, SPREAD}


async def test_before_any_vote_the_agenda_lists_what_is_to_be_asked(tmp_path: Path) -> None:
    made = room_app(tmp_path, builtin_engine())
    app = Over((made._desk_to_show, made.workshop), AgendaScreen)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert "0 voted on" in shown
        assert short(made.workshop.setup.questions[0]) in shown
        assert "verdict" not in shown


async def test_what_was_parked_says_who_finds_out_and_shows_no_note_from_before(
    room: Room,
) -> None:
    desk, _ = room
    desk.annotate(BANK.question_by_id[CAMPS], ask=HOSTILE, note="The owner pays.\nNobody decides.")
    app = Over(room, ParkingScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert short(CAMPS) in shown
        assert HOSTILE in shown
        assert "The owner pays" not in shown
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = "Bob, tomorrow"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ParkingScreen))
        assert desk.answer_of(CAMPS).ask == "Bob, tomorrow"
        await pilot.press("n")
        await until(pilot, lambda: bool(app.screen.query(TextArea)))
        assert "The owner pays" not in text_of(app)
        await pilot.press("Y", "e", "s", "f2")
        await until(pilot, lambda: isinstance(app.screen, ParkingScreen))
        assert desk.answer_of(CAMPS).note == "The owner pays.\nNobody decides.\nYes"
        assert "Was said: Yes" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = " "
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ParkingScreen))
        assert "Nothing was parked" in text_of(app)
        assert app.screen.query_one(RowList).cursor is None
        await pilot.press("enter", "n", "escape")
        await until(pilot, lambda: app.is_left)
    assert desk.answer_of(CAMPS).ask is None


async def test_what_ballots_settled_is_recorded_with_one_key(room: Room) -> None:
    """Before that it is said that nothing is recorded, also where the workshop is ended."""
    desk, workshop = room
    desk.change(desk.session.with_answer(AGREED, Answer()), AGREED)
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "m records its median" in text_of(app))
        asked = what_ending_means(Discussion(desk.engine, desk.session), workshop, desk.session)
        assert "1 settled question has nothing recorded yet" in asked
        await pilot.press("m")
        assert desk.answer_of(AGREED).voted == "median"
        assert not desk.answer_of(CAMPS).voted
        await until(pilot, lambda: "m records" not in text_of(app))
        await pilot.press("m")
        assert "recorded already" in said_by(app)


async def test_what_nobody_knows_is_not_said_to_be_agreed(room: Room) -> None:
    desk, workshop = room
    for question in (CAMPS, SPREAD, AGREED):
        workshop.ask(question)
        vote(workshop, [("engineering", None)] * 3)
        desk.change(workshop.reveal(desk.session), question)
    app = Over(room, AgendaScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Somebody has to find that out" in text_of(app))
