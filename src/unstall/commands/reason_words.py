"""The reasons of a verdict, to be read aloud: why, what speaks against it, the other ways, and what
would change it.

Everything is said in the words of the answers, so that the person across the table can say whether
it is so, and hears which other answer would have led elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.commands.columns import wrapped
from unstall.overview import STANDING_WORDS
from unstall.questionnaire.rules import Strategy
from unstall.report.blocks import Line
from unstall.report.changing import (
    HOLDS_UP,
    NOTHING_WITHIN_REACH,
    changed,
    if_moved,
    merged,
    reopened_if,
    settled_in_words,
    smallest,
    tolerance_in_words,
)
from unstall.report.deciding import grounds
from unstall.report.dossier import Dossier
from unstall.report.options_state import option_state
from unstall.report.phrases import counted, counted_in_words, sentence
from unstall.triage.gates import GateState
from unstall.triage.points import Addition
from unstall.triage.reasons import Reason
from unstall.triage.standing import StandingWord
from unstall.triage.verdict import Route

MOST_EACH = 2
"""How many changes are named for each verdict that they lead to."""
MOST_AGAINST = 2
"""How many answers are named that speak against the verdict."""

_SHORT_ENOUGH = 50
"""Characters of a condition that still fits into the verdict's own line."""

Part = tuple[str, Iterable[str]]
"""A title, and what is listed under it."""


def reason_words(dossier: Dossier, *, width: int = 80) -> str:
    """Write the reasons alone, in lines of at most `width` columns."""
    line = verdict_line(dossier, dossier.outlook.standing.word)
    lines = [*wrapped(line, width), *wrapped(under_the_verdict(dossier), width)]
    for title, items in reason_parts(dossier):
        lines += listed_under(title, items, width)
    return "\n".join(lines)


def listed_under(title: str, items: Iterable[str], width: int) -> Iterator[str]:
    """Write a title with a list under it, or nothing if there is nothing to list."""
    found = list(items)
    if found:
        yield ""
        yield from wrapped(title, width)
    for item in found:
        yield from wrapped(item, width, first="  - ", rest="    ")


def reason_parts(dossier: Dossier) -> tuple[Part, ...]:
    """Give the reasons part by part; parts may be empty."""
    words = _Reasons(dossier)
    return (
        ("Why", words.why()),
        ("What speaks against it", words.against()),
        ("Until" if dossier.resumed else "Conditions", words.conditions()),
        ("Taken on trust until it is verified", words.to_verify()),
        ("The other ways", words.others()),
        ("What would change it: a way opens or closes", words.flips(by_gate=True)),
        ("What would change it: the balance tips", words.flips(by_gate=False)),
        ("How firm that is", words.how_sure()),
    )


def verdict_line(dossier: Dossier, word: StandingWord) -> str:
    """Say in one line what to do and how firmly that stands."""
    decision, standing = dossier.triage.decision, STANDING_WORDS[word]
    if decision.strategy is None:
        return (
            f"{sentence(standing)} Too little is known to recommend anything: "
            f"{decision.quick_known} of the {decision.quick_needed} answers needed."
        )
    return f"{dossier.verdict_title}{_on_condition(dossier)} · {standing}"


def under_the_verdict(dossier: Dossier) -> str:
    """Say in a sentence or two what the standing rests on; may be empty."""
    decision = dossier.triage.decision
    said = []
    held_back = dossier.outlook.standing.held_back_by
    if decision.strategy and held_back:
        said.append(f"Not firmer, because {'; '.join(held_back)}")
    if dossier.outlook.standing.word == "holds-up":
        said.append(HOLDS_UP)
    if decision.close_call_with:
        rival = dossier.questionnaire.strategy_by_id[decision.close_call_with]
        said.append(f"A close call with {rival.title}")
    if decision.weak:
        said.append("A weak fit: it is open rather than good")
    if dossier.triage.nothing_explains:
        said.append("Every answer is at its best level, so nothing here explains the stall")
    return " ".join(map(sentence, said))


def _on_condition(dossier: Dossier) -> str:
    conditions = dossier.triage.decision.conditions
    if not conditions or dossier.resumed:
        return ""
    only = dossier.gate_text(conditions[0])
    if len(conditions) == 1 and len(only) <= _SHORT_ENOUGH:
        return f", on condition that {only}"
    return f", on {counted_in_words(len(conditions), 'condition')}"


