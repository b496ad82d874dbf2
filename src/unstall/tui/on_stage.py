"""What the room sees, laid out as large as it fits: lobby, vote, outcome, end.

Each phase is laid out in several ways, the roomiest first; the first that fits is taken. Where none
does, the last one is taller than the screen and can be scrolled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from unstall.tui.big_text import Scale, big_lines, big_width, full_height
from unstall.tui.drawn import BLANK, Line, drawn, width_of
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.vote_chart import (
    Bar,
    ChartSize,
    LegendEntry,
    chart_lines,
    legend_lines,
)

_BETWEEN: Final = 4
"""Cells at least between two figures."""
_ANY_WIDTH: Final = 1_000
_NUMBER: Final = 4
"""Cells before a level's words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is to be read from afar, and what it counts."""

    text: str
    caption: str


@dataclass(frozen=True, slots=True)
class Door:
    """How somebody joins from their own device."""

    address: str
    code: str


@dataclass(frozen=True, slots=True)
class Lobby:
    """Before the first question."""

    title: str
    door: Door | None
    here: Figure | None
    """None where nobody joins by themselves."""
    roles: str
    """How many of each role are here; blank for none."""
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """While votes are taken. Nothing in it depends on what anybody voted for."""

    prompt: str
    short: str
    levels: tuple[str, ...]
    """In words, the worst first."""
    figures: tuple[Figure, ...]
    """How many have voted, and the clock if there is one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """After the reveal."""

    prompt: str
    headline: str
    begins: str
    """From which levels somebody speaks first, in few words; blank where nobody has to."""
    clock: Figure | None
    bars: tuple[Bar, ...]
    legend: tuple[LegendEntry, ...]
    answer: Figure
    """The room's answer, and whether it is the median or was decided."""
    says: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Over:
    """When the workshop is over."""

    headline: str
    says: tuple[str, ...]


OnStage = Lobby | Vote | Shown | Over

Asking = Literal["whole", "title", "bold"]
"""The question in large letters; its title in them; in bold alone."""
Size = Literal[0, 1, 2]
"""Of figures: one line of text; the scales of large letters."""

_LOBBIES: Final[tuple[tuple[Size, bool], ...]] = ((2, True), (2, False), (1, False), (0, False))
"""How large figures are, and whether the title is large too; so below."""
_VOTES: Final[tuple[tuple[Asking, bool, Size], ...]] = (
    ("whole", True, 2), ("whole", False, 2), ("whole", False, 1),
    ("title", True, 2), ("title", False, 2), ("title", False, 1),
    ("bold", True, 2), ("bold", False, 2), ("bold", False, 1), ("bold", False, 0),
)  # fmt: skip
"""How the question is written, whether there is a line between levels, and how large figures are.
"""
_SHOWN: Final[tuple[tuple[ChartSize, bool], ...]] = (
    ("large", True), ("medium", True), ("large", False), ("medium", False), ("small", True),
    ("small", False), ("cut", False), ("tiny", False),
)  # fmt: skip
"""How large the chart is, and whether the headline is large."""


def lines_on_stage(view: OnStage, width: int, height: int) -> list[Line]:
    """Lay something out for a number of cells and rows; more rows only where none fits."""
    last: list[Line] = []
    for parts in _layouts(view, width):
        last = _spread(parts, height)
        if len(last) <= height:
            break
    return last


Parts = Sequence[Sequence[Line]]
"""Parts from top to bottom, the last of which stands at the foot."""


def _layouts(view: OnStage, width: int) -> Iterator[Parts]:
    match view:
        case Lobby():
            return _lobby(view, width)
        case Vote():
            return _vote(view, width)
        case Shown():
            return _shown(view, width)
        case Over():
            return _over(view, width)


def _spread(parts: Parts, height: int) -> list[Line]:
    """Put parts below each other, an empty line between them, and the last at the foot."""
    *upper, foot = [list(part) for part in parts if part]
    lines: list[Line] = []
    for part in upper:
        lines += [*([BLANK] if lines else []), *part]
    free = height - len(lines) - len(foot)
    return [*lines, *[BLANK] * max(free, 1 if lines else 0), *foot]


def _lobby(view: Lobby, width: int) -> Iterator[Parts]:
    figures = [Figure(view.door.code, "is the code to type")] if view.door else []
    figures += [view.here] if view.here else []
    for size, is_title_large in _LOBBIES:
        yield (
            large_or_bold(view.title, width) if is_title_large else bold(view.title, width),
            _address(view.door, width, is_large=size > 0) if view.door else [],
            figure_lines(figures, width, size),
            [*bold(view.roles, width), *_plain(view.says, width)],
        )


def _address(door: Door, width: int, *, is_large: bool) -> list[Line]:
    caption = "is the address to open on your own device"
    if not is_large:
        return bold(f"{door.address} {caption}", width)
    return [*large_or_bold(door.address, width, (1,), "accent"), *bold(caption, width)]


def _vote(view: Vote, width: int) -> Iterator[Parts]:
    for asking, is_spaced, size in _VOTES:
        question = _question(view, width, asking)
        if question is not None:
            levels = _levels(view.levels, width, is_spaced=is_spaced)
            yield question, levels, figure_lines(view.figures, width, size)


