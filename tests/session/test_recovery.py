"""After a crash the newest whole state is the session, and nothing else is touched by reading."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.support import NOW, session, with_answers
from unstall.errors import SessionError
from unstall.session.files import Pending, pending_for, previous_of
from unstall.session.format import encode
from unstall.session.models import Session
from unstall.session.recovery import load

SECOND = 1_000_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "2026-11-20.toml"
    write(file, encode(session()), at=10)
    return file


def write(path: Path, data: bytes, at: int) -> None:
    path.write_bytes(data)
    os.utime(path, ns=(at * SECOND, at * SECOND))


def leave(path: Path, number: int, state: Session, at: int = 20, cut: int | None = None) -> Pending:
    """Leave a pending file as a crash would; `cut` shortens it to so many bytes."""
    data = encode(state)
    pending = pending_for(path, number, data)
    write(pending.path, data[:cut], at)
    return pending


def test_without_pending_files_the_session_file_counts(path: Path) -> None:
    assert load(path).session == session()


def test_the_newest_whole_pending_state_counts(path: Path) -> None:
    leave(path, 2, with_answers(session(), 2))
    newest = leave(path, 3, with_answers(session(), 3))
    leave(path, 4, with_answers(session(), 4), cut=-1)
    loaded = load(path)
    assert loaded.session == with_answers(session(), 3)
    assert loaded.pending == newest


def test_a_state_cut_off_between_two_tables_is_not_taken_for_whole(path: Path) -> None:
    text = encode(with_answers(session(), 9))
    leave(path, 2, with_answers(session(), 9), cut=text.rindex(b"\n[answers"))
    assert load(path).session == session()


def test_a_file_that_somebody_edited_after_the_crash_counts(path: Path) -> None:
    outdone = leave(path, 2, with_answers(session(), 2), at=9)
    loaded = load(path)
    assert loaded.session == session()
    assert loaded.outdone == outdone


def test_a_state_written_in_the_same_moment_counts(path: Path) -> None:
    leave(path, 2, with_answers(session(), 2), at=10)
    assert load(path).session == with_answers(session(), 2)


def test_what_is_left_of_another_session_of_this_name_does_not_count(path: Path) -> None:
    other = session("Another", opened=NOW - timedelta(hours=1))
    left = leave(path, 2, other)
    loaded = load(path)
    assert loaded.session == session()
    assert loaded.outdone == left


def test_a_damaged_session_file_is_made_good_by_a_pending_state(path: Path) -> None:
    leave(path, 2, with_answers(session(), 2), at=5)
    write(path, b"\0\0\0", at=10)
    assert load(path).session == with_answers(session(), 2)


def test_of_a_damaged_session_the_version_before_tells_which_states_are_its_own(
    path: Path,
) -> None:
    leave(path, 2, session("Another", opened=NOW - timedelta(hours=1)))
    write(path, b"\0\0\0", at=10)
    write(previous_of(path), encode(session()), at=9)
    with pytest.raises(SessionError, match="not a text file"):
        load(path)


def test_reading_changes_nothing(path: Path) -> None:
    leave(path, 2, with_answers(session(), 2))
    leave(path, 3, with_answers(session(), 3), cut=10)
    before = {file.name: file.stat().st_mtime_ns for file in path.parent.iterdir()}
    load(path)
    assert {file.name: file.stat().st_mtime_ns for file in path.parent.iterdir()} == before


def test_a_pending_state_that_its_writer_put_in_place_meanwhile_is_read_there(path: Path) -> None:
    pending = leave(path, 2, with_answers(session(), 2))
    names = [file.name for file in path.parent.iterdir()]
    pending.path.replace(path)
    assert load(path, names).session == with_answers(session(), 2)
