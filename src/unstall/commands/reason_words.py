"""The reasons of a verdict, to be read aloud: why, what speaks against it, the other ways, and what
would change it.

Everything is said in the words of the answers, so that the person across the table can say whether
it is so, and hears which other answer would have led elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from unstall.report.deciding import grounds, outweighed
from unstall.report.dossier import Dossier
from unstall.report.fitting import weak_fit
from unstall.report.nearness import close_call
from unstall.report.options_state import OptionState, option_state
from unstall.report.phrases import clause, counted, counted_in_words, sentence, share_in_figures
from unstall.triage.gates import GateState
from unstall.triage.points import Addition
from unstall.triage.reasons import Reason
from unstall.triage.standing import StandingWord
from unstall.triage.verdict import Route

MOST_EACH = 2
"""How many changes are named for each verdict that they lead to."""
MOST_CHANGES = 3
"""How many other verdicts are named where not all is said."""
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


def reason_parts(dossier: Dossier, *, full: bool = True) -> tuple[Part, ...]:
    """Give the reasons part by part; parts may be empty.

    Args:
        dossier: Whose verdict it is.
        full: With what speaks for and against each other way and what would open it, and with all
            that was found to change the verdict.
    """
    words = _Reasons(dossier)
    changes: tuple[Part, ...] = (
        ("What would change it: a way opens or closes", words.flips(by_gate=True)),
        ("What would change it: the balance tips", words.flips(by_gate=False)),
    )
    return (
        ("Why", words.why()),
        ("What speaks against it", words.against()),
        ("What speaks against it, and was not enough", words.outweighed()),
        ("Until" if dossier.resumed else "Conditions", words.conditions()),
        ("Taken on trust until it is verified", words.to_verify()),
        ("The other ways", words.others(full=full)),
        *(changes if full else (("What would change it", words.first_flips()),)),
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
    held_back = _held_back(dossier)
    if decision.strategy and held_back:
        said.append(f"Not firmer, because {'; '.join(held_back)}")
    if dossier.outlook.standing.word == "holds-up":
        said.append(HOLDS_UP)
    said.append(weak_fit(dossier))
    if dossier.triage.nothing_explains:
        said.append("Every answer is at its best level, so nothing here explains the stall")
    return " ".join(map(sentence, filter(None, said)))


def _held_back(dossier: Dossier) -> list[str]:
    """Give what keeps the verdict from standing more firmly; a close call with how close it is."""
    found, near = list(dossier.outlook.standing.held_back_by), clause(close_call(dossier))
    if not near:
        return found
    rest = [held for held in found if not near.startswith(held.removeprefix("it is "))]
    return [*rest, f"it is {near}"]


def _on_condition(dossier: Dossier) -> str:
    conditions = dossier.triage.decision.conditions
    if not conditions or dossier.resumed:
        return ""
    only = dossier.gate_text(conditions[0])
    if len(conditions) == 1 and len(only) <= _SHORT_ENOUGH:
        return f", on condition that {only}"
    return f", on {counted_in_words(len(conditions), 'condition')}"


@dataclass(frozen=True, slots=True)
class _Beside:
    """An answer or a fact that bears on a way that is set beside the recommended one."""

    ahead: int
    """Points by which it puts the way before the recommended one."""
    said: str


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

    def outweighed(self) -> Iterator[str]:
        for given in outweighed(self._dossier):
            yield f"{given.title}, {given.says}"

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

    def others(self, *, full: bool) -> Iterator[str]:
        if self._decision.strategy is None:
            return
        if self._decision.forced and not full:
            yield "All are closed by the reason to stop."
            return
        for strategy in self._questionnaire.strategies:
            if strategy.id != self._decision.strategy:
                yield f"{strategy.title}: {self._other(strategy, full=full)}"

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

    def first_flips(self) -> Iterator[str]:
        """Give the nearest change for each of the recommendations that are nearest."""
        found = sorted(changed(self._dossier), key=lambda change: len(change.flips[0].moves))
        told: dict[str, str] = {}
        for change in found:
            flips = merged(change.flips)[0][1]
            said = _plain(if_moved(self._dossier, flips[:1], today=False))
            told.setdefault(change.to, f"{change.to}: {said}.")
        yield from list(told.values())[:MOST_CHANGES]
        more = len(told) - MOST_CHANGES
        if more > 0:
            yield f"and {counted_in_words(more, 'more verdict')} within reach."

    def how_sure(self) -> Iterator[str]:
        if self._decision.strategy is None:
            return
        yield self._shares()
        if not self._dossier.outlook.flips:
            yield NOTHING_WITHIN_REACH
        said = [tolerance_in_words(self._dossier), settled_in_words(self._dossier)]
        yield from filter(None, said)

    def _shares(self) -> str:
        """Say how often each way came out of the readings that were drawn."""
        off = self._dossier.outlook.robustness
        titles = {strategy.id: strategy.title for strategy in self._questionnaire.strategies}
        came_out = sorted(off.acceptability.items(), key=lambda entry: -entry[1])
        each = [f"{titles[id_]} {share_in_figures(share)}" for id_, share in came_out if share]
        drawn = self._dossier.formats.number(off.draws)
        # The sign stays on the line of its figure.
        shares = ", ".join(each).replace(" %", "\N{NO-BREAK SPACE}%")
        return (
            f"In {drawn} draws of what is not known and of how far the points could be off: "
            f"{shares}."
        )

    def _how_soon(self, state: GateState) -> str:
        procedure = self._questionnaire.procedure
        weeks = state.weeks or 0
        if weeks > max(procedure.wait_within_weeks, procedure.open_within_weeks):
            return "That cannot be had."
        assumed = "Taken to need" if state.weeks_because else "Said to need"
        return f"{assumed} up to {counted(weeks, 'week')}."

    def _other(self, strategy: Strategy, *, full: bool) -> str:
        found = option_state(self._questionnaire, self._triage, strategy)
        route, most = self._decision.route(strategy.id), ""
        if full:
            most = self._speaks_most(strategy)
        if found.state == "closed":
            return self._of_closed(strategy, found, most, full=full)
        if route is not None:
            return f"{self._of_open(route)}{most}"
        if strategy.id == self._questionnaire.procedure.stop:
            return f"{self._of_stop()}{most}"
        if self._decision.ranked:
            return "not needed while a way forward is open."
        return "nothing that is missing can be had by waiting."

    def _of_closed(self, strategy: Strategy, found: OptionState, most: str, *, full: bool) -> str:
        lead = "held up" if strategy.id == self._decision.then else "closed"
        if self._decision.forced:
            return f"{lead} by the reason to stop. {reopened_if(self._dossier, strategy.id)}"
        if not full:
            return f"{lead}. {sentence(found.reasons[0])}"
        why = " ".join(map(sentence, found.reasons))
        return f"{lead}. {why} {reopened_if(self._dossier, strategy.id)}{most}"

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
        """Say what speaks most for and against another way, beside the one that is recommended.

        What adds points to it never speaks against it, however much more it adds to the other.
        """
        found = self._beside(strategy.id)
        most = max(found, default=None, key=lambda each: each.ahead)
        least = min(found, default=None, key=lambda each: each.ahead)
        said = ""
        if most and most.ahead > 0:
            said += f" What speaks most for it: {most.said}"
        if least and least.ahead < 0:
            said += f" What speaks most against it: {least.said}"
        return said

    def _beside(self, strategy: str) -> list[_Beside]:
        """List what speaks for a way and puts it before the recommended one, and the opposite."""
        led = self._decision.then or self._decision.strategy
        is_route = self._decision.route(strategy) is not None
        both_routes = is_route and self._decision.route(led or "") is not None
        compared = led if both_routes and led != strategy else None
        other = {
            (addition.kind, addition.id): addition.points
            for addition in (self._triage.case(compared).all_ if compared else ())
        }
        return [
            _Beside(ahead, self._said(addition))
            for addition in self._triage.case(strategy).all_
            if addition.kind != "base"
            and (ahead := addition.points - other.get((addition.kind, addition.id), 0))
            * addition.points
            > 0
        ]

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
