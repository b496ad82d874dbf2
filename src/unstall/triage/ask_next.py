"""Which question to put next, and why: the order by value of knowing.

Open gates come first, those that could close most ways before the others. Then the expected value
of knowing (Howard, *Information value theory*, IEEE Transactions on Systems Science and Cybernetics
2, 1966): the share of a question's levels, all equally likely, under which the recommendation would
be another, with the whole procedure run once for each level. Where that is nothing for every single
question, the share that a question has in the variance of the margin between the two strategies
that lead. Ties go to the section of which less is known, and then to the order of the call.

A forced stop outranks any points, as a gate does. While too little is known for a recommendation,
a question that alone decides whether a stop is forced counts as an open gate and comes before all
others, the likeliest first; as soon as there is one, the value of knowing says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import pvariance
from typing import Literal

from unstall.questionnaire.conditions import OnFact, leaves
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import deciding_questions
from unstall.triage.verdict import Decision

WhyAsk = Literal["gate", "floor", "verdict", "margin", "coverage"]
"""A gate waits for it, or it decides whether a stop is forced; a recommendation needs so many known
answers; it could change the verdict; it narrows the gap most; more would be known."""

_BEARING: frozenset[WhyAsk] = frozenset({"gate", "floor", "verdict"})


@dataclass(frozen=True, slots=True)
class Worthwhile:
    """A question, and what knowing its answer would be worth."""

    question: str
    because: WhyAsk
    gates: tuple[str, ...]
    """Gates of a route that wait for it."""
    waiting: tuple[str, ...]
    """The strategies that these gates belong to, in file order."""
    closes: tuple[str, ...]
    """Strategies that are open and that one of its levels alone would close, in file order."""
    decides_stop: float
    """Share of its levels under which a stop would be forced that is not, or no longer would be;
    0 as soon as enough is known for a recommendation."""
    could_change: float
    """Share of its levels under which the recommendation would be another."""
    of_margin: float
    """Its share in the variance of the margin between the two that lead."""


@dataclass(frozen=True, slots=True)
class _Effect:
    """What the levels of a question do, each given by itself."""

    could_change: float = 0.0
    closes: tuple[str, ...] = ()
    decides_stop: float = 0.0


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
    gates = {gap.question.id: gap.for_gates for gap in triage.gaps}
    shares = _shares_of_margin(engine, triage, open_questions)
    now = engine.decide(triage.given, floor=False)
    ordered = []
    for place, question in enumerate(open_questions):
        if between:
            between()
        effect = _effect(engine, triage, now, question) if question in deciding else _Effect()
        asked = engine.questionnaire.question_by_id[question]
        lifts = below_floor and asked.quick == "framework"
        decides_stop = effect.decides_stop if below_floor else 0.0
        waits = gates.get(question, ())
        share = shares.get(question, 0.0)
        because: WhyAsk = (
            "gate"
            if waits or decides_stop
            else "floor"
            if lifts
            else "verdict"
            if effect.could_change
            else "margin"
            if share
            else "coverage"
        )
        worth = Worthwhile(
            question=question,
            because=because,
            gates=waits,
            waiting=_waiting(triage, waits),
            closes=effect.closes,
            decides_stop=decides_stop,
            could_change=effect.could_change,
            of_margin=share,
        )
        known = coverage.get(asked.section, 0.0)
        ordered.append(((*_by_gates(worth), not lifts, *_by_worth(worth), known, place), worth))
    return tuple(worth for _, worth in sorted(ordered, key=lambda entry: entry[0]))


def bearing_on_the_verdict(ordered: Sequence[Worthwhile]) -> tuple[Worthwhile, ...]:
    """Take from the front of an order what could lead to another verdict, or to one at all."""
    return tuple(takewhile(lambda worth: worth.because in _BEARING, ordered))


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


def _by_gates(worth: Worthwhile) -> tuple[bool, float, int, int]:
    if worth.because != "gate":
        return (True, 0.0, 0, 0)
    return (False, -worth.decides_stop, -len(worth.closes), -len(worth.waiting))


def _by_worth(worth: Worthwhile) -> tuple[float, float]:
    return (-worth.could_change, -worth.of_margin)


def _waiting(triage: Triage, gates: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        route.strategy
        for route in triage.decision.routes
        if not route.hard and any(state.gate.id in gates for state in route.verify)
    )


def _effect(engine: Engine, triage: Triage, now: Decision, question: str) -> _Effect:
    """Give each level of a question in turn and see what becomes of the recommendation.

    While too little is known for a recommendation, what counts is the one that there would be.
    """
    count = engine.questionnaire.question_by_id[question].top + 1
    after = [
        engine.decide(triage.given.with_level(question, level), floor=False)
        for level in range(count)
    ]
    still_open = [{route.strategy for route in each.routes if route.is_open} for each in after]
    return _Effect(
        could_change=sum(_outcome(each) != _outcome(now) for each in after) / count,
        closes=tuple(
            route.strategy
            for route in now.routes
            if route.is_open and any(route.strategy not in each for each in still_open)
        ),
        decides_stop=sum(bool(each.forced) != bool(now.forced) for each in after) / count,
    )


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
