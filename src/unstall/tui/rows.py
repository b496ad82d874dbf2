"""Rows of text as plain data, and how they are broken into lines of a given width.

Nothing here is markup: a row holds characters and the tone in which each stretch of them is said,
so no text, whoever wrote it, can act on the screen. Widths are counted in terminal cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, chop_cells

from unstall.tui.text import flat

Tone = Literal[
    "plain", "dim", "strong", "accent", "good", "warn", "bad", "cell1", "cell2", "cell3", "cell4"
]
"""How a stretch of text is said; never the only sign of anything. Cells are votes in a chart."""

Span = tuple[str, Tone]

_WORD = re.compile(r"\s*\S+")
_NARROWEST = 8
"""Below this many cells a text is of no use, so its indentation gives way."""
_NARROWEST_BESIDE = 20
"""Below this many cells a text has no room beside what stands at the right end."""
_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a list, over as many lines as it needs."""

    spans: tuple[Span, ...]
    id: str | None = None
    """What the cursor stops at; None for rows that are only read."""
    mark: Span = ("", "plain")
    """Stands before the text; further lines hang below the text, not below the mark."""
    indent: int = 0
    right: tuple[Span, ...] = ()
    """Stands at the right end of the first line."""
    cut: bool = False
    """Kept to one line, with an ellipsis where something is missing."""
    rule: bool = False
    """The rest of the first line is a line across."""


def row(text: str, tone: Tone = "plain", **rest: object) -> Row:
    """Make a row of one tone."""
    return Row(((text, tone),), **rest)  # type: ignore[arg-type]


def lines_of(row: Row, width: int) -> list[tuple[Span, ...]]:
    """Break a row into lines of at most `width` cells, from about ten cells on.

    What stands at the right end has a line of its own where the text beside it would be too narrow.
    """
    spans = [(flat(text), tone) for text, tone in row.spans]
    mark = flat(row.mark[0])
    right = tuple((flat(text), tone) for text, tone in row.right)
    hang = min(row.indent + cell_len(mark), max(width - _NARROWEST, 0))
    room = max(width - hang, 1)
    taken = sum(cell_len(text) for text, _ in right)
    is_beside = bool(taken) and room - taken - _BETWEEN >= min(_NARROWEST_BESIDE, room)
    first = room - taken - _BETWEEN if is_beside else room
    text = "".join(text for text, _ in spans)
    breaks = _cut(text, first) if row.cut else wrapped(text, room, first=first)
    before: Span = (f"{' ' * min(row.indent, hang)}{mark}", row.mark[1])
    lines: list[tuple[Span, ...]] = []
    for start, end in breaks or [(0, 0)]:
        line = [before if not lines else (" " * hang, "plain"), *_slice(spans, start, end)]
        if row.cut and end < len(text):
            line.append(("…", "dim"))
        if not lines:
            gap = width - _width(line) - (taken if is_beside else 0)
            if row.rule and gap > _BETWEEN:
                line.append((f" {'─' * (gap - _BETWEEN)} ", "dim"))
            elif is_beside:
                line.append((" " * max(gap, 1), "plain"))
            line += right if is_beside else ()
        lines.append(tuple(span for span in line if span[0]))
    if taken and not is_beside:
        cut = _cut("".join(text for text, _ in right), room)[0][1]
        lines.append(((" " * hang, "plain"), *_slice(right, 0, cut)))
    return lines


def _width(spans: Iterable[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)


def wrapped(text: str, width: int, *, first: int | None = None) -> list[tuple[int, int]]:
    """Say where each line begins and ends; words longer than a line are broken.

    Offsets count characters. Spaces at which a line is broken belong to no line.

    Args:
        text: One line's worth of characters, however long.
        width: Cells of a line.
        first: Cells of the first line, if it has fewer.
    """
    found: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _WORD.finditer(text):
        length = cell_len(match.group())
        room = width if found or first is None else first
        if used + length <= room:
            end, used = match.end(), used + length
            continue
        if end > start:
            found.append((start, end))
        word = match.group().lstrip()
        start, end = match.end() - len(word), match.end()
        room = width if found or first is None else first
        for piece in _pieces(word, room, width)[:-1]:
            found.append((start, start + len(piece)))
            start += len(piece)
        used = cell_len(text[start:end])
    return [*found, (start, end)] if end > start else found


def _pieces(word: str, first: int, width: int) -> list[str]:
    if cell_len(word) <= first:
        return [word]
    # No character is wider than two cells, and half of one cannot be shown.
    head = chop_cells(word, max(first, 2))[0]
    rest = word[len(head) :]
    return [head, *(piece for piece in chop_cells(rest, max(width, 2)) if piece)]


def _cut(text: str, width: int) -> list[tuple[int, int]]:
    if cell_len(text) <= width:
        return [(0, len(text))]
    first = chop_cells(text[: width + 1], max(width - 1, 1))[0]
    return [(0, len(first.rstrip()))]


def _slice(spans: Sequence[Span], start: int, end: int) -> Iterable[Span]:
    at = 0
    for text, tone in spans:
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            yield text[low:high], tone
        at += len(text)
