"""How ready each part is, as a picture: ranges along the bands.

A bar is full as far as is reached, and pale with a dashed edge as far as more is possible; a mark
stands in the middle of what is possible. The bands lie behind the bars under their own names, and
the words at the right say which of them it is. There are no figures, since nobody can read such
answers to the hundredth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from unstall.report.blocks import Range, Ranges
from unstall.report.phrases import sentences
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
)

TITLE = "How ready each part is"

_FONT = 13
_SMALL = 11
_HEAD = 24
_BAR = 12
_GAP = 10


@dataclass(frozen=True, slots=True)
class _Form:
    """How the picture is laid out for a width of screen."""

    name: str
    width: int
    label: int
    """Room for titles at the left; 0 where they stand above their bars."""
    words: int
    """Room for the words: at the right, or above the bar at its right end."""
    row: int
    group: int
    """Height of a group's heading."""

    @property
    def plot(self) -> int:
        """Where bars begin."""
        return self.label + _GAP if self.label else 0

    @property
    def length(self) -> int:
        """How long a bar is that reaches the top."""
        return self.width - self.plot - (self.words + _GAP if self.label else 0)

    def x(self, share: float) -> int:
        """Give the place of a share of the top."""
        return self.plot + round(min(max(share, 0.0), 1.0) * self.length)


WIDE = _Form("wide", width=720, label=176, words=166, row=26, group=28)
NARROW = _Form("narrow", width=340, label=0, words=150, row=40, group=28)


def ranges_picture(drawn: Ranges) -> Markup:
    """Draw ranges as a figure: for wide screens and paper, and for narrow screens."""
    rows = [one for _, ranges in drawn.groups for one in ranges]
    key = ["A filled bar shows how far a part has come."]
    if any(one.low < one.high for one in rows):
        key.append("The pale stretch is not known yet; the diamond is its middle.")
    if any(one.note for one in rows):
        key.append("Held down: an answer that stops a launch keeps the part at a lower band.")
    return element(
        "figure",
        *(_drawn(drawn, form) for form in (WIDE, NARROW)),
        element("figcaption", " ".join(key)),
        class_="picture",
    )


def said(drawn: Ranges) -> str:
    """Say in words what the picture shows."""
    bands = ", ".join(title for title, _ in drawn.bands)
    told = [
        f"{title}: " + "; ".join(f"{one.title}, {_words(one)}" for one in ranges)
        for title, ranges in drawn.groups
    ]
    return f"The bands from the lowest to the highest: {bands}. {sentences(told)}"


def _drawn(drawn: Ranges, form: _Form) -> Markup:
    rows = sum(len(ranges) for _, ranges in drawn.groups)
    height = _HEAD + rows * form.row + len(drawn.groups) * form.group + _GAP
    return picture(
        TITLE, said(drawn), form.width, height, *_parts(drawn, form, height), class_=form.name
    )


def _parts(drawn: Ranges, form: _Form, height: int) -> Iterator[Markup]:
    yield from _bands(drawn, form, height)
    y = _HEAD
    for title, ranges in drawn.groups:
        yield text(fitted(title, form.label or form.width, _FONT), 0, y + 19, "part")
        y += form.group
        for one in ranges:
            yield from _row(one, form, y)
            y += form.row


def _bands(drawn: Ranges, form: _Form, height: int) -> Iterator[Markup]:
    begins = 0.0
    for place, (title, ends) in enumerate(drawn.bands):
        left, right = form.x(begins), form.x(ends)
        yield box(left, _HEAD - 4, right - left, height - _HEAD, f"band band-{place % 2}")
        if place:
            yield line(left, _HEAD - 4, left, height - 4, "grid")
        name = fitted(title, right - left, _SMALL)
        yield text(name, (left + right) // 2, 13, "small middle")
        begins = ends


def _row(one: Range, form: _Form, y: int) -> Iterator[Markup]:
    above = 0 if form.label else 16
    top = y + above + (form.row - above - _BAR) // 2
    baseline = top + _BAR - 2 if form.label else y + 14
    room = form.label or form.width - form.words - _GAP
    title = fitted(one.title, room, _FONT)
    yield clipped(0, y, room, form.row, text(title, 0, baseline - y, "label"))
    low, high = form.x(one.low), form.x(one.high)
    full = tooltip(f"{one.title}: {_words(one)}")
    yield box(form.plot, top, form.length, _BAR, "top", full)
    if high > low:
        yield box(low, top, high - low, _BAR, "possible", full)
    if low > form.plot:
        yield box(form.plot, top, low - form.plot, _BAR, "reached", full)
    if high > low:
        x, reach = form.x(one.point), _BAR // 2 - 1
        y_mid = top + _BAR // 2
        yield path(
            f"M{x} {y_mid - reach}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z", "at"
        )
    words = fitted(_words(one), form.words, _FONT)
    yield text(words, form.width if not form.label else form.width - form.words, baseline,
               "words" if form.label else "words end")  # fmt: skip


def _words(one: Range) -> str:
    return f"{one.words}, {one.note}" if one.note else one.words
