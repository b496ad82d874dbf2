"""The sessions of a folder in brief, as data and as a table; see `unstall.project_rows`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from unstall.commands.columns import cut, table
from unstall.overview import STANDING_WORDS, Damaged, Overview
from unstall.project_rows import ProjectRows
from unstall.session.store import SessionStore
from unstall.standings import Standings

WIDEST_NAME = 32
"""Columns of a project's or client's name."""

Row = Overview | Damaged


def rows(store: SessionStore, standings: Standings, *, every: bool) -> list[Row]:
    """Sum up each project's newest session, or every session; damaged ones are always listed.

    How firmly a verdict stands is measured where it was not measured before.
    """
    projects = ProjectRows(store.folder, standings)
    return [
        projects.weighed(row) if isinstance(row, Overview) else row
        for project in store.projects()
        for row in projects.of(project, every=every)
    ]


def rows_in_words(shown: Sequence[Row]) -> Iterator[str]:
    """Lay the rows out as a table."""
    headings = ("PROJECT", "CLIENT", "TRIAGED", "DEPTH", "VERDICT")
    return table(headings, [_cells(row) for row in shown])


def as_data(row: Row) -> dict[str, Any]:
    """Give a row as data."""
    found = row if isinstance(row, Overview) else None
    damaged = row if isinstance(row, Damaged) else None
    return {
        "project": row.project,
        "client": row.client,
        "path": str(row.path),
        "state": _state(row),
        "depth": row.depth,
        "assessed": row.assessed.isoformat() if row.assessed else None,
        "strategy": found.verdict.strategy if found and found.verdict else None,
        "standing": found.standing if found else None,
        "sections": [
            {"id": s.id, "low": s.low, "high": s.high, "known": s.known}
            for s in (found.sections if found else ())
        ],
        "trend": found.trend if found else None,
        "due": found.due.isoformat() if found and found.due else None,
        "sessions": found.sessions if found else None,
        "problem": damaged.reason if damaged else None,
        "way_back": damaged.way_back if damaged else None,
        "conflicts": [str(conflict) for conflict in row.conflicts],
    }


def _state(row: Row) -> str:
    if isinstance(row, Damaged):
        return "damaged"
    return "closed" if row.closed else "open"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        cut(row.project, WIDEST_NAME),
        cut(row.client or "-", WIDEST_NAME),
        str(row.assessed or "-"),
        row.depth or "-",
        _verdict(row),
    )


def _verdict(row: Row) -> str:
    if isinstance(row, Damaged):
        return f"{'two versions' if row.in_conflict else 'damaged'}: {row.reason}"
    said = "too little known"
    if row.verdict:
        parts = (row.verdict.in_words, STANDING_WORDS[row.standing] if row.standing else "")
        said = " · ".join(part for part in parts if part)
    closed = ", closed" if row.closed else ""
    conflict = ", changed elsewhere too" if row.conflicts else ""
    return f"{said}{closed}{conflict}"
