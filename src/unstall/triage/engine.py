"""The one door to the engine: a questionnaire goes in once, readings go in and out comes a triage.

Pure and deterministic: the same questionnaire and reading give the same triage, whatever the order
of the answers, the day or the machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from unstall.questionnaire.actions import Contradiction, WarningSign
from unstall.questionnaire.conditions import OnFact
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.models import Session
from unstall.triage.findings import Blocker, Findings, FoundCause, Gap
from unstall.triage.hiding import shifts_with_answers
from unstall.triage.readiness import Readiness, ReadinessScale, headline
from unstall.triage.reading import Reading, read
from unstall.triage.reasons import Case, Reasons
from unstall.triage.verdict import Decision, Rules
from unstall.voting.disputes import Dispute, disputes


@dataclass(frozen=True, slots=True)
class Triage:
    """Everything that the answers support saying."""

    given: Reading
    """Everything recorded: what trying other answers starts from, since they may bring back a
    question that is hidden now, with the answer that it had."""
    reading: Reading
    """What counts: the same without answers to hidden questions."""
    weighed: Reading
    """Everything recorded that a rule can look at. Names, titles and figures for documents alone
    are left out: whoever is renamed, nothing that is worked out from here moves."""
    decision: Decision
    readiness: tuple[Readiness, ...]
    headline: Readiness | None
    """The lowest readiness dimension."""
    coverage: float
    """Weighted share of all applicable questions that have a level."""
    applicable: tuple[Question, ...]
    causes: tuple[FoundCause, ...]
    warning_signs: tuple[WarningSign, ...]
    contradictions: tuple[Contradiction, ...]
    blockers: tuple[Blocker, ...]
    gaps: tuple[Gap, ...]
    cases: tuple[Case, ...]
    nothing_explains: bool
    """Every answer given is at its top level, so nothing here explains the stall."""
    disputes: tuple[Dispute, ...] = ()
    """Questions on which roles lie two steps apart or more; of a session with votes."""

    def of_view(self, view: str) -> tuple[Readiness, ...]:
        """List the readiness of one view: `sections`, `dimensions`, `walls`."""
        return tuple(r for r in self.readiness if r.view == view)

    def case(self, strategy: str) -> Case:
        """Give the case for and against one strategy."""
        return next(case for case in self.cases if case.strategy == strategy)


class Engine:
    """The engine of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.rules = Rules(questionnaire)
        self.scale = ReadinessScale(questionnaire)
        self.findings = Findings(questionnaire, self.scale)
        """What the answers show besides a verdict."""
        self._reasons = Reasons(questionnaire, self.rules.points)
        self._looked_at = _facts_looked_at(questionnaire)

    def triage_session(self, session: Session) -> Triage:
        """Triage a session as it stands."""
        triage = self.triage(read(self.questionnaire, session), depth=session.depth)
        if not session.votes:
            return triage
        return replace(triage, disputes=disputes(self.questionnaire, session))

    def triage(self, reading: Reading, *, depth: str = "full", floor: bool = True) -> Triage:
        """Triage a reading; see `Rules.decide` for `floor` and `Findings.gaps` for `depth`."""
        given, reading = reading, self.scale.without_hidden(reading)
        decision = self.rules.decide(reading, floor=floor)
        applicable = self.scale.applicable(reading)
        readiness = self.scale.measure(reading)
        return Triage(
            given=given,
            reading=reading,
            weighed=replace(
                given, facts={f: v for f, v in given.facts.items() if f in self._looked_at}
            ),
            decision=decision,
            readiness=readiness,
            headline=headline(readiness, self.questionnaire.procedure.headline_view),
            coverage=self._coverage(applicable, reading),
            applicable=applicable,
            causes=self.findings.causes(reading),
            warning_signs=self.findings.warning_signs(reading),
            contradictions=self.findings.contradictions(reading),
            blockers=self.findings.blockers(reading),
            gaps=self.findings.gaps(reading, self._verify(decision), depth=depth),
            cases=self._reasons.cases(reading, decision),
            nothing_explains=bool(reading.levels)
            and decision.strategy is not None
            and all(
                level == self.questionnaire.question_by_id[question].top
                for question, level in reading.levels.items()
            ),
        )

    def decide(self, reading: Reading, *, floor: bool = True) -> Decision:
        """Decide on a reading and leave the rest out: for trying many readings."""
        return self.rules.decide(self.scale.without_hidden(reading), floor=floor)

    def may_count(self, triage: Triage) -> frozenset[str]:
        """List the questions whose answer counts now, or may once another is given otherwise."""
        applicable = {question.id for question in triage.applicable}
        return frozenset(
            question.id
            for question in self.questionnaire.questions
            if triage.given.state(question.id) != "not-applicable"
            and (question.id in applicable or shifts_with_answers(question))
        )

    def _coverage(self, applicable: tuple[Question, ...], reading: Reading) -> float:
        weights = {q.id: self.scale.weight(q.id, reading) for q in applicable}
        total = sum(weights.values())
        return sum(w for q, w in weights.items() if q in reading.levels) / total if total else 0.0

    def _verify(self, decision: Decision) -> dict[str, tuple[str, ...]]:
        waiting: dict[str, tuple[str, ...]] = {}
        for route in decision.routes:
            if route.hard:
                continue
            for state in route.verify:
                question = state.gate.question
                if question:
                    gates = waiting.get(question, ())
                    if state.gate.id not in gates:
                        waiting[question] = (*gates, state.gate.id)
        return waiting


def _facts_looked_at(questionnaire: Questionnaire) -> frozenset[str]:
    """Name every fact that a condition anywhere in a questionnaire compares."""
    found: set[str] = set()
    left: list[Any] = [questionnaire]
    while left:
        match left.pop():
            case OnFact(fact=fact):
                found.add(fact)
            case BaseModel() as part:
                left += (value for value in vars(part).values() if not isinstance(value, str))
            case tuple() as parts:
                left += (value for value in parts if not isinstance(value, str))
            case dict() as table:
                left += table.values()
    return frozenset(found)
