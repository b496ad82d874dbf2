"""The lenses for programs: readiness by view, causes, warning signs, blockers, contradictions.

Each is a view on the same answers and lists everything that it looks for, found or not, so that a
program can tell "not there" from "not known".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unstall.questionnaire.conditions import OnQuestion, leaves
from unstall.questionnaire.questions import Question
from unstall.triage.engine import Engine, Triage
from unstall.triage.readiness import Readiness
from unstall.triage.truth import Truth

PLACES = 4
"""Decimals of every number."""

Data = dict[str, Any]


def lenses(engine: Engine, triage: Triage) -> Data:
    """Give every lens; see `data` for the keys."""
    views = dict.fromkeys(group.view for group in engine.questionnaire.groups)
    return {
        **{view: readiness(triage.of_view(view)) for view in views},
        "warning_signs": [sign.id for sign in triage.warning_signs],
        "contradictions": [
            {
                "id": found.id,
                "ask": found.ask,
                "questions": list(
                    dict.fromkeys(
                        leaf.question for leaf in leaves(found.when) if isinstance(leaf, OnQuestion)
                    )
                ),
            }
            for found in triage.contradictions
        ],
        "blockers": [
            {
                "question": blocker.question.id,
                "blocks": blocker.blocks,
                "certain": blocker.certain,
                "may_be_accepted": blocker.may_be_accepted,
                "accepted": blocker.accepted,
            }
            for blocker in triage.blockers
        ],
        "causes": _causes(engine, triage),
        "signs": _signs(engine, triage),
        "checklist": _checklist(engine, triage),
    }


def readiness(measured: Sequence[Readiness]) -> list[Data]:
    """Give the readiness of groups."""
    return [
        {
            "id": found.id,
            "low": rounded(found.low),
            "point": rounded(found.point),
            "high": rounded(found.high),
            "coverage": rounded(found.coverage),
            "band": found.band.id,
        }
        for found in measured
    ]


def truth(value: Truth) -> str:
    """Write a truth in three values."""
    return "unknown" if value is None else str(value).lower()


def rounded(number: float) -> float:
    """Round a number to the places that programs are given."""
    return round(number, PLACES)


def _causes(engine: Engine, triage: Triage) -> list[Data]:
    found = {entry.cause.id for entry in triage.causes}
    weighed = engine.findings.weighed_causes(triage.reading)
    return [
        {
            "id": entry.cause.id,
            "found": entry.cause.id in found,
            "strength": None if entry.strength is None else rounded(entry.strength),
            "evidence": list(entry.evidence),
        }
        for entry in weighed
    ]


def _signs(engine: Engine, triage: Triage) -> list[Data]:
    signs = engine.findings.signs(triage.reading)
    return [{"id": sign.id, "value": truth(value)} for sign, value in signs]


def _checklist(engine: Engine, triage: Triage) -> list[Data]:
    blocking = {blocker.question.id: blocker for blocker in triage.blockers}

    def state(question: Question) -> str:
        blocker = blocking.get(question.id)
        if blocker is None:
            return "clear"
        if not blocker.certain:
            return "unknown"
        return "accepted" if blocker.accepted else "blocks"

    return [
        {"question": question.id, "blocks": blocks, "state": state(question)}
        for question in triage.applicable
        if (blocks := engine.scale.blocks(question.id, triage.reading)) is not None
    ]
