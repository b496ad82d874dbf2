"""Text in columns of a terminal, where some characters take two of them and some take none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from unstall.commands.output import one_line


def columns(text: str) -> int:
    """Count the columns that a text takes."""
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, most: int) -> str:
    """Make a text one line of at most `most` columns, with … for what is left out."""
    line = one_line(text)
    if columns(line) <= most:
        return line
    return f"{_beginning(line, most - 1).rstrip()}…"


def padded(text: str, width: int) -> str:
    """Fill a text up with spaces to a number of columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    """Break a text into lines of at most `width` columns, each with its indent before it.

    Words longer than a line are broken where the line ends.
    """
    line, indent = "", first
    for word in one_line(text).split(" "):
        joined = f"{line} {word}" if line else word
        if columns(indent + joined) <= width:
            line = joined
            continue
        if line:
            yield indent + line
            indent = rest
        line = word
        while columns(indent + line) > width:
            piece = _beginning(line, max(2, width - columns(indent)))
            yield indent + piece
            line, indent = line[len(piece) :], rest
    if line:
        yield indent + line


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay rows out under headings, two spaces between columns, each as wide as it needs to be."""
    cells = [list(map(one_line, row)) for row in (headings, *rows)]
    widths = [max(columns(row[place]) for row in cells) for place in range(len(headings))]
    for row in cells:
        line = "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True))
        yield line.rstrip()


def _beginning(text: str, most: int) -> str:
    taken = 0
    for place, character in enumerate(text):
        taken += _columns_of(character)
        if taken > most:
            return text[:place]
    return text
