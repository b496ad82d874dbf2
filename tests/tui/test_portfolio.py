"""The portfolio, played by keys."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

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
    until,
)
from unstall.session.files import previous_of
from unstall.session.models import Session
from unstall.tui.app import UnstallApp
from unstall.tui.screens.portfolio import PortfolioScreen
from unstall.tui.workspace import Workspace


def waiting(of: Session, low: int, high: int, months: int) -> Session:
    """Give a session that says what a month of waiting costs, and for how long it has stalled."""
    facts = {
        **of.facts,
        "months_stalled": months,
        "cost_of_delay": {"low": low, "likely": (low + high) // 2, "high": high},
    }
    return of.model_copy(update={"facts": facts, "currency": "EUR"})


CLAIMS = waiting(session_of_case("sound-but-unfinished"), 20_000, 30_000, 4)
PARTS = earlier(
    session_of_case("notebook-strong-team", project="Spare parts", client="Northwind"), 130
)
ENDED = earlier(session_of_case("need-gone", project="Complaints", client=None), 60)
YOUNG = earlier(session(project="Weld inspection", client="Northwind"), 3)
FOUR = (CLAIMS, waiting(PARTS, 140_000, 210_000, 22), ENDED, YOUNG)


KEPT: list[Path] = []
"""Where what was measured is kept from one test to the next."""


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_weighed_twice(tmp_path_factory: pytest.TempPathFactory) -> None:
    KEPT[:] = [tmp_path_factory.mktemp("kept") / "standings.sqlite3"]


@asynccontextmanager
async def portfolio(
    folder: Path, size: tuple[int, int] = SMALL, **options: Any
) -> AsyncIterator[Pilot[None]]:
    """Open the portfolio from Home, and wait until everything is read and weighed."""
    app = UnstallApp(Workspace(folder, clock, standings_file=KEPT[0]), clock, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("P")
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until all is read and nothing is left to be weighed."""

    def is_settled() -> bool:
        screen = pilot.app.screen
        if not isinstance(screen, PortfolioScreen) or screen.is_reading or screen._left:
            return False
        if not screen._was_read:
            return False
        return not any(worker.group == "reading" for worker in pilot.app.workers)

    await until(pilot, is_settled)


def screen_of(pilot: Pilot[Any]) -> PortfolioScreen:
    assert isinstance(pilot.app.screen, PortfolioScreen)
    return pilot.app.screen


def order_of(pilot: Pilot[Any]) -> list[str]:
    """The projects of the table, from above."""
    by_path = screen_of(pilot)._by_path
    rows = screen_of(pilot).projects.rows
    return [by_path[row.id].project for row in rows if row.id]


async def test_all_projects_stand_on_one_page_with_what_comes_next(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path) as pilot:
        shown = text_of(pilot.app)
        for words in (
            "Portfolio   4 projects · what comes next first",
            "Look first (2)  Complaints  The advice to end it is 60 days old",
            "❯ Spare parts",
            "! commit 7 Aug",
            "too little",
            "holds up",
            "Spare parts · Northwind",
            "Blockers: Runs without its author",
        ):
            assert words in shown
        assert order_of(pilot)[0] == "Spare parts"


@pytest.mark.thorough
async def test_a_large_screen_says_more_of_every_project(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path, LARGE) as pilot:
        shown = text_of(pilot.app)
        for words in ("Blockers Stalled", "22 mo", "140–210k EUR", "The next triage was due"):
            assert words in shown


