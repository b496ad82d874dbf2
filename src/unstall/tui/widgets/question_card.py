"""The question at hand, with its levels and everything recorded about it."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events

from unstall.tui.drawn import drawn
from unstall.tui.rows import Row
from unstall.tui.text import plain
from unstall.tui.widgets.lined import Lined
from unstall.tui.wording.card import PICK, CardView, card_lines

_CORNERS = 2
"""Cells of the frame that no words can take, beyond what the content has."""


class QuestionCard(Lined):
    """Shows a `CardView` in whatever room it has, and all of it once it is scrolled.

    Clicked lines mean `level:1`, `unknown`, or the action for a line, such as `note`.
    """

    DEFAULT_CSS = """
    QuestionCard {
        border: round $border;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        padding: 0 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: CardView | None = None
        self._text = ""
        self._below = 0
        self._titles: tuple[str, str] = ("", "")

    def show(self, view: CardView, title: str) -> None:
        """Show a question."""
        same = self._view is not None and self._view.question.id == view.question.id
        self._view = view
        self._lay_out(self.top if same else 0)
        self._label(title, self._hint)

    @property
    def says_why(self) -> bool:
        """Whether the card says why the question is asked."""
        return any(line.id == "why" for line in self.lines)

    def say(self, text: str) -> None:
        """Show a sentence where there is no question."""
        self._view, self._text = None, text
        self._lay_out(0)
        self._label("", "")

    def page(self, pages: int) -> bool:
        """Scroll by whole pages; tells whether there was anything to scroll."""
        before = self.top
        step = max(self.content_size.height - 1, 1)
        self._lay_out(before + pages * step)
        self._label(self._titles[0], self._hint)
        return self.top != before

    def on_resize(self) -> None:
        """Lay out anew for the other size."""
        self._lay_out(self.top)
        self._label(self._titles[0], self._hint)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.page(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.page(-1)

    @property
    def _hint(self) -> str:
        below = self._below - self.top
        if below > 0:
            said = f"PgDn: {below} more line{'' if below == 1 else 's'}"
            both = f"{PICK} {said}"
            return both if cell_len(both) <= self.content_size.width - _CORNERS else said
        if self.top:
            return "PgUp: lines above"
        return PICK if self._view else ""

    def _lay_out(self, top: int) -> None:
        width, height = self.content_size
        if not width or not height:
            return
        if self._view is None:
            lines, self._below = drawn([Row(((self._text, "plain"),))], width), 0
        else:
            card = card_lines(self._view, width, height, whole=top > 0)
            lines, self._below = card.lines, card.below
        self.draw(lines, min(max(top, 0), max(len(lines) - height, 0)))

    def _label(self, title: str, hint: str) -> None:
        # Setting either repaints the whole frame, so it is done only where they changed.
        if title != self._titles[0]:
            self.border_title = plain(title)
        if hint != self._titles[1]:
            self.border_subtitle = plain(hint)
        self._titles = (title, hint)
