"""How the actions are called that settle what two roles say differently."""

from __future__ import annotations

from unstall.questionnaire.models import Questionnaire

_BEGINS = "settle-"


def settling_id(question: str) -> str:
    """Give the id of the action that settles a question."""
    return f"{_BEGINS}{question}"


def settled_question(action: str, questionnaire: Questionnaire) -> str | None:
    """Give the question that an action settles; None for every other action."""
    question = settled_id(action)
    is_asked = question in questionnaire.question_by_id
    return question if is_asked and action not in questionnaire.action_by_id else None


def settled_id(action: str) -> str | None:
    """Give what an action's id says that it settles, whatever that is; None if it says nothing."""
    return action.removeprefix(_BEGINS) if action.startswith(_BEGINS) else None
