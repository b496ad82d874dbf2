"""What the answers amount to, as text for a person at a terminal: plain, calm, 80 columns wide.

One line says what to do and how firmly that stands; the reasons follow in the words of the answers.
The same triage always gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.commands.columns import wrapped
from unstall.overview import STANDING_WORDS
from unstall.questionnaire.models import Questionnaire
from unstall.report.phrases import clause, counted, sentence
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage
from unstall.triage.flips import ask_next, single_flips
from unstall.triage.gates import GateState
from unstall.triage.settled import is_settled
from unstall.triage.verdict import Route

MOST_NAMED = 12
"""How many of the things to find out, and of possible blockers, are named."""

MOST_FLIPS = 4
"""How many answers that would change the verdict are named."""

_SINCE = {
    "gate": "a gate waits for it",
    "verdict": "it could change the verdict",
    "range": "it narrows what is not known",
}
_NARROWEST = 40


def score_words(session: Session, engine: Engine, triage: Triage, *, width: int = 80) -> str:
    """Write the whole score of a session, in lines of at most `width` columns (at least 40)."""
    words = _Words(session, engine, triage, max(width, _NARROWEST))
    return "\n".join(words.lines())


def verdict_line(questionnaire: Questionnaire, triage: Triage) -> str:
    """Say in one line what to do and how firmly that stands."""
    decision = triage.decision
    standing = STANDING_WORDS[triage.standing.word]
    if decision.strategy is None:
        return (
            f"{sentence(standing)} Too little is known to recommend anything: "
            f"{decision.quick_known} of the {decision.quick_needed} answers needed."
        )
    strategies = questionnaire.strategy_by_id
    name = strategies[decision.strategy].title
    if decision.shape:
        name += f" ({decision.shape})"
    if decision.then:
        name += f", then {strategies[decision.then].title}"
    elif decision.conditions:
        name += ", on condition"
    return f"{name} · {standing}"


class _Words:
    def __init__(self, session: Session, engine: Engine, triage: Triage, width: int) -> None:
        self._session = session
        self._engine = engine
        self._questionnaire = engine.questionnaire
        self._triage = triage
        self._decision = triage.decision
        self._width = width

    def lines(self) -> Iterator[str]:
        yield from self._paragraph(self._head())
        yield ""
        yield from self._paragraph(verdict_line(self._questionnaire, self._triage))
        yield from self._paragraph(self._under_the_verdict())
        for title, items in (
            ("Why", self._why()),
            ("Conditions", self._conditions()),
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
        session = self._session
        parts = [session.project, session.client, f"{session.depth} triage", str(session.assessed)]
        if session.closed:
            parts.append("closed")
        return " · ".join(part for part in parts if part)

    def _under_the_verdict(self) -> str:
        decision = self._decision
        said = []
        held_back = self._triage.standing.held_back_by
        if decision.strategy and held_back:
            said.append(f"Not firmer, because {'; '.join(held_back)}")
        if is_settled(self._engine, self._triage):
            said.append("Nothing still to be asked can change it")
        if decision.close_call_with:
            said.append(f"A close call with {self._title(decision.close_call_with)}")
        if decision.weak:
            said.append("Open rather than good: little speaks for it besides that")
        if self._triage.nothing_explains:
            said.append("Every answer is at its best level, so nothing here explains the stall")
        return " ".join(map(sentence, said))

    def _title(self, strategy: str) -> str:
        return self._questionnaire.strategy_by_id[strategy].title

    def _why(self) -> Iterator[str]:
        for stop in self._decision.forced:
            yield sentence(stop.text)
        chosen = self._decision.strategy
        if chosen and not self._decision.forced:
            # With no other way to compare, what speaks for this one at all.
            for reason in self._triage.decisive or self._triage.case(chosen).for_it:
                yield f"{reason.title}: {sentence(reason.says)}"

    def _conditions(self) -> Iterator[str]:
        gates = {state.gate.id: state for state in self._decision.gates}
        for condition in self._decision.conditions:
            state = gates.get(condition)
            if state is None:
                question = self._questionnaire.question_by_id[condition]
                yield f"{question.short}: better than it is now"
            elif state.effect == "missing" and state.weeks is not None:
                yield f"{sentence(state.gate.text)} {self._how_soon(state)}"
            else:
                yield sentence(state.gate.text)

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
        flips = single_flips(self._engine, self._triage)
        for flip in flips[:MOST_FLIPS]:
            question = self._questionnaire.question_by_id[flip.question]
            said = f"{question.short}: {sentence(question.levels[flip.to_level].label)}"
            then = self._title(flip.strategy) if flip.strategy else "nothing could be recommended"
            yield f"{said} Then: {then}{f' ({flip.shape})' if flip.shape else ''}."
        more = len(flips) - MOST_FLIPS
        if more > 0:
            yield f"and {more} more."

    def _ask_next(self) -> Iterator[str]:
        asked = ask_next(self._engine, self._triage)
        if asked:
            question = self._questionnaire.question_by_id[asked.question]
            yield f"{question.short} ({question.id}), since {_SINCE[asked.because]}."

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
            level = blocker.question.levels[0].label
            accepted = " Accepted by name." if blocker.accepted else ""
            yield (
                f"{words[blocker.blocks]} · {blocker.question.short}: {sentence(level)}{accepted}"
            )
        possible = [b.question.short for b in self._triage.blockers if not b.certain]
        if possible:
            more = len(possible) - MOST_NAMED
            rest = f"; and {more} more" if more > 0 else ""
            yield f"Not known yet, and could block: {'; '.join(possible[:MOST_NAMED])}{rest}."

    def _causes(self) -> Iterator[str]:
        questions = self._questionnaire.question_by_id
        for found in self._triage.causes:
            evidence = "; ".join(questions[question].short for question in found.evidence)
            yield f"{found.cause.title}. {sentence(found.cause.short)} Shown by: {evidence}."

    def _gaps(self) -> Iterator[str]:
        for gap in self._triage.gaps[:MOST_NAMED]:
            answer = self._session.answers.get(gap.question.id)
            waiting = " A gate waits for it." if gap.for_gates else ""
            if answer and answer.ask:
                yield f"{gap.question.short}: {sentence(answer.ask)}{waiting}"
            else:
                asked = "asked, and nobody knows" if gap.asked else "not asked yet"
                yield f"{gap.question.short}: {asked}.{waiting}"
        more = len(self._triage.gaps) - MOST_NAMED
        if more > 0:
            yield f"and {more} more."
