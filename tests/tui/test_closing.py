"""Closing a session from the app."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.support import (
    NOW,
    SMALL,
    AppOverDesk,
    MemoryKeeper,
    clock,
    desk,
    put_sessions,
    rested,
    said_by,
    session_of_case,
    text_of,
    until,
    workspace,
)
from unstall.errors import StorageError
from unstall.session.store import SessionStore
from unstall.session.writer import SaveState
from unstall.tui.desk import Desk
from unstall.tui.widgets.dialogs import Confirm
from unstall.workshop.folder import room_of


def desk_of(app: AppOverDesk) -> Desk:
    assert app.desk is not None
    return app.desk


async def press(pilot: Pilot[None], *keys: str) -> None:
    await rested(pilot)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("view", ["verdict", "plan", "interview"])
async def test_closing_says_what_it_means_and_freezes_the_session_with_its_result(
    view: str,
) -> None:
    app = AppOverDesk(desk(session_of_case("validation-loop")), view)  # type: ignore[arg-type]
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "C")
        assert isinstance(app.screen, Confirm)
        assert "cannot be taken" in text_of(app)
        await press(pilot, "y")
        session = desk_of(app).session
        assert session.closed == NOW
        assert session.result is not None
        assert session.result.strategy == "fix"
        assert session.result.conditions == ("owner",)
        assert "The session is closed." in said_by(app)
        assert "closed" in text_of(app).splitlines()[0]


@pytest.mark.parametrize("key", ["enter", "escape", "n"])
async def test_anything_but_a_clear_yes_leaves_the_session_open(key: str) -> None:
    app = AppOverDesk(desk(session_of_case("validation-loop")), "verdict")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "C", key)
        assert desk_of(app).session.closed is None


async def test_a_closed_session_is_not_changed_or_closed_again() -> None:
    app = AppOverDesk(desk(session_of_case("validation-loop")), "plan")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "C", "y")
        before = desk_of(app).session
        await press(pilot, "j", "t", "u", "C")
        assert desk_of(app).session is before
        assert "is not changed again" in said_by(app)


async def test_a_disk_that_refuses_is_said_in_words() -> None:
    open_desk = desk(session_of_case("validation-loop"))
    app = AppOverDesk(open_desk, "verdict")
    async with app.run_test(size=SMALL) as pilot:
        assert isinstance(open_desk.keeper, MemoryKeeper)
        trouble = StorageError("not saved: the disk is full")
        open_desk.keeper.state = SaveState("failed", trouble)
        await press(pilot, "C", "y")
        assert "the disk is full" in said_by(app)
        open_desk.keeper.state = SaveState("saved")


async def test_the_closed_session_lies_in_its_file_with_its_result_and_its_room_is_gone(
    tmp_path: Path,
) -> None:
    path = put_sessions(tmp_path, session_of_case("waiting-for-sponsor"))[0]
    room = room_of(path)
    room.make()
    room.setup_file.write_text("")
    app = AppOverDesk(workspace(tmp_path).open(path), "verdict")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "C")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "votes that were not revealed are gone" in " ".join(text_of(app).split())
        assert room.is_there
        await press(pilot, "y")
        app.let_go()
    assert not room.path.exists()
    with SessionStore(tmp_path, clock).open(path, write=False) as read:
        assert read.session.closed == NOW
        assert read.session.result is not None
        assert (read.session.result.strategy, read.session.result.then) == ("pause", "fix")


async def test_closing_waits_until_it_is_known_how_firmly_the_verdict_stands() -> None:
    app = AppOverDesk(desk(session_of_case("validation-loop")), "verdict")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "holds up" in text_of(app)
