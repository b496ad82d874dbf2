"""What the lenses leave unsaid: the causes that were not found, the signs that are not there, the
blockers that are out of the way.

A list of what was found says nothing about the rest: whether the answers speak against it, or
whether too little was asked. Here that difference is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.actions import Cause, WarningSign
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.triage.engine import Engine, Triage
from unstall.triage.findings import weighed_causes
from unstall.triage.reading import Reading
from unstall.triage.truth import compile_condition

Absence = Literal["weaker", "not-pointed-to", "too-little-asked"]
"""Pointed to less strongly than those found; not pointed to; too few answers to tell."""


@dataclass(frozen=True, slots=True)
class OtherCause:
    """A cause that is not among those found, and why not."""

    cause: Cause
    because: Absence


@dataclass(frozen=True, slots=True)
class OtherSigns:
    """The warning signs that are not certainly there, in file order."""

    not_there: tuple[WarningSign, ...]
    not_known: tuple[WarningSign, ...]


@dataclass(frozen=True, slots=True)
class OutOfTheWay:
    """A question whose worst level would be a blocker, answered with a better one."""

    question: Question
    blocks: str
    """`start` or `launch`."""


def other_causes(engine: Engine, triage: Triage) -> tuple[OtherCause, ...]:
    """List the causes that were not found: weaker ones, those not pointed to, those not asked."""
    questionnaire = engine.questionnaire
    found = {known.cause.id for known in triage.causes}
    weighed = {
        known.cause.id: known.strength
        for known in weighed_causes(questionnaire, engine.scale, triage.reading)
    }

    def why_not(cause: Cause) -> Absence:
        if cause.id not in weighed:
            return "too-little-asked"
        above = weighed[cause.id] > questionnaire.procedure.cause_above
        return "weaker" if above else "not-pointed-to"

    others = [OtherCause(c, why_not(c)) for c in questionnaire.causes if c.id not in found]
    order: tuple[Absence, ...] = ("weaker", "not-pointed-to", "too-little-asked")
    return tuple(sorted(others, key=lambda other: order.index(other.because)))


def other_signs(questionnaire: Questionnaire, reading: Reading) -> OtherSigns:
    """Tell the signs that are certainly not there from those that cannot be told yet."""
    truth = {
        sign.id: compile_condition(sign.when, questionnaire)(reading)
        for sign in questionnaire.warning_signs
    }
    signs = questionnaire.warning_signs
    return OtherSigns(
        not_there=tuple(sign for sign in signs if truth[sign.id] is False),
        not_known=tuple(sign for sign in signs if truth[sign.id] is None),
    )


def out_of_the_way(engine: Engine, triage: Triage) -> tuple[OutOfTheWay, ...]:
    """List what would stop a start or a launch at its worst level and is better, in file order."""
    reading = triage.reading
    return tuple(
        OutOfTheWay(question, blocks)
        for question in triage.applicable
        if reading.levels.get(question.id)
        and (blocks := engine.scale.blocks(question.id, reading)) is not None
    )
