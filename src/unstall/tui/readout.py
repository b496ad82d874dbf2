"""Points and sections laid out as rows, folded and unfolded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from unstall.tui.rows import Row, Span, row
from unstall.tui.wording.points import Point, Section

TITLES = len("What would change it")
"""Cells of the longest title, so that what the sections come to stands below each other."""
STEP = 3
"""Cells by which what belongs to a point is moved in."""


def point_rows(point: Point, unfolded: Collection[str], indent: int = 0) -> Iterator[Row]:
    """Lay a point out with what stands under it."""
    if point.is_heading:
        yield Row(_said(point), indent=indent)
        for child in point.children:
            yield from point_rows(child, unfolded, indent + 1)
        return
    open_ = point.id in unfolded
    mark = ("▾" if open_ else "▸") if point.folded else point.mark
    yield Row(
        _said(point),
        id=point.id,
        mark=(f"{mark} ", point.tone),
        indent=indent,
        right=((point.right, "dim"),) if point.right else (),
    )
    below = indent + len(mark) + 1
    for note in point.notes:
        yield row(note, "dim", indent=below)
    for child in point.children:
        yield from point_rows(child, unfolded, below)
    if open_:
        for child in point.folded:
            yield from point_rows(child, unfolded, below)


def _said(point: Point) -> tuple[Span, ...]:
    if point.lead:
        return ((f"{point.lead}  ", "dim"), *_said(replace(point, lead="")))
    if not point.text:
        return ((point.title, "strong"),)
    if not point.title:
        return ((point.text, "plain"),)
    between = "" if point.title.endswith(" ") else "  "
    return ((f"{point.title}{between}", "strong"), (point.text, "plain"))


def opening_rows(
    points: Iterable[Point],
    missing: Sequence[Point],
    unfolded: Collection[str],
    *,
    airy: bool,
) -> list[Row]:
    """Lay out what is said first.

    Args:
        points: Reasons, and what speaks against leaning on them.
        missing: Without a verdict: what has to be found out for one.
        unfolded: Ids of the points that are unfolded.
        airy: There is room for what a point answers to stand above it.
    """
    rows: list[Row] = []
    said = ""
    for point in points:
        if airy and point.lead:
            if point.lead != said:
                rows.append(row(point.lead, "dim"))
            said = point.lead
            rows += point_rows(replace(point, lead=""), unfolded, indent=1)
        else:
            rows += point_rows(point, unfolded)
    if missing:
        rows.append(row("To be found out first; i goes on with the questions.", "dim"))
    for point in missing:
        rows += point_rows(point, unfolded)
    return rows


def section_rows(section: Section, unfolded: Collection[str], indent: int = 0) -> list[Row]:
    """Lay out what a section holds, without its heading."""
    rows = [row(section.lead, "dim", indent=indent)] if section.lead else []
    for number, point in enumerate(section.points):
        if point.is_heading and (number or section.lead):
            rows.append(row(""))
        rows += point_rows(point, unfolded, indent)
    return rows


def heading_row(section: Section, *, open_: bool | None = None) -> Row:
    """Lay out a section's heading; `open_` shows that it can be folded, and how it is."""
    fold = "" if open_ is None else ("▾ " if open_ else "▸ ")
    title = f"{section.title:<{TITLES}}  "
    return Row(
        ((title, "strong" if open_ else "plain"), (section.summary, section.tone)),
        id=heading_id(section.id),
        mark=(f"{fold}{section.key}  ", "accent"),
        cut=True,
    )


def heading_id(section: str) -> str:
    """Name the row of a section's heading."""
    return f"section:{section}"


def section_of(row_id: str) -> str | None:
    """Tell which section a heading's row stands for; None for other rows."""
    kind, _, section = row_id.partition(":")
    return section if kind == "section" and section else None


def begins_with_change(section: Section) -> str | None:
    """Name the first point that a section holds if it can be tried out; None otherwise."""
    below = (p for above in section.points for p in above if not p.is_heading)
    first = next(below, None)
    return first.id if first and first.tries else None


def contents_rows(sections: Iterable[Section]) -> list[Row]:
    """Lay out the list of sections, each with what it comes to beneath."""
    rows = []
    for section in sections:
        rows.append(
            Row(
                ((section.title, "plain"),),
                id=heading_id(section.id),
                mark=(f"{section.key}  ", "accent"),
                cut=True,
            )
        )
        rows.append(Row(((section.summary, "dim"),), indent=3, cut=True))
    return rows


def folding_rows(
    sections: Iterable[Section], opened: Collection[str], unfolded: Collection[str]
) -> list[Row]:
    """Lay out all sections under each other, those opened with what they hold."""
    rows = []
    for section in sections:
        open_ = section.id in opened
        rows.append(heading_row(section, open_=open_))
        if open_:
            rows += section_rows(section, unfolded, indent=STEP)
            rows.append(row(""))
    return rows
