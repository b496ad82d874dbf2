"""A field for one line; apart from the longer one, which takes much longer to load."""

from __future__ import annotations

from textual.widgets import Input

from unstall.tui.text import flat


class LineField(Input):
    """A field for one line."""

    DEFAULT_CSS = """
    LineField { border: round $border; background: $surface; padding: 0 1; }
    LineField:focus { border: round $accent; }
    """

    def validate_value(self, value: str) -> str:
        """Take out of any value, wherever it comes from, what acts on a terminal."""
        return flat(value)
