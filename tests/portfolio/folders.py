"""A small sessions folder over a small questionnaire, and a clock that a test sets."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from unstall.portfolio.folder import TICK_NS
from unstall.portfolio.index import PortfolioIndex
from unstall.portfolio.models import PortfolioRow
from unstall.questionnaire.load import Loaded, load
from unstall.session.format import to_toml
from unstall.session.kept import keep_questionnaire
from unstall.session.models import Answer, QuestionnaireRef, Session
from unstall.standings import Standings

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TICK_SECONDS = 0.012
"""Longer than the ticks in which the file systems of our machines stamp files."""

NEEDED = {"still-needed": "cannot-do-without", "owner": "decides", "steps-repeatable": "by-hand"}
UNNEEDED = {
    "still-needed": "nobody-would-notice", "owner": "nobody", "steps-repeatable": "scripted",
}  # fmt: skip


@cache
def small() -> Loaded:
    """Load the questionnaire that authors begin with: three questions."""
    with as_file(files("unstall") / "skeleton.toml") as path:
        return load(path)


def made(
    project: str = "Alpha", answers: dict[str, str] = NEEDED, *, months: int = 4, **head: Any
) -> Session:
    """Make a session over the small questionnaire."""
    questionnaire = small().questionnaire
    return Session(
        **{
            "project": project,
            "client": "Acme Mutual",
            "depth": "full",
            "opened": NOW,
            "assessed": NOW.date(),
            "questionnaire": QuestionnaireRef(
                id=questionnaire.id, version=questionnaire.version, sha256=small().sha256
            ),
            "facts": {"months_stalled": months},
            "answers": {q: Answer(level=level, at=NOW) for q, level in answers.items()},
            **head,
        }
    )


@dataclass
class Shelf:
    """A sessions folder with an index and a clock."""

    folder: Path
    file: Path
    clock_ns: int = field(default_factory=time.time_ns)
    standings: Standings = field(default_factory=Standings)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        keep_questionnaire(self.folder, small())

    def put(self, session: Session, folder: str = "alpha", name: str = "2026-11-20.toml") -> Path:
        """Write a session's file as somebody else would: in its place, at once."""
        path = self.folder / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(to_toml(session))
        return path

    def index(self) -> PortfolioIndex:
        """Open the index as a program that has just started."""
        return PortfolioIndex(self.folder, self.file, self.standings, clock=lambda: self.clock_ns)

    def rows(self) -> dict[str, PortfolioRow]:
        """Read the rows by the index, by folder."""
        return by_folder(self.index())

    def fresh(self) -> dict[str, PortfolioRow]:
        """Read the rows without anything that was kept."""
        return by_folder(PortfolioIndex(self.folder, None, self.standings))

    def wait(self) -> None:
        """Let the clocks go on: ours, and that of the file system for as long as it matters."""
        time.sleep(TICK_SECONDS)
        self.clock_ns += 2 * TICK_NS

    def settle(self) -> None:
        """Read until nothing has to be read again."""
        for _ in range(2):
            self.wait()
            self.rows()
        self.wait()


def by_folder(index: PortfolioIndex) -> dict[str, PortfolioRow]:
    """Give an index's rows by their folders' names."""
    rows = {folder_of(row): row for row in index.rows()}
    index.close()
    return rows


def folder_of(row: PortfolioRow) -> str:
    """Give the name of a row's folder."""
    return row.path.name if row.path.is_dir() else row.path.parent.name


def with_months(path: Path, months: int) -> None:
    """Change one digit of a file, so that neither its size nor its moment of change differs."""
    status = path.stat()
    lines = [
        f"months_stalled = {months}" if line.startswith("months_stalled") else line
        for line in path.read_text().splitlines()
    ]
    path.write_text("\n".join(lines) + "\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def later(session: Session, days: int, **changes: Any) -> Session:
    """Give a session as one that was begun some days later."""
    opened = session.opened + timedelta(days=days)
    return session.model_copy(update={"opened": opened, "assessed": opened.date(), **changes})


def alpha(shelf: Shelf) -> Path:
    """Give the file of the project Alpha's session."""
    return shelf.folder / "alpha" / "2026-11-20.toml"
