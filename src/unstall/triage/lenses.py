"""What the lenses leave unsaid: the causes that were not found, the signs that are not there, the
blockers that are out of the way.

A list of what was found says nothing about the rest: whether the answers speak against it, or
whether too little was asked. Here that difference is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.actions import Cause, WarningSign
from unstall.questionnaire.questions import Question
from unstall.triage.engine import Engine, Triage

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

    def why_not(strength: float | None) -> Absence:
        if strength is None:
            return "too-little-asked"
        above = strength > questionnaire.procedure.cause_above
        return "weaker" if above else "not-pointed-to"

    others = [
        OtherCause(weighed.cause, why_not(weighed.strength))
        for weighed in engine.findings.weighed_causes(triage.reading)
        if weighed.cause.id not in found
    ]
    order: tuple[Absence, ...] = ("weaker", "not-pointed-to", "too-little-asked")
    return tuple(sorted(others, key=lambda other: order.index(other.because)))


def other_signs(engine: Engine, triage: Triage) -> OtherSigns:
    """Tell the signs that are certainly not there from those that cannot be told yet."""
    signs = engine.findings.signs(triage.reading)
    return OtherSigns(
        not_there=tuple(sign for sign, truth in signs if truth is False),
        not_known=tuple(sign for sign, truth in signs if truth is None),
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
