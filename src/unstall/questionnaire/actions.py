"""The doing side of a questionnaire: causes, signs, contradictions, roles and actions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from unstall.questionnaire.base import Id, Many, Model, Words
from unstall.questionnaire.conditions import Condition


class Cause(Model):
    """A reason why projects stall."""

    id: Id
    code: str
    title: Words
    short: Words
    first: bool = False
    """Listed before stronger causes, because work on those cannot cure this one."""
    symptoms: Many[Words] = ()
    said: Words
    """The sentence by which one recognises it on a call."""
    confused_with: Words
    genai: Words
    """How it shows in work with generated text."""
    ask: Many[Id] = ()
    """The questions that point to it most strongly."""
    support: str = ""
    """Outside work that names the same cause."""
    sources: str = ""


class WarningSign(Model):
    """A sign that can be read straight off the answers; counted, without a verdict."""

    id: Id
    text: Words
    when: Condition
    sources: Many[str] = ()


class Contradiction(Model):
    """Answers that do not go together; asked about, not averaged away."""

    id: Id
    when: Condition
    ask: Words


class Role(Model):
    """A part that somebody plays in the recovery; a person's name is put against it."""

    id: Id
    title: Words
    """As it stands in a sentence: "the business owner" without the article."""


class Trigger(Model):
    """A question that calls for an action at this level or below, or when it is not known."""

    question: Id
    at_most: Id


class Action(Model):
    """A piece of recovery work."""

    id: Id
    renamed_from: Many[Id] = ()
    """Ids that it had in earlier versions."""
    title: Words
    done_when: Words
    phase: Literal[
        "foundation", "development", "deployment", "after-launch", "partner", "stop", "pause"
    ]
    owner: Id
    effort: Annotated[Many[float], Field(min_length=2, max_length=2)]
    """Person-days at full size, least and most."""
    week: Annotated[int, Field(ge=1, le=52)]
    """Earliest week on the reference calendar."""
    duration: Annotated[Many[int], Field(min_length=2, max_length=2)] | None = None
    """Working days on the calendar, least and most, where effort does not decide the length."""
    needs: Many[Id] = ()
    because: Many[Trigger] = ()
    strategies: Annotated[Many[Id], Field(min_length=1)]
    always: Many[Id] = ()
    """Strategies in whose plan it is whatever the answers."""
    only_if: Condition | None = None
    not_when_shape: Literal["rebuild", "harden"] | None = None
    about: Literal["kept", "people", "need"] | None = None
    """In the plan of a strategy that ends the project: what it settles, for the closing report."""
    sources: Many[str] = ()


class WrittenSource(Model):
    """Where an item of the questionnaire comes from."""

    id: str
    kind: str
    text: Words


class CaseExpectation(Model):
    """What an author expects the engine to make of a case."""

    strategy: Id | None = None
    """None when the answers support no recommendation."""
    shape: Literal["rebuild", "harden"] | None = None
    then: Id | None = None
    forced: Many[Id] = ()
    points: dict[Id, int] = Field(default_factory=dict)
    open: dict[Id, int] = Field(default_factory=dict)
    conditions: Many[Id] = ()
    close_call_with: Id | None = None
    weak: bool = False
