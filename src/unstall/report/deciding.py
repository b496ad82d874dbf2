"""The reasons for a verdict: at most three things, each an answer or a fact that was given.

A reason adds points to the recommended way, or is said by name to speak against a rival from which
it takes points, or is what closes a rival. What speaks against the recommended way is never a
reason for it, however much more it speaks against the others.

A way that goes on is compared with the second first, as the method asks, then with the others that
go on, then with ending the project; each comparison gives what sets the two furthest apart. A
closed rival that would have had more points comes before all that, with what closed it. A forced
stop has the answers of its rule that speak for it, then what else the rule needs; a stop on its
points has what gives it points; any other stop, and a pause, what keeps the ways shut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal

from unstall.questionnaire.conditions import Condition, OnFact, OnQuestion, leaves
from unstall.report.dossier import Dossier
from unstall.report.facts import fact_in_words
from unstall.report.options_state import shut_gates
from unstall.report.phrases import sentence
from unstall.triage.gates import GateState
from unstall.triage.truth import compile_condition
from unstall.triage.verdict import Route

MOST = 3

Speaks = Literal["for", "against", "closes", "needed"]
"""`for` a strategy or `against` it by its points; `closes` it; `needed` for the rule that forces it
and without points of its own."""

_Thing = tuple[Literal["question", "fact"], str]
"""A question, or a rule about a fact, by its id."""
_Additions = Mapping[str, int]
"""Strategy → points."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer or a fact as it was given."""

    title: str
    """The question's or the fact's short title; may be empty."""
    says: str
    """The level in quotation marks, or a sentence."""
    question: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason."""

    lead: str
    """What it bears on, as a question or ending in a colon; may be empty."""
    title: str
    """The question's or the fact's short title; may be empty."""
    says: str
    """The level in quotation marks, or a sentence."""
    speaks: Speaks
    strategy: str
    """What it speaks for or against, or closes."""
    points: int = 0
    """What it adds to that strategy; 0 for what closes or is needed."""
    question: str | None = None
    fact: str | None = None


def grounds(dossier: Dossier) -> tuple[Ground, ...]:
    """Give up to three reasons for the recommendation; none without one."""
    strategy, decision = dossier.strategy, dossier.triage.decision
    if strategy is None:
        return ()
    if strategy.kind == "go":
        found = _for_going_on(dossier, strategy.id)
    elif strategy.kind == "wait":
        resumed = decision.route(decision.then or "")
        shut = list(_what_keeps_shut(dossier, [resumed] if resumed else []))
        found = [*shut[: MOST - 1], *_why_not_stop(dossier)]
    elif decision.forced:
        found = list(_what_forced(dossier, strategy.id))
    elif decision.stop_earned:
        found = list(_strongest_for(dossier, strategy.id))
    else:
        found = list(_what_keeps_shut(dossier, decision.routes))
    return tuple(_different(found))[:MOST]


def outweighed(dossier: Dossier) -> tuple[Given, ...]:
    """Give the answers that speak against a forced stop and that its rule found too weak."""
    stop = dossier.questionnaire.procedure.stop
    added = _points_of_things(dossier)
    return tuple(
        given
        for given in _given_for_forced(dossier)
        if given.question and added.get(("question", given.question), {}).get(stop, 0) < 0
    )


def condition_grounds(dossier: Dossier, condition: Condition) -> Iterator[Given]:
    """Give the known answers and facts that a condition speaks of."""
    for leaf in leaves(condition):
        if isinstance(leaf, OnQuestion) and leaf.question in dossier.triage.reading.levels:
            yield _answered(dossier, leaf.question)
        elif isinstance(leaf, OnFact):
            yield from _fact_given(dossier, leaf.fact)


def _different(found: Iterable[Ground]) -> Iterator[Ground]:
    told: set[str] = set()
    for ground in found:
        key = ground.question or ground.title or ground.says
        if key not in told:
            told.add(key)
            yield ground


def _answered(dossier: Dossier, question: str) -> Given:
    return Given(dossier.short(question), dossier.said(question), question=question)


def _fact_given(dossier: Dossier, fact_id: str) -> Iterator[Given]:
    value, fact = dossier.fact(fact_id), dossier.questionnaire.fact_by_id.get(fact_id)
    if value is not None and fact is not None:
        says = sentence(fact_in_words(fact, value, dossier.formats))
        yield Given(fact.title, says, fact=fact_id)


def _ground(given: Given, lead: str, speaks: Speaks, strategy: str, points: int = 0) -> Ground:
    return Ground(
        lead, given.title, given.says, speaks, strategy, points, given.question, given.fact
    )


def _weighed(dossier: Dossier, thing: _Thing) -> Given:
    """Give what got points, in its own words; a fact with why it counts."""
    kind, id_ = thing
    if kind == "question":
        return _answered(dossier, id_)
    rule = next(r for r in dossier.questionnaire.fact_points if r.id == id_)
    for given in condition_grounds(dossier, rule.when):
        says = f"{given.says} {sentence(rule.because)}"
        return Given(given.title, says, given.question, given.fact)
    return Given("", sentence(rule.because))


def _points_of_things(dossier: Dossier) -> dict[_Thing, dict[str, int]]:
    """List what every answer and fact adds to the strategies.

    In the order of the decision's own questions, then of the call: never in that of the file, which
    would else decide between two that weigh the same.
    """
    given: dict[_Thing, dict[str, int]] = {}
    for case in dossier.triage.cases:
        for addition in case.all_:
            if addition.kind != "base":
                given.setdefault((addition.kind, addition.id), {})[case.strategy] = addition.points
    axes = [axis.id for axis in dossier.questionnaire.axes]
    called = {question.id: n for n, question in enumerate(dossier.questionnaire.call_order)}

    def place(thing: _Thing) -> tuple[int, int, str]:
        kind, id_ = thing
        table = dossier.questionnaire.question_by_id[id_].points if kind == "question" else None
        return axes.index(table.axis) if table else len(axes), called.get(id_, len(called)), id_

    return {thing: given[thing] for thing in sorted(given, key=place)}


# Going on


def _for_going_on(dossier: Dossier, chosen: str) -> list[Ground]:
    added = _points_of_things(dossier)
    closed = list(_what_closed_better_rivals(dossier, chosen))
    compared = [
        [_of_difference(dossier, thing, points, chosen, rival) for thing, points in apart]
        for rival in _rivals(dossier, chosen, {ground.strategy for ground in closed})
        if (apart := _apart(dossier, added, chosen, rival))
    ]
    by_turns = [ground for turn in zip_longest(*compared) for ground in turn if ground]
    kept = list(_different([*closed[: MOST - 1], *by_turns]))[:MOST]
    order: tuple[Speaks, ...] = ("closes", "for", "against")
    return sorted(kept, key=lambda ground: order.index(ground.speaks))


def _rivals(dossier: Dossier, chosen: str, without: set[str]) -> list[str]:
    """Name what a way is compared with: the second first, those that are closed last, then stop."""
    routes = sorted(
        dossier.triage.decision.routes, key=lambda route: (not route.is_open, -route.rank_points)
    )
    others = [r.strategy for r in routes if r.strategy != chosen and r.strategy not in without]
    return [*others, dossier.questionnaire.procedure.stop]


def _apart(
    dossier: Dossier, added: Mapping[_Thing, _Additions], chosen: str, rival: str
) -> list[tuple[_Thing, _Additions]]:
    """List what puts the chosen way before a rival without speaking against it, widest first.

    Stop is measured by a mark of its own and against no route, so only what speaks against it is
    said of it.
    """
    ends = rival == dossier.questionnaire.procedure.stop

    def gap(points: _Additions) -> int:
        return (0 if ends else points.get(chosen, 0)) - points.get(rival, 0)

    found = [
        (thing, points)
        for thing, points in added.items()
        if gap(points) > 0 and points.get(chosen, 0) >= 0
    ]
    return sorted(found, key=lambda entry: -gap(entry[1]))


def _of_difference(
    dossier: Dossier, thing: _Thing, points: _Additions, chosen: str, rival: str
) -> Ground:
    given = _weighed(dossier, thing)
    if points.get(chosen, 0) > 0:
        return _ground(given, _asked_by(dossier, thing), "for", chosen, points[chosen])
    return _ground(given, _against(dossier, rival), "against", rival, points[rival])


def _asked_by(dossier: Dossier, thing: _Thing) -> str:
    """Name the decision's own question that an answer bears on."""
    kind, id_ = thing
    table = dossier.questionnaire.question_by_id[id_].points if kind == "question" else None
    titles = {axis.id: axis.title for axis in dossier.questionnaire.axes}
    return titles.get(table.axis, "") if table else ""


