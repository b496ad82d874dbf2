"""One project over three quarters in the real program: a call, its plan, and two re-runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.test_journey import begin, go_through
from unstall.session.format import read_session
from unstall.session.models import Session

pytestmark = pytest.mark.terminal

A_QUARTER = timedelta(days=95)
"""A little more than three months, so that the re-run is overdue."""
Size = tuple[int, int]
PROJECT = "Claims triage"
QUESTIONS = 17


@contextmanager
def opened(home: Path, size: tuple[int, int]) -> Iterator[Terminal]:
    """Open the program for one sitting, and leave it by its key."""
    terminal = Terminal(home=home, sessions=home / "sessions", size=size)
    try:
        yield terminal
        terminal.press("q")
        assert terminal.leaves() == 0
    finally:
        terminal.end()


def a_quarter_goes_by(home: Path) -> None:
    """Make every session a quarter older, its name and every day in it included."""
    (folder,) = (path for path in (home / "sessions").iterdir() if not path.name.startswith("."))

    def earlier(found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) - A_QUARTER).isoformat()

    for file in sorted(folder.iterdir()):
        if not file.name.startswith("."):
            day = re.compile(r"\b20\d\d-\d\d-\d\d")
            aged = file.with_name(day.sub(earlier, file.name))
            text = day.sub(earlier, file.read_text(encoding="utf-8"))
            file.unlink()
            aged.write_text(text, encoding="utf-8")


def sessions(home: Path) -> list[Session]:
    """Read what lies in the folder, oldest first."""
    return [read_session(path) for path in sorted((home / "sessions").glob("[!.]*/2*.toml"))]


def begin_again(terminal: Terminal) -> None:
    """Begin the re-run of the project that is overdue."""
    terminal.see(PROJECT, "overdue")
    terminal.press("R")
    terminal.see("Begin a re-run")
    terminal.press("\r")
    terminal.see(f"0 of {QUESTIONS}", "Last time")


def first_quarter(home: Path, size: Size) -> None:
    """Hold a quick call, and tick the first action of its plan off."""
    with opened(home, size) as terminal:
        begin(terminal, PROJECT)
        go_through(terminal)
        terminal.press("p")
        terminal.see("Week 1")
        terminal.press("\t")
        terminal.see("❯  1 [ ]")
        terminal.press("t")
        terminal.see("❯  1 [✓]")
        terminal.press("\x1b")
        terminal.see("Projects")
    (first,) = sessions(home)
    (ticked,) = first.plan.actions
    assert first.plan.actions[ticked].done is not None


def second_quarter(home: Path, size: Size) -> None:
    """Confirm all answers but one, and record another action of the plan before as done."""
    with opened(home, size) as terminal:
        begin_again(terminal)
        for count in range(QUESTIONS - 1):
            terminal.see(f"{count} of {QUESTIONS}")
            terminal.press("\r")
        terminal.see(f"{QUESTIONS - 1} of {QUESTIONS}")
        terminal.press("1")
        terminal.see(f"{QUESTIONS} of {QUESTIONS}")
        terminal.press("F")
        terminal.see("1 of 55 actions done", "one is done", "was due")
        terminal.press("t")
        terminal.see("When was it done?")
        terminal.press("\r")
        terminal.see("2 of 55 actions done")
        terminal.press("M")
        terminal.see("What moved")
        terminal.press("\x1b")
        terminal.see("Projects")
    first, second = sessions(home)
    assert sum(answer.confirmed is True for answer in second.answers.values()) == QUESTIONS - 1
    assert len(second.last_plan.actions) == 1
    moved = [q for q, answer in second.answers.items() if answer.level != first.answers[q].level]
    assert len(moved) == 1


def third_quarter(home: Path, size: Size) -> None:
    """Confirm section by section, and look at the trend."""
    with opened(home, size) as terminal:
        begin_again(terminal)
        for section in ("Delivery", "Organisational", "Technical"):
            terminal.see(f"{section} · ")
            terminal.press("r")
            terminal.see("Confirm the", section)
            terminal.press("\r")
            terminal.lose("Confirm the")
        terminal.see(f"{QUESTIONS} of {QUESTIONS}")
        terminal.press("H")
        days = [f"{one.assessed.day} {one.assessed:%b %Y}" for one in sessions(home)]
        seen = terminal.see("3 sessions", "Technical", "Organisational", "Delivery", *days)
        assert [seen.index(day) for day in days] == sorted(seen.index(day) for day in days)
        terminal.press("\x1b")
        terminal.see("Projects")
    third = sessions(home)[-1]
    assert all(answer.confirmed for answer in third.answers.values())


@pytest.mark.parametrize(
    "size",
    [
        pytest.param((24, 80), id="80x24"),
        pytest.param((40, 120), id="120x40", marks=pytest.mark.thorough),
    ],
)
def test_three_quarters_of_a_project_end_in_its_trend(tmp_path: Path, size: Size) -> None:
    first_quarter(tmp_path, size)
    a_quarter_goes_by(tmp_path)
    second_quarter(tmp_path, size)
    a_quarter_goes_by(tmp_path)
    third_quarter(tmp_path, size)
