"""What was changed on a copy of the session, in words: from what, to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from unstall.questionnaire.how_soon import how_soon_in_words
from unstall.questionnaire.questions import Question
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import capitalised, listed, quoted
from unstall.session.models import Answer, PlannedAction
from unstall.tui.text import short
from unstall.tui.tried import Difference

_LONGEST = 160
"""Cells of a note or another long text that are quoted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that was changed, in words."""

    title: str
    before: str
    after: str


def changed(
    real: Dossier, tried: Dossier, differences: Iterable[Difference]
) -> tuple[Changed, ...]:
    """Say what was changed, from what to what; longer texts are cut."""
    found: list[Changed] = []
    for difference in differences:
        title = _title(tried, difference)
        if difference.kind in ("beside", "action"):
            found += _fields(title, _whole(real, difference), _whole(tried, difference), tried)
        else:
            before, after = (_words(dossier, difference) for dossier in (real, tried))
            found.append(Changed(title, short(before, _LONGEST), short(after, _LONGEST)))
    return tuple(found)


def _title(dossier: Dossier, difference: Difference) -> str:
    questionnaire, id_ = dossier.questionnaire, difference.id
    match difference.kind:
        case "answer" | "beside":
            return dossier.short(id_)
        case "soon":
            return f"{dossier.short(id_)}: how soon"
        case "fact":
            return questionnaire.fact_by_id[id_].title
        case "action":
            return dossier.action_title(id_) or id_
        case "plan" | "session":
            return _named(id_)


def _words(dossier: Dossier, difference: Difference) -> str:
    session, id_ = dossier.session, difference.id
    match difference.kind:
        case "answer":
            return _answer(dossier.questionnaire.question_by_id[id_], dossier.answer(id_))
        case "soon":
            return how_soon_in_words(dossier.questionnaire.procedure, session.how_soon.get(id_))
        case "fact":
            value = session.facts.get(id_)
            fact = dossier.questionnaire.fact_by_id[id_]
            return "not given" if value is None else fact_in_words(fact, value, dossier.formats)
        case "plan":
            return _value(getattr(session.plan, id_), dossier)
        case _:
            return _value(getattr(session, id_), dossier)


def _answer(question: Question, answer: Answer) -> str:
    if answer.not_applicable:
        return f"does not apply: {answer.not_applicable}"
    if answer.unknown:
        return "nobody knows"
    label = next((level.label for level in question.levels if level.id == answer.level), None)
    return quoted(label) if label else "not asked yet"


def _whole(dossier: Dossier, difference: Difference) -> BaseModel:
    if difference.kind == "action":
        return dossier.session.plan.actions.get(difference.id, PlannedAction())
    answer = dossier.answer(difference.id)
    return answer.model_copy(
        update={"level": None, "unknown": None, "not_applicable": None, "at": None}
    )


def _fields(title: str, before: BaseModel, after: BaseModel, tried: Dossier) -> list[Changed]:
    return [
        Changed(
            f"{title}: {_named(name).lower()}",
            short(_value(getattr(before, name), tried), _LONGEST),
            short(_value(getattr(after, name), tried), _LONGEST),
        )
        for name in type(after).model_fields
        if getattr(before, name) != getattr(after, name)
    ]


_NAMES: Mapping[str, str] = {
    "known": "How we know",
    "evidence": "What was shown",
    "ask": "To find out",
    "accepted": "Risk accepted",
    "done": "Done on",
    "dropped": "Taken out",
    "start": "Start of the plan",
    "assessed": "Day of the triage",
}
"""What fields are called whose own name does not say it."""
_WORDS = {"quick": "quick call", "full": "full triage"}


def _named(field: str) -> str:
    return _NAMES.get(field) or capitalised(field.replace("_", " "))


def _value(value: Any, dossier: Dossier) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, date):
        return dossier.formats.day(value)
    if isinstance(value, BaseModel):
        return listed([str(part) for part in value.model_dump().values() if part])
    return _WORDS.get(str(value), str(value))
