"""Trying things out in the app: what is pressed, what is seen, and what then lies in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.support import (
    LARGE,
    NOW,
    SMALL,
    AppOverDesk,
    clock,
    desk,
    put_sessions,
    said_by,
    session_of_case,
    text_of,
    until,
)
from unstall.session.models import Session
from unstall.session.store import SessionStore
from unstall.tui.app import View
from unstall.tui.desk import Desk
from unstall.tui.screens.beside import BesideScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.trial import TrialDialog
from unstall.tui.workspace import Workspace

CASE = "validation-loop"
FIRST = "value-case"
GOES_ON, KEEP, DISCARD, COMPARE = "1", "2", "3", "4"


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def until_weighed(pilot: Pilot[None], on: Desk) -> None:
    for _ in range(600):
        if on.shown.outlook and on.real.outlook:
            break
        await pilot.pause(0.02)
    assert on.shown.outlook
    assert on.real.outlook
    await pilot.pause()


def desk_of(app: AppOverDesk) -> Desk:
    assert app.desk is not None
    return app.desk


def opened(folder: Path) -> Desk:
    return Workspace(folder, clock).open(put_sessions(folder, session_of_case(CASE))[0])


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


def read(folder: Path) -> Session:
    path = next(folder.glob("claims-triage/*.toml"))
    with SessionStore(folder, clock).open(path, write=False) as reading:
        return reading.session


def level_in(session: Session) -> str | None:
    return session.answers[FIRST].level


def banner_of(app: AppOverDesk) -> str:
    return next((line for line in text_of(app).splitlines()[:3] if "What if" in line), "")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("view", ["interview", "facts", "verdict", "plan"])
async def test_every_screen_says_on_a_line_of_its_own_what_is_tried_out(
    view: View, size: tuple[int, int]
) -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), view)
    async with app.run_test(size=size) as pilot:
        on = desk_of(app)
        await until_weighed(pilot, on)
        before = text_of(app)
        await press(pilot, "T")
        assert "nothing changed yet" in banner_of(app)
        assert "what if" in text_of(app).splitlines()[0]
        assert "saved" not in text_of(app).splitlines()[0]
        on.set_level(on.questionnaire.question_by_id[FIRST], 1)
        app.screen.refresh_view()  # type: ignore[attr-defined]
        await until_weighed(pilot, on)
        assert "Fix in place" in banner_of(app)
        assert "→ Stop and retire (open)" in banner_of(app)
        assert "T" in banner_of(app)
        await press(pilot, "T", DISCARD)
        app.clear_notifications()
        await pilot.pause()
        if view == "interview":
            await press(pilot, "j", "k")
        if view == "verdict":
            # The cursor stays on the reason that it was on, which had another place.
            await press(pilot, "home")
        await until(pilot, lambda: text_of(app) == before)


async def test_what_is_tried_out_is_written_nowhere_until_it_is_kept(tmp_path: Path) -> None:
    app = AppOverDesk(opened(tmp_path), "interview")
    async with app.run_test(size=SMALL) as pilot:
        before = files_in(tmp_path)
        await press(pilot, "T", "2", "home", "1", "f", "v", "p", "i")
        assert files_in(tmp_path) == before
        # A kill at this moment would leave just these files.
        assert level_in(read(tmp_path)) != "need-gone"
        await press(pilot, "T")
        assert isinstance(app.screen, TrialDialog)
        await press(pilot, KEEP)
        assert "What if" not in text_of(app)
        assert desk_of(app).trial is None
        app.let_go()
    assert level_in(read(tmp_path)) == "need-gone"


async def test_kept_is_one_change_that_u_takes_back(tmp_path: Path) -> None:
    app = AppOverDesk(opened(tmp_path), "interview")
    async with app.run_test(size=SMALL) as pilot:
        before = desk_of(app).session
        await press(pilot, "T", "2", "home", "1", "j", "2", "T", KEEP)
        assert desk_of(app).session != before
        await press(pilot, "u")
        assert desk_of(app).session == before
        app.let_go()
    assert read(tmp_path) == before


async def test_u_within_a_trial_stops_at_its_beginning() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2")
        real = desk_of(app).session
        await press(pilot, "T", "home", "1", "u", "u")
        assert "nothing to take back" in said_by(app)
        assert desk_of(app).trial is not None
        assert desk_of(app).session == desk_of(app).real.session == real


async def test_the_dialog_tells_what_was_changed_and_what_it_makes_of_the_verdict() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview")
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "2")
        await until_weighed(pilot, desk_of(app))
        await press(pilot, "T")
        shown = text_of(app)
        assert "Still worth funding" in shown
        assert "was  “Probably: the need stands, the figures are old.”" in shown
        assert "now  “Doubtful: it would lose to other proposals.”" in shown
        assert "Fix in place (holds up) → Stop and retire (open)" in shown
        assert "1 → 5  Still worth funding +4" in shown
        await press(pilot, "escape")
        assert desk_of(app).trial is not None
        assert level_in(desk_of(app).session) == "doubtful"


@pytest.mark.parametrize("leave", ["escape", "ctrl+q"])
@pytest.mark.parametrize(
    ("choice", "level"), [(KEEP, "doubtful"), (DISCARD, "probably")], ids=["keep", "discard"]
)
async def test_leaving_asks_first_and_does_what_was_chosen(
    tmp_path: Path, leave: str, choice: str, level: str
) -> None:
    app = AppOverDesk(opened(tmp_path), "interview")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "2", leave)
        assert "neither kept nor discarded" in text_of(app)
        await press(pilot, "escape")
        assert desk_of(app).trial is not None
        assert level_in(desk_of(app).session) == "doubtful"
        await press(pilot, leave, "ctrl+q", GOES_ON)
        assert isinstance(app.screen, InterviewScreen)
        await press(pilot, leave, choice)
        assert app.desk is None
    assert level_in(read(tmp_path)) == level


async def test_a_trial_that_changed_nothing_is_left_without_a_question() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "escape")
        await pilot.pause()
        assert app.desk is None


async def test_a_note_begun_in_a_trial_is_discarded_with_it(tmp_path: Path) -> None:
    app = AppOverDesk(opened(tmp_path), "interview")
    async with app.run_test(size=SMALL) as pilot:
        before = read(tmp_path)
        await press(pilot, "T", "n", *"what", "ctrl+q")
        assert "note" in text_of(app)
        await press(pilot, DISCARD)
        await pilot.pause()
        assert app.desk is None
    assert read(tmp_path) == before


async def test_a_fact_being_typed_belongs_to_the_trial_when_the_app_is_left() -> None:
    on = desk(session_of_case(CASE))
    app = AppOverDesk(on, "facts")
    async with app.run_test(size=SMALL) as pilot:
        real = on.session
        await press(pilot, "T")
        app.screen.query_one("#fields").move_to("fact/months_stalled")  # type: ignore[attr-defined]
        await press(pilot, "enter", "9", "ctrl+q")
        assert "Months stalled" in text_of(app)
        await press(pilot, GOES_ON)
        assert on.session.facts["months_stalled"] == 189
        assert on.real.session is real


async def test_closing_asks_about_the_trial_first() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "verdict")
    async with app.run_test(size=SMALL) as pilot:
        on = desk_of(app)
        await until_weighed(pilot, on)
        await press(pilot, "T")
        on.set_level(on.questionnaire.question_by_id[FIRST], 1)
        await press(pilot, "C", "escape")
        assert on.trial is not None
        assert on.real.session.closed is None
        await press(pilot, "C", DISCARD, "y")
        await pilot.pause()
        assert on.session.closed == NOW
        assert on.session.result is not None
        assert on.session.result.strategy == "fix"


async def test_documents_are_not_written_of_a_trial(tmp_path: Path) -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview", exports=tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "w")
        assert isinstance(app.screen, InterviewScreen)
        assert "Documents are of what is real" in text_of(app) + said_by(app)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (desk(session_of_case(CASE), read_only_because="Maria has it."), "Maria has it."),
        (desk(session_of_case(CASE, closed=NOW)), "is not changed again"),
    ],
    ids=["read-only", "closed"],
)
async def test_a_session_that_cannot_be_changed_is_tried_on_and_not_kept(
    of: Desk, why: str
) -> None:
    app = AppOverDesk(of, "interview")
    async with app.run_test(size=SMALL) as pilot:
        real = of.session
        await press(pilot, "1")
        assert of.session is real
        await press(pilot, "T")
        told = "this can be tried, not kept. T ends it."
        assert told in " ".join((text_of(app) + said_by(app)).split())
        await press(pilot, "2")
        assert level_in(of.session) == "doubtful"
        assert "keep or discard" not in text_of(app)
        await press(pilot, "T")
        assert "Keep it: not possible, the session is" in text_of(app)
        await press(pilot, KEEP)
        assert isinstance(app.screen, TrialDialog)
        assert "✗ not kept" in text_of(app)
        assert why in " ".join(text_of(app).replace("│", " ").split())
        assert of.trial is not None
        await press(pilot, DISCARD)
        assert of.session is real
        assert of.locked_because


@pytest.mark.parametrize("size", [SMALL, LARGE, (20, 5)], ids=["80x24", "120x40", "20x5"])
async def test_both_stand_beside_each_other_and_esc_goes_back(size: tuple[int, int]) -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "B")
        assert not isinstance(app.screen, BesideScreen)
        await press(pilot, "T", "2", "B")
        assert isinstance(app.screen, BesideScreen)
        if size != (20, 5):
            assert "− Fix in place" in text_of(app)
            assert "+ Stop and retire" in text_of(app)
        await press(pilot, "pagedown", "k", "G", "g", "end", "escape")
        assert isinstance(app.screen, InterviewScreen)
        await press(pilot, "T", COMPARE)
        assert isinstance(app.screen, BesideScreen)
        await press(pilot, "q")
        assert isinstance(app.screen, TrialDialog)


async def test_what_is_real_is_weighed_too_when_the_trial_began_before_it_was() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview")
    async with app.run_test(size=SMALL) as pilot:
        on = desk_of(app)
        await pilot.press("T", "2", "B")
        await until_weighed(pilot, on)
        assert "Holds up" in text_of(app)


async def test_the_line_can_be_clicked() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "interview")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "2")
        await pilot.click("TrialLine", offset=(5, 0))
        await pilot.pause()
        assert isinstance(app.screen, TrialDialog)


async def test_other_keys_of_the_users_are_named() -> None:
    app = AppOverDesk(
        desk(session_of_case(CASE)), "interview", keymap={"desk.what_if": "W", "desk.beside": "E"}
    )
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "W", "2")
        assert "W keep or discard" in banner_of(app)
