"""What differs between the real session and the copy that things were tried on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Literal

from unstall.questionnaire.base import Model
from unstall.session.models import Answer, Session

Kind = Literal["answer", "beside", "fact", "soon", "action", "plan", "session"]
"""An answer; what is written beside one; a fact; how soon something missing can be had; what was
decided about an action; the plan as a whole; or the session itself, such as its depth."""

_ANSWER = {"level", "unknown", "not_applicable"}
_ELSEWHERE = {"facts", "how_soon", "answers", "plan"}
_NEVER_TRIED = {"closed", "result"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it is in the real session."""

    kind: Kind
    id: str
    """The question, fact or action; for plan and session the name of the field."""


def differences(real: Session, tried: Session) -> tuple[Difference, ...]:
    """List what differs, by kind and then by id; when an answer was given does not count."""
    return (
        *_of_answers(real.answers, tried.answers, "answer"),
        *_differ(real.facts, tried.facts, "fact"),
        *_differ(real.how_soon, tried.how_soon, "soon"),
        *_of_answers(real.answers, tried.answers, "beside"),
        *_differ(real.plan.actions, tried.plan.actions, "action"),
        *_of_fields(real.plan, tried.plan, "plan", leaving_out={"actions"}),
        *_of_fields(real, tried, "session", leaving_out=_ELSEWHERE | _NEVER_TRIED),
    )


def _of_answers(
    real: Mapping[str, Answer], tried: Mapping[str, Answer], kind: Literal["answer", "beside"]
) -> Iterator[Difference]:
    # That an answer is confirmed, or was voted, says how it came about, not what it is.
    left_out = {"at", "confirmed", "voted"} | (
        _ANSWER if kind == "beside" else set(Answer.model_fields) - _ANSWER
    )

    def part(answers: Mapping[str, Answer], question: str) -> dict[str, Any]:
        return answers.get(question, Answer()).model_dump(exclude=left_out)

    for question in sorted(real.keys() | tried.keys()):
        if part(real, question) != part(tried, question):
            yield Difference(kind, question)


def _of_fields(
    real: Model, tried: Model, kind: Kind, *, leaving_out: Set[str]
) -> Iterator[Difference]:
    for name in type(real).model_fields:
        if name not in leaving_out and getattr(real, name) != getattr(tried, name):
            yield Difference(kind, name)


def _differ(real: Mapping[str, Any], tried: Mapping[str, Any], kind: Kind) -> Iterator[Difference]:
    for name in sorted(real.keys() | tried.keys()):
        if real.get(name) != tried.get(name):
            yield Difference(kind, name)
