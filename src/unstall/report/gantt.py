"""The plan along the calendar, and that picture as a Mermaid Gantt chart, which GitHub draws.

A label must not end a line, its own statement or the block, nor read as one of Mermaid's keywords.
So labels keep letters, digits and harmless signs alone and begin with their number in the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from unstall.report.blocks import Bar, Pictured, Timeline
from unstall.report.dossier import FIRM_WEEKS, Dossier
from unstall.report.escape import one_line
from unstall.report.items import milestones, work

LONGEST_LABEL = 42
"""In characters; what is longer is cut at a word where there is one."""

_STAGES = {
    "foundation": "Foundation",
    "development": "Development",
    "deployment": "Deployment",
    "after-launch": "After launch",
    "partner": "Partner",
    "stop": "Ending",
    "pause": "Pause",
}
_MOST_TICKS = 12
_DAYS_IN_WEEK = 7
_SOME_WEEK = date(2001, 1, 1)
"""Monday of the week before week 1, where weeks have no dates."""
_WEEK, _TO_FRIDAY = timedelta(days=_DAYS_IN_WEEK), timedelta(days=4)
_COLON = re.compile(r"\s*:\s+")
_HARMLESS = re.compile(r"[^\w\s.,()'’“”/–—…½+=?!-]")
"""All else: Mermaid ends a label at `:`, `;` and `#`, begins a comment at `%` and reads HTML."""


def timeline(dossier: Dossier) -> tuple[Timeline, ...]:
    """Lay what has dates along the calendar, part by part; nothing if nothing has."""
    stages: dict[str, list[Bar]] = {}
    for one in work(dossier):
        if one.starts and one.due:
            bar = Bar(one.number, one.title, one.starts, one.due, one.done is not None)
            stages.setdefault(stage_title(one.phase), []).append(bar)
    if not stages:
        return ()
    marks = tuple((one.title, one.due) for one in milestones(dossier) if one.due)
    drawn = Timeline(
        tuple((title, tuple(bars)) for title, bars in stages.items()),
        marks,
        first_week=dossier.plan.week_of(1) if dossier.plan else None,
        holidays=_free_days(dossier),
        formats=dossier.formats,
    )
    return (drawn,)


def pictured_timeline(dossier: Dossier) -> tuple[Pictured, ...]:
    """Give the time line for a document that shows it only where it can hold a picture.

    What has no dates is laid along its weeks.
    """
    return tuple(Pictured(drawn) for drawn in timeline(dossier) or _by_weeks(dossier))


def _by_weeks(dossier: Dossier) -> tuple[Timeline, ...]:
    weeks = FIRM_WEEKS if dossier.is_quick else None
    stages: dict[str, list[Bar]] = {}
    for one in work(dossier):
        if weeks is None or one.last_week <= weeks:
            first, last = _SOME_WEEK + one.first_week * _WEEK, _end_of(one.last_week)
            bar = Bar(one.number, one.title, first, last, one.done is not None)
            stages.setdefault(stage_title(one.phase), []).append(bar)
    if not stages:
        return ()
    marks = tuple(
        (one.title, _end_of(one.week))
        for one in milestones(dossier)
        if weeks is None or one.week <= weeks
    )
    drawn = Timeline(
        tuple((title, tuple(bars)) for title, bars in stages.items()),
        marks,
        first_week=_SOME_WEEK + _WEEK,
        is_dated=False,
    )
    return (drawn,)


def _end_of(week: int) -> date:
    return _SOME_WEEK + week * _WEEK + _TO_FRIDAY


def mermaid(drawn: Timeline) -> str:
    """Write a time line as a Gantt chart of Mermaid's, without a line end after the last line.

    Syntax: https://mermaid.js.org/syntax/gantt.html. Work is drawn from its first day to its last.
    """
    return "\n".join(_lines(drawn))


def _lines(drawn: Timeline) -> Iterator[str]:
    yield "gantt"
    yield "    accTitle: The plan, week by week"
    yield "    dateFormat YYYY-MM-DD"
    yield "    axisFormat %d %b"
    yield f"    tickInterval {_tick(drawn)}week"
    yield "    weekday monday"
    yield "    todayMarker off"
    if drawn.marks:
        yield "    section Checkpoints"
        for title, on in drawn.marks:
            yield f"    {_label(title)} :milestone, {on.isoformat()}, 0d"
    for title, bars in drawn.stages:
        yield f"    section {_label(title)}"
        for bar in bars:
            done = "done, " if bar.done else ""
            days = (bar.last - bar.first).days + 1
            label = _label(f"{bar.number} {bar.title}")
            yield f"    {label} :{done}{bar.first.isoformat()}, {days}d"


def _tick(drawn: Timeline) -> int:
    bars = [bar for _, bars in drawn.stages for bar in bars]
    days: list[date] = [day for bar in bars for day in (bar.first, bar.last)]
    days += [on for _, on in drawn.marks]
    return max(1, ceil((max(days) - min(days)).days / _DAYS_IN_WEEK / _MOST_TICKS))


def _free_days(dossier: Dossier) -> frozenset[date]:
    if dossier.plan is None:
        return frozenset()
    calendar = dossier.plan.calendar
    return frozenset(day for day in calendar.holidays if day.weekday() not in calendar.weekend)


def stage_title(phase: str) -> str:
    """Name a stage of the work, given the word that actions have for it."""
    return _STAGES.get(phase, phase)


def _label(text: str) -> str:
    bare = _HARMLESS.sub(" ", _COLON.sub(" – ", text.replace("&", " and ")))
    line = " ".join(one_line(bare).split())
    if len(line) <= LONGEST_LABEL:
        return line
    cut = line[: LONGEST_LABEL - 1]
    words = cut.rpartition(" ")[0]
    return f"{(words if len(words) > LONGEST_LABEL // 2 else cut).rstrip(' ,–')}…"
