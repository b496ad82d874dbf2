"""Writing documents from the app: asked for step by step, and never over another in silence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.hostile import HOSTILE
from tests.tui.support import LARGE, SMALL, AppOverDesk, desk, said_by, session_of_case, text_of
from unstall.report import docx
from unstall.report.docx import words_of
from unstall.report.markdown import render_plan, render_report, render_summary
from unstall.tui import documents
from unstall.tui.app import View
from unstall.tui.desk import Desk
from unstall.tui.widgets.dialogs import AskLine, Choose
from unstall.tui.widgets.fields import LineField
from unstall.tui.wording.dossier import dossier_of

REPORT = "claims-triage-report-2026-11-20.md"
PLAN = "claims-triage-plan-2026-11-20.md"
SUMMARY = "claims-triage-summary-2026-11-20.md"


def app_in(folder: Path, view: View = "verdict", case: str = "validation-loop") -> AppOverDesk:
    return AppOverDesk(desk(session_of_case(case)), view, exports=folder)


def desk_of(app: AppOverDesk) -> Desk:
    assert app.desk is not None
    return app.desk


def shown(app: AppOverDesk) -> str:
    return " ".join(text_of(app).replace("│", " ").split())


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def until(pilot: Pilot[None], what: str, app: AppOverDesk) -> None:
    """Wait until a message or the screen says something."""
    for _ in range(200):
        await pilot.pause(0.02)
        if what in said_by(app) or what in shown(app):
            return
    raise AssertionError(f"{what!r} was never said")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_report_is_written_under_the_proposed_name(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w")
        assert "The report" in shown(app)
        await press(pilot, "enter")
        assert app.screen.query_one(LineField).value == REPORT
        await press(pilot, "enter")
        await until(pilot, "Written to", app)
        text = render_report(dossier_of(desk_of(app)))
        assert (tmp_path / REPORT).read_text(encoding="utf-8") == text


async def test_from_the_plan_the_plan_is_offered_first(tmp_path: Path) -> None:
    app = app_in(tmp_path, "plan")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "enter", "enter")
        await until(pilot, "Written to", app)
        text = render_plan(dossier_of(desk_of(app)))
        assert (tmp_path / PLAN).read_text(encoding="utf-8") == text


async def test_the_interview_can_export_too(tmp_path: Path) -> None:
    app = app_in(tmp_path, "interview")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "2", "enter")
        await until(pilot, "Written to", app)
        assert names_in(tmp_path) == [PLAN]


async def test_the_page_for_the_sponsor_is_one_of_the_documents(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w")
        assert "3 One page for the sponsor · Markdown" in " ".join(shown(app).split())
        await press(pilot, "3", "enter")
        await until(pilot, "Written to", app)
        text = render_summary(dossier_of(desk_of(app)))
        assert (tmp_path / SUMMARY).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_all_nine_documents_and_their_digits_are_on_the_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w")
        for number, document in enumerate(documents.kinds(), start=1):
            assert f"{number}" in shown(app)
            assert f"{document.title} · {document.detail}" in shown(app)


async def test_a_word_file_is_written_with_the_ninth_digit(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "9", "enter")
        await until(pilot, "Written to", app)
        (file,) = tmp_path.iterdir()
        assert file.name == "claims-triage-summary-2026-11-20.docx"
        assert "summary for the sponsor" in words_of(file.read_bytes())


async def test_without_the_library_word_files_are_not_offered_and_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "is_installed", lambda: False)
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w")
        assert "The report · Word" not in shown(app)
        assert "pip install 'unstall[docx]'" in shown(app)
        await press(pilot, "9")
        assert isinstance(app.screen, Choose)


async def test_a_file_that_is_there_is_kept_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / REPORT).write_text("mine")
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "1", "enter")
        assert "is there already" in shown(app)
        await press(pilot, "1")
        await until(pilot, "Written to", app)
        assert (tmp_path / REPORT).read_text() == "mine"
        assert names_in(tmp_path) == ["claims-triage-report-2026-11-20-2.md", REPORT]


async def test_a_file_is_written_over_when_that_is_chosen(tmp_path: Path) -> None:
    (tmp_path / REPORT).write_text("mine")
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "1", "enter", "2")
        await until(pilot, "Written to", app)
        assert (tmp_path / REPORT).read_text().startswith("# Claims triage")
        assert names_in(tmp_path) == [REPORT]


async def test_esc_goes_back_to_the_name_and_then_away_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / REPORT).write_text("mine")
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "1", "enter", "escape")
        assert isinstance(app.screen, AskLine)
        await press(pilot, "escape", "w")
        assert isinstance(app.screen, Choose)
        await press(pilot, "escape")
        assert names_in(tmp_path) == [REPORT]
        assert (tmp_path / REPORT).read_text() == "mine"


async def test_a_name_that_can_be_no_file_is_refused_at_the_field(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "1")
        app.screen.query_one(LineField).value = "no/such/folder.md"
        await press(pilot, "enter")
        assert "there is no such folder" in shown(app)
        assert app.screen.query_one(LineField).value == "no/such/folder.md"


async def test_a_full_disk_is_said_in_words_and_the_name_stays_for_another_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        monkeypatch.setattr(documents, "put_new", full)
        await press(pilot, "w", "1")
        app.screen.query_one(LineField).value = "mine.md"
        await press(pilot, "enter")
        await until(pilot, "the disk is full", app)
        assert app.screen.query_one(LineField).value == "mine.md"
        assert names_in(tmp_path) == []
        monkeypatch.undo()
        await press(pilot, "enter")
        await until(pilot, "Written to", app)
        assert names_in(tmp_path) == ["mine.md"]


async def test_a_session_without_a_verdict_can_be_written_too(tmp_path: Path) -> None:
    app = app_in(tmp_path, case="mostly-unknown")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "1", "enter")
        await until(pilot, "Written to", app)
        assert "no recommendation yet" in (tmp_path / REPORT).read_text()


async def test_a_session_that_is_only_read_can_be_written_as_a_document(tmp_path: Path) -> None:
    reading = desk(session_of_case("validation-loop"), read_only_because="Ana has it open.")
    app = AppOverDesk(reading, "verdict", exports=tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "1", "enter")
        await until(pilot, "Written to", app)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_file_names_write_a_file_here_or_nothing(tmp_path: Path, text: str) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "w", "2")
        app.screen.query_one(LineField).value = text
        await press(pilot, "enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if "Written to" in said_by(app) or "✗" in shown(app):
                break
        assert len(names_in(tmp_path)) == ("Written to" in said_by(app))
        assert not any(ord(c) < 32 and c != "\n" for c in text_of(app))
