"""Section 9: the first ten working days, in five to eight dated lines with one name each.

The days are an order, not a measurement: each line gets as many working days as its greatest effort
has, after what it waits for and after what the same person does before it.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from unstall.plan.models import Placed, Plan
from unstall.report.blocks import Block, Line, bullets, line, strong
from unstall.report.dossier import Dossier
from unstall.report.phrases import sentence

WORKING_DAYS = 10
MOST_LINES = 8
MOST_DAYS_EACH = 5


def first_days(dossier: Dossier) -> tuple[Block, ...]:
    """Give the dated lines; nothing if there is no plan."""
    if dossier.plan is None:
        return ()
    chosen = _due(dossier.plan)[:MOST_LINES]
    ordered = sorted(enumerate(chosen), key=lambda entry: (entry[1][1], entry[0]))
    return bullets(*(_line(dossier, placed, due) for _, (placed, due) in ordered))


def _line(dossier: Dossier, placed: Placed, due: date) -> Line:
    return line(
        strong(f"By {dossier.formats.day(due)}:"),
        f" {sentence(placed.chosen.title)} {sentence(dossier.doer(placed))}",
    )


def _due(plan: Plan) -> list[tuple[Placed, date]]:
    days = [
        plan.begins + timedelta(days=offset)
        for offset in range(2 * 7)
        if (plan.begins + timedelta(days=offset)).weekday() < 5
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
    return WORKING_DAYS if monday is None else (monday - plan.begins).days // 7 * 5


def _length(placed: Placed) -> int:
    if placed.chosen.action.duration:
        return placed.chosen.action.duration[1]
    return min(MOST_DAYS_EACH, max(1, ceil(placed.chosen.most)))
