"""In which pattern a room's votes lie. The pattern triggers discussion; no single number does.

An inter-quartile range is 0 with one voter three steps off, and a mean hides two camps. All four
patterns go by steps between levels:

- *agree*: the votes span at most one step;
- *camps*: the room falls into two groups at least two steps apart, each of at least two voters and
  a quarter of them;
- *outlier*: no camps, and one voter, or under 20 % of them, at least two steps from the median;
- *scatter*: any other span of two steps or more.

Where two levels stand in the middle, the median is here the point between them, so that votes and
their mirror image have the same pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from unstall.voting.statistics import median

PatternWord = Literal["agree", "outlier", "camps", "scatter"]

APART = 2
"""Steps from which on votes, groups of them and roles are apart."""
OUTLIERS_UNDER = 0.2
"""Share of the voters under which several still are outliers."""
CAMP_FROM = 0.25
"""Share of the voters from which on a group is a camp."""
_LEAST_IN_CAMP = 2


def pattern(levels: Sequence[int]) -> PatternWord:
    """Name the pattern of at least one vote."""
    ordered = sorted(levels)
    if ordered[-1] - ordered[0] < APART:
        return "agree"
    if _has_camps(ordered):
        return "camps"
    middle = median(ordered).middle
    far = sum(abs(level - middle) >= APART for level in ordered)
    is_outlier = far == 1 or 0 < far < OUTLIERS_UNDER * len(ordered)
    return "outlier" if is_outlier else "scatter"


def _has_camps(ordered: Sequence[int]) -> bool:
    least = max(_LEAST_IN_CAMP, CAMP_FROM * len(ordered))
    return any(
        ordered[cut] - ordered[cut - 1] >= APART and min(cut, len(ordered) - cut) >= least
        for cut in range(1, len(ordered))
    )
