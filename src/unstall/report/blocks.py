"""What a document is made of, before it has a format.

All text is plain: no block holds markup of any format, so that each renderer escapes everything
that it is given and nothing else has to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from unstall.report.formats import DEFAULT_LOCALE, Formats

Style = Literal["plain", "strong", "emphasis"]

_USUAL_FORMATS = Formats(DEFAULT_LOCALE, None)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = "plain"


Line = tuple[Span, ...]
"""A sentence or a few, without line breaks."""


def line(*parts: str | Span | Line) -> Line:
    """Join texts, spans and lines to one line; what is empty is left out."""
    spans: list[Span] = []
    for part in parts:
        match part:
            case str():
                spans.append(Span(part))
            case Span():
                spans.append(part)
            case _:
                spans += part
    return tuple(span for span in spans if span.text)


def strong(text: str) -> Span:
    """Set a text in bold."""
    return Span(text.strip(), "strong")


def emphasis(text: str) -> Span:
    """Set a text in italics."""
    return Span(text.strip(), "emphasis")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    line: Line
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words, one line per paragraph."""

    lines: tuple[Line, ...]
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Line, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list to be ticked off; what is done already is ticked."""

    items: tuple[tuple[bool, Line], ...]
    kind: Literal["checklist"] = "checklist"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and the share of the width that it takes where widths matter."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; every row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of work on a time line."""

    number: int
    """Its number in the written plan."""
    title: str
    first: date
    last: date
    done: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Work and checkpoints along the calendar, for a picture; the text beside it says it all."""

    stages: tuple[tuple[str, tuple[Bar, ...]], ...]
    """The parts of the work by their titles."""
    marks: tuple[tuple[str, date], ...]
    """Checkpoints by their names."""
    first_week: date | None = None
    """First day of week 1; None where weeks are not counted."""
    holidays: frozenset[date] = frozenset()
    """Days of the week on which nobody works."""
    formats: Formats = _USUAL_FORMATS
    """How its days are written."""
    is_dated: bool = True
    """Its days may be said. Otherwise they only stand for the weeks counted from `first_week`, and
    the week before that for all the time before week 1."""
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class Range:
    """How ready something is, as shares of the top between 0 and 1, and in words."""

    title: str
    low: float
    point: float
    """What is to be expected: the middle of the range."""
    high: float
    words: str
    """The band, as far as it can be told."""
    note: str = ""
    """What else decides the band, in a word or two."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of readiness under their headings, for a picture."""

    groups: tuple[tuple[str, tuple[Range, ...]], ...]
    """The views by their titles."""
    bands: tuple[tuple[str, float], ...]
    """Titles of the bands, the lowest first, and where each ends."""
    kind: Literal["ranges"] = "ranges"


@dataclass(frozen=True, slots=True)
class Course:
    """How ready one part was, session after session."""

    title: str
    points: tuple[tuple[float, float] | None, ...]
    """Low and high end as shares of the top between 0 and 1; None where nothing can be said."""
    words: tuple[str, ...]
    """What there is to say about each, in a word or two."""


@dataclass(frozen=True, slots=True)
class Courses:
    """How parts moved over sessions, one beside the other, for a picture."""

    sessions: tuple[str, ...]
    """Short names of the sessions, the oldest first."""
    groups: tuple[tuple[str, tuple[Course, ...]], ...]
    """The views by their titles."""
    bands: tuple[tuple[str, float], ...]
    """Titles of the bands, the lowest first, and where each ends."""
    kind: Literal["courses"] = "courses"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture, for formats that can hold one, and what stands there in the others."""

    picture: Timeline | Ranges | Courses
    beside: tuple[Block, ...] = ()
    """What follows the picture."""
    plain: tuple[Block, ...] = ()
    """What says the same where there is no picture."""
    kind: Literal["pictured"] = "pictured"


Block = Paragraph | Quote | Bullets | Checklist | Table | Timeline | Pictured


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    id: str
    """Stable name, for templates that leave a section out or move it."""
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()
    """Sections inside this one."""
    number: str | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing stands under the heading."""
        return not self.blocks and all(part.is_empty for part in self.parts)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    language: str = "en-GB"


def paragraph(*parts: str | Span | Line) -> Paragraph:
    """Make a paragraph of texts, spans and lines."""
    return Paragraph(line(*parts))


def bullets(*items: str | Span | Line) -> tuple[Bullets, ...]:
    """Make a list, or nothing if there is nothing to list."""
    return (Bullets(tuple(line(item) for item in items)),) if items else ()


def under(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put a bold line above blocks, or give nothing if there are none."""
    return (paragraph(strong(title)), *blocks) if blocks else ()


def table(columns: str, *rows: tuple[str | Span | Line, ...]) -> tuple[Table, ...]:
    """Make a table, or nothing if it has no rows.

    Columns are written `"Week 1 | Action 5"`: a title and its width, divided by bars.
    """
    if not rows:
        return ()
    headings = []
    for column in columns.split("|"):
        title, _, width = column.strip().rpartition(" ")
        headings.append(Column(title, int(width)))
    return (Table(tuple(headings), tuple(tuple(line(cell) for cell in row) for row in rows)),)
