"""Names of projects from the first lines of their newest sessions: a list that is there at once.

A session's head stands before its first table, so a name is known without reading, checking or even
understanding the rest. Nothing here is certain: a file may turn out to be damaged further down, and
a project whose newest file has no readable head goes by its folder's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli

from unstall.hidden import without_hidden
from unstall.session.names import day_and_number, is_session_name

MOST_BYTES = 4_000
"""How much of a file is looked at; a head has about 300 bytes."""

LONGEST_NAME = 120
"""Characters of a name that are kept."""

_BALLOT = re.compile(r"^[ \t]*\[[ \t]*ballot[ \t]*\]", re.MULTILINE)
_MOST_OF_A_BALLOT = 1_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a project's newest session say."""

    path: Path
    project: str
    client: str | None
    assessed: date | None


def heads_in(sessions: Path) -> list[Head]:
    """Read the head of every project's newest session, newest first."""
    try:
        folders = [f for f in sessions.iterdir() if not f.name.startswith(".") and f.is_dir()]
    except OSError:
        return []
    found = [newest for folder in folders if (newest := _newest(folder))]
    return [_head(path) for path in sorted(found, key=_order, reverse=True)]


def is_ballot(path: Path) -> bool:
    """Tell whether a file is a ballot, which may lie beside sessions and is none of them.

    Costs the first lines of a file, and only of a ballot the rest. A ballot that is no TOML any
    more is told from nothing else, so that no damaged session is ever taken for one.
    """
    if not _BALLOT.search(_beginning(path)):
        return False
    from unstall.errors import UnstallError
    from unstall.toml import read_text

    try:
        return "ballot" in tomli.loads(read_text(path, most_bytes=_MOST_OF_A_BALLOT))
    except (UnstallError, tomli.TOMLDecodeError, RecursionError, ValueError):
        return False


def _newest(folder: Path) -> Path | None:
    try:
        files = [file for file in folder.iterdir() if is_session_name(file.name)]
    except OSError:
        return None
    newest_first = sorted(files, key=_order, reverse=True)
    return next((file for file in newest_first if not is_ballot(file)), None)


def _order(path: Path) -> tuple[date, int, str]:
    return (*(day_and_number(path) or (date.min, 0)), str(path))


def _head(path: Path) -> Head:
    said = _first_lines(path)
    assessed = said.get("assessed")
    return Head(
        path=path,
        project=_name(said.get("project")) or path.parent.name,
        client=_name(said.get("client")),
        assessed=assessed if type(assessed) is date else None,
    )


def _beginning(path: Path) -> str:
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "ignore")
    except OSError:
        return ""


def _first_lines(path: Path) -> dict[str, Any]:
    head = _beginning(path).partition("\n[")[0]
    try:
        return tomli.loads(head)
    except (tomli.TOMLDecodeError, RecursionError, ValueError):
        return {}


def _name(said: object) -> str | None:
    if not isinstance(said, str):
        return None
    return " ".join(without_hidden(said).split())[:LONGEST_NAME] or None
