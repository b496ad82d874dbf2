"""How the verdict screen was left: what is unfolded, where one stood, what was worked out."""

from __future__ import annotations

from dataclasses import dataclass, field

from unstall.triage.engine import Triage
from unstall.tui.wording.closer import NO_CLOSER_LOOK, CloserLook

SHOWN = ("desk.interview", "desk.plan", "desk.export")
"""What the footer always shows besides the screen's own keys."""
WITH_ROOM = {
    "verdict.try_out": "try_out",
    "desk.what_if": "what_if",
    "desk.beside": "beside",
    "desk.close_session": "close_session",
}
"""What it shows only where there is room: id → action."""
ROOM = 104
"""Columns from which there is."""


@dataclass
class Place:
    """How the screen was left, so that it is found again as it was."""

    opened: set[str] = field(default_factory=set)
    """Sections unfolded."""
    unfolded: set[str] = field(default_factory=set)
    """Points unfolded."""
    section: str | None = None
    """The section shown beside the list of them."""
    cursor: str | None = None
    line: int = 0
    """The first line that is visible."""
    closer: CloserLook = NO_CLOSER_LOOK
    closer_of: Triage | None = None
    """What the closer look was taken at."""
