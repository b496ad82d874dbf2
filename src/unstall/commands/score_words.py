"""What the answers amount to, as text for a person at a terminal: plain, calm, 80 columns wide.

One line says what to do and how firmly that stands; the reasons follow in the words of the answers.
The same session always gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.commands.columns import wrapped
from unstall.overview import STANDING_WORDS
from unstall.report.deciding import grounds
from unstall.report.dossier import Dossier
from unstall.report.phrases import clause, counted, counted_in_words, sentence
from unstall.triage.flips import ask_next
from unstall.triage.gates import GateState
from unstall.triage.verdict import Route

MOST_NAMED = 12
"""How many of the things to find out, and of possible blockers, are named."""

MOST_FLIPS = 4
"""How many answers that would change the verdict are named."""

_SHORT_ENOUGH = 50
"""Characters of a condition that still fits into the verdict's own line."""

_SINCE = {
    "gate": "a gate waits for it",
    "verdict": "it could change the verdict",
    "range": "it narrows what is not known",
}
_NARROWEST = 40


def score_words(dossier: Dossier, *, width: int = 80) -> str:
    """Write the whole score of a session, in lines of at most `width` columns (at least 40)."""
    return "\n".join(_Words(dossier, max(width, _NARROWEST)).lines())


def verdict_line(dossier: Dossier) -> str:
    """Say in one line what to do and how firmly that stands."""
    decision = dossier.triage.decision
    standing = STANDING_WORDS[dossier.outlook.standing.word]
    if decision.strategy is None:
        return (
            f"{sentence(standing)} Too little is known to recommend anything: "
            f"{decision.quick_known} of the {decision.quick_needed} answers needed."
        )
    return f"{dossier.verdict_title}{_on_condition(dossier)} · {standing}"


def _on_condition(dossier: Dossier) -> str:
    conditions = dossier.triage.decision.conditions
    if not conditions or dossier.resumed:
        return ""
    only = dossier.gate_text(conditions[0])
    if len(conditions) == 1 and len(only) <= _SHORT_ENOUGH:
        return f", on condition that {only}"
    return f", on {counted_in_words(len(conditions), 'condition')}"


