"""The room as everybody sees it: what stands on it when, and where its keys lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

from tests.builtin import engine
from tests.tui.in_a_room import (
    ASKED,
    CAMPS,
    CODE,
    Clock,
    Listening,
    RoomApp,
    Vote,
    is_large,
    join,
    kept,
    looked,
    phase,
    picture,
    reveal,
    room_app,
    screen_of,
    shown,
    vote,
)
from tests.tui.support import LARGE, NOW, SMALL, rested, said_by, session, text_of, until
from unstall.tui import opening_workshop
from unstall.tui.big_text import big_lines
from unstall.tui.on_stage import Figure, Lobby
from unstall.tui.screens.agenda import AgendaScreen
from unstall.tui.screens.keyboard import KeyboardScreen
from unstall.tui.screens.parking import ParkingScreen
from unstall.tui.screens.workshop_dialogs import HandsDialog, VotersDialog
from unstall.tui.widgets.dialogs import Confirm
from unstall.tui.wording.room import Room, on_stage
from unstall.tui.wording.workshop import who_is_here
from unstall.workshop.workshop import Workshop

TINY = (60, 18)
OWNER = ASKED[0]
CAMPS_HEADLINE = "Two camps: 1 speaks, then 4"
HOSTILE = "[/x] [@click=app.quit]bold[/]"


@pytest.fixture
def app(tmp_path: Path) -> RoomApp:
    return room_app(tmp_path, engine())


async def test_the_lobby_says_who_is_here_by_role_and_how_to_join(tmp_path: Path) -> None:
    app = room_app(tmp_path, engine(), url="http://192.168.1.20:8765")
    async with app.run_test(size=LARGE) as pilot:
        join(app.workshop, "engineering", "engineering", "business")
        said = await shown(pilot, app)
        assert "1 business · 2 engineering" in said
        assert is_large("http://192.168.1.20:8765", app)
        assert all(row.strip() in text_of(app) for row in big_lines(CODE, 100, 2) or "?")
        assert "larger: Ctrl and +" in said
        assert "three questions" in said


def test_somebody_who_is_in_twice_is_one_more_than_expected(app: RoomApp) -> None:
    workshop, desk = app.workshop, app.workshop_desk
    join(workshop, *["engineering"] * 5, *["business"] * 4)
    standing = workshop.standing()
    room = Room(
        workshop.stage, workshop.setup, standing, desk.questionnaire, desk.session, None, "", NOW
    )
    lobby = on_stage(room)
    assert isinstance(lobby, Lobby)
    assert lobby.here == Figure("9 of 8", "are here")
    said = who_is_here(workshop, standing)
    assert said.endswith("1 more than expected: is somebody in twice?")


async def test_without_devices_nobody_is_asked_to_join(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        said = await shown(pilot, app)
        assert "Eight people vote on three questions" in said
        assert "code" not in said
        assert "are here" not in said


@pytest.mark.parametrize("size", [LARGE, SMALL, TINY], ids=["120x40", "80x24", "60x18"])
async def test_a_vote_shows_the_question_the_levels_the_count_and_the_clock(
    app: RoomApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS[:5])
        said = await shown(pilot, app)
        question = app.workshop.question
        assert question is not None
        for level in question.levels:
            assert " ".join(level.label.split()) in said
        assert "have voted" in said
        assert "left to vote" in said
        assert question.prompt in said or is_large(question.prompt, app)


async def test_two_rooms_that_voted_differently_look_the_same_until_the_reveal(
    tmp_path: Path,
) -> None:
    roles = [role for role, _level in CAMPS]
    others: Sequence[Vote] = [(role, 2) for role in roles]
    seen: list[list[object]] = []
    for name, votes in (("one", CAMPS), ("other", others)):
        (tmp_path / name).mkdir()
        app = room_app(tmp_path / name, engine())
        pictures: list[object] = []
        async with app.run_test(size=LARGE) as pilot:
            await pilot.press("enter")
            for number in (5, len(votes)):
                vote(app.workshop, votes[:number])
                await looked(pilot, app)
                pictures.append(picture(app))
                pictures.append((app.workshop.folder.path / "stage.toml").read_bytes())
                if number == 5:
                    for key in ("enter", "escape", "w", "escape", "g", "escape"):
                        await pilot.press(key)
                        await rested(pilot)
                        pictures.append(picture(app))
            assert app.workshop.stage.outcome is None
            assert not app.workshop_desk.session.votes
            await pilot.press("enter")
            await looked(pilot, app)
            assert picture(app) != pictures[-1]
            revealed = picture(app)
        seen.append([*pictures, revealed])
    assert seen[0][:-1] == seen[1][:-1]
    assert seen[0][-1] != seen[1][-1]


async def test_the_reveal_is_kept_and_shown_at_once(app: RoomApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS)
        await looked(pilot, app)
        assert "everybody has voted" in text_of(app)
        await pilot.press("space")
        await rested(pilot)
        said = " ".join(text_of(app).split())
        assert is_large(CAMPS_HEADLINE, app)
        assert "B business 4 E engineering 4" in said
        assert "Speaks first: who voted 1 (engineering); then who voted 4 (business)." in said
        assert "left to talk" in said
        assert len(kept(app).votes[OWNER].first) == 8


async def test_the_screen_follows_by_itself_while_people_vote(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS)
        await until(pilot, lambda: "everybody has voted" in text_of(app))


async def test_before_somebody_is_left_out_it_is_asked_once(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS[:6])
        await looked(pilot, app)
        await pilot.press("enter")
        assert isinstance(app.screen, Confirm)
        assert "Two of eight have not voted yet." in text_of(app)
        await pilot.press("enter")
        assert phase(app) == "voting"
        await pilot.press("enter", "y")
        await rested(pilot)
        assert phase(app) == "revealed"
        assert len(kept(app).votes[OWNER].first) == 6


async def test_nothing_is_revealed_where_nobody_voted(app: RoomApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter", "enter")
        await rested(pilot)
        assert "nobody has voted yet" in text_of(app)
        assert phase(app) == "voting"
        await pilot.press("T")
        assert "nobody has voted yet" not in text_of(app)


async def test_when_the_time_is_up_it_is_said_and_nothing_is_forced(tmp_path: Path) -> None:
    clock = Clock()
    app = room_app(tmp_path, engine(), clock=clock)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS[:3])
        clock.at += timedelta(seconds=300)
        assert "the time is up" in await shown(pilot, app)
        assert phase(app) == "voting"
        await pilot.press("t")
        await rested(pilot)
        assert "left to vote" in text_of(app)


@pytest.mark.thorough
async def test_without_a_clock_none_is_shown(tmp_path: Path) -> None:
    app = room_app(tmp_path, engine(), seconds=0)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter")
        assert "left to vote" not in await shown(pilot, app)
        await pilot.press("t")
        assert "has no clock" in text_of(app)


async def test_the_keys_lead_to_hands_keyboard_voters_agenda_and_parking_list(
    tmp_path: Path,
) -> None:
    app = room_app(tmp_path, engine(), seats=("engineering",))
    screens: dict[str, type[Screen[None]]] = {
        "h": HandsDialog, "k": KeyboardScreen, "w": VotersDialog, "g": AgendaScreen,
        "P": ParkingScreen,
    }  # fmt: skip
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h", "k", "enter")
        for key, screen in screens.items():
            await pilot.press(key)
            assert isinstance(app.screen, screen), key
            await pilot.press("escape")
            screen_of(app)


async def test_the_room_can_be_light_or_dark(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("T")
        assert app.theme == "unstall-light"
        await pilot.press("T")
        assert app.theme == "unstall-dark"


async def test_a_room_that_is_left_stays_open(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        vote(app.workshop, CAMPS[:2])
        await looked(pilot, app)
        await pilot.press("escape")
        await rested(pilot)
        assert app.screen.id == "_default"
        desk = app.workshop_desk
        assert desk.path is not None
        again = Workshop.resume(desk.path, desk.session, desk.questionnaire, desk.now)
        assert again is not None
        assert again.standing().voted == 2


async def test_a_workshop_that_is_over_thanks_and_is_cleared_away(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await reveal(pilot, app)
        app.workshop.end()
        assert "The room voted on one question." in await shown(pilot, app)
        assert is_large("Thank you", app) or all(
            row.strip() in text_of(app) for row in big_lines("Thank you", 70, 2) or "?"
        )
        await pilot.press("enter")
        await rested(pilot)
        assert app.screen.id == "_default"
        assert not app.workshop.folder.path.exists()


async def test_devices_are_let_in_on_this_machine_and_again_where_they_were(
    app: RoomApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def begin(_app: object, _workshop: object, at: object) -> Listening:
        begun.append(str(at))
        return Listening("http://127.0.0.1:1234")

    monkeypatch.setattr(opening_workshop, "begin_serving", begin)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("S", "S")
        await looked(pilot, app)
        assert len(begun) == 1
        assert "127.0.0.1" in begun[0]
        assert is_large("http://127.0.0.1:1234", app)


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["120x40", "80x24"])
async def test_what_anybody_wrote_is_shown_as_it_is(tmp_path: Path, size: tuple[int, int]) -> None:
    app = room_app(tmp_path, engine(), of=session(project=HOSTILE), roles=("x", "y"))
    async with app.run_test(size=size) as pilot:
        assert HOSTILE in await shown(pilot, app) or is_large(HOSTILE, app)
        await pilot.press("enter")
        vote(app.workshop, [("x", 0)] * 4 + [("y", 3)] * 4)
        await looked(pilot, app)
        await pilot.press("enter", "a")
        app.screen.query_one(Input).value = HOSTILE
        await pilot.press("enter")
        assert HOSTILE in await shown(pilot, app)


@pytest.mark.thorough
async def test_a_room_on_a_screen_too_small_for_it_can_be_scrolled(app: RoomApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await reveal(pilot, app)
        await rested(pilot)
        assert "↓ more" in text_of(app)
        await pilot.press("down", "down", "down", "down")
        assert "↓ more" not in text_of(app)
        await pilot.press("up", "up", "up", "up")
        assert "↓ more" in text_of(app)


async def test_messages_stand_in_the_last_line_and_lie_over_nothing(app: RoomApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter", "h", *"e 112", "enter")
        await until(pilot, lambda: "3 hands noted" in text_of(app).splitlines()[-1])
        assert not said_by(app)
        await pilot.press("T")
        assert "3 hands noted" not in text_of(app)
