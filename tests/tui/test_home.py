"""Home, played by keys."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.hostile import NAMES
from tests.tui.support import (
    LARGE,
    SMALL,
    clock,
    earlier,
    put_sessions,
    said_by,
    session,
    session_of_case,
    text_of,
)
from unstall.overview import Overview
from unstall.session.files import previous_of
from unstall.session.models import Session
from unstall.tui.app import UnstallApp
from unstall.tui.screens.home import READING, HomeScreen
from unstall.tui.widgets.new_project import Begin, NewProject
from unstall.tui.wording import projects as wording
from unstall.tui.workspace import Workspace

A_CASE = session_of_case("sound-but-unfinished")
PAUSED = earlier(
    session_of_case("waiting-for-sponsor", project="Spare parts", client="Northwind"), 10
)
OLD = earlier(session_of_case("all-middling", project="Shift planning", client=None), 200)
THREE = (A_CASE, PAUSED, OLD)


@asynccontextmanager
async def home(
    folder: Path, size: tuple[int, int] = SMALL, **options: Any
) -> AsyncIterator[Pilot[None]]:
    """Open Home over a folder and wait until everything is read."""
    app = UnstallApp(Workspace(folder, clock), clock, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the thread that reads has told everything."""
    await pilot.pause(0.08)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def screen_of(pilot: Pilot[Any]) -> HomeScreen:
    assert isinstance(pilot.app.screen, HomeScreen)
    return pilot.app.screen


def line_with(pilot: Pilot[Any], text: str) -> str:
    return next(line for line in text_of(pilot.app).splitlines() if text in line)


async def test_names_are_there_before_anything_is_read(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL):
        assert "Claims triage" in text_of(app)
        assert "Acme Mutual" in text_of(app)


async def test_a_project_shows_verdict_standing_trend_bars_and_due_date(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE, earlier(A_CASE, 90))
    async with home(tmp_path) as pilot:
        lines = text_of(pilot.app).splitlines()
        at = next(n for n, line in enumerate(lines) if "Claims triage" in line)
        assert "Fix" in lines[at]
        assert "█" in lines[at]
        assert "·" in lines[at]
        for word in ("20 Nov 2026", "Acme Mutual", "holds up", "→ no change", "due 20 Feb 2027"):
            assert word in lines[at + 1]


async def test_the_newest_comes_first(tmp_path: Path) -> None:
    put_sessions(tmp_path, OLD, A_CASE, PAUSED)
    async with home(tmp_path) as pilot:
        shown = text_of(pilot.app)
        assert shown.index("Claims triage") < shown.index("Spare parts")
        assert shown.index("Spare parts") < shown.index("Shift planning")


async def test_what_is_overdue_says_so_in_a_word(tmp_path: Path) -> None:
    put_sessions(tmp_path, OLD)
    async with home(tmp_path) as pilot:
        assert "overdue 4 Aug 2026" in text_of(pilot.app)


async def test_sections_are_spelt_out_for_the_selected_project(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path) as pilot:
        assert "Organisational" in line_with(pilot, "Technical ")


async def test_a_large_screen_has_room_for_all_about_the_selected_project(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path, LARGE) as pilot:
        await pilot.press("j")
        shown = text_of(pilot.app)
        assert "Pause until a set date, then" in shown
        assert "The next triage is due 8 Jan 2027." in shown
        assert "spare-parts/2026-11-10.toml" in shown


async def test_searching_narrows_down_as_one_types(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path) as pilot:
        await pilot.press("slash", *"north sp")
        shown = text_of(pilot.app)
        assert "Spare parts" in shown
        assert "Claims triage" not in shown
        assert "1 of 3 projects" in shown


async def test_letters_are_letters_while_one_searches(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path) as pilot:
        await pilot.press("slash", *"dqnevpf")
        assert screen_of(pilot).query_one("#search").value == "dqnevpf"  # type: ignore[attr-defined]
        assert "No project or client is called so." in text_of(pilot.app)
        await pilot.press("escape")
        assert "Claims triage" in text_of(pilot.app)


