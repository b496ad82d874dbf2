"""What may still become true: conditions over every way in which the open answers can fall.

The sets are never too small, which is what makes a claim built on them sound. They can be too
large, since parts of a condition that share a question are taken as if they did not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from unstall.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Condition,
    NotThis,
    OnFact,
    OnHowSoon,
    OnQuestion,
    RoleNamed,
)
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.triage.hiding import needed_first
from unstall.triage.reading import Reading
from unstall.triage.truth import Truth, compile_condition

Truths = frozenset[Truth]
Domain = tuple[int | None, ...]
"""The levels that a question may end up with; None is no level."""

EITHER: Truths = frozenset({True, False})
ANYTHING: Truths = frozenset({True, False, None})


class Possible:
    """What a reading may become once the answers still to come are in."""

    def __init__(self, questionnaire: Questionnaire, reading: Reading) -> None:
        """Work the domains out.

        Args:
            questionnaire: Checked: no question is asked depending on its own answer.
            reading: Everything recorded, answers to questions that are hidden now included.
        """
        self._questionnaire = questionnaire
        self._reading = reading
        self.domains: dict[str, Domain] = {}
        for question in needed_first(questionnaire):
            self.domains[question.id] = self._domain(question)

    def truths(self, condition: Condition | None) -> Truths:  # noqa: PLR0911 - one per form
        """Give every value that a condition may take; one that is left out is true."""
        match condition:
            case None:
                return frozenset({True})
            case AllOf(all_=parts):
                return _combine((self.truths(part) for part in parts), _kleene_all)
            case AnyOf(any_=parts):
                return _combine((self.truths(part) for part in parts), _kleene_any)
            case NotThis(not_=part):
                return frozenset(None if t is None else not t for t in self.truths(part))
            case OnQuestion(question=asked):
                test = compile_condition(condition, self._questionnaire)
                return frozenset(
                    test(Reading({} if level is None else {asked: level}))
                    for level in self.domains[asked]
                )
            case OnFact(fact=fact):
                if fact in self._reading.facts:
                    return self._as_it_is(condition)
                return EITHER if condition.operator == "known" else ANYTHING
            case OnHowSoon(how_soon=asked):
                return self._as_it_is(condition) if asked in self._reading.how_soon else EITHER
            case RoleNamed(role_named=role):
                return frozenset({True}) if role in self._reading.roles_named else EITHER
            case _:
                return EITHER

    def _as_it_is(self, condition: Condition) -> Truths:
        return frozenset({compile_condition(condition, self._questionnaire)(self._reading)})

    def _domain(self, question: Question) -> Domain:
        asked = self.truths(question.only_if)
        if asked == {False} or self._reading.state(question.id) == "not-applicable":
            return (None,)
        level = self._reading.levels.get(question.id)
        if level is None:
            return (None, *range(question.top + 1))
        return (level, None) if False in asked else (level,)


def _kleene_all(values: tuple[Truth, ...]) -> Truth:
    return False if False in values else None if None in values else True


def _kleene_any(values: tuple[Truth, ...]) -> Truth:
    return True if True in values else None if None in values else False


def _combine(parts: Iterable[Truths], kleene: Callable[[tuple[Truth, ...]], Truth]) -> Truths:
    combined: Truths | None = None
    for part in parts:
        pairs = product(combined, part) if combined is not None else ((t,) for t in part)
        combined = frozenset(kleene(values) for values in pairs)
    return frozenset({kleene(())}) if combined is None else combined
