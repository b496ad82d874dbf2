"""The answers as the engine sees them: numbers and states, free of files and wording."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.models import Questionnaire
from unstall.session.models import Session, State
from unstall.voting.rounds import voted_range


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a verdict may depend on, and nothing else."""

    levels: Mapping[str, int]
    """Question id → level index, 0 the worst; only questions that have a level."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Fact id → value; only facts that were given, with the computed ones added."""
    how_soon: Mapping[str, HowSoon] = field(default_factory=dict)
    """Question id → `2w`, `12w` or `cannot`; only what was asked."""
    states: Mapping[str, State] = field(default_factory=dict)
    """Question id → state, of questions without a level; what is absent is unanswered."""
    seen: frozenset[str] = frozenset()
    """Questions whose evidence was seen."""
    roles_named: frozenset[str] = frozenset()
    """Roles against which a person's name stands."""
    accepted: frozenset[str] = frozenset()
    """Questions whose risk somebody accepted by name."""
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Question id → the lowest and highest level over which a voted answer runs."""

    def state(self, question: str) -> State:
        """Tell which of the five states a question is in, before its condition is looked at."""
        return "level" if question in self.levels else self.states.get(question, "unanswered")

    @property
    def fingerprint(self) -> bytes:
        """32 bytes that differ as soon as anything does, whatever order it stands in (SHA-256)."""
        content = [
            sorted(self.levels.items()),
            sorted((name, repr(_in_order(value))) for name, value in self.facts.items()),
            sorted(self.how_soon.items()),
            sorted(self.states.items()),
            sorted(self.seen),
            sorted(self.roles_named),
            sorted(self.accepted),
        ]
        if self.ranges:
            content.append([[question, *span] for question, span in sorted(self.ranges.items())])
        return hashlib.sha256(json.dumps(content).encode()).digest()

    def with_level(self, question: str, level: int | None) -> Reading:
        """Give a copy in which one question has another level, or is not known."""
        levels = {key: value for key, value in self.levels.items() if key != question}
        states = {key: value for key, value in self.states.items() if key != question}
        ranges = {key: value for key, value in self.ranges.items() if key != question}
        if level is None:
            states[question] = "unknown"
        else:
            levels[question] = level
        return replace(self, levels=levels, states=states, ranges=ranges)


def _in_order(value: Any) -> Any:
    """Put every table in a fact's value in the order of its keys."""
    if isinstance(value, Mapping):
        return {key: _in_order(value[key]) for key in sorted(value)}
    return [_in_order(entry) for entry in value] if isinstance(value, list | tuple) else value


def read(questionnaire: Questionnaire, session: Session) -> Reading:
    """Turn a session's answers and facts into what the engine works on.

    Answers to questions that the questionnaire does not have are left out: they belong to another
    version and are listed when sessions are compared.
    """
    levels: dict[str, int] = {}
    states: dict[str, State] = {}
    seen, accepted = set(), set()
    for question_id, answer in session.answers.items():
        places = questionnaire.level_places.get(question_id)
        if places is None:
            continue
        if answer.level is None:
            states[question_id] = answer.state
            continue
        index = places.get(answer.level)
        if index is None:
            states[question_id] = "unanswered"
            continue
        levels[question_id] = index
        if answer.known == "seen":
            seen.add(question_id)
        if answer.accepted:
            accepted.add(question_id)
    names = session.facts.get("names_by_role", {})
    return Reading(
        levels=levels,
        facts=known_facts(questionnaire, session),
        how_soon=session.how_soon,
        states=states,
        seen=frozenset(seen),
        roles_named=frozenset(role for role, name in names.items() if name),
        accepted=frozenset(accepted),
        ranges=_ranges(questionnaire, session),
    )


def _ranges(questionnaire: Questionnaire, session: Session) -> dict[str, tuple[int, int]]:
    return {
        question.id: span
        for question in questionnaire.questions
        if question.id in session.votes and (span := voted_range(question, session))
    }


def known_facts(questionnaire: Questionnaire, session: Session) -> dict[str, Any]:
    """Gather the facts that were given, those held at the top of the session and computed ones."""
    held = {"project": session.project, "client": session.client, "assessed": session.assessed}
    facts = dict(session.facts)
    for fact in questionnaire.facts:
        if fact.held_in and held[fact.held_in] is not None:
            facts[fact.id] = held[fact.held_in]
    for fact in questionnaire.facts:
        if fact.computed:
            start, end = facts.get(fact.computed.from_), facts.get(fact.computed.to)
            if isinstance(start, date) and isinstance(end, date):
                facts[fact.id] = (end - start).days // 7
    return facts
