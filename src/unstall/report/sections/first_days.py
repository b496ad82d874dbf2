"""Section 9: the first ten working days, in five to eight dated lines with one name each.

The days are an order, not a measurement: each line gets as many working days as its greatest effort
has, after what it waits for and after what the same person does before it.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from unstall.plan.models import Placed, Plan
from unstall.report.blocks import Block, Line, bullets, line, strong
from unstall.report.dossier import FIRM_WEEKS, Dossier
from unstall.report.phrases import capitalised, sentence

WORKING_DAYS = 10
MOST_LINES = 8
MOST_LATER = 3
"""Of them, lines of the second week."""
DAYS_EACH = 2, 5
"""Fewest and most working days that a line gets."""
WORKING_WEEK = 5


def first_days(dossier: Dossier) -> tuple[Block, ...]:
    """Give the dated lines; nothing if there is no plan."""
    if dossier.plan is None:
        return ()
    due = _due(dossier.plan)
    later = [entry for entry in due if entry[0].first_week == FIRM_WEEKS][:MOST_LATER]
    first = [entry for entry in due if entry[0].first_week < FIRM_WEEKS]
    chosen = [*first[: MOST_LINES - len(later)], *later]
    chosen.sort(key=lambda entry: entry[1])
    return bullets(*(_line(dossier, placed, on) for placed, on in chosen))


def _line(dossier: Dossier, placed: Placed, due: date) -> Line:
    return line(
        strong(f"By {dossier.formats.day(due)}:"),
        f" {sentence(placed.chosen.title)} {sentence(capitalised(dossier.doer(placed)))}",
    )


def _due(plan: Plan) -> list[tuple[Placed, date]]:
    days = [
        plan.begins + timedelta(days=offset)
        for offset in range(2 * 7)
        if (plan.begins + timedelta(days=offset)).weekday() < WORKING_WEEK
    ]
    ends: dict[str, int] = {}
    busy: dict[str, int] = {}
    due = []
    for placed in plan.actions:
        start = _first_day(plan, placed)
        waits = [ends.get(needed, WORKING_DAYS) for needed in placed.waits_for]
        person = placed.owner or placed.role
        begin = max([start, busy.get(person, 0), *waits])
        end = begin + _length(placed)
        ends[placed.id] = end
        if placed.done is None and end <= WORKING_DAYS:
            busy[person] = end
            due.append((placed, days[end - 1]))
    return due


def _first_day(plan: Plan, placed: Placed) -> int:
    if placed.first_week < 1:
        return 0
    monday = plan.week_of(placed.first_week)
    return WORKING_DAYS if monday is None else (monday - plan.begins).days // 7 * WORKING_WEEK


def _length(placed: Placed) -> int:
    if placed.chosen.action.duration:
        return placed.chosen.action.duration[1]
    least, most = DAYS_EACH
    return min(most, max(least, ceil(placed.chosen.most)))
