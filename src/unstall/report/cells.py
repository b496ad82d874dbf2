"""Comma-separated values that every program reads alike and no spreadsheet works out.

Lines end in a single newline and cells are quoted only where they must be (RFC 4180), so that the
same table always gives the same bytes.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import takewhile

from unstall.hidden import is_blank

_FORMULA = frozenset("=+-@\u2212")
"""With what a spreadsheet begins a formula; the last is the minus sign of typeset figures."""
_ACTING_SPACE = frozenset("\t\r")
"""Space that by itself is enough for a spreadsheet."""


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table, its headings first."""
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(columns)
    # The writer does not quote a carriage return, which readers take for the end of the line.
    lines.writerows([defused(cell).replace("\r", "\n") for cell in row] for row in rows)
    return text.getvalue()


def defused(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would work out as a formula.

    As Linear's own files do it. East Asian settings read wide and small signs so, and programs
    differ in which invisible characters they pass over before the first sign.
    """
    before = "".join(takewhile(is_blank, cell))
    first = unicodedata.normalize("NFKC", cell[len(before) :][:1])[:1]
    acts = first in _FORMULA or not _ACTING_SPACE.isdisjoint(before)
    return f"'{cell}" if acts else cell
