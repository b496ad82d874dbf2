"""Letters out of blocks, for what a room has to read from its last row.

The shapes are those of the FIGlet font *smblock*: small letters and capitals, at most eight dots
high. A dot is a quarter of a cell, so that a line is about four rows high, or a whole one, and a
line is eight. What the font has no shape for cannot be written large.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import Final, Literal

from unstall.tui.text import flat

Scale = Literal[1, 2]
"""1: a cell holds four dots; 2: one."""
_PER_CELL: Final[dict[Scale, int]] = {1: 2, 2: 1}
"""Dots that stand beside each other in a cell."""

_FONT: Final = "smblock"
_ROWS_OF_FONT: Final = 4
_DOTS_HIGH: Final = 8
_GAP_BETWEEN_LINES: Final = 1
"""Dots, below the tails of a line."""
_BETWEEN_LETTERS: Final[dict[Scale, str]] = {1: " ", 2: "  "}
_SPACE: Final = "    "
_DOT: Final = "#"

_BLOCKS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The dots of a cell: upper left 1, upper right 2, lower left 4, lower right 8."""
_SIMPLER: Final = str.maketrans(
    {"’": "'", "‘": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "..."}
)
"""Marks that the font has in a simpler shape alone."""

Dots = Sequence[str]
"""Rows of dots and spaces, all as wide."""


def can_be_big(text: str) -> bool:
    """Tell whether there is a shape for every character."""
    return all(_shape(one) is not None for word in _words(text) for one in word)


def big_lines(text: str, width: int, scale: Scale = 1) -> tuple[str, ...] | None:
    """Write a text in large letters, broken between words.

    Args:
        text: One line's worth of characters, however long.
        width: Cells that a line may have.
        scale: How large.

    Returns:
        Rows of at most `width` cells, without spaces at their ends; none for a blank text. None if
        a character has no shape, or if a word is too long for a line.
    """
    if not can_be_big(text):
        return None
    lines: list[Dots] = []
    for word in (_dots_of_word(word, scale) for word in _words(text)):
        longer = _beside(lines[-1], word) if lines else word
        if _cells(word, scale) > width:
            return None
        if lines and _cells(longer, scale) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return _drawn(lines, scale)


def big_width(text: str, scale: Scale = 1) -> int:
    """Give how many cells a text takes in one line, if there is a shape for every character."""
    rows = big_lines(text, len(text) * _DOTS_HIGH, scale)
    return max(map(len, rows), default=0) if rows else 0


def full_height(scale: Scale) -> int:
    """Give the rows of one line with tails below it, whether its letters have any or not."""
    return _DOTS_HIGH // _PER_CELL[scale]


def _words(text: str) -> list[str]:
    return flat(text).translate(_SIMPLER).split()


def _dots_of_word(word: str, scale: Scale) -> Dots:
    shapes = [shape for one in word if (shape := _shape(one)) is not None]
    return [_BETWEEN_LETTERS[scale].join(rows) for rows in zip(*shapes, strict=True)]


def _beside(line: Dots, word: Dots) -> Dots:
    return [f"{left}{_SPACE}{right}" for left, right in zip(line, word, strict=True)]


def _cells(dots: Dots, scale: Scale) -> int:
    return -(-len(dots[0]) // _PER_CELL[scale])


def _drawn(lines: Sequence[Dots], scale: Scale) -> tuple[str, ...]:
    rows: list[str] = []
    for dots in lines:
        rows += [""] * _GAP_BETWEEN_LINES if rows else []
        rows += dots
    while rows and not rows[-1].strip():
        rows.pop()
    if _PER_CELL[scale] == 1:
        return tuple(row.replace(_DOT, "█").rstrip() for row in rows)
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue="")
    return tuple(_cells_of(upper, lower).rstrip() for upper, lower in pairs)


def _cells_of(upper: str, lower: str) -> str:
    width = max(len(upper), len(lower))
    a, b = (row.ljust(width + width % 2) for row in (upper, lower))
    return "".join(
        _BLOCKS[
            (a[x] == _DOT) + 2 * (a[x + 1] == _DOT) + 4 * (b[x] == _DOT) + 8 * (b[x + 1] == _DOT)
        ]
        for x in range(0, len(a), 2)
    )


@cache
def _shape(character: str) -> Dots | None:
    cells = _font().get(ord(character))
    if cells is None or len(cells) != _ROWS_OF_FONT:
        return None
    rows = [row for cell_row in cells for row in _dots_in(cell_row)]
    width = max(len(row.rstrip()) for row in rows)
    left = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return [row.ljust(width)[left:width] for row in rows] if width else None


def _dots_in(cells: str) -> tuple[str, str]:
    places = [max(_BLOCKS.find(cell), 0) for cell in cells]
    upper, lower = (
        "".join((_DOT if place & a else " ") + (_DOT if place & b else " ") for place in places)
        for a, b in ((1, 2), (4, 8))
    )
    return upper, lower


@cache
def _font() -> dict[int, list[str]]:
    from pyfiglet import FigletFont

    chars: dict[int, list[str]] = FigletFont(font=_FONT).chars
    return chars
