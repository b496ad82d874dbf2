"""The index of a sessions folder: every project's row, from what was kept where nothing changed.

It is never wrong. A row is taken from it only if the same program made it, the questionnaires that
it depends on are there as they were, and either the project's folder looks as it did when the row
was made (`unstall.portfolio.folder`), or every file that the row depends on was read again and
holds the same. Everything else is read anew. The file can be thrown away at any time
(`unstall.throwaway`): that costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unstall.errors import SessionError
from unstall.portfolio.folder import Look, look_at
from unstall.portfolio.models import PortfolioRow
from unstall.portfolio.reading import ProjectRead, read_project
from unstall.portfolio.stored import Words, from_text, to_text, words_of
from unstall.portfolio.summing import filled_in
from unstall.portfolio.versions import Found, Versions
from unstall.program_text import program_text
from unstall.session.format import MOST_BYTES
from unstall.session.listing import folders_in
from unstall.session.models import QuestionnaireRef
from unstall.session.names import is_session_name
from unstall.throwaway import Throwaway
from unstall.toml import read_text

if TYPE_CHECKING:
    from sqlite3 import Connection

    from unstall.standings import Standings

Progress = Callable[[int, int], None]
"""Told how many projects of how many have been gone through."""

_PROGRAM = (
    "*.py", "portfolio/*.py", "plan/*.py", "triage/*.py", "session/*.py", "questionnaire/**/*.py",
)  # fmt: skip
"""Modules in which a change may change a row."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS versions (sha256 TEXT PRIMARY KEY, path BLOB, stamp BLOB, "
    "since INTEGER, at INTEGER, words TEXT, seal BLOB)",
    "CREATE TABLE IF NOT EXISTS projects (folder TEXT PRIMARY KEY, stamp BLOB, since INTEGER, "
    "at INTEGER, digest BLOB, files TEXT, versions TEXT, row TEXT, seal BLOB)",
)
_BATCH = 250
"""Rows that are written together."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the index has of a project."""

    stamp: bytes
    since_ns: int
    at_ns: int
    digest: bytes
    files: str
    """JSON: the names of the files that were read."""
    versions: str
    """JSON: the questionnaires that the row depends on."""
    row: str


