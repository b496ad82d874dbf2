"""Lines that are ready to be drawn: spans of text with their tones, none wider than asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from unstall.tui.rows import Row, Span, Tone, lines_of
from unstall.tui.text import flat, short


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen."""

    spans: tuple[Span, ...] = ()
    id: str | None = None
    """What a click on it means; None for a line that is only read."""
    lit: bool = False
    """It stands under the cursor."""

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(text for text, _ in self.spans)


BLANK = Line()


def drawn(rows: Iterable[Row], width: int) -> list[Line]:
    """Break rows into lines; each line keeps the id of its row."""
    return [Line(spans, row.id) for row in rows for spans in lines_of(row, max(width, 1))]


def fitted(text: str, width: int) -> str:
    """Give exactly `width` cells: cut with an ellipsis, or filled with spaces."""
    whole = flat(text)
    cut = whole if cell_len(whole) <= width else short(whole, width) if width > 1 else "…"[:width]
    return cut + " " * max(width - cell_len(cut), 0)


def longest_that_fits(candidates: Sequence[str], width: int) -> str:
    """Choose the first text that fits, which is why the longest stands first; else cut the last."""
    for text in candidates:
        if cell_len(text) <= width:
            return text
    return short(flat(candidates[-1]), max(width, 1)) if candidates else ""


def joined(parts: Iterable[str], tone: Tone = "plain", between: str = " · ") -> tuple[Span, ...]:
    """Put parts into one tone with quiet marks between them."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans.append((between, "dim"))
        spans.append((part, tone))
    return tuple(spans)


def width_of(spans: Iterable[Span]) -> int:
    """Count the cells of a line."""
    return sum(cell_len(text) for text, _ in spans)
