"""Every table, name and condition of a questionnaire, each with the path on which it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from unstall.questionnaire.actions import Action, CaseExpectation, Cause, Trigger, WarningSign
from unstall.questionnaire.base import Model
from unstall.questionnaire.conditions import OnFact, OnHowSoon, OnQuestion, RoleNamed
from unstall.questionnaire.models import AuthorCase, Interview, Questionnaire
from unstall.questionnaire.problems import Keys
from unstall.questionnaire.questions import Points, Question, WeeksBetween
from unstall.questionnaire.rules import (
    FactPoints,
    Gate,
    LaunchAcceptance,
    PausePreconditions,
    Procedure,
    Strategy,
    Takes,
)

Kind = Literal[
    "action", "axis", "band", "cause", "fact", "forced stop", "group", "question", "role",
    "section", "source", "strategy", "view",
]  # fmt: skip

_NAMED: Mapping[type[Model], Mapping[str, Kind]] = {
    Interview: {"sections": "section", "order": "question"},
    Procedure: {
        "stop": "strategy", "pause": "strategy", "route_floor": "strategy",
        "band_when_blocked": "band", "headline_view": "view",
    },
    PausePreconditions: {"questions": "question"},
    LaunchAcceptance: {"by": "role", "never": "question"},
    Question: {
        "section": "section", "groups": "group", "causes": "cause", "ask_facts": "fact",
        "sources": "source",
    },
    Points: {"axis": "axis", "by_strategy": "strategy"},
    WeeksBetween: {"from_": "fact", "to": "fact"},
    Strategy: {"before_start": "action", "keeps_only": "action", "lead_fact": "fact"},
    Takes: {"axis": "axis", "rebuild": "strategy", "harden": "strategy"},
    Gate: {"applies_to": "strategy", "question": "question"},
    FactPoints: {"points": "strategy"},
    Cause: {"ask": "question"},
    WarningSign: {"sources": "source"},
    Action: {
        "owner": "role", "needs": "action", "strategies": "strategy", "always": "strategy",
        "sources": "source",
    },
    Trigger: {"question": "question"},
    OnQuestion: {"question": "question"},
    OnFact: {"fact": "fact"},
    OnHowSoon: {"how_soon": "question"},
    RoleNamed: {"role_named": "role"},
    AuthorCase: {"answers": "question", "facts": "fact", "how_soon": "question"},
    CaseExpectation: {
        "strategy": "strategy", "then": "strategy", "forced": "forced stop", "points": "strategy",
        "open": "strategy", "close_call_with": "strategy",
    },
}  # fmt: skip
"""Which fields name something that stands elsewhere; of a table, its keys do."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place where something is named that stands elsewhere."""

    keys: Keys
    kind: Kind
    id: str
    by: Model
    """The table in which it is named."""
    field: str


@dataclass(frozen=True)
class Contents:
    """A questionnaire laid out, so that no check has to walk through it again."""

    questionnaire: Questionnaire
    tables: Sequence[tuple[Keys, Model]]
    """Every table in it, with its path."""
    named: Sequence[Named]
    """Every place where a question, fact, strategy or the like is named."""
    known: Mapping[Kind, tuple[str, ...]]
    """What can be named, by kind."""


def lay_out(questionnaire: Questionnaire) -> Contents:
    """Walk through a questionnaire."""
    tables = tuple(_tables(questionnaire, ()))
    return Contents(questionnaire, tables, tuple(_named(tables)), _known(questionnaire))


def _tables(model: Model, keys: Keys) -> Iterator[tuple[Keys, Model]]:
    yield keys, model
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        key = info.alias or name
        if isinstance(value, Model):
            yield from _tables(value, (*keys, key))
        elif isinstance(value, tuple):
            for position, part in enumerate(value):
                if isinstance(part, Model):
                    yield from _tables(part, (*keys, key, position))


def _named(tables: Sequence[tuple[Keys, Model]]) -> Iterator[Named]:
    for keys, model in tables:
        for field, kind in _NAMED.get(type(model), {}).items():
            info = type(model).model_fields[field]
            # The strategies of `points` stand beside its other keys.
            at = keys if field == "by_strategy" else (*keys, info.alias or field)
            value = getattr(model, field)
            if isinstance(value, str):
                yield Named(at, kind, value, model, field)
            elif isinstance(value, dict):
                yield from (Named((*at, key), kind, key, model, field) for key in value)
            elif isinstance(value, tuple):
                for position, id_ in enumerate(value):
                    yield Named((*at, position), kind, id_, model, field)


def _known(q: Questionnaire) -> dict[Kind, tuple[str, ...]]:
    return {
        "action": tuple(action.id for action in q.actions),
        "axis": tuple(axis.id for axis in q.axes),
        "band": tuple(band.id for band in q.bands),
        "cause": tuple(cause.id for cause in q.causes),
        "fact": tuple(fact.id for fact in q.facts),
        "forced stop": tuple(stop.id for stop in q.forced_stops),
        "group": tuple(group.id for group in q.groups),
        "question": tuple(question.id for question in q.questions),
        "role": tuple(role.id for role in q.roles),
        "section": tuple(section.id for section in q.sections),
        "source": tuple(source.id for source in q.sources),
        "strategy": tuple(strategy.id for strategy in q.strategies),
        "view": tuple(dict.fromkeys(group.view for group in q.groups)),
    }
