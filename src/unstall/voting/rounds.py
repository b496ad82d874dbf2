"""The votes of a session, question by question: both rounds, who moved, and what was recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.models import NOBODY_KNOWS, Answer, Session
from unstall.session.voters import OTHERS, folded
from unstall.voting.statistics import quartiles
from unstall.voting.tally import Levels, Tally, tally


@dataclass(frozen=True, slots=True)
class Moved:
    """How many of a role voted otherwise the second time."""

    role: str
    up: int
    """To a better level."""
    down: int
    """To a worse level."""
    other: int
    """To or from *don't know*."""
    voters: int
    """How many of the role voted both times."""


@dataclass(frozen=True)
class VotedQuestion:
    """One question that was voted on."""

    question: Question
    first: Tally | None
    """The first round; None if nobody voted in it."""
    second: Tally | None
    tally: Tally
    """The votes that count: of each voter the second, where there is one."""
    moved: tuple[Moved, ...]
    """By role, sorted; none without a second round, and none for a role in which nobody moved."""
    is_comparable: bool
    """Somebody voted both times, so that it can be told who moved."""
    answer: Answer
    """What is recorded of the question."""

    @property
    def is_contested(self) -> bool:
        """The votes that count lie apart still."""
        return self.tally.is_contested

    @property
    def was_contested(self) -> bool:
        """The votes of the first round lay apart."""
        return self.first is not None and self.first.is_contested

    @property
    def is_settled(self) -> bool:
        """There is nothing left to talk about: it was voted on twice, or decided."""
        return self.second is not None or self.answer.voted == "decided"

    @cached_property
    def recorded(self) -> Literal["median", "decided", "otherwise", "nothing"]:
        """How the recorded answer stands to the votes.

        The median of the votes as they are now; decided so; recorded before these votes, or without
        them; nothing recorded.
        """
        if self.answer.state == "unanswered":
            return "nothing"
        if self.answer.voted == "decided":
            return "decided"
        return "median" if self.answer.voted and self._is_group_answer else "otherwise"

    @property
    def _is_group_answer(self) -> bool:
        level = self.tally.group_level
        if level is None:
            return self.answer.state == "unknown"
        return self.answer.level == self.question.levels[level].id


def voted_questions(questionnaire: Questionnaire, session: Session) -> tuple[VotedQuestion, ...]:
    """List the questions that were voted on, in file order.

    Votes on questions and for levels that the questionnaire does not have are left out: they belong
    to another version.
    """
    return tuple(
        found
        for question in questionnaire.questions
        if (found := voted_question(question, session))
    )


def level_votes(question: Question, cast: Mapping[str, str]) -> dict[str, int | None]:
    """Give votes as places of levels, None for *don't know*."""
    places = {level.id: place for place, level in enumerate(question.levels)}
    return {
        voter: places.get(vote)
        for voter, vote in sorted(cast.items())
        if vote in places or vote == NOBODY_KNOWS
    }


def voted_range(question: Question, session: Session) -> tuple[int, int] | None:
    """Give the levels over which a voted answer runs, so that disagreement widens readiness.

    From one quartile level to the other, the recorded level included. None if the answer is no
    level, was not recorded from votes, or runs over one level alone.
    """
    answer, votes = session.answers.get(question.id), session.votes.get(question.id)
    if answer is None or votes is None or answer.level is None or answer.voted is None:
        return None
    level = question.level_index(answer.level)
    named = [one for one in level_votes(question, votes.counting).values() if one is not None]
    if level is None or not named:
        return None
    low, high = quartiles(named)
    span = min(low, level), max(high, level)
    return span if span[0] < span[1] else None


def voted_question(question: Question, session: Session) -> VotedQuestion | None:
    """Give one question with its votes; None if nobody voted on it, see `voted_questions`."""
    votes = session.votes.get(question.id)
    if votes is None:
        return None
    first, second, counting = (
        level_votes(question, cast) for cast in (votes.first, votes.second, votes.counting)
    )
    if not counting:
        return None
    roles = session.voters
    return VotedQuestion(
        question=question,
        first=tally(first, roles, question.top) if first else None,
        second=tally(second, roles, question.top) if second else None,
        tally=tally(counting, roles, question.top),
        moved=_moved(first, second, roles),
        is_comparable=not first.keys().isdisjoint(second),
        answer=session.answers.get(question.id, Answer()),
    )


def _moved(first: Levels, second: Levels, roles: Mapping[str, str]) -> tuple[Moved, ...]:
    both = {voter: (first[voter], vote) for voter, vote in second.items() if voter in first}
    shown = folded({voter: roles[voter] for voter in both})
    counts = Counter(shown.values())
    found = []
    for role in sorted(counts, key=lambda one: (one == OTHERS, one)):
        pairs = [pair for voter, pair in both.items() if shown[voter] == role]
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        up, down = sum(b > a for a, b in known), sum(b < a for a, b in known)
        other = sum((a is None) != (b is None) for a, b in pairs)
        if up or down or other:
            found.append(Moved(role, up, down, other, counts[role]))
    return tuple(found)
