"""Conditions of a recommendation: what must hold, who sees to it, by when, and what if not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unstall.plan.models import Checkpoint
from unstall.report.dossier import Dossier
from unstall.report.phrases import listed
from unstall.triage.gates import GateState


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


def conditions_end(dossier: Dossier) -> str:
    """Say by when a pause's conditions have to be met, inside a sentence."""
    review = _checkpoint(dossier, "review")
    return dossier.by_end_of(review.week) if review else "by the set date"


def _condition(dossier: Dossier, condition: str) -> Condition:
    question = dossier.gate_question(condition)
    state = next((s for s in dossier.triage.decision.gates if s.gate.id == condition), None)
    by, if_not = _when(dossier, state)
    return Condition(
        text=dossier.gate_text(condition),
        today=dossier.said(question) if question else "–",
        who=_who(dossier, question, state),
        by=by,
        if_not=if_not,
    )


def _who(dossier: Dossier, question: str | None, state: GateState | None) -> str:
    if state and state.effect == "missing" and state.gate.supply == "sponsor":
        return "to be named (whoever fills the sponsor's post)"
    planned = dossier.action_for(question) if question else None
    if planned:
        return planned.owner or dossier.person(planned.chosen.action.owner)
    role = dossier.role_for(question) if question else None
    return dossier.person(role) if role else "to be named"


def _when(dossier: Dossier, state: GateState | None) -> tuple[str, str]:
    if dossier.strategy is not None and dossier.strategy.kind == "wait":
        review = _checkpoint(dossier, "review")
        return dossier.end_of(review.week) if review else "the set date", "stop"
    if state is not None and state.effect == "missing":
        return _in_weeks(dossier, state.weeks or 0), "pause instead"
    commit = _checkpoint(dossier, "commit")
    when = dossier.end_of(commit.week) if commit else "before money is committed"
    return when, "no more money is committed"


def _in_weeks(dossier: Dossier, weeks: int) -> str:
    if dossier.plan is None:
        return f"within {weeks} weeks"
    calendar = dossier.plan.calendar
    begins = dossier.ahead_from(dossier.plan)
    return dossier.formats.day(calendar.ends_by(calendar.week_starts(begins, weeks + 1)))


def _checkpoint(dossier: Dossier, kind: str) -> Checkpoint | None:
    plan = dossier.plan
    return next((c for c in plan.checkpoints if c.phase.kind == kind), None) if plan else None


def held(on: Sequence[str]) -> str:
    """Join conditions after "that", so that it is heard where one ends and the next begins."""
    plain = not any("," in text or " and " in text for text in on)
    if len(on) == 1 or plain:
        return listed(on)
    return f"all of this holds: {'; '.join(on)}"
