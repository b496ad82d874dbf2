"""One open session: what it holds, and saving it without making anybody wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from unstall.errors import Place, SessionError, UnstallError
from unstall.session.edit import closed, refuse_if_closed
from unstall.session.files import (
    conflict_name,
    is_there,
    keep_as,
    pendings,
    previous_of,
    real_path,
    remove,
    storage_error,
    sync,
)
from unstall.session.format import encode
from unstall.session.lock import SessionLock
from unstall.session.models import Result, Session
from unstall.session.recovery import is_whole, load
from unstall.session.writer import SaveState, Writer

OnState = Callable[[SaveState], None]


class OpenSession:
    """A session file that is open, to write or only to read.

    Made by `SessionStore.open`. While it is open to write it holds the session's lock. Use it as a
    context, or call `close`. `save` is for one thread; everything else may be called from any.
    """

    def __init__(
        self,
        path: Path,
        session: Session,
        *,
        writer: Writer | None = None,
        lock: SessionLock | None = None,
        notices: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        """The session file, links resolved."""
        self.notices = notices
        """What happened to the file before it was opened, as sentences to be told once."""
        self._session = session
        self._writer = writer
        self._lock = lock

    @classmethod
    def to_read(cls, path: Path) -> OpenSession:
        """Open without a lock and without writing anything; raises `SessionError`."""
        real = real_path(path)
        return cls(real, load(real).session)

    @classmethod
    def to_write(
        cls, path: Path, *, now: Callable[[], datetime], on_state: OnState | None = None
    ) -> OpenSession:
        """Open with the lock, and finish what a crash left unfinished.

        Raises `SessionError` if it cannot be read, `SessionLockedError` if somebody has it,
        `SessionClosedError` if it is closed, `StorageError` if its folder cannot be written.
        """
        real = real_path(path)
        if not is_there(real):
            load(real)
        lock = SessionLock(real)
        try:
            lock.acquire(now())
            session, notices = _recovered(real, now())
            refuse_if_closed(session)
            writer = Writer(real, lock, now, on_state)
        except OSError as refused:
            lock.release()
            trouble = storage_error(refused, real)
            trouble.hint = f"{trouble.hint or ''} It can be opened to read only.".strip()
            raise trouble from None
        except UnstallError:
            lock.release()
            raise
        return cls(real, session, writer=writer, lock=lock, notices=notices)

    @property
    def session(self) -> Session:
        """The newest state, saved or on its way."""
        return self._session

    @property
    def state(self) -> SaveState:
        """Whether the newest state is in the file."""
        return self._writer.state if self._writer else SaveState("saved")

    def save(self, session: Session) -> None:
        """Take over a new state and return at once; it survives the death of the program.

        What the disk says comes through `on_state` and `state`, not from here. Raises
        `SessionClosedError`, and `SessionError` for a session that is open to read only or that
        could not be read back (a number that is not finite, far too much text).
        """
        if self._writer is None:
            raise SessionError("the session is open to read only", Place(self.path))
        refuse_if_closed(self._session)
        if session == self._session:
            return
        self._writer.put(encode(session))
        self._session = session

    def flush(self) -> None:
        """Wait until the newest state is in the file, forced to the disk.

        Raises `StorageError` if the disk refuses; the state stays in memory and is tried again.
        """
        if self._writer and (trouble := self._writer.settle()):
            raise trouble

    def freeze(self, result: Result, at: datetime) -> Session:
        """Close the session with its result and wait for the disk; nothing changes it again."""
        self.save(closed(self._session, result, at))
        self.flush()
        return self._session

    def close(self) -> None:
        """Write what is left, then let go of the file. A second call does nothing.

        Raises `StorageError` if the disk refuses what is left; the file is let go of all the same,
        so ask `flush` first if there is somebody who could make room.
        """
        writer, lock = self._writer, self._lock
        self._writer = self._lock = None
        trouble = writer.settle() if writer else None
        if writer:
            writer.stop()
        if lock:
            lock.release()
        if trouble:
            raise trouble

    def __enter__(self) -> OpenSession:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _recovered(path: Path, now: datetime) -> tuple[Session, tuple[str, ...]]:
    """Put the newest whole state in the session file and clear away what a crash left."""
    loaded = load(path)
    notices = []
    if loaded.outdone:
        copy = conflict_name(path, now)
        loaded.outdone.path.replace(copy)
        notices.append(
            "The session file was changed by another program after a crash; the state from before "
            f"the crash is kept as {copy.name}."
        )
    if loaded.pending:
        sync(loaded.pending.path)
        if path.exists():
            keep_as(path, previous_of(path) if is_whole(path) else conflict_name(path, now))
        loaded.pending.path.replace(path)
        notices.append("The last changes before a crash were recovered.")
    left = pendings(path)
    for pending in left:
        remove(pending.path)
    if loaded.pending or left:
        sync(path.parent)
    return loaded.session, tuple(notices)
