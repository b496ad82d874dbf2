"""The author's own tests of a questionnaire, run through the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unstall.questionnaire.models import AuthorCase, Questionnaire
from unstall.questionnaire.problems import Finding
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision


def case_findings(questionnaire: Questionnaire) -> list[Finding]:
    """List the cases that come out differently from what their author expects.

    The questionnaire has passed all other checks and was loaded with its cases.
    """
    engine = Engine(questionnaire)
    return [
        Finding(
            ("cases", position),
            f"the case comes out differently: {'; '.join(differences)}",
            "Change the rule back, or expect the new result on purpose.",
        )
        for position, case in enumerate(questionnaire.cases)
        if (differences := list(_differences(case, engine.triage(_reading(engine, case)).decision)))
    ]


def _reading(engine: Engine, case: AuthorCase) -> Reading:
    questions = engine.questionnaire.question_by_id
    levels = {
        question: level
        for question, level_id in case.answers.items()
        if (level := questions[question].level_index(level_id)) is not None
    }
    return Reading(levels=levels, facts=case.facts, how_soon=case.how_soon)


def _differences(case: AuthorCase, decision: Decision) -> Iterator[str]:
    expected = case.expected
    compared: list[tuple[str, Any, Any]] = [
        ("strategy", expected.strategy, decision.strategy),
        ("shape", expected.shape, decision.shape),
        ("then", expected.then, decision.then),
        ("forced", set(expected.forced), {stop.id for stop in decision.forced}),
        ("open", expected.open, {route.strategy: route.rank_points for route in decision.ranked}),
        ("conditions", set(expected.conditions), set(decision.conditions)),
        ("close_call_with", expected.close_call_with, decision.close_call_with),
        ("weak", expected.weak, decision.weak),
    ]
    if expected.points:
        compared.append(("points", expected.points, decision.points))
    for name, wanted, got in compared:
        if wanted != got:
            yield f"{name} is {_written(got)}, not {_written(wanted)}"


def _written(value: Any) -> str:
    """Write a value about as it stands in the file."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {part}" for key, part in value.items()) + " }"
    if isinstance(value, (set, frozenset)):
        return "[" + ", ".join(sorted(value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return "left out" if value is None else str(value)
