"""What accounts for the change of a verdict: found by running the whole procedure again.

Everything that the rules look at and that is otherwise now than then is a *shift*: an answer, a
fact, what was said about how soon something can be had. All shifts together lead from then to now,
so the smallest sets of them that give the verdict of now are always there to be found. Sets are
tried by size, all of one size before any of the next, as long as there are few enough; then one set
is made smaller for as long as it still gives the verdict. Nothing is listed that was not applied
and seen to give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from typing import Literal, TypeVar

from unstall.compare.models import Attribution, Outcome, Shift, ShiftKind, TakenBack
from unstall.questionnaire.conditions import OnFact, OnHowSoon, RoleNamed, leaves
from unstall.questionnaire.models import Questionnaire
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import deciding_conditions, deciding_questions
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

V = TypeVar("V")

AFFORDABLE = 6_000
"""So many sets of one size are all tried; less than half a second."""
MOST_SETS = 6
"""Beyond this many sets of one size the others are counted and not listed."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Which of the steps from the recorded verdict to that of now changed it; see `Attribution`."""

    changed: bool
    by_program: bool
    by_rules: bool


def attribution(
    rules: Engine, then: Triage, now: Triage, steps: Steps, *, matched: frozenset[str]
) -> Attribution:
    """Find out what accounts for the change of the verdict.

    Args:
        rules: The engine of the newer version.
        then: What it makes of then.
        now: What it makes of now.
        steps: What changed the verdict apart from what moved.
        matched: Questions that both versions ask and whose answers lead from one to the other; an
            answer to any other question is a new one.
    """
    before, after = then.decision, now.decision
    moves = before.outcome != after.outcome
    floor = _floor(before, after) if moves else None
    search = _Search(rules, then, now, matched)
    found = search.smallest() if moves and floor is None else _Found()
    return Attribution(
        changed=steps.changed,
        by_program=steps.by_program,
        by_rules=steps.by_rules,
        by_moves=moves,
        floor=floor,
        sets=found.sets[:MOST_SETS],
        smallest=found.smallest,
        more=max(0, len(found.sets) - MOST_SETS),
        answers_alone=moves and search.answers_alone(),
        taken_back=tuple(search.taken_back()) if moves and floor is None else (),
    )


def shifts(
    questionnaire: Questionnaire, then: Triage, now: Triage, matched: frozenset[str]
) -> tuple[Shift, ...]:
    """List what is otherwise on the two sides and bears on the verdict, in the order of the call.

    What was answered to a question that is hidden on both sides counts on neither.
    """
    # How many of the framework's questions are known decides whether anything is recommended.
    framework = {q.id for q in questionnaire.questions if q.quick == "framework"}
    deciding = deciding_questions(questionnaire) | framework
    found = [
        shift
        for question in questionnaire.call_order
        if question.id in deciding
        for shift in _of_question(question.id, then, now, matched)
    ]
    looked_at = [leaf for c in deciding_conditions(questionnaire) for leaf in leaves(c)]
    soon = {leaf.how_soon for leaf in looked_at if isinstance(leaf, OnHowSoon)}
    soon |= {gate.question for gate in questionnaire.gates if gate.question}
    facts = {leaf.fact for leaf in looked_at if isinstance(leaf, OnFact)}
    named: tuple[tuple[ShiftKind, Iterable[str]], ...] = (
        ("how-soon", (q.id for q in questionnaire.call_order if q.id in soon)),
        ("fact", [fact.id for fact in questionnaire.facts if fact.id in facts]),
        ("role", sorted({leaf.role_named for leaf in looked_at if isinstance(leaf, RoleNamed)})),
    )
    for kind, ids in named:
        found += [
            shift for id_ in ids if _differs(shift := Shift(kind, id_), then.given, now.given)
        ]
    return tuple(found)


def shifted(reading: Reading, shift: Shift, to: Reading) -> Reading:
    """Give a reading in which one thing is as it is in another reading."""
    match shift.kind:
        case "answer" | "new-answer" | "evidence":
            return _answered_as_in(reading, shift.id, to)
        case "how-soon":
            return replace(reading, how_soon=_as_in(reading.how_soon, shift.id, to.how_soon))
        case "fact":
            return replace(reading, facts=_as_in(reading.facts, shift.id, to.facts))
        case "role":
            return replace(
                reading, roles_named=_member_as_in(reading.roles_named, shift.id, to.roles_named)
            )