async def test_a_key_cycles_the_order_and_the_column_says_which(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("s")
        assert order_of(pilot) == sorted(order_of(pilot))
        assert "Project▾" in text_of(pilot.app)
        await pilot.press("S", "S", "S")
        assert "A month costs▾" in text_of(pilot.app)
        assert order_of(pilot)[:2] == ["Spare parts", "Claims triage"]
        assert "costliest wait first" in text_of(pilot.app)


@pytest.mark.thorough
async def test_projects_are_put_together_by_client_and_by_verdict(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("b")
        shown = text_of(pilot.app)
        assert "Northwind · 2 projects ───" in shown
        assert "No client named · 1 project ───" in shown
        await pilot.press("b")
        assert "Fix in place · 1 project ───" in text_of(pilot.app)
        await pilot.press("b")
        assert "───" not in text_of(pilot.app)


async def test_typing_narrows_the_table_down_and_esc_shows_all_again(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("slash", *"north")
        assert "2 of 4 projects" in text_of(pilot.app)
        assert sorted(order_of(pilot)) == ["Spare parts", "Weld inspection"]
        await pilot.press(*"zz")
        assert "No project is called so." in text_of(pilot.app)
        await pilot.press("escape")
        assert len(order_of(pilot)) == 4


async def test_what_to_look_at_first_is_listed_with_every_reason(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("l")
        shown = text_of(pilot.app)
        assert "What to look at first, and why" in shown
        assert "The next triage was due 38 days ago." in shown
        assert "❯  1  Complaints" in shown
        await pilot.press("j", "enter")
        await until(pilot, lambda: pilot.app.desk is not None)  # type: ignore[attr-defined]
        assert pilot.app.desk.session.project == "Spare parts"  # type: ignore[attr-defined]


async def test_common_causes_are_one_key_away_and_lead_to_their_projects(tmp_path: Path) -> None:
    twin = earlier(session_of_case("notebook-strong-team", project="Twin"), 1)
    put_sessions(tmp_path, *FOUR, twin)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("c")
        shown = text_of(pilot.app)
        assert "Causes that projects have in common" in shown
        assert "Would help: " in shown
        cause = str(screen_of(pilot).projects.rows[0].spans[0][0])
        await pilot.press("enter")
        assert f"of 5 projects · {cause[:15]}" in text_of(pilot.app)
        assert {"Twin", "Spare parts"} <= set(order_of(pilot))
        assert "Complaints" not in order_of(pilot)
        await pilot.press("escape")
        assert len(order_of(pilot)) == 5
        await pilot.press("escape")
        assert type(pilot.app.screen).__name__ == "HomeScreen"


@pytest.mark.thorough
async def test_tab_goes_through_the_parts_and_every_part_keeps_its_place(tmp_path: Path) -> None:
    put_sessions(tmp_path, *FOUR)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("j", "tab")
        assert "What to look at first" in text_of(pilot.app)
        await pilot.press("tab")
        assert screen_of(pilot)._part == "causes"
        await pilot.press("tab")
        assert f"❯ {order_of(pilot)[1]}" in text_of(pilot.app)
        await pilot.press("shift+tab", "escape")
        assert screen_of(pilot)._part == "projects"


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("enter", "InterviewScreen"),
        pytest.param("v", "VerdictScreen", marks=pytest.mark.thorough),
        pytest.param("p", "PlanScreen", marks=pytest.mark.thorough),
    ],
)
async def test_a_key_opens_a_project_and_esc_comes_back_to_it(
    tmp_path: Path, key: str, screen: str
) -> None:
    put_sessions(tmp_path, CLAIMS, YOUNG)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("j", key)
        await until(pilot, lambda: type(pilot.app.screen).__name__ == screen)
        await pilot.press("escape")
        await settled(pilot)
        assert screen_of(pilot).projects.has_focus
        assert "❯ Weld inspection" in text_of(pilot.app)


@pytest.mark.parametrize(
    "below", [(), pytest.param(("P",), marks=pytest.mark.thorough)], ids=["Home", "portfolio"]
)
async def test_the_palette_leads_here_from_a_session(
    tmp_path: Path, below: tuple[str, ...]
) -> None:
    put_sessions(tmp_path, YOUNG)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*below)
        if below:
            await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk is not None)
        await pilot.press("colon", *"on one page")
        await until(pilot, lambda: "Show all projects on one page" in text_of(app))
        await pilot.press("enter")
        await settled(pilot)
        assert app.desk is None
        await pilot.press("escape")
        assert type(app.screen).__name__ == "HomeScreen"


async def test_what_changed_outside_is_noticed_here_too(tmp_path: Path) -> None:
    put_sessions(tmp_path, CLAIMS, YOUNG)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("j")
        put_sessions(tmp_path, session(project="Another"))
        screen_of(pilot).look_outside()
        await until(pilot, lambda: "Another came from outside" in text_of(pilot.app))
        await settled(pilot)
        assert "3 projects" in text_of(pilot.app)
        assert "❯ Weld inspection" in text_of(pilot.app)
        assert not pilot.app.workspace.portfolio.known.differs(thorough=True)  # type: ignore[attr-defined]


@pytest.mark.thorough
async def test_own_changes_are_not_said_to_have_come_from_outside(tmp_path: Path) -> None:
    put_sessions(tmp_path, CLAIMS)
    async with portfolio(tmp_path) as pilot:
        await pilot.press("enter", "1")
        await pilot.press("escape")
        await settled(pilot)
        assert "outside" not in text_of(pilot.app)


