"""Home notices what changed outside, and nothing that is read moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.support import (
    LARGE,
    SMALL,
    clock,
    earlier,
    put_sessions,
    session,
    session_of_case,
    text_of,
    until,
)
from tests.tui.test_home import home, screen_of, settled
from unstall.tui import watching
from unstall.tui.app import UnstallApp
from unstall.tui.screens.home import HomeScreen
from unstall.tui.workspace import Workspace

A_CASE = session_of_case("sound-but-unfinished")
OTHER = earlier(session(project="Other", client="Northwind"), 10)


async def looked(pilot: Pilot[Any]) -> None:
    """Let Home look once, and wait until what it found is shown."""
    screen_of(pilot).look_outside()
    await settled(pilot)
    await settled(pilot)


def top_of(pilot: Pilot[Any]) -> str:
    return text_of(pilot.app).splitlines()[0].strip()


def waits_to_look(screen: HomeScreen) -> bool:
    return screen._next_look is not None


def lines_of(pilot: Pilot[Any]) -> list[str]:
    """All below the first line, without the scroll bar."""
    return [line[: SMALL[0] - 1].rstrip() for line in text_of(pilot.app).splitlines()[2:]]


async def test_what_came_from_outside_is_shown_and_said_in_one_line(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        await looked(pilot)
        assert top_of(pilot).endswith("1 project")
        put_sessions(tmp_path, OTHER)
        await looked(pilot)
        assert top_of(pilot).endswith("2 projects · Other came from outside at 10:02")
        assert "Northwind" in text_of(pilot.app)
        (tmp_path / "other" / "2026-11-10.toml").unlink()
        await looked(pilot)
        assert top_of(pilot).endswith("1 project · Other removed outside at 10:02")


async def test_home_looks_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.01)
    put_sessions(tmp_path, A_CASE)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Fix" in text_of(app))
        put_sessions(tmp_path, OTHER)
        await until(pilot, lambda: "Other came from outside" in text_of(app))


@pytest.mark.thorough
async def test_a_long_name_leaves_room_for_what_happened(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        put_sessions(tmp_path, session(project="[@click=app.quit]" + "long " * 20))
        await looked(pilot)
        assert top_of(pilot).endswith("… came from outside at 10:02")
        assert "[@click=app.quit" in top_of(pilot)
        await pilot.resize_terminal(20, 5)
        await pilot.resize_terminal(*LARGE)
        assert "long long" in top_of(pilot)


async def test_cursor_search_and_scroll_position_stay(tmp_path: Path) -> None:
    put_sessions(tmp_path, *(session(project=f"Project {n:02}") for n in range(16)))
    async with home(tmp_path) as pilot:
        await pilot.press("slash", *"proj", "enter", *"jjjjjjjj", "pagedown")
        before = lines_of(pilot)
        at = screen_of(pilot).projects.cursor
        put_sessions(tmp_path, session(project="A project before all others"))
        put_sessions(tmp_path, session(project="Something else"))
        await looked(pilot)
        assert lines_of(pilot) == before
        assert screen_of(pilot).projects.cursor == at
        assert "17 of 18 projects · 2 projects came from outside" in top_of(pilot)


@pytest.mark.thorough
async def test_the_cursor_follows_its_project_to_a_newer_session(tmp_path: Path) -> None:
    old = earlier(session(project="Other"), 200)
    put_sessions(tmp_path, A_CASE, earlier(A_CASE, 1, project="Spare parts"), old)
    async with home(tmp_path) as pilot:
        await pilot.press("G")
        put_sessions(tmp_path, session(project="Other"))
        await looked(pilot)
        assert "❯ Other" in text_of(pilot.app)
        assert "Other changed outside" in top_of(pilot)


async def test_nothing_is_looked_at_under_a_dialog_and_all_is_caught_up_with_after_it(
    tmp_path: Path,
) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        below = screen_of(pilot)
        await pilot.press("n", *"Fra")
        assert not waits_to_look(below)
        put_sessions(tmp_path, OTHER)
        # A look that was under way when the dialog was opened says what it found too late.
        below.post_message(watching.Looked(is_different=True, pause=2.0))
        await settled(pilot)
        assert not waits_to_look(below)
        assert not below.is_reading
        await pilot.press("escape")
        await settled(pilot)
        assert waits_to_look(below)
        assert "Other came from outside" in top_of(pilot)


async def test_what_was_changed_in_the_app_is_not_said_to_have_changed_outside(
    tmp_path: Path,
) -> None:
    put_sessions(tmp_path, A_CASE, OTHER)
    async with home(tmp_path) as pilot:
        below = screen_of(pilot)
        await pilot.press("f")
        assert not waits_to_look(below)
        pilot.app.desk.set_depth("quick")  # type: ignore[attr-defined]
        put_sessions(tmp_path, session(project="Third"))
        await pilot.press("escape")
        await settled(pilot)
        assert "Third came from outside" in top_of(pilot)
        await pilot.press("j", "d")
        await looked(pilot)
        assert "removed" not in top_of(pilot)


@pytest.mark.thorough
async def test_the_first_project_of_all_may_come_from_outside(tmp_path: Path) -> None:
    async with home(tmp_path / "sessions") as pilot:
        assert "Find out why" in text_of(pilot.app)
        put_sessions(tmp_path / "sessions", A_CASE)
        await looked(pilot)
        assert "❯ Claims triage" in text_of(pilot.app)