@dataclass(frozen=True, slots=True)
class _Found:
    sets: tuple[tuple[Shift, ...], ...] = ()
    smallest: bool = True


class _Search:
    def __init__(self, rules: Engine, then: Triage, now: Triage, matched: frozenset[str]) -> None:
        self._rules = rules
        self._then, self._now = then.given, now.given
        self._before, self._after = then.decision.outcome, now.decision.outcome
        self._shifts = shifts(rules.questionnaire, then, now, matched)

    def smallest(self) -> _Found:
        for size in range(1, len(self._shifts)):
            if comb(len(self._shifts), size) > AFFORDABLE:
                return _Found((self._shrunk(),), smallest=False)
            found = tuple(part for part in combinations(self._shifts, size) if self._gives(part))
            if found:
                return _Found(found)
        return _Found((self._shifts,))

    def answers_alone(self) -> bool:
        return self._gives([shift for shift in self._shifts if shift.kind == "answer"])

    def taken_back(self) -> Iterator[TakenBack]:
        for shift in self._shifts:
            outcome = self._outcome(shifted(self._now, shift, self._then))
            if outcome != self._after:
                yield TakenBack(shift, outcome, returns=outcome == self._before)

    def _shrunk(self) -> tuple[Shift, ...]:
        """Leave out of all shifts whatever can be left out; of what is kept nothing can be."""
        kept = list(self._shifts)
        # What is not an answer is tried last, so that it stays only where it is needed.
        order = sorted(self._shifts, key=lambda shift: shift.kind == "answer")
        while True:
            spare = next((s for s in order if self._gives([k for k in kept if k != s])), None)
            if spare is None:
                return tuple(kept)
            kept.remove(spare)
            order.remove(spare)

    def _gives(self, part: Sequence[Shift]) -> bool:
        reading = self._then
        for shift in part:
            reading = shifted(reading, shift, self._now)
        return self._outcome(reading) == self._after

    def _outcome(self, reading: Reading) -> Outcome:
        return self._rules.decide(reading).outcome


def _floor(before: Decision, after: Decision) -> Literal["enough-now", "too-little-now"] | None:
    if before.quick_known < before.quick_needed:
        return "enough-now"
    return "too-little-now" if after.quick_known < after.quick_needed else None


def _of_question(
    question: str, then: Triage, now: Triage, matched: frozenset[str]
) -> Iterator[Shift]:
    if then.reading.state(question) == now.reading.state(question) == "hidden":
        return
    kind: ShiftKind = "answer" if question in matched else "new-answer"
    before, after = then.given, now.given
    if before.levels.get(question) != after.levels.get(question) or (
        before.state(question) != after.state(question)
    ):
        yield Shift(kind, question)
    elif (question in before.seen) != (question in after.seen):
        yield Shift("evidence", question)


def _differs(shift: Shift, before: Reading, after: Reading) -> bool:
    match shift.kind:
        case "how-soon":
            return before.how_soon.get(shift.id) != after.how_soon.get(shift.id)
        case "fact":
            return bool(before.facts.get(shift.id) != after.facts.get(shift.id))
        case _:
            return (shift.id in before.roles_named) != (shift.id in after.roles_named)


def _answered_as_in(reading: Reading, question: str, to: Reading) -> Reading:
    return replace(
        reading,
        levels=_as_in(reading.levels, question, to.levels),
        states=_as_in(reading.states, question, to.states),
        seen=_member_as_in(reading.seen, question, to.seen),
        accepted=_member_as_in(reading.accepted, question, to.accepted),
    )


def _as_in(values: Mapping[str, V], key: str, to: Mapping[str, V]) -> dict[str, V]:
    others = {name: value for name, value in values.items() if name != key}
    return {**others, key: to[key]} if key in to else others


def _member_as_in(members: frozenset[str], one: str, to: frozenset[str]) -> frozenset[str]:
    return members | {one} if one in to else members - {one}
