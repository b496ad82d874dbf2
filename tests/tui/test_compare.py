"""The screen on which two sessions are held against each other."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.builtin import engine
from tests.tui.hostile import NAMES
from tests.tui.pasts import AppOverPast, pressed, put_quarters, quarters
from tests.tui.support import LARGE, NOW, SMALL, clock, said_by, text_of, until
from unstall.session.models import Answer, Session
from unstall.tui.app import UnstallApp
from unstall.tui.past import Past, past_of
from unstall.tui.screens import past_screen
from unstall.tui.screens.compare import CompareScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.wording.compared_parts import parts
from unstall.tui.workspace import Workspace


@pytest.fixture
def newest(tmp_path: Path) -> Path:
    """Give the newest of three sessions."""
    return put_quarters(tmp_path)[-1]


async def test_both_verdicts_stand_at_the_top_and_what_accounts_for_the_change(
    newest: Path,
) -> None:
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        lines = shown.splitlines()
        assert "17 Aug 2026 → 20 Nov 2026" in lines[0]
        assert "Then  Pause until a set date" in lines[1]
        assert "Now   Fix in place" in lines[2]
        assert "Two things account for it together" in shown
        assert "“There is no sponsor, or the sponsor has moved on.”" in shown
        assert "17 better, 1 worse, 1 unknown now" in shown


async def test_enter_on_an_answer_that_moved_goes_to_its_question(newest: Path) -> None:
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=LARGE) as pilot:
        shown = await pressed(pilot)
        assert "❯ ↑ Decision it changes" in shown
        await pressed(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert app.desk is not None
        assert app.desk.at == "decision-workflow"


@pytest.mark.parametrize(
    "size", [LARGE, pytest.param(SMALL, marks=pytest.mark.thorough)], ids=["120x40", "80x24"]
)
async def test_every_part_stands_behind_its_key(newest: Path, size: tuple[int, int]) -> None:
    says = {
        "2": "nearly there; towards the plan",
        "3": "The mandate drained away",
        "4": "Conditions of then that are met now",
        "5": "Who is CTO",
        "6": "Gone through again, and found to be so still",
        "7": "of what counts now can be compared",
        "1": "Decision it changes",
    }
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=size) as pilot:
        await pressed(pilot)
        for key, words in says.items():
            assert words in " ".join((await pressed(pilot, key)).split()), key


async def test_without_a_session_before_it_says_what_will_be_here(tmp_path: Path) -> None:
    (only,) = put_quarters(tmp_path, quarters()[0])
    app = AppOverPast(only, "compare")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        assert "There is no session before this one yet" in shown
        await pressed(pilot, "1", "tab", "enter", "o", "a")
        assert isinstance(app.screen, CompareScreen)
        assert "There is only one session" in said_by(app)


async def test_any_two_sessions_can_be_chosen(newest: Path) -> None:
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        shown = await pressed(pilot, "o", "2")
        assert "14 May 2026 → 20 Nov 2026" in shown
        # The one that it is held against is not offered.
        shown = await pressed(pilot, "n", "2")
        assert "14 May 2026 → 17 Aug 2026" in shown
        offered = await pressed(pilot, "n")
        assert "2026-08-17.toml" in offered
        assert "2026-05-14.toml" not in offered
        await pressed(pilot, "escape")
        await pressed(pilot, "1", "1", "down", "enter")
        assert isinstance(app.screen, CompareScreen)
        assert "not the session on the desk" in said_by(app)


async def test_the_screen_is_there_before_the_other_sessions_are_read(
    newest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()

    def slowly(*args: Any) -> Past:
        may_go_on.wait(20)
        return past_of(*args)

    monkeypatch.setattr(past_screen, "past_of", slowly)
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert past_screen.WORKING in text_of(app)
        may_go_on.set()
        assert "Now   Fix in place" in await pressed(pilot)


async def test_an_answer_given_anew_is_compared_at_once(newest: Path) -> None:
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=SMALL) as pilot:
        assert "17 better, 1 worse" in await pressed(pilot)
        await pressed(pilot, "i", "home", "1")
        assert "17 better, 2 worse" in await pressed(pilot, "M")
        assert "17 better, 1 worse" in await pressed(pilot, "u")


async def test_where_the_session_before_is_gone_the_latest_one_stands_in_and_it_is_said(
    tmp_path: Path,
) -> None:
    _, before, newest = put_quarters(tmp_path)
    before.unlink()
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=SMALL) as pilot:
        shown = " ".join((await pressed(pilot)).split())
        assert "14 May 2026 → 20 Nov 2026" in shown
        assert "What this session repeats cannot be had" in shown


async def test_the_comparison_is_written_to_a_file(newest: Path, tmp_path: Path) -> None:
    app = AppOverPast(newest, "compare", exports=tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        await pressed(pilot, "w", "1", "enter")
        await until(pilot, (tmp_path / "claims-triage-comparison-2026-11-20.md").exists)
        written = tmp_path / "claims-triage-comparison-2026-11-20.md"
        assert "what moved" in written.read_text(encoding="utf-8").splitlines()[0]
        # The report tells from the same files what came since.
        await pressed(pilot, "w", "3", "enter")
        await until(pilot, (tmp_path / "claims-triage-report-2026-11-20.md").exists)
        report = (tmp_path / "claims-triage-report-2026-11-20.md").read_text(encoding="utf-8")
        assert "Since last time" in report
        assert "How it moved over three sessions" in report


def with_hostile_texts(session: Session) -> Session:
    """Write every hostile text into a reason, and some into names and notes."""
    texts = list(NAMES.values())
    answers = dict(session.answers)
    for question, text in zip(sorted(answers), texts, strict=False):
        reason = Answer(not_applicable=text, note=text, at=NOW)
        answers[question] = reason
    roles = engine().questionnaire.roles
    names = {role.id: text for role, text in zip(roles, texts[3:], strict=False)}
    return session.model_copy(
        update={
            "client": texts[2],
            "facts": {**session.facts, "names_by_role": names},
            "answers": answers,
        }
    )


@pytest.mark.parametrize(
    "size", [SMALL, pytest.param(LARGE, marks=pytest.mark.thorough)], ids=["80x24", "120x40"]
)
async def test_hostile_texts_are_only_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    one, two, three = quarters()
    hostile = with_hostile_texts(three)
    newest = put_quarters(tmp_path, one, two, hostile)[-1]
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=size) as pilot:
        await pressed(pilot)
        for part in "1567":
            await pressed(pilot, part, "pagedown", "pagedown")
        assert isinstance(app.screen, CompareScreen)
        told = parts(app.screen._told_of, 75)  # type: ignore[arg-type]
        said = " ".join(text for part in told for row in part.rows for text, _ in row.spans)
        assert "does not apply: [@click=app.quit]x[/]" in said
        assert "does not apply: [/x]" in said


async def test_from_home_it_opens_for_the_selected_project(tmp_path: Path) -> None:
    put_quarters(tmp_path)
    app = UnstallApp(Workspace(tmp_path, clock), clock)
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot, "c")
        assert isinstance(app.screen, CompareScreen)


async def test_the_screens_survive_a_tiny_terminal_and_come_back(newest: Path) -> None:
    app = AppOverPast(newest, "compare")
    async with app.run_test(size=SMALL) as pilot:
        for key in ("M", "H", "F"):
            before = await pressed(pilot, key)
            await pilot.resize_terminal(20, 5)
            await pressed(pilot, "j", "pagedown", "home")
            await pilot.resize_terminal(*SMALL)
            assert await pressed(pilot) == before


async def test_what_is_tried_out_is_compared_as_long_as_it_is_tried_out(newest: Path) -> None:
    app = AppOverPast(newest, "interview")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot, "T", "home", "1", "M")
        await pilot.pause()
        shown = await pressed(pilot)
        assert "17 better, 2 worse" in shown
        assert "what if" in shown
        await pressed(pilot, "w")
        assert "Documents are of what is real" in said_by(app)
