"""Section 9: the first ten working days, in five to eight dated lines with one name each.

Each line has the working day on which its action is over in the plan.
"""

from __future__ import annotations

from datetime import date

from unstall.plan.models import Placed, Plan
from unstall.report.blocks import Block, Line, bullets, line, strong
from unstall.report.dossier import FIRM_WEEKS, Dossier
from unstall.report.phrases import capitalised, sentence

WORKING_DAYS = 10
MOST_LINES = 8
MOST_LATER = 3
"""Of them, lines of the second week."""


def first_days(dossier: Dossier) -> tuple[Block, ...]:
    """Give the dated lines; nothing if there is no plan."""
    if dossier.plan is None:
        return ()
    plan, begins = dossier.plan, dossier.ahead_from(dossier.plan)
    due = _due(plan, begins)
    passed = plan.calendar.week_of(begins, plan.start or plan.begins) - 1
    second = FIRM_WEEKS + max(0, passed)
    later = [entry for entry in due if entry[0].first_week == second][:MOST_LATER]
    first = [entry for entry in due if entry[0].first_week < second]
    chosen = [*first[: MOST_LINES - len(later)], *later]
    chosen.sort(key=lambda entry: entry[1])
    return bullets(*(_line(dossier, placed, on) for placed, on in chosen))


def _line(dossier: Dossier, placed: Placed, due: date) -> Line:
    return line(
        strong(f"By {dossier.formats.day(due)}:"),
        f" {sentence(placed.chosen.title)} {sentence(capitalised(dossier.doer(placed)))}",
    )


def _due(plan: Plan, begins: date) -> list[tuple[Placed, date]]:
    last = plan.calendar.add(begins, WORKING_DAYS - 1)
    return [
        (placed, placed.last_day)
        for placed in plan.actions
        if placed.done is None and placed.last_day is not None and placed.last_day <= last
    ]
