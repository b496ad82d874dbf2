"""The questions of the call: as a list beside the card, or as one line of marks above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from unstall.tui.drawn import Line, longest_that_fits
from unstall.tui.text import plain
from unstall.tui.widgets.lined import Lined

Draw = Callable[[int], list[Line]]
"""Gives the lines for a width."""


class QuestionList(Lined):
    """Shows the questions and keeps the one at hand in sight. Clicked lines mean question ids."""

    DEFAULT_CSS = """
    QuestionList {
        border: round $border;
        border-title-color: $text-muted;
        border-subtitle-color: $text-muted;
        padding: 0 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw: Draw | None = None
        self._named: Sequence[str] = ()
        self._titles: tuple[str, str] = ("", "")

    def show(self, draw: Draw, titles: Sequence[str]) -> None:
        """Show other lines; the one that is lit stays in sight.

        Args:
            draw: Gives them.
            titles: What the list is called, the longest form first.
        """
        self._draw = draw
        self._named = titles
        self._lay_out(self.top)
        self._label()

    def on_resize(self) -> None:
        """Lay out anew for the other size."""
        self._lay_out(self.top)
        self._label()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down without moving the cursor."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up without moving the cursor."""
        event.stop()
        self._scroll(-3)

    def _scroll(self, step: int) -> None:
        most = max(len(self.lines) - self.content_size.height, 0)
        self.draw(self.lines, min(max(self.top + step, 0), most))
        self._label()

    def _lay_out(self, top: int) -> None:
        width, height = self.content_size
        if self._draw is None or not width or not height:
            return
        lines = self._draw(width)
        lit = next((place for place, line in enumerate(lines) if line.lit), 0)
        # One line more on either side, so that a section's heading and the next question show.
        margin = min(1, (height - 1) // 2)
        top = min(top, max(lit - margin, 0))
        top = max(top, lit + margin - height + 1)
        self.draw(lines, min(max(top, 0), max(len(lines) - height, 0)))

    def _label(self) -> None:
        width, height = self.content_size
        title = longest_that_fits(self._named, max(width - 2, 0))
        below = len(self.lines) - self.top - height
        hint = " ".join(
            part
            for part in (
                f"↑ {self.top}" if self.top else "",
                f"↓ {below}" if below > 0 and height else "",
            )
            if part
        )
        if title != self._titles[0]:
            self.border_title = plain(title) if title else None
        if hint != self._titles[1]:
            self.border_subtitle = plain(hint) if hint else None
        self._titles = (title, hint)


class ProgressLine(Lined):
    """One mark per question on a single line, where there is no room for the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw: Draw | None = None

    def show(self, draw: Draw) -> None:
        """Show other marks."""
        self._draw = draw
        self.on_resize()

    def on_resize(self) -> None:
        """Lay out anew for the other width."""
        if self._draw is not None and self.content_size.width:
            self.draw(self._draw(self.content_size.width))
