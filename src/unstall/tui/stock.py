"""Taking stock of all projects in a thread: reading them, then weighing what nobody weighed yet.

Reading comes first, since it fills every row; how firmly verdicts stand may have to be measured and
comes after it, in the order in which somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import WorkerCancelled, get_current_worker

from unstall.overview import Damaged, Overview
from unstall.session.heads import Head
from unstall.session.names import day_and_number
from unstall.tui.known import Outside
from unstall.tui.turns import Turns

if TYPE_CHECKING:
    from unstall.tui.workspace import Workspace

BATCH_SECONDS = 0.15
"""How often what was read is shown while more is being read."""
BATCH_SECONDS_EACH = 0.001
"""How much less often for every project, so that showing takes a small part of the time."""


@dataclass
class RowsRead(Message):
    """The thread has read some projects, or all."""

    rows: Sequence[Overview | Damaged]
    is_all: bool
    outside: Outside = field(default_factory=Outside)
    """What changed without this program's doing; told with all rows."""


@dataclass
class StandingFound(Message):
    """The thread has weighed a verdict."""

    before: Overview
    """The row as it was told without it."""
    row: Overview


def take_stock(
    workspace: Workspace, tell: Callable[[Message], object], in_view: Callable[[], Sequence[str]]
) -> None:
    """Tell all rows, then how firmly their verdicts stand; meant for a thread worker.

    Args:
        workspace: The projects.
        tell: Takes the messages.
        in_view: Gives the paths of the sessions that can be seen, which are weighed first.
    """
    worker = get_current_worker()
    rows: list[Overview | Damaged] = []
    told = monotonic()
    for row in workspace.rows():
        if worker.is_cancelled:
            return
        rows.append(row)
        if monotonic() - told > max(BATCH_SECONDS, len(rows) * BATCH_SECONDS_EACH):
            tell(RowsRead(list(rows), is_all=False))
            told = monotonic()
    if worker.is_cancelled:
        return
    tell(RowsRead(rows, is_all=True, outside=workspace.news()))
    turns = Turns(worker)
    waiting = [row for row in rows if isinstance(row, Overview) and row.unweighed]
    with suppress(WorkerCancelled):
        for row in _in_view_first(waiting, in_view):
            tell(StandingFound(row, workspace.weigh(row, between=turns)))


def _in_view_first(
    rows: Sequence[Overview], in_view: Callable[[], Sequence[str]]
) -> Iterator[Overview]:
    """Go through rows; which one is next is decided when it is asked for."""
    waiting = {str(row.path): row for row in sorted(rows, key=newest_first)}
    while waiting:
        seen = (path for path in in_view() if path in waiting)
        yield waiting.pop(next(seen, next(iter(waiting))))


def newest_first(item: Head | Overview | Damaged) -> tuple[int, int, str]:
    """Order projects by when they were triaged; what is damaged comes last of its day."""
    named = day_and_number(item.path)
    day = None if isinstance(item, Damaged) else item.assessed
    at = day or (named[0] if named else date.min)
    return -at.toordinal(), isinstance(item, Damaged), item.project.casefold()
