"""What of a room's disagreement matters to the verdict: the queue, and each role's own verdict.

A question is worth talking about by how far its votes lie apart, times what the levels in between
would do to the verdict: first the share of them under which it would be another, with the whole
procedure run once for each, then how far they move the points. The group's answer stands in where
none is recorded yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Literal

from unstall.questionnaire.questions import Question
from unstall.session.models import Session
from unstall.session.voters import OTHERS, different_people, folded
from unstall.triage.engine import Engine, Triage
from unstall.triage.reading import Reading, read
from unstall.triage.verdict import Decision
from unstall.voting.rounds import VotedQuestion, voted_questions

MOST_TRIED = 1_000
"""Ways for what remains to come out, beyond which each question is tried by itself."""

Bearing = Literal["none", "none-alone", "some", "open"]
"""Whether what remains could change the verdict: no; no question by itself, and all together are
too many to try; yes; there is none yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that was voted on, and what talking about it could do."""

    voted: VotedQuestion
    could_change: float
    """Share of the levels from the lowest vote to the highest under which the verdict would be
    another; 0 to 1."""
    moves: int
    """Points by which these levels move any strategy against the recommended one."""

    @property
    def rank(self) -> tuple[float, float, float]:
        """What questions are ordered by, the largest first."""
        apart = self.voted.tally.disagreement
        return apart * self.could_change, apart * self.moves, apart


@dataclass(frozen=True, slots=True)
class RoleVerdict:
    """The verdict if one role alone had voted."""

    role: str
    decision: Decision
    questions: int
    """On how many questions that role's votes were counted."""


class Discussion:
    """A room's votes, held against the verdict."""

    def __init__(self, engine: Engine, session: Session) -> None:
        """Take the votes of a session; there may be none."""
        self.engine = engine
        """The questionnaire's engine."""
        self._people = different_people(session.voters, session.casts)
        self.voted = voted_questions(engine.questionnaire, session)
        """The questions that were voted on, in file order."""
        self._reading = _with_group_answers(read(engine.questionnaire, session), self.voted)

    @property
    def voters_by_role(self) -> dict[str, int]:
        """How many people each role has at least that may be shown, sorted, the others last."""
        counts = Counter(folded(self._people).values())
        return {role: counts[role] for role in sorted(counts, key=lambda one: (one == OTHERS, one))}

    @cached_property
    def decision(self) -> Decision:
        """The verdict, with the group's answer where none is recorded."""
        return self.engine.decide(self._reading)

    @cached_property
    def queue(self) -> tuple[Waiting, ...]:
        """What is left to talk about, what matters most first; ties in file order.

        Questions on which the room agrees, that were voted on twice or that were decided are not
        in it.
        """
        left = [one for one in self.voted if one.is_contested and not one.is_settled]
        return tuple(sorted(map(self._waiting, left), key=lambda w: w.rank, reverse=True))

    @cached_property
    def bearing(self) -> Bearing:
        """Whether what is left to talk about could change the verdict, however the talk goes."""
        if self.decision.strategy is None:
            return "open"
        if any(waiting.could_change for waiting in self.queue):
            return "some"
        spans = {w.voted.question.id: _levels(w.voted) for w in self.queue}
        if prod(map(len, spans.values())) > MOST_TRIED:
            return "none-alone"
        outcomes = (
            self._outcome(dict(zip(spans, levels, strict=True)))
            for levels in product(*spans.values())
        )
        return "some" if any(o != self.decision.outcome for o in outcomes) else "none"

    def bearing_with(self, not_voted: Collection[str]) -> Bearing:
        """Give the bearing where these questions are left to be voted on as well.

        What is not voted on is tried by each of its levels, one question at a time.
        """
        if self.bearing in ("open", "some") or not not_voted:
            return self.bearing
        return "some" if self.could_change(not_voted) else "none-alone"

    def could_change(self, questions: Collection[str]) -> frozenset[str]:
        """Pick the questions of which a level alone would lead to another verdict."""
        of_id = self.engine.questionnaire.question_by_id
        return frozenset(
            question
            for question in questions
            if any(
                self._outcome({question: level}) != self.decision.outcome
                for level in range(of_id[question].top + 1)
            )
        )

    @property
    def lacking(self) -> int:
        """How many more answers a verdict needs; 0 where there is one."""
        decision = self.decision
        return 0 if decision.strategy else max(0, decision.quick_needed - decision.quick_known)

    @property
    def would_count(self) -> tuple[str, ...]:
        """The questions without a level that count towards there being a verdict, in call order."""
        return tuple(
            question.id
            for question in self.engine.questionnaire.call_order
            if question.quick == "framework" and question.id not in self._reading.levels
        )

    @cached_property
    def alone(self) -> tuple[RoleVerdict, ...]:
        """The verdict of each role that may be shown, sorted by role; all else as it is recorded.

        A question that a role did not vote on, or with too few voters, keeps the room's answer.
        """
        roles = sorted({one.role for voted in self.voted for one in voted.tally.by_role} - {OTHERS})
        return tuple(map(self._alone, roles))

    def _alone(self, role: str) -> RoleVerdict:
        reading, counted = self._reading, 0
        for voted in self.voted:
            for one in voted.tally.by_role:
                if one.role == role:
                    level = one.median.level if one.median else None
                    reading = reading.with_level(voted.question.id, level)
                    counted += 1
        return RoleVerdict(role, self.engine.decide(reading), counted)

    def _waiting(self, voted: VotedQuestion) -> Waiting:
        now, levels = self.decision, _levels(voted)
        after = [
            self.engine.decide(self._reading.with_level(voted.question.id, level))
            for level in levels
        ]
        return Waiting(
            voted,
            could_change=sum(one.outcome != now.outcome for one in after) / len(levels),
            moves=max(_moved(now, one) for one in after),
        )

    def _outcome(self, levels: dict[str, int]) -> object:
        reading = self._reading
        for question, level in levels.items():
            reading = reading.with_level(question, level)
        return self.engine.decide(reading).outcome