def _against(dossier: Dossier, strategy: str) -> str:
    return f"Against {dossier.questionnaire.strategy_by_id[strategy].title}:"


def _what_closed_better_rivals(dossier: Dossier, chosen: str) -> Iterator[Ground]:
    decision = dossier.triage.decision
    best = decision.route(chosen)
    for route in decision.routes:
        if best and route.rank_points > best.rank_points and not route.is_open:
            title = dossier.questionnaire.strategy_by_id[route.strategy].title
            for state in shut_gates(dossier.questionnaire, route):
                if chosen not in state.gate.applies_to:
                    yield _gate_ground(dossier, state, f"{title} is closed:", route.strategy)
                    break


# Waiting


def _what_keeps_shut(dossier: Dossier, routes: Iterable[Route]) -> Iterator[Ground]:
    """Give what keeps ways shut, of each the first, then of each the next."""
    by_route = [list(_keeps_shut(dossier, route)) for route in routes]
    yield from filter(None, chain.from_iterable(zip_longest(*by_route)))


def _keeps_shut(dossier: Dossier, route: Route) -> Iterator[Ground]:
    title = dossier.questionnaire.strategy_by_id[route.strategy].title
    lead = f"What stands in the way of {title}?"
    for state in shut_gates(dossier.questionnaire, route):
        yield _gate_ground(dossier, state, lead, route.strategy)
    if route.below_floor:
        yield Ground(lead, "", "Too much speaks against it.", "closes", route.strategy)


