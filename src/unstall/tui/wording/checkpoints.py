"""The checkpoints of the plan on the board: when, what must hold, and the stop criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unstall.report.dossier import Dossier
from unstall.report.held import OUTCOMES
from unstall.report.items import milestones
from unstall.tui.country import day_in_words
from unstall.tui.wording.points import Point


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint on the board."""

    id: str
    """`checkpoint-` and its kind."""
    title: str
    when: str
    """The day on which it falls, or the week at whose end."""
    week: int
    details: tuple[Point, ...]
    """What came of it, what must hold, and the stop criterion if it has one."""
    held: str = ""
    """When it was held and what was decided, in short; empty if nobody recorded that it was."""
    is_past: bool = False
    """Its day is past, and nobody recorded that it was held."""


def checkpoints(dossier: Dossier, today: date | None = None) -> tuple[Checkpoint, ...]:
    """List the checkpoints of the plan in their order; none if there is no plan.

    Args:
        dossier: The plan, with what is recorded about it.
        today: The day on which they are looked at; None calls none of them past.
    """
    found = []
    locale = dossier.formats.locale.replace("_", "-")
    for one in milestones(dossier):
        at = f"detail/{one.id}"
        details = [Point(f"{at}/holds", "What must hold", one.holds, mark="")]
        if one.stop:
            details.append(Point(f"{at}/stop", "Stop criterion", one.stop, mark=""))
        held = next((h for kind, h in dossier.session.plan.held.items() if kind == one.kind), None)
        is_past = bool(today and one.due and one.due < today and not held)
        if held:
            details.insert(0, Point(f"{at}/held", "What came of it", one.decided, mark=""))
        found.append(
            Checkpoint(
                one.id,
                one.title,
                dossier.end_of(one.week),
                one.week,
                tuple(details),
                held=f"held {day_in_words(held.on, locale)}: {OUTCOMES[held.outcome]}"
                if held
                else "",
                is_past=is_past,
            )
        )
    return tuple(found)
