"""Hands, the keyboard that is passed round, and who is here: nothing of anybody's vote is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.in_a_room import ASKED, join, room_app, vote
from tests.tui.support import builtin_engine, clock, said_by, text_of, until
from unstall.tui.app import UnstallApp
from unstall.tui.desk import Desk
from unstall.tui.screens.keyboard import KeyboardScreen
from unstall.tui.screens.workshop_dialogs import HandsDialog, VotersDialog
from unstall.tui.workspace import Workspace
from unstall.workshop.workshop import Workshop

SEATS = ("engineering", "business", "business")


class Over(UnstallApp):
    """The app with one screen of a workshop on top of nothing."""

    def __init__(
        self,
        desk: Desk,
        workshop: Workshop,
        kind: type[HandsDialog | KeyboardScreen | VotersDialog],
    ) -> None:
        super().__init__(Workspace(Path("/nowhere"), clock), clock)
        self.desk_shown = desk
        self.workshop = workshop
        self._kind = kind

    def get_default_screen(self) -> Screen[Any]:
        """Show nothing below."""
        return Screen(id="_default")

    def begin(self) -> None:
        """Open it."""
        self.show_again()

    def show_again(self) -> None:
        """Open it once more."""
        self.push_screen(self._kind(self.desk_shown, self.workshop))

    @property
    def is_left(self) -> bool:
        """It was left."""
        return self.screen.id == "_default"


@pytest.fixture
def room(tmp_path: Path) -> tuple[Desk, Workshop]:
    """A workshop in which the first question is asked, and three sit at the keyboard."""
    made = room_app(tmp_path, builtin_engine(), seats=SEATS)
    made.workshop.ask(ASKED[0])
    return made._desk_to_show, made.workshop


def votes(workshop: Workshop) -> dict[str, list[str]]:
    """What is on the slips about the question on stage, by role."""
    asked = workshop.question
    assert asked is not None
    places = {level.id: f"{place}" for place, level in enumerate(asked.levels, start=1)}
    found: dict[str, list[str]] = {}
    for slip in workshop.folder.slips().values():
        said = slip.cast(workshop.stage.in_round).get(asked.id)
        if said:
            found.setdefault(slip.role, []).append(places.get(said, "0"))
    return {role: sorted(cast) for role, cast in sorted(found.items())}


async def test_hands_are_noted_by_role_and_only_their_number_is_said(
    room: tuple[Desk, Workshop],
) -> None:
    app = Over(*room, HandsDialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"e 112 b 40", "enter")
        await until(pilot, lambda: app.is_left)
        assert "5 hands noted; 5 of 8 have voted" in said_by(app)
        assert "112" not in text_of(app)
        # Typing them again replaces them, and nothing of the first line stands there.
        app.show_again()
        await until(pilot, lambda: bool(app.screen.query(Input)))
        assert app.screen.query_one(Input).value == ""
        await pilot.pause()
        assert "In place of the 5 hands noted before." in text_of(app)
        await pilot.press(*"b 33", "enter")
        await until(pilot, lambda: app.is_left)
    assert votes(app.workshop) == {"business": ["3", "3"]}


async def test_a_line_of_hands_that_will_not_do_is_refused_in_place(
    room: tuple[Desk, Workshop],
) -> None:
    app = Over(*room, HandsDialog)
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.screen.query_one(Input)
        for line, said in (
            ("e 19", "9 is no level of this question"),
            ("x 12", "nobody votes as 'x'"),
            ("", "nobody's vote stands here"),
            ("[/x] [@click=app.quit]1", "nobody votes as"),
        ):
            field.value = line
            await pilot.press("enter")
            await pilot.pause()
            assert said in " ".join(text_of(app).replace("│", " ").split())
            assert field.value == line
        await pilot.press("escape")
        await until(pilot, lambda: app.is_left)
    assert votes(app.workshop) == {}


async def test_each_seat_presses_one_key_which_is_never_shown(
    room: tuple[Desk, Workshop],
) -> None:
    app = Over(*room, KeyboardScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = text_of(app)
        assert "Seat 1 of 3 · Engineering" in before
        seen = []
        for key in ("1", "4", "0"):
            await pilot.press(key)
            await pilot.pause()
            seen.append(text_of(app))
            assert "Noted. Pass the keyboard on to seat 2, business." in seen[-1]
            await pilot.press("backspace")
            await pilot.pause()
            assert text_of(app) == before
        assert len(set(seen)) == 1
        await pilot.press("2", "3", "4")
        assert votes(app.workshop) == {"engineering": ["2"]}
        await pilot.press("enter")
        await pilot.pause()
        assert "Seat 2 of 3 · Business" in text_of(app)
        await pilot.press("4", "space", "1")
        await until(pilot, lambda: app.is_left)
        assert "Everybody at this keyboard has voted" in said_by(app)
    assert votes(app.workshop) == {"business": ["1", "4"], "engineering": ["2"]}


async def test_the_keyboard_goes_on_where_it_was_and_the_last_vote_can_be_taken_back(
    room: tuple[Desk, Workshop],
) -> None:
    room[1].press(0, 1)
    app = Over(*room, KeyboardScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Seat 2 of 3" in text_of(app)
        await pilot.press("3", "escape")
        await until(pilot, lambda: app.is_left)
        app.show_again()
        await pilot.pause()
        assert "Seat 3 of 3" in text_of(app)
        await pilot.press("9", "5")
        assert "press a key from 1 to 4, or 0" in text_of(app)
        await pilot.press("4")
        await until(pilot, lambda: app.is_left)
        app.show_again()
        await pilot.pause()
        assert "Everybody at this keyboard has voted" in text_of(app)
        await pilot.press("backspace", "1")
        await until(pilot, lambda: app.is_left)
    assert votes(app.workshop) == {"business": ["1", "3"], "engineering": ["2"]}


async def test_the_keyboard_goes_round_again_in_the_second_vote(
    room: tuple[Desk, Workshop],
) -> None:
    desk, workshop = room
    for seat in range(3):
        workshop.press(seat, 0)
    desk.change(workshop.reveal(desk.session), ASKED[0])
    workshop.show(desk.session)
    workshop.ask(ASKED[0], "second")
    app = Over(desk, workshop, KeyboardScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Seat 1 of 3" in text_of(app)
        await pilot.press("2", "enter", "3", "enter", "4")
        await until(pilot, lambda: app.is_left)
    assert votes(workshop) == {"business": ["3", "4"], "engineering": ["2"]}
    assert len(workshop.folder.slips()) == 3


async def test_who_is_here_is_named_by_role_and_way_alone(room: tuple[Desk, Workshop]) -> None:
    desk, workshop = room
    vote(workshop, [("engineering", 3)])
    join(workshop, "engineering", "engineering", "business")
    vote(workshop, [("engineering", 3)])
    workshop.press(1, 0)
    app = Over(desk, workshop, VotersDialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert "Engineering, first device" in shown
        assert "Engineering, second device" in shown
        assert "Business, first seat" in shown
        assert shown.index("has not voted yet") < shown.index("has voted")
        said = " ".join(shown.replace("│", " ").split())
        assert "2 of 8 have voted. Here: 2 business and 2 engineering. 4 more expected." in said
        assert not any(voter in shown for voter in workshop.folder.slips())


async def test_somebody_is_taken_out_once_it_is_said_that_this_is_meant(
    room: tuple[Desk, Workshop],
) -> None:
    desk, workshop = room
    vote(workshop, [("engineering", 0), ("engineering", 3), ("business", 2)])
    desk.change(workshop.reveal(desk.session), ASKED[0])
    workshop.show(desk.session)
    app = Over(desk, workshop, VotersDialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x", "enter")
        await pilot.pause()
        assert len(desk.session.voters) == 3
        # In the order of the list: Business, first device; then engineering.
        await pilot.press("j", "x", "y")
        await until(pilot, lambda: len(workshop.folder.slips()) == 2)
        await pilot.pause()
        assert "Engineering, second device" not in text_of(app)
    assert sorted(desk.session.voters.values()) == ["business", "engineering"]
    assert len(desk.session.votes[ASKED[0]].first) == 2


async def test_an_empty_room_is_said_to_be_empty(room: tuple[Desk, Workshop]) -> None:
    app = Over(*room, VotersDialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Nobody is in the room yet." in text_of(app)
        await pilot.press("x", "j", "escape")
        await until(pilot, lambda: app.is_left)
