"""The base of widgets that are given lines and draw them: one widget however many lines there are.

A widget that changes a line repaints that line and no other, which is what keeps a key quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from unstall.tui.drawn import BLANK, Line
from unstall.tui.rows import Span
from unstall.tui.text import flat


class Lined(Widget, can_focus=False):
    """Draws lines from its top; what does not fit below is not drawn."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lined--plain",
        "lined--dim",
        "lined--strong",
        "lined--accent",
        "lined--good",
        "lined--warn",
        "lined--bad",
        "lined--lit",
    }
    DEFAULT_CSS = """
    Lined > .lined--plain { color: $foreground; }
    Lined > .lined--dim { color: $text-muted; }
    Lined > .lined--strong { color: $foreground; text-style: bold; }
    Lined > .lined--accent { color: $accent; text-style: bold; }
    Lined > .lined--good { color: $success; }
    Lined > .lined--warn { color: $warning; }
    Lined > .lined--bad { color: $error; text-style: bold; }
    Lined > .lined--lit { background: $panel; }
    """

    class Clicked(Message):
        """A line that means something was clicked."""

        def __init__(self, widget: Lined, line_id: str) -> None:
            super().__init__()
            self.widget = widget
            self.line_id = line_id

        @property
        def control(self) -> Lined:
            """The widget that sent it."""
            return self.widget

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._top = 0
        self._styles_by_tone: dict[str, Style] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """All lines, also those that are scrolled out of sight."""
        return self._lines

    @property
    def top(self) -> int:
        """The first line in sight, counted from 0."""
        return self._top

    def draw(self, lines: Sequence[Line], top: int = 0) -> None:
        """Draw other lines, beginning with line `top`; repaints those that changed."""
        height, width = self.content_size.height, self.content_size.width
        for y in range(height):
            if _at(self._lines, self._top + y) != _at(lines, top + y):
                self.refresh(Region(0, y, width, 1))
        self._lines, self._top = lines, top

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.content_size.width
        line = _at(self._lines, self._top + y)
        back = self._style("lit") if line.lit else Style.null()
        segments = [self._segment(span, back) for span in line.spans]
        return Strip(segments).adjust_cell_length(width, self._style("plain") + back)

    def notify_style_update(self) -> None:
        """Look the tones up anew: the theme may be another one."""
        super().notify_style_update()
        self._styles_by_tone.clear()

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        target = self.target_at(offset.x, offset.y)
        if target is not None:
            self.post_message(self.Clicked(self, target))

    def target_at(self, x: int, y: int) -> str | None:  # noqa: ARG002 - for those with columns
        """Tell what a click at a place of the content means."""
        return _at(self._lines, self._top + y).id

    def _segment(self, span: Span, back: Style) -> Segment:
        text, tone = span
        return Segment(flat(text), self._style(tone) + back)

    def _style(self, tone: str) -> Style:
        found = self._styles_by_tone.get(tone)
        if found is None:
            component = self.get_component_rich_style(f"lined--{tone}")
            # A partial style would lose the colours that are worked out from the background.
            found = Style(bgcolor=component.bgcolor) if tone == "lit" else component
            self._styles_by_tone[tone] = found
        return found


def _at(lines: Sequence[Line], index: int) -> Line:
    return lines[index] if 0 <= index < len(lines) else BLANK
