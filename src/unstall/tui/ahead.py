"""Looking ahead in the background, without ever holding a key up.

The work is pure Python and shares one interpreter with the screens. It therefore lets go after
every few thousandths of a second, and ends as soon as a newer answer has made it useless.
"""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, get_current_worker

from unstall.outlook import outlook_of
from unstall.tui.messages import LookedAhead

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker

    from unstall.triage.engine import Triage
    from unstall.tui.desk import Desk

AT_A_STRETCH = 0.002
"""Seconds of work after which the screens get their turn."""
PAUSE = 0.0005
"""Seconds that they get; what they need beyond, they take by themselves."""


class _Turns:
    """Takes turns with the screens, and ends the work that is not needed any more."""

    def __init__(self, worker: Worker[None]) -> None:
        self._worker = worker
        self._since = perf_counter()

    def __call__(self) -> None:
        if perf_counter() - self._since < AT_A_STRETCH:
            return
        if self._worker.is_cancelled:
            raise WorkerCancelled
        sleep(PAUSE)
        self._since = perf_counter()


def work_out(app: App[None], desk: Desk, triage: Triage) -> None:
    """Work out the outlook of a triage on a desk and post it; meant for a thread worker."""
    with suppress(WorkerCancelled):
        outlook = outlook_of(desk.engine, triage, between=_Turns(get_current_worker()))
        app.post_message(LookedAhead(desk, triage.reading, outlook))
