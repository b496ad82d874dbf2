"""Plans in the formats of other tools, written from the examples."""

from __future__ import annotations

from dataclasses import replace

from tests.report.examples import Written
from unstall.report.calendar_file import write_calendar
from unstall.report.dossier import Dossier
from unstall.report.tracker import Tracker, write_table


def dossier(written: Written) -> Dossier:
    """Gather what an example's exports are written from."""
    return written.dossier


def table_of(written: Written, tracker: Tracker | None = None) -> str:
    """Write an example's plan as a table."""
    return write_table(dossier(written), tracker)


def calendar_of(written: Written) -> str:
    """Write an example's plan as a calendar."""
    return write_calendar(dossier(written))


def titled(written: Written, title: str) -> Dossier:
    """Gather an example whose actions all have one title, as a questionnaire's author may write."""
    made = dossier(written)
    assert made.plan is not None
    actions = tuple(
        replace(placed, owner=title, note=title, chosen=replace(placed.chosen, title=title))
        for placed in made.plan.actions
    )
    return replace(made, plan=replace(made.plan, actions=actions))
