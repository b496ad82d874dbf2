"""What another version of a questionnaire would make of the sessions that were saved.

For every project the newest session with that questionnaire is read as a re-run would read it:
which answers stay, which are to be asked again, and what the verdict would be if everything else
were confirmed. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unstall.errors import UnstallError
from unstall.overview import Verdict, verdict_of
from unstall.questionnaire.load import Loaded
from unstall.questionnaire.versions import VersionMap, version_map
from unstall.session.agree import agreed
from unstall.session.kept import questionnaire_for
from unstall.session.listing import Project, folders_in, read_project
from unstall.session.mapped import Account, mapped
from unstall.session.models import QuestionnaireRef, Session
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine


@dataclass(frozen=True, slots=True)
class Effect:
    """What would become of one project's answers on a re-run."""

    path: Path
    """Its newest session that was made with this questionnaire."""
    session: Session
    older: int
    """How many older ones there are, which stay as they are like this one."""
    versions: VersionMap
    account: Account
    asked_anew: tuple[str, ...]
    """Questions at the session's depth that its version did not have, by id."""
    before: Verdict | None
    """As recorded if the session is closed; None while too little is known."""
    after: Verdict | None
    """Of the answers that are left, by the other version."""


@dataclass(frozen=True, slots=True)
class NoEffect:
    """A session of which it cannot be told, because it or its questionnaire cannot be read."""

    path: Path
    project: str
    reason: UnstallError


class VersionEffect:
    """Reads sessions under another version; each version in use is loaded once."""

    def __init__(self, new: Loaded, store: SessionStore) -> None:
        """Look from a version at a sessions folder."""
        self._store = store
        self._engine = Engine(new.questionnaire)
        self._ref = QuestionnaireRef(
            id=new.questionnaire.id, version=new.questionnaire.version, sha256=new.sha256
        )
        self._used: dict[str, tuple[Engine, VersionMap]] = {}

    def on_projects(self) -> Iterator[Effect | NoEffect]:
        """Tell it for every project that has sessions with this questionnaire, by folder.

        A newest session that cannot be read may have been made with it, and is told of too.
        """
        for folder in folders_in(self._store.folder):
            if project := read_project(folder):
                yield from self._on_project(project)

    @property
    def changes(self) -> tuple[VersionMap, ...]:
        """What changed since each version that a session was found to be made with."""
        return tuple(versions for _, versions in self._used.values())

    def _on_project(self, project: Project) -> Iterator[Effect | NoEffect]:
        if project.newest.damage:
            yield NoEffect(project.newest.path, project.name, project.newest.damage.error)
        whole = [
            (entry.path, entry.session)
            for entry in project.entries
            if entry.session and entry.session.questionnaire.id == self._ref.id
        ]
        if not whole:
            return
        path, session = whole[0]
        try:
            yield self._on_session(path, session, len(whole) - 1)
        except UnstallError as error:
            yield NoEffect(path, project.name, error)

    def _on_session(self, path: Path, session: Session, older: int) -> Effect:
        engine, versions = self._from(session, path)
        session = agreed(session, engine.questionnaire, path)
        found = mapped(session, versions, self._ref)
        triage = engine.triage_session(session)
        after = self._engine.triage_session(found.session)
        new = self._engine.questionnaire
        asked_anew = tuple(
            id_
            for id_ in versions.added
            if session.depth == "full" or new.question_by_id[id_].quick is not None
        )
        return Effect(
            path=path,
            session=session,
            older=older,
            versions=versions,
            account=found.account,
            asked_anew=asked_anew,
            before=verdict_of(engine.questionnaire, session, triage),
            after=verdict_of(new, found.session, after),
        )

    def _from(self, session: Session, path: Path) -> tuple[Engine, VersionMap]:
        sha256 = session.questionnaire.sha256
        if sha256 not in self._used:
            loaded = questionnaire_for(session, path, self._store.folder)
            versions = version_map(loaded.questionnaire, self._engine.questionnaire)
            self._used[sha256] = Engine(loaded.questionnaire), versions
        return self._used[sha256]
