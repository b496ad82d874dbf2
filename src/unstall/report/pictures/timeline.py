"""The plan along the calendar, as pictures: weeks across, a bar for each piece of work.

What is done is a full bar with a tick behind it, what is still to do an outlined one, a checkpoint
a diamond with a dashed line below it, a public holiday a grey stripe: all of it can be told without
colour. A long plan becomes several pictures along the same weeks, each short enough for a printed
page, so that no bar is ever cut by the end of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from markupsafe import Markup

from unstall.report.blocks import Bar, Timeline
from unstall.report.phrases import counted, listed
from unstall.report.pictures.svg import (
    box,
    clipped,
    element,
    fitted,
    line,
    path,
    picture,
    text,
    tooltip,
    width_of,
)

MOST_ROWS = 30
"""Bars in one picture: what a page of A4 or Letter holds with room to spare."""
MOST_TOGETHER = 24
"""Bars of several parts in one picture: two such pictures share a page."""

_FONT = 11
_WEEK = 7
_BAR = 9
_PART = 22
"""Height of a heading of a part of the work."""
_LANE = 17
"""Height of a line of checkpoints' names."""
_AXIS = 32
_GAP = 8
_TICK = 12
_EVERY = (1, 2, 3, 4, 6, 8, 13, 26, 52, 104, 208)
"""Weeks from one label of the axis to the next."""
_LEAST_FOR_LINES = 5
"""Width of a week from which each has a line of its own."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How the pictures are laid out for a width of screen."""

    name: str
    width: int
    label: int
    """Room for titles at the left; 0 where they stand above their bars."""
    row: int
    apart: int
    """Least room from one label of the axis to the next."""

    @property
    def plot(self) -> int:
        """Where bars begin."""
        return self.label + _GAP if self.label else 2

    @property
    def length(self) -> int:
        """Room for the calendar; a diamond at its end has room for its half."""
        return self.width - self.plot - _GAP


WIDE = _Form("wide", width=720, label=292, row=17, apart=52)
NARROW = _Form("narrow", width=340, label=0, row=31, apart=54)

