"""A portfolio for other people's eyes: no client's and no project's name, and no place of a file.

What else stands in it are the questionnaire's own words, figures and days: no row holds a note, or
a person's name. Who is whom can be told from the full page alone, since projects and clients are
numbered in the order in which they stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from unstall.overview import Damaged
from unstall.portfolio.models import PortfolioRow
from unstall.session.names import folded

NOWHERE = Path()
"""Stands where the place of a file is withheld."""


def withheld(rows: Iterable[PortfolioRow]) -> tuple[PortfolioRow, ...]:
    """Give rows with *Project 1* and *Client 1* for names, keeping their order."""
    clients: dict[str, str] = {}
    found = []
    for number, row in enumerate(rows, start=1):
        project, client = f"Project {number}", row.client
        if client is not None:
            client = clients.setdefault(folded(client), f"Client {len(clients) + 1}")
        damage = row.damage and _damage(row.damage, project, client)
        found.append(
            replace(row, path=NOWHERE, project=project, client=client, conflicts=(), damage=damage)
        )
    return tuple(found)


def _damage(damage: Damaged, project: str, client: str | None) -> Damaged:
    # What is wrong with a file is told with words from it.
    return replace(
        damage,
        path=NOWHERE,
        project=project,
        client=client,
        reason="its file does not hold a whole session",
        way_back="",
        conflicts=(),
    )
