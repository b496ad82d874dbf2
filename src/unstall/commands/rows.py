"""The sessions of a folder in brief; one that is damaged is a row of its own and no obstacle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from unstall.commands.columns import cut, table
from unstall.commands.find import agreeing_engine
from unstall.errors import UnstallError
from unstall.overview import STANDING_WORDS, Overview, overview
from unstall.session.listing import Entry, Project
from unstall.session.models import Session
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine

WIDEST_NAME = 32
"""Columns of a project's or client's name."""


@dataclass(frozen=True)
class Row:
    """One session in the list: summed up, or with what is wrong."""

    entry: Entry
    project: str
    overview: Overview | None
    problem: str | None
    way_back: str | None

    @property
    def state(self) -> str:
        """Whether it is `open`, `closed` or `damaged`."""
        if self.overview is None:
            return "damaged"
        return "closed" if self.overview.closed else "open"

    def as_data(self) -> dict[str, Any]:
        """Give the row as data."""
        found, session = self.overview, self.entry.session
        return {
            "project": self.project,
            "client": session.client if session else None,
            "path": str(self.entry.path),
            "state": self.state,
            "depth": session.depth if session else None,
            "assessed": session.assessed.isoformat() if session else None,
            "strategy": found.verdict.strategy if found and found.verdict else None,
            "standing": found.standing if found else None,
            "sections": [
                {"id": s.id, "low": s.low, "high": s.high, "known": s.known}
                for s in (found.sections if found else ())
            ],
            "trend": found.trend if found else None,
            "due": found.due.isoformat() if found and found.due else None,
            "sessions": found.sessions if found else None,
            "problem": self.problem,
            "way_back": self.way_back,
            "conflicts": [str(conflict) for conflict in self.entry.conflicts],
        }

    def cells(self) -> tuple[str, ...]:
        """Give the row as texts for a table."""
        session = self.entry.session
        return (
            cut(self.project, WIDEST_NAME),
            cut((session.client if session else None) or "-", WIDEST_NAME),
            str(session.assessed) if session else "-",
            session.depth if session else "-",
            self._verdict(),
        )

    def _verdict(self) -> str:
        if self.overview is None:
            return f"damaged: {self.problem}"
        verdict = self.overview.verdict
        said = (
            f"{verdict.in_words} · {STANDING_WORDS[self.overview.standing]}"
            if verdict
            else "too little known"
        )
        closed = ", closed" if self.overview.closed else ""
        conflict = ", changed elsewhere too" if self.entry.conflicts else ""
        return f"{said}{closed}{conflict}"


def rows(store: SessionStore, *, every: bool) -> list[Row]:
    """Sum up each project's newest session, or every session; damaged ones are always listed."""
    engines: dict[str, Engine] = {}
    return [
        _row(store, project, entry, engines)
        for project in store.projects()
        for entry in _shown(project, every=every)
    ]


def rows_in_words(shown: Sequence[Row]) -> Iterator[str]:
    """Lay the rows out as a table."""
    headings = ("PROJECT", "CLIENT", "TRIAGED", "DEPTH", "VERDICT")
    return table(headings, [row.cells() for row in shown])


def _shown(project: Project, *, every: bool) -> Iterator[Entry]:
    newest = next((entry for entry in project.entries if entry.session), None)
    return (entry for entry in project.entries if every or entry is newest or not entry.session)


def _row(store: SessionStore, project: Project, entry: Entry, engines: dict[str, Engine]) -> Row:
    if entry.session is None:
        damage = entry.damage
        reason = damage.reason if damage else "it cannot be read"
        return Row(entry, project.name, None, reason, damage.way_back if damage else None)
    try:
        found = overview(
            entry.path,
            entry.session,
            agreeing_engine(store, entry.path, entry.session, engines),
            before=_before(store, project, entry, entry.session, engines),
            sessions=len(project.entries),
        )
    except UnstallError as error:
        return Row(entry, project.name, None, error.message, error.hint)
    return Row(entry, project.name, found, None, None)


def _before(
    store: SessionStore,
    project: Project,
    entry: Entry,
    session: Session,
    engines: dict[str, Engine],
) -> tuple[Session, Engine] | None:
    """Find the session that one repeats, else the one before it, if it can be read."""
    older = project.entries[project.entries.index(entry) + 1 :]
    named = [other for other in older if other.path.name == session.previous]
    for other in named or older:
        if other.session is not None:
            try:
                engine = agreeing_engine(store, other.path, other.session, engines)
            except UnstallError:
                continue
            return other.session, engine
    return None
