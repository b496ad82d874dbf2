"""The app around the screens: saving, leaving, keys, themes, help and palette."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from tests.proof import mostly_thorough
from tests.tui.hostile import NAMES
from tests.tui.support import (
    LARGE,
    SMALL,
    AppOverDesk,
    MemoryKeeper,
    clock,
    desk,
    put_sessions,
    rested,
    said_by,
    session,
    session_of_case,
    text_of,
    until,
)
from unstall.errors import SettingsError, StorageError
from unstall.session.writer import SaveState
from unstall.tui.app import UnstallApp, View, run_app
from unstall.tui.messages import Saved
from unstall.tui.remembered import remember_theme, remembered_theme
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.screens.help import HelpScreen
from unstall.tui.screens.home import HomeScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.project import ProjectScreen
from unstall.tui.themes import OFFERED, theme_names
from unstall.tui.workspace import Workspace

FULL_DISK = SaveState(
    "failed", StorageError("not saved: the disk is full", hint="Free some space.")
)


def facts(**options: Any) -> tuple[AppOverDesk, MemoryKeeper]:
    """Make the app with the facts of a session open, and give its keeper."""
    on = desk(session_of_case("sound-but-unfinished"))
    assert isinstance(on.keeper, MemoryKeeper)
    return AppOverDesk(on, "facts", **options), on.keeper


def is_closed(keeper: MemoryKeeper) -> bool:
    """Whether the file was let go of."""
    return keeper.closed


# --- Saving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_full_disk_is_said_at_the_top_until_there_is_room(size: tuple[int, int]) -> None:
    app, keeper = facts()
    async with app.run_test(size=size, notifications=True) as pilot:
        keeper.state = FULL_DISK
        app.post_message(Saved(FULL_DISK))
        await pilot.pause()
        top = text_of(app).splitlines()[0]
        assert "NOT SAVED: the disk is full" in top
        assert "Claims triage" in top
        assert "Free some space." in said_by(app)
        keeper.state = SaveState("saved")
        app.post_message(Saved(keeper.state))
        await pilot.pause()
        assert "NOT SAVED" not in text_of(app)
        assert text_of(app).splitlines()[0].rstrip().endswith("saved")


async def test_what_takes_long_to_save_is_said_to_be_on_its_way() -> None:
    app, keeper = facts()
    async with app.run_test(size=SMALL) as pilot:
        keeper.state = SaveState("saving")
        app.post_message(Saved(keeper.state))
        await pilot.pause()
        assert "saving" not in text_of(app)
        app._look_at_saving()
        app._look_at_saving()
        await pilot.pause()
        assert "saving…" in text_of(app)


async def test_what_happened_to_the_file_is_told() -> None:
    app, _ = facts()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        app.post_message(Saved(SaveState("saved", notice="Another program changed the file.")))
        await pilot.pause()
        assert "Another program changed the file." in said_by(app)


async def test_leaving_with_a_full_disk_is_asked_about_first() -> None:
    app, keeper = facts()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        keeper.state = FULL_DISK
        await pilot.press("escape")
        assert "could not be saved" in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, ProjectScreen)
        assert not keeper.closed
        await pilot.press("escape", "y")
        assert app.desk is None
    assert is_closed(keeper)


async def test_leaving_the_app_puts_the_session_away_first() -> None:
    app, keeper = facts()
    async with app.run_test(size=SMALL) as pilot:
        await app.run_action("quit")
        await pilot.pause()
    assert keeper.closed


async def test_leaving_the_app_with_a_full_disk_is_asked_about_first() -> None:
    app, keeper = facts()
    async with app.run_test(size=SMALL) as pilot:
        keeper.state = FULL_DISK
        await app.run_action("quit")
        await pilot.press("n")
        assert not keeper.closed
        assert isinstance(app.screen, ProjectScreen)


async def test_a_session_kept_by_another_is_opened_to_read_and_says_by_whom(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, session())
    other = Workspace(tmp_path, clock).open(path)
    app = UnstallApp(Workspace(tmp_path, clock), clock, open_path=path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        assert "read only" in text_of(app).splitlines()[0]
        assert "Open to read only: the session has been open since 10:02" in said_by(app)
    assert other.keeper
    other.keeper.close()


async def test_a_session_that_cannot_be_opened_is_said_and_home_is_shown(tmp_path: Path) -> None:
    app = UnstallApp(Workspace(tmp_path, clock), clock, open_path=tmp_path / "none.toml")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "none.toml" in said_by(app)


# --- Keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["home", "facts", "verdict", "plan", "interview"])
async def test_the_last_line_has_room_for_all_its_keys_on_a_small_screen(
    tmp_path: Path, view: str
) -> None:
    (path,) = put_sessions(tmp_path, session_of_case("sound-but-unfinished"))
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        if view != "home":
            app.open_session(path, cast("View", view))
        await until(pilot, lambda: text_of(app).splitlines()[-1].rstrip().endswith("? help"))


async def test_the_users_keys_replace_ours_and_help_names_them() -> None:
    app, _ = facts(keymap={"facts.next_blank": "z", "app.help": "h"})
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, ProjectScreen)
        before = screen.fields.cursor
        await pilot.press("space")
        assert screen.fields.cursor == before
        await pilot.press("z")
        assert screen.fields.cursor != before
        await pilot.press("h")
        assert isinstance(app.screen, HelpScreen)
        rows = app.screen.query_one("#help").rows  # type: ignore[attr-defined]
        said = {row.spans[0][0]: row.mark[0].strip() for row in rows if row.mark[0]}
        assert said["Go to the next field that is blank."] == "z"
        assert said["Show what every key does here."] == "h"


def test_a_bad_settings_file_is_refused_before_anything_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[keymap]\n"home.new" = "e"\n', encoding="utf-8")
    monkeypatch.setattr("unstall.paths.settings_file", lambda: file)
    with pytest.raises(SettingsError, match=r"settings\.toml: keymap\.home\.new"):
        run_app(tmp_path)
    file.write_text('theme = "unstall-drak"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="unstall-dark"):
        run_app(tmp_path)


# --- Themes ---------------------------------------------------------------------------------------


# The theme of the terminal has the fewest colours.
@pytest.mark.parametrize("theme", mostly_thorough(sorted(name for name, _ in OFFERED), always=2))
async def test_every_theme_shows_focus_and_state_without_colour(tmp_path: Path, theme: str) -> None:
    put_sessions(tmp_path, session_of_case("sound-but-unfinished"))
    app = UnstallApp(Workspace(tmp_path, clock), clock, theme=theme)
    async with app.run_test(size=LARGE) as pilot:
        assert "❯ Claims triage" in text_of(app)
        for key in ("f", "i", "v", "p", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_the_theme_chosen_in_the_palette_is_remembered() -> None:
    chosen: list[str] = []
    app, _ = facts(remember_theme=chosen.append)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"projectors")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.theme == "unstall-light"
    assert chosen == ["unstall-light"]


def test_a_remembered_theme_is_found_again_and_private(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert remembered_theme(state, theme_names()) is None
    remember_theme(state, "unstall-light")
    assert remembered_theme(state, theme_names()) == "unstall-light"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"no-such-theme\n", b"\x00\xff" * 1000])
def test_a_spoilt_memory_of_the_theme_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "theme").write_bytes(content)
    assert remembered_theme(tmp_path, theme_names()) is None


def test_a_state_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    remember_theme(tmp_path / "state", "unstall-light")
    assert remembered_theme(tmp_path / "state", theme_names()) is None


# --- Help and palette -----------------------------------------------------------------------------


@pytest.mark.parametrize("close", ["escape", "question_mark", "f1", "q"])
async def test_help_explains_the_field_at_hand_and_every_key_and_closes(close: str) -> None:
    app, _ = facts()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("question_mark")
        shown = text_of(app)
        assert "Project: What is the project called?" in shown
        assert "Go to the next field that is blank." in shown
        assert "On every screen of this session" in shown
        await pilot.press("G", "pagedown", "pagedown", "j")
        assert "Find any command" in text_of(app)
        await pilot.press(close)
        assert isinstance(app.screen, ProjectScreen)


@pytest.mark.parametrize("opener", ["colon", "ctrl+p"])
async def test_the_palette_offers_what_the_screen_can_do_and_does_it(opener: str) -> None:
    app, _ = facts()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press(opener)
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"the verdict")
        await pilot.pause(0.5)
        assert "Go to the verdict" in text_of(app)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert type(app.screen).__name__ == "VerdictScreen"


async def test_the_palette_goes_to_projects_with_hostile_names(tmp_path: Path) -> None:
    name = NAMES["link that quits"]
    put_sessions(tmp_path, session(project=name), session(project="Other"))
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("f", "colon")
        await pilot.pause()
        app.screen.query_one(Input).value = name
        await pilot.pause(0.6)
        assert name in text_of(app)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.is_running
        assert app.desk
        assert app.desk.session.project == name


async def test_the_palette_offers_no_wide_or_coloured_pictures() -> None:
    app, _ = facts()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        assert "🔎" not in text_of(app)


def test_home_is_there_before_the_engine_is_loaded() -> None:
    code = (
        "import sys, unstall.tui.app, unstall.tui.screens.home;"
        "print([m for m in ('pydantic', 'babel', 'jinja2') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


async def test_opening_a_session_fills_its_screen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = 0
    fill = InterviewScreen.refresh_view

    def counted(screen: InterviewScreen, changed: str | None = None) -> None:
        nonlocal filled
        filled += 1
        fill(screen, changed)

    monkeypatch.setattr(InterviewScreen, "refresh_view", counted)
    async with AppOverDesk(desk()).run_test(size=SMALL) as pilot:
        await pilot.pause()
    assert filled == 1


@pytest.mark.parametrize("keys", ["vv", "vp", "pv", "vpvpvp", "vivivi", "fvfv", "TBvv"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_screens_may_be_left_before_they_have_been_laid_out(
    keys: str, size: tuple[int, int]
) -> None:
    app = AppOverDesk(desk(session_of_case("validation-loop")), "interview")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            app.simulate_key(key)
        await rested(pilot)
        assert app.is_running
