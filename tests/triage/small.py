"""Small random questionnaires, for which everything that may come can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st

from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.models import Questionnaire
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading

LEVELS = ("worst", "middle", "best")
GO = ("fix", "restart", "partner")
ALL = (*GO, "stop", "pause")
SOON: tuple[HowSoon, ...] = ("2w", "12w", "cannot")


@dataclass(frozen=True)
class Small:
    """An engine with few questions, and a reading of some of them."""

    engine: Engine
    reading: Reading

    def completions(self) -> Iterator[Reading]:
        """Give every reading that this one may become, answers staying unknown included."""
        questionnaire = self.engine.questionnaire
        unknown = [q for q in questionnaire.questions if q.id not in self.reading.levels]
        facts: list[list[Any]] = [
            [self.reading.facts["mood"]] if "mood" in self.reading.facts else [None, "good", "bad"]
        ]
        asked = [g.question for g in questionnaire.gates if g.question and g.supply]
        soon = [
            [self.reading.how_soon[q]] if q in self.reading.how_soon else [None, *SOON]
            for q in asked
        ]
        for levels in product(*([None, *range(q.top + 1)] for q in unknown)):
            chosen = {q.id: lv for q, lv in zip(unknown, levels, strict=True) if lv is not None}
            for (mood,) in product(*facts):
                for times in product(*soon):
                    yield Reading(
                        {**self.reading.levels, **chosen},
                        {} if mood is None else {"mood": mood},
                        {q: t for q, t in zip(asked, times, strict=True) if t is not None},
                    )


def conditions(questions: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a condition of any form over the questions and the one fact."""
    on_question = st.builds(
        lambda question, op, level: {"question": question, op: level},
        st.sampled_from(questions),
        st.sampled_from(["is", "at_least", "at_most"]),
        st.sampled_from(LEVELS),
    )
    known = st.builds(
        lambda question, value: {"question": question, "known": value},
        st.sampled_from(questions),
        st.booleans(),
    )
    on_fact = st.sampled_from([{"fact": "mood", "is": "bad"}, {"fact": "mood", "is_not": "bad"}])
    return st.recursive(
        st.one_of(on_question, on_question, known, on_fact),
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=2)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=2)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=3,
    )


@st.composite
def smalls(draw: st.DrawFn, most_questions: int = 4) -> Small:
    """Draw a questionnaire with up to so many questions, and a partial reading of it."""
    ids = [f"q{i}" for i in range(draw(st.integers(2, most_questions)))]
    condition = conditions(ids)
    number = st.integers(-4, 4)

    def question(question_id: str, place: int) -> dict[str, Any]:
        names = draw(st.sets(st.sampled_from(ALL), max_size=3))
        points = {s: [draw(number) for _ in LEVELS] for s in sorted(names)}
        axis = draw(st.sampled_from(["architecture", "people"]))
        return {
            "id": question_id, "section": "only", "short": question_id, "prompt": "?", "why": "?",
            "evidence": "?", "weight": 1 + place % 3, "quick": "framework",
            "levels": [{"id": level, "label": level} for level in LEVELS],
        } | ({"points": {"axis": axis, "because": "?", **points}} if points else {})  # fmt: skip

    def gate(place: int) -> dict[str, Any]:
        kind = draw(st.sampled_from(["hard", "missing", "condition"]))
        entries: list[dict[str, Any]] = [{"kind": kind}]
        if draw(st.booleans()):
            entries.insert(0, {"kind": "condition", "when": draw(condition)})
        missing = {"question": draw(st.sampled_from(ids)), "supply": "name"}
        return {
            "id": f"g{place}", "text": "?", "closed_text": "?", "require": draw(condition),
            "applies_to": draw(st.lists(st.sampled_from((*GO, "pause")), min_size=1, unique=True)),
            "if_false": entries, "if_unknown": draw(st.sampled_from(["verify", "ignore"])),
            "contestable": draw(st.booleans()),
        } | (missing if kind == "missing" else {})  # fmt: skip

    data: dict[str, Any] = {
        "schema": 1, "id": "small", "version": "1.0.0", "title": "Small",
        "interview": {"sections": ["only"]},
        "sections": [{"id": "only", "title": "Only"}],
        "bands": [{"id": "any", "title": "any", "meaning": "?"}],
        "facts": [{"id": "mood", "kind": "choice", "title": "Mood", "prompt": "?", "use": "?",
                   "section": "project", "choices": [{"id": "good", "label": "good"},
                                                     {"id": "bad", "label": "bad"}]}],
        "questions": [question(q, i) for i, q in enumerate(ids)],
        "strategies": [strategy(s, draw(number)) for s in ALL],
        "gates": [gate(i) for i in range(draw(st.integers(0, 3)))],
        "forced_stops": [{"id": f"f{i}", "when": draw(condition), "text": "?"}
                         for i in range(draw(st.integers(0, 1)))],
        "fact_points": [{"id": "mood", "when": {"fact": "mood", "is": "bad"}, "because": "?",
                         "points": {draw(st.sampled_from(ALL)): draw(number)}}],
        "procedure": procedure(draw(condition), draw(condition)),
    }  # fmt: skip
    levels = {q: draw(st.integers(0, 2)) for q in ids if draw(st.booleans())}
    facts = {"mood": draw(st.sampled_from(["good", "bad"]))} if draw(st.booleans()) else {}
    soon = {q: draw(st.sampled_from(SOON)) for q in ids if draw(st.booleans())}
    return Small(Engine(Questionnaire.model_validate(data)), Reading(levels, facts, soon))


def strategy(strategy_id: str, base: int) -> dict[str, Any]:
    """Describe a strategy as briefly as the format allows."""
    kind = {"stop": "end", "pause": "wait"}.get(strategy_id, "go")
    takes = {"takes": {"axis": "architecture", "rebuild": "restart", "harden": "fix"}}
    return {
        "id": strategy_id, "title": strategy_id, "kind": kind, "base": base, "advice": "?",
        "summary": "?", "danger": "?", "cost": "?", "weeks": [1, 2], "skeleton": 2,
    } | (takes if strategy_id == "partner" else {})  # fmt: skip


def procedure(stop_reasons: dict[str, Any], rebuild_when: dict[str, Any]) -> dict[str, Any]:
    """Give thresholds that a few points can cross."""
    return {
        "scale": 20, "min_quick_known": 0, "stop": "stop", "pause": "pause", "stop_mark": 3,
        "stop_reasons": stop_reasons, "max_missing_on_condition": 1, "open_within_weeks": 2,
        "points_per_missing": -1, "route_floor": {"fix": -3}, "wait_within_weeks": 12,
        "how_soon_weeks": {"2w": 2, "12w": 12, "cannot": 99},
        "how_soon_assumed": [{"supply": "any", "when": {"all": []}, "weeks": 12, "because": "?"}],
        "close_call_points": 1, "weak_fit_below": 1, "rebuild_when": rebuild_when,
        "words": [{"word": "any"}], "pause_preconditions": {"questions": [], "at_most": 0},
        "cause_above": 0.5, "cause_min_answers": 2, "cause_most": 4, "band_when_blocked": "any",
        "headline_view": "none",
    }  # fmt: skip
