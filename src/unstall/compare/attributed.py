"""The verdicts of two sessions, and what accounts for the change from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.triage.points import Shape
from unstall.triage.standing import StandingWord

Outcome = tuple[str | None, Shape | None, str | None]
"""Strategy, shape, and what a pause resumes with: what makes it another recommendation."""


@dataclass(frozen=True, slots=True)
class VerdictOf:
    """A recommendation, and by what it was worked out."""

    strategy: str | None
    """None when too little was known."""
    shape: Shape | None
    then: str | None
    """For a pause: the strategy to resume with."""
    standing: StandingWord | None
    """None while it was not weighed."""
    conditions: tuple[str, ...]
    """Ids of gates, or of questions that a pause waits for."""
    version: str
    """Of the questionnaire by whose rules it was worked out."""
    recorded: bool
    """It stands as it was recorded when the session was closed; otherwise it was worked out now."""

    @property
    def outcome(self) -> Outcome:
        """What makes it another recommendation."""
        return self.strategy, self.shape, self.then


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The recommendation then and now."""

    then: VerdictOf
    """The older session's own."""
    then_by_newer: VerdictOf | None
    """What the newer rules make of the older session's answers, all that it has of them; None for
    questionnaires that have nothing to do with each other."""
    now: VerdictOf
    """The newer session's own."""

    @property
    def changed(self) -> bool:
        """Whether another recommendation stands now than then."""
        return self.then.outcome != self.now.outcome


ShiftKind = Literal["answer", "new-answer", "evidence", "how-soon", "fact", "role"]
"""An answer that moved; an answer to a question of which then and now cannot be held against each
other; evidence that was seen, or is not any more; what was said about how soon something can be
had; a fact; a role that somebody fills, or does not any more."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that is otherwise now than then, and that the rules look at."""

    kind: ShiftKind
    id: str
    """A question, a fact or a role."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the verdict of now would be if one thing were still as it was then."""

    shift: Shift
    outcome: Outcome
    returns: bool
    """It would be the verdict that the newer rules make of then."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What accounts for the change of the verdict, worked out by running the whole procedure again.

    There are up to three steps from the verdict that was recorded to the one of now: the program of
    today instead of the one that recorded it, the newer rules instead of the older ones, and what
    moved. Each is tried by itself.
    """

    changed: bool
    """The recommendation is another one than then."""
    by_program: bool
    """The same answers and rules give another verdict today than was recorded."""
    by_rules: bool
    """The answers of then give another verdict by the newer rules than by the older ones."""
    by_moves: bool
    """By the same newer rules the two sides have other verdicts."""
    floor: Literal["enough-now", "too-little-now"] | None
    """On one side too few answers were known for any recommendation; then no sets are looked for,
    since it is their number that counts."""
    sets: tuple[tuple[Shift, ...], ...]
    """The smallest sets of shifts that, put into then, give the verdict of now: all of one size,
    and no part of any of them does. In the order of the call."""
    smallest: bool
    """All smaller sets were tried. Otherwise there were too many: no part of the set does, but
    another smaller set may."""
    more: int
    """Further sets of the same size that are not listed."""
    answers_alone: bool
    """All moved answers together, and nothing else, give the verdict of now."""
    taken_back: tuple[TakenBack, ...]
    """What would be otherwise if one thing alone were as it was then; those that would change
    nothing are left out."""

    @property
    def needed(self) -> frozenset[Shift]:
        """The shifts that are in every set."""
        return frozenset.intersection(*map(frozenset, self.sets)) if self.sets else frozenset()
