"""How the project moved: what was recommended each time, and the course of each part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unstall.bands import TOO_EARLY
from unstall.compare.trend import Trend, TrendLine, TrendPoint, TrendSession
from unstall.report.blocks import (
    Block,
    Course,
    Courses,
    Line,
    Pictured,
    Section,
    Span,
    emphasis,
    paragraph,
    strong,
    table,
)
from unstall.report.compared import percent, share_in_words
from unstall.report.dossier import Dossier
from unstall.report.formats import Formats
from unstall.report.phrases import capitalised, in_words
from unstall.report.sections.answer import STANDING
from unstall.report.sections.readiness import ABSENT, CELLS, POSSIBLE, REACHED, bar_of
from unstall.triage.depth import rests_on_quick_call

COLUMNS = 80
"""Characters within which a chart of text stays."""
LONGEST_TITLE = 25
"""Characters of the longest title of a part that still leaves room for the charts."""
MOST_SESSIONS = 5
"""Sessions that stand beside each other in a table: of more, the first and the latest."""
_EDGES = 3
"""Characters between two columns of a table."""
ALL = 1 - 1e-9

_BARS_SAY = f"{REACHED} reached, {POSSIBLE} not known, {ABSENT} not there."
_WORDS_SAY = "The words say what every answer still to come leaves true."
NOT_COMPARABLE = "not comparable"
NOT_KNOWN = "not known"
HELD_DOWN = "held down"
HELD_SAYS = "Held down: an answer that stops a launch keeps the part at a lower band."


def trend_section(found: Trend, formats: Formats) -> Section:
    """Compose the section; empty while there is one session alone."""
    many = len(found.sessions)
    if many < 2:  # noqa: PLR2004 - a trend needs two points
        return Section("trend", "How it moved")
    return Section(
        "trend",
        f"How it moved over {in_words(many)} sessions",
        (*_recommended(found, formats), *_readings(found, formats), *_rests_on(found)),
    )


def labels(days: Sequence[date], formats: Formats) -> tuple[str, ...]:
    """Name sessions by their months, or by their days where two fall in one month."""
    months = [f"{formats.month(day)} {day.year}" for day in days]
    if len(set(months)) == len(months):
        return tuple(months)
    return tuple(f"{formats.short_day(day)} {day.year}" for day in days)


def shown(sessions: int) -> tuple[int, ...]:
    """Choose the sessions that stand in a table: all, or the first and the latest."""
    if sessions <= MOST_SESSIONS:
        return tuple(range(sessions))
    return (0, *range(sessions - MOST_SESSIONS + 1, sessions))


def words_of(point: TrendPoint | None) -> str:
    """Say how ready a part was, in a word or two."""
    if point is None:
        return NOT_COMPARABLE
    if point.held_down and point.words not in {"", TOO_EARLY}:
        return f"{point.words}, {HELD_DOWN}"
    return point.words or NOT_KNOWN


def _recommended(found: Trend, formats: Formats) -> tuple[Block, ...]:
    rows = [_row(session, formats) for session in found.sessions]
    return table("Answers of 4 | Recommendation 6 | Standing 3 | Comparable 3", *rows)


def _row(session: TrendSession, formats: Formats) -> tuple[Line | str, ...]:
    side, verdict = session.side, session.verdict
    own = Dossier(side.engine, side.session, side.triage, None, formats)
    title = capitalised(own.title_of(*verdict.outcome))
    standing = STANDING[verdict.standing] if verdict.standing else "not worked out"
    if verdict.strategy is None:
        standing = "–"
    share = percent(session.comparable) if session.shares else "another questionnaire"
    return ((strong(formats.plain_day(session.day)),), title, standing, share)


def _readings(found: Trend, formats: Formats) -> tuple[Block, ...]:
    views = [view for view in _views(found) if found.of_view(view)]
    if not views:
        return ()
    names = labels([session.day for session in found.sessions], formats)
    drawn = Courses(
        sessions=names,
        groups=tuple(
            (_title(view), tuple(_course(line) for line in found.of_view(view))) for view in views
        ),
        bands=tuple(
            (band.title, 1.0 if band.below is None else band.below) for band in found.rules.bands
        ),
    )
    columns = shown(len(names))
    left_out = len(names) - len(columns)
    some = f" The first session and the latest {in_words(MOST_SESSIONS - 1)}." if left_out else ""
    return (
        Pictured(
            drawn,
            beside=(
                *(block for view in views for block in _in_words(found, view, names, columns)),
                paragraph(emphasis(f"{_WORDS_SAY}{_held(found, views)}{some}")),
            ),
            plain=(
                *(block for view in views for block in _in_bars(found, view, names, columns)),
                paragraph(emphasis(f"{_BARS_SAY}{some}")),
            ),
        ),
    )


def _held(found: Trend, views: Sequence[str]) -> str:
    lines = [line for view in views for line in found.of_view(view)]
    held = any(HELD_DOWN in words_of(point) for line in lines for point in line.points)
    return f" {HELD_SAYS}" if held else ""


def _views(found: Trend) -> tuple[str, ...]:
    is_quick = any(
        rests_on_quick_call(session.side.session, session.side.triage) for session in found.sessions
    )
    return ("sections",) if is_quick else found.views


def _title(view: str) -> str:
    return capitalised(view.replace("-", " "))


def _course(line: TrendLine) -> Course:
    return Course(
        title=line.title,
        points=tuple((point.low, point.high) if point else None for point in line.points),
        words=tuple(words_of(point) for point in line.points),
    )


def _in_words(
    found: Trend, view: str, names: Sequence[str], columns: Sequence[int]
) -> tuple[Block, ...]:
    heads = " | ".join(f"{names[place]} 3" for place in columns)
    rows: list[tuple[str | Span, ...]] = [
        (strong(line.title), *(words_of(line.points[place]) for place in columns))
        for line in found.of_view(view)
    ]
    return table(f"{_title(view)} 4 | {heads}", *rows)


def _in_bars(
    found: Trend, view: str, names: Sequence[str], columns: Sequence[int]
) -> tuple[Block, ...]:
    lines = found.of_view(view)
    title = min(LONGEST_TITLE, max(len(line.title) for line in lines))
    cells = min(CELLS, (COLUMNS - title - _EDGES - 1) // len(columns) - _EDGES)
    heads = " | ".join(f"{names[place]} 2" for place in columns)
    return table(
        f"{_title(view)} 4 | {heads}",
        *((line.title, *(_bar(line.points[place], cells) for place in columns)) for line in lines),
    )


def _bar(point: TrendPoint | None, cells: int) -> str:
    return bar_of(point.low, point.high, cells) if point else "–"


def _rests_on(found: Trend) -> tuple[Block, ...]:
    if found.base >= ALL or not found.lines:
        return ()
    return (
        paragraph(
            "All readings rest on the questions that these sessions share, by the rules of today: "
            f"{share_in_words(found.base)} of what counts now, by weight. What only some of them "
            "asked is left out of every reading."
        ),
    )
