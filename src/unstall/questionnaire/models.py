"""A whole questionnaire, with the look-ups that the rest of the program makes."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from unstall.questionnaire.actions import (
    Action,
    CaseExpectation,
    Cause,
    Contradiction,
    Role,
    WarningSign,
    WrittenSource,
)
from unstall.questionnaire.base import Id, Many, Model, Words
from unstall.questionnaire.conditions import Condition, HowSoon
from unstall.questionnaire.history import Retired, Version
from unstall.questionnaire.questions import Band, Fact, Group, Question, Section
from unstall.questionnaire.rules import Axis, FactPoints, ForcedStop, Gate, Procedure, Strategy

SCHEMA = 1
"""The version of the file format that this program reads and writes."""


class AuthorCase(Model):
    """One of the author's own tests: answers and facts, and the verdict they expect."""

    name: Id
    description: Words
    answers: dict[Id, Id] = Field(default_factory=dict)
    """Question id → level id; what is absent is not known."""
    facts: dict[Id, Any] = Field(default_factory=dict)
    how_soon: dict[Id, HowSoon] = Field(default_factory=dict)
    expected: CaseExpectation


class LegalNote(Model):
    """A question to put to compliance; dated, and never part of a decision."""

    id: Id
    text: Words
    as_of: date
    only_if: Condition | None = None
    """Printed only while this is true; always if it is left out."""


class Interview(Model):
    """How the questions are put."""

    sections: Many[Id]
    """Sections in the order of the call."""
    order: Many[Id] = ()
    """Questions that come first within their section, in this order; the rest follow as written."""


class Questionnaire(Model):
    """Questions, causes, strategies and actions that belong together."""

    model_config = ConfigDict(**Model.model_config, ignored_types=(cached_property,))

    schema_: Literal[1] = Field(alias="schema")
    id: Id
    version: Version
    """Major: meaning changed. Minor: added. Patch: wording."""
    title: Words
    language: str = "en-GB"
    about: str = ""
    interview: Interview
    procedure: Procedure
    sections: Annotated[Many[Section], Field(min_length=1)]
    bands: Annotated[Many[Band], Field(min_length=1)]
    groups: Many[Group] = ()
    facts: Many[Fact] = ()
    questions: Annotated[Many[Question], Field(min_length=1)]
    axes: Many[Axis] = ()
    strategies: Annotated[Many[Strategy], Field(min_length=1)]
    gates: Many[Gate] = ()
    forced_stops: Many[ForcedStop] = ()
    fact_points: Many[FactPoints] = ()
    causes: Many[Cause] = ()
    warning_signs: Many[WarningSign] = ()
    contradictions: Many[Contradiction] = ()
    roles: Many[Role] = ()
    actions: Many[Action] = ()
    legal_notes: Many[LegalNote] = ()
    sources: Many[WrittenSource] = ()
    cases: Many[AuthorCase] = ()
    retired: Many[Retired] = ()
    """Questions, facts and actions of earlier versions that are asked for no more."""

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def level_places(self) -> dict[str, dict[str, int]]:
        """For each question the places of its levels by their ids, 0 the worst."""
        return {
            question.id: {level.id: place for place, level in enumerate(question.levels)}
            for question in self.questions
        }

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def strategy_by_id(self) -> dict[str, Strategy]:
        """Strategies by id."""
        return {strategy.id: strategy for strategy in self.strategies}

    @cached_property
    def action_by_id(self) -> dict[str, Action]:
        """Actions by id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def role_by_id(self) -> dict[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles}

    @cached_property
    def call_order(self) -> tuple[Question, ...]:
        """All questions in the order in which they are put on a call."""
        section_rank = {section: rank for rank, section in enumerate(self.interview.sections)}
        first = {question: rank for rank, question in enumerate(self.interview.order)}
        return tuple(
            sorted(
                self.questions,
                key=lambda q: (section_rank[q.section], first.get(q.id, len(first))),
            )
        )
