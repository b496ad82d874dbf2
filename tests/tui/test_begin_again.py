"""Beginning a re-run from Home and from a session."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.again import of_quarter_ago
from tests.tui.on_a_call import press
from tests.tui.support import (
    SMALL,
    clock,
    put_sessions,
    said_by,
    session,
    text_of,
    until,
)
from unstall.session.models import Result
from unstall.session.store import SessionStore
from unstall.tui.app import UnstallApp
from unstall.tui.screens.home import HomeScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.widgets.dialogs import Confirm
from unstall.tui.workspace import Workspace

OLD = of_quarter_ago()


class Unhurried(UnstallApp):
    """The app without what it works out in the background."""

    def _look_ahead(self) -> None:
        """Leave it."""


def app_over(folder: Path) -> Unhurried:
    return Unhurried(Workspace(folder, clock), clock)


async def asked(pilot: Pilot[None]) -> str:
    """Wait for the question whether to begin, and give the screen's text."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
    await pilot.pause()
    return " ".join(text_of(pilot.app).split())


async def test_home_begins_a_rerun_that_knows_last_times_answers(tmp_path: Path) -> None:
    (old,) = put_sessions(tmp_path, OLD)
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "R")
        text = await asked(pilot)
        assert "Begin a re-run of Claims triage?" in text
        assert "14 Aug 2026" in text
        assert "The questionnaire is the same: stalled-ai 1.0.0." in text
        assert "not closed" in text
        await press(pilot, "n")
        assert isinstance(app.screen, HomeScreen)
        assert list(old.parent.glob("*.toml")) == [old]
        await press(pilot, "R")
        await asked(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app.desk is not None
        assert app.desk.session.previous == old.name
        assert app.desk.last is not None
        assert app.desk.last.answers == OLD.answers
        await press(pilot, "enter")
        app.desk.keeper.flush()  # type: ignore[union-attr]
        assert app.desk.path is not None
        saved = SessionStore(tmp_path).open(app.desk.path, write=False).session
        assert [answer.confirmed for answer in saved.answers.values()] == [True]


async def test_a_rerun_that_is_begun_and_not_answered_is_opened_and_no_second_one_made(
    tmp_path: Path,
) -> None:
    (old,) = put_sessions(tmp_path, OLD)
    workspace = Workspace(tmp_path, clock)
    begun = workspace.begin_again(workspace.rerun_of(old))
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        app.open_session(old)
        await press(pilot, "R")
        await until(pilot, lambda: app.desk is not None and app.desk.path == begun)
        assert "A re-run is begun already" in said_by(app)
        # From the re-run itself it is the same.
        await press(pilot, "R")
        await until(pilot, lambda: said_by(app).count("A re-run is begun already") == 2)
        assert app.desk is not None
        assert app.desk.path == begun
        assert len(list(tmp_path.glob("claims-triage/*.toml"))) == 2


async def test_a_session_on_the_desk_is_put_away_and_its_rerun_opened(tmp_path: Path) -> None:
    result = Result(strategy="restart", standing="leaning", program="1")
    (old,) = put_sessions(tmp_path, OLD.model_copy(update={"closed": OLD.opened, "result": result}))
    before = old.read_bytes()
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        app.open_session(old, "verdict")
        await press(pilot, "R")
        assert "not closed" not in await asked(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: app.desk is not None and app.desk.path != old)
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert len(app.screen_stack) == 2
        assert old.read_bytes() == before


async def test_where_nothing_is_answered_there_is_nothing_to_repeat(tmp_path: Path) -> None:
    put_sessions(tmp_path, session())
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "R")
        await until(pilot, lambda: "nothing is answered yet" in said_by(app))
        assert isinstance(app.screen, HomeScreen)


async def test_a_rerun_whose_session_before_is_gone_opens_and_says_so(tmp_path: Path) -> None:
    (old,) = put_sessions(tmp_path, OLD)
    workspace = Workspace(tmp_path, clock)
    begun = workspace.begin_again(workspace.rerun_of(old))
    old.unlink()
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        app.open_session(begun)
        await until(pilot, lambda: "Last time's answers are not shown" in said_by(app))
        await press(pilot, "2")
        assert app.desk is not None
        assert len(app.desk.session.answers) == 1


def test_a_session_that_repeats_none_reads_nothing_more_when_it_is_opened(tmp_path: Path) -> None:
    (old,) = put_sessions(tmp_path, OLD)
    desk = Workspace(tmp_path, clock).open(old)
    old.unlink()
    assert desk.last is None
    assert desk.before.told() is None
    desk.keeper.close()  # type: ignore[union-attr]
