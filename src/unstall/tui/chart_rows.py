"""The plan's chart laid out as rows: an action a row, its weeks as characters.

State and checkpoints are told by characters, never by colour alone. Where a plan has more weeks
than there is room for, a character stands for several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from rich.cells import cell_len

from unstall.tui.room import WIDE
from unstall.tui.rows import Row, Span, Tone, wrapped
from unstall.tui.text import flat, short
from unstall.tui.wording.chart import Bar, Chart
from unstall.tui.wording.progress import State

DONE, READY, WAITS, OVERDUE = "━", "█", "░", "!"
TODAY, CHECKPOINT, HERE = "│", "╎", "▼"
DECIDES = "*"
BEFORE_1 = "–"
"""Stands where weeks are numbered for the time before week 1."""
SIGNS: dict[State, tuple[str, Tone]] = {
    "done": ("✓", "good"), "ready": (" ", "plain"), "waits": (" ", "plain"),
    "overdue": (OVERDUE, "bad"),
}  # fmt: skip
"""What stands before the title."""
_BARS: dict[State, tuple[str, Tone]] = {
    "done": (DONE, "good"), "ready": (READY, "plain"), "waits": (WAITS, "plain"),
    "overdue": (OVERDUE, "bad"),
}  # fmt: skip

_WIDEST_WEEK = 4
"""Cells beyond which a week says nothing more."""
_TITLE, _TITLE_WITH_ROOM = 26, 32
"""Cells that a title has at the least."""
_OWNER = 16
_GAP = 2
_STEPS = (1, 2, 4, 5, 10, 20, 50, 100)
"""Weeks between two that are numbered."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the width of a chart is divided."""

    first: int
    """The first week; 0 is the time before week 1."""
    weeks: int
    per_week: int
    """Cells of a week; 1 where a cell stands for several."""
    per_cell: int
    """Weeks of a cell; 1 where a week has one cell or more."""
    number: int
    """Cells of the longest number of an action."""
    title: int
    owner: int
    """Cells of the names; 0 where there is no room for them."""

    @property
    def cells(self) -> int:
        """The cells of all weeks."""
        return ceil(self.weeks / self.per_cell) * self.per_week

    @property
    def mark(self) -> int:
        """The cells of number and signs."""
        return self.number + 4

    @property
    def left(self) -> int:
        """The cells before the weeks."""
        return self.mark + self.title + _GAP + (self.owner + _GAP if self.owner else 0)

    def first_cell(self, week: int) -> int:
        """Give the cell in which a week begins."""
        return (week - self.first) // self.per_cell * self.per_week

    def last_cell(self, week: int) -> int:
        """Give the cell in which a week ends."""
        return self.first_cell(week) + self.per_week - 1