async def test_arrows_move_through_what_was_found_and_enter_opens_it(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path) as pilot:
        await pilot.press("slash", "p", "down")
        assert "❯ Shift planning" in text_of(pilot.app)
        await pilot.press("enter", "enter")
        desk = pilot.app.desk  # type: ignore[attr-defined]
        assert desk.session.project == "Shift planning"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_first_start_says_what_this_is_and_how_to_begin(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with home(tmp_path / "nowhere", size) as pilot:
        shown = text_of(pilot.app)
        assert "Find out why an AI project has stalled" in shown
        assert "worked example" in shown
        assert "delete" not in shown
        assert str(tmp_path)[:30] in shown


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_the_example_opens_at_once_on_a_first_start(tmp_path: Path, key: str) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press(key)
        assert pilot.app.desk.session.project == "Claims triage"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await settled(pilot)
        assert "Claims triage" in text_of(pilot.app)


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("enter", "InterviewScreen"),
        ("v", "VerdictScreen"),
        ("p", "PlanScreen"),
        ("f", "ProjectScreen"),
    ],
)
async def test_a_key_opens_each_view_and_esc_comes_back(
    tmp_path: Path, key: str, screen: str
) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == screen
        await pilot.press("escape")
        await settled(pilot)
        assert screen_of(pilot).projects.has_focus


