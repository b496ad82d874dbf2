"""Two versions of a session in one file: seen on Home, chosen between, and written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.support import (
    LARGE,
    NOW,
    SMALL,
    clock,
    put_sessions,
    said_by,
    session_of_case,
    text_of,
    until,
)
from unstall.session.files import previous_of
from unstall.session.format import read_session
from unstall.session.markers import marked
from unstall.session.merge import merge
from unstall.session.models import PlannedAction, Session
from unstall.tui.app import UnstallApp
from unstall.tui.screens.conflict import ConflictScreen
from unstall.tui.screens.home import HomeScreen
from unstall.tui.workspace import Workspace

BASE = session_of_case("sound-but-unfinished")
FIRST, SECOND = "business-owner", "data-checks"
LATER = NOW + timedelta(hours=2)


def with_answer(start: Session, question: str, level: str | None, note: str) -> Session:
    state = {"level": level, "unknown": None if level else True, "note": note, "at": LATER}
    return start.with_answer(question, start.answers[question].model_copy(update=state))


OURS = with_answer(BASE, FIRST, None, "Nobody on the board knows of it.")
OURS = OURS.with_facts({"months_stalled": 7})
THEIRS = with_answer(BASE, FIRST, "supporter", "The CFO's office pays but does not decide.")
THEIRS = THEIRS.with_facts({"months_stalled": 11}).with_how_soon(SECOND, "2w")
THEIRS = THEIRS.with_planned("name-business-owner", PlannedAction(owner="Ana"))


def in_conflict(folder: Path, ours: Session = OURS, theirs: Session = THEIRS) -> Path:
    """Put a session into the folder of which two versions stand in its file."""
    (path,) = put_sessions(folder, BASE)
    path.write_text(marked(merge(BASE, ours, theirs), "HEAD", "quarterly-review"))
    return path


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Pilot[None]]:
    """Open the two versions as `unstall open` does."""
    (path,) = folder.glob("[!.]*/*.toml")
    app = UnstallApp(Workspace(folder, clock), clock, open_path=path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConflictScreen))
        await pilot.pause()
        yield pilot


async def test_home_tells_two_versions_from_damage(tmp_path: Path) -> None:
    in_conflict(tmp_path)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "! two versions" in text_of(app))
        shown = text_of(app)
        assert "damaged" not in shown
        assert "1 in two versions" in shown
        assert "Claims triage" in shown
        assert FIRST in shown
        assert "Enter shows both" in shown
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConflictScreen))


async def test_both_levels_stand_there_in_words_with_notes_and_times(tmp_path: Path) -> None:
    in_conflict(tmp_path)
    async with opened(tmp_path, LARGE) as pilot:
        shown = text_of(pilot.app)
        assert "ours (HEAD)" in shown
        assert "theirs (quarterly-review)" in shown
        for words in ("Don't know", "of 4: ", "Nobody on the board", "The CFO's office pays"):
            assert words in shown
        assert f"answered: {LATER:%Y-%m-%d %H:%M}" in shown
        assert SECOND not in shown, "what only one of them changed is not asked"


async def test_digits_choose_and_enter_writes_the_session(tmp_path: Path) -> None:
    path = in_conflict(tmp_path)
    before = path.read_bytes()
    async with opened(tmp_path) as pilot:
        await pilot.press("2", "1")
        assert "2 of 2 chosen" in text_of(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert "whole again" in said_by(pilot.app)
    written = read_session(path)
    assert written.answers[FIRST] == THEIRS.answers[FIRST]
    assert written.facts["months_stalled"] == 7
    assert written.how_soon[SECOND] == "2w"
    assert previous_of(path).read_bytes() == before


async def test_nothing_is_written_while_something_is_left_to_choose(tmp_path: Path) -> None:
    path = in_conflict(tmp_path)
    before = path.read_bytes()
    async with opened(tmp_path) as pilot:
        await pilot.press("1", "enter")
        assert "1 of them are left" in said_by(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    assert path.read_bytes() == before


async def test_one_key_chooses_all_that_is_left_and_one_takes_a_choice_back(
    tmp_path: Path,
) -> None:
    in_conflict(tmp_path)
    async with opened(tmp_path) as pilot:
        await pilot.press("1", "t")
        assert "2 of 2 chosen" in text_of(pilot.app)
        screen = pilot.app.screen
        assert isinstance(screen, ConflictScreen)
        assert [*screen._chosen.values()] == ["ours", "theirs"]
        await pilot.press("backspace")
        assert "1 of 2 chosen" in text_of(pilot.app)


async def test_what_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = in_conflict(tmp_path)
    async with opened(tmp_path) as pilot:
        other = marked(merge(BASE, OURS, THEIRS.with_facts({"months_stalled": 12})))
        path.write_text(other)
        await pilot.press("o", "enter")
        assert "changed meanwhile" in said_by(pilot.app)
        assert isinstance(pilot.app.screen, ConflictScreen)
    assert path.read_text() == other


async def test_a_session_closed_by_one_and_worked_on_by_the_other_is_one_choice(
    tmp_path: Path,
) -> None:
    from tests.session.support import result

    closed = OURS.model_copy(update={"closed": LATER, "result": result()})
    path = in_conflict(tmp_path, closed)
    async with opened(tmp_path) as pilot:
        shown = text_of(pilot.app)
        assert "The whole session" in shown
        assert "Closed on" in shown
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    assert read_session(path) == closed


async def test_two_versions_without_their_questionnaire_go_by_ids(tmp_path: Path) -> None:
    gone = {"questionnaire": BASE.questionnaire.model_copy(update={"sha256": "0" * 64})}
    ours, theirs = (side.model_copy(update=gone) for side in (OURS, THEIRS))
    (path,) = put_sessions(tmp_path, BASE)
    path.write_text(marked(merge(BASE.model_copy(update=gone), ours, theirs)))
    async with opened(tmp_path) as pilot:
        assert "Supporter" in text_of(pilot.app)


async def test_hostile_labels_and_notes_cannot_act_on_the_screen(tmp_path: Path) -> None:
    hostile = "[@click=app.quit]x[/x] \x1b[2J \u202egpj"
    (path,) = put_sessions(tmp_path, BASE)
    theirs = with_answer(BASE, FIRST, None, hostile.replace("\x1b", "").replace("\u202e", ""))
    path.write_text(marked(merge(BASE, OURS, theirs), hostile, hostile))
    async with opened(tmp_path) as pilot:
        shown = text_of(pilot.app)
        assert "[@click=app.quit]x" in shown
        assert not set(shown) & {"\x1b", "\u202e"}


Snap = Callable[..., bool]


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_two_versions(snap_compare: Snap, tmp_path: Path, size: tuple[int, int]) -> None:
    path = in_conflict(tmp_path)

    async def choose(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press("2")

    app = UnstallApp(Workspace(tmp_path, clock), clock, open_path=path)
    assert snap_compare(app, terminal_size=size, run_before=choose)
