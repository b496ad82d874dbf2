"""The workshop's set-up, the ways into it, and a whole workshop played from keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.in_a_room import room_app
from tests.tui.support import (
    NOW,
    builtin_engine,
    clock,
    put_sessions,
    said_by,
    session,
    text_of,
    until,
)
from unstall.session.format import read_session
from unstall.session.models import Session
from unstall.tui.app import UnstallApp
from unstall.tui.screens.agenda import AgendaScreen
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.screens.home import HomeScreen
from unstall.tui.screens.keyboard import KeyboardScreen
from unstall.tui.screens.room import RoomScreen
from unstall.tui.screens.workshop_dialogs import HandsDialog
from unstall.tui.screens.workshop_setup import WorkshopSetup
from unstall.tui.widgets.dialogs import Confirm
from unstall.tui.widgets.pick import Pick
from unstall.tui.workspace import Workspace
from unstall.workshop.folder import room_of
from unstall.workshop.setup import SUGGESTED_ROLES, Setup, read_setup
from unstall.workshop_wishes import Wishes

HOSTILE = "[/x] [@click=app.quit]bold[/]"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session with nothing in it."""
    return put_sessions(tmp_path, session(project=HOSTILE))[0]


@pytest.fixture(autouse=True)
def _without_looking_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the verdict's standing alone, which is measured with every change."""
    monkeypatch.setattr(UnstallApp, "_look_ahead", lambda _: None)


def app_on(file: Path, wishes: Wishes | None = Wishes()) -> UnstallApp:  # noqa: B008 - frozen
    """The app as `unstall workshop` opens it."""
    return UnstallApp(Workspace(file.parent.parent, clock), clock, open_path=file, workshop=wishes)


def setup_of(file: Path) -> Setup:
    return read_setup(room_of(file))


async def type_over(pilot: Pilot[None], text: str) -> None:
    """Write something else into the field at hand."""
    field = pilot.app.focused
    assert isinstance(field, Input)
    field.value = ""
    await pilot.press(*text)


async def sees(pilot: Pilot[None], said: str) -> None:
    """Wait until something is said on the screen."""
    await until(pilot, lambda: said in " ".join(text_of(pilot.app).split()))


