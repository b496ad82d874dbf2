"""Writing a session file in the background, so that no key waits for the disk.

`put` writes the new state to a pending file, which survives the death of the program, and returns.
A thread then brings the newest state into the session file: the pending file is forced to the disk,
the version before is kept, the pending file is put in the session file's place, and the folder is
forced to the disk. States that a newer one has overtaken are skipped. When the disk refuses, the
newest state stays in memory and is tried again, at the next `put` and every few seconds.

If another program changed the session file meanwhile, what it wrote is kept beside it as
`….conflict-…` and the state from here goes on being the session; if it deleted the file or the
folder, they are written again. Either is said once.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from unstall.errors import SessionLockedError, StorageError
from unstall.session.files import (
    Pending,
    conflict_name,
    keep_as,
    pending_for,
    previous_of,
    remove,
    storage_error,
    sync,
    write_new,
)
from unstall.session.lock import SessionLock

RETRY_SECONDS = 3.0
"""How long after a refusal the disk is tried again without being asked to."""

Trouble = StorageError | SessionLockedError


@dataclass(frozen=True, slots=True)
class SaveState:
    """What is to be shown beside the session's name."""

    word: Literal["saved", "saving", "failed"]
    trouble: Trouble | None = None
    """Why it failed."""
    notice: str | None = None
    """Something that happened to the file, to be told once, as a sentence."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """How the session file looked when we last wrote or read it."""

    inode: int
    modified: int
    size: int
    digest: bytes

    @classmethod
    def of(cls, path: Path, data: bytes) -> _Stamp:
        status = path.stat()
        return cls(status.st_ino, status.st_mtime_ns, status.st_size, hashlib.sha256(data).digest())

    def fits(self, path: Path) -> bool:
        """Tell whether the file is still what it was; raises `FileNotFoundError` if it is gone."""
        status = path.stat()
        if (status.st_ino, status.st_mtime_ns, status.st_size) == (
            self.inode, self.modified, self.size,
        ):  # fmt: skip
            return True
        # Copied or touched without being changed: the content decides.
        if status.st_size != self.size:
            return False
        return hashlib.sha256(path.read_bytes()).digest() == self.digest


@dataclass(slots=True)
class _Version:
    """One state of the session."""

    pending: Pending
    data: bytes
    modified_ns: int
    is_tried: bool = False
    """Whether the disk has refused it once."""


class Writer:
    """The thread that keeps one session file up to date. Its lock is held by the caller."""

    def __init__(
        self,
        path: Path,
        lock: SessionLock,
        now: Callable[[], datetime],
        tell: Callable[[SaveState], None] | None = None,
    ) -> None:
        """Look after `path`, which exists; `tell` is called from the thread, never from `put`."""
        self._path = path
        self._lock = lock
        self._now = now
        self._tell = tell
        self._stamp = _Stamp.of(path, path.read_bytes())
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._wanted: _Version | None = None
        self._number = 0
        self._modified_ns = self._stamp.modified
        self._left: dict[int, Path] = {}
        self._trouble: Trouble | None = None
        self._begun = 0
        self._done = 0
        self._is_urged = False
        self._is_stopping = False

    @property
    def state(self) -> SaveState:
        """How things stand at this moment."""
        with self._changed:
            return self._state()

    def put(self, data: bytes) -> None:
        """Take over a new state; it is on its way when this returns, or at least in memory."""
        with self._changed:
            self._number += 1
            # Recovery goes by this stamp, so it rises even if somebody sets the clock back.
            self._modified_ns = max(time.time_ns(), self._modified_ns + 1)
            pending = pending_for(self._path, self._number, data)
            version = _Version(pending, data, self._modified_ns)
        with contextlib.suppress(OSError):
            # If the disk refuses, it will refuse the thread too, which then says so.
            write_new(pending.path, data, version.modified_ns)
        with self._changed:
            self._left[pending.number] = pending.path
            self._wanted = version
            self._is_urged = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="session", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def settle(self) -> Trouble | None:
        """Wait until the newest state is on the disk, or has been refused once more."""
        with self._changed:
            next_attempt = self._begun + 1
            self._is_urged = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._wanted is None or self._done >= next_attempt)
            return self._trouble

    def stop(self) -> None:
        """End the thread; what did not get into the session file stays pending."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _state(self, notice: str | None = None) -> SaveState:
        if self._trouble is not None:
            return SaveState("failed", self._trouble, notice)
        return SaveState("saved" if self._wanted is None else "saving", None, notice)

    def _run(self) -> None:
        while (version := self._next()) is not None:
            notice: str | None = None
            trouble: Trouble | None = None
            try:
                notice = self._store(version)
            except OSError as refused:
                trouble = storage_error(refused, self._path)
            except SessionLockedError as refused:
                trouble = refused
            with self._changed:
                self._trouble = trouble
                self._done = self._begun
                if trouble is None and self._wanted is version:
                    self._wanted = None
                state = self._state(notice)
                self._changed.notify_all()
            if self._tell is not None:
                # The listener may be going away; the session has to be written all the same.
                with contextlib.suppress(Exception):
                    self._tell(state)

    def _next(self) -> _Version | None:
        """Wait for something to write; None when there is nothing more to come."""
        is_due = False
        with self._changed:
            while not (self._wanted and (self._is_urged or is_due)):
                if self._is_stopping:
                    return None
                is_due = not self._changed.wait(RETRY_SECONDS if self._trouble else None)
            self._is_urged = False
            self._begun += 1
            return self._wanted

    def _store(self, version: _Version) -> str | None:
        """Bring a state into the session file; gives what is to be told about the file."""
        self._lock.renew(self._now())
        pending = version.pending
        if version.is_tried or not pending.path.exists():
            self._write_again(version)
        version.is_tried = True
        sync(pending.path)
        notice = self._mind_others()
        self._drop_before(pending.number)
        pending.path.replace(self._path)
        self._stamp = _Stamp.of(self._path, version.data)
        sync(self._path.parent)
        return notice

    def _write_again(self, version: _Version) -> None:
        """Write a pending file anew: what a disk has refused once cannot be relied on."""
        step = self._path.with_name(f".{self._path.name}.again")
        remove(step)
        write_new(step, version.data, version.modified_ns)
        step.replace(version.pending.path)

    def _mind_others(self) -> str | None:
        """Keep what is about to be replaced: as the version before, or as somebody else's."""
        try:
            is_ours = self._stamp.fits(self._path)
            theirs = None if is_ours else conflict_name(self._path, self._now())
            keep_as(self._path, theirs or previous_of(self._path))
        except FileNotFoundError:
            return "Another program deleted the session file; it has been written again."
        if theirs is None:
            return None
        return f"Another program changed the session file; what it wrote is kept as {theirs.name}."

    def _drop_before(self, number: int) -> None:
        """Take away the pending files that a newer one, now safe on the disk, has overtaken."""
        with self._changed:
            older = [self._left.pop(one) for one in sorted(self._left) if one < number]
        for path in older:
            remove(path)
