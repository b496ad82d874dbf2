"""Small random questionnaires, for which everything that may come can be tried.

Whatever the format allows turns up: two to five levels, questions that other answers, facts or
times hide, answers recorded to hidden questions, questions that do not apply, facts of several
kinds, strategies that take their points from others. They are made from one number, which is far
quicker than drawing every part, so that thousands can be tried; the number is what a failure names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from random import Random
from typing import Any

from hypothesis import strategies as st

from unstall.questionnaire.conditions import (
    Condition,
    HowSoon,
    OnFact,
    OnHowSoon,
    RoleNamed,
    leaves,
)
from unstall.questionnaire.models import Questionnaire
from unstall.session.models import State
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading

GO = ("fix", "restart", "partner")
ALL = (*GO, "stop", "pause")
SOON: tuple[HowSoon, ...] = ("2w", "12w", "cannot")
FACTS: dict[str, tuple[Any, ...]] = {"mood": ("good", "bad"), "months": (2, 9)}
"""Facts with one value for every way in which a condition can see them."""
ROLE = "owner"
MOST_COMPLETIONS = 500

Table = dict[str, Any]


@dataclass(frozen=True)
class Small:
    """An engine with few questions, and a reading of some of them."""

    number: int
    engine: Engine
    reading: Reading

    def __repr__(self) -> str:
        """Tell how to make it again, and what was answered."""
        return f"small({self.number}) with {self.reading}"

    def completions(self) -> Iterator[Reading]:
        """Give every reading that this one may become, answers staying unknown included."""
        reading = self.reading
        questions, facts, soon, roles = _open(self.engine.questionnaire, reading)
        for levels in product(*((None, *range(top + 1)) for _, top in questions)):
            chosen = {q: lv for (q, _), lv in zip(questions, levels, strict=True) if lv is not None}
            for values in product(*((None, *FACTS[fact]) for fact in facts)):
                told = {f: v for f, v in zip(facts, values, strict=True) if v is not None}
                for times in product(*((None, *SOON) for _ in soon)):
                    said = {q: t for q, t in zip(soon, times, strict=True) if t is not None}
                    for named in product(*((False, True) for _ in roles)):
                        yield Reading(
                            {**reading.levels, **chosen},
                            {**reading.facts, **told},
                            {**reading.how_soon, **said},
                            reading.states,
                            roles_named=reading.roles_named | {ROLE} if any(named)
                            else reading.roles_named,
                        )  # fmt: skip


def smalls(most_questions: int = 6) -> st.SearchStrategy[Small]:
    """Draw a questionnaire with up to so many questions, and a partial reading of it."""
    return st.integers(0, 2**40).map(lambda number: small(number, most_questions))


def small(number: int, most_questions: int = 6) -> Small:
    """Make the questionnaire and the reading that belong to a number."""
    random = Random(number)
    engine = Engine(Questionnaire.model_validate(_Author(random, most_questions).questionnaire()))
    return Small(number, engine, _reading(random, engine.questionnaire))


def _open(
    questionnaire: Questionnaire, reading: Reading
) -> tuple[list[tuple[str, int]], list[str], list[str], list[str]]:
    """List what is still to come, as far as anything looks at it."""
    questions = [
        (q.id, q.top)
        for q in questionnaire.questions
        if q.id not in reading.levels and reading.state(q.id) != "not-applicable"
    ]
    looked_at = [leaf for condition in _conditions(questionnaire) for leaf in leaves(condition)]
    facts = {leaf.fact for leaf in looked_at if isinstance(leaf, OnFact)}
    soon = {leaf.how_soon for leaf in looked_at if isinstance(leaf, OnHowSoon)}
    soon |= {gate.question for gate in questionnaire.gates if gate.question and gate.supply}
    named = any(isinstance(leaf, RoleNamed) for leaf in looked_at)
    return (
        questions,
        sorted(facts - set(reading.facts)),
        sorted(soon - set(reading.how_soon)),
        [ROLE] if named and not reading.roles_named else [],
    )


def _conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    procedure = questionnaire.procedure
    yield procedure.stop_reasons
    yield procedure.rebuild_when
    yield from (entry.when for entry in procedure.how_soon_assumed)
    yield from (stop.when for stop in questionnaire.forced_stops)
    yield from (rule.when for rule in questionnaire.fact_points)
    yield from (q.only_if for q in questionnaire.questions if q.only_if)
    for gate in questionnaire.gates:
        yield gate.require
        yield from (entry.when for entry in gate.if_false if entry.when)


def _reading(random: Random, questionnaire: Questionnaire) -> Reading:
    """Answer some of it, and as much as is needed for all that may come to be tried."""
    known = random.choice([0.3, 0.6, 0.9])
    levels: dict[str, int] = {}
    states: dict[str, State] = {}
    for question in questionnaire.questions:
        if random.random() < known:
            levels[question.id] = random.randint(0, question.top)
        elif random.random() < 0.5:
            states[question.id] = random.choice(("unknown", "not-applicable"))
    facts = {f: random.choice(values) for f, values in FACTS.items() if random.random() < known}
    soon = {q.id: random.choice(SOON) for q in questionnaire.questions if random.random() < known}
    roles = frozenset({ROLE} if random.random() < 0.5 else ())
    while True:
        reading = Reading(levels, facts, soon, states, roles_named=roles)
        questions, open_facts, open_soon, open_roles = _open(questionnaire, reading)
        counts = [top + 2 for _, top in questions]
        counts += [len(FACTS[fact]) + 1 for fact in open_facts]
        counts += [len(SOON) + 1 for _ in open_soon] + [2 for _ in open_roles]
        if prod(counts) <= MOST_COMPLETIONS:
            return reading
        kinds = {"question": questions, "fact": open_facts, "soon": open_soon}
        match random.choice([kind for kind, still_open in kinds.items() if still_open]):
            case "question":
                asked, top = random.choice(questions)
                levels[asked] = random.randint(0, top)
                states = {q: state for q, state in states.items() if q != asked}
            case "fact":
                fact = random.choice(open_facts)
                facts[fact] = random.choice(FACTS[fact])
            case _:
                soon[random.choice(open_soon)] = random.choice(SOON)


class _Author:
    """Writes one questionnaire."""

    def __init__(self, random: Random, most_questions: int) -> None:
        self._random = random
        self._tops = {
            f"q{n}": random.randint(1, 4) for n in range(random.randint(2, most_questions))
        }

    def questionnaire(self) -> Table:
        random = self._random
        order = random.sample(list(self._tops), len(self._tops))
        framework = random.sample(order, random.randint(0, min(2, len(order))))
        questions = [
            self._question(q, hidden_by=order[:place], framework=q in framework)
            for place, q in enumerate(order)
        ]
        return {
            "schema": 1, "id": "small", "version": "1.0.0", "title": "Small",
            "interview": {"sections": ["first", "second"]},
            "sections": [{"id": "first", "title": "First"}, {"id": "second", "title": "Second"}],
            "bands": [{"id": "any", "title": "any", "meaning": "?"}],
            "facts": [
                {"id": "mood", "kind": "choice", "title": "Mood", "prompt": "?", "use": "?",
                 "section": "project",
                 "choices": [{"id": mood, "label": mood} for mood in FACTS["mood"]]},
                {"id": "months", "kind": "number", "title": "Months", "prompt": "?", "use": "?",
                 "section": "project"},
            ],
            "questions": sorted(questions, key=lambda question: question["id"]),
            "strategies": [self._strategy(s) for s in ALL],
            "gates": [self._gate(n) for n in range(random.randint(0, 3))],
            "forced_stops": [{"id": f"f{n}", "when": self._condition(order), "text": "?"}
                             for n in range(random.choice([0, 0, 1]))],
            "fact_points": [{"id": "r0", "when": {"fact": "mood", "is": "bad"}, "because": "?",
                             "points": {random.choice(ALL): self._points()}},
                            {"id": "r1", "when": self._condition(order), "because": "?",
                             "points": {random.choice(ALL): self._points()}}],
            "procedure": self._procedure(random.randint(0, len(framework))),
        }  # fmt: skip

    def _points(self) -> int:
        return self._random.randint(-4, 4)

    def _question(self, question: str, *, hidden_by: Sequence[str], framework: bool) -> Table:
        random, top = self._random, self._tops[question]
        points = {
            strategy: [self._points() for _ in range(top + 1)]
            for strategy in random.sample(ALL, random.randint(0, 3))
        }
        axis = random.choice(("architecture", "people"))
        return (
            {
                "id": question, "section": random.choice(("first", "second")), "short": question,
                "prompt": "?", "why": "?", "evidence": "?", "weight": random.randint(1, 5),
                "levels": [{"id": f"l{n}", "label": f"l{n}"} for n in range(top + 1)],
            }
            | ({"points": {"axis": axis, "because": "?", **points}} if points else {})
            | ({"quick": "framework"} if framework else {})
            | ({"only_if": self._condition(hidden_by)} if random.random() < 0.4 else {})
        )  # fmt: skip

    def _condition(self, questions: Sequence[str] | None = None, depth: int = 0) -> Table:
        """Write a condition of any form over some questions; over all if none are named."""
        random = self._random
        if questions is None:
            questions = list(self._tops)
        if depth < 2 and random.random() < 0.35:
            form = random.choice(("all", "any", "not"))
            if form == "not":
                return {"not": self._condition(questions, depth + 1)}
            parts = range(random.randint(1, 2))
            return {form: [self._condition(questions, depth + 1) for _ in parts]}
        if questions and random.random() < 0.75:
            return self._on_question(random.choice(questions))
        return random.choice(
            (
                {"fact": "mood", "is": "bad"}, {"fact": "mood", "is_not": "bad"},
                {"fact": "months", "less_than": 5}, {"fact": "months", "known": True},
                {"how_soon": "q0", random.choice(("is", "is_not")): random.choice(SOON)},
                {"role_named": ROLE},
            )
        )  # fmt: skip

    def _on_question(self, question: str) -> Table:
        random = self._random
        levels = [f"l{n}" for n in range(self._tops[question] + 1)]
        operator = random.choice(("is", "is_not", "at_least", "at_most", "in", "known"))
        if operator == "known":
            return {"question": question, "known": random.choice((True, False))}
        if operator == "in":
            return {"question": question, "in": random.sample(levels, random.randint(1, 2))}
        return {"question": question, operator: random.choice(levels)}

    def _strategy(self, strategy: str) -> Table:
        kind = {"stop": "end", "pause": "wait"}.get(strategy, "go")
        takes = {"takes": {"axis": "architecture", "rebuild": "restart", "harden": "fix"}}
        return {
            "id": strategy, "title": strategy, "kind": kind, "base": self._points(), "advice": "?",
            "summary": "?", "danger": "?", "cost": "?", "weeks": [1, 2], "skeleton": 2,
        } | (takes if strategy == "partner" else {})  # fmt: skip

    def _gate(self, place: int) -> Table:
        random = self._random
        entries: list[Table] = [{"kind": random.choice(("hard", "missing", "condition"))}]
        if random.random() < 0.5:
            kind = random.choice(("hard", "missing", "condition"))
            entries.insert(0, {"kind": kind, "when": self._condition()})
        supplied = {"question": random.choice(list(self._tops)), "supply": "name"}
        return {
            "id": f"g{place}", "text": "?", "closed_text": "?", "require": self._condition(),
            "applies_to": random.sample((*GO, "pause"), random.randint(1, 4)),
            "if_false": entries, "if_unknown": random.choice(("verify", "ignore")),
            "contestable": random.choice((True, False)),
        } | (supplied if any(entry["kind"] == "missing" for entry in entries) else {})  # fmt: skip

    def _procedure(self, min_quick_known: int) -> Table:
        """Give thresholds that a few points can cross."""
        return {
            "scale": 20, "min_quick_known": min_quick_known, "stop": "stop", "pause": "pause",
            "stop_mark": 3, "stop_reasons": self._condition(),
            "max_missing_on_condition": self._random.randint(0, 2), "open_within_weeks": 2,
            "points_per_missing": -1, "route_floor": {"fix": -3}, "wait_within_weeks": 12,
            "how_soon_weeks": {"2w": 2, "12w": 12, "cannot": 99},
            "how_soon_assumed": [
                {"supply": "name", "when": self._condition(), "weeks": 2, "because": "?"},
                {"supply": "any", "when": {"all": []}, "weeks": 12, "because": "?"},
            ],
            "close_call_points": 1, "weak_fit_below": 1, "rebuild_when": self._condition(),
            "words": [{"word": "any"}], "pause_preconditions": {"questions": [], "at_most": 0},
            "cause_above": 0.5, "cause_min_answers": 2, "cause_most": 4,
            "band_when_blocked": "any", "headline_view": "none",
        }  # fmt: skip
