"""Where the app meets the files."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.tui.support import NOW, clock, earlier, put_sessions, session, session_of_case, workspace
from unstall.errors import QuestionnaireError, SessionError, UnstallError
from unstall.overview import Damaged, Overview
from unstall.session import listing
from unstall.session.files import previous_of
from unstall.session.listing import Project, read_project
from unstall.session.lock import SessionLock
from unstall.session.models import Result
from unstall.session.store import SessionStore
from unstall.tui.workspace import Workspace

A_CASE = session_of_case("sound-but-unfinished")


def damage(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n[[[", encoding="utf-8")


def test_a_folder_that_is_not_there_has_no_projects(tmp_path: Path) -> None:
    nowhere = Workspace(tmp_path / "nowhere", clock)
    assert nowhere.heads() == []
    assert list(nowhere.rows()) == []


def test_every_project_is_one_row_however_many_sessions_it_has(tmp_path: Path) -> None:
    home = workspace(tmp_path, A_CASE, earlier(A_CASE, 90), session(project="Other"))
    rows = list(home.rows())
    assert [type(row) for row in rows] == [Overview, Overview]
    claims = next(row for row in rows if row.project == "Claims triage")
    assert isinstance(claims, Overview)
    assert (claims.sessions, claims.trend, claims.path.name) == (2, "same", "2026-11-20.toml")


def test_the_trend_is_against_the_session_that_is_named(tmp_path: Path) -> None:
    empty = earlier(session(), 90)
    older = earlier(A_CASE, 180)
    newest = A_CASE.model_copy(update={"previous": f"{older.assessed}.toml"})
    (row,) = workspace(tmp_path, newest, empty, older).rows()
    assert isinstance(row, Overview)
    assert row.trend == "same"


def test_a_damaged_session_is_a_row_and_hides_no_other(tmp_path: Path) -> None:
    home = workspace(tmp_path, A_CASE, earlier(A_CASE, 90), session(project="Other"))
    damage(tmp_path / "claims-triage" / "2026-11-20.toml")
    rows = {type(row): row for row in home.rows() if row.project == "Claims triage"}
    assert "line" in rows[Damaged].reason  # type: ignore[union-attr]
    assert "backup" in rows[Damaged].way_back  # type: ignore[union-attr]
    assert rows[Overview].path.name == "2026-08-22.toml"
    assert len(list(home.rows())) == 3


def test_a_damaged_session_is_put_back_from_the_version_before(tmp_path: Path) -> None:
    home = workspace(tmp_path, A_CASE)
    path = tmp_path / "claims-triage" / "2026-11-20.toml"
    previous_of(path).write_bytes(path.read_bytes())
    damage(path)
    (row,) = home.rows()
    assert isinstance(row, Damaged)
    assert row.can_be_put_back
    home.put_back(path)
    assert [type(row) for row in home.rows()] == [Overview]


def test_a_session_that_does_not_fit_its_questionnaire_is_damaged(tmp_path: Path) -> None:
    home = workspace(tmp_path, session({"no-such-question": None}))
    (row,) = home.rows()
    assert isinstance(row, Damaged)
    assert "no-such-question" in row.reason
    with pytest.raises(SessionError, match="no-such-question"):
        home.open(row.path)


def test_a_session_without_its_questionnaire_is_damaged(tmp_path: Path) -> None:
    lost = A_CASE.questionnaire.model_copy(update={"sha256": "f" * 64})
    home = workspace(tmp_path, A_CASE.model_copy(update={"questionnaire": lost}))
    (row,) = home.rows()
    assert isinstance(row, Damaged)
    assert "copy" in row.reason
    with pytest.raises(QuestionnaireError):
        home.open(row.path)


def test_what_is_changed_on_the_desk_is_in_the_file_when_it_is_left(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    desk = workspace(tmp_path).open(path)
    assert desk.locked_because is None
    assert desk.keeper
    desk.set_depth("quick")
    desk.keeper.close()
    assert workspace(tmp_path).open(path).session.depth == "quick"


def test_what_the_disk_says_is_told(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    told: list[str] = []
    desk = workspace(tmp_path).open(path, lambda state: told.append(state.word))
    assert desk.keeper
    desk.set_depth("quick")
    desk.keeper.close()
    assert told[-1] == "saved"


def test_the_second_to_open_a_session_reads_it_and_is_told_who_has_it(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    first = workspace(tmp_path).open(path)
    second = workspace(tmp_path).open(path)
    assert second.keeper is None
    assert second.locked_because
    assert f"process {os.getpid()}" in second.locked_because
    assert first.keeper
    first.keeper.close()
    third = workspace(tmp_path).open(path)
    assert third.locked_because is None
    assert third.keeper
    third.keeper.close()


def test_a_closed_session_is_read_and_says_when_it_was_closed(tmp_path: Path) -> None:
    result = Result(strategy="fix", standing="leaning", program="1.0")
    closed = A_CASE.model_copy(update={"closed": NOW, "result": result})
    (path,) = put_sessions(tmp_path, closed)
    desk = workspace(tmp_path).open(path)
    assert desk.keeper is None
    assert desk.locked_because
    assert "closed on 20 November 2026" in desk.locked_because


def test_a_session_in_a_read_only_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    (path,) = put_sessions(tmp_path, A_CASE)
    monkeypatch.setattr(SessionLock, "acquire", refuse)
    desk = workspace(tmp_path).open(path)
    assert desk.keeper is None
    assert desk.locked_because == "Open to read only: the disk is read-only."


def test_a_project_is_read_again_only_when_its_files_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = workspace(tmp_path, A_CASE, session(project="Other"))
    before = list(home.rows())
    read: list[str] = []

    def reading(folder: Path) -> Project | None:
        read.append(folder.name)
        return read_project(folder)

    monkeypatch.setattr(listing, "read_project", reading)
    assert list(home.rows()) == before
    assert read == []
    damage(tmp_path / "other" / "2026-11-20.toml")
    assert sorted(type(row).__name__ for row in home.rows()) == ["Damaged", "Overview"]
    assert read == ["other"]


def test_sessions_of_one_questionnaire_share_its_engine(tmp_path: Path) -> None:
    home = workspace(tmp_path)
    first, second = put_sessions(tmp_path, A_CASE, session(project="Other"))
    one, other = home.open(first), home.open(second)
    assert one.engine is other.engine
    for desk in (one, other):
        assert desk.keeper
        desk.keeper.close()


def test_a_new_session_has_what_was_asked_for_and_the_users_currency(tmp_path: Path) -> None:
    home = Workspace(tmp_path, clock, currency="CHF")
    path = home.new_session("  Fraud   alerts ", client="Helvetia", depth="full")
    made = SessionStore(tmp_path).open(path, write=False).session
    assert (made.project, made.client, made.depth) == ("Fraud alerts", "Helvetia", "full")
    assert (made.currency, made.opened) == ("CHF", NOW)


def test_a_blank_name_makes_no_session(tmp_path: Path) -> None:
    with pytest.raises(SessionError):
        Workspace(tmp_path, clock).new_session(" \n ")
    assert Workspace(tmp_path, clock).heads() == []


def test_the_example_is_written_once(tmp_path: Path) -> None:
    home = Workspace(tmp_path, clock)
    assert home.write_example() == home.write_example()
    (row,) = home.rows()
    assert isinstance(row, Overview)
    assert row.verdict


def test_what_was_deleted_can_be_brought_back(tmp_path: Path) -> None:
    home = workspace(tmp_path, A_CASE)
    (head,) = home.heads()
    entry = home.delete(head.path)
    assert list(home.rows()) == []
    assert home.undelete(entry) == head.path
    assert [row.path for row in home.rows()] == [head.path]


def test_a_session_that_is_open_elsewhere_is_not_deleted(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, A_CASE)
    desk = workspace(tmp_path).open(path)
    with pytest.raises(UnstallError, match="open"):
        workspace(tmp_path).delete(path)
    assert path.exists()
    assert desk.keeper
    desk.keeper.close()


def test_opening_a_session_to_write_puts_the_copy_of_its_questionnaire_back(tmp_path: Path) -> None:
    home = workspace(tmp_path, A_CASE)
    (copy,) = (tmp_path / ".questionnaires").iterdir()
    (head,) = home.heads()
    for _ in range(2):
        copy.unlink()
        desk = home.open(head.path)
        assert desk.keeper
        desk.keeper.close()
        assert copy.is_file()


def test_opening_a_closed_session_writes_nothing(tmp_path: Path) -> None:
    result = Result(strategy="fix", standing="leaning", program="1.0")
    home = workspace(tmp_path, A_CASE.model_copy(update={"closed": NOW, "result": result}))
    (copy,) = (tmp_path / ".questionnaires").iterdir()
    copy.unlink()
    (head,) = home.heads()
    home.open(head.path)
    assert not copy.exists()
