"""What a key does on one screen, as it stands in the registry of `unstall.tui.actions`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that a key does on one screen."""

    id: str
    """`screen.what`; stable, since users' key maps name it."""
    keys: str
    """Comma-separated, as Textual names keys. Every action has an unmodified key."""
    action: str
    """The method on the screen, without `action_`."""
    label: str
    """One or two words for the footer."""
    help: str
    """A sentence for the help screen and the palette."""
    shown: bool = False
    """In the footer; at most six per screen, so that 80 columns hold them."""
    in_palette: bool = True
    display: str | None = None
    """How the key is written, where the name is not what is on the keyboard."""