def _with_group_answers(reading: Reading, voted: Sequence[VotedQuestion]) -> Reading:
    for one in voted:
        if one.recorded == "nothing":
            reading = reading.with_level(one.question.id, one.tally.group_level)
    return reading


def _levels(voted: VotedQuestion) -> range:
    """Give the levels from the lowest vote to the highest."""
    low, high = voted.tally.span or (0, 0)
    return range(low, high + 1)


def _moved(now: Decision, then: Decision) -> int:
    """Give by how many points any strategy moved against the one recommended."""
    chosen = now.strategy
    shift = {strategy: then.points[strategy] - now.points[strategy] for strategy in now.points}
    against = shift.get(chosen, 0) if chosen else 0
    return max(abs(moved - against) for moved in shift.values())


def that_matter(engine: Engine, triage: Triage, most: int) -> tuple[str, ...]:
    """List the questions that a room's vote could move the verdict with, in the order of the call.

    First as many as there have to be for any verdict, since a room that has talked for an hour and
    a half should have one. Then those of which more levels would lead to another verdict than the
    one that there would be now, then those whose levels move the points most.

    Args:
        engine: The questionnaire's engine.
        triage: What is known so far.
        most: How many are listed.
    """
    now = engine.decide(triage.given, floor=False)
    applicable = {question.id for question in triage.applicable}

    def rank(question: Question) -> tuple[float, int]:
        after = [
            engine.decide(triage.given.with_level(question.id, level), floor=False)
            for level in range(question.top + 1)
        ]
        changed = sum(one.outcome != now.outcome for one in after) / len(after)
        return -changed, -max(_moved(now, one) for one in after)

    asked = [q for q in engine.questionnaire.call_order if q.id in applicable]
    ranked = sorted(asked, key=rank)
    unknown = [q for q in ranked if q.quick == "framework" and q.id not in triage.given.levels]
    needed = unknown[: max(0, now.quick_needed - now.quick_known)]
    first = [*needed, *(question for question in ranked if question not in needed)]
    chosen = {question.id for question in first[:most]}
    return tuple(question.id for question in asked if question.id in chosen)
