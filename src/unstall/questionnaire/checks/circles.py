"""Things that wait for each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def circle(waits_for: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """Find one circle; None if there is none.

    Each member waits for the next; the one that the mapping names first is both first and last.
    """
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as found:
        ring = list(reversed(found.args[1][1:]))
        rank = list(waits_for)
        start = ring.index(min(ring, key=rank.index))
        return (*ring[start:], *ring[:start], ring[start])
    return None
