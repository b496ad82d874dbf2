"""Actions that settle what two roles say differently, one for each role gap of two steps or more.

They follow from the votes as all others follow from the answers: nobody adds them, and they are
gone when a second vote has closed the gap. They belong to the names and decisions at the beginning
of a plan that goes on or waits; in a plan that ends the project there is nothing left to settle.
"""

from __future__ import annotations

from collections.abc import Mapping

from unstall.plan.models import Chosen
from unstall.questionnaire.actions import Action
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.rules import Strategy
from unstall.session.voters import OTHERS
from unstall.triage.engine import Engine, Triage
from unstall.voting.disputes import Dispute, role_title

DAYS = (0.5, 1.0)
"""Person-days, least and most, to bring two roles together over one question."""
_PHASES: Mapping[str, str] = {"go": "foundation", "wait": "pause"}
_WEEK = 1
_SPONSOR = "sponsor"


def settling(engine: Engine, triage: Triage, strategy: Strategy) -> tuple[Chosen, ...]:
    """Make the actions of a strategy's plan that settle role gaps, in file order."""
    phase = _PHASES.get(strategy.kind)
    if phase is None:
        return ()
    applicable = {question.id for question in triage.applicable}
    return tuple(
        _chosen(engine, triage, strategy, phase, dispute)
        for dispute in triage.disputes
        if dispute.question in applicable
    )


def settling_title(questionnaire: Questionnaire, dispute: Dispute) -> str:
    """Name the action: "Settle Accountable owner between business and engineering"."""
    high, low = (_party(questionnaire, role) for role in (dispute.high, dispute.low))
    short = questionnaire.question_by_id[dispute.question].short
    return f"Settle “{short}” between {high} and {low}"


def _chosen(
    engine: Engine, triage: Triage, strategy: Strategy, phase: str, dispute: Dispute
) -> Chosen:
    questionnaire = engine.questionnaire
    title = settling_title(questionnaire, dispute)
    short = questionnaire.question_by_id[dispute.question].short
    owner = _owner(questionnaire)
    action = Action.model_construct(
        id=dispute.action,
        title=title,
        done_when=(
            f"People from {_party(questionnaire, dispute.high)} and from "
            f"{_party(questionnaire, dispute.low)} have looked at the evidence for “{short}” "
            f"together and name the same level, or the {role_title(questionnaire, owner)} has "
            "decided which one holds; the answer and the reason are recorded."
        ),
        phase=phase,
        owner=owner,
        effort=DAYS,
        week=_WEEK,
        strategies=(strategy.id,),
    )
    return Chosen(
        action,
        "full",
        title,
        *DAYS,
        why=(),
        weight=engine.scale.weight(dispute.question, triage.reading),
        always=False,
        settles=dispute.question,
    )


def _party(questionnaire: Questionnaire, role: str) -> str:
    return "other roles" if role == OTHERS else role_title(questionnaire, role)


def _owner(questionnaire: Questionnaire) -> str:
    """Choose who brings them together: the sponsor, or the role that stands first."""
    if _SPONSOR in questionnaire.role_by_id or not questionnaire.roles:
        return _SPONSOR
    return questionnaire.roles[0].id
