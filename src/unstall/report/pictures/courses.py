"""How parts moved, session after session, as small multiples.

A little chart for each part, all with the same scale. A column is full as far as the part has come
and pale with a dashed edge as far as more is possible; lines stand where the bands end. There are
no figures, since nobody can read such answers to the hundredth: the words below each chart say the
band then and now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from unstall.report.blocks import Course, Courses
from unstall.report.phrases import sentences
from unstall.report.pictures.svg import (
    box,
    clipped,
    element,
    fitted,
    line,
    picture,
    text,
    tooltip,
)

TITLE = "How each part moved"
KEY = (
    "One column for each session, the oldest first. A filled column shows how far a part had come; "
    "the pale stretch was not known. Lines stand where the bands end."
)

_FONT = 13
_SMALL = 11
_GROUP = 30
"""Height of a group's heading."""
_HEAD = 18
_PLOT = 64
_FOOT = 34
_BELOW = 16
_WIDEST = 26
"""Of a column."""
_FILLED = 0.7
"""How much of its room a column takes."""
ARROW = " → "


@dataclass(frozen=True, slots=True)
class _Form:
    """How the picture is laid out for a width of screen."""

    name: str
    width: int
    beside: int
    """Charts beside each other."""
    gap: int

    @property
    def chart(self) -> int:
        """Width of a chart."""
        return (self.width - self.gap * (self.beside - 1)) // self.beside


WIDE = _Form("wide", width=720, beside=3, gap=24)
NARROW = _Form("narrow", width=340, beside=2, gap=16)


def courses_picture(drawn: Courses) -> Markup:
    """Draw courses as a figure: for wide screens and paper, and for narrow screens."""
    return element(
        "figure",
        *(_drawn(drawn, form) for form in (WIDE, NARROW)),
        element("figcaption", KEY),
        class_="picture",
    )


def said(drawn: Courses) -> str:
    """Say in words what the picture shows."""
    bands = ", ".join(title for title, _ in drawn.bands)
    told = [
        f"{course.title}: {'; '.join(_each(drawn, course))}"
        for _, courses in drawn.groups
        for course in courses
    ]
    return f"The bands from the lowest to the highest: {bands}. {sentences(told)}"


def _each(drawn: Courses, course: Course) -> Iterator[str]:
    for session, words in zip(drawn.sessions, course.words, strict=True):
        yield f"{session}, {words}"


def then_and_now(course: Course) -> str:
    """Say in a word or two from where to where a part moved."""
    told = [words for words, point in zip(course.words, course.points, strict=True) if point]
    if not told:
        return course.words[-1] if course.words else ""
    return told[0] if told[0] == told[-1] else f"{told[0]}{ARROW}{told[-1]}"


def _drawn(drawn: Courses, form: _Form) -> Markup:
    parts, y = [], 0
    for title, courses in drawn.groups:
        parts.append(text(fitted(title, form.width, _FONT), 0, y + 18, "part"))
        y += _GROUP
        for start in range(0, len(courses), form.beside):
            for place, course in enumerate(courses[start : start + form.beside]):
                parts += _chart(drawn, course, form, place * (form.chart + form.gap), y)
            y += _HEAD + _PLOT + _FOOT + _BELOW
    return picture(TITLE, said(drawn), form.width, y, *parts, class_=form.name)


def _chart(drawn: Courses, course: Course, form: _Form, x: int, y: int) -> Iterator[Markup]:
    title = fitted(course.title, form.chart, _FONT)
    yield clipped(x, y, form.chart, _HEAD, text(title, 0, 13, "label"))
    top, bottom = y + _HEAD, y + _HEAD + _PLOT
    for _, ends in drawn.bands[:-1]:
        at = bottom - round(ends * _PLOT)
        yield line(x, at, x + form.chart, at, "faint")
    yield from _columns(drawn, course, form, x, top)
    yield line(x, bottom, x + form.chart, bottom, "axis")
    first, last = drawn.sessions[0], drawn.sessions[-1]
    half = form.chart // 2 - 4
    yield text(fitted(first, half, _SMALL), x, bottom + 13, "small")
    if len(drawn.sessions) > 1:
        yield text(fitted(last, half, _SMALL), x + form.chart, bottom + 13, "small end")
    words = fitted(then_and_now(course), form.chart, _SMALL)
    yield clipped(x, bottom + 16, form.chart, 18, text(words, 0, 12, "small strong"))


def _columns(drawn: Courses, course: Course, form: _Form, x: int, top: int) -> Iterator[Markup]:
    room = form.chart / max(len(course.points), 1)
    wide = max(1, min(_WIDEST, round(room * _FILLED)))
    for place, point in enumerate(course.points):
        left = x + round(place * room + (room - wide) / 2)
        full = tooltip(f"{course.title}, {drawn.sessions[place]}: {course.words[place]}")
        if point is None:
            yield text("?", left + wide // 2, top + _PLOT - 4, "small middle")
            continue
        low, high = (round(min(max(end, 0.0), 1.0) * _PLOT) for end in point)
        if high > low:
            yield box(left, top + _PLOT - high, wide, high - low, "possible", full)
        if low:
            yield box(left, top + _PLOT - low, wide, low, "reached", full)
