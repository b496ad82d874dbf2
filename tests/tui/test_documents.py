"""Documents on their way to a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.tui.hostile import HOSTILE
from tests.tui.support import NOWHERE, desk, put_sessions, session, session_of_case
from unstall.errors import StorageError, UnstallError, UsageError
from unstall.report import docx
from unstall.tui import documents
from unstall.tui.documents import (
    KINDS,
    WORD_KINDS,
    exists,
    free_name,
    kind,
    kinds,
    proposed_name,
    target,
    write,
)
from unstall.tui.wording.dossier import dossier_of


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_proposed_name_says_project_kind_and_day() -> None:
    assert proposed_name(session(), kind("report")) == "claims-triage-report-2026-11-20.md"
    assert proposed_name(session(), kind("plan")) == "claims-triage-plan-2026-11-20.md"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_proposed_name_is_a_plain_one_whatever_the_project_is_called(text: str) -> None:
    project = session().model_copy(update={"project": text})
    name = proposed_name(project, kind("report"))
    assert name.isascii()
    assert "/" not in name
    assert len(name) < 100


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    assert free_name(file) == file
    file.touch()
    (tmp_path / "report-2.md").touch()
    assert free_name(file) == tmp_path / "report-3.md"


def test_a_name_alone_lies_in_the_folder_and_a_path_where_it_says(tmp_path: Path) -> None:
    assert target(tmp_path, " report.md ", NOWHERE) == tmp_path / "report.md"
    other = tmp_path / "other"
    other.mkdir()
    assert target(tmp_path, "other/report.md", NOWHERE) == other / "report.md"
    assert target(Path("/nowhere"), str(other / "report.md"), NOWHERE) == other / "report.md"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "no name"),
        ("   ", "no name"),
        ("folder", "this is a folder"),
        ("missing/report.md", "no such folder"),
        ("x" * 300, "too long"),
        ("report/", "this is a folder"),
        ("~nobody-of-this-name/report.md", "home directory"),
        ("pipe", "no ordinary file"),
    ],
)
def test_what_can_be_no_file_is_refused_in_words(tmp_path: Path, typed: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match=said):
        target(tmp_path, typed, NOWHERE)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_names_are_files_in_the_folder_or_refused(tmp_path: Path, text: str) -> None:
    refused = ""
    try:
        file = target(tmp_path, text, NOWHERE)
        write(file, "text\n", over=False)
    except UnstallError as error:
        refused = str(error)
    assert "\x1b" not in refused
    assert refused or (file.read_text(), file.parent) == ("text\n", tmp_path)


def test_a_document_is_written_whole_and_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    write(file, "# Ünïcode\n", over=False)
    assert file.read_text(encoding="utf-8") == "# Ünïcode\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert names_in(tmp_path) == ["report.md"]


def test_nothing_is_written_over_unless_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("before")
    assert exists(file)
    with pytest.raises(StorageError, match="there already"):
        write(file, "after", over=False)
    assert file.read_text() == "before"
    write(file, "after", over=True)
    assert file.read_text() == "after"
    assert names_in(tmp_path) == ["report.md"]


def test_a_link_that_leads_nowhere_counts_as_taken(tmp_path: Path) -> None:
    link = tmp_path / "report.md"
    link.symlink_to(tmp_path / "gone.md")
    assert exists(link)
    assert free_name(link) == tmp_path / "report-2.md"


def test_writing_over_a_link_keeps_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("before")
    link.symlink_to(real)
    write(link, "after", over=True)
    assert link.is_symlink()
    assert real.read_text() == "after"


@pytest.mark.parametrize("over", [False, True], ids=["new", "over"])
@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only")]
)
def test_a_disk_that_refuses_leaves_what_was_there_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: bool, number: int, said: str
) -> None:
    file = tmp_path / "report.md"
    if over:
        file.write_text("before")

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(StorageError, match=said):
        write(file, "after", over=over)
    monkeypatch.undo()
    assert names_in(tmp_path) == (["report.md"] if over else [])
    assert not over or file.read_text() == "before"


def test_a_read_only_folder_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(documents, "put_new", refuse)
    with pytest.raises(StorageError, match="the folder is read-only for you"):
        write(tmp_path / "report.md", "text", over=False)


@pytest.mark.parametrize("document", KINDS, ids=lambda k: k.id)
def test_every_kind_of_document_is_rendered_by_the_same_words_as_the_command_line(
    document: documents.Kind,
) -> None:
    open_desk = desk(session_of_case("validation-loop"))
    text = document.render(dossier_of(open_desk))
    assert isinstance(text, str)
    start = "<!DOCTYPE html>" if document.suffix == ".html" else "# Claims triage"
    assert text.startswith(start)
    assert "Claims triage" in text
    assert text.endswith("\n")


def test_a_page_is_called_what_it_is_and_told_from_the_text_by_its_ending() -> None:
    assert proposed_name(session(), kind("report-page")) == "claims-triage-report-2026-11-20.html"
    assert proposed_name(session(), kind("plan-page")) == "claims-triage-plan-2026-11-20.html"


def test_a_word_file_is_written_byte_by_byte_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    data = kind("summary-word").render(dossier_of(desk(session_of_case("validation-loop"))))
    write(file, data, over=False)
    assert file.read_bytes() == data
    assert file.read_bytes().startswith(b"PK")
    assert proposed_name(session(), kind("summary-word")) == "claims-triage-summary-2026-11-20.docx"


def test_word_files_are_offered_where_they_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds() == (*KINDS, *WORD_KINDS)
    monkeypatch.setattr(docx, "is_installed", lambda: False)
    assert kinds() == KINDS


def test_a_document_is_never_aimed_at_a_session(tmp_path: Path) -> None:
    (path,) = put_sessions(tmp_path, session())
    for name in (path, path.with_name("2030-01-01.toml"), path.with_name(f".{path.name}.lock")):
        with pytest.raises(UsageError, match="session"):
            target(NOWHERE, str(name), tmp_path)
    document = path.with_name("report.md")
    assert target(NOWHERE, str(document), tmp_path) == document
