"""A whole triage in the real program, by keys alone, from an empty folder to a written plan."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load

GOLDEN = Path(__file__).parent / "quick-call-plan.md"
HOSTILE = "[/x] [@click=app.quit]x"
ANSWERS = "43234323032343233"
"""One key per question of the quick call, in the order of the call."""

pytestmark = pytest.mark.terminal


@pytest.fixture(
    params=[
        pytest.param((24, 80), id="80x24"),
        pytest.param((40, 120), id="120x40", marks=pytest.mark.thorough),
    ]
)
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    started = Terminal(home=tmp_path, sessions=tmp_path / "sessions", size=request.param)
    yield started
    started.end()


def begin(terminal: Terminal, name: str) -> None:
    """Start a new project and come to its first question."""
    terminal.see("new", "example")
    terminal.press("n")
    terminal.see("What is the project called?")
    terminal.type(name)
    terminal.see(name)
    for _ in ("name", "client", "depth", "what to begin with"):
        terminal.press("\r")
    terminal.see("0 of 17")


def go_through(terminal: Terminal) -> None:
    """Answer the quick call, waiting for each question before its answer is typed."""
    questionnaire = load(builtin_questionnaires() / "stalled-ai").questionnaire
    quick = [question for question in questionnaire.call_order if question.quick]
    assert len(quick) == len(ANSWERS)
    for count, (question, key) in enumerate(zip(quick, ANSWERS, strict=True)):
        terminal.see(f"{count} of 17", question.prompt[:30])
        terminal.press(key)
    terminal.see("17 of 17")


def test_from_an_empty_folder_to_a_written_plan(terminal: Terminal, tmp_path: Path) -> None:
    begin(terminal, "Claims triage")
    go_through(terminal)
    terminal.press("v")
    terminal.see("Fix in place", "open", "Ruled out")
    terminal.press("p")
    terminal.see("Week 1")
    terminal.press("s")
    terminal.see("When does the plan begin?")
    terminal.type("2027-01-04")
    terminal.press("\r")
    terminal.see("4 January 2027")
    terminal.press("w")
    terminal.see("What shall be written?")
    terminal.press("2")
    terminal.see("to which file?", ".md")
    terminal.press("\r")
    terminal.see("Written to")
    (written,) = tmp_path.glob("*.md")
    assert_golden(written.read_text(encoding="utf-8"))
    terminal.press("\x1b")
    terminal.see("Projects", "Claims triage")
    terminal.press("q")
    assert terminal.leaves() == 0


def test_a_hostile_name_is_only_a_name(terminal: Terminal, tmp_path: Path) -> None:
    begin(terminal, HOSTILE)
    go_through(terminal)
    for key, wanted in (("v", "Ruled out"), ("p", "Week 1"), ("f", HOSTILE), ("\x1b", "Projects")):
        terminal.press(key)
        terminal.see(wanted, HOSTILE)
    terminal.press("q")
    assert terminal.leaves() == 0
    folders = [path.name for path in (tmp_path / "sessions").iterdir() if path.is_dir()]
    assert not any(set(name) & set("[]/@=") for name in folders)


def test_a_terminal_made_tiny_and_large_again_goes_on(terminal: Terminal) -> None:
    begin(terminal, "Claims triage")
    terminal.resize(5, 20)
    terminal.press("4")
    terminal.resize(24, 80)
    terminal.see("1 of 17", "So far")
    terminal.press("u")
    terminal.see("0 of 17")


def assert_golden(text: str) -> None:
    """Compare with the kept document, leaving out the day on which the test runs."""
    lines = [line for line in text.splitlines() if "2026" not in line or "2027" in line]
    kept = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(kept, encoding="utf-8")
    assert kept == GOLDEN.read_text(encoding="utf-8")
