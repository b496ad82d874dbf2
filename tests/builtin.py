"""The built-in questionnaire and its cases, loaded once for all tests."""

from __future__ import annotations

from functools import cache

from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.questionnaire.models import AuthorCase, Questionnaire
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading


@cache
def questionnaire() -> Questionnaire:
    """Load the built-in questionnaire with its cases."""
    return load(builtin_questionnaires() / "stalled-ai", with_cases=True).questionnaire


@cache
def engine() -> Engine:
    """Give the built-in questionnaire's engine."""
    return Engine(questionnaire())


def case(name: str) -> AuthorCase:
    """Find one of the questionnaire's own cases by name."""
    return next(case for case in questionnaire().cases if case.name == name)


def reading_of(author_case: AuthorCase) -> Reading:
    """Turn a case's answers into a reading."""
    levels = {}
    for question_id, level_id in author_case.answers.items():
        level = questionnaire().question_by_id[question_id].level_index(level_id)
        assert level is not None, (question_id, level_id)
        levels[question_id] = level
    return Reading(levels=levels, facts=author_case.facts, how_soon=author_case.how_soon)