def _question(view: Vote, width: int, asking: Asking) -> list[Line] | None:
    if asking == "bold":
        return bold(view.prompt, width)
    written = big_lines(view.prompt if asking == "whole" else view.short, width)
    if not written:
        return None
    large = _large(written)
    return large if asking == "whole" else [*large, BLANK, *bold(view.prompt, width)]


def _levels(levels: Sequence[str], width: int, *, is_spaced: bool) -> list[Line]:
    lines: list[Line] = []
    for number, label in enumerate(levels, start=1):
        mark: Span = (f"{number}".ljust(_NUMBER), "accent")
        lines += [BLANK] if lines and is_spaced else []
        lines += drawn([Row(((label, "strong"),), mark=mark)], width)
    return lines


def _shown(view: Shown, width: int) -> Iterator[Parts]:
    for size, is_large in _SHOWN:
        gap = [BLANK] if is_large else []
        above_legend = [BLANK] if size in ("large", "medium") else []
        chart = chart_lines(view.bars, width, size)
        yield (
            [*bold(view.prompt, width), *gap, *_head(view, width, is_large=is_large)],
            [*chart, *above_legend, *legend_lines(view.legend, width)],
            _foot(view, width, is_large=is_large),
        )


def _foot(view: Shown, width: int, *, is_large: bool) -> list[Line]:
    """Put the answer beside what is said where it fits; that says it in words as well."""
    answer = figure_lines([view.answer], width, 1) if is_large else []
    room = width - max((width_of(line.spans) for line in answer), default=-_BETWEEN) - _BETWEEN
    if room < width // 2:
        return drawn(view.says, width)
    return _beside(drawn(view.says, room), answer, width)


def _head(view: Shown, width: int, *, is_large: bool) -> list[Line]:
    clock = view.clock
    right = figure_lines([clock] if clock else [], width, 1 if is_large else 0)
    room = width - max((width_of(line.spans) for line in right), default=-_BETWEEN) - _BETWEEN
    said = f"{view.headline}: {view.begins}" if view.begins else view.headline
    if is_large:
        said = said if _is_one_line(said, room) else view.headline
        return _beside(large_or_bold(said, room), right, width)
    left = bold(said, width)
    fits_beside = len(left) == 1 and width_of(left[0].spans) <= room
    return _beside(left, right, width) if fits_beside else [*left, *right]


def _over(view: Over, width: int) -> Iterator[Parts]:
    yield large_or_bold(view.headline, width, (2, 1)), _plain(view.says, width)
    yield bold(view.headline, width), _plain(view.says, width)


def figure_lines(figures: Sequence[Figure], width: int, size: Size) -> list[Line]:
    """Draw figures beside each other, the first at the left end and the last at the right.

    Args:
        figures: What is shown; none give no line.
        width: Cells there are; what has no room in them is written smaller.
        size: How large they are.
    """
    if size and figures:
        needed = sum(max(big_width(one.text, size), len(one.caption)) for one in figures)
        if needed + _BETWEEN * (len(figures) - 1) > width:
            return figure_lines(figures, width, 1 if size > 1 else 0)
        blocks = [_figure(one, size) for one in figures]
        first, *others = blocks
        return _beside(first, others[0], width) if others else first
    parts = [f"{one.text} {one.caption}" for one in figures]
    return bold(" · ".join(parts), width) if parts else []


def _figure(figure: Figure, scale: Scale) -> list[Line]:
    # The font crosses its nought through, which is hard to read from afar.
    rows = big_lines(figure.text.replace("0", "O"), _ANY_WIDTH, scale) or ()
    rows += ("",) * (full_height(scale) - len(rows))
    return [*_large(rows, "accent"), Line(((figure.caption, "strong"),))]


def _beside(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    wide = max((width_of(line.spans) for line in right), default=0)
    rows = max(len(left), len(right))
    return [
        Line(
            (
                *(one := left[at].spans if at < len(left) else ()),
                (" " * max(width - wide - width_of(one), 0), "plain"),
                *(right[at].spans if at < len(right) else ()),
            )
        )
        for at in range(rows)
    ]


def large_or_bold(
    text: str, width: int, scales: Sequence[Scale] = (1,), tone: Tone = "strong"
) -> list[Line]:
    """Write a text in the first of some sizes in which it stands on one line; else in bold."""
    for scale in scales:
        if _is_one_line(text, width, scale):
            return _large(big_lines(text, width, scale) or (), tone)
    return bold(text, width, tone)


def _is_one_line(text: str, width: int, scale: Scale = 1) -> bool:
    return 0 < big_width(text, scale) <= width


def bold(text: str, width: int, tone: Tone = "strong") -> list[Line]:
    """Write a text in bold; nothing for a blank one."""
    return drawn([row(text, tone)], width) if text else []


def _plain(texts: Iterable[str], width: int) -> list[Line]:
    return drawn([row(text) for text in texts], width)


def _large(rows: Sequence[str], tone: Tone = "strong") -> list[Line]:
    return [Line(((text, tone),)) for text in rows]