class _Reasons:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._questionnaire = dossier.questionnaire
        self._triage = dossier.triage
        self._decision = dossier.triage.decision

    def why(self) -> Iterator[str]:
        for stop in self._decision.forced:
            yield sentence(stop.text)
        for ground in grounds(self._dossier):
            lead = f"{ground.lead} " if ground.lead else ""
            title = f"{ground.title}: " if ground.title else ""
            yield f"{lead}{title}{ground.says}"

    def against(self) -> Iterator[str]:
        led = self._decision.then or self._decision.strategy
        if led is None or self._decision.forced:
            return
        told = {ground.question for ground in grounds(self._dossier)} - {None}
        against = [r for r in self._triage.case(led).against if r.question not in told]
        for reason in against[:MOST_AGAINST]:
            yield _spoken(reason)

    def conditions(self) -> Iterator[str]:
        gates = {state.gate.id: state for state in self._decision.gates}
        for condition in self._decision.conditions:
            said = sentence(self._dossier.gate_text(condition))
            state = gates.get(condition)
            yield f"{said} {self._how_soon(state)}" if state and state.weeks is not None else said

    def to_verify(self) -> Iterator[str]:
        route = self._decision.route(self._decision.then or self._decision.strategy or "")
        for state in route.verify if route else ():
            yield sentence(state.gate.text)

    def others(self) -> Iterator[str]:
        if self._decision.strategy is None:
            return
        for strategy in self._questionnaire.strategies:
            if strategy.id != self._decision.strategy:
                yield f"{strategy.title}: {self._other(strategy)}"

    def flips(self, *, by_gate: bool) -> Iterator[str]:
        """Give the smallest sets for each recommendation that they lead to."""
        for change in changed(self._dossier):
            if change.by_gate != by_gate:
                continue
            groups = merged(smallest(change))
            is_one = len(change.flips[0].moves) == 1
            told = [
                _plain(if_moved(self._dossier, flips, today=is_one))
                for _, flips in groups[:MOST_EACH]
            ]
            more = len(groups) - MOST_EACH
            also = (
                f"; {counted_in_words(more, 'more change')} would do the same" if more > 0 else ""
            )
            yield f"{change.to}: {'; or '.join(told)}{also}."

    def how_sure(self) -> Iterator[str]:
        if self._decision.strategy is None:
            return
        if not self._dossier.outlook.flips:
            yield NOTHING_WITHIN_REACH
        said = [tolerance_in_words(self._dossier), settled_in_words(self._dossier)]
        yield from filter(None, said)

    def _how_soon(self, state: GateState) -> str:
        procedure = self._questionnaire.procedure
        weeks = state.weeks or 0
        if weeks > max(procedure.wait_within_weeks, procedure.open_within_weeks):
            return "That cannot be had."
        assumed = "Taken to need" if state.weeks_because else "Said to need"
        return f"{assumed} up to {counted(weeks, 'week')}."

    def _other(self, strategy: Strategy) -> str:
        found = option_state(self._questionnaire, self._triage, strategy)
        route, most = self._decision.route(strategy.id), self._speaks_most(strategy)
        if found.state == "closed":
            lead = "held up" if strategy.id == self._decision.then else "closed"
            if self._decision.forced:
                return f"{lead} by the reason to stop. {reopened_if(self._dossier, strategy.id)}"
            why = " ".join(map(sentence, found.reasons))
            return f"{lead}. {why} {reopened_if(self._dossier, strategy.id)}{most}"
        if route is not None:
            return f"{self._of_open(route)}{most}"
        if strategy.id == self._questionnaire.procedure.stop:
            return f"{self._of_stop()}{most}"
        if self._decision.ranked:
            return "not needed while a way forward is open."
        return "nothing that is missing can be had by waiting."

    def _of_open(self, route: Route) -> str:
        chosen = self._decision.route(self._decision.strategy or "")
        fit = f"fit: {self._triage.case(route.strategy).fit}"
        if chosen is None:
            return f"would be open ({fit}), but stopping comes first."
        behind = chosen.rank_points - route.rank_points
        place = f"but {counted(behind, 'point')} behind" if behind else "and level on points"
        return f"open, {place} ({fit})."

    def _of_stop(self) -> str:
        points = self._decision.points[self._questionnaire.procedure.stop]
        mark = self._questionnaire.procedure.stop_mark
        if not self._decision.stop_reason:
            return "no answer gives a reason to stop."
        return f"there is a reason to stop, but it has {counted(points, 'point')} of the {mark}."

    def _speaks_most(self, strategy: Strategy) -> str:
        """Say what speaks most for and against another way, beside the one that is recommended."""
        reasons = self._beside(strategy.id)
        said = ""
        for side, found in (
            ("for", max(reasons, default=None, key=lambda r: r[0])),
            ("against", min(reasons, default=None, key=lambda r: r[0])),
        ):
            if found is not None and (found[0] > 0) == (side == "for") and found[0]:
                said += f" What speaks most {side} it: {found[1]}"
        return said

    def _beside(self, strategy: str) -> list[tuple[int, str]]:
        """List how much each answer and fact puts a way before the recommended one."""
        led = self._decision.then or self._decision.strategy
        is_route = self._decision.route(strategy) is not None
        both_routes = is_route and self._decision.route(led or "") is not None
        compared = led if both_routes and led != strategy else None
        net: dict[tuple[str, str], int] = {}
        said: dict[tuple[str, str], str] = {}
        for case in self._triage.cases:
            sign = {strategy: 1, compared: -1}.get(case.strategy, 0)
            for addition in case.all_ if sign else ():
                if addition.kind != "base":
                    key = (addition.kind, addition.id)
                    net[key] = net.get(key, 0) + sign * addition.points
                    said[key] = self._said(addition)
        return [(points, said[key]) for key, points in net.items()]

    def _said(self, addition: Addition) -> str:
        if addition.kind == "fact":
            return sentence(addition.because)
        return f"{self._dossier.short(addition.id)}, {self._dossier.said(addition.id)}"


def _spoken(reason: Reason) -> str:
    if reason.question is None:
        return sentence(reason.because)
    return f"{reason.title}, “{reason.says}”"


def _plain(text: Line) -> str:
    return "".join(span.text for span in text)
