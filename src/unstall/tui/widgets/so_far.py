"""What the answers come to so far: a bar per section, the leaning, and what to ask next."""

from __future__ import annotations

from unstall.tui.text import plain
from unstall.tui.widgets.lined import Lined
from unstall.tui.wording.so_far import SoFarView, so_far_lines


class SoFar(Lined):
    """Shows a `SoFarView`. The clicked line means `suggested`."""

    DEFAULT_CSS = """
    SoFar {
        border-top: solid $border;
        border-title-color: $foreground;
        border-title-style: bold;
        padding: 0 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: SoFarView | None = None
        self._title = ""

    def show(self, view: SoFarView) -> None:
        """Show how things stand."""
        self._view = view
        self.on_resize()

    def on_resize(self) -> None:
        """Lay out anew for the other size."""
        width, height = self.content_size
        if self._view is None or not width or not height:
            return
        title, lines = so_far_lines(self._view, width, height)
        self.draw(lines)
        if title != self._title:
            self._title = title
            self.border_title = plain(f" {title} ")
