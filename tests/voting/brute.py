"""The definitions of the method once more, written out the long way and without the program.

Over every way in which voters can be divided, instead of by sorting.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations


def middle(levels: tuple[int, ...]) -> Fraction:
    """Take away the lowest and the highest until one or two are left; the point between them."""
    left = sorted(levels)
    while len(left) > 2:
        left = left[1:-1]
    return Fraction(sum(left), len(left))


def group_answer(levels: tuple[int, ...]) -> int:
    """Find the lowest level that at least half the voters do not exceed."""
    return min(
        level for level in levels if 2 * sum(other <= level for other in levels) >= len(levels)
    )


def quartile_levels(levels: tuple[int, ...]) -> tuple[int, int]:
    """Find the lowest level that a quarter do not exceed, and the highest that a quarter reach."""
    return (
        min(one for one in levels if 4 * sum(other <= one for other in levels) >= len(levels)),
        max(one for one in levels if 4 * sum(other >= one for other in levels) >= len(levels)),
    )


def is_agreed(levels: tuple[int, ...]) -> bool:
    """No two voters are more than one step apart."""
    return all(abs(one - other) <= 1 for one in levels for other in levels)


def has_outlier(levels: tuple[int, ...]) -> bool:
    """One voter, or under 20 %, at least two steps from the median."""
    far = [level for level in levels if abs(level - middle(levels)) >= 2]
    return len(far) == 1 or (bool(far) and Fraction(len(far), len(levels)) < Fraction(1, 5))


def has_camps(levels: tuple[int, ...]) -> bool:
    """The room can be divided into two groups as the method says: every division is tried."""
    voters = range(len(levels))
    for size in range(2, len(levels) - 1):
        for group in combinations(voters, size):
            low = [levels[voter] for voter in group]
            high = [levels[voter] for voter in voters if voter not in group]
            enough = all(
                len(side) >= 2 and Fraction(len(side), len(levels)) >= Fraction(1, 4)
                for side in (low, high)
            )
            if enough and all(b - a >= 2 for a in low for b in high):
                return True
    return False


def pattern(levels: tuple[int, ...]) -> str:
    """Name the pattern: two camps are two camps also where one of them has a voter far off."""
    if is_agreed(levels):
        return "agree"
    if has_camps(levels):
        return "camps"
    return "outlier" if has_outlier(levels) else "scatter"
