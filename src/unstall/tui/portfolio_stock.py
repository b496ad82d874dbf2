"""All projects for the portfolio's page: read in a thread, filled in, and put together.

Rows come from the index, those that need no reading first, so the screen has something to show at
once however large the folder is. What takes long to work out of a project, how firmly its verdict
stands and the days of its plan, comes after that, what is in view first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import WorkerCancelled, get_current_worker

from unstall.portfolio.common import portfolio_of
from unstall.portfolio.index import PortfolioIndex
from unstall.portfolio.models import Portfolio, PortfolioRow
from unstall.tui.known import KnownProjects, Outside
from unstall.tui.turns import Turns

if TYPE_CHECKING:
    from unstall.standings import Standings

BATCH_SECONDS = 0.15
"""How often what was read is shown while more is being read."""
BATCH_SECONDS_EACH = 0.001
"""How much less often for every project, so that showing takes a small part of the time."""
FILL_SECONDS = 1.0
"""How often what was filled in is shown, at most."""


@dataclass
class ProjectsRead(Message):
    """The thread has read some projects, or all."""

    portfolio: Portfolio
    done: int
    of: int
    """Projects that there are."""
    outside: Outside = field(default_factory=Outside)
    """What changed without this program's doing; told with all rows."""

    @property
    def is_all(self) -> bool:
        """Nothing is left to be read."""
        return self.done >= self.of


@dataclass
class ProjectsFilled(Message):
    """The thread has filled in what was missing in some rows."""

    portfolio: Portfolio
    left: int
    """Rows in which something is still missing."""


class PortfolioStock:
    """The projects of one sessions folder, as the portfolio knows them."""

    def __init__(self, folder: Path, file: Path | None, standings: Standings) -> None:
        """Look after a sessions folder.

        Args:
            folder: The sessions folder.
            file: Where the index is kept; None keeps it in memory.
            standings: What was measured of verdicts.
        """
        self.known = KnownProjects(folder)
        self._index = PortfolioIndex(folder, file, standings)
        self._lock = Lock()

    def take_stock(
        self,
        today: date,
        tell: Callable[[Message], object],
        in_view: Callable[[], Sequence[str]],
    ) -> None:
        """Tell all rows, then what was missing in them; meant for a thread worker.

        Args:
            today: The day that decides what is overdue.
            tell: Takes the messages.
            in_view: Gives the paths of the sessions that can be seen, which are filled in first.
        """
        worker = get_current_worker()
        # One thread at a time: the one before ends at its next step.
        with self._lock, suppress(WorkerCancelled):
            turns = Turns(worker)
            rows = self._read(today, tell, turns)
            self._fill(rows, today, tell, in_view, turns)

    def _read(
        self, today: date, tell: Callable[[Message], object], turns: Turns
    ) -> dict[Path, PortfolioRow]:
        looks = self.known.looks()
        told = monotonic()
        rows: dict[Path, PortfolioRow] = {}
        at = [0, 0]

        def progress(done: int, of: int) -> None:
            at[:] = done, of

        for row in self._index.rows(progress):
            turns()
            rows[row.path] = row
            if monotonic() - told > max(BATCH_SECONDS, len(rows) * BATCH_SECONDS_EACH):
                # The last one is told with everything that hangs on it.
                tell(ProjectsRead(_only_rows(rows), min(at[0], at[1] - 1), at[1]))
                told = monotonic()
        self.known.take(looks, rows.values())
        tell(ProjectsRead(portfolio_of(rows.values(), today), at[1], at[1], self.known.news()))
        return rows

    def _fill(
        self,
        rows: dict[Path, PortfolioRow],
        today: date,
        tell: Callable[[Message], object],
        in_view: Callable[[], Sequence[str]],
        turns: Turns,
    ) -> None:
        told = monotonic()
        left = sum(not row.is_filled for row in rows.values())
        for row in _in_view_first([row for row in rows.values() if not row.is_filled], in_view):
            full = self._index.filled(row, between=turns)
            left -= 1
            if full is None:
                # It was taken away in the meantime, which the next look tells.
                continue
            rows[row.path] = full
            if monotonic() - told > max(FILL_SECONDS, len(rows) * BATCH_SECONDS_EACH) or not left:
                tell(ProjectsFilled(portfolio_of(rows.values(), today), left))
                told = monotonic()


def _only_rows(rows: dict[Path, PortfolioRow]) -> Portfolio:
    return Portfolio(rows=tuple(rows.values()), first=(), causes=(), actions=())


def _in_view_first(
    rows: Sequence[PortfolioRow], in_view: Callable[[], Sequence[str]]
) -> Iterator[PortfolioRow]:
    """Go through rows; which one is next is decided when it is asked for."""
    waiting = {str(row.path): row for row in rows}
    while waiting:
        seen = (path for path in in_view() if path in waiting)
        yield waiting.pop(next(seen, next(iter(waiting))))
