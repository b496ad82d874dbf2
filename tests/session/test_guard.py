"""No document takes the place of a session or of what belongs to one, by whatever name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.session.support import kept
from unstall.errors import UsageError
from unstall.session.files import companions_of, previous_of
from unstall.session.guard import refuse_session_files


def refused(file: Path, sessions: Path) -> bool:
    try:
        refuse_session_files(file, sessions)
    except UsageError:
        return True
    return False


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def path(sessions: Path) -> Path:
    """A session with a version before it."""
    _, made = kept(sessions)
    previous_of(made).write_bytes(made.read_bytes())
    assert companions_of(made)
    return made


def test_a_document_may_go_anywhere_else(path: Path, sessions: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.toml").write_text('schema = 1\ntitle = "not a session"\n')
    (tmp_path / "old.md").write_text("# Report\n")
    for file in (
        tmp_path / "report.md", tmp_path / "old.md", tmp_path / "notes.toml",
        tmp_path / ".hidden.md", path.with_name("report.md"), sessions / "report.md",
        tmp_path / "missing" / "report.md",
    ):  # fmt: skip
        assert not refused(file, sessions), file


def test_a_session_its_companions_and_its_questionnaire_are_refused(
    path: Path, sessions: Path
) -> None:
    (copy,) = (sessions / ".questionnaires").iterdir()
    for file in (path, copy, *companions_of(path)):
        with pytest.raises(UsageError, match="Name another file") as error:
            refuse_session_files(file, sessions)
        assert error.value.place.file == file


@pytest.mark.parametrize(
    "name",
    [
        "2031-01-01.toml", "anything.toml", "CAPITALS.TOML", ".2026-11-20.toml.lock",
        ".2026-11-20.toml.holder", ".2026-11-20.toml.previous", ".2026-11-20.toml.pending-000017-0",
        "2026-11-20.toml.conflict-20261120-101500", ".report.md",
    ],
)  # fmt: skip
def test_a_name_that_a_session_or_its_companion_would_have_is_refused_before_it_is_there(
    path: Path, sessions: Path, name: str
) -> None:
    assert refused(path.with_name(name), sessions)


@pytest.mark.parametrize("folder", [".questionnaires", ".bin", ".bin/20261120-101500/claims"])
def test_nothing_is_written_beside_kept_copies_or_into_the_bin(sessions: Path, folder: str) -> None:
    assert refused(sessions / folder / "report.md", sessions)


def test_a_session_of_another_folder_is_told_by_what_it_holds(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(path.read_bytes())
    for file in (path, previous_of(path), copy):
        assert refused(file, tmp_path / "elsewhere"), file


def test_a_link_is_followed(path: Path, sessions: Path, tmp_path: Path) -> None:
    to_file, to_folder, to_nothing = (tmp_path / name for name in ("a.md", "b", "c.md"))
    to_file.symlink_to(path)
    to_folder.symlink_to(path.parent)
    to_nothing.symlink_to(path.with_name("2031-01-01.toml"))
    for file in (to_file, to_folder / path.name, to_folder / "new.toml", to_nothing):
        assert refused(file, sessions), file
    assert not refused(to_folder / "report.md", sessions)


def test_a_sessions_folder_that_is_a_link_is_the_same_folder(
    path: Path, sessions: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(sessions)
    assert refused(path.with_name("new.toml"), link)
    assert refused(link / path.parent.name / "new.toml", sessions)


def test_a_hard_link_is_the_file_itself(path: Path, sessions: Path, tmp_path: Path) -> None:
    (copy,) = (sessions / ".questionnaires").iterdir()
    lock = path.with_name(f".{path.name}.lock")
    lock.touch()
    for number, file in enumerate((path, copy, lock)):
        other = tmp_path / f"{number}.md"
        os.link(file, other)
        assert refused(other, sessions), file
    (tmp_path / "one.md").touch()
    os.link(tmp_path / "one.md", tmp_path / "two.md")
    assert not refused(tmp_path / "two.md", sessions)


def test_a_way_round_through_folders_is_the_same_place(path: Path, sessions: Path) -> None:
    assert refused(path.parent / ".." / path.parent.name / "new.toml", sessions)


def test_links_in_a_circle_and_folders_that_cannot_be_read_do_no_harm(
    sessions: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.symlink_to(two)
    two.symlink_to(one)
    assert not refused(one, sessions)
    assert not refused(tmp_path / "one.md" / "report.md", sessions)
