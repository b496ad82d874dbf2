"""Which question to put next, and why: the order by value of knowing.

Open gates come first. Then the expected value of knowing (Howard, *Information value theory*, IEEE
Transactions on Systems Science and Cybernetics 2, 1966): the share of a question's levels, all
equally likely, under which the recommendation would be another, with the whole procedure run once
for each level. Where that is nothing for every single question, the share that a question has in
the variance of the margin between the two strategies that lead. Ties go to the section of which
less is known, and then to the order of the call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import pvariance
from typing import Literal

from unstall.questionnaire.conditions import OnFact, leaves
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import deciding_questions
from unstall.triage.verdict import Decision

WhyAsk = Literal["gate", "floor", "verdict", "margin", "coverage"]
"""A gate waits for it; a recommendation needs so many known answers; it could change the verdict;
it narrows the gap most; more would be known."""


@dataclass(frozen=True, slots=True)
class Worthwhile:
    """A question, and what knowing its answer would be worth."""

    question: str
    because: WhyAsk
    gates: tuple[str, ...]
    """Gates of a route that wait for it."""
    could_change: float
    """Share of its levels under which the recommendation would be another."""
    of_margin: float
    """Its share in the variance of the margin between the two that lead."""


def by_value(
    engine: Engine,
    triage: Triage,
    *,
    among: tuple[str, ...],
    between: Callable[[], None] | None = None,
) -> tuple[Worthwhile, ...]:
    """Order questions without a level by the value of knowing their answers, best first.

    Args:
        engine: The questionnaire's engine.
        triage: What is known so far.
        among: The questions that may be asked, in the order of the call.
        between: Called before every question that is weighed; it may wait, and may end the work
            by raising.
    """
    open_questions = [question for question in among if question not in triage.reading.levels]
    deciding = deciding_questions(engine.questionnaire)
    below_floor = triage.decision.strategy is None
    coverage = {section.id: section.coverage for section in triage.of_view("sections")}
    waiting = {gap.question.id: gap.for_gates for gap in triage.gaps}
    shares = _shares_of_margin(engine, triage, open_questions)
    ordered = []
    for place, question in enumerate(open_questions):
        if between:
            between()
        gates = waiting.get(question, ())
        change = _could_change(engine, triage, question) if question in deciding else 0.0
        share = shares.get(question, 0.0)
        asked = engine.questionnaire.question_by_id[question]
        lifts = below_floor and asked.quick == "framework"
        because: WhyAsk = (
            "gate"
            if gates
            else "floor"
            if lifts
            else "verdict"
            if change
            else "margin"
            if share
            else "coverage"
        )
        known = coverage.get(asked.section, 0.0)
        rank = (not gates, not lifts, -change, -share, known, place)
        ordered.append((rank, Worthwhile(question, because, gates, change, share)))
    return tuple(worth for _, worth in sorted(ordered, key=lambda entry: entry[0]))


def facts_for_gates(engine: Engine, triage: Triage) -> tuple[str, ...]:
    """List facts that were not given and for which a gate of a route waits, in file order."""
    wanted = {
        leaf.fact
        for route in triage.decision.routes
        if not route.hard
        for state in route.verify
        for leaf in leaves(state.gate.require)
        if isinstance(leaf, OnFact) and leaf.fact not in triage.reading.facts
    }
    return tuple(fact.id for fact in engine.questionnaire.facts if fact.id in wanted)


def _could_change(engine: Engine, triage: Triage, question: str) -> float:
    """Share of a question's levels under which the recommendation would be another.

    While too little is known for a recommendation, what counts is the one that there would be.
    """
    now = _outcome(engine.decide(triage.given, floor=False))
    count = engine.questionnaire.question_by_id[question].top + 1
    others = [
        _outcome(engine.decide(triage.given.with_level(question, level), floor=False))
        for level in range(count)
    ]
    return sum(other != now for other in others) / count


def _shares_of_margin(engine: Engine, triage: Triage, questions: list[str]) -> Mapping[str, float]:
    leading = _two_that_lead(engine, triage)
    if leading is None:
        return {}
    first, second = leading
    table = engine.rules.points
    variance = {
        question: pvariance([added.get(first, 0) - added.get(second, 0) for added in per_level])
        for question, per_level in table.levels_of(table.shape(triage.reading))
        if question in questions
    }
    total = sum(variance.values())
    return {question: own / total for question, own in variance.items()} if total else {}


def _two_that_lead(engine: Engine, triage: Triage) -> tuple[str, str] | None:
    decision = engine.decide(triage.reading, floor=False)
    stop = engine.questionnaire.procedure.stop
    able = [route for route in decision.routes if not route.hard]
    ordered = sorted(able, key=lambda route: (not route.is_open, -route.rank_points))
    if not ordered:
        return None
    if decision.stop_reason or len(ordered) == 1:
        return ordered[0].strategy, stop
    return ordered[0].strategy, ordered[1].strategy


def _outcome(decision: Decision) -> tuple[str | None, str | None, str | None]:
    return decision.strategy, decision.shape, decision.then
