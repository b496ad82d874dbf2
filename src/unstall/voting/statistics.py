"""The numbers behind a vote. Levels are places on a question's scale, 0 the worst.

There is no mean among them: the group's answer is the median, and what it may be instead runs over
the quartile levels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log2

CONSENSUS_FROM = 5
"""Voters from which on a consensus is shown: three random voters reach 0.8 in 23 % of cases."""


@dataclass(frozen=True, slots=True)
class Median:
    """The level in the middle."""

    level: int
    """The lower one, where two stand in the middle."""
    upper: int
    """The upper one, where two stand in the middle; otherwise the same."""

    @property
    def is_tie(self) -> bool:
        """Two different levels stand in the middle, and the lower one was taken."""
        return self.level != self.upper

    @property
    def middle(self) -> float:
        """The point between the two."""
        return (self.level + self.upper) / 2


def counts_of(levels: Sequence[int], top: int) -> tuple[int, ...]:
    """Count the votes for each level from 0 to `top`."""
    return tuple(levels.count(level) for level in range(top + 1))


def median(levels: Sequence[int]) -> Median:
    """Find the median of at least one vote."""
    ordered = sorted(levels)
    last = len(ordered) - 1
    return Median(ordered[last // 2], ordered[last - last // 2])


def quartiles(levels: Sequence[int]) -> tuple[int, int]:
    """Find the quartile levels of at least one vote.

    The lower is the lowest level that a quarter of the votes do not exceed, the upper its mirror
    image. Up to four votes that is from the lowest to the highest.
    """
    ordered = sorted(levels)
    cut = (len(ordered) - 1) // 4
    return ordered[cut], ordered[-1 - cut]


def consensus(counts: Sequence[int]) -> float:
    """Measure agreement on a scale: 1 if all vote the same, 0 if half vote for either end.

    `1 + Σ p_i log2(1 - |x_i - μ| / range)` after Tastle and Wierman, *Consensus and dissention*,
    International Journal of Approximate Reasoning 45, 2007.

    Args:
        counts: Votes for each of at least two levels, at least one vote in all.
    """
    total, width = sum(counts), len(counts) - 1
    mean = fsum(level * count for level, count in enumerate(counts)) / total
    found = 1 + fsum(
        count / total * log2(1 - abs(level - mean) / width)
        for level, count in enumerate(counts)
        if count
    )
    return min(1.0, max(0.0, found))


def disagreement(levels: Sequence[int], top: int) -> float:
    """Measure how far votes lie apart, to put questions in an order; 0 to 1.

    The mean distance from the median, as a share of the most that there can be: half the room at
    either end.
    """
    middle = median(levels).level
    return fsum(abs(level - middle) for level in levels) / len(levels) / (top / 2)
