"""The three things that decided a verdict, each an answer or a fact that was given.

For a route that goes on they follow the decision's own questions (is it worth going on, is there a
mandate, which way): of each, the answer that sets the route furthest apart from what it was
compared with. A closed rival that would have had more points comes first, with what closed it. For
a stop they are its reasons, for a pause what keeps the way shut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unstall.questionnaire.conditions import Condition, OnFact, OnQuestion, leaves
from unstall.report.dossier import Dossier
from unstall.report.phrases import clause
from unstall.triage.gates import GateState

MOST = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that decided."""

    lead: str
    """What it bears on: a question of the decision, a strategy, or nothing."""
    title: str
    """The question's or the fact's short title."""
    says: str
    """The level in quotation marks, or what the fact means."""
    question: str | None = None


def grounds(dossier: Dossier) -> tuple[Ground, ...]:
    """Give the three grounds of the recommendation, strongest first; none without one."""
    strategy = dossier.strategy
    if strategy is None:
        return ()
    if strategy.kind == "go":
        found = [*_what_closed_better_rivals(dossier), *_widest_differences(dossier)]
    elif strategy.kind == "wait":
        found = [*_what_keeps_shut(dossier), *_strongest_for(dossier)]
    elif dossier.triage.decision.forced:
        found = list(_what_forced(dossier))
    elif dossier.triage.decision.stop_earned:
        found = list(_strongest_for(dossier))
    else:
        found = list(_what_keeps_shut(dossier))
    return _different(found)


def condition_grounds(dossier: Dossier, condition: Condition, lead: str = "") -> Iterator[Ground]:
    """Give the known answers and facts that a condition speaks of."""
    for leaf in leaves(condition):
        if isinstance(leaf, OnQuestion) and leaf.question in dossier.triage.reading.levels:
            yield _answered(dossier, leaf.question, lead)
        elif isinstance(leaf, OnFact):
            yield from _fact_given(dossier, leaf.fact, lead)


def _different(found: Iterable[Ground]) -> tuple[Ground, ...]:
    first: dict[str, Ground] = {}
    for ground in found:
        first.setdefault(ground.question or ground.title, ground)
    return tuple(first.values())[:MOST]


def _answered(dossier: Dossier, question: str, lead: str) -> Ground:
    return Ground(lead, dossier.short(question), dossier.said(question), question)


def _fact_given(dossier: Dossier, fact_id: str, lead: str) -> Iterator[Ground]:
    from unstall.report.facts import fact_in_words

    value, fact = dossier.fact(fact_id), dossier.questionnaire.fact_by_id.get(fact_id)
    if value is not None and fact is not None:
        yield Ground(lead, fact.title, clause(fact_in_words(fact, value, dossier.formats)))


def _what_closed_better_rivals(dossier: Dossier) -> Iterator[Ground]:
    decision = dossier.triage.decision
    chosen = decision.route(decision.strategy or "")
    if chosen is None:
        return
    for route in decision.routes:
        if route.rank_points <= chosen.rank_points or route.is_open:
            continue
        title = dossier.questionnaire.strategy_by_id[route.strategy].title
        for state in (*route.hard, *route.missing):
            yield Ground(f"Why not {title}?", *_gate_answer(dossier, state))


def _gate_answer(dossier: Dossier, state: GateState) -> tuple[str, str, str | None]:
    question = state.gate.question
    if question and question in dossier.triage.reading.levels:
        return dossier.short(question), dossier.said(question), question
    given = next(condition_grounds(dossier, state.gate.require), None)
    return (given.title if given else ""), clause(state.gate.closed_text), None


def _widest_differences(dossier: Dossier) -> list[Ground]:
    triage = dossier.triage
    chosen = triage.decision.strategy or ""
    given: dict[str, dict[str, int]] = {}
    for case in triage.cases:
        for addition in case.all_:
            if addition.kind == "question":
                given.setdefault(addition.id, {})[addition.strategy] = addition.points
    rivals = [case.strategy for case in triage.cases if case.strategy != chosen]
    widest: dict[str, tuple[int, str]] = {}
    for question, points in given.items():
        table = dossier.questionnaire.question_by_id[question].points
        gap = max(points.get(chosen, 0) - points.get(rival, 0) for rival in rivals)
        if table and gap > widest.get(table.axis, (0, ""))[0]:
            widest[table.axis] = gap, question
    kept = sorted(widest, key=lambda axis: -widest[axis][0])[:MOST]
    return [
        _answered(dossier, widest[axis.id][1], axis.title)
        for axis in dossier.questionnaire.axes
        if axis.id in kept
    ]


def _what_keeps_shut(dossier: Dossier) -> Iterator[Ground]:
    decision = dossier.triage.decision
    routes = sorted(decision.routes, key=lambda route: route.strategy != decision.then)
    for route in routes:
        title = dossier.questionnaire.strategy_by_id[route.strategy].title
        for state in (*route.hard, *route.missing):
            yield Ground(f"What holds up {title}?", *_gate_answer(dossier, state))


def _what_forced(dossier: Dossier) -> Iterator[Ground]:
    for forced in dossier.triage.decision.forced:
        yield from condition_grounds(dossier, forced.when)


def _strongest_for(dossier: Dossier) -> Iterator[Ground]:
    for reason in dossier.triage.case(dossier.triage.decision.strategy or "").for_it:
        if reason.question:
            yield _answered(dossier, reason.question, "")
        else:
            yield Ground("", reason.title, clause(reason.because))
