"""From what somebody calls a session to the session, its questionnaire and its triage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from unstall.commands.output import quoted
from unstall.errors import SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.report.dossier import Dossier, dossier_of
from unstall.session.agree import agreed
from unstall.session.ballot import refuse_ballot
from unstall.session.kept import questionnaire_for
from unstall.session.models import Session
from unstall.session.names import folded
from unstall.session.store import Entry, SessionStore
from unstall.triage.engine import Engine, Triage

MOST_NAMED = 5
"""How many projects are named when a beginning fits several."""


@dataclass(frozen=True)
class Found:
    """A session that was found, read only, with all that follows from it."""

    path: Path
    session: Session
    engine: Engine
    before: tuple[Found, ...] = ()
    """The sessions before it, the oldest first, where a document tells what came since."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that it was made with."""
        return self.engine.questionnaire

    @cached_property
    def triage(self) -> Triage:
        """What its answers amount to."""
        return self.engine.triage_session(self.session)

    def dossier(self, locale: str) -> Dossier:
        """Gather what sentences are written from, without a plan."""
        return dossier_of(self.engine, self.session, self.triage, None, locale)


def find(wanted: str, store: SessionStore) -> Found:
    """Find a session by path or project, read it and load its questionnaire.

    Raises `SessionError` and `QuestionnaireError`; also if the two do not agree.
    """
    path = find_session(store, wanted)
    session = store.open(path, write=False).session
    refuse_ballot(session, path)
    questionnaire = questionnaire_for(session, path, store.folder).questionnaire
    return Found(path, agreed(session, questionnaire, path), Engine(questionnaire))


def find_session(store: SessionStore, wanted: str) -> Path:
    """Find a session by path, by its project's name, or by how only one project's name begins.

    Raises `SessionError` with what was probably meant.
    """
    try:
        return store.find(wanted)
    except SessionError:
        begun = folded(wanted)
        alike = [one for one in store.newest_by_project() if begun and _name(one).startswith(begun)]
        if len(alike) == 1:
            return alike[0].path
        if len({_name(newest) for newest in alike}) > 1:
            names = ", ".join(newest.path.parent.name for newest in alike[:MOST_NAMED])
            more = ", …" if len(alike) > MOST_NAMED else ""
            raise SessionError(
                f"{quoted(wanted)} could be one of {len(alike)} projects",
                hint=f"Write more of it: {names}{more}.",
            ) from None
        raise


def _name(newest: Entry) -> str:
    return folded(newest.session.project if newest.session else newest.path.parent.name)
