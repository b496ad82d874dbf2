"""What was read of each project's folder, and whether the folder still looks as it did then.

Looking is done by names, sizes and times alone; no file is opened. A file that was written so
shortly before its folder was looked at that a later change could leave it with the same times is
read once more when that can no longer be. What changed without this program's doing is remembered
until somebody asks for it. Everything here may be called from any thread, and nothing raises: what
cannot be looked at looks like nothing.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from unstall.overview import Overview
from unstall.paths import kept_questionnaires

if TYPE_CHECKING:
    from unstall.overview import Damaged
    from unstall.portfolio.models import PortfolioRow

HASTY_NS = 3_000_000_000
"""How far apart two changes are at most that may show the same time; two seconds on some disks."""

_OTHERS = (".lock", ".holder")
"""Ends of the names of what comes and goes while somebody has a session open."""

Rows = Sequence["Overview | Damaged | PortfolioRow"]
Row = TypeVar("Row", bound="Overview | Damaged")
Mark = tuple[int, int]
"""A folder's number and when a name in it changed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a folder looks like."""

    files: tuple[tuple[str, int, int, int, int], ...] | None
    """Name, number, moment of change, of change of its properties, and size; None: unreadable."""
    mark: Mark
    taken_ns: int
    """When it was looked at."""

    @property
    def is_hasty(self) -> bool:
        """Something in it had just been changed, so that it may look the same after a change."""
        newest = max([self.mark[1], *(max(f[2], f[3]) for f in self.files or ())])
        return abs(self.taken_ns - newest) < HASTY_NS

    def is_outdated(self, now_ns: int) -> bool:
        """Tell whether it has to be read once more because it was looked at in haste."""
        return self.is_hasty and now_ns - self.taken_ns >= HASTY_NS


