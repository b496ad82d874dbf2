"""A footer that shows more keys where there is room for them."""

from __future__ import annotations

from collections.abc import Collection

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer

FURTHER = "-further"


class RoomyFooter(Footer):
    """Shows the keys of some actions only from a width on; below it they work all the same."""

    DEFAULT_CSS = """
    RoomyFooter .-further { display: none; }
    RoomyFooter.-roomy .-further { display: block; }
    """

    def __init__(self, further: Collection[str], *, room_from: int) -> None:
        """Make a footer.

        Args:
            further: The actions whose keys need room, as the bindings have them.
            room_from: Columns from which there is room for all.
        """
        super().__init__(show_command_palette=False)
        self._further = further
        self._room_from = room_from

    def compose(self) -> ComposeResult:
        """Yield the keys, those marked that need room."""
        for key in super().compose():
            if getattr(key, "action", None) in self._further:
                key.add_class(FURTHER)
            yield key

    def on_resize(self, event: events.Resize) -> None:
        """Show the further keys where they fit."""
        self.set_class(event.size.width >= self._room_from, "-roomy")
