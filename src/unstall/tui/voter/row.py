"""One row that a voter can tap: a level, and after the reveal how many voted for it."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from unstall.tui.text import plain

_CHOSEN: Final = "❯ "
_NOT_CHOSEN: Final = "  "


class LevelRow(Horizontal):
    """A level with its digit. Shows texts as they are, whatever they hold."""

    class Tapped(Message):
        """Somebody tapped a row."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def __init__(self) -> None:
        super().__init__()
        self.digit = 0
        self._digit = Static(classes="digit")
        self._label = Static(classes="label")
        self._bar = Static(classes="bar")

    def compose(self) -> ComposeResult:
        """Put the digit before the words."""
        yield self._digit
        with Vertical():
            yield self._label
            yield self._bar

    def show(self, digit: int, label: str, *, is_own: bool, bar: str | None) -> None:
        """Show a level.

        Args:
            digit: That votes for it.
            label: In words.
            is_own: It is what the voter said.
            bar: How many voted for it; None before the reveal.
        """
        self.digit = digit
        self._digit.update(Content(f"{_CHOSEN if is_own else _NOT_CHOSEN}{digit}"))
        self._label.update(plain(label))
        self._bar.update(plain(bar or ""))
        self._bar.display = bar is not None
        self.set_class(is_own, "-own")
        self.set_class(bar is not None, "-revealed")

    def on_click(self, event: Click) -> None:
        """Say that the row was tapped."""
        event.stop()
        self.post_message(self.Tapped(self.digit))
