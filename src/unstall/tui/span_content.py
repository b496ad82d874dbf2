"""Spans and rows as content for widgets that show a few lines and never scroll them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from unstall.tui.rows import Row, Span, Tone
from unstall.tui.text import plain

_STYLES: dict[Tone, str] = {
    "plain": "", "dim": "dim", "strong": "bold", "accent": "bold $accent", "good": "$success",
    "warn": "$warning", "bad": "$error",
}  # fmt: skip


def spans_content(spans: Iterable[Span]) -> Content:
    """Put spans behind each other, as they are."""
    return Content("").join(plain(text, _STYLES[tone]) for text, tone in spans)


def rows_content(rows: Iterable[Row]) -> Content:
    """Put rows below each other with their marks; the widget breaks long lines."""
    return Content("\n").join(
        spans_content((*([row.mark] if row.mark[0] else []), *row.spans)) for row in rows
    )
