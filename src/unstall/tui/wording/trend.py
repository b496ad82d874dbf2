"""How a project moved: a little chart of each part, and what was recommended each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from unstall.compare.trend import Trend, TrendLine, TrendPoint, TrendSession
from unstall.overview import STANDING_WORDS
from unstall.report.compared import percent
from unstall.report.dossier import Dossier
from unstall.report.formats import Formats
from unstall.report.phrases import capitalised, counted_in_words
from unstall.report.sections.trend import ALL, words_of
from unstall.triage.depth import rests_on_quick_call
from unstall.tui.country import day_in_words, month_in_words
from unstall.tui.drawn import fitted
from unstall.tui.multiples import UNKNOWN, Label, Multiple, grid, multiples_rows
from unstall.tui.rows import Row, Span, row
from unstall.tui.widgets.range_bar import POSSIBLE, PROVED, range_bar, range_in_figures
from unstall.tui.wording.options import WEIGHING

SESSION = "session"
"""What stands before the number of a session in the id of its row."""
ALONE = (
    "This is the first session. From the next one on each part has a little chart here, a column "
    "for each session, so that one sees at a glance what moved and what did not."
)
NOTHING_SHARED = "No question is shared by these sessions, so no readings can stand side by side."
LEGEND = f"{PROVED} proved   {POSSIBLE} possible, as far as the answers tell   {UNKNOWN} not known"
_ARROW = " → "
_BAR = 20
_DAY = 13
_TWO = 2


def trend_rows(found: Trend, locale: str, width: int, heights: tuple[int, int]) -> list[Row]:
    """Lay the trend out: sections, what was recommended each time, then all other parts.

    Args:
        found: The trend.
        locale: How days are written.
        width: Cells that there are.
        heights: Lines of the charts of sections, and of all others.
    """
    first, *others = _views(found) or ("",)
    many = len(found.sessions) >= _TWO
    rows: list[Row] = []
    if not found.lines:
        rows.append(row(NOTHING_SHARED, mark=("! ", "warn")))
    elif many:
        rows += _charts(found, first, locale, width, heights[0])
    rows.append(row(LEGEND, "dim") if found.lines and many else row(""))
    rows += session_rows(found, locale)
    if not many:
        return [*rows, row(""), row(ALONE), row(""), *figure_rows(found, locale)]
    for view in others:
        rows += [row(""), row(_title(view), "strong", rule=True)]
        rows += _charts(found, view, locale, width, heights[1])
    return [*rows, *_rests_on(found)]


def _views(found: Trend) -> tuple[str, ...]:
    """Choose what a trend can tell of: with a quick call among the sessions, sections alone."""
    is_quick = any(
        rests_on_quick_call(session.side.session, session.side.triage) for session in found.sessions
    )
    return found.views[:1] if is_quick else found.views


def _charts(found: Trend, view: str, locale: str, width: int, height: int) -> Iterator[Row]:
    charts = [_multiple(line) for line in found.of_view(view)]
    labels = [
        Label((month_in_words(session.day, locale), f"{number}"), f"{session.day.year}")
        for number, session in enumerate(found.sessions, start=1)
    ]
    to = grid(charts, len(labels), width, height)
    yield from multiples_rows(charts, labels, to)
    if to.first:
        left_out = counted_in_words(to.first, "session")
        yield row(f"There is no room for the first {left_out}; m shows all in figures.", "dim")


def _multiple(line: TrendLine) -> Multiple:
    known = [point for point in line.points if point is not None and point.is_known]
    ranges = tuple(
        (point.low, point.high) if point is not None and point.is_known else None
        for point in line.points
    )
    if not known:
        return Multiple(line.title, ranges, ((("not known", "dim"),),))
    ends = [known[0], known[-1]] if len(known) > 1 else known
    figures = _ARROW.join(_figures(point) for point in ends)
    words = [words_of(point) for point in ends]
    return Multiple(
        line.title,
        ranges,
        (
            ((figures, "plain"), *([("  ", "plain"), _moved(*ends)] if len(ends) > 1 else [])),
            ((_ARROW.join(dict.fromkeys(words)), "dim"),),
        ),
    )


def _figures(point: TrendPoint) -> str:
    return range_in_figures(point.low, point.high)


def _moved(then: TrendPoint, now: TrendPoint) -> Span:
    """Say how a range moved from the first to the last: both ends, or that it cannot be said."""
    low, high = (_rounded(b) - _rounded(a) for a, b in ((then.low, now.low), (then.high, now.high)))
    if low == high == 0:
        return "→ same", "plain"
    if low >= 0 and high >= 0:
        return "↗ better", "good"
    if low <= 0 and high <= 0:
        return "↘ worse", "bad"
    return ("narrower", "plain") if low > 0 else ("wider", "plain")


def _rounded(share: float) -> int:
    return floor(share * 100 + 0.5)


def session_rows(found: Trend, locale: str) -> Iterator[Row]:
    """List the sessions with what each recommended, the oldest first."""
    for number, session in enumerate(found.sessions, start=1):
        side, verdict = session.side, session.verdict
        formats = Formats.of(locale, side.session.currency)
        own = Dossier(side.engine, side.session, side.triage, None, formats)
        standing = STANDING_WORDS[verdict.standing] if verdict.standing else WEIGHING
        right = " · ".join([*_compares(session), standing if verdict.strategy else ""])
        yield Row(
            (
                (fitted(day_in_words(session.day, locale), _DAY), "dim"),
                (capitalised(own.title_of(*verdict.outcome)), "plain"),
            ),
            id=f"{SESSION}/{number - 1}",
            mark=(f"{number:>2}  ", "accent"),
            right=((right, "dim"),) if right else (),
            cut=True,
        )


def _compares(session: TrendSession) -> Iterator[str]:
    if not session.shares:
        yield "another questionnaire"
    elif session.comparable < ALL:
        yield f"{percent(session.comparable)} compares"


def figure_rows(found: Trend, locale: str) -> list[Row]:
    """Give every reading in figures and in words, part by part."""
    rows: list[Row] = []
    for view in _views(found):
        rows += [row(""), row(_title(view), "strong", rule=True)]
        for line in found.of_view(view):
            rows += [row(line.title, "strong"), *_readings(line, found.sessions, locale)]
    return rows[1:]


def _readings(line: TrendLine, sessions: Sequence[TrendSession], locale: str) -> Iterator[Row]:
    for session, point in zip(sessions, line.points, strict=True):
        day: Span = (fitted(day_in_words(session.day, locale), _DAY), "dim")
        if point is None or not point.is_known:
            yield Row((day, (words_of(point), "dim")), indent=2, cut=True)
        else:
            bar = range_bar(point.low, point.high, _BAR)
            said = f"  {_figures(point):<7}{words_of(point)}"
            yield Row((day, *bar, (said, "plain")), indent=2, cut=True)


def _title(view: str) -> str:
    return capitalised(view.replace("-", " "))


def _rests_on(found: Trend) -> Iterator[Row]:
    if found.base < ALL and found.lines:
        yield row("")
        yield row(
            "All readings rest on the questions that these sessions share, by the rules of the "
            f"newest: {percent(found.base)} of what counts now, by weight.",
            "dim",
        )
