"""What is in a questionnaire, for people who answer on the command line and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unstall.commands.columns import wrapped
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Fact, Question

WIDTH = 80


def as_words(questionnaire: Questionnaire) -> Iterator[str]:
    """Give the lines that show questions with their levels, section by section, and the facts."""
    yield from wrapped(f"{questionnaire.title} ({questionnaire.id} {questionnaire.version})", WIDTH)
    for section in questionnaire.sections:
        asked = [q for q in questionnaire.call_order if q.section == section.id]
        if asked:
            yield ""
            yield section.title
        for question in asked:
            yield from _question(question)
    if questionnaire.facts:
        yield ""
        yield "Facts"
    for fact in questionnaire.facts:
        if fact.computed is None:
            yield from _fact(fact)


def _question(question: Question) -> Iterator[str]:
    yield ""
    depth = " · quick" if question.quick else ""
    yield f"  {question.id}{depth}"
    yield from wrapped(question.prompt, WIDTH, first="  ", rest="  ")
    widest = max(len(level.id) for level in question.levels)
    for number, level in enumerate(question.levels, start=1):
        first = f"    {number} {level.id:<{widest}}  "
        yield from wrapped(level.label, WIDTH, first=first, rest=" " * len(first))


def _fact(fact: Fact) -> Iterator[str]:
    yield ""
    kind = f"{fact.kind}, {fact.unit}" if fact.unit else fact.kind
    yield f"  {fact.id} · {kind}{' · quick' if fact.quick else ''}"
    yield from wrapped(fact.prompt, WIDTH, first="  ", rest="  ")
    for choice in fact.choices:
        yield from wrapped(f"{choice.id}: {choice.label}", WIDTH, first="    ", rest="      ")


def as_data(questionnaire: Questionnaire, sha256: str, path: Path) -> dict[str, Any]:
    """Give the same as data."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title,
        "sha256": sha256,
        "path": str(path),
        "sections": [{"id": s.id, "title": s.title} for s in questionnaire.sections],
        "questions": [
            {
                "id": question.id,
                "section": question.section,
                "short": question.short,
                "prompt": question.prompt,
                "quick": question.quick is not None,
                "weight": question.weight,
                "conditional": question.only_if is not None,
                "levels": [{"id": level.id, "label": level.label} for level in question.levels],
            }
            for question in questionnaire.call_order
        ],
        "facts": [
            {
                "id": fact.id,
                "kind": fact.kind,
                "title": fact.title,
                "prompt": fact.prompt,
                "unit": fact.unit,
                "quick": fact.quick,
                "choices": [choice.id for choice in fact.choices],
            }
            for fact in questionnaire.facts
            if fact.computed is None
        ],
        "strategies": [{"id": s.id, "title": s.title} for s in questionnaire.strategies],
        "roles": [{"id": role.id, "title": role.title} for role in questionnaire.roles],
    }
