"""The votes on one question, counted: by level, by role, and what follows from them.

Nothing here tells who voted what. Roles are those under which votes may be shown, see
`unstall.session.voters`; where all would be *others*, there is no division by role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unstall.session.voters import OTHERS, folded
from unstall.voting.patterns import APART, PatternWord, pattern
from unstall.voting.statistics import (
    CONSENSUS_FROM,
    Median,
    consensus,
    counts_of,
    disagreement,
    median,
    quartiles,
)

Levels = Mapping[str, int | None]
"""Voter → level, 0 the worst; None for *don't know*."""


@dataclass(frozen=True, slots=True)
class RoleTally:
    """How one role voted."""

    role: str
    counts: tuple[int, ...]
    """Votes for each level, the worst first."""
    unknown: int
    """How many do not know."""
    median: Median | None
    """None if all of them do not know."""


@dataclass(frozen=True, slots=True)
class RoleGap:
    """Two roles whose medians lie at least two steps apart; those that lie furthest apart."""

    low: RoleTally
    high: RoleTally
    steps: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A level from which somebody should speak first, and the roles that voted for it."""

    level: int
    roles: tuple[str, ...]
    """None where votes are not divided by role."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one question."""

    counts: tuple[int, ...]
    """Votes for each level, the worst first."""
    unknown: int
    by_role: tuple[RoleTally, ...]
    """Sorted by role, the others last; none if no role has voters enough to be shown."""
    pattern: PatternWord | None
    """None if nobody named a level, as all that follows."""
    median: Median | None
    quartiles: tuple[int, int] | None
    consensus: float | None
    """None under five voters with a level, where it would say nothing."""
    disagreement: float
    """How far the votes lie apart, 0 to 1; for the order of questions, not to be shown."""

    @property
    def voters(self) -> int:
        """How many voted, *don't know* included."""
        return sum(self.counts) + self.unknown

    @property
    def span(self) -> tuple[int, int] | None:
        """The lowest and the highest level that somebody voted for."""
        named = [level for level, count in enumerate(self.counts) if count]
        return (named[0], named[-1]) if named else None

    @property
    def group_level(self) -> int | None:
        """The group's answer: the median of those who know; None if most do not."""
        if self.median is None or self.unknown > sum(self.counts):
            return None
        return self.median.level

    @property
    def is_contested(self) -> bool:
        """The votes are to be talked about."""
        return self.pattern not in (None, "agree")

    @property
    def role_gap(self) -> RoleGap | None:
        """The two roles that lie furthest apart, if that is two steps or more."""
        known = [(one.median.level, one) for one in self.by_role if one.median]
        if not known:
            return None
        low = min(known, key=lambda entry: entry[0])
        high = max(known, key=lambda entry: entry[0])
        steps = high[0] - low[0]
        return RoleGap(low[1], high[1], steps) if steps >= APART else None

    @property
    def first_to_speak(self) -> tuple[Speaker, ...]:
        """Where the talk begins: the lowest vote, then the highest; nobody where all agree."""
        if self.span is None or not self.is_contested:
            return ()
        return tuple(
            Speaker(level, tuple(one.role for one in self.by_role if one.counts[level]))
            for level in self.span
        )


def tally(votes: Levels, roles: Mapping[str, str], top: int) -> Tally:
    """Count votes.

    Args:
        votes: At least one.
        roles: Voter → role, of all who voted.
        top: The best level of the question; at least 1.
    """
    levels = _named(votes.values())
    shown = folded({voter: roles[voter] for voter in votes})
    by_role = [
        _role(role, [level for voter, level in votes.items() if shown[voter] == role], top)
        for role in _in_order(shown.values())
    ]
    return Tally(
        counts=counts_of(levels, top),
        unknown=len(votes) - len(levels),
        by_role=tuple(by_role) if len(by_role) > 1 else (),
        pattern=pattern(levels) if levels else None,
        median=median(levels) if levels else None,
        quartiles=quartiles(levels) if levels else None,
        consensus=consensus(counts_of(levels, top)) if len(levels) >= CONSENSUS_FROM else None,
        disagreement=disagreement(levels, top) if levels else 0.0,
    )


def _role(role: str, votes: Sequence[int | None], top: int) -> RoleTally:
    levels = _named(votes)
    return RoleTally(
        role=role,
        counts=counts_of(levels, top),
        unknown=len(votes) - len(levels),
        median=median(levels) if levels else None,
    )


def _named(votes: Iterable[int | None]) -> list[int]:
    return [level for level in votes if level is not None]


def _in_order(roles: Iterable[str]) -> list[str]:
    return sorted(set(roles), key=lambda role: (role == OTHERS, role))
