"""The three things that decided a verdict, each an answer or a fact that was given.

For a route that goes on they follow the decision's own questions (is it worth going on, is there a
mandate, which way): of each, the answer that sets the route furthest apart from what it was
compared with. A closed rival that would have had more points comes first, with what closed it. For
a stop they are its reasons; for a pause what keeps the way shut, and why it is not a stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unstall.questionnaire.conditions import Condition, OnFact, OnQuestion, leaves
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.report.phrases import sentence
from unstall.triage.gates import GateState
from unstall.triage.verdict import Route

MOST = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that decided."""

    lead: str
    """The question that it answers; may be empty."""
    title: str
    """The question's or the fact's short title; may be empty."""
    says: str
    """The level in quotation marks, or a sentence."""
    question: str | None = None


def grounds(dossier: Dossier) -> tuple[Ground, ...]:
    """Give up to three grounds of the recommendation; none without one."""
    strategy, decision = dossier.strategy, dossier.triage.decision
    if strategy is None:
        return ()
    if strategy.kind == "go":
        found = [*_what_closed_better_rivals(dossier), *_widest_differences(dossier)]
    elif strategy.kind == "wait":
        resumed = decision.route(decision.then or "")
        shut = list(_what_keeps_shut(dossier, [resumed] if resumed else []))
        found = [*shut[: MOST - 1], *_why_not_stop(dossier)]
    elif decision.forced:
        found = list(_what_forced(dossier))
    elif decision.stop_earned:
        found = list(_strongest_for(dossier))
    else:
        found = list(_what_keeps_shut(dossier, decision.routes))
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
        first.setdefault(ground.question or ground.title or ground.says, ground)
    return tuple(first.values())[:MOST]


def _answered(dossier: Dossier, question: str, lead: str) -> Ground:
    return Ground(lead, dossier.short(question), dossier.said(question), question)


def _fact_given(dossier: Dossier, fact_id: str, lead: str) -> Iterator[Ground]:
    value, fact = dossier.fact(fact_id), dossier.questionnaire.fact_by_id.get(fact_id)
    if value is not None and fact is not None:
        says = sentence(fact_in_words(fact, value, dossier.formats))
        yield Ground(lead, fact.title, says)


def _what_closed_better_rivals(dossier: Dossier) -> Iterator[Ground]:
    decision = dossier.triage.decision
    chosen = decision.route(decision.strategy or "")
    if chosen is None:
        return
    for route in decision.routes:
        if route.rank_points > chosen.rank_points and not route.is_open:
            title = dossier.questionnaire.strategy_by_id[route.strategy].title
            for state in (*route.hard, *route.missing):
                if chosen.strategy not in state.gate.applies_to:
                    yield _gate_ground(dossier, state, f"Why not {title}?")


def _what_keeps_shut(dossier: Dossier, routes: Iterable[Route]) -> Iterator[Ground]:
    for route in routes:
        title = dossier.questionnaire.strategy_by_id[route.strategy].title
        for state in (*route.hard, *route.missing):
            yield _gate_ground(dossier, state, f"What stands in the way of {title}?")


def _gate_ground(dossier: Dossier, state: GateState, lead: str) -> Ground:
    question = state.gate.question
    if question and question in dossier.triage.reading.levels:
        return _answered(dossier, question, lead)
    return Ground(lead, "", sentence(state.gate.closed_text))


def _widest_differences(dossier: Dossier) -> list[Ground]:
    chosen = dossier.triage.decision.strategy or ""
    rivals = [case.strategy for case in dossier.triage.cases if case.strategy != chosen]
    widest: dict[str, tuple[int, str]] = {}
    for question, points in _points_by_question(dossier).items():
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


def _points_by_question(dossier: Dossier) -> dict[str, dict[str, int]]:
    given: dict[str, dict[str, int]] = {}
    for case in dossier.triage.cases:
        for addition in case.all_:
            if addition.kind == "question":
                given.setdefault(addition.id, {})[addition.strategy] = addition.points
    return given


def _why_not_stop(dossier: Dossier) -> Iterator[Ground]:
    stop = dossier.questionnaire.procedure.stop
    against = [
        (points[stop], question)
        for question, points in _points_by_question(dossier).items()
        if points.get(stop, 0) < 0
    ]
    if against:
        _, question = min(against, key=lambda entry: entry[0])
        yield _answered(dossier, question, "Why wait, and not stop?")


def _what_forced(dossier: Dossier) -> Iterator[Ground]:
    for forced in dossier.triage.decision.forced:
        yield from condition_grounds(dossier, forced.when)


def _strongest_for(dossier: Dossier) -> Iterator[Ground]:
    for reason in dossier.triage.case(dossier.triage.decision.strategy or "").for_it:
        if reason.question:
            yield _answered(dossier, reason.question, "")
        else:
            yield Ground("", reason.title, sentence(reason.because))