async def test_enter_alone_begins_with_sensible_defaults(file: Path) -> None:
    app = app_on(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        assert "12 questions, about 36 min" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
    setup = setup_of(file)
    assert setup.roles == SUGGESTED_ROLES
    assert (setup.voters, setup.seconds, setup.seats) == (8, 180, ())
    assert len(setup.questions) == 12
    assert not app.voters or not app.voters.is_listening


async def test_everything_can_be_changed_from_keys_alone(file: Path) -> None:
    app = app_on(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        await type_over(pilot, "Sales, CTO")
        await pilot.press("down")
        await type_over(pilot, "5")
        await pilot.press("down", "right", "down")
        await pilot.pause()
        assert "17 questions, about 51 min" in text_of(app)
        await type_over(pilot, "90 s")
        assert "17 questions, about 26 min" in text_of(app)
        await pilot.press("tab")
        await type_over(pilot, "s 2, cto")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
    setup = setup_of(file)
    assert setup.roles == ("sales", "cto")
    assert (setup.voters, setup.seconds) == (5, 90)
    assert setup.seats == ("sales", "sales", "cto")
    assert len(setup.questions) == 17


REFUSED = (
    (0, ",", "at least one role"),
    (1, "0", "whole number"),
    (3, "soon", "this is no time"),
    (4, "legal 2", "is none of the roles"),
    (4, "business 9", "There are 9 seats at the keyboard alone"),
)
"""Field, counted from the top; what is typed into it; what is said."""


async def test_what_will_not_do_is_refused_at_its_field_and_nothing_begins(file: Path) -> None:
    app = app_on(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        fields = [one for one in app.screen.focus_chain if isinstance(one, (Input, Pick))]
        for place, typed, said in REFUSED:
            field = fields[place]
            assert isinstance(field, Input)
            before, field.value = field.value, typed
            fields[2].focus()
            await pilot.pause()
            await pilot.press("enter")
            await sees(pilot, said)
            assert isinstance(app.screen, WorkshopSetup)
            assert app.focused in (field, fields[1])
            assert not room_of(file).is_there
            field.value = before


async def test_what_was_said_on_the_command_line_stands_in_the_fields(file: Path) -> None:
    wishes = Wishes(
        roles=("sales", "legal"), voters=3, seconds=0, which="quick", seats=("legal", "legal")
    )
    app = app_on(file, wishes)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        assert "17 questions, without a clock" in text_of(app)
        assert "legal 2" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
    setup = setup_of(file)
    assert (setup.roles, setup.voters, setup.seconds) == (("sales", "legal"), 3, 0)
    assert setup.seats == ("legal", "legal")


@pytest.mark.thorough
async def test_leaving_begins_nothing_and_keeps_what_was_typed(file: Path) -> None:
    app = app_on(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        await type_over(pilot, "sales")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert not room_of(file).is_there
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        assert app.screen.query(Input).first().value == "sales"


async def test_one_key_opens_it_from_all_projects_and_goes_on_with_one_under_way(
    file: Path,
) -> None:
    app = app_on(file, None)
    app._open_path = None
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and not app.screen.is_reading)
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        code = setup_of(file).code
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        await until(pilot, lambda: "The workshop under way goes on: 0 of 12" in text_of(app))
        assert said_by(app) == ""
        assert setup_of(file).code == code


@pytest.mark.thorough
async def test_quitting_from_within_lets_go_of_everything(file: Path) -> None:
    app = app_on(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        app.leave_desk()
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.desk is None
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("under", ["closed", pytest.param("trial", marks=pytest.mark.thorough)])
async def test_what_cannot_be_changed_has_no_workshop_and_it_is_said_why(
    file: Path, under: str
) -> None:
    if under == "closed":
        text = file.read_text().replace(
            "\n[questionnaire]", f"closed = {NOW.isoformat()}\n\n[questionnaire]", 1
        )
        file.write_text(text)
    app = app_on(file, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await pilot.press(*(["T"] if under == "trial" else []), "W")
        await pilot.pause()
        said = "No workshop: The session was closed" if under == "closed" else "keep or discard"
        assert said in said_by(app)
        assert not isinstance(app.screen, WorkshopSetup)


async def test_the_set_up_of_one_under_way_is_changed_and_nothing_is_lost(tmp_path: Path) -> None:
    app = room_app(tmp_path, builtin_engine(), seats=("business",))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        before = app.workshop.setup
        app.workshop.ask(before.questions[0])
        app.workshop.press(0, 2)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        await type_over(pilot, "engineering, business, legal")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        after = app.workshop.setup
        assert after.roles == ("engineering", "business", "legal")
        assert after.model_copy(update={"roles": before.roles}) == before
        assert app.workshop.standing().voted == 1


@pytest.mark.thorough
async def test_a_damaged_room_is_said_and_can_be_set_up_again(file: Path) -> None:
    folder = room_of(file)
    folder.make()
    folder.setup_file.write_text("code = 3")
    app = app_on(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkshopSetup))
        assert "cannot be used" in said_by(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
    assert setup_of(file).roles == SUGGESTED_ROLES


class Played:
    """A workshop that is played by pressing keys."""

    def __init__(self, app: UnstallApp, pilot: Pilot[None]) -> None:
        self._app = app
        self._pilot = pilot

    async def at(self, screen: type[Screen[Any]]) -> None:
        """Wait for a screen."""
        await until(self._pilot, lambda: isinstance(self._app.screen, screen))

    async def hands(self, line: str) -> None:
        """Type a line of hands."""
        await self._pilot.press("h")
        await self.at(HandsDialog)
        await self._pilot.press(*line, "enter")
        await self.at(RoomScreen)

    async def keyboard(self, *keys: str) -> None:
        """Pass the keyboard round."""
        await self._pilot.press("k")
        await self.at(KeyboardScreen)
        await self._pilot.press(*keys)
        await self.at(RoomScreen)

    async def revealed(self, question: str, *keys: str) -> None:
        """Reveal the votes on a question."""
        await self._pilot.press(*(keys or ("enter",)))
        await until(self._pilot, lambda: question in self.kept.votes)

    async def asked(self, question: str) -> None:
        """Wait for a question to stand on stage."""
        await self.at(RoomScreen)
        room = self._app.screen
        assert isinstance(room, RoomScreen)
        await until(
            self._pilot,
            lambda: bool(room.workshop.question and room.workshop.question.id == question),
        )

    @property
    def kept(self) -> Session:
        """The session on the desk."""
        assert self._app.desk is not None
        return self._app.desk.session


async def test_a_workshop_is_played_from_keys_alone_and_its_votes_are_in_the_file(
    file: Path,
) -> None:
    wishes = Wishes(
        roles=("engineering", "business"), voters=6, seats=("engineering", "business", "business")
    )
    app = app_on(file, wishes)
    async with app.run_test(size=(80, 24)) as pilot:
        played = Played(app, pilot)
        await played.at(WorkshopSetup)
        await pilot.press("enter")
        await played.at(RoomScreen)
        await pilot.press("enter")
        first, second, third = setup_of(file).questions[:3]
        # Two camps: left in the queue.
        await played.hands("e11b4")
        await played.keyboard("1", "enter", "3", "backspace", "4", "enter", "4")
        assert not read_session(file).votes
        await played.revealed(first)
        await pilot.press("l")
        # Agreed: the median is recorded.
        await played.asked(second)
        await played.hands("b2e22")
        await played.keyboard("2", "enter", "2", "enter", "2")
        await played.revealed(second)
        await pilot.press("enter")
        # Not everybody votes.
        await played.asked(third)
        await played.keyboard("1", "space", "2", "space", "0")
        await played.revealed(third, "enter", "y")
        await pilot.press("g")
        await played.at(AgendaScreen)
        assert "3 voted on · 1 to talk about · 9 not voted on" in text_of(app)
        await pilot.press("x")
        await played.at(Confirm)
        await pilot.press("y")
        await played.at(RoomScreen)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, RoomScreen))
        await pilot.press("escape")
        await played.at(HomeScreen)
    saved = read_session(file)
    assert counted(saved, first) == [3, 0, 0, 3, 0]
    assert counted(saved, second) == [0, 6, 0, 0, 0]
    assert counted(saved, third) == [1, 1, 0, 0, 1]
    assert saved.answers[second].voted == "median"
    assert first not in saved.answers
    assert sorted(saved.voters.values()) == ["business"] * 3 + ["engineering"] * 3
    assert not room_of(file).path.exists()


def counted(of: Session, question: str) -> list[int]:
    """Count the votes for each level, and of those who do not know."""
    votes = [*of.votes[question].first.values()]
    levels = builtin_engine().questionnaire.question_by_id[question].levels
    return [votes.count(vote) for vote in (*(level.id for level in levels), "unknown")]