_Part = tuple[str, tuple[Bar, ...]]
_Piece = tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days lie across a picture."""

    form: _Form
    begins: date
    weeks: int

    def x(self, day: date) -> int:
        """Give where a day begins."""
        days = (day - self.begins).days
        return self.form.plot + round(self.form.length * days / (self.weeks * _WEEK))

    def week(self, count: int) -> date:
        """Give the first day of a week, counted from 0."""
        return self.begins + timedelta(days=count * _WEEK)


def timeline_pictures(drawn: Timeline) -> Markup:
    """Draw a time line as a figure: for wide screens and paper, and for narrow screens."""
    pieces = _pieces(drawn.stages)
    return element(
        "figure",
        *(
            _picture(drawn, pieces, number, form)
            for number in range(len(pieces))
            for form in (WIDE, NARROW)
        ),
        element("figcaption", _key(drawn)),
        class_="picture timeline",
    )


def _pieces(stages: Sequence[_Part]) -> tuple[_Piece, ...]:
    """Share the parts of the work out over pictures; a part longer than one goes on in the next."""
    pieces: list[list[_Part]] = []
    room = 0
    for title, bars in stages:
        evenly = ceil(len(bars) / ceil(len(bars) / MOST_ROWS))
        for begin in range(0, len(bars), evenly):
            shown = bars[begin : begin + evenly]
            if begin or len(shown) > room:
                pieces.append([])
                room = MOST_TOGETHER
            pieces[-1].append((f"{title}, continued" if begin else title, shown))
            room -= len(shown)
    return tuple(tuple(piece) for piece in pieces)


def _key(drawn: Timeline) -> str:
    bars = _bars(drawn)
    signs = ["Outlined: still to do."] * any(not bar.done for bar in bars)
    signs += ["Filled, with a tick: done."] * any(bar.done for bar in bars)
    signs += ["Diamond and dashed line: checkpoint."] * bool(drawn.marks)
    signs += ["Grey stripe: public holiday."] * bool(_holidays(drawn))
    signs += ["Before: all the time before week 1."] * _has_time_before(drawn)
    return " ".join(signs)


def _picture(drawn: Timeline, pieces: Sequence[_Piece], number: int, form: _Form) -> Markup:
    piece = pieces[number]
    scale = _scale(drawn, form)
    lanes = _lanes(drawn, scale)
    top = (max(lanes, default=-1) + 1) * _LANE + _AXIS
    height = top + sum(_PART + len(bars) * form.row for _, bars in piece) + _GAP // 2
    of = f", part {number + 1} of {len(pieces)}" if len(pieces) > 1 else ""
    return picture(
        f"Timeline of the plan{of}",
        _said(drawn, piece),
        form.width,
        height,
        *_grid(drawn, scale, lanes, top, height),
        *_rows(drawn, piece, scale, top),
        *_axis(drawn, scale, top),
        *_marks(drawn, scale, lanes),
        class_=form.name,
    )


def _said(drawn: Timeline, piece: _Piece) -> str:
    parts = []
    for title, bars in piece:
        done = sum(bar.done for bar in bars)
        first, last = min(bar.first for bar in bars), max(bar.last for bar in bars)
        parts.append(
            f"{title}: {counted(len(bars), 'action')}, {done or 'none'} of them done, "
            f"{_span(drawn, first, last)}."
        )
    marks = [f"{title} {_at_end(drawn, on)}" for title, on in drawn.marks]
    checkpoints = f" Checkpoints: {listed(marks)}." if marks else ""
    return f"{' '.join(parts)}{checkpoints} The plan says the same in words, week by week."


def _span(drawn: Timeline, first: date, last: date) -> str:
    day = drawn.formats.plain_day
    if drawn.is_dated:
        return f"from {day(first)} to {day(last)}"
    weeks = sorted({_week(drawn, first), _week(drawn, last)})
    return " to ".join(f"week {week}" if week else "before week 1" for week in weeks)


def _at_end(drawn: Timeline, on: date) -> str:
    if drawn.is_dated:
        return f"on {drawn.formats.plain_day(on)}"
    week = _week(drawn, on)
    return f"at the end of week {week}" if week else "before week 1"


def _week(drawn: Timeline, day: date) -> int:
    """Give the week of a day, counted from 1; 0 before week 1 or where weeks are not counted."""
    if drawn.first_week is None:
        return 0
    return max(0, (day - drawn.first_week).days // _WEEK + 1)


def _scale(drawn: Timeline, form: _Form) -> _Scale:
    days = [day for bar in _bars(drawn) for day in (bar.first, bar.last)]
    days += [on for _, on in drawn.marks]
    first = min(days)
    anchor = drawn.first_week or first - timedelta(days=first.weekday())
    begins = first - timedelta(days=(first - anchor).days % _WEEK)
    return _Scale(form, begins, (max(days) - begins).days // _WEEK + 1)


def _grid(
    drawn: Timeline, scale: _Scale, lanes: Sequence[int], top: int, height: int
) -> Iterator[Markup]:
    form = scale.form
    for day in _holidays(drawn):
        left = scale.x(day)
        right = max(left + 2, scale.x(day + timedelta(days=1)))
        yield box(left, top, right - left, height - top, "holiday")
    every = _every(scale)
    for count in range(scale.weeks):
        x, labelled = scale.x(scale.week(count)), count % every == 0
        if labelled or form.length >= _LEAST_FOR_LINES * scale.weeks:
            yield line(x, top - (8 if labelled else 0), x, height, "grid" if labelled else "faint")
    for (_, on), lane in zip(drawn.marks, lanes, strict=True):
        x = scale.x(on + timedelta(days=1))
        yield line(x, lane * _LANE + 8, x, height, "checkpoint")


def _axis(drawn: Timeline, scale: _Scale, top: int) -> Iterator[Markup]:
    form = scale.form
    yield line(form.plot, top, form.width, top, "axis")
    for count in range(0, scale.weeks, _every(scale)):
        day, x = scale.week(count), scale.x(scale.week(count))
        if x + form.apart - _GAP > form.width:
            break
        week = _week(drawn, day)
        above = 16 if drawn.is_dated else 4
        if drawn.is_dated:
            yield text(drawn.formats.short_day(day), x + 3, top - 4, "small clear")
        elif not week:
            yield text("Before", x + 3, top - above, "small strong clear")
        if week:
            yield text(f"Week {week}", x + 3, top - above, "small strong clear")


def _every(scale: _Scale) -> int:
    wide = scale.form.length / scale.weeks
    return next((n for n in _EVERY if n * wide >= scale.form.apart), _EVERY[-1])


def _rows(drawn: Timeline, piece: _Piece, scale: _Scale, top: int) -> Iterator[Markup]:
    y = top
    for title, bars in piece:
        room = scale.form.label or scale.form.width
        yield text(fitted(title, room, _FONT + 1), 0, y + 16, "part")
        y += _PART
        for bar in bars:
            yield from _row(drawn, bar, scale, y)
            y += scale.form.row


def _row(drawn: Timeline, bar: Bar, scale: _Scale, y: int) -> Iterator[Markup]:
    form = scale.form
    room = form.label or form.width
    top = y + (form.row - _BAR) // 2 if form.label else y + form.row - _BAR - 5
    label = f"{bar.number} {bar.title}"
    state = "done" if bar.done else "to do"
    full = tooltip(f"{label}, {_span(drawn, bar.first, bar.last)}, {state}")
    shown = text(fitted(label, room, _FONT), 0, 12, "clear")
    yield clipped(0, y, room, form.row, element("g", full, shown))
    yield line(form.plot, y + form.row, form.width, y + form.row, "faint")
    left = scale.x(bar.first)
    right = max(left + 4, scale.x(bar.last + timedelta(days=1)))
    yield box(left, top, right - left, _BAR, "done" if bar.done else "open", full)
    if bar.done:
        x = right + 3 if right + 3 + _TICK <= form.width else left - 3 - _TICK
        yield path(f"M{x} {top + 5}l3 3l6 -7", "tick")


def _lanes(drawn: Timeline, scale: _Scale) -> tuple[int, ...]:
    """Give each checkpoint the first line on which its name meets no other."""
    taken: list[int] = []
    lanes = []
    for title, on in drawn.marks:
        left, right = _reach(title, on, scale)
        lane = next((at for at, end in enumerate(taken) if end <= left), len(taken))
        taken[lane : lane + 1] = [right]
        lanes.append(lane)
    return tuple(lanes)


def _reach(title: str, on: date, scale: _Scale) -> tuple[int, int]:
    x = scale.x(on + timedelta(days=1))
    long = round(width_of(title, _FONT)) + 12
    return (x - long, x + 6) if x + long > scale.form.width else (x - 6, x + long)


def _marks(drawn: Timeline, scale: _Scale, lanes: Sequence[int]) -> Iterator[Markup]:
    for (title, on), lane in zip(drawn.marks, lanes, strict=True):
        x, y = scale.x(on + timedelta(days=1)), lane * _LANE + 8
        before = _reach(title, on, scale)[0] < x - 6
        full = tooltip(f"Checkpoint {title}, {_at_end(drawn, on)}")
        name = fitted(title, scale.form.width // 2, _FONT)
        yield element(
            "g",
            full,
            path(f"M{x} {y - 6}l6 6l-6 6l-6 -6z", "diamond"),
            text(name, x - 9 if before else x + 9, y + 4, "mark end" if before else "mark"),
        )


def _has_time_before(drawn: Timeline) -> bool:
    return not drawn.is_dated and any(not _week(drawn, bar.first) for bar in _bars(drawn))


def _holidays(drawn: Timeline) -> list[date]:
    days = [day for bar in _bars(drawn) for day in (bar.first, bar.last)]
    return sorted(day for day in drawn.holidays if min(days) <= day <= max(days))


def _bars(drawn: Timeline) -> list[Bar]:
    return [bar for _, bars in drawn.stages for bar in bars]
