"""A room's votes as bars of cells, level by level, the roles told apart by letters.

A cell is one vote while there are few; of many, what one role voted for a level is one box with
their number in it. Which role a letter stands for is said in a line of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rich.cells import cell_len

from unstall.tui.big_text import big_lines, big_width
from unstall.tui.drawn import Line, drawn, fitted, width_of
from unstall.tui.rows import Row, Span, Tone
from unstall.workshop.stage import Asked, Outcome

ChartSize = Literal["large", "medium", "small", "cut", "tiny"]
"""From four rows a level, its number and count in large figures, down to one."""

MOST_CELLS: Final = 20
"""Votes up to which each has a cell of its own."""
UNKNOWN_KEY: Final = "?"
UNKNOWN: Final = "Don't know"

_TONES: Final[tuple[Tone, ...]] = ("cell1", "cell2", "cell3", "cell4")
_VOTE: Final = "●"
"""Stands for a vote where votes are not divided by role."""
_WIDE, _NARROW = 5, 3
_UNITS: Final = (6.0, 4.0, 3.0, 2.0, 1.5, 1.0, 0.75, 0.5, 0.25, 0.0)
"""Cells that one of many votes is wide, beyond the room for its role's letter and number."""
_KEY: Final = 5
"""Cells before a label."""
_BETWEEN: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """What one role voted for one level."""

    letter: str
    count: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """The votes for one level, or of those who do not know."""

    key: str
    """The level's number as on screen, 1 the worst."""
    label: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many votes it has."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A role's letter."""

    letter: str
    role: str
    votes: int
    tone: Tone


def bars_of(asked: Asked, outcome: Outcome) -> tuple[Bar, ...]:
    """Make a bar for each level, the worst first, and one for those who do not know, if any."""
    entries = legend_of(outcome)

    def bar(key: str, label: str, whole: int, by_role: Sequence[int]) -> Bar:
        each = zip(entries, by_role, strict=True)
        parts = [Part(entry.letter, count, entry.tone) for entry, count in each if count]
        undivided = [Part(_VOTE, whole, _TONES[0])] if whole else []
        return Bar(key, label, tuple(parts if entries else undivided))

    bars = [
        bar(f"{level + 1}", label, whole, [one.counts[level] for one in outcome.by_role])
        for level, (label, whole) in enumerate(zip(asked.levels, outcome.counts, strict=True))
    ]
    if outcome.unknown:
        unknown = [one.unknown for one in outcome.by_role]
        bars.append(bar(UNKNOWN_KEY, UNKNOWN, outcome.unknown, unknown))
    return tuple(bars)


def legend_of(outcome: Outcome) -> tuple[LegendEntry, ...]:
    """Give each role its letter; none where votes are not divided by role."""
    letters = role_letters([one.role for one in outcome.by_role])
    return tuple(
        LegendEntry(letter, one.role, sum(one.counts) + one.unknown, _TONES[at % len(_TONES)])
        for at, (letter, one) in enumerate(zip(letters, outcome.by_role, strict=True))
    )


def role_letters(roles: Sequence[str]) -> tuple[str, ...]:
    """Choose a letter of each title, its first if it is free; a number where none is left."""
    found: list[str] = []
    for number, role in enumerate(roles, start=1):
        own = (one.upper() for one in role if one.isalpha() and cell_len(one.upper()) == 1)
        found.append(next((one for one in own if one not in found), f"{number}"))
    return tuple(found)


def legend_lines(entries: Sequence[LegendEntry], width: int) -> list[Line]:
    """Say which role each letter stands for, and how many of it voted."""
    lines: list[list[Span]] = []
    for entry in entries:
        text = f" {fitted(entry.role, min(cell_len(entry.role), max(width - 12, 8)))} {entry.votes}"
        spans: list[Span] = [(f" {entry.letter} ", entry.tone), (text, "plain")]
        gap: Span = (" " * (_BETWEEN + 1), "plain")
        if lines and width_of([*lines[-1], gap, *spans]) <= width:
            lines[-1] += [gap, *spans]
        else:
            lines.append(spans)
    return [Line(tuple(spans)) for spans in lines]