async def test_a_project_needs_a_name_and_nothing_else(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n", "enter")
        assert "A project needs a name." in text_of(pilot.app)
        await pilot.press(*"Fraud", "f2")
        await pilot.pause()
        made = pilot.app.desk.session  # type: ignore[attr-defined]
        assert (made.project, made.client, made.depth) == ("Fraud", None, "quick")
        assert type(pilot.app.screen).__name__ == "InterviewScreen"


async def test_client_depth_and_beginning_with_the_facts_are_chosen_by_keys(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press(
            "n", *"Fraud", "enter", *"Helvetia", "enter", "right", "enter", "2", "enter"
        )
        await pilot.pause()
        made = pilot.app.desk.session  # type: ignore[attr-defined]
        assert (made.client, made.depth) == ("Helvetia", "full")
        assert type(pilot.app.screen).__name__ == "ProjectScreen"


async def test_enter_goes_through_the_fields_and_begins_on_the_last(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n", *"Fraud")
        for at in ("client", "depth", "first"):
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, NewProject)
            assert pilot.app.focused
            assert pilot.app.focused.id == at
        assert not list(tmp_path.iterdir())
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.desk.session.project == "Fraud"  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_the_button_begins(tmp_path: Path, key: str) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n", *"Fraud", "tab", "tab", "tab", "tab")
        assert "❯ [ Begin ]" in text_of(pilot.app)
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.desk.session.project == "Fraud"  # type: ignore[attr-defined]


async def test_a_click_on_the_button_begins(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n", *"Fraud")
        await pilot.click(Begin)
        await pilot.pause()
        assert pilot.app.desk.session.project == "Fraud"  # type: ignore[attr-defined]


async def test_the_whole_dialog_fits_on_the_smallest_screen(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n", "f2")
        for words in ("A new project", "A project needs a name.", "[ Begin ]", "begin at once"):
            assert words in text_of(pilot.app)


async def test_a_new_project_that_was_left_keeps_its_name_for_the_next_time(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n", *"Fra", "escape", "n", *"ud", "f2")
        await pilot.pause()
        assert pilot.app.desk.session.project == "Fraud"  # type: ignore[attr-defined]


async def test_too_long_a_name_is_refused_at_the_field(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("n")
        screen = pilot.app.screen
        assert isinstance(screen, NewProject)
        screen.query_one("#client").value = "x" * 121  # type: ignore[attr-defined]
        await pilot.press("a", "f2")
        assert "At most 120 characters fit into a name." in text_of(pilot.app)
        assert not list(tmp_path.iterdir())


async def test_a_deleted_session_is_gone_and_u_brings_it_back(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path) as pilot:
        await pilot.press("j", "d")
        await settled(pilot)
        assert "Spare parts" not in text_of(pilot.app).replace("Spare parts is in the bin", "")
        assert "Spare parts is in the bin" in said_by(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert "❯ Spare parts" in text_of(pilot.app)


async def test_deleting_twice_and_undoing_twice_is_as_before(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path) as pilot:
        await pilot.press("d", "d", "u", "u")
        await settled(pilot)
        for name in ("Claims triage", "Spare parts", "Shift planning"):
            assert name in text_of(pilot.app)


async def test_u_with_nothing_deleted_says_so(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        await pilot.press("u")
        assert "Nothing was moved to the bin" in said_by(pilot.app)


async def test_deleting_what_is_already_gone_says_so_and_goes_on(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        path.unlink()
        await pilot.press("d")
        assert "there is no such session" in said_by(pilot.app)
        await pilot.press("r")
        await settled(pilot)
        assert "Find out why" in text_of(pilot.app)


async def test_opening_what_is_already_gone_says_so_and_goes_on(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        path.unlink()
        await pilot.press("enter")
        assert said_by(pilot.app)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_damaged_session_is_listed_with_its_reason_and_way_back(tmp_path: Path) -> None:
    path, _ = put_sessions(tmp_path, A_CASE, PAUSED)
    path.write_text("schema = 1\nproject = 7\n", encoding="utf-8")
    async with home(tmp_path) as pilot:
        shown = text_of(pilot.app)
        assert "✗ damaged" in shown
        assert "project is the number 7 (line 2)" in shown
        assert "1 damaged" in shown
        assert "Spare parts" in shown
        await pilot.press("enter")
        assert "backup" in said_by(pilot.app)


async def test_a_damaged_session_with_a_whole_version_before_is_put_back_by_enter(
    tmp_path: Path,
) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    previous_of(path).write_bytes(path.read_bytes())
    path.write_text("broken", encoding="utf-8")
    async with home(tmp_path) as pilot:
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "✗ damaged" not in text_of(pilot.app)
        assert "Fix" in line_with(pilot, "Claims triage")


async def test_files_that_changed_outside_are_seen_after_r(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        put_sessions(tmp_path, PAUSED)
        await pilot.press("r")
        await settled(pilot)
        assert "Spare parts" in text_of(pilot.app)


async def test_files_that_changed_outside_are_seen_when_one_comes_back(tmp_path: Path) -> None:
    put_sessions(tmp_path, A_CASE)
    async with home(tmp_path) as pilot:
        await pilot.press("f")
        put_sessions(tmp_path, PAUSED)
        await pilot.press("escape")
        await settled(pilot)
        assert "Spare parts" in text_of(pilot.app)


async def test_q_leaves(tmp_path: Path) -> None:
    async with home(tmp_path) as pilot:
        await pilot.press("q")
        await asyncio.sleep(0)
    assert pilot.app.return_code == 0


async def test_home_shows_hostile_names_as_they_are(tmp_path: Path) -> None:
    put_sessions(tmp_path, *(session(project=name, client=name) for name in NAMES.values()))
    async with home(tmp_path, LARGE) as pilot:
        for _ in NAMES:
            assert "\x1b" not in text_of(pilot.app)
            await pilot.press("j")
        assert "[@click=app.quit]x[/]" in text_of(pilot.app)
        assert f"{len(set(NAMES.values()))} projects" in text_of(pilot.app)
        await pilot.press("slash", *"[/", "escape", "g", "d", "u", "question_mark", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_home_survives_a_tiny_terminal(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    async with home(tmp_path, LARGE) as pilot:
        for size in ((20, 5), (1, 1), SMALL, (20, 5), LARGE):
            await pilot.resize_terminal(*size)
            await pilot.press("j")
        assert "Claims triage" in text_of(pilot.app)


async def test_a_page_down_and_back_among_hundreds_of_projects(tmp_path: Path) -> None:
    many = [session(project=f"Project {n:03}") for n in range(300)]
    put_sessions(tmp_path, *many)
    async with home(tmp_path) as pilot:
        await pilot.press("G")
        assert "❯ Project 299" in text_of(pilot.app)
        await pilot.press("g")
        assert "❯ Project 000" in text_of(pilot.app)
        assert "300 projects" in str(screen_of(pilot).query_one("#top", Static).render())


async def test_the_cursor_stays_on_its_project_while_rows_arrive(tmp_path: Path) -> None:
    put_sessions(tmp_path, *THREE)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("j")
        await settled(pilot)
        assert "❯ Spare parts" in text_of(app)


# --- How firmly verdicts stand --------------------------------------------------------------------


class Scales:
    """Lets the weighing of verdicts wait, so that Home can be looked at in the meantime."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.free = Event()
        self.asked: list[str] = []
        real = Workspace.weigh

        def weigh(home: Workspace, row: Overview, *, between: Callable[[], None]) -> Overview:
            self.asked.append(row.project)
            while not self.free.wait(0.005):
                between()
            return real(home, row, between=between)

        monkeypatch.setattr(Workspace, "weigh", weigh)

    async def until_asked(self, pilot: Pilot[Any]) -> None:
        for _ in range(400):
            await pilot.pause(0.01)
            if self.asked:
                await pilot.pause()
                return
        raise AssertionError("nobody asked how firmly a verdict stands")


@pytest.fixture
def scales(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scales]:
    made = Scales(monkeypatch)
    yield made
    made.free.set()


def app_over(folder: Path, *sessions: Session, **options: Any) -> UnstallApp:
    put_sessions(folder, *sessions)
    return UnstallApp(Workspace(folder, clock, **options), clock)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_rows_are_there_before_anything_is_weighed_and_nothing_moves_when_it_is(
    tmp_path: Path, scales: Scales, size: tuple[int, int]
) -> None:
    app = app_over(tmp_path, *THREE)
    async with app.run_test(size=size) as pilot:
        await scales.until_asked(pilot)
        before = text_of(app)
        for words in ("due 20 Feb 2027", "Pause, then", "overdue 4 Aug 2026", "…        ·"):
            assert words in before
        scales.free.set()
        await settled(pilot)
        after = text_of(app)
        assert "…" not in after
        assert without_standings(after) == without_standings(before)


def without_standings(text: str) -> str:
    """Blank out how firmly verdicts stand, in the list and in the panel."""
    text = re.sub(r"(holds up|leaning |open    |…       ) · ", " " * 11, text)
    sentences = [re.escape(words) for words in wording.STANDING_SENTENCES.values()]
    return "\n".join(re.sub("|".join(sentences), "", line).rstrip() for line in text.splitlines())


async def test_what_is_in_view_is_weighed_first(tmp_path: Path, scales: Scales) -> None:
    many = [A_CASE.model_copy(update={"project": f"Project {n:02}"}) for n in range(30)]
    app = app_over(tmp_path, *many)
    async with app.run_test(size=SMALL) as pilot:
        await scales.until_asked(pilot)
        await pilot.press("G")
        scales.free.set()
        for _ in range(400):
            await pilot.pause(0.01)
            if len(scales.asked) > 1:
                break
        assert scales.asked[0] == "Project 00"
        assert int(scales.asked[1].removeprefix("Project ")) > 15


async def test_weighing_ends_when_home_is_left_and_goes_on_when_one_comes_back(
    tmp_path: Path, scales: Scales
) -> None:
    app = app_over(tmp_path, PAUSED, OLD)
    async with app.run_test(size=SMALL) as pilot:
        await scales.until_asked(pilot)
        await pilot.press("f")
        await pilot.pause()
        await app.workers.wait_for_complete(
            [one for one in app.workers if one.group == READING and not one.is_finished]
        )
        assert len(scales.asked) == 1
        scales.free.set()
        await pilot.press("escape")
        await settled(pilot)
        assert "being weighed" not in text_of(app)
        assert all(row.standing for row in app.workspace.rows() if isinstance(row, Overview))


async def test_keys_are_answered_while_verdicts_are_weighed(tmp_path: Path, scales: Scales) -> None:
    app = app_over(tmp_path, *THREE)
    async with app.run_test(size=SMALL) as pilot:
        await scales.until_asked(pilot)
        await pilot.press("j")
        assert "❯ Spare parts" in text_of(app)
        await pilot.press("slash", *"shift")
        assert "Claims triage" not in text_of(app)
        scales.free.set()
        await settled(pilot)
        assert "Shift planning" in text_of(app)
        assert "Claims triage" not in text_of(app)


async def test_after_a_call_home_says_at_once_how_firmly_the_verdict_stands(
    tmp_path: Path, scales: Scales
) -> None:
    scales.free.set()
    app = app_over(tmp_path / "sessions", A_CASE, standings_file=tmp_path / "standings.sqlite3")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter", "1")
        await app.workers.wait_for_complete()
        scales.asked.clear()
        await pilot.press("escape")
        await settled(pilot)
        assert scales.asked == []
        assert "…" not in line_with(pilot, "20 Nov 2026")


async def test_what_was_weighed_before_is_there_with_the_rows(
    tmp_path: Path, scales: Scales
) -> None:
    scales.free.set()
    for asked in (1, 0):
        scales.asked.clear()
        app = app_over(tmp_path / "sessions", standings_file=tmp_path / "standings.sqlite3")
        if asked:
            put_sessions(tmp_path / "sessions", A_CASE)
        async with app.run_test(size=SMALL) as pilot:
            await settled(pilot)
            assert len(scales.asked) == asked
            assert "holds up" in line_with(pilot, "20 Nov 2026")


async def test_a_section_of_which_too_little_is_known_is_not_said_to_be_missing(
    tmp_path: Path,
) -> None:
    put_sessions(tmp_path, session({"prod-runnable": "any-member"}))
    async with home(tmp_path) as pilot:
        line = line_with(pilot, "Technical ")
        assert "too early to say" in line
        assert "not there" not in line
