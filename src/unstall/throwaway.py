"""A database that may be lost, locked, damaged or refused at any time, at the cost of time alone.

For what can be worked out again. Nothing here raises because of the file: a disk that is full or
read-only, another program that is writing, a file that is damaged or no database at all. The file
is for its user's eyes only (0600 in a folder 0700); nothing is opened before it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from unstall.session.files import make_folder, remove

if TYPE_CHECKING:
    # Home has its first names on the screen before it is loaded.
    from sqlite3 import Connection

T = TypeVar("T")

WAIT_SECONDS = 0.2
"""How long another program that is writing is waited for."""


class Throwaway:
    """One such database. May be used from any thread."""

    def __init__(self, file: Path | None, tables: Sequence[str], *, cache_kib: int = 256) -> None:
        """Keep things in a file, which need not be there.

        Args:
            file: Where, as an absolute path; None keeps them in memory.
            tables: The statements that make its tables where they are missing.
            cache_kib: Memory that the database may take, in KiB.
        """
        self._file = file
        self._tables = tables
        self._cache_kib = cache_kib
        self._lock = Lock()
        self._open: Connection | None = None

    def tried(self, action: Callable[[Connection], T], otherwise: T) -> T:
        """Do something with the database; a damaged one, or another's, is begun anew, once.

        Gives `otherwise` where it cannot be done.
        """
        from sqlite3 import SQLITE_ERROR, DatabaseError, Error, OperationalError

        with self._lock:
            for _ in range(2):
                try:
                    return action(self._opened())
                except (OperationalError, OSError) as refused:
                    self._let_go()
                    if getattr(refused, "sqlite_errorcode", None) != SQLITE_ERROR:
                        # In use, full, read-only: what stands in the file may be whole.
                        return otherwise
                    # It has tables of another form, as another version of the program made them.
                    self._throw_away()
                except (DatabaseError, UnicodeDecodeError):
                    # What SQLite says of a damaged file may quote bytes of it that are no text.
                    self._let_go()
                    self._throw_away()
                except Error:
                    self._let_go()
                    return otherwise
            return otherwise

    def close(self) -> None:
        """Let go of the file; it is opened again when it is wanted."""
        with self._lock:
            self._let_go()

    def _opened(self) -> Connection:
        if self._open is None:
            from sqlite3 import connect

            where = ":memory:"
            if self._file:
                _make_private(self._file)
                where = f"{self._file.as_uri()}?mode=rw"
            self._open = connect(where, uri=True, timeout=WAIT_SECONDS, check_same_thread=False)
            # Nothing that matters is lost with it, so the disk is not waited for.
            self._open.execute("PRAGMA synchronous = OFF")
            self._open.execute(f"PRAGMA cache_size = -{self._cache_kib}")
            for statement in self._tables:
                self._open.execute(statement)
        return self._open

    def _let_go(self) -> None:
        connection, self._open = self._open, None
        if connection:
            with suppress(Exception):
                connection.close()

    def _throw_away(self) -> None:
        if self._file:
            remove(self._file)
            remove(self._file.with_name(f"{self._file.name}-journal"))


def _make_private(file: Path) -> None:
    if file.exists():
        return
    make_folder(file.parent)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
