"""The sessions folder: one folder per project, one file per session, nothing kept elsewhere.

    claims-triage/2026-11-20.toml          a session, named by the day it began
    claims-triage/2026-11-20-2.toml        the second one of that day
    .questionnaires/…                      one copy of every questionnaire version that was used
    .bin/…                                 what was deleted

Names of folders and files only have to be safe and free; what a project is called stands in its
sessions. Listing and reading never write, so they work in a folder that is read-only or not there.
A file that cannot be read is listed as damaged, and the others as if it were not there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.errors import (
    Place,
    SessionClosedError,
    SessionConflictError,
    SessionError,
    SessionLockedError,
)
from unstall.session import bin as waste
from unstall.session.bin import BinEntry
from unstall.session.files import (
    companions_of,
    conflict_name,
    is_there,
    keep_as,
    make_folder,
    previous_of,
    put_new,
    real_path,
    remove,
    storage_error,
    sync,
    write_new,
)
from unstall.session.format import encode
from unstall.session.listing import Damage, Entry, Project, damage_of, find, in_order, projects_in
from unstall.session.lock import SessionLock
from unstall.session.models import Result, Session
from unstall.session.names import day_and_number, file_names, folded, folder_names
from unstall.session.opened import OnState, OpenSession
from unstall.session.recovery import is_whole
from unstall.session.writer import SaveState

if TYPE_CHECKING:
    from unstall.questionnaire.load import Loaded
    from unstall.session.conflict import Conflicted
    from unstall.session.merge import Conflict, Side

__all__ = [
    "BinEntry", "Damage", "Entry", "OpenSession", "Project", "SaveState", "SessionStore",
]  # fmt: skip


def _local_now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class SessionStore:
    """One sessions folder. Nothing is read before it is asked for, and nothing is remembered."""

    folder: Path
    now: Callable[[], datetime] = _local_now
    """The clock, with its offset from UTC; used for names of files and for who has a lock."""

    def entries(self) -> list[Entry]:
        """List every session, newest first; a folder that is not there has none."""
        return in_order([entry for project in self.projects() for entry in project.entries])

    def projects(self) -> list[Project]:
        """List every project with all its sessions, newest first."""
        return projects_in(self.folder)

    def newest_by_project(self) -> list[Entry]:
        """List the newest session of every project, newest first; the others are not read."""
        return [project.newest for project in projects_in(self.folder, newest_only=True)]

    def find(self, name_or_path: str) -> Path:
        """Find a session by path, or a project's newest session by the project's name.

        Raises `SessionError` with what was probably meant, or with the choice if several fit.
        """
        return find(self.folder, name_or_path)

    def open(
        self, path: Path, *, write: bool = True, on_state: OnState | None = None
    ) -> OpenSession:
        """Open a session, with its lock unless `write` is false.

        `on_state` is told, from another thread, when a state is in the file or cannot be. Raises
        `SessionLockedError` and `SessionClosedError`, after which it can still be opened to read
        only; `StorageError` if its folder cannot be written; `SessionError` with the way back if it
        cannot be read.
        """
        try:
            if not write:
                return OpenSession.to_read(path)
            return OpenSession.to_write(path, now=self.now, on_state=on_state)
        except (SessionLockedError, SessionClosedError, SessionConflictError):
            raise
        except SessionError as refused:
            if not is_there(path):
                raise
            way_back = damage_of(path.resolve(), refused).way_back
            raise SessionError(refused.message, refused.place, way_back) from None

    def create(
        self, session: Session, questionnaire: Loaded, *, beside: Path | None = None
    ) -> Path:
        """Write a new session, in its project's folder, and keep its questionnaire's text.

        A project of the same name, and of the same client where both say one, has the same folder;
        `beside` names a session into whose folder it goes in any case, and after which it comes,
        also where the clock has gone back since. Raises `StorageError`.
        """
        from unstall.session.kept import keep_questionnaire

        data = encode(session)
        try:
            keep_questionnaire(self.folder, questionnaire)
            folder = beside.parent if beside else self._folder_for(session)
            make_folder(folder)
            for name in file_names(_day_after(session, beside)):
                path = folder / name
                # What lies beside a name belongs to a session that had it; it stays with that one.
                if not companions_of(path) and put_new(path, data):
                    return path
        except OSError as refused:
            raise storage_error(refused, self.folder) from None
        raise AssertionError("names of files do not end")

    def freeze(self, path: Path, result: Result, at: datetime) -> Session:
        """Close a session with its result; nothing changes it again. Raises as `open` does."""
        with self.open(path) as opened:
            return opened.freeze(result, at)

    def delete(self, path: Path) -> BinEntry:
        """Move a session to the bin.

        Raises `SessionLockedError` if somebody has it open, `SessionError` if it does not lie in
        this folder, `StorageError` if the disk refuses.
        """
        real = real_path(path)
        if real.parent.parent != self.folder.resolve():
            raise SessionError(
                "only sessions in the sessions folder go to its bin",
                Place(path),
                "Delete this file yourself.",
            )
        if not real.is_file():
            raise SessionError("there is no such session", Place(path), "It may be gone already.")
        lock = SessionLock(real)
        try:
            lock.acquire(self.now())
            entry = waste.put_in(self.folder, real, self.now())
        except OSError as refused:
            lock.release()
            raise storage_error(refused, real, "not deleted") from None
        lock.release(forget=True)
        with contextlib.suppress(OSError):
            real.parent.rmdir()
        return entry

    def restore(self, entry: BinEntry) -> Path:
        """Take a session out of the bin; gives where it lies now.

        Raises `SessionError` if it is in the bin no more, `StorageError` if the disk refuses.
        """
        if not entry.path.is_file():
            raise SessionError("it is not in the bin any more", Place(entry.path))
        try:
            return waste.take_out(entry)
        except OSError as refused:
            raise storage_error(refused, entry.origin, "not put back") from None

    def put_back(self, path: Path) -> Session:
        """Put the version before a damaged session back in its place; the damaged file is kept.

        Raises `SessionError` if the session is not damaged or has no whole version before it.
        """
        real = real_path(path)
        previous = previous_of(real)
        if is_whole(real) or not is_whole(previous):
            raise SessionError(
                "there is nothing to put back",
                Place(path),
                "Only a damaged session with a whole version before it can be put back.",
            )
        with self._locked(real, "not put back"):
            _exchange(real, previous.read_bytes(), kept_as=conflict_name(real, self.now()))
        return OpenSession.to_read(real).session

    def resolve(self, path: Path, seen: Conflicted, choices: Mapping[Conflict, Side]) -> Session:
        """Put one session in the place of the two versions that stand in a file.

        The file as it was is kept as the version before. Raises `SessionLockedError`,
        `StorageError`, and `SessionError` if the choices do not go together or the file has been
        changed since it was read.

        Args:
            path: The session's file.
            seen: What stood in it when the choices were made.
            choices: A side for each of its conflicts.
        """
        from unstall.session.conflict import read_conflict

        real = real_path(path)
        with self._locked(real, "not saved"):
            if read_conflict(real).merged != seen.merged:
                raise SessionError(
                    "the file has been changed meanwhile", Place(path), "Look at it again."
                )
            session = seen.merged.chosen(choices)
            _exchange(real, encode(session), kept_as=previous_of(real))
        return session

    @contextlib.contextmanager
    def _locked(self, real: Path, outcome: str) -> Iterator[None]:
        """Hold a session's lock; what the disk refuses inside is put into words."""
        lock = SessionLock(real)
        try:
            lock.acquire(self.now())
            yield
        except OSError as refused:
            raise storage_error(refused, real, outcome) from None
        finally:
            lock.release()

    def _folder_for(self, session: Session) -> Path:
        """Choose the project's folder, or a free name for a new one."""
        by_folder = {
            project.folder.name: project for project in projects_in(self.folder, newest_only=True)
        }
        for name in folder_names(session.project):
            folder = self.folder / name
            project = by_folder.get(name)
            if project is None and (folder.is_dir() or not folder.exists()):
                return folder
            if project is not None and _belongs(session, project):
                return folder
        raise AssertionError("names of folders do not end")


def _exchange(real: Path, data: bytes, *, kept_as: Path) -> None:
    """Put other content in the place of a file's, in one step; its lock is held by the caller."""
    step = real.with_name(f".{real.name}.again")
    keep_as(real, kept_as)
    remove(step)
    write_new(step, data)
    sync(step)
    step.replace(real)
    sync(real.parent)


def _day_after(session: Session, beside: Path | None) -> date:
    """Choose the day by which a session is named; it is none before that of the one beside it."""
    named = day_and_number(beside) if beside else None
    return max(session.opened.date(), named[0]) if named else session.opened.date()


def _belongs(session: Session, project: Project) -> bool:
    other = project.newest_session
    if other is None:
        return True
    clients = {folded(client) for client in (session.client, other.client) if client}
    return folded(session.project) == folded(other.project) and len(clients) < 2  # noqa: PLR2004
