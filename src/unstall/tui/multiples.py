"""Small multiples: many little charts of the same kind, beside and below each other.

A chart has one column per session, the oldest first. A column is solid as far as the answers prove
the part ready, hatched as far as it may reach. Nothing here is told by colour, and what a chart
shows stands under it in figures as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from rich.cells import cell_len

from unstall.tui.drawn import fitted, width_of
from unstall.tui.rows import Row, Span, lines_of
from unstall.tui.widgets.range_bar import POSSIBLE, PROVED

AXIS = 4
"""Cells of the scale at the left of a chart."""
GAP = 2
"""Cells between two charts."""
NARROWEST = 23
"""Cells below which a chart says too little."""
WIDEST = 40
"""Cells beyond which a chart says no more."""
MOST_BESIDE = 4
"""Charts beside each other, however wide the screen is."""
WIDEST_COLUMN = 7
"""Cells of a column with the gap after it."""
UNKNOWN = "?"
EIGHTHS = 8
BLANK: Span = (" ", "plain")
_PARTS = " ▁▂▃▄▅▆▇"
"""A cell filled by so many eighths."""
_SAME = 1e-9

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """What stands below a column."""

    names: tuple[str, ...]
    """Names of the session, the longest first: its month, its number in the list."""
    year: str


@dataclass(frozen=True, slots=True)
class Multiple:
    """One chart."""

    title: str
    ranges: tuple[Range | None, ...]
    """Low and high end as shares of the top, one per session; None where nothing can be said."""
    said: tuple[tuple[Span, ...], ...]
    """What it shows, in words and figures, a line each."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How charts are laid out."""

    beside: int
    """Charts beside each other."""
    width: int
    """Cells of a chart."""
    height: int
    """Lines of its columns."""
    first: int
    """The first session that there is room for, counted from 0."""
    step: int
    """Cells of a column with the gap after it."""


def grid(charts: Sequence[Multiple], sessions: int, width: int, height: int) -> Grid:
    """Share the room out, so that as many charts as are legible stand beside each other.

    Args:
        charts: The charts.
        sessions: How many columns each has.
        width: Cells that there are.
        height: Lines of the columns.
    """
    titles = max((cell_len(chart.title) for chart in charts), default=0)
    least = min(max(NARROWEST, AXIS + sessions, titles), WIDEST)
    fitting = max((width + GAP) // (least + GAP), 1)
    beside = max(min(fitting, len(charts), MOST_BESIDE), 1)
    each = min((width - GAP * (beside - 1)) // beside, WIDEST)
    room = max(each - AXIS, 1)
    shown = min(max(sessions, 1), room)
    return Grid(beside, each, height, max(sessions - shown, 0), min(room // shown, WIDEST_COLUMN))


def multiples_rows(charts: Sequence[Multiple], labels: Sequence[Label], to: Grid) -> Iterator[Row]:
    """Draw the charts.

    Args:
        charts: What to draw.
        labels: For each session what stands below its column.
        to: How they are laid out.
    """
    told = labels[to.first :]
    below = [text for text in (_names(told, to), _years(told, to)) if text]
    for start in range(0, len(charts), to.beside):
        drawn = [_lines(chart, below, to) for chart in charts[start : start + to.beside]]
        if start:
            yield Row(())
        height = max(len(lines) for lines in drawn)
        for at in range(height):
            spans: list[Span] = []
            for lines in drawn:
                spans += [(" " * GAP, "plain")] if spans else []
                spans += lines[at] if at < len(lines) else [(" " * to.width, "plain")]
            yield Row(tuple(spans), cut=True)


def _lines(chart: Multiple, below: Sequence[str], to: Grid) -> list[list[Span]]:
    ranges = chart.ranges[to.first :]
    columns = [_column(one, to.height) for one in ranges]
    lines: list[list[Span]] = [[(fitted(chart.title, to.width), "strong")]]
    for at in reversed(range(to.height)):
        lines.append([(_scale(at, to.height), "dim"), *_across(columns, at, to)])
    lines.append([(f"  0└{'─' * (to.width - AXIS)}", "dim")])
    lines += [[(f"{' ' * AXIS}{fitted(text, to.width - AXIS)}", "dim")] for text in below]
    for said in chart.said:
        lines += [_filled(spans, to.width) for spans in lines_of(Row(said), to.width)]
    return lines


def _filled(spans: Sequence[Span], width: int) -> list[Span]:
    return [*spans, (" " * max(width - width_of(spans), 0), "plain")]


def _scale(at: int, height: int) -> str:
    """Write the scale at the left of a line, counted from below."""
    if at == height - 1:
        return "100│"
    return " 50│" if height % 2 == 0 and at == height // 2 - 1 else "   │"


def _across(columns: Sequence[Sequence[Span]], at: int, to: Grid) -> Iterator[Span]:
    wide = max(to.step - 1, 1)
    for column in columns:
        cell, tone = column[at]
        yield cell * wide, tone
        yield " " * (to.step - wide), "plain"
    yield " " * max(to.width - AXIS - to.step * len(columns), 0), "plain"


def _column(ends: Range | None, height: int) -> list[Span]:
    """Draw a column from below.

    What is proved is drawn to an eighth of a cell, rounded down where more is possible; what is
    possible is hatched in whole cells, rounded up.
    """
    if ends is None:
        return [(UNKNOWN, "dim"), *([BLANK] * (height - 1))]
    low, high = ends
    is_exact = high - low < _SAME
    eighths = floor(low * height * EIGHTHS + (0.5 if is_exact else _SAME))
    whole, part = divmod(eighths, EIGHTHS)
    reached = min(ceil(high * height - _SAME), height)
    if is_exact and not eighths:
        # Nothing at all would read as a session that was left out.
        part = 1
    elif reached <= whole + 1 and not is_exact:
        # The range lies within one cell, which can be solid in part or hatched, not both.
        part = 0
    cells: list[Span] = [(PROVED, "strong")] * whole
    cells += [(_PARTS[part], "strong")] if part else []
    cells += [(POSSIBLE, "dim")] * (0 if is_exact else reached - len(cells))
    return [*cells, *([BLANK] * (height - len(cells)))]


def _names(labels: Sequence[Label], to: Grid) -> str:
    """Write below each column the longest name that fits under all; none if none does."""
    wide = max(to.step - 1, 1)
    kinds = zip(*(label.names for label in labels), strict=True)
    fits = next((kind for kind in kinds if all(len(name) <= wide for name in kind)), ())
    return "".join(fitted(name, to.step) for name in fits)


def _years(labels: Sequence[Label], to: Grid) -> str:
    """Write a year below its first session, where there is room before the next one."""
    line, before = "", ""
    for at, label in enumerate(labels):
        start = at * to.step
        if label.year != before and len(line) <= start:
            line = f"{line:<{start}}{label.year} "
        before = label.year
    return line
