"""What the verdict screen says of the ways to go: what is ruled out, and on which conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unstall.questionnaire.conditions import OnFact, leaves
from unstall.questionnaire.rules import Strategy
from unstall.report.dossier import Dossier
from unstall.report.nearness import distance_to_mark
from unstall.report.phrases import counted_in_words, in_words, listed, quoted, sentence
from unstall.triage.gates import GateState
from unstall.triage.reopen import Reopen, closed_strategies
from unstall.triage.verdict import Route
from unstall.tui.wording.otherwise import change_point, changes_of
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.quoting import answer_point, evidence, minus, under

WEIGHING = "being weighed"
"""In place of the standing, for the moment that it takes to work it out."""
CANNOT = 99
"""From so many weeks on, something cannot be had."""


def ruled_out(dossier: Dossier, reopened_by: Mapping[str, Reopen] | None = None) -> Section:
    """Say of every other strategy whether it is open, which answer closes it, what would open it.

    Args:
        dossier: The session as it stands.
        reopened_by: Strategy → what would open it again; None until that is worked out.
    """
    decision = dossier.triage.decision
    shut = closed_strategies(dossier.engine, decision)
    points, closed = [], []
    for strategy in dossier.questionnaire.strategies:
        if strategy.id == decision.strategy:
            continue
        route = decision.route(strategy.id)
        if route is not None:
            point = _route_point(dossier, strategy, route)
            if not route.is_open:
                closed.append(strategy.title)
        elif strategy.kind == "end":
            point = _stop_point(dossier, strategy)
        else:
            point = _pause_point(dossier, strategy)
        if reopened_by is not None and strategy.id in shut:
            opens = _reopen_point(dossier, point.id, reopened_by.get(strategy.id))
            point = replace(point, children=(*point.children, opens))
        points.append(point)
    lead = ""
    if decision.forced:
        lead = "The stop is forced, so nothing else is weighed. This stands against the others too:"
    return Section(
        "ruled-out", "1", "Ruled out", listed(closed) or "none of the others", tuple(points), lead
    )


def conditions(dossier: Dossier) -> Section:
    """Say on what the verdict hangs, and what has to be known before week 1."""
    decision = dossier.triage.decision
    title, key = "Conditions", "2"
    route = decision.route(decision.then or decision.strategy or "")
    if route is None:
        lead = "None: it waits for nothing."
        return Section("conditions", key, title, "none", (), lead)
    states = {s.gate.id: s for s in (*route.hard, *route.missing, *route.conditions)}
    points = [
        _state_point(dossier, states[condition], "conditions", as_condition=True)
        if condition in states
        else under(answer_point(dossier, condition, "conditions", mark="[ ]"), "To be settled.")
        for condition in decision.conditions
    ]
    verify = [_verify_point(dossier, state) for state in route.verify]
    summary = counted_in_words(len(points), "condition") if points else "none"
    if verify:
        summary += f", {len(verify)} to be found out"
        points.append(Point("conditions/verify", "To be found out before it begins", mark=""))
    lead = ""
    if decision.then and points:
        lead = "The pause ends when these are met; on its last day without them, it is a stop."
    elif not points and not verify:
        lead = "None: nothing has to be settled before week 1."
    return Section("conditions", key, title, summary, (*points, *verify), lead)


def _route_point(dossier: Dossier, strategy: Strategy, route: Route) -> Point:
    procedure = dossier.questionnaire.procedure
    at = f"ruled-out/{strategy.id}"
    if route.is_open:
        ahead = [*route.missing, *route.conditions]
        return Point(
            at,
            strategy.title,
            mark="○",
            right="open on condition" if ahead else "open",
            notes=(f"Not ruled out: the case for it is {dossier.triage.case(strategy.id).fit}.",),
            children=tuple(_state_point(dossier, state, at) for state in ahead),
        )
    notes: list[str] = []
    if not route.hard and len(route.missing) > procedure.max_missing_on_condition:
        missing = in_words(len(route.missing)).capitalize()
        most = in_words(procedure.max_missing_on_condition)
        notes.append(f"{missing} things it needs are missing, and {most} at most may be.")
    if route.below_floor:
        floor = minus(procedure.route_floor[strategy.id])
        lacks = int(route.rank_points - route.points)
        also = f", and {minus(lacks)} for what is missing" if lacks else ""
        notes.append(
            f"Too little speaks for it: {minus(int(route.points))} points{also}; "
            f"below {floor} a way is closed."
        )
    # What closes it for good says enough; what is missing besides is only named.
    besides = [_named(dossier, state) for state in route.missing] if route.hard else []
    if besides:
        notes.append(f"Missing besides: {listed(besides)}.")
    return Point(
        at,
        strategy.title,
        mark="✗",
        tone="bad",
        right="closed",
        notes=tuple(notes),
        children=tuple(_state_point(dossier, state, at) for state in route.hard or route.missing),
    )


def _reopen_point(dossier: Dossier, at: str, found: Reopen | None) -> Point:
    if found is None:
        text = "No single change and no two together would open it again."
        return Point(f"{at}/reopen", text=text, mark="·")
    return change_point(dossier, changes_of(found), f"{at}/reopen", "Open again")


def _named(dossier: Dossier, state: GateState) -> str:
    question = state.gate.question
    return dossier.short(question) if question else state.gate.text


def _stop_point(dossier: Dossier, strategy: Strategy) -> Point:
    decision = dossier.triage.decision
    at = f"ruled-out/{strategy.id}"
    notes = [sentence(distance_to_mark(dossier))]
    if not decision.stop_reason:
        notes.insert(0, "No answer gives a reason to stop.")
    return Point(at, strategy.title, mark="✗", right="not reached", notes=tuple(notes))


def _pause_point(dossier: Dossier, strategy: Strategy) -> Point:
    decision = dossier.triage.decision
    at = f"ruled-out/{strategy.id}"
    shut = [s for s in decision.gates if strategy.id in s.gate.applies_to and s.effect == "hard"]
    if shut:
        children = tuple(_state_point(dossier, state, at) for state in shut)
        return Point(at, strategy.title, mark="✗", tone="bad", right="closed", children=children)
    if decision.forced or decision.stop_earned:
        state, note = "not offered", "There is a reason to stop, and waiting would not change it."
    elif decision.ranked:
        state, note = "not needed", "A way forward is open, so there is nothing to wait for."
    else:
        state, note = "not offered", "Nothing that is missing can be had in time."
    return Point(at, strategy.title, mark="✗", right=state, notes=(note,))


def how_long(state: GateState) -> str:
    """Say how long something missing is taken to need, and who says so; empty if nothing is."""
    if state.effect != "missing" or state.weeks is None:
        return ""
    cannot = state.weeks >= CANNOT
    if state.weeks_because is None:
        return "You said that it cannot be had." if cannot else (
            f"You said that it can be had within {state.weeks} weeks."
        )  # fmt: skip
    return f"Taken to need {state.weeks} weeks. {state.weeks_because}"


def _state_point(
    dossier: Dossier, state: GateState, at: str, *, as_condition: bool = False
) -> Point:
    gate = state.gate
    here = f"{at}/{gate.id}"
    known = dossier.triage.reading.levels
    if gate.question and gate.question in known:
        quoted_answers: tuple[Point, ...] = (answer_point(dossier, gate.question, here),)
    else:
        quoted_answers = evidence(dossier, gate.require, here)
    soon = gate.question if state.effect == "missing" else None
    by = f", by the end of week {state.weeks}" if soon and state.weeks in _BY_WEEK else ""
    alone = quoted_answers[0] if len(quoted_answers) == 1 else None
    said = f"{alone.title}: {alone.text}" if alone else ""
    return Point(
        here,
        text=sentence(f"{gate.text}{by}") if as_condition else gate.closed_text,
        mark="[ ]" if as_condition else "–",
        notes=tuple(note for note in (said, how_long(state)) if note),
        children=() if alone else quoted_answers,
        question=alone.question if alone else gate.question,
        fact=alone.fact if alone else None,
        soon=soon,
    )


_BY_WEEK = (2,)
"""What takes longer belongs to no route that is open, so it has no week in a plan."""


def _verify_point(dossier: Dossier, state: GateState) -> Point:
    gate = state.gate
    at = f"conditions/{gate.id}"
    text = sentence(f"whether {gate.text}")
    if gate.question is not None:
        said = f"{dossier.short(gate.question)}: {dossier.said(gate.question)}."
        note = f"{said} Ask {dossier.whom(gate.question)}."
        return Point(at, text=text, mark="?", tone="warn", notes=(note,), question=gate.question)
    facts = [leaf.fact for leaf in leaves(gate.require) if isinstance(leaf, OnFact)]
    titles = [quoted(dossier.questionnaire.fact_by_id[fact].title) for fact in facts]
    notes = (f"Asked among the facts as {listed(titles)}.",) if titles else ()
    fact = facts[0] if facts else None
    return Point(at, text=text, mark="?", tone="warn", notes=notes, fact=fact)