def layout(chart: Chart, width: int) -> Layout:
    """Divide a width, in cells, between titles and weeks."""
    weeks = chart.last - chart.first + 1
    bars = [bar for stage in chart.stages for bar in stage.bars]
    number = max([cell_len(f"{bar.number}") for bar in bars], default=1)
    owner = _OWNER if width >= WIDE else 0
    rest = max(width - number - 4 - _GAP - (owner + _GAP if owner else 0), 2)
    wanted = min(_TITLE_WITH_ROOM if owner else _TITLE, rest // 2)
    room = rest - wanted
    per_week = max(1, min(_WIDEST_WEEK, room // weeks))
    per_cell = 1 if weeks <= room else ceil(weeks / room)
    cells = ceil(weeks / per_cell) * per_week
    longest = max([cell_len(flat(bar.title)) for bar in bars], default=0)
    return Layout(
        first=chart.first,
        weeks=weeks,
        per_week=per_week,
        per_cell=per_cell,
        number=number,
        title=max(min(rest - cells, longest), wanted),
        owner=owner,
    )


def chart_rows(
    chart: Chart,
    to: Layout,
    unfolded: Collection[str],
    details: Callable[[str], Iterable[Row]],
) -> Iterator[Row]:
    """Lay out the stages with their actions; what is unfolded is shown under its action."""
    columns = _columns(chart, to)
    for stage in chart.stages:
        yield Row(((stage.title, "strong"), *_behind(columns, to, stage.title)), cut=True)
        for bar in stage.bars:
            yield _bar(bar, to, columns)
            if bar.id in unfolded:
                yield from details(bar.id)


def scale_rows(chart: Chart, to: Layout) -> tuple[Row, ...]:
    """Lay out what stands over the weeks: months, numbers, checkpoints and today."""
    marks: list[Span] = [(" ", "plain")] * to.cells
    if chart.today_week is not None:
        marks[_today(chart, to)] = (HERE, "accent")
    for mark in reversed(chart.marks):
        marks[to.last_cell(mark.week)] = (mark.letter, "strong")
    several = f", {to.per_cell} a column" if to.per_cell > 1 else ""
    several += f"; {BEFORE_1} before week 1" if to.first == 0 else ""
    months = _labels(((month.week, month.name) for month in chart.months), to)
    return (
        _over(chart.begins, [(character, "dim") for character in months], to),
        _over(f"Weeks{several}", [(character, "dim") for character in _numbers(to)], to),
        _over(chart.today, marks, to),
    )


def legend_rows(chart: Chart) -> tuple[Row, ...]:
    """Say what the characters mean, and in which week each checkpoint falls."""
    states: list[Span] = [
        (f"{DONE}{DONE} ", "good"), ("done   ", "dim"), (f"{READY}{READY} ", "plain"),
        ("nothing to wait for   ", "dim"), (f"{WAITS}{WAITS} ", "plain"), ("waits   ", "dim"),
        (f"{OVERDUE}{OVERDUE} ", "bad"), ("overdue", "dim"),
    ]  # fmt: skip
    if any(bar.decides for stage in chart.stages for bar in stage.bars):
        states += [(f"   {DECIDES} ", "accent"), ("decides the end", "dim")]
    marks: list[Span] = []
    for position, mark in enumerate(chart.marks):
        week = f"{mark.week}" if mark.week and position else _in_words(mark.week)
        marks += [(f"{'' if position else f'{CHECKPOINT} '}{mark.letter} ", "strong")]
        marks.append((f"{mark.title} {week}   ", "dim"))
    if chart.today_week is not None:
        marks += [(f"{TODAY} ", "accent"), ("today", "dim")]
    return (Row(tuple(states)), Row(tuple(marks)))


def cut_at_word(text: str, width: int) -> str:
    """Cut a text to a number of cells, after a word where one ends in its second half."""
    text = flat(text)
    if cell_len(text) <= width:
        return text
    lines = wrapped(text, max(width - 1, 1))
    start, end = lines[0] if lines else (0, 0)
    kept = text[start:end].rstrip(" ,;:(–")
    if 2 * cell_len(kept) >= width - 1:
        return f"{kept}…"
    return short(text, width)


def _in_words(week: int) -> str:
    return f"week {week}" if week else "before week 1"


def _bar(bar: Bar, to: Layout, columns: Sequence[Span]) -> Row:
    sign, sign_tone = SIGNS[bar.state]
    character, tone = _BARS[bar.state]
    if bar.decides and tone == "plain":
        tone = "accent"
    cells = list(columns)
    first, last = to.first_cell(bar.first), max(to.last_cell(bar.last), to.first_cell(bar.first))
    for at in range(first, min(last + 1, to.cells)):
        cells[at] = (character, tone)
    title = cut_at_word(bar.title, to.title)
    spans: list[Span] = [
        (sign, sign_tone),
        (f"{DECIDES if bar.decides else ' '} ", "accent"),
        (_filled(title, to.title + _GAP), "dim" if bar.state == "done" else "plain"),
    ]
    if to.owner:
        who = cut_at_word(bar.who if bar.is_named else f"({bar.who})", to.owner)
        spans.append((_filled(who, to.owner + _GAP), "plain" if bar.is_named else "dim"))
    return Row(
        (*spans, *_together(cells)),
        id=bar.id,
        mark=(f"{bar.number:>{to.number}} ", "plain"),
        cut=True,
    )


def _columns(chart: Chart, to: Layout) -> list[Span]:
    cells: list[Span] = [(" ", "plain")] * to.cells
    for mark in chart.marks:
        cells[to.last_cell(mark.week)] = (CHECKPOINT, "dim")
    if chart.today_week is not None:
        cells[_today(chart, to)] = (TODAY, "accent")
    return cells


def _today(chart: Chart, to: Layout) -> int:
    week = chart.today_week or 0
    at = to.first_cell(week) + int(chart.today_share * to.per_week)
    return min(at, to.last_cell(week))


def _behind(columns: Sequence[Span], to: Layout, title: str) -> tuple[Span, ...]:
    return (("".ljust(max(to.left - cell_len(title), 0)), "plain"), *_together(columns))


def _over(text: str, cells: Iterable[Span], to: Layout) -> Row:
    left = _filled(cut_at_word(text, to.left - _GAP), to.left)
    return Row(((left, "dim"), *_together(cells)), cut=True)


def _numbers(to: Layout) -> str:
    last = to.first + to.weeks - 1
    needed = len(f"{last}") + 1
    far = (step for step in _STEPS if step * to.per_week // to.per_cell >= needed)
    step = next(far, _STEPS[-1])
    numbered = [1, *range(step, last + 1, step)] if step > 1 else range(1, last + 1)
    before = [(0, BEFORE_1)] if to.first == 0 else []
    return _labels([*before, *((week, f"{week}") for week in numbered)], to)


def _labels(labels: Iterable[tuple[int, str]], to: Layout) -> str:
    """Write labels where their weeks begin; one that has no room is left away."""
    line = ""
    for week, label in labels:
        at = to.first_cell(week)
        if at < cell_len(line) + bool(line) or at + cell_len(label) > to.cells:
            continue
        line = f"{line.ljust(at)}{label}"
    return line.ljust(to.cells)


def _filled(text: str, width: int) -> str:
    return text + " " * max(width - cell_len(text), 0)


def _together(cells: Iterable[Span]) -> Iterator[Span]:
    for tone, run in groupby(cells, key=lambda span: span[1]):
        yield "".join(character for character, _ in run), tone