class PortfolioIndex:
    """The rows of one sessions folder. May be used from any thread, by one at a time."""

    def __init__(
        self,
        sessions: Path,
        file: Path | None,
        standings: Standings,
        *,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        """Look at a sessions folder; nothing is read before it is asked for.

        Args:
            sessions: The folder.
            file: Where the index is kept, such as `paths.portfolio_file(sessions)`; None keeps it
                in memory.
            standings: What was measured before, and where what is measured goes.
            clock: Tells the time in nanoseconds since 1970.
        """
        self._sessions = sessions
        self._standings = standings
        self._clock = clock
        self._database = Throwaway(file, _TABLES, cache_kib=2_000)
        self._versions = Versions(sessions, clock)
        self._words: dict[str, Words] = {}
        self._written: dict[str, Found] = {}
        """Questionnaires as they stand in the file."""
        self._takes_more = True
        """The file could be written the last time, in this round."""

    def rows(self, progress: Progress | None = None) -> Generator[PortfolioRow, None, None]:
        """Give every project's row: those that need no reading first, in the order of folders.

        Whatever was changed before this is called is in the rows; each project has one.
        """
        self._begin()
        folders = folders_in(self._sessions)
        told = progress or (lambda *_: None)
        done = 0
        changed: list[tuple[Path, _Kept | None]] = []
        waiting: list[tuple[Any, ...]] = []
        told(0, len(folders))
        try:
            if self._is_empty():
                changed = [(folder, None) for folder in folders]
            for folder in folders if not changed else ():
                look, kept = look_at(folder), self._kept(folder)
                row = self._unchanged(folder, look, kept) if look and kept else None
                if row is None:
                    changed.append((folder, kept))
                    continue
                done += 1
                yield row
                told(done, len(folders))
            for folder, kept in changed:
                row = self._again(folder, kept, waiting)
                done += 1
                if row is not None:
                    yield row
                told(done, len(folders))
                if len(waiting) >= _BATCH:
                    self._write(waiting)
                    waiting = []
            self._forget_all_but({folder.name for folder in folders})
        finally:
            self._write(waiting)

    def filled(
        self, row: PortfolioRow, *, between: Callable[[], None] | None = None
    ) -> PortfolioRow | None:
        """Give a project's row with nothing missing, as its folder is now, and keep it.

        Takes from milliseconds to a few tenths of a second. `between` is called every now and then
        and may end the work by raising. None if the project is gone.
        """
        if row.is_filled:
            return row
        folder = row.path if row.path.is_dir() else row.path.parent
        at = self._clock()
        look = look_at(folder)
        read = read_project(folder, look, self._versions, self._standings)
        if read is None or read.sheet is None:
            return read.row if read else None
        full = filled_in(read.row, read.sheet, self._standings, between)
        record = self._record(folder, look, read, full, at)
        if record:
            self._takes_more = True
            self._write([record])
        return full

    def close(self) -> None:
        """Let go of the file; it is opened again when it is wanted."""
        self._database.close()

    # --- What was kept -------------------------------------------------------------------------

    def _begin(self) -> None:
        self._takes_more = True
        self._versions.look_again()
        self._written = {}
        kept: list[Any] = self._database.tried(_versions, [])
        for sha256, path, stamp, since, at, words, seal in kept:
            if seal != _seal(sha256, path, stamp, since, at, words):
                continue
            self._words.setdefault(sha256, json.loads(words))
            found = self._written[sha256] = Found(Path(os.fsdecode(path)), stamp, since, at)
            self._versions.found.setdefault(sha256, found)

    def _is_empty(self) -> bool:
        def first(connection: Connection) -> Any:
            return connection.execute("SELECT 1 FROM projects LIMIT 1").fetchone()

        return self._database.tried(first, None) is None

    def _unchanged(self, folder: Path, look: Look, kept: _Kept) -> PortfolioRow | None:
        """Give the row that was kept if nothing that it depends on has changed since."""
        if (
            kept.stamp != look.stamp
            or kept.at_ns > self._clock()
            or not look.settles(kept.since_ns, kept.at_ns)
        ):
            return None
        return self._row(folder, kept)

    def _row(self, folder: Path, kept: _Kept) -> PortfolioRow | None:
        """Read the row that was kept, if the questionnaires that it depends on are there."""
        try:
            versions = _refs(kept.versions)
            if not all(self._versions.is_there(ref, folder / "session.toml") for ref in versions):
                return None
            return from_text(kept.row, folder, self._words[versions[0].sha256])
        except (ValueError, KeyError, TypeError, IndexError):
            return None

    def _kept(self, folder: Path) -> _Kept | None:
        def read(connection: Connection) -> Any:
            statement = (
                "SELECT stamp, since, at, digest, files, versions, row, seal FROM projects "
                "WHERE folder = ?"
            )
            return connection.execute(statement, (_name(folder),)).fetchone()

        found = self._database.tried(read, None)
        if not found or found[-1] != _seal(_name(folder), *found[:-1]):
            return None
        return _Kept(*found[:-1])

    def _again(
        self, folder: Path, kept: _Kept | None, waiting: list[tuple[Any, ...]]
    ) -> PortfolioRow | None:
        """Read a project's files again, and make its row anew unless they hold the same."""
        at = self._clock()
        look = look_at(folder)
        since = self._clock()
        if look is not None and not any(map(is_session_name, look.names)):
            return None
        if look and kept and self._holds_the_same(look, kept):
            row = self._row(folder, kept)
            if row is not None:
                is_known = kept.stamp == look.stamp and kept.since_ns <= at
                began = kept.since_ns if is_known else since
                same = (kept.digest, kept.files, kept.versions, kept.row)
                waiting.append(_sealed(_name(folder), look.stamp, began, at, *same))
                return row
        read = read_project(folder, look, self._versions, self._standings)
        if read is None:
            return None
        record = self._record(folder, look, read, read.row, at)
        if record:
            waiting.append(record)
        return read.row

    def _holds_the_same(self, look: Look, kept: _Kept) -> bool:
        """Tell whether all files that a row depends on hold what they held when it was made."""
        if look.has_pending:
            return False
        try:
            texts = {
                name: read_text(look.folder / name, most_bytes=MOST_BYTES, error=SessionError)
                for name in json.loads(kept.files)
            }
        except (SessionError, ValueError, TypeError, IndexError):
            return False
        return look.digest(texts) == kept.digest

    # --- What is to be kept --------------------------------------------------------------------

    def _record(
        self, folder: Path, look: Look | None, read: ProjectRead, row: PortfolioRow, at: int
    ) -> tuple[Any, ...] | None:
        """Give what is to be kept of a project; None if the row depends on more than is known."""
        if look is None or not read.may_be_kept:
            return None
        for ref in read.versions:
            if ref.sha256 not in self._words:
                engine = self._versions.engine(ref, row.path)
                self._words[ref.sha256] = words_of(engine.questionnaire)
        versions = json.dumps([[ref.id, ref.version, ref.sha256] for ref in read.versions])
        holds = (look.digest(read.texts), json.dumps(sorted(read.texts)), versions, to_text(row))
        return _sealed(_name(folder), look.stamp, self._clock(), at, *holds)

    def _write(self, records: Sequence[tuple[Any, ...]]) -> None:
        """Keep rows; once the file cannot be written, it is left alone for this round."""
        if not self._takes_more or not (records or self._versions.found != self._written):
            return
        versions = {
            sha256: found
            for sha256, found in self._versions.found.items()
            if sha256 in self._words and self._written.get(sha256) != found
        }

        def write(connection: Connection) -> bool:
            with connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO projects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", records
                )
                for sha256, found in versions.items():
                    words = json.dumps(self._words[sha256])
                    stored = (
                        os.fsencode(found.path),
                        found.stamp,
                        found.since_ns,
                        found.at_ns,
                        words,
                    )
                    connection.execute(
                        "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)",
                        (sha256, *stored, _seal(sha256, *stored)),
                    )
            return True

        self._takes_more = self._database.tried(write, False)
        if self._takes_more:
            self._written |= versions

    def _forget_all_but(self, names: set[str]) -> None:
        """Take out what was kept of projects that are gone."""

        def forget(connection: Connection) -> None:
            found = connection.execute("SELECT folder FROM projects").fetchall()
            gone = [(name,) for (name,) in found if name not in names]
            if gone:
                with connection:
                    connection.executemany("DELETE FROM projects WHERE folder = ?", gone)

        if self._takes_more:
            self._database.tried(forget, None)


def _versions(connection: Connection) -> list[Any]:
    return connection.execute(
        "SELECT sha256, path, stamp, since, at, words, seal FROM versions"
    ).fetchall()


@lru_cache(maxsize=64)
def _refs(versions: str) -> tuple[QuestionnaireRef, ...]:
    return tuple(
        QuestionnaireRef.model_construct(id=id_, version=version, sha256=sha256)
        for id_, version, sha256 in json.loads(versions)
    )


def _name(folder: Path) -> str:
    # A name that is no text cannot stand in a database as it is.
    return folder.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _sealed(*parts: Any) -> tuple[Any, ...]:
    return (*parts, _seal(*parts))


def _seal(*parts: Any) -> bytes:
    """Hash a record with the program, so that one that is damaged, or another's, is none."""
    content = repr((program_text(*_PROGRAM), *parts))
    return hashlib.sha256(content.encode("utf-8", "backslashreplace")).digest()[:16]
