"""The baseline: the least that a Textual app can do, run as `python -m benchmarks.bare`."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

KEYS = "1234567890"


class BareApp(App[None]):
    """Two Statics, changed by a key."""

    BINDINGS: ClassVar[list[BindingType]] = [(",".join(KEYS), "count", "count")]
    pressed = 0

    def compose(self) -> ComposeResult:
        """Show both."""
        yield Static("ready 0", id="first")
        yield Static("also 0", id="second")

    def action_count(self) -> None:
        """Change both."""
        self.pressed += 1
        self.query_one("#first", Static).update(f"ready {self.pressed}.")
        self.query_one("#second", Static).update(f"also {self.pressed}.")


if __name__ == "__main__":
    BareApp().run()
