"""Noticing, while a screen over all projects is in front, that files changed outside.

Another program, a colleague on a network share or a pull may change them. A thread looks at names,
sizes and times every two seconds and opens nothing; in a large folder it looks less often, so that
looking never takes more than a small share of the time. Nothing is looked at while anything lies
over the screen, be it a dialog, nor while the program is suspended.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerCancelled, get_current_worker

from unstall.tui.turns import Turns

if TYPE_CHECKING:
    from textual.timer import Timer

LOOK_SECONDS = 2.0
"""How long it is at least from one look to the next."""
SHARE = 0.01
"""The most of all time that each kind of look may take."""
LONGEST_SECONDS = 60.0
"""How long it is at most, however large the folder and slow the disk."""
LOOKING = "looking"
"""The group of the thread that looks."""


class Pace:
    """Says when to look again, and whether at every file or at the folders alone.

    Looking at folders is ten times quicker and finds what most programs do, which is to put a new
    file in the place of the old; looking at every file finds the rest.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with a thorough look.

        Args:
            clock: Seconds that only go forward.
        """
        self._clock = clock
        self._thorough_at = clock()

    @property
    def is_thorough(self) -> bool:
        """The next look is one at every file."""
        return self._clock() >= self._thorough_at

    def took(self, seconds: float, *, thorough: bool) -> float:
        """Take in how long a look took; gives the seconds from now to the next."""
        pause = min(max(seconds / SHARE, LOOK_SECONDS), LONGEST_SECONDS)
        if not thorough:
            return pause
        self._thorough_at = self._clock() + pause
        return LOOK_SECONDS


@dataclass
class Looked(Message):
    """The thread has looked at the folder once."""

    is_different: bool
    pause: float
    """Seconds to the next look."""


class Watching(Screen[None]):
    """The part of a screen over all projects that notices what changed outside."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pace = Pace()
        self._is_watching = False
        self._next_look: Timer | None = None

    def read_again(self) -> None:
        """Read what changed in the sessions folder, in a thread."""
        raise NotImplementedError

    def looks_different(self, *, thorough: bool, between: Callable[[], None]) -> bool:
        """Tell whether any project does not look as it did when it was read; see `known`."""
        raise NotImplementedError

    @property
    def is_reading(self) -> bool:
        """What changed is being read already."""
        raise NotImplementedError

    def watch_outside(self) -> None:
        """Look for changes from now on, while this screen is in front."""
        if not self._is_watching:
            self._is_watching = True
            self._look_in(LOOK_SECONDS)

    def on_screen_suspend(self) -> None:
        """Look no more while something lies over this screen."""
        self._look_in(None)
        self.workers.cancel_group(self, LOOKING)

    def on_screen_resume(self) -> None:
        """Go on looking."""
        if self._is_watching:
            self._look_in(LOOK_SECONDS)

    def look_outside(self) -> None:
        """Look now, in a thread."""
        self._look()

    @work(thread=True, exclusive=True, group=LOOKING)
    def _look(self) -> None:
        worker, thorough, begun = get_current_worker(), self.pace.is_thorough, monotonic()
        with suppress(WorkerCancelled):
            is_different = self.looks_different(thorough=thorough, between=Turns(worker))
            pause = self.pace.took(monotonic() - begun, thorough=thorough)
            self.post_message(Looked(is_different, pause))

    @on(Looked)
    def _take_in(self, message: Looked) -> None:
        if self.app.screen is not self:
            return
        if message.is_different and not self.is_reading:
            self.read_again()
        self._look_in(message.pause)

    def _look_in(self, seconds: float | None) -> None:
        if self._next_look:
            self._next_look.stop()
        self._next_look = None if seconds is None else self.set_timer(seconds, self._look)