@dataclass(frozen=True, slots=True)
class Outside:
    """What changed without this program's doing: names of projects, in the order of folders."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class _Known:
    look: Look
    rows: Rows
    shelf: Look
    """What the folder of questionnaires looked like, without which no session can be read."""


class KnownProjects:
    """Remembers the rows of every project's folder."""

    def __init__(self, folder: Path, clock_ns: Callable[[], int] = time.time_ns) -> None:
        """Remember nothing yet.

        Args:
            folder: The sessions folder.
            clock_ns: The clock that the times of files are compared with, in nanoseconds.
        """
        self._folder = folder
        self._clock_ns = clock_ns
        self._known: dict[Path, _Known] = {}
        self._shelf = _NOTHING
        self._is_complete = False
        self._ours: set[Path] = set()
        self._news: dict[Path, tuple[Literal["new", "changed", "gone"], str]] = {}
        self._lock = Lock()

    def begin(self) -> None:
        """Begin to go through all folders."""
        self._shelf = look_at(kept_questionnaires(self._folder), self._clock_ns())

    def rows(self, folder: Path, read: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
        """Give a folder's rows; they are read if it does not look as it did when they were."""
        look = look_at(folder, self._clock_ns())
        known = self._known.get(folder)
        if known and not self._differs(known, look):
            return cast("tuple[Row, ...]", known.rows)
        # What is changed while it is read looks different the next time.
        rows = read()
        with self._lock:
            found = _Known(look, rows, self._shelf)
            self._note(folder, self._known.get(folder), found)
            self._known[folder] = found
        return rows

    def end(self, folders: Sequence[Path]) -> None:
        """Forget all other folders; everything has been gone through."""
        with self._lock:
            for folder in self._known.keys() - set(folders):
                self._note(folder, self._known.pop(folder), None)
            self._is_complete = True

    def looks(self) -> dict[Path, Look]:
        """Look at all folders now, before somebody else reads them."""
        self.begin()
        return {folder: look_at(folder, self._clock_ns()) for folder in marks_in(self._folder)}

    def take(self, looks: dict[Path, Look], rows: Iterable[PortfolioRow]) -> None:
        """Take over what somebody else read after `looks` were taken."""
        found: dict[Path, list[PortfolioRow]] = {folder: [] for folder in looks}
        for row in rows:
            folder = row.path if row.path in looks else row.path.parent
            if folder in found:
                found[folder].append(row)
        with self._lock:
            for folder, look in looks.items():
                known = _Known(look, tuple(found[folder]), self._shelf)
                self._note(folder, self._known.get(folder), known)
                self._known[folder] = known
        self.end([*looks])

    def renew(self, row: Overview, by: Overview) -> None:
        """Put a row in the place of another, if that is still there."""
        folder = row.path.parent
        with self._lock:
            # The folder may have been read again in the meantime, with another row for the session.
            known = self._known.get(folder)
            if known and any(one is row for one in known.rows):
                rows = tuple(by if one is row else one for one in known.rows)
                self._known[folder] = replace(known, rows=rows)

    def ours(self, folder: Path) -> None:
        """What changes in a folder until news are asked for is this program's own doing."""
        with self._lock:
            self._ours.add(folder)

    def news(self) -> Outside:
        """Tell what changed outside since this was asked the last time, and forget it."""
        with self._lock:
            found = [self._news[folder] for folder in sorted(self._news)]
            self._news.clear()
            self._ours.clear()
        return Outside(
            tuple(name for kind, name in found if kind == "new"),
            tuple(name for kind, name in found if kind == "changed"),
            tuple(name for kind, name in found if kind == "gone"),
        )

    def differs(self, *, thorough: bool, between: Callable[[], None] | None = None) -> bool:
        """Tell whether anything does not look as it did when it was read.

        Args:
            thorough: Look at every file, not only at folders in which a name has changed. A file
                that is written in place leaves its folder as it was.
            between: Called after every folder; may end the work by raising.
        """
        marks = marks_in(self._folder)
        if marks.keys() != self._known.keys():
            return True
        shelf = look_at(kept_questionnaires(self._folder), self._clock_ns())
        is_other_shelf = shelf.files != self._shelf.files
        for folder, known in list(self._known.items()):
            if between:
                between()
            if known.look.is_outdated(self._clock_ns()):
                return True
            if is_other_shelf and _is_damaged(known.rows):
                return True
            mark = marks.get(folder)
            if not thorough and mark == known.look.mark:
                continue
            look = look_at(folder, self._clock_ns())
            if look.files != known.look.files:
                return True
            if look.mark != known.look.mark:
                # A lock came or went: from now on it looks like this.
                with self._lock:
                    if self._known.get(folder) is known:
                        same = replace(known.look, mark=look.mark)
                        self._known[folder] = replace(known, look=same)
        return False

    def _differs(self, known: _Known, look: Look) -> bool:
        if look.files != known.look.files or known.look.is_outdated(look.taken_ns):
            return True
        return _is_damaged(known.rows) and known.shelf.files != self._shelf.files

    def _note(self, folder: Path, before: _Known | None, after: _Known | None) -> None:
        if not self._is_complete or folder in self._ours:
            return
        rows_before = before.rows if before else ()
        rows_after = after.rows if after else ()
        if not rows_before and not rows_after:
            return
        name = (rows_after or rows_before)[0].project
        if not rows_before:
            self._news[folder] = ("new", name)
        elif not rows_after:
            self._news[folder] = ("gone", name)
        elif before and after and _content(before) != _content(after):
            was = self._news.get(folder)
            self._news[folder] = ("new" if was and was[0] == "new" else "changed", name)


def look_at(folder: Path, now_ns: int) -> Look:
    """Look at the files of a folder, leaving out what says that somebody has a session open."""
    try:
        # First the folder itself: what is added after that is seen by its next look.
        itself = folder.stat()
        with os.scandir(folder) as entries:
            found = [(e.name, e.stat()) for e in entries if not e.name.endswith(_OTHERS)]
    except OSError:
        return replace(_NOTHING, taken_ns=now_ns)
    files = ((n, s.st_ino, s.st_mtime_ns, s.st_ctime_ns, s.st_size) for n, s in found)
    return Look(tuple(sorted(files)), (itself.st_ino, itself.st_mtime_ns), now_ns)


def marks_in(sessions: Path) -> dict[Path, Mark]:
    """Give the mark of every project's folder."""
    try:
        with os.scandir(sessions) as entries:
            named = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return {}
    found: dict[Path, Mark] = {}
    for entry in named:
        try:
            seen = entry.stat()
        except OSError:
            continue
        if stat.S_ISDIR(seen.st_mode):
            found[sessions / entry.name] = (seen.st_ino, seen.st_mtime_ns)
    return found


_NOTHING = Look(None, (0, 0), 0)


def _is_damaged(rows: Rows) -> bool:
    return any(not isinstance(r, Overview) and getattr(r, "damage", r) is not None for r in rows)


def _content(known: _Known) -> tuple[object, ...]:
    """What counts as a change of a project: its files or what they say, however it stands."""
    files = tuple((name, modified, size) for name, _, modified, _, size in known.look.files or ())
    # A row of the portfolio is filled in by and by, which is no change.
    rows = (replace(row, standing=None) for row in known.rows if isinstance(row, Overview))
    return files, *rows
