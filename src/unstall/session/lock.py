"""One writer per session, and who it is.

The lock itself is the operating system's (`flock` on a `.lock` file, by way of filelock): it ends
with the process that holds it, however that process ends. Who holds it stands in a `.holder` file
beside it, which is read only when the lock is refused, so that what a crash left there blocks
nobody.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w

from unstall.errors import Place, SessionLockedError, UnstallError
from unstall.session.files import make_folder, remove, write_new
from unstall.session.models import MAX_NAME, YEARS
from unstall.toml import read_toml

if TYPE_CHECKING:
    from filelock import BaseFileLock

_MOST_BYTES = 2_000
_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a session open for writing."""

    user: str
    host: str
    process: int
    since: datetime

    def in_words(self, now: datetime) -> str:
        """Write "since 10:02 by ana on laptop (process 4711)", with the date if it is another."""
        since = self.since.astimezone(now.tzinfo)
        when = f"{since:%H:%M}" if since.date() == now.date() else f"{since:%Y-%m-%d %H:%M}"
        return f"since {when} by {self.user} on {self.host} (process {self.process})"


class SessionLock:
    """The right to write one session file."""

    def __init__(self, path: Path) -> None:
        self._session = path
        self._lock_file = path.with_name(f".{path.name}.lock")
        self._holder_file = path.with_name(f".{path.name}.holder")
        self._lock: BaseFileLock | None = None
        self._inode: int | None = None

    def acquire(self, now: datetime) -> None:
        """Take the lock at once.

        Raises `SessionLockedError` that says who has it, or `OSError` if the folder is read-only.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self._lock_file, mode=_MODE, thread_local=False)
        try:
            with warnings.catch_warnings():
                # Where the file system has no locks, filelock warns and works with marker files.
                warnings.simplefilter("ignore")
                lock.acquire(blocking=False)
        except Timeout:
            raise self._refused(now) from None
        self._lock = lock
        self._inode = _inode(self._lock_file)
        self._write_holder(now)

    def renew(self, now: datetime) -> bool:
        """Take the lock again if its file, or the whole folder, was taken away; tells whether so.

        Raises `SessionLockedError` if somebody else was quicker.
        """
        if self._inode is not None and _inode(self._lock_file) == self._inode:
            return False
        self._let_go()
        make_folder(self._lock_file.parent)
        self.acquire(now)
        return True

    def release(self, *, forget: bool = False) -> None:
        """Give the lock back; `forget` also takes its file away, if the session itself is gone."""
        if self._lock is None:
            return
        remove(self._holder_file)
        if forget:
            remove(self._lock_file)
        self._let_go()

    def holder(self) -> Holder | None:
        """Read who is said to hold the lock; None if it is not said, or not clearly."""
        try:
            said = read_toml(self._holder_file, most_bytes=_MOST_BYTES)
            user, host, process, since = (said[key] for key in _HOLDER_KEYS)
        except (UnstallError, KeyError):
            return None
        if not (isinstance(since, datetime) and since.tzinfo and isinstance(process, int)):
            return None
        if not YEARS[0] <= since.year <= YEARS[1]:
            return None
        return Holder(str(user)[:MAX_NAME], str(host)[:MAX_NAME], process, since)

    def _refused(self, now: datetime) -> SessionLockedError:
        holder = self.holder()
        what = holder.in_words(now) if holder else "by another program"
        return SessionLockedError(
            f"the session has been open {what}",
            Place(self._session),
            "Close it there, or open it here to read only.",
        )

    def _write_holder(self, now: datetime) -> None:
        values = (_user(), platform.node() or "this computer", os.getpid(), now)
        text = tomli_w.dumps(dict(zip(_HOLDER_KEYS, values, strict=True)))
        remove(self._holder_file)
        # Saying who has it is a courtesy; without it the lock holds all the same.
        with contextlib.suppress(OSError):
            write_new(self._holder_file, text.encode())

    def _let_go(self) -> None:
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._lock.release(force=True)
        self._lock = None
        self._inode = None


_HOLDER_KEYS = ("user", "host", "process", "since")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None
