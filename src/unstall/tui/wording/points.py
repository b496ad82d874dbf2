"""The form in which a screen says things: sections of points, each of which may be unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unstall.triage.reopen import Change
from unstall.tui.rows import Tone


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is said."""

    id: str
    """Unique on its screen, and the same after an answer has changed, so that the cursor stays."""
    title: str = ""
    """What it is about: a question's short title, a strategy, a cause."""
    text: str = ""
    """What is said about it."""
    mark: str = "·"
    """A few cells that tell its state without colour; none for a heading."""
    tone: Tone = "plain"
    """Of the mark."""
    right: str = ""
    """A word or two at the right end."""
    notes: tuple[str, ...] = ()
    """Said under it, more quietly."""
    children: tuple[Point, ...] = ()
    """Always shown under it."""
    folded: tuple[Point, ...] = ()
    """Shown under it once it is unfolded."""
    question: str | None = None
    """The question whose answer it quotes."""
    fact: str | None = None
    """The fact that it quotes."""
    lead: str = ""
    """The question to which it is the answer."""
    soon: str | None = None
    """The question for which it can be said how soon what is missing can be had."""
    tries: tuple[Change, ...] = ()
    """What can be tried out from here."""

    @property
    def is_heading(self) -> bool:
        """It only stands over its children, and the cursor passes it."""
        return not self.mark and not self.folded

    def __iter__(self) -> Iterator[Point]:
        """Give this point and all below it."""
        yield self
        for below in (*self.children, *self.folded):
            yield from below


@dataclass(frozen=True, slots=True)
class Section:
    """Points that belong together, behind one key."""

    id: str
    key: str
    title: str
    summary: str
    """What it comes to, in a few words."""
    points: tuple[Point, ...]
    lead: str = ""
    """A sentence before the points; stands alone where there are none."""
    tone: Tone = "dim"
    """Of the summary."""
