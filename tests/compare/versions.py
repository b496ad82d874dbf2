"""A newer version of the built-in questionnaire, with everything in it that versions can bring."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.builtin import questionnaire
from unstall.questionnaire.models import Questionnaire
from unstall.triage.engine import Engine

RENAMED = ("sponsor-engaged", "sponsor-active")
RETIRED = "first-release-scope"
ADDED = "rehearsed-outage"
CLAMPED = "change-plan"
"""Its second level has another id."""
ASKED_AGAIN = "delay-cost-known"
SHA = "1" * 64


@cache
def newer() -> Questionnaire:
    """Give version 2.0.0."""
    return Questionnaire.model_validate(tables())


@cache
def newer_engine() -> Engine:
    """Give the engine of version 2.0.0."""
    return Engine(newer())


def tables() -> dict[str, Any]:
    """Give the tables of version 2.0.0, to be changed further."""
    found: dict[str, Any] = _renamed(
        questionnaire().model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    )
    found["version"] = "2.0.0"
    by_id = {question["id"]: question for question in found["questions"]}
    by_id[RENAMED[1]]["renamed_from"] = [RENAMED[0]]
    clamped = by_id[CLAMPED]
    clamped["rescaled"] = [_rescaled(clamped, "clamp", "Mails are not the point.")]
    clamped["levels"] = [
        {**level, "id": "announced"} if place == 1 else level
        for place, level in enumerate(clamped["levels"])
    ]
    again = by_id[ASKED_AGAIN]
    again["rescaled"] = [_rescaled(again, "ask-again", "The levels mean something else now.")]
    extra = {
        key: value
        for key, value in by_id["monitoring"].items()
        if key in {"section", "prompt", "why", "evidence", "weight", "groups", "levels"}
    }
    found["questions"] = [
        *(question for question in found["questions"] if question["id"] != RETIRED),
        {**extra, "id": ADDED, "short": "Rehearsed outage"},
    ]
    found["retired"] = [
        {"id": RETIRED, "kind": "question", "in": "2.0.0", "because": "It said nothing more."}
    ]
    for action in found["actions"]:
        action["because"] = [
            {**trigger, "at_most": _level(trigger)}
            for trigger in action.get("because", ())
            if trigger["question"] != RETIRED
        ]
    return found


def _level(trigger: dict[str, str]) -> str:
    old = questionnaire().question_by_id[CLAMPED].levels[1].id
    gone = trigger["question"] == CLAMPED and trigger["at_most"] == old
    return "announced" if gone else trigger["at_most"]


def _rescaled(question: dict[str, Any], rule: str, because: str) -> dict[str, Any]:
    levels = [level["id"] for level in question["levels"]]
    return {"in": "2.0.0", "levels": levels, "rule": rule, "because": because}


def _renamed(part: Any) -> Any:
    """Write the new id wherever the old one stands, in conditions, actions and the order too."""
    match part:
        case dict():
            return {key: _renamed(value) for key, value in part.items()}
        case list() | tuple():
            return [_renamed(value) for value in part]
        case str() if part == RENAMED[0]:
            return RENAMED[1]
        case _:
            return part
