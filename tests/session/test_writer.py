"""Saving in the background: what reaches the disk, in which order, and what if it refuses."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.disk import Disk
from tests.session.support import NOW
from unstall.errors import SessionLockedError, StorageError
from unstall.session.files import pendings, previous_of, sync
from unstall.session.lock import SessionLock
from unstall.session.writer import SaveState, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "project" / "2026-11-20.toml"
    file.parent.mkdir()
    file.write_bytes(b"first")
    return file


@pytest.fixture
def told() -> list[SaveState]:
    return []


@pytest.fixture
def writer(path: Path, told: list[SaveState]) -> Iterator[Writer]:
    lock = SessionLock(path)
    lock.acquire(NOW)
    made = Writer(path, lock, lambda: NOW, told.append)
    yield made
    made.stop()
    lock.release()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Make the thread wait before it forces anything to the disk, until the gate is opened."""
    opened = threading.Event()

    def waiting(path: Path) -> None:
        opened.wait(10)
        sync(path)

    monkeypatch.setattr("unstall.session.writer.sync", waiting)
    yield opened
    opened.set()


def heard(told: list[SaveState], count: int) -> SaveState:
    """Wait until the listener was told so many times; give what it was told then."""
    deadline = time.monotonic() + 10
    while len(told) < count and time.monotonic() < deadline:
        time.sleep(0.001)
    return told[count - 1]


def hidden(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir() if ".pending-" in file.name}


def test_a_state_reaches_the_file_and_the_one_before_is_kept(path: Path, writer: Writer) -> None:
    writer.put(b"second")
    assert writer.settle() is None
    assert path.read_bytes() == b"second"
    assert previous_of(path).read_bytes() == b"first"
    writer.put(b"third")
    assert writer.settle() is None
    assert previous_of(path).read_bytes() == b"second"
    assert hidden(path) == set()
    assert writer.state == SaveState("saved")


def test_the_caller_does_not_wait_for_the_disk_and_every_state_is_safe_at_once(
    path: Path, writer: Writer, gate: threading.Event, told: list[SaveState]
) -> None:
    for number in range(5):
        writer.put(b"state %d" % number)
        assert pendings(path)[0].read() == b"state %d" % number
    assert path.read_bytes() == b"first"
    assert writer.state.word == "saving"
    gate.set()
    assert writer.settle() is None
    assert path.read_bytes() == b"state 4"
    assert hidden(path) == set()
    assert heard(told, 1) in (SaveState("saving"), SaveState("saved"))
    writer.stop()
    assert len(told) < 5, "states that a newer one has overtaken are skipped"
    assert told[-1] == SaveState("saved")


