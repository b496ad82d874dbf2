"""Conditions in three values, compiled once per questionnaire into plain functions.

The truth of `all`, `any` and `not` follows Kleene's strong three-valued logic (Kleene, Introduction
to Metamathematics, 1952, section 64). None stands for *unknown*.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from unstall.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Condition,
    NotThis,
    OnFact,
    OnHowSoon,
    OnQuestion,
    RoleNamed,
    TopAnswersUnseen,
)
from unstall.questionnaire.models import Questionnaire
from unstall.triage.reading import Reading

Truth = bool | None
Test = Callable[[Reading], Truth]

_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq,
    "is_not": operator.ne,
    "less_than": operator.lt,
    "at_most": operator.le,
    "at_least": operator.ge,
    "more_than": operator.gt,
    "in": lambda value, among: value in among,
}


def compile_condition(  # noqa: PLR0911 - one return per form of the language
    condition: Condition, questionnaire: Questionnaire
) -> Test:
    """Make a function that tells whether the condition holds for a reading.

    The questionnaire has been checked: ids that a condition names exist.
    """
    match condition:
        case OnQuestion():
            return _on_question(condition, questionnaire)
        case OnFact():
            return _on_fact(condition)
        case OnHowSoon():
            compare, wanted, asked = (
                _ORDERED[condition.operator], condition.value, condition.how_soon,
            )  # fmt: skip
            return lambda reading: compare(reading.how_soon.get(asked, "unknown"), wanted)
        case AllOf(all_=parts):
            return _all([compile_condition(part, questionnaire) for part in parts])
        case AnyOf(any_=parts):
            return _any([compile_condition(part, questionnaire) for part in parts])
        case NotThis(not_=part):
            inner = compile_condition(part, questionnaire)

            def opposite(reading: Reading) -> Truth:
                truth = inner(reading)
                return None if truth is None else not truth

            return opposite
        case RoleNamed(role_named=role):
            return lambda reading: role in reading.roles_named
        case TopAnswersUnseen(top_answers_unseen=share):
            return _top_answers_unseen(share, questionnaire)


def compile_optional(condition: Condition | None, questionnaire: Questionnaire) -> Test | None:
    """Like `compile_condition`, for a condition that may be left out."""
    return None if condition is None else compile_condition(condition, questionnaire)


def _on_question(condition: OnQuestion, questionnaire: Questionnaire) -> Test:
    question = questionnaire.question_by_id[condition.question]
    asked = question.id
    if condition.operator == "known":
        expected = condition.value
        return lambda reading: (asked in reading.levels) is expected
    index = {level.id: position for position, level in enumerate(question.levels)}
    positions = tuple(index[level] for level in condition.level_ids())
    wanted: Any = positions if condition.operator == "in" else positions[0]
    compare = _ORDERED[condition.operator]

    def test(reading: Reading) -> Truth:
        level = reading.levels.get(asked)
        return None if level is None else compare(level, wanted)

    return test


def _on_fact(condition: OnFact) -> Test:
    fact, wanted = condition.fact, condition.value
    if condition.operator == "known":
        return lambda reading: (fact in reading.facts) is wanted
    compare = _ORDERED[condition.operator]

    def test(reading: Reading) -> Truth:
        value = reading.facts.get(fact)
        return None if value is None else compare(value, wanted)

    return test


def _all(parts: list[Test]) -> Test:
    def test(reading: Reading) -> Truth:
        verdict: Truth = True
        for part in parts:
            truth = part(reading)
            if truth is False:
                return False
            if truth is None:
                verdict = None
        return verdict

    return test


def _any(parts: list[Test]) -> Test:
    def test(reading: Reading) -> Truth:
        verdict: Truth = False
        for part in parts:
            truth = part(reading)
            if truth:
                return True
            if truth is None:
                verdict = None
        return verdict

    return test


def _top_answers_unseen(share: float, questionnaire: Questionnaire) -> Test:
    order = [(question.id, question.top) for question in questionnaire.call_order]
    fewest = 4
    """Below this many answers a run of best levels says nothing."""

    def test(reading: Reading) -> Truth:
        answered = [(asked, top) for asked, top in order if asked in reading.levels]
        first = answered[: int(len(answered) * share)]
        if len(first) < fewest:
            return False
        return all(
            reading.levels[asked] == top and asked not in reading.seen for asked, top in first
        )

    return test