def chart_lines(bars: Sequence[Bar], width: int, size: ChartSize) -> list[Line]:
    """Draw the bars one below the other.

    Args:
        bars: At least one.
        width: Cells of a line; the narrower, the more is cut.
        size: How much room there is.
    """
    if size == "tiny":
        return _in_one_row_each(bars, width)
    counts = max(big_width(f"{bar.count}") for bar in bars) if size == "large" else 0
    room = max(width - _KEY - (counts + _BETWEEN if counts else _KEY), 1)
    spans_of = _spans(bars, room)
    lines: list[Line] = []
    for bar in bars:
        label = Row(((bar.label, "strong"),), cut=size == "cut")
        beside = drawn([label], max(room if size == "large" else width - _KEY, 1))
        if size == "large":
            lines += _large(bar, beside, spans_of(bar), room)
            continue
        key: Span = (f" {bar.key}".ljust(_KEY), "accent")
        hanging: Span = (" " * _KEY, "plain")
        lines += [
            Line((key if at == 0 else hanging, *line.spans)) for at, line in enumerate(beside)
        ]
        if bar.count:
            lines.append(Line((hanging, *spans_of(bar), (f"  {bar.count}", "strong"))))
        lines += [Line()] if size == "medium" else []
    return lines[:-1] if size == "medium" else lines


def _large(bar: Bar, label: list[Line], spans: tuple[Span, ...], room: int) -> list[Line]:
    key = big_lines(bar.key, _KEY) or ()
    count = (big_lines(f"{bar.count}", room) or ()) if bar.count else ()
    empty = tuple((" " * cell_len(text), tone) for text, tone in spans)
    middle = [*label, Line(spans), Line(empty)]
    rows = max(len(middle), len(key), len(count))
    return [
        Line(
            (
                (_at(key, at).ljust(_KEY), "accent"),
                *(middle[at].spans if at < len(middle) else ()),
                (" " * (room - (width_of(middle[at].spans) if at < len(middle) else 0)), "plain"),
                (" " * _BETWEEN + _at(count, at), "strong"),
            )
        )
        for at in range(rows)
    ]


def _in_one_row_each(bars: Sequence[Bar], width: int) -> list[Line]:
    room = max((width - _KEY) // 2, 1)
    spans_of = _spans(bars, room)
    widest = max(width_of(spans_of(bar)) for bar in bars)
    return [
        Line(
            (
                (f" {bar.key}".ljust(_KEY), "accent"),
                *spans_of(bar),
                (" " * (widest - width_of(spans_of(bar)) + _BETWEEN), "plain"),
                (fitted(bar.label, max(width - _KEY - widest - _BETWEEN, 0)).rstrip(), "plain"),
            )
        )
        for bar in bars
    ]


def _spans(bars: Sequence[Bar], room: int) -> Callable[[Bar], tuple[Span, ...]]:
    """Give how bars are drawn so that the longest has room."""
    most = max(bar.count for bar in bars)
    if sum(bar.count for bar in bars) <= MOST_CELLS:
        for wide in (_WIDE, _NARROW):
            if most * (wide + 1) <= room:
                return lambda bar: tuple(_apart(_single(bar, wide)))
    for unit in _UNITS:
        if all(width_of(_apart(_boxes(bar, unit))) <= room for bar in bars):
            return lambda bar: tuple(_apart(_boxes(bar, unit)))
    return lambda bar: _in_words(bar, room)


def _single(bar: Bar, wide: int) -> list[Span]:
    return [
        (part.letter.center(wide), part.tone) for part in bar.parts for _vote in range(part.count)
    ]


def _boxes(bar: Bar, unit: float) -> list[Span]:
    return [
        (text.ljust(max(len(text), int(part.count * unit))), part.tone)
        for part in bar.parts
        if (text := f" {part.letter} {part.count} ")
    ]


def _in_words(bar: Bar, room: int) -> tuple[Span, ...]:
    text = " ".join(f"{part.letter}{part.count}" for part in bar.parts)
    return ((fitted(text, room).rstrip(), "plain"),)


def _apart(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        found += [(" ", "plain")] if found else []
        found.append(span)
    return found


def _at(rows: Sequence[str], index: int) -> str:
    return rows[index] if index < len(rows) else ""
