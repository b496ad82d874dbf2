"""One row that a voter can tap: a level, and after the reveal how many voted for it.

Draws its words and its digit by itself: with fifty voters on one machine, every widget less is felt
when all of them are shown the outcome at the same moment.
"""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from unstall.tui.text import plain

_CHOSEN: Final = "❯ "
_NOT_CHOSEN: Final = "  "
_INDENT: Final = 4
"""Cells before the words: a mark, the digit, and a space between."""


class LevelRow(Widget):
    """A level with its digit. Shows texts as they are, whatever they hold."""

    class Tapped(Message):
        """Somebody tapped a row."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._shown: tuple[object, ...] = ()
        self._digit = 0
        self._is_own = False
        self._label = self._bar = Content()

    def show(self, digit: int, label: str, *, is_own: bool, bar: str | None) -> None:
        """Show a level.

        Args:
            digit: That votes for it.
            label: In words.
            is_own: It is what the voter said.
            bar: How many voted for it; None before the reveal.
        """
        shown = (digit, label, is_own, bar)
        if self._shown != shown:
            self._shown, self._digit, self._is_own = shown, digit, is_own
            self._label = plain(label)
            self._bar = plain(bar or "", "" if is_own else "$secondary")
            self.set_class(is_own, "-own")
            self.set_class(bar is not None, "-revealed")
            self.refresh(layout=True)
        self.display = True

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Give the rows that the words need in a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Put the digit before the first line of words, and the others below that."""
        first, *others = self._lines(self.content_size.width)
        mark = _CHOSEN if self._is_own else _NOT_CHOSEN
        digit = Content(f"{mark}{self._digit} ").stylize("bold" if self._is_own else "bold $accent")
        indent = Content(" " * _INDENT)
        return Content("\n").join([digit + first, *(indent + line for line in others)])

    def _lines(self, width: int) -> list[Content]:
        room = max(1, width - _INDENT)
        lines = self._label.wrap(room) or [Content()]
        return lines + self._bar.wrap(room) if self._bar.plain else lines

    def on_click(self, event: Click) -> None:
        """Say that the row was tapped."""
        event.stop()
        self.post_message(self.Tapped(self._digit))
