"""What the whole room looks at: draws what is on stage as large as it fits."""

from __future__ import annotations

from typing import ClassVar

from unstall.tui.drawn import Line
from unstall.tui.on_stage import OnStage, lines_on_stage
from unstall.tui.widgets.lined import Lined

MORE = Line((("↓ more", "accent"),))
"""Stands in the last row where what is on stage goes on below it."""


class Projector(Lined):
    """Shows what is on stage; repaints only what has changed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lined--cell1",
        "lined--cell2",
        "lined--cell3",
        "lined--cell4",
    }
    DEFAULT_CSS = """
    Projector { padding: 0 2; }
    Projector > .lined--cell1 { background: $primary; color: $background; text-style: bold; }
    Projector > .lined--cell2 { background: $accent; color: $background; text-style: bold; }
    Projector > .lined--cell3 { background: $secondary; color: $background; text-style: bold; }
    Projector > .lined--cell4 { background: $foreground; color: $background; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: OnStage | None = None
        self._laid_out: list[Line] = []

    def show(self, view: OnStage) -> None:
        """Show something; does nothing if it is shown already."""
        if view == self._view:
            return
        is_other = type(view) is not type(self._view)
        self._view = view
        self._lay_out(0 if is_other else self.top)

    def on_resize(self) -> None:
        """Lay it out for the room there is."""
        self._lay_out(self.top)

    def scroll_by(self, steps: int) -> None:
        """Scroll by half a screen, where there is more than has room."""
        height = self.content_size.height
        self._draw_from(self.top + steps * max(height // 2, 1))

    def _lay_out(self, top: int) -> None:
        width, height = self.content_size
        if self._view is not None and width and height:
            self._laid_out = lines_on_stage(self._view, width, height)
            self._draw_from(top)

    def _draw_from(self, top: int) -> None:
        lines, height = self._laid_out, self.content_size.height
        top = min(max(top, 0), max(len(lines) - height, 0))
        end = top + height
        if end < len(lines):
            lines = [*lines[: end - 1], MORE, *lines[end:]]
        self.draw(lines, top)
