"""What lies in a sessions folder: readable or damaged, without writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from unstall.errors import Place, SessionConflictError, SessionError
from unstall.session.files import conflicts_of, previous_of
from unstall.session.heads import is_ballot
from unstall.session.models import Session
from unstall.session.names import day_and_number, folded, is_session_name
from unstall.session.recovery import is_whole, load
from unstall.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Damage:
    """Why a session cannot be read, and what can be done."""

    error: SessionError
    previous: Path | None
    """The version before the one in the file, if it is whole; `SessionStore.put_back` uses it."""

    @property
    def reason(self) -> str:
        """What is wrong, with the line."""
        line = self.error.place.line
        return f"{self.error.message} (line {line})" if line else self.error.message

    @property
    def in_conflict(self) -> bool:
        """Two versions stand in the file, of which somebody has to choose; nothing is broken."""
        return isinstance(self.error, SessionConflictError)

    @property
    def way_back(self) -> str:
        """What to do, as a sentence or two."""
        if self.in_conflict:
            return self.error.hint or ""
        if self.previous:
            return f"Put back the version before it, which is whole: {self.previous}"
        return f"{self.error.hint or ''} Or take the file from a backup.".strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """One session file; it has either a session or a damage."""

    path: Path
    session: Session | None = None
    damage: Damage | None = None
    conflicts: tuple[Path, ...] = ()
    """What other programs wrote into the file while it was open, kept beside it."""


@dataclass(frozen=True, slots=True)
class Project:
    """One project's folder; it has at least one entry."""

    folder: Path
    entries: tuple[Entry, ...]
    """Newest first."""

    @property
    def newest(self) -> Entry:
        """The session that counts; it may be damaged."""
        return self.entries[0]

    @property
    def newest_session(self) -> Session | None:
        """The newest session that can be read."""
        return next((entry.session for entry in self.entries if entry.session), None)

    @property
    def name(self) -> str:
        """What the project is called; the folder's name if no session can be read."""
        return self._named.project or self.folder.name

    @property
    def client(self) -> str | None:
        """Whom it is for."""
        return self._named.client

    @property
    def _named(self) -> Session | SessionConflictError:
        """What says the project's name: a session, else one of which there are two versions."""
        in_conflict = (entry.damage.error for entry in self.entries if entry.damage)
        told = (error for error in in_conflict if isinstance(error, SessionConflictError))
        return self.newest_session or next(told, None) or SessionConflictError("")


def projects_in(sessions: Path, *, newest_only: bool = False) -> list[Project]:
    """List the projects of a sessions folder, newest session first.

    With `newest_only`, of each project only what is needed to know its newest session is read.
    """
    found = [
        project
        for folder in folders_in(sessions)
        if (project := read_project(folder, newest_only=newest_only))
    ]
    return sorted(found, key=lambda project: _order(project.newest.path), reverse=True)


def read_project(folder: Path, *, newest_only: bool = False) -> Project | None:
    """Read one project's folder; None if there is no session in it. See `projects_in`."""
    entries = tuple(_entries(folder, newest_only=newest_only))
    return Project(folder, entries) if entries else None


def in_order(entries: list[Entry]) -> list[Entry]:
    """Sort sessions, newest first, by the day in their names, else by when they were changed."""
    return sorted(entries, key=lambda entry: _order(entry.path), reverse=True)


def read_entry(path: Path, siblings: list[str]) -> Entry:
    """Read one session file; whatever is wrong with it becomes a damage."""
    conflicts = conflicts_of(path, siblings)
    try:
        return Entry(path, load(path, siblings).session, None, conflicts)
    except SessionError as refused:
        return Entry(path, None, damage_of(path, refused), conflicts)


def damage_of(path: Path, refused: SessionError) -> Damage:
    """Look for the way back from a session that was refused."""
    if isinstance(refused, SessionConflictError):
        return Damage(refused, None)
    previous = previous_of(path)
    return Damage(refused, previous if is_whole(previous) else None)


def find(sessions: Path, wanted: str) -> Path:
    """Find a session by its file's path, its project's name or its project folder's name.

    By name, the project's newest session is meant. What ends in `.toml` and is there is a path;
    everything else is a name first. Raises `SessionError` if there is none, or if more than one
    project has the name.
    """
    path = _existing(wanted)
    if path and path.is_file() and wanted.endswith(".toml"):
        return path
    projects = projects_in(sessions, newest_only=True)
    named = [project for project in projects if folded(project.name) == folded(wanted)]
    named = [project for project in projects if project.folder.name == wanted] or named
    if len(named) > 1:
        raise _ambiguous(wanted, named)
    if named:
        return named[0].newest.path
    if path and path.is_file():
        return path
    entries = tuple(_entries(path, newest_only=True)) if path else ()
    if any(entry.session for entry in entries):
        return entries[0].path
    names = [project.name for project in projects]
    hint = did_you_mean(wanted, names) or (
        "`unstall list` shows what there is." if names else f"There are no sessions in {sessions}."
    )
    raise SessionError(f"there is no session or project {wanted[:80]!r}", hint=hint)


def _ambiguous(wanted: str, named: list[Project]) -> SessionError:
    folders = ", ".join(
        f"{project.folder.name} ({project.client})" if project.client else project.folder.name
        for project in named
    )
    return SessionError(
        f"{len(named)} projects are called {wanted[:80]!r}",
        hint=f"Write the name of the folder instead: {folders}.",
    )


def _existing(wanted: str) -> Path | None:
    try:
        path = Path(wanted).expanduser()
        return path if path.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None


def folders_in(sessions: Path) -> list[Path]:
    """List the folders of projects by name, without looking into them."""
    try:
        return sorted(
            folder
            for folder in sessions.iterdir()
            if not folder.name.startswith(".") and folder.is_dir()
        )
    except OSError:
        return []


def session_files(folder: Path, siblings: Iterable[str]) -> list[Path]:
    """List the session files among the names in a project's folder, newest first."""
    files = [folder / name for name in siblings if is_session_name(name)]
    return sorted(files, key=_order, reverse=True)


def _entries(folder: Path, *, newest_only: bool) -> Iterator[Entry]:
    try:
        siblings = [sibling.name for sibling in folder.iterdir()]
    except OSError:
        refused = SessionError(
            "this folder cannot be read", Place(folder), "Check who may read it."
        )
        yield Entry(folder, None, Damage(refused, None))
        return
    for path in session_files(folder, siblings):
        entry = read_entry(path, siblings)
        if entry.session.ballot if entry.session else is_ballot(path):
            continue
        yield entry
        if newest_only and entry.session:
            return


def _order(path: Path) -> tuple[date, int, str]:
    found = day_and_number(path)
    if found is None:
        try:
            changed = path.stat().st_mtime
        except OSError:
            changed = 0.0
        found = (datetime.fromtimestamp(changed, UTC).date(), 0)
    return (*found, path.name)
