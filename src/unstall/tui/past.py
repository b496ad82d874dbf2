"""The other sessions of a project, as they are wanted beside the one on the desk.

Read from files, so meant for a worker thread. What cannot be read is left out, and of the way back
from the session on the desk it is told why it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.earlier import Earlier, way_back
from unstall.errors import UnstallError
from unstall.session.agree import agreed
from unstall.session.listing import read_project
from unstall.session.models import Session

if TYPE_CHECKING:
    from unstall.tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Past:
    """The other sessions of a project."""

    others: tuple[Earlier, ...] = ()
    """Every other one that can be read, the oldest first."""
    before: tuple[Earlier, ...] = ()
    """Those that led to the session on the desk, the oldest first: each repeats the one before it.
    Where it names none, all that were begun before it."""
    broken: UnstallError | None = None
    """Why the way back ends although one more session is named; None if nothing is missing."""

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
    if session.previous is None:
        before = tuple(one for one in others if one.session.opened < session.opened)
    return Past(others, before, back.broken)


def _beside(path: Path, workspace: Workspace) -> Iterator[Earlier]:
    project = read_project(path.parent)
    for entry in project.entries if project else ():
        if entry.session is None or entry.path.name == path.name:
            continue
        with suppress(UnstallError):
            engine = workspace.engine(entry.session, entry.path)
            session = agreed(entry.session, engine.questionnaire, entry.path)
            yield Earlier(entry.path, session, engine)
