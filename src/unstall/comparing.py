"""From sessions to the sides of a comparison: the one place where comparing is given real plans,
real draws and the files before one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.compare.side import Side
from unstall.earlier import Earlier, EngineOf, way_back
from unstall.errors import Place, SessionError, UnstallError
from unstall.planning import plan_of
from unstall.session.listing import read_project
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage

if TYPE_CHECKING:
    from unstall.plan.models import Plan
    from unstall.standings import Standings
    from unstall.triage.standing import StandingWord


def side_of(engine: Engine, session: Session, *, standings: Standings | None = None) -> Side:
    """Gather one side of a comparison: a session as it was, by its own version.

    How firmly its verdict stands is as recorded where it is closed, otherwise measured, which takes
    about a tenth of a second. A plan that would go beyond the last day of the calendar is left out.

    Args:
        engine: The engine of the very version that the session was made with.
        session: The session, in agreement with that version.
        standings: What was measured before; None measures.
    """
    triage = engine.triage_session(session)
    plan = _plan(engine, session, triage)
    return Side(session, engine, triage, plan, _standing(engine, session, triage, standings))


def unweighed(engine: Engine, session: Session, *, planned: bool = True) -> Side:
    """Gather a side without measuring how firmly its verdict stands, which takes longest.

    Args:
        engine: The engine of the very version that the session was made with.
        session: The session, in agreement with that version.
        planned: With its plan.
    """
    triage = engine.triage_session(session)
    recorded = session.result.standing if session.result else None
    plan = _plan(engine, session, triage) if planned else None
    return Side(session, engine, triage, plan, recorded)


def _plan(engine: Engine, session: Session, triage: Triage) -> Plan | None:
    with suppress(UnstallError):
        return plan_of(engine, session, triage)
    return None


def _standing(
    engine: Engine, session: Session, triage: Triage, standings: Standings | None
) -> StandingWord:
    if session.result:
        return session.result.standing
    if triage.decision.strategy is None:
        return "open"
    if standings:
        return standings.weigh(engine, triage, session.questionnaire.sha256).word
    from unstall.outlook import standing_alone

    return standing_alone(engine, triage).word


@dataclass(frozen=True, slots=True)
class Before:
    """The session that another one is compared with."""

    earlier: Earlier
    is_named: bool
    """It is the one that the other says it repeats; otherwise the latest before it."""
    broken: UnstallError | None = None
    """Why the one that is named cannot be had."""


def session_before(
    session: Session, path: Path, sessions: Path, *, engine_of: EngineOf | None = None
) -> Before:
    """Find what a session is to be compared with: what it repeats, else the latest before it.

    Raises `SessionError` if there is no earlier session that can be read.

    Args:
        session: The session.
        path: Its file.
        sessions: The sessions folder, in which copies of questionnaires are looked for.
        engine_of: Gives engines that are at hand already; see `way_back`.
    """
    back = way_back(session, path, sessions, engine_of=engine_of, most=1)
    if back.last:
        return Before(back.last, is_named=True)
    for older in _older(path):
        # Read as what a session repeats is read, so that what is damaged is passed over.
        named = session.model_copy(update={"previous": older.name})
        found = way_back(named, path, sessions, engine_of=engine_of, most=1).last
        if found:
            return Before(found, is_named=False, broken=back.broken)
    if back.broken:
        raise back.broken
    raise SessionError(
        "there is no session before this one to compare it with",
        Place(path),
        "Begin the next one when it is time: unstall rerun.",
    )


def _older(path: Path) -> list[Path]:
    """List the sessions of the same project before one, the latest first."""
    project = read_project(path.resolve().parent)
    found = [entry.path for entry in project.entries] if project else []
    names = [other.name for other in found]
    return found[names.index(path.name) + 1 :] if path.name in names else []
