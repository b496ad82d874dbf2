"""What a project's folder looks like from outside, to tell whether anything in it has changed.

A look takes the names in the folder and of every file what changes with it: device, inode, size and
the moments of change of content and of anything (`ctime`), which nobody can set. Two looks that are
the same tell that nothing has changed in between, but for changes within one tick of the clock that
stamps files; see `Look.settles` for those. Nothing is written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from unstall.session.names import day_and_number_in, is_session_name

TICK_NS = 2_000_000_000
"""The coarsest tick in which any file system tells the time of a change: two seconds."""
LONG_NS = 86_400_000_000_000
"""A day: by more no two machines disagree about the time."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a folder looked."""

    folder: Path
    names: tuple[str, ...]
    """Those that belong to sessions, sorted; locks and files on their way are left out."""
    stamp: bytes
    """The same for two looks between which nothing was changed."""
    changed_ns: int
    """When anything was last changed, by the clock of the file system."""
    undated: tuple[tuple[str, int], ...]
    """Sessions whose name holds no day, with when they were changed: that decides their order."""

    @property
    def has_pending(self) -> bool:
        """A state is on its way into a session, or was left by a crash."""
        return any(".pending-" in name for name in self.names)

    def settles(self, since_ns: int, at_ns: int) -> bool:
        """Tell whether what was read then is what the files hold while they look like this.

        A file that is changed twice within a tick looks the same after both, so what was read in
        between is not to be relied on. It is if it was read a tick or more after it was first seen
        like this, whatever the clock of the file system says; or if nothing had been changed for
        much longer than clocks can differ.

        Args:
            since_ns: When it was first seen like this, in nanoseconds since 1970.
            at_ns: When it was read.
        """
        return at_ns - since_ns >= TICK_NS or at_ns - self.changed_ns >= LONG_NS

    def digest(self, texts: Mapping[str, str]) -> bytes:
        """Hash all that a row depends on: which files there are, and what the ones read hold.

        Args:
            texts: File name → text, of the files that were read.
        """
        found = hashlib.sha256()
        parts = [*self.names, "", *(f"{name} {at}" for name, at in self.undated)]
        for name in sorted(texts):
            text = texts[name].encode("utf-8", "surrogatepass")
            parts += [name, hashlib.sha256(text).hexdigest()]
        for part in parts:
            found.update(part.encode("utf-8", "surrogateescape") + b"\0")
        return found.digest()


def look_at(folder: Path) -> Look | None:
    """Look at a folder; None if it cannot be looked into."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, _status(entry)) for entry in entries)
    except OSError:
        return None
    return _look(folder, found)


def look_at_file(path: Path) -> Look | None:
    """Look at a single file; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return _look(path.parent, [(path.name, _figures(status))])


_Figures = tuple[int, int, int, int, int]


def _look(folder: Path, found: list[tuple[str, _Figures]]) -> Look:
    stamp = hashlib.sha256()
    for name, figures in found:
        stamp.update(f"{name}\0{figures}\0".encode("utf-8", "surrogateescape"))
    names = tuple(name for name, _ in found if _belongs(name))
    return Look(
        folder=folder,
        names=names,
        stamp=stamp.digest(),
        changed_ns=max((figures[-1] for _, figures in found), default=0),
        undated=tuple(_undated(found)),
    )


def _undated(found: Iterable[tuple[str, _Figures]]) -> Iterable[tuple[str, int]]:
    for name, figures in found:
        if is_session_name(name) and day_and_number_in(name) is None:
            yield name, figures[-2]


def _belongs(name: str) -> bool:
    return (
        is_session_name(name)
        or (".toml." in name and (name.endswith(".previous") or ".pending-" in name))
        or ".toml.conflict-" in name
    )


def _status(entry: os.DirEntry[str]) -> _Figures:
    try:
        return _figures(entry.stat())
    except OSError:
        # A link that leads nowhere, or a file that has just gone.
        return (0, 0, 0, 0, 0)


def _figures(status: os.stat_result) -> _Figures:
    return (
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns,
    )  # fmt: skip
