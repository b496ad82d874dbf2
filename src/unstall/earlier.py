"""The sessions before one: each names the one that it repeats, and all lie in one folder.

Read only. Nothing here raises because of an earlier session: what cannot be read ends the way back,
and why is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unstall.errors import Place, SessionError, UnstallError
from unstall.session.agree import agreed
from unstall.session.ballot import refuse_ballot
from unstall.session.kept import questionnaire_for
from unstall.session.models import Session
from unstall.session.names import is_session_name
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine

MOST = 100
"""How many sessions are gone back: 25 years of quarters."""

EngineOf = Callable[[Session, Path], Engine]
"""Gives the engine of a session's questionnaire; raises `QuestionnaireError`."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A session before the one that is looked at."""

    path: Path
    session: Session
    engine: Engine
    """Of the very version of the questionnaire that it was made with."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """What came before a session."""

    sessions: tuple[Earlier, ...]
    """The oldest first; the last one is what the session itself repeats."""
    broken: UnstallError | None
    """Why it goes no further back although a session is named; None if nothing is missing."""

    @property
    def last(self) -> Earlier | None:
        """The session that the one looked at repeats; None if there is none to be had."""
        return self.sessions[-1] if self.sessions else None


def way_back(
    session: Session,
    path: Path,
    sessions: Path,
    *,
    engine_of: EngineOf | None = None,
    most: int = MOST,
) -> WayBack:
    """Read the sessions before one.

    Args:
        session: The session.
        path: Its file.
        sessions: The sessions folder, in which copies of questionnaires are looked for.
        engine_of: Gives engines that are at hand already; otherwise each version is loaded once.
        most: How many sessions are gone back at most.
    """
    engines = engine_of or _engines(sessions)
    store = SessionStore(sessions)
    found: list[Earlier] = []
    seen = {path.name}
    while session.previous is not None and len(found) < most:
        before = path.parent / session.previous
        try:
            _refuse_no_file_beside(session.previous, path)
            if before.name in seen:
                raise SessionError("it comes back to itself", Place(path, item="previous"))
            seen.add(before.name)
            session = store.open(before, write=False).session
            refuse_ballot(session, before)
            engine = engines(session, before)
            session = agreed(session, engine.questionnaire, before)
        except UnstallError as error:
            return WayBack(tuple(reversed(found)), error)
        found.append(Earlier(before, session, engine))
        path = before
    return WayBack(tuple(reversed(found)), None)


def _refuse_no_file_beside(name: str, path: Path) -> None:
    """Raise `SessionError` for a name that is no session's, or would lead out of the folder."""
    if Path(name).name != name or "\\" in name or not is_session_name(name):
        raise SessionError(
            f"{name[:80]!r} is no name of a session",
            Place(path, item="previous"),
            "Write the file name of a session in the same folder.",
        )


def _engines(sessions: Path) -> EngineOf:
    loaded: dict[str, Engine] = {}

    def engine_of(session: Session, path: Path) -> Engine:
        sha256 = session.questionnaire.sha256
        if sha256 not in loaded:
            loaded[sha256] = Engine(questionnaire_for(session, path, sessions).questionnaire)
        return loaded[sha256]

    return engine_of
