"""The checkpoints of the plan on the board: when, what must hold, and the stop criterion."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.report.dossier import Dossier
from unstall.report.items import milestones
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
    """What must hold, and the stop criterion if it has one."""


def checkpoints(dossier: Dossier) -> tuple[Checkpoint, ...]:
    """List the checkpoints of the plan in their order; none if there is no plan."""
    found = []
    for one in milestones(dossier):
        at = f"detail/{one.id}"
        details = [Point(f"{at}/holds", "What must hold", one.holds, mark="")]
        if one.stop:
            details.append(Point(f"{at}/stop", "Stop criterion", one.stop, mark=""))
        when = dossier.end_of(one.week)
        found.append(Checkpoint(one.id, one.title, when, one.week, tuple(details)))
    return tuple(found)
