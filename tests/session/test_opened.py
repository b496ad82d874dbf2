"""An open session: saving as it is typed, closing, freezing, and opening after a crash."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.disk import Disk
from tests.session.support import NOW, kept, result, session, with_answers
from unstall.errors import (
    SessionClosedError,
    SessionError,
    SessionLockedError,
    StorageError,
)
from unstall.session.files import pending_for, previous_of
from unstall.session.format import encode, read_session
from unstall.session.models import Session
from unstall.session.opened import OpenSession
from unstall.session.store import SessionStore


@pytest.fixture
def made(tmp_path: Path) -> tuple[SessionStore, Path]:
    return kept(tmp_path / "sessions")


@pytest.fixture
def path(made: tuple[SessionStore, Path]) -> Path:
    return made[1]


@pytest.fixture
def store(made: tuple[SessionStore, Path]) -> SessionStore:
    return made[0]


def crashed(path: Path, state: Session, number: int = 1) -> None:
    """Leave a state behind that did not get into the session file."""
    data = encode(state)
    pending = pending_for(path, number, data)
    pending.path.write_bytes(data)
    later = path.stat().st_mtime_ns + number
    os.utime(pending.path, ns=(later, later))


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()} - {f".{path.name}.lock"}


def test_what_was_saved_is_in_the_file_after_closing(store: SessionStore, path: Path) -> None:
    with store.open(path) as opened:
        for count in range(5):
            opened.save(with_answers(session(), count))
        assert opened.session == with_answers(session(), 4)
    assert read_session(path) == with_answers(session(), 4)
    assert names(path) == {path.name, previous_of(path).name}


def test_flushing_waits_for_the_file(store: SessionStore, path: Path) -> None:
    with store.open(path) as opened:
        opened.save(with_answers(session(), 1))
        opened.flush()
        assert read_session(path) == with_answers(session(), 1)
        assert opened.state.word == "saved"


def test_saving_what_is_saved_already_writes_nothing(store: SessionStore, path: Path) -> None:
    before = path.stat()
    with store.open(path) as opened:
        opened.save(session())
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_second_opening_to_write_is_refused_and_one_to_read_is_not(
    store: SessionStore, path: Path
) -> None:
    with store.open(path) as first:
        with pytest.raises(SessionLockedError, match="open since 10:02 by"):
            store.open(path)
        reader = store.open(path, write=False)
        first.save(with_answers(session(), 3))
        assert store.open(path, write=False).session == with_answers(session(), 3)
        with pytest.raises(SessionError, match="to read only"):
            reader.save(with_answers(session(), 2))
        reader.close()
    with store.open(path) as again:
        again.save(with_answers(session(), 1))


def test_closing_twice_is_harmless(store: SessionStore, path: Path) -> None:
    opened = store.open(path)
    opened.close()
    opened.close()
    with pytest.raises(SessionError):
        opened.save(with_answers(session(), 1))


def test_changes_that_a_crash_kept_from_the_file_are_recovered_and_told(
    store: SessionStore, path: Path
) -> None:
    for count in (1, 2, 3):
        crashed(path, with_answers(session(), count), count)
    with store.open(path) as opened:
        assert opened.session == with_answers(session(), 3)
        assert opened.notices == ("The last changes before a crash were recovered.",)
        assert read_session(path) == with_answers(session(), 3)
    assert read_session(previous_of(path)) == session()
    assert names(path) == {path.name, previous_of(path).name}
    with store.open(path) as again:
        assert again.notices == ()


def test_a_damaged_file_that_a_pending_state_makes_good_is_kept_beside(
    store: SessionStore, path: Path
) -> None:
    path.write_bytes(b"\0garbage")
    crashed(path, with_answers(session(), 1))
    with store.open(path) as opened:
        assert opened.session == with_answers(session(), 1)
    conflicts = [name for name in names(path) if ".conflict-" in name]
    assert len(conflicts) == 1
    assert path.with_name(conflicts[0]).read_bytes() == b"\0garbage"


def test_a_state_that_a_later_edit_of_the_file_outdid_is_kept_beside(
    store: SessionStore, path: Path
) -> None:
    crashed(path, with_answers(session(), 1))
    edited = session("Claims triage, by hand")
    path.write_bytes(encode(edited))
    later = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    with store.open(path) as opened:
        assert opened.session == edited
        assert "changed by another program after a crash" in opened.notices[0]
    conflict = next(name for name in names(path) if ".conflict-" in name)
    assert read_session(path.with_name(conflict)) == with_answers(session(), 1)


def test_a_closed_session_opens_to_read_only(store: SessionStore, path: Path) -> None:
    frozen = store.freeze(path, result(), NOW + timedelta(hours=1))
    before = path.read_bytes()
    with pytest.raises(SessionClosedError, match="closed on 2026-11-20"):
        store.open(path)
    reader = store.open(path, write=False)
    assert reader.session == frozen
    assert frozen.result == result()
    assert path.read_bytes() == before


def test_after_freezing_the_same_opening_saves_nothing_more(
    store: SessionStore, path: Path
) -> None:
    with store.open(path) as opened:
        opened.freeze(result(), NOW)
        with pytest.raises(SessionClosedError):
            opened.save(session())
    assert read_session(path).closed == NOW


def test_a_session_that_could_not_be_read_back_is_refused_and_the_one_before_stays(
    store: SessionStore, path: Path
) -> None:
    with store.open(path) as opened:
        with pytest.raises(SessionError, match="no figures"):
            opened.save(session(facts={"months_stalled": float("nan")}))
        assert opened.session == session()
        opened.save(with_answers(session(), 1))
    assert read_session(path) == with_answers(session(), 1)


def test_a_full_disk_is_told_by_flush_and_close_and_the_state_stays_in_memory(
    store: SessionStore, path: Path, disk: Disk
) -> None:
    opened = store.open(path)
    with disk.full():
        opened.save(with_answers(session(), 1))
        with pytest.raises(StorageError, match="the disk is full"):
            opened.flush()
        assert opened.session == with_answers(session(), 1)
        assert opened.state.word == "failed"
    opened.flush()
    assert read_session(path) == with_answers(session(), 1)
    with disk.full():
        opened.save(with_answers(session(), 2))
        with pytest.raises(StorageError, match="the disk is full"):
            opened.close()
    with store.open(path) as again:
        again.save(with_answers(session(), 1))


def test_a_read_only_folder_can_be_read_but_not_opened_to_write(
    store: SessionStore, path: Path, disk: Disk
) -> None:
    with disk.refuses(errno.EROFS):
        with pytest.raises(StorageError, match=r"read-only.*It can be opened to read only") as no:
            store.open(path)
        assert str(path) in str(no.value)
        assert store.open(path, write=False).session == session()
        assert [entry.session for entry in store.entries()] == [session()]
    assert names(path) == {path.name}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write in read-only folders")
def test_a_folder_that_its_mode_makes_read_only_can_be_read(
    store: SessionStore, path: Path
) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="read-only for you"):
            store.open(path)
        assert store.open(path, write=False).session == session()
    finally:
        path.parent.chmod(0o700)


def test_a_session_whose_folder_is_deleted_while_open_is_not_lost(
    store: SessionStore, path: Path
) -> None:
    opened = store.open(path)
    shutil.rmtree(path.parent)
    opened.save(with_answers(session(), 1))
    opened.close()
    assert read_session(path) == with_answers(session(), 1)


def test_a_session_is_written_where_a_link_leads(store: SessionStore, path: Path) -> None:
    link = path.parent.parent.parent / "link.toml"
    link.symlink_to(path)
    with store.open(link) as opened:
        opened.save(with_answers(session(), 1))
    assert link.is_symlink()
    assert read_session(path) == with_answers(session(), 1)


def test_a_file_anywhere_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "mailed.toml"
    path.write_bytes(encode(session()))
    path.chmod(0o644)
    with OpenSession.to_write(path, now=lambda: NOW) as opened:
        opened.save(with_answers(session(), 1))
    assert read_session(path) == with_answers(session(), 1)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_missing_file_is_said_and_leaves_no_trace(store: SessionStore, tmp_path: Path) -> None:
    for write in (True, False):
        with pytest.raises(SessionError, match="no such file"):
            store.open(tmp_path / "none" / "s.toml", write=write)
    assert not (tmp_path / "none").exists()


def test_a_damaged_session_is_refused_with_the_way_back(store: SessionStore, path: Path) -> None:
    with store.open(path) as opened:
        opened.save(with_answers(session(), 1))
    path.write_bytes(b"schema = 1\nproject = ")
    for write in (True, False):
        with pytest.raises(SessionError) as refused:
            store.open(path, write=write)
        assert str(previous_of(path)) in str(refused.value)
        assert refused.value.place.line == 2
    assert path.read_bytes() == b"schema = 1\nproject = "


def test_an_opening_that_fails_gives_the_lock_back(store: SessionStore, path: Path) -> None:
    path.write_bytes(b"\0")
    refusals = []
    for _ in range(2):
        with pytest.raises(SessionError) as refused:
            store.open(path)
        # Held on to, so that nothing is given back merely by being forgotten.
        refusals.append(refused)
    assert [type(one.value) for one in refusals] == [SessionError, SessionError]
