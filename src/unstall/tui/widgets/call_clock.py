"""How long the call has lasted.

The time changes every second, so it has a widget of its own and nothing else is painted again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from unstall.tui.drawn import Line
from unstall.tui.widgets.lined import Lined


def elapsed_in_figures(elapsed: timedelta) -> str:
    """Write minutes and seconds, with hours once there are any: "06:41", "1:02:03".

    A clock that was set back shows nought.
    """
    seconds = max(int(elapsed.total_seconds()), 0)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute:02}:{second:02}"


class CallClock(Lined):
    """Shows how long something has lasted, every second anew."""

    DEFAULT_CSS = """
    CallClock { width: 8; height: 1; }
    CallClock.-hours { width: 10; }
    """

    def __init__(self, elapsed: Callable[[], timedelta]) -> None:
        super().__init__()
        self._elapsed = elapsed

    def on_mount(self) -> None:
        """Begin to look at the clock."""
        self.set_interval(1.0, self.on_resize)

    def on_resize(self) -> None:
        """Write the time at the right end of the line."""
        figures = elapsed_in_figures(self._elapsed())
        self.set_class(len(figures) > len("59:59"), "-hours")
        if self.content_size.width:
            self.draw([Line(((" · ", "dim"), (figures, "plain")))])
