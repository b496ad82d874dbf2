"""Which questions other answers may hide, and in which order that is to be looked at."""

from __future__ import annotations

from graphlib import TopologicalSorter

from unstall.questionnaire.conditions import OnQuestion, leaves
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question


def needed_first(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """Order all questions so that each comes after those that may hide it.

    The questionnaire has been checked: no question is asked depending on its own answer.
    """
    after = {question.id: _named(question) for question in questionnaire.questions}
    return tuple(
        questionnaire.question_by_id[question]
        for question in TopologicalSorter(after).static_order()
    )


def shifts_with_answers(question: Question) -> bool:
    """Tell whether other answers may hide a question or bring it back."""
    return bool(_named(question))


def _named(question: Question) -> list[str]:
    if question.only_if is None:
        return []
    return [leaf.question for leaf in leaves(question.only_if) if isinstance(leaf, OnQuestion)]
