"""The other sessions of a project, as they are wanted beside the one on the desk.

Read from files, so meant for a worker thread. What cannot be read is left out, and of the way back
from the session on the desk it is told why it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.compare.side import Side
from unstall.comparing import unweighed
from unstall.earlier import Earlier, way_back
from unstall.errors import UnstallError
from unstall.session.agree import agreed
from unstall.session.listing import read_project
from unstall.session.models import Session
from unstall.standings import Standings

if TYPE_CHECKING:
    from unstall.tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Past:
    """The other sessions of a project."""

    others: tuple[Earlier, ...] = ()
    """Every other one that can be read, the oldest first."""
    before: tuple[Earlier, ...] = ()
    """Those that led to the session on the desk, the oldest first: each repeats the one before it.
    Where it names none, or none that can be read, all that were begun before it."""
    broken: UnstallError | None = None
    """Why the way back ends although one more session is named; None if nothing is missing."""
    is_named: bool = True
    """The last of those before is the one that the session on the desk says it repeats."""

    @property
    def last(self) -> Earlier | None:
        """The session that the one on the desk repeats, or the one before it."""
        return self.before[-1] if self.before else None

    def find(self, name: str) -> Earlier | None:
        """Find another session by its file's name."""
        return next((one for one in self.others if one.path.name == name), None)


def past_of(session: Session, path: Path | None, workspace: Workspace) -> Past:
    """Read the other sessions of a project.

    Args:
        session: The one on the desk.
        path: Its file; without one it has no past.
        workspace: Where engines that are at hand are had from.
    """
    if path is None:
        return Past()
    back = way_back(session, path, workspace.folder, engine_of=workspace.engine)
    on_the_way = {one.path.name: one for one in back.sessions}
    found = {**{one.path.name: one for one in _beside(path, workspace)}, **on_the_way}
    others = tuple(sorted(found.values(), key=lambda one: one.session.opened))
    before = back.sessions
    if not before:
        before = tuple(one for one in others if one.session.opened < session.opened)
    return Past(others, before, back.broken, is_named=bool(back.sessions))


def sides_before(session: Session, path: Path | None, workspace: Workspace) -> tuple[Side, ...]:
    """Gather the sessions that one repeats, the oldest first; the last one with its plan.

    They are what a report tells from under "Since last time".
    """
    if path is None or session.previous is None:
        return ()
    back = way_back(session, path, workspace.folder, engine_of=workspace.engine)
    if not back.sessions:
        return ()
    *older, last = back.sessions
    standings = workspace.standings
    return (
        *(gathered(one, standings, planned=False) for one in older),
        gathered(last, standings, planned=True),
    )


def gathered(
    one: Earlier,
    standings: Standings,
    *,
    planned: bool,
    between: Callable[[], None] | None = None,
) -> Side:
    """Gather an earlier session as one side of a comparison.

    Args:
        one: The session.
        standings: What was measured before, and where what is measured goes.
        planned: With its plan, which takes about as long as measuring.
        between: Called after every draw; may end the work by raising.
    """
    side = unweighed(one.engine, one.session, planned=planned)
    if one.session.result:
        return side
    sha256 = one.session.questionnaire.sha256
    found = standings.weigh(one.engine, side.triage, sha256, between=between)
    return replace(side, standing=found.word)


def _beside(path: Path, workspace: Workspace) -> Iterator[Earlier]:
    project = read_project(path.parent)
    for entry in project.entries if project else ():
        if entry.session is None or entry.path.name == path.name:
            continue
        with suppress(UnstallError):
            engine = workspace.engine(entry.session, entry.path)
            session = agreed(entry.session, engine.questionnaire, entry.path)
            yield Earlier(entry.path, session, engine)