async def test_a_damaged_session_says_why_and_is_put_back(tmp_path: Path) -> None:
    path, _ = put_sessions(tmp_path, CLAIMS, YOUNG)
    previous_of(path).write_bytes(path.read_bytes())
    path.write_text("broken", encoding="utf-8")
    async with portfolio(tmp_path) as pilot:
        await pilot.press("G")
        assert "✗ damaged" in text_of(pilot.app)
        assert "Its newest session cannot be read" in text_of(pilot.app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "✗ damaged" not in text_of(pilot.app)


@pytest.mark.parametrize(
    ("key", "suffix", "begins"),
    [
        pytest.param("1", "md", "# Portfolio", marks=pytest.mark.thorough),
        pytest.param("2", "html", "<!DOCTYPE html>", marks=pytest.mark.thorough),
        pytest.param("3", "csv", "\ufeff", marks=pytest.mark.thorough),
    ],
)
async def test_the_page_is_written_to_a_file_as_it_is_arranged(
    tmp_path: Path, key: str, suffix: str, begins: str
) -> None:
    put_sessions(tmp_path / "sessions", *FOUR)
    async with portfolio(tmp_path / "sessions", exports=tmp_path) as pilot:
        await pilot.press("slash", *"north", "enter", "w", key, "enter")
        file = tmp_path / f"portfolio-2026-11-20.{suffix}"
        await until(pilot, file.exists)
        await until(pilot, lambda: "Written to" in said_by(pilot.app))
        text = file.read_text(encoding="utf-8")
        assert text.lower().startswith(begins.lower()) or begins in text[:200]
        assert "Spare parts" in text
        assert "Complaints" not in text
        if suffix == "csv":
            assert len(list(csv.reader(text.splitlines()))) == 3


async def test_the_page_is_written_for_other_programs(tmp_path: Path) -> None:
    put_sessions(tmp_path / "sessions", *FOUR)
    async with portfolio(tmp_path / "sessions", exports=tmp_path) as pilot:
        await pilot.press("w", "4", "enter")
        await until(pilot, lambda: "Written to" in said_by(pilot.app))
        data = json.loads((tmp_path / "portfolio-2026-11-20.json").read_text(encoding="utf-8"))
        assert [one["project"] for one in data["projects"]] == [
            "Spare parts", "Complaints", "Claims triage", "Weld inspection",
        ]  # fmt: skip


async def test_the_screen_can_be_used_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    from unstall.portfolio.index import PortfolioIndex

    free, real = Event(), PortfolioIndex.rows

    def rows(index: PortfolioIndex, progress: Any = None) -> Any:
        for at, row in enumerate(real(index, None)):
            progress(at, 4)
            if at == 2:
                free.wait(10)
            yield row
        progress(4, 4)

    monkeypatch.setattr(PortfolioIndex, "rows", rows)
    monkeypatch.setattr("unstall.tui.portfolio_stock.BATCH_SECONDS", 0.0)
    monkeypatch.setattr("unstall.tui.portfolio_stock.BATCH_SECONDS_EACH", 0.0)
    put_sessions(tmp_path, *FOUR)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("P")
        await until(pilot, lambda: "reading 1 of 4" in text_of(app))
        await pilot.press("s", "j", "slash", *"c", "escape", "b", "l", "c", "escape")
        assert "reading 1 of 4" in text_of(app)
        free.set()
        await settled(pilot)
        assert "reading" not in text_of(app)
        assert len(order_of(pilot)) == 4


async def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(PortfolioScreen())
        await settled(pilot)
        assert "There are no projects." in text_of(app)
        await pilot.press("enter", "j", "l", "c", "enter", "v", "w", "escape", "escape", "escape")
        assert type(app.screen).__name__ == "HomeScreen"


async def test_hostile_names_are_shown_as_they_are_in_every_part(tmp_path: Path) -> None:
    put_sessions(tmp_path, *(session(project=name, client=name) for name in NAMES.values()))
    async with portfolio(tmp_path, LARGE) as pilot:
        for key in ("j", "b", "j", "b", "l", "c", "a", "slash", "[", "escape", "question_mark"):
            await pilot.press(key)
            assert "\x1b" not in text_of(pilot.app)
        await pilot.press("escape", "b")
        assert "[@click=app.quit]x" in text_of(pilot.app)


@pytest.mark.thorough
async def test_the_portfolio_survives_a_tiny_terminal(tmp_path: Path) -> None:
    put_sessions(tmp_path, YOUNG)
    async with portfolio(tmp_path) as pilot:
        for size in ((20, 5), (1, 1), LARGE, SMALL):
            await pilot.resize_terminal(*size)
            await pilot.press("j", "l", "c", "escape")
        assert "❯ Weld inspection" in text_of(pilot.app)