class _Words:
    def __init__(self, dossier: Dossier, width: int) -> None:
        self._dossier = dossier
        self._questionnaire = dossier.questionnaire
        self._triage = dossier.triage
        self._decision = dossier.triage.decision
        self._width = width

    def lines(self) -> Iterator[str]:
        yield from self._paragraph(self._head())
        yield ""
        yield from self._paragraph(verdict_line(self._dossier))
        yield from self._paragraph(self._under_the_verdict())
        for title, items in (
            ("Why", self._why()),
            ("Until" if self._dossier.resumed else "Conditions", self._conditions()),
            ("To be verified", self._to_verify()),
            ("The other ways", self._others()),
            ("What would change it", self._flips()),
            ("Readiness", self._readiness()),
            ("Blockers", self._blockers()),
            ("Causes found", self._causes()),
            ("Warning signs", (sign.text for sign in self._triage.warning_signs)),
            ("Does not go together; ask", (c.ask for c in self._triage.contradictions)),
            ("To find out", self._gaps()),
            ("Ask next", self._ask_next()),
        ):
            yield from self._section(title, items)

    def _paragraph(self, text: str) -> Iterator[str]:
        yield from wrapped(text, self._width)

    def _section(self, title: str, items: Iterable[str]) -> Iterator[str]:
        found = list(items)
        if found:
            yield ""
            yield title
        for item in found:
            yield from wrapped(item, self._width, first="  - ", rest="    ")

    def _head(self) -> str:
        session = self._dossier.session
        parts = [session.project, session.client, f"{session.depth} triage", str(session.assessed)]
        if session.closed:
            parts.append("closed")
        return " · ".join(part for part in parts if part)

    def _under_the_verdict(self) -> str:
        decision = self._decision
        said = []
        held_back = self._dossier.outlook.standing.held_back_by
        if decision.strategy and held_back:
            said.append(f"Not firmer, because {'; '.join(held_back)}")
        if self._dossier.outlook.settled:
            said.append("Nothing still to be asked can change it")
        if decision.close_call_with:
            said.append(f"A close call with {self._title(decision.close_call_with)}")
        if decision.weak:
            said.append("A weak fit: it is open rather than good")
        if self._triage.nothing_explains:
            said.append("Every answer is at its best level, so nothing here explains the stall")
        return " ".join(map(sentence, said))

    def _title(self, strategy: str) -> str:
        return self._questionnaire.strategy_by_id[strategy].title

    def _why(self) -> Iterator[str]:
        for stop in self._decision.forced:
            yield sentence(stop.text)
        for ground in grounds(self._dossier):
            lead = f"{ground.lead} " if ground.lead else ""
            title = f"{ground.title}: " if ground.title else ""
            yield f"{lead}{title}{ground.says}"

    def _conditions(self) -> Iterator[str]:
        gates = {state.gate.id: state for state in self._decision.gates}
        for condition in self._decision.conditions:
            said = sentence(self._dossier.gate_text(condition))
            state = gates.get(condition)
            yield f"{said} {self._how_soon(state)}" if state and state.weeks is not None else said

    def _how_soon(self, state: GateState) -> str:
        procedure = self._questionnaire.procedure
        weeks = state.weeks or 0
        if weeks > max(procedure.wait_within_weeks, procedure.open_within_weeks):
            return "That cannot be had."
        assumed = "Taken to need" if state.weeks_because else "Said to need"
        return f"{assumed} up to {counted(weeks, 'week')}."

    def _to_verify(self) -> Iterator[str]:
        route = self._decision.route(self._decision.then or self._decision.strategy or "")
        for state in route.verify if route else ():
            yield f"Whether {clause(state.gate.text)}."

    def _others(self) -> Iterator[str]:
        if self._decision.strategy is None:
            return
        for strategy in self._questionnaire.strategies:
            if strategy.id == self._decision.strategy:
                continue
            route = self._decision.route(strategy.id)
            if route:
                yield f"{strategy.title}: {self._of_route(route)}"
            elif strategy.id == self._questionnaire.procedure.stop:
                yield f"{strategy.title}: {self._of_stop()}"
            else:
                yield f"{strategy.title}: {self._of_pause()}"

    def _of_route(self, route: Route) -> str:
        if route.is_open:
            chosen = self._decision.route(self._decision.strategy or "")
            fit = f"{self._triage.case(route.strategy).fit} fit"
            if chosen is None:
                return f"would be open ({fit}), but stopping comes first."
            behind = chosen.rank_points - route.rank_points
            return f"open ({fit}), {counted(behind, 'point') if behind else 'no point'} behind."
        if route.hard:
            return " ".join(sentence(state.gate.closed_text) for state in route.hard)
        if route.below_floor and not route.missing:
            return "closed, since too much speaks against it."
        missing = " ".join(sentence(state.gate.closed_text) for state in route.missing)
        return f"held up. {missing}"

    def _of_stop(self) -> str:
        points = self._decision.points[self._questionnaire.procedure.stop]
        mark = self._questionnaire.procedure.stop_mark
        if not self._decision.stop_reason:
            return "no answer gives a reason to stop."
        return f"there is a reason to stop, but it has {counted(points, 'point')} of the {mark}."

    def _of_pause(self) -> str:
        if self._decision.forced or self._decision.stop_earned:
            return "would change nothing about the reason to stop."
        if self._decision.ranked:
            return "not needed while a way forward is open."
        return "nothing that is missing can be had by waiting."

    def _flips(self) -> Iterator[str]:
        flips = self._dossier.flips
        for flip in flips[:MOST_FLIPS]:
            said = f"{self._dossier.short(flip.question)}: "
            said += self._dossier.label(flip.question, flip.to_level)
            then = self._dossier.title_of(flip.strategy, flip.shape, flip.then)
            yield f"{said} Then: {then}."
        more = len(flips) - MOST_FLIPS
        if more > 0:
            yield f"and {more} more."

    def _ask_next(self) -> Iterator[str]:
        asked = ask_next(self._dossier.engine, self._triage)
        if asked:
            short = self._dossier.short(asked.question)
            yield f"{short} ({asked.question}), since {_SINCE[asked.because]}."

    def _readiness(self) -> Iterator[str]:
        for group in self._triage.of_view("sections"):
            low, high = round(group.low * 100), round(group.high * 100)
            span = f"{low}" if low == high else f"{low} to {high}"
            known = round(group.coverage * 100)
            if known:
                yield f"{group.title}: {span} of 100, {group.band.title}, {known}% known"
            else:
                yield f"{group.title}: nothing known yet"

    def _blockers(self) -> Iterator[str]:
        words = {"start": "Before money is committed", "launch": "Before it goes live"}
        certain = [blocker for blocker in self._triage.blockers if blocker.certain]
        for blocker in sorted(certain, key=lambda b: list(words).index(b.blocks)):
            level = self._dossier.label(blocker.question.id, 0)
            accepted = " Accepted by name." if blocker.accepted else ""
            yield f"{words[blocker.blocks]} · {blocker.question.short}: {level}{accepted}"
        possible = [b.question.short for b in self._triage.blockers if not b.certain]
        if possible:
            more = len(possible) - MOST_NAMED
            rest = f"; and {more} more" if more > 0 else ""
            yield f"Not known yet, and could block: {'; '.join(possible[:MOST_NAMED])}{rest}."

    def _causes(self) -> Iterator[str]:
        for found in self._triage.causes:
            evidence = "; ".join(map(self._dossier.short, found.evidence))
            yield f"{found.cause.title}. {sentence(found.cause.short)} Shown by: {evidence}."

    def _gaps(self) -> Iterator[str]:
        for gap in self._triage.gaps[:MOST_NAMED]:
            answer = self._dossier.answer(gap.question.id)
            waiting = " A gate waits for it." if gap.for_gates else ""
            if answer.ask:
                yield f"{gap.question.short}: {sentence(answer.ask)}{waiting}"
            else:
                asked = "nobody knew" if gap.asked else "not asked yet"
                whom = self._dossier.whom(gap.question.id)
                yield f"{gap.question.short}: {asked}; ask {whom}.{waiting}"
        more = len(self._triage.gaps) - MOST_NAMED
        if more > 0:
            yield f"and {more} more."
