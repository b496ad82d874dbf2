"""Fields to type in that keep out what acts on a terminal, whether typed, pasted or from a file."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from unstall.hidden import without_hidden
from unstall.tui.widgets.line_field import LineField

__all__ = ["LineField", "TextField"]


class TextField(TextArea):
    """A field for any number of lines; Tab leaves it."""

    DEFAULT_CSS = """
    TextField { border: round $border; background: $surface; padding: 0 1; }
    TextField:focus { border: round $accent; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(without_hidden(text), soft_wrap=True, tab_behavior="focus", id=id)
        self.highlight_cursor_line = False
        self.move_cursor(self.document.end)

    def show(self, text: str) -> None:
        """Show another text, with the cursor at its end and nothing of the old one to undo."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def load_text(self, text: str) -> None:
        """Take over any text, wherever it comes from, without what acts on a terminal."""
        super().load_text(without_hidden(text))

    def _on_paste(self, event: events.Paste) -> None:  # type: ignore[override]
        # Textual calls the handlers of a class before those of its bases, with the same event.
        event.text = without_hidden(event.text)