def test_pending_states_are_stamped_in_the_order_of_their_numbers(
    path: Path, writer: Writer, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([5_000, 4_000, 3_000])
    monkeypatch.setattr("time.time_ns", lambda: next(clock) * 1_000_000_000)
    for number in range(3):
        writer.put(b"state %d" % number)
    stamps = [pending.path.stat().st_mtime_ns for pending in reversed(pendings(path))]
    assert not gate.is_set()
    assert stamps == sorted(set(stamps))
    assert stamps[0] >= path.stat().st_mtime_ns


def test_files_are_forced_to_the_disk_before_and_after_the_change_of_names(
    path: Path, disk: Disk, writer: Writer
) -> None:
    disk.calls.clear()
    writer.put(b"second")
    writer.settle()
    order = [call for call in disk.calls if call in ("fsync", "replace")]
    # Forced, the version before renamed into place, the state renamed into place, folder forced.
    assert order == ["fsync", "replace", "replace", "fsync"]
    assert path.read_bytes() == b"second"


FULL = {
    "in the middle of the file": (errno.ENOSPC, "write", "the disk is full"),
    "before the file": (errno.EROFS, "open", "the disk is read-only"),
    "while forcing": (errno.EIO, "fsync", "the disk reports an error"),
    "while keeping the version before": (errno.ENOSPC, "link", "the disk is full"),
    "while renaming": (errno.EACCES, "replace", "the folder is read-only for you"),
}


@pytest.mark.parametrize("when", FULL)
def test_a_refusal_is_told_and_the_state_stays_and_is_tried_again(
    path: Path, writer: Writer, disk: Disk, told: list[SaveState], when: str
) -> None:
    code, call, said = FULL[when]
    with disk.refuses(code, call):
        writer.put(b"second")
        trouble = writer.settle()
        assert isinstance(trouble, StorageError)
        assert said in str(trouble)
        assert writer.state == SaveState("failed", trouble)
        assert path.read_bytes() == b"first"
        writer.put(b"third")
        assert writer.settle() is not None
    assert heard(told, 1).word == "failed"
    assert writer.settle() is None
    assert path.read_bytes() == b"third"
    assert previous_of(path).read_bytes() == b"first"
    assert hidden(path) == set()
    assert sorted(file.name for file in path.parent.iterdir() if "again" in file.name) == []


def test_what_could_not_be_forced_to_the_disk_is_written_anew(
    path: Path, writer: Writer, disk: Disk
) -> None:
    # A second attempt to force the same file may succeed without its content being there.
    with disk.refuses(errno.EIO, "fsync"):
        writer.put(b"second")
        writer.settle()
        doubtful = pendings(path)[0].path.stat().st_ino
    held = os.open(pendings(path)[0].path, os.O_RDONLY)
    assert writer.settle() is None
    assert path.stat().st_ino != doubtful
    os.close(held)


def test_a_refusal_is_tried_again_without_being_asked(
    path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unstall.session.writer.RETRY_SECONDS", 0.01)
    saved = threading.Event()
    lock = SessionLock(path)
    lock.acquire(NOW)
    writer = Writer(path, lock, lambda: NOW, lambda s: saved.set() if s.word == "saved" else None)
    with disk.full():
        writer.put(b"second")
        assert writer.settle() is not None
    assert saved.wait(10)
    assert path.read_bytes() == b"second"
    writer.stop()
    lock.release()


def test_a_state_that_was_refused_never_outranks_a_newer_one(
    path: Path, writer: Writer, disk: Disk
) -> None:
    with disk.refuses(errno.EIO, "fsync"):
        for number in range(3):
            writer.put(b"state %d" % number)
            writer.settle()
            assert pendings(path)[0].read() == b"state %d" % number
    stamps = [pending.path.stat().st_mtime_ns for pending in reversed(pendings(path))]
    assert stamps == sorted(set(stamps))


def test_a_file_that_another_program_deleted_is_written_again_and_that_is_told(
    path: Path, writer: Writer, told: list[SaveState]
) -> None:
    path.unlink()
    writer.put(b"second")
    assert writer.settle() is None
    assert path.read_bytes() == b"second"
    assert "deleted" in str(heard(told, 1).notice)
    writer.put(b"third")
    writer.settle()
    assert heard(told, 2) == SaveState("saved"), "it is told once"


def test_a_folder_that_another_program_deleted_is_made_again(
    path: Path, writer: Writer, told: list[SaveState]
) -> None:
    shutil.rmtree(path.parent)
    writer.put(b"second")
    assert writer.settle() is None
    assert path.read_bytes() == b"second"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert heard(told, 1).notice is not None
    with pytest.raises(SessionLockedError):
        SessionLock(path).acquire(NOW)


def test_what_another_program_wrote_is_kept_beside_and_the_version_before_stays(
    path: Path, writer: Writer, told: list[SaveState]
) -> None:
    writer.put(b"second")
    writer.settle()
    path.write_bytes(b"theirs")
    writer.put(b"third")
    assert writer.settle() is None
    assert path.read_bytes() == b"third"
    conflict = path.with_name(f"{path.name}.conflict-20261120-100211")
    assert conflict.read_bytes() == b"theirs"
    assert conflict.name in str(heard(told, 2).notice)
    assert previous_of(path).read_bytes() == b"first"


def test_a_file_that_was_only_touched_or_copied_back_is_no_conflict(
    path: Path, writer: Writer, told: list[SaveState]
) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)
    writer.put(b"second")
    assert writer.settle() is None
    assert heard(told, 1) == SaveState("saved")
    assert not [file for file in path.parent.iterdir() if "conflict" in file.name]


def test_a_lock_that_somebody_else_took_meanwhile_stops_the_writing(
    path: Path, writer: Writer
) -> None:
    path.with_name(f".{path.name}.lock").unlink()
    other = SessionLock(path)
    other.acquire(NOW)
    writer.put(b"second")
    assert isinstance(writer.settle(), SessionLockedError)
    assert path.read_bytes() == b"first"
    assert pendings(path)[0].read() == b"second", "what was typed is safe"
    other.release()
    assert writer.settle() is None
    assert path.read_bytes() == b"second"


def test_a_listener_that_fails_does_not_stop_the_writing(path: Path) -> None:
    def failing(_: SaveState) -> None:
        raise RuntimeError("the app is gone")

    lock = SessionLock(path)
    lock.acquire(NOW)
    writer = Writer(path, lock, lambda: NOW, failing)
    for state in (b"second", b"third"):
        writer.put(state)
        assert writer.settle() is None
        assert path.read_bytes() == state
    writer.stop()
    lock.release()


def test_the_listener_is_called_from_the_thread_alone(path: Path) -> None:
    callers: list[threading.Thread] = []
    lock = SessionLock(path)
    lock.acquire(NOW)
    writer = Writer(path, lock, lambda: NOW, lambda _: callers.append(threading.current_thread()))
    writer.put(b"second")
    writer.settle()
    writer.stop()
    lock.release()
    assert callers
    assert threading.current_thread() not in callers


def test_nothing_to_write_is_settled_at_once(writer: Writer) -> None:
    assert writer.settle() is None
    assert writer.state == SaveState("saved")
