"""The bin: sessions that were deleted, until their owner empties the folder by hand.

`.bin/20261120-101500/claims-triage/2026-11-20.toml`: when it was deleted, and where it lay. Where a
session goes back to is read from these names, never from what stands in the file.
"""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unstall.session.files import companions_of, make_folder, move_new, sync
from unstall.session.names import names_after

BIN = ".bin"
"""The bin's folder inside the sessions folder; no project's folder begins with a dot."""

_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class BinEntry:
    """One deleted session."""

    path: Path
    """The session file in the bin."""
    origin: Path
    """Where it lay."""
    deleted: datetime
    """When it was deleted, by the clock on the wall there."""


def put_in(sessions: Path, path: Path, now: datetime) -> BinEntry:
    """Move a session, with what lies beside it, to the bin; its lock is held by the caller.

    Raises `OSError` if the disk refuses.
    """
    stamp = now.strftime(_STAMP)
    names = (stamp if count == 1 else f"{stamp}-{count}" for count in itertools.count(1))
    holes = (sessions / BIN / name for name in names)
    folder = next(hole for hole in holes if not hole.exists()) / path.parent.name
    make_folder(folder)
    moved: list[Path] = []
    try:
        for file in (*companions_of(path), path):
            file.replace(folder / file.name)
            moved.append(file)
    except OSError:
        for file in moved:
            (folder / file.name).replace(file)
        raise
    for touched in (folder, path.parent):
        sync(touched)
    return BinEntry(folder / path.name, path, _moment(stamp))


def take_out(entry: BinEntry) -> Path:
    """Move a session back to where it lay, under the next free name if its own is taken.

    Raises `FileNotFoundError` if it is in the bin no more, and other `OSError`.
    """
    companions = companions_of(entry.path)
    make_folder(entry.origin.parent)
    for name in names_after(entry.origin.name):
        home = entry.origin.with_name(name)
        if not companions_of(home) and move_new(entry.path, home):
            break
    for companion in companions:
        companion.replace(home.with_name(companion.name.replace(entry.path.name, home.name)))
    sync(home.parent)
    with contextlib.suppress(OSError):
        entry.path.parent.rmdir()
        entry.path.parent.parent.rmdir()
    return home


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP)  # noqa: DTZ007 - a folder's name has no time zone
