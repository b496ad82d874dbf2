"""The line over a screen that says that something is being tried out, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from unstall.tui.drawn import Line
from unstall.tui.widgets.lined import Lined

Write = Callable[[int], Line]
"""Writes the line for a number of cells."""


class TrialLine(Lined):
    """One line; a click on it does what its key does."""

    DEFAULT_CSS = """
    TrialLine { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._write: Write | None = None

    def show(self, write: Write) -> None:
        """Show what is tried out; it is written anew for every width."""
        self._write = write
        self.on_resize()

    def on_resize(self) -> None:
        """Write the line for the width there is."""
        width = self.content_size.width
        if width and self._write:
            self.draw([self._write(width)])

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        self.run_worker(self.screen.run_action("what_if"))