def _gate_ground(dossier: Dossier, state: GateState, lead: str, closed: str) -> Ground:
    question = state.gate.question
    if question and question in dossier.triage.reading.levels:
        return _ground(_answered(dossier, question), lead, "closes", closed)
    return Ground(lead, "", sentence(state.gate.closed_text), "closes", closed)


def _why_not_stop(dossier: Dossier) -> Iterator[Ground]:
    stop = dossier.questionnaire.procedure.stop
    for thing, points in sorted(
        _points_of_things(dossier).items(), key=lambda entry: entry[1].get(stop, 0)
    ):
        if points.get(stop, 0) < 0:
            lead = _against(dossier, stop)
            yield _ground(_weighed(dossier, thing), lead, "against", stop, points[stop])


# Stopping


def _what_forced(dossier: Dossier, stop: str) -> Iterator[Ground]:
    """Give what speaks for a forced stop, then what its rule needs besides."""
    added = _points_of_things(dossier)
    facts = _rules_of_facts(dossier)
    weighed = []
    for given in _given_for_forced(dossier):
        thing: _Thing = ("question", given.question or "")
        rules: list[_Thing] = [("fact", rule) for rule in facts.get(given.fact or "", ())]
        points = sum(added.get(key, {}).get(stop, 0) for key in (thing, *rules))
        if points >= 0:
            weighed.append((given, points))
    for given, points in sorted(weighed, key=lambda entry: -entry[1]):
        if points or given.fact:
            yield _ground(given, "", "for" if points else "needed", stop, points)
        else:
            yield _ground(given, "That also rests on this:", "needed", stop)


def _rules_of_facts(dossier: Dossier) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in dossier.questionnaire.fact_points:
        for leaf in leaves(rule.when):
            if isinstance(leaf, OnFact):
                found.setdefault(leaf.fact, []).append(rule.id)
    return found


def _given_for_forced(dossier: Dossier) -> Iterator[Given]:
    """Give the answers and facts that make the rules of a forced stop true."""
    for forced in dossier.triage.decision.forced:
        for leaf in leaves(forced.when):
            if compile_condition(leaf, dossier.questionnaire)(dossier.reading) is True:
                yield from condition_grounds(dossier, leaf)


def _strongest_for(dossier: Dossier, strategy: str) -> Iterator[Ground]:
    added = _points_of_things(dossier).items()
    for thing, points in sorted(added, key=lambda entry: -entry[1].get(strategy, 0)):
        if points.get(strategy, 0) > 0:
            yield _ground(_weighed(dossier, thing), "", "for", strategy, points[strategy])
