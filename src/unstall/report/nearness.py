"""How near a verdict lies to another one, in the points that the decision itself compares.

Ways that go on are compared with each other; ending the project is measured by a mark of its own.
"""

from __future__ import annotations

from unstall.report.dossier import Dossier
from unstall.report.phrases import counted, sentence


def distance_to_mark(dossier: Dossier) -> str:
    """Say how far stop is from its mark: "5 points are needed for a stop, 1 was found"."""
    procedure = dossier.questionnaire.procedure
    found = dossier.triage.decision.points[procedure.stop]
    needed = f"{procedure.stop_mark} points are needed for a stop"
    if found < 0:
        return f"{needed}, none was found, and the answers speak against it"
    return f"{needed}, {found or 'none'} {'were' if found > 1 else 'was'} found"


def close_call(dossier: Dossier) -> str:
    """Say in a sentence with which other way it is a close call, and how close; may be empty.

    The points are those that ways are ranked by, less what is still missing.
    """
    decision, stop = dossier.triage.decision, dossier.questionnaire.procedure.stop
    if decision.close_call_with is None:
        return ""
    rival = dossier.questionnaire.strategy_by_id[decision.close_call_with]
    lead = f"A close call with {rival.title}"
    if stop in (decision.strategy, rival.id):
        return sentence(f"{lead}: {distance_to_mark(dossier)}")
    first, second = decision.route(decision.strategy or ""), decision.route(rival.id)
    behind = first.rank_points - second.rank_points if first and second else 0
    if not behind:
        return f"{lead}: as much speaks for the one as for the other."
    return f"{lead}, which lies {counted(behind, 'point')} behind."
