"""How the plan screen was left, to be found again as it was, and what was worked out for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from unstall.tui.seen import Seen
from unstall.tui.weighed import Weighed
from unstall.tui.wording.since import Since

WITH_ROOM = {
    "plan.add": "add",
    "desk.interview": "interview",
    "desk.verdict": "verdict",
}
"""What the footer shows only where there is room: id → action."""
ROOM = 104
"""Columns from which there is."""


@dataclass
class Place:
    """How the screen was left."""

    unfolded: set[str] = field(default_factory=set)
    """Actions and lines at the top whose details are unfolded."""
    cursor: str | None = None
    line: int = 0
    """The first line that is visible."""
    preview: bool = False
    chart: bool = False
    """The weeks stand beside each other, not below each other."""
    seen: Seen = field(default_factory=Seen)
    remedies: tuple[str, ...] | None = None
    """What would make the plan fit; None until it is worked out."""
    remedies_of: Weighed | None = None
    """The state that they were worked out for."""
    since: Since | None = None
    """What is new in the plan; None where nothing is, or until it is worked out."""
    since_of: tuple[Weighed, Weighed] | None = None
    """The states between which it was worked out, the older first."""

    def remedies_for(self, now: Weighed) -> tuple[str, ...] | None:
        """Give what would make a state's plan fit; None while that is not worked out."""
        return self.remedies if self.remedies_of is now else None

    def since_for(self, now: Weighed) -> Since | None:
        """Give what is new in a state's plan, as far as it is worked out."""
        return self.since if self.is_since_known(now) else None

    def is_since_known(self, now: Weighed) -> bool:
        """Tell whether it has been worked out what is new in a state's plan."""
        of = self.since_of
        return of is not None and of[0] is self.seen.before and of[1] is now
