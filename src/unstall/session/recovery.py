"""The newest whole state of a session, whatever happened to the program that wrote it.

A state is first written whole to a pending file and then put in the session file's place, so a
crash leaves the session file as it was and at most some pending files. The newest of them that is
whole, belongs to the same session (same moment of opening, same questionnaire) and is not older
than the session file is the session's state. One that is older lost to somebody who edited the file
after the crash: the writer stamps its files with moments that only rise. Reading decides this
without changing anything; opening for writing then acts on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from unstall.errors import Place, SessionConflictError, SessionError
from unstall.session.files import Pending, pendings, previous_of
from unstall.session.format import MOST_BYTES, from_toml, read_session
from unstall.session.models import Session

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session as it stands, and where that was found."""

    session: Session
    pending: Pending | None = None
    """The pending file that holds it; None if the session file does."""
    outdone: Pending | None = None
    """The newest whole state that is not the session's: older than the file, or of another one."""


def load(path: Path, siblings: Iterable[str] | None = None) -> Loaded:
    """Read the newest whole state of a session.

    `siblings` are the names in its folder, if the caller has read them already. Raises
    `SessionError` if neither the file nor a pending one can be read.
    """
    for _ in range(_ATTEMPTS):
        waiting = pendings(path, siblings)
        if not waiting:
            return Loaded(read_session(path))
        loaded = _newest(path, waiting)
        if loaded is not None:
            return loaded
        # Somebody who has it open put a pending file in its place between two looks.
        siblings = None
    return Loaded(read_session(path))


def _newest(path: Path, waiting: list[Pending]) -> Loaded | None:
    """Choose between the file and its pending ones; None if they are just changing."""
    damage, stored = None, None
    try:
        stored = read_session(path)
    except SessionError as refused:
        damage = refused
    known = stored or _readable(previous_of(path))
    outdone: Pending | None = None
    for pending in waiting:
        session = _whole(pending)
        if session is None:
            continue
        is_other = known is not None and not _same(session, known)
        # Two versions that stand in one file are somebody's work too, later than the crash.
        counts = stored is not None or isinstance(damage, SessionConflictError)
        if is_other or (counts and _is_older(pending.path, path)):
            outdone = outdone or pending
            continue
        return Loaded(session, pending, outdone)
    if any(not pending.path.exists() for pending in waiting):
        return None
    if stored is None:
        raise damage or SessionError("the session cannot be read", Place(path))
    return Loaded(stored, None, outdone)


def is_whole(path: Path) -> bool:
    """Tell whether a file can be read as a session."""
    return _readable(path) is not None


def _whole(pending: Pending) -> Session | None:
    data = pending.read()
    if data is None or len(data) > MOST_BYTES:
        return None
    try:
        return from_toml(data.decode(), pending.path)
    except (SessionError, UnicodeDecodeError):
        return None


def _readable(path: Path) -> Session | None:
    try:
        return read_session(path)
    except SessionError:
        return None


def _same(one: Session, other: Session) -> bool:
    return one.opened == other.opened and one.questionnaire.id == other.questionnaire.id


def _is_older(pending: Path, stored: Path) -> bool:
    try:
        return pending.stat().st_mtime_ns < stored.stat().st_mtime_ns
    except OSError:
        return False
