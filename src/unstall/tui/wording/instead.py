"""What the plan screen says where there is no plan to show."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.report.dossier import Dossier
from unstall.report.phrases import sentence
from unstall.tui.wording.points import Point
from unstall.tui.wording.verdict import to_find_out

MOST_TO_SEE = 5


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands in place of a plan."""

    title: str
    lead: str
    points: tuple[Point, ...]


def instead_of_plan(dossier: Dossier) -> Instead | None:
    """Say what to do instead of following a plan; None if there is one to follow."""
    if dossier.triage.nothing_explains:
        return Instead(
            "No plan: hold the go-live review",
            "Every answer given is at its best level, so a recovery plan would invent work. What "
            "is left is to put the person who may say go in front of the evidence. Ask to see:",
            _to_see(dossier),
        )
    if dossier.plan is None:
        return Instead(
            "No plan yet: too little is known for one",
            "These answers are needed first; i goes on with the questions. The plan is there as "
            "soon as there is a verdict.",
            to_find_out(dossier),
        )
    return None


def _to_see(dossier: Dossier) -> tuple[Point, ...]:
    unseen = [q for q in dossier.heaviest if q.id not in dossier.triage.reading.seen]
    return tuple(
        Point(f"see/{q.id}", q.short, sentence(q.evidence), mark="[ ]", question=q.id)
        for q in unseen[:MOST_TO_SEE]
    )
