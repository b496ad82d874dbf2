"""One writer per session; the second is told who the first is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.support import NOW
from unstall.errors import SessionLockedError
from unstall.session.lock import Holder, SessionLock

HOLD = """
import sys, time
from datetime import datetime, timezone
from pathlib import Path
from unstall.session.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
lock.acquire(datetime(2026, 11, 20, 9, 2, tzinfo=timezone.utc))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    session = tmp_path / "2026-11-20.toml"
    session.touch()
    return session


def holding(path: Path) -> subprocess.Popen[str]:
    """Start another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    process.stdout.close()
    return process


def test_a_second_process_is_told_who_has_the_session_since_when(path: Path) -> None:
    other = holding(path)
    try:
        with pytest.raises(SessionLockedError) as refused:
            SessionLock(path).acquire(NOW)
    finally:
        other.kill()
        other.wait()
    line = str(refused.value)
    assert "open since 10:02 by " in line
    assert f" on {os.uname().nodename} (process {other.pid})" in line
    assert "read only" in line


def test_a_process_that_was_killed_holds_nothing_though_its_name_stays(path: Path) -> None:
    other = holding(path)
    other.send_signal(signal.SIGKILL)
    other.wait()
    left = SessionLock(path).holder()
    assert left is not None
    assert left.process == other.pid
    lock = SessionLock(path)
    lock.acquire(NOW)
    mine = lock.holder()
    assert mine is not None
    assert mine.process == os.getpid()
    lock.release()
    assert lock.holder() is None


def test_the_same_process_cannot_hold_a_session_twice(path: Path) -> None:
    first, second = SessionLock(path), SessionLock(path)
    first.acquire(NOW)
    with pytest.raises(SessionLockedError, match=f"process {os.getpid()}"):
        second.acquire(NOW)
    first.release()
    second.acquire(NOW)
    second.release()


@pytest.mark.parametrize(
    "left",
    [b"", b"\0\0", b"user = 3", b'user = "a"\nhost = "b"\nprocess = 1\nsince = 2026-11-20\n'],
)
def test_nonsense_about_the_holder_blocks_nobody(path: Path, left: bytes) -> None:
    holder = path.with_name(f".{path.name}.holder")
    first = SessionLock(path)
    first.acquire(NOW)
    holder.write_bytes(left)
    with pytest.raises(SessionLockedError, match="open by another program"):
        SessionLock(path).acquire(NOW)
    first.release()
    holder.write_bytes(left)
    first.acquire(NOW)
    first.release()


def test_a_lock_whose_folder_was_taken_away_is_taken_again(path: Path) -> None:
    lock = SessionLock(path)
    lock.acquire(NOW)
    assert not lock.renew(NOW)
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()
    assert lock.renew(NOW)
    with pytest.raises(SessionLockedError):
        SessionLock(path).acquire(NOW)
    lock.release(forget=True)
    assert list(path.parent.iterdir()) == []


def test_a_lock_that_was_taken_away_and_is_anothers_now_is_not_taken_again(path: Path) -> None:
    lock, other = SessionLock(path), SessionLock(path)
    lock.acquire(NOW)
    path.with_name(f".{path.name}.lock").unlink()
    other.acquire(NOW)
    with pytest.raises(SessionLockedError):
        lock.renew(NOW)
    other.release()


def test_files_of_the_lock_are_private(path: Path) -> None:
    lock = SessionLock(path)
    lock.acquire(NOW)
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    lock.release()
    assert modes[f".{path.name}.lock"] == modes[f".{path.name}.holder"] == 0o600


def test_another_day_is_said_with_its_date() -> None:
    holder = Holder("ana", "laptop", 4711, NOW)
    assert holder.in_words(NOW) == "since 10:02 by ana on laptop (process 4711)"
    assert holder.in_words(NOW + timedelta(days=1)).startswith("since 2026-11-20 10:02 by ana")
