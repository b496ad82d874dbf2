"""Conditions of a recommendation: what must hold, who sees to it, by when, and what if not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from unstall.report.dossier import Dossier

DAYS_TO_FRIDAY = 3
"""From the end of a week back to its last working day."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the recommendation hangs on."""

    text: str
    """What must hold, as a clause."""
    today: str
    """What was answered, in its own words."""
    who: str
    by: str
    if_not: str


def conditions(dossier: Dossier) -> tuple[Condition, ...]:
    """Give the conditions of the recommendation, in the order of the questionnaire."""
    return tuple(_condition(dossier, id_) for id_ in dossier.triage.decision.conditions)


def _condition(dossier: Dossier, condition: str) -> Condition:
    question = dossier.gate_question(condition)
    state = next((s for s in dossier.triage.decision.gates if s.gate.id == condition), None)
    role = dossier.role_for(question) if question else None
    planned = dossier.action_for(question) if question else None
    if planned:
        who = planned.owner or dossier.person(planned.chosen.action.owner)
    else:
        who = dossier.person(role) if role else "to be named"
    waits = dossier.strategy is not None and dossier.strategy.kind == "wait"
    missing = state is not None and state.effect == "missing"
    if waits:
        by, if_not = _checkpoint(dossier, "review"), "stop"
    elif missing and state is not None:
        by, if_not = _in_weeks(dossier, state.weeks or 0), "pause instead"
    else:
        by, if_not = _checkpoint(dossier, "commit"), "no more money is committed"
    return Condition(
        text=dossier.gate_text(condition),
        today=dossier.said(question) if question else "",
        who=who,
        by=by,
        if_not=if_not,
    )


def _in_weeks(dossier: Dossier, weeks: int) -> str:
    if dossier.plan is None:
        return f"within {weeks} weeks"
    friday = dossier.plan.begins + timedelta(weeks=weeks, days=-DAYS_TO_FRIDAY)
    return dossier.formats.day(friday)


def _checkpoint(dossier: Dossier, kind: str) -> str:
    plan = dossier.plan
    found = next((c for c in plan.checkpoints if c.phase.kind == kind), None) if plan else None
    return dossier.end_of(found.week) if found else "before money is committed"
