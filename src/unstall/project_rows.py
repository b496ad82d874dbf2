"""From a sessions folder to a row per project: the one account behind Home and `unstall list`.

Engines are built once per questionnaire version and shared by all sessions that use it. A session
that cannot be read, or does not agree with its questionnaire, is a row of its own and hides no
other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from unstall.errors import UnstallError
from unstall.overview import Damaged, Overview, overview, weighed

if TYPE_CHECKING:
    from unstall.session.listing import Entry, Project
    from unstall.session.models import Session
    from unstall.standings import Standings
    from unstall.triage.engine import Engine


class ProjectRows:
    """Sums up the projects of one sessions folder. May be used from any thread."""

    def __init__(self, sessions: Path, standings: Standings) -> None:
        """Look at a sessions folder.

        Args:
            sessions: The folder, in which copies of questionnaires are looked for.
            standings: What was measured before, and where what is measured goes.
        """
        self._sessions = sessions
        self._standings = standings
        self._engines: dict[str, Engine] = {}
        self._lock = Lock()

    def of(self, project: Project, *, every: bool = False) -> Iterator[Overview | Damaged]:
        """Sum up a project's newest session, or every one; what is damaged always has a row."""
        found = False
        for entry in project.entries:
            if entry.session is None:
                yield unreadable(entry, project.name, project.client)
            elif every or not found:
                row = self._row(project, entry, entry.session)
                found = found or isinstance(row, Overview)
                yield row

    def weighed(self, row: Overview, *, between: Callable[[], None] | None = None) -> Overview:
        """Give a row with how firmly its verdict stands; see `overview.weighed`."""
        return weighed(row, self._standings, between=between)

    def engine(self, session: Session, path: Path) -> Engine:
        """Give the engine of a session's questionnaire; raises `QuestionnaireError`."""
        from unstall.session.kept import questionnaire_for
        from unstall.triage.engine import Engine

        sha256 = session.questionnaire.sha256
        with self._lock:
            if sha256 not in self._engines:
                loaded = questionnaire_for(session, path, self._sessions)
                self._engines[sha256] = Engine(loaded.questionnaire)
            return self._engines[sha256]

    def _row(self, project: Project, entry: Entry, session: Session) -> Overview | Damaged:
        try:
            found, engine = self._agreeing(entry.path, session)
            return overview(
                entry.path,
                found,
                engine,
                self._standings,
                before=self._before(project, entry, session),
                sessions=len(project.entries),
                conflicts=entry.conflicts,
            )
        except UnstallError as error:
            return not_agreeing(entry, session, error)

    def _before(
        self, project: Project, entry: Entry, session: Session
    ) -> tuple[Session, Engine] | None:
        """Find the session that one repeats, else the one before it, with its engine."""
        older = project.entries[project.entries.index(entry) + 1 :]
        named = [other for other in older if other.path.name == session.previous]
        for other in named or older:
            if other.session is None:
                continue
            with suppress(UnstallError):
                return self._agreeing(other.path, other.session)
        return None

    def _agreeing(self, path: Path, session: Session) -> tuple[Session, Engine]:
        """Give a session in its normal form with its engine; raises `UnstallError`."""
        from unstall.session.agree import agreed

        engine = self.engine(session, path)
        return agreed(session, engine.questionnaire, path), engine


def unreadable(entry: Entry, project: str, client: str | None) -> Damaged:
    """Say of a session that it cannot be read; its project's name and client are from others."""
    damage = entry.damage
    return Damaged(
        path=entry.path,
        project=project,
        reason=damage.reason if damage else "it cannot be read",
        way_back=damage.way_back if damage else "Take the file from a backup.",
        can_be_put_back=bool(damage and damage.previous),
        client=client,
        in_conflict=bool(damage and damage.in_conflict),
        conflicts=entry.conflicts,
    )


def not_agreeing(entry: Entry, session: Session, error: UnstallError) -> Damaged:
    """Say of a session that it does not agree with its questionnaire, or has none."""
    line = f" (line {error.place.line})" if error.place.line else ""
    return Damaged(
        path=entry.path,
        project=session.project,
        reason=f"{error.message}{line}",
        way_back=error.hint or "Put the file right, or take it from a backup.",
        can_be_put_back=False,
        client=session.client,
        assessed=session.assessed,
        depth=session.depth,
        conflicts=entry.conflicts,
    )
