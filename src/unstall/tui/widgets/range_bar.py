"""A readiness drawn as a bar: solid as far as it is proved, hatched as far as it may reach.

Free of widgets, so that lists, panels and documents on screen can all draw the same bar.
"""

from __future__ import annotations

from math import ceil, floor

from unstall.tui.rows import Span

PROVED, POSSIBLE, OUT_OF_REACH = "█", "▒", "·"
"""Told apart by shape and density, never by colour alone."""

_SAME = 1e-9


def bar_cells(low: float, high: float, width: int) -> tuple[int, int, int]:
    """Count the cells that are proved, possible and out of reach; they sum to the width.

    The bar never claims more than the range: what is proved is rounded down and what is possible
    rounded up, so the hatching is never narrower than the range. A range of one point is rounded to
    the nearest cell and has no hatching.

    Args:
        low: Low end as a share of the top, between 0 and 1.
        high: High end, not below the low one.
        width: Cells of the whole bar.
    """
    if high - low < _SAME:
        proved = floor(low * width + 0.5)
        return proved, 0, width - proved
    proved = floor(low * width + _SAME)
    reached = min(ceil(high * width - _SAME), width)
    return proved, reached - proved, width - reached


def range_bar(low: float, high: float, width: int) -> tuple[Span, ...]:
    """Draw the bar; see `bar_cells`."""
    proved, possible, out = bar_cells(low, high, width)
    spans: tuple[Span, ...] = (
        (PROVED * proved, "strong"),
        (POSSIBLE * possible, "dim"),
        (OUT_OF_REACH * out, "dim"),
    )
    return tuple(span for span in spans if span[0])


def range_in_figures(low: float, high: float) -> str:
    """Write a range in hundredths: "50–70", or "62" when both ends read the same."""
    first, last = floor(low * 100 + 0.5), floor(high * 100 + 0.5)
    return f"{first}" if first == last else f"{first}–{last}"
