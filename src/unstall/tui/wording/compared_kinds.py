"""The kinds in which a comparison lists what moved and which causes there are, with their words."""

from __future__ import annotations

from typing import Literal

from unstall.compare.models import CauseDirection, Direction, Moved
from unstall.tui.rows import Tone

Kind = tuple[str, str, Tone, str]
"""A heading, a mark, its tone, and a word or two for the summary."""

Shown = Literal[Direction, "waiting", "left-out"]
"""Where a moved answer is listed; the last two are not known to have moved."""

MOVES: dict[Shown, Kind] = {
    "up": ("Better", "↑", "good", "better"),
    "learned": ("Known now", "✓", "good", "known now"),
    "down": ("Worse", "↓", "bad", "worse"),
    "lost": ("Not known any more", "?", "warn", "unknown now"),
    "asked": ("Asked now, and nobody knows", "?", "warn", "nobody knows"),
    "unasked": ("Nobody knew, and not asked now", "·", "plain", "not asked now"),
    "applies": ("Counts now", "+", "plain", "new"),
    "ceased": ("Does not count any more", "–", "plain", "count no more"),
    "waiting": ("Not gone through again yet", "·", "plain", "not gone through yet"),
    "left-out": ("Not part of the quick call", "·", "plain", "not asked in the quick call"),
}
CAUSES: dict[CauseDirection, Kind] = {
    "gone": ("Not found any more", "✓", "good", "gone"),
    "weaker": ("Weaker", "↓", "good", "weaker"),
    "same": ("As strong as then", "·", "plain", "the same"),
    "stronger": ("Stronger", "↑", "bad", "stronger"),
    "new": ("New", "!", "bad", "new"),
    "first-told": ("Found now; then too little was known to tell", "!", "warn", "found now"),
    "untold": ("Found then; now too little is known to tell", "?", "warn", "not told now"),
}


def shown_as(moved: Moved) -> Shown:
    """Tell where a moved answer is listed."""
    if moved.is_waiting:
        return "waiting"
    return "left-out" if moved.is_left_out else moved.direction
