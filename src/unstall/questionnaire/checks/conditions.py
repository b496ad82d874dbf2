"""Conditions that cannot mean what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unstall.questionnaire.checks.circles import circle
from unstall.questionnaire.checks.names import no_such_level
from unstall.questionnaire.checks.values import COMPARABLE, ORDERED, impossible, limits
from unstall.questionnaire.checks.walk import Contents
from unstall.questionnaire.conditions import (
    OnFact,
    OnHowSoon,
    OnQuestion,
    RoleNamed,
    TopAnswersUnseen,
    leaves,
)
from unstall.questionnaire.problems import Finding, Keys
from unstall.questionnaire.questions import Fact, Question


def comparing_levels(contents: Contents) -> Iterator[Finding]:
    """A condition on an answer names levels of that question, and not all of them."""
    questionnaire = contents.questionnaire
    for keys, condition in contents.tables:
        if not isinstance(condition, OnQuestion):
            continue
        at = (*keys, condition.operator)
        wanted = condition.level_ids()
        for position, level in enumerate(wanted):
            where = (*at, position) if condition.operator == "in" else at
            yield from no_such_level(questionnaire, condition.question, level, where)
        question = questionnaire.question_by_id.get(condition.question)
        if question and condition.operator != "known":
            yield from _same_for_all_levels(condition, question, at)


def _same_for_all_levels(condition: OnQuestion, question: Question, at: Keys) -> Iterator[Finding]:
    levels = {level.id for level in question.levels}
    wanted = set(condition.level_ids())
    if not wanted:
        yield Finding(at, "this is never true, since it names no level", "Name one or more levels.")
    elif (
        wanted >= levels
        or (condition.operator == "at_least" and question.levels[0].id in wanted)
        or (condition.operator == "at_most" and question.levels[-1].id in wanted)
    ):
        yield Finding(
            at,
            f"this is true for every level of {question.id}",
            "If you mean that it has been answered, write known = true.",
            "warning",
        )


def comparing_facts(contents: Contents) -> Iterator[Finding]:
    """A condition on a fact compares it with values that it can have, in a way that it allows."""
    questionnaire = contents.questionnaire
    for keys, condition in contents.tables:
        if not isinstance(condition, OnFact) or condition.operator == "known":
            continue
        fact = questionnaire.fact_by_id.get(condition.fact)
        if fact:
            yield from _comparison(condition, fact, (*keys, condition.operator))


def _comparison(condition: OnFact, fact: Fact, at: Keys) -> Iterator[Finding]:
    operator = condition.operator
    if fact.kind not in COMPARABLE:
        yield Finding(
            at,
            f"{fact.id} ({fact.kind}) cannot be compared, it is only known or not",
            "Write known = true or known = false.",
        )
        return
    if operator in ("is", "is_not"):
        yield from _equal(fact, condition.value, at)
    elif operator == "in":
        if not condition.value:
            yield Finding(at, "this is never true, since it names no value", "Name some values.")
        for position, value in enumerate(condition.value):
            yield from _equal(fact, value, (*at, position))
    elif fact.kind not in ORDERED:
        yield Finding(
            at, f"the values of {fact.id} ({fact.kind}) have no order", "Write is, is_not or in."
        )
    else:
        yield from _threshold(operator, fact, condition.value, at)


def _equal(fact: Fact, value: Any, at: Keys) -> Iterator[Finding]:
    fault = impossible(fact, value)
    if fault:
        yield Finding(at, *fault)


def _threshold(operator: str, fact: Fact, value: Any, at: Keys) -> Iterator[Finding]:
    is_number = isinstance(value, (int, float))
    if is_number != (fact.kind != "date"):
        yield Finding(at, *(impossible(fact, value) or ("", "")))
        return
    if not is_number:
        return
    least, most = limits(fact)
    always, never = {
        "less_than": (value > most, value <= least),
        "at_most": (value >= most, value < least),
        "at_least": (value <= least, value > most),
        "more_than": (value < least, value >= most),
    }[operator]
    if always or never:
        yield Finding(
            at,
            f"{fact.id} is always between {least:g} and {most:g}, so this is "
            f"{'always' if always else 'never'} true",
            "Change the number, or the limits of the fact.",
        )


def never_known(contents: Contents) -> Iterator[Finding]:
    """What a condition asks for has to be asked somewhere."""
    questionnaire = contents.questionnaire
    asked_how_soon = {
        gate.question
        for gate in questionnaire.gates
        if any(effect.kind == "missing" for effect in gate.if_false)
    }
    names_are_asked = any(fact.kind == "names-by-role" for fact in questionnaire.facts)
    for keys, condition in contents.tables:
        if isinstance(condition, OnFact):
            fact = questionnaire.fact_by_id.get(condition.fact)
            if fact and fact.required == "computed" and fact.computed is None:
                yield Finding(
                    (*keys, "fact"),
                    f"{fact.id} is neither asked nor computed, so this is never known",
                    'Say how it is computed, or write required = "no" at the fact.',
                )
        elif isinstance(condition, OnHowSoon) and condition.how_soon not in asked_how_soon:
            if condition.how_soon in questionnaire.question_by_id:
                yield Finding(
                    (*keys, "how_soon"),
                    f"how soon {condition.how_soon} can be had is never asked",
                    'It is asked for the `question` of a gate with if_false kind "missing".',
                )
        elif isinstance(condition, RoleNamed) and not names_are_asked:
            yield Finding(
                (*keys, "role_named"),
                "nobody is asked who plays a role, so this is never true",
                'Add a fact of kind "names-by-role".',
            )


def hiding_themselves(contents: Contents) -> Iterator[Finding]:
    """Whether a question is asked may not depend on its own answer, not even by way of others."""
    questionnaire = contents.questionnaire
    for position, question in enumerate(questionnaire.questions):
        looked_at = leaves(question.only_if) if question.only_if else ()
        if any(isinstance(leaf, TopAnswersUnseen) for leaf in looked_at):
            yield Finding(
                ("questions", position, "only_if"),
                "top_answers_unseen looks at all answers, also at that to this question",
                "Let only_if look at facts, or at questions that are always asked.",
            )
    depends = {
        question.id: tuple(
            leaf.question for leaf in leaves(question.only_if) if isinstance(leaf, OnQuestion)
        )
        for question in questionnaire.questions
        if question.only_if
    }
    found = circle(depends)
    if found:
        position = next(i for i, q in enumerate(questionnaire.questions) if q.id == found[0])
        yield Finding(
            ("questions", position, "only_if"),
            f"it is asked depending on its own answer: {' → '.join(found)}",
            "Let only_if look at facts, or at questions that are always asked.",
        )
