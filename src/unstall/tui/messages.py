"""What threads tell the app; widgets' own messages stand with the widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from unstall.session.writer import SaveState
    from unstall.triage.engine import Triage
    from unstall.triage.outlook import Outlook
    from unstall.tui.desk import Desk


@dataclass
class Saved(Message):
    """The session on the desk has reached its file, or could not."""

    state: SaveState


@dataclass
class LookedAhead(Message):
    """The outlook of a triage has been worked out."""

    desk: Desk
    triage: Triage
    outlook: Outlook
