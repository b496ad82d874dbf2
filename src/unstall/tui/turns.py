"""Long work in a thread that never holds a key up.

The work is pure Python and shares one interpreter with the screens. It therefore lets go about once
in every thousandth of a second, or after the step at hand where that takes longer, and ends at the
next step once it is not needed any more.
"""

from __future__ import annotations

from time import perf_counter, sleep
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled

if TYPE_CHECKING:
    from textual.worker import Worker

AT_A_STRETCH = 0.0004
"""Seconds of work after which, at the next step, the screens get their turn."""
PAUSE = 0.0005
"""Seconds that they get; what they need beyond, they take by themselves."""


class Turns:
    """Takes turns with the screens; to be called between two steps of the work.

    Raises `WorkerCancelled` where the work is not needed any more.
    """

    def __init__(self, worker: Worker[None]) -> None:
        self._worker = worker
        self._since = perf_counter()

    def __call__(self) -> None:
        """Let the screens have their turn if it is due."""
        if self._worker.is_cancelled:
            raise WorkerCancelled
        if perf_counter() - self._since < AT_A_STRETCH:
            return
        sleep(PAUSE)
        self._since = perf_counter()
