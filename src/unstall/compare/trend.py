"""How a project moved over any number of sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

StandingWord = Literal["holds-up", "leaning", "open"]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How ready a part was in one session, as shares of the top between 0 and 1."""

    low: float
    high: float
    words: str
    """The band, as far as it can be told."""
    held_down: bool
    """An answer that stops a launch keeps it at a lower band."""

    @property
    def middle(self) -> float:
        """What is to be expected if all that is missing is equally likely."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class TrendLine:
    """How one part moved."""

    id: str
    title: str
    view: str
    """`sections`, or the view that it belongs to."""
    points: tuple[TrendPoint | None, ...]
    """One for each session; None where nothing of it applied, or nothing can be compared."""


@dataclass(frozen=True, slots=True)
class TrendSession:
    """One session on the time line."""

    day: date
    """The day that its answers describe."""
    strategy: str | None
    """What it recommended, as recorded where it was closed; None when too little was known."""
    title: str
    """The recommendation in a few words, in the words of its own questionnaire."""
    standing: StandingWord | None
    """How firmly, as recorded; None while it is open and was not weighed."""
    is_recorded: bool
    """It was closed, and what it recommended is as it was recorded then."""
    version: str
    """Of its questionnaire."""
    comparable: float
    """How much of the newest session's questions, by weight, it can be compared with: 0 to 1."""
    coverage: float
    """Weighted share of its own applicable questions that had a level."""


@dataclass(frozen=True, slots=True)
class Trend:
    """How a project moved, oldest session first."""

    sessions: tuple[TrendSession, ...]
    lines: tuple[TrendLine, ...]
    """Sections first, then the other views, in the newest questionnaire's order."""
    base: float
    """How much of the newest session's questions, by weight, all sessions share: all readings here
    rest on that part alone, so that they can be held against each other."""
    bands: tuple[tuple[str, float], ...]
    """Titles of the bands, the lowest first, and where each ends."""

    def of_view(self, view: str) -> tuple[TrendLine, ...]:
        """List the lines of one view."""
        return tuple(line for line in self.lines if line.view == view)
