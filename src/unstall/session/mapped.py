"""A session as it reads under another version of its questionnaire.

Nothing is dropped in silence: everything that the session holds by an id of the questionnaire
(answers, facts, how soon, decisions about actions, added actions) is in the account, with what
became of it. The session that is mapped is never changed, and its file keeps everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from unstall.errors import SessionError
from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.versions import QuestionMap, VersionMap
from unstall.session.edit import find_fact
from unstall.session.facts import check_fact
from unstall.session.mapped_plan import PlaceFound, mapped_plan
from unstall.session.mapped_votes import mapped_votes
from unstall.session.models import MAX_TEXT, Answer, QuestionnaireRef, Session

Became = Literal["kept", "renamed", "rescaled", "ask-again", "retired"]

_STATE = ("level", "unknown", "not_applicable")
_OF_THE_STATE = ("known", "accepted", "at", "confirmed", "voted")
"""What says nothing once the answer itself is gone."""
_LOST = ("known", "accepted")
"""Of these, what people gave and not the program."""
_TEXTS = ("note", "evidence", "ask")


@dataclass(frozen=True, slots=True)
class AnswerFound:
    """What became of one answer."""

    old: str
    """The question's id in the version that the answer was given under."""
    new: str | None
    """Its id now; None if it is asked for no more."""
    became: Became
    """The gravest that happened to it; a rescaled answer may be renamed too, see `old` and `new`.

    `ask-again` leaves the texts beside the answer, `retired` nothing.
    """
    answer: Answer
    """As it was."""
    level: str | None = None
    """The level's id now, if it has one."""
    because: str | None = None
    """Why, in the questionnaire's author's words, if they say."""
    left_out: tuple[str, ...] = ()
    """What stood beside the answer and does so no more, such as `known`; of a retired one all."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of everything that a session holds."""

    answers: tuple[AnswerFound, ...]
    """One for every entry under `answers`, notes without an answer included."""
    facts: tuple[PlaceFound, ...]
    how_soon: tuple[PlaceFound, ...]
    actions: tuple[PlaceFound, ...]
    """Decisions about actions of the plan, added ones included."""
    own: tuple[PlaceFound, ...]
    """Actions that people added, and parts that they split off."""
    waits: tuple[PlaceFound, ...]
    """What added actions wait for."""
    votes: tuple[PlaceFound, ...] = ()
    """Votes on questions, one for each question."""

    @property
    def kept(self) -> tuple[AnswerFound, ...]:
        """Answers that stay as they are."""
        return self._that("kept")

    @property
    def renamed(self) -> tuple[AnswerFound, ...]:
        """Answers whose question has another id now, and nothing else happened."""
        return self._that("renamed")

    @property
    def rescaled(self) -> tuple[AnswerFound, ...]:
        """Answers with a level, whose question has other levels now."""
        return self._that("rescaled")

    @property
    def ask_again(self) -> tuple[AnswerFound, ...]:
        """Answers that count no more and have to be asked for again."""
        return self._that("ask-again")

    @property
    def retired(self) -> tuple[AnswerFound, ...]:
        """Answers to questions that are there no more."""
        return self._that("retired")

    @property
    def left_out(self) -> tuple[PlaceFound, ...]:
        """All that has no place any more, but for answers."""
        every = (*self.facts, *self.how_soon, *self.actions, *self.own, *self.waits, *self.votes)
        return tuple(one for one in every if one.new is None)

    def _that(self, became: Became) -> tuple[AnswerFound, ...]:
        return tuple(one for one in self.answers if one.became == became)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A session under another version, and what became of what it holds."""

    session: Session
    account: Account


def mapped(session: Session, versions: VersionMap, ref: QuestionnaireRef) -> Mapped:
    """Read a session under another version of its questionnaire.

    What became of the plan before (`last_plan`) stays as it is: its ids are those of the session
    before. Under another content hash than its own the session is open and has no result, since a
    result is that of the version under which it was recorded.

    Args:
        session: A session that agrees with the version that the map begins at.
        versions: What became of that version's ids.
        ref: The version that the map leads to.
    """
    answers, found = _answers(session, versions)
    facts, facts_found = _facts(session, versions)
    how_soon, soon_found = _how_soon(session, versions, found)
    plan = mapped_plan(session.plan, versions)
    votes, votes_found = mapped_votes(session.votes, versions)
    changes = {
        "questionnaire": ref,
        "answers": answers,
        "facts": facts,
        "how_soon": how_soon,
        "votes": votes,
        "plan": plan.plan,
    }
    if ref.sha256 != session.questionnaire.sha256:
        changes |= {"closed": None, "result": None}
    account = Account(
        found, facts_found, soon_found, plan.actions, plan.own, plan.waits, votes_found
    )
    return Mapped(session.model_copy(update=changes), account)


@dataclass(frozen=True, slots=True)
class _Going:
    """An answer on its way to the question that it belongs to now."""

    old: str
    answer: Answer
    one: QuestionMap
    after: Answer


def _answers(
    session: Session, versions: VersionMap
) -> tuple[dict[str, Answer], tuple[AnswerFound, ...]]:
    going: dict[str, list[_Going]] = {}
    found: dict[str, AnswerFound] = {}
    for old, answer in session.answers.items():
        one = versions.questions.get(old)
        if one is None or one.new is None:
            because = one.because if one else None
            found[old] = AnswerFound(old, None, "retired", answer, because=because)
        else:
            going.setdefault(one.new, []).append(_Going(old, answer, one, _answer(answer, one)))
    kept = {}
    for new, together in going.items():
        arrived = _without_contradiction(together)
        kept[new], left_out = _together(arrived)
        found |= {g.old: _found(g, kept[new], left_out[g.old]) for g in arrived}
    return (
        {new: answer for new, answer in kept.items() if not answer.is_empty},
        tuple(found[old] for old in session.answers),
    )


def _without_contradiction(arrived: list[_Going]) -> list[_Going]:
    """Of two questions that became one, take no answer where the two differ."""
    given = {(g.after.state, g.after.level) for g in arrived if g.after.state != "unanswered"}
    if len(given) <= 1:
        return arrived
    return [replace(g, after=_without_level(g.after)) for g in arrived]


def _answer(answer: Answer, one: QuestionMap) -> Answer:
    if one.asks_again:
        return _without_level(answer)
    if answer.level is None:
        return answer
    level = one.levels.get(answer.level)
    if level == answer.level:
        return answer
    return answer.model_copy(update={"level": level}) if level else _without_level(answer)


def _without_level(answer: Answer) -> Answer:
    if answer.state == "unanswered":
        return answer
    return answer.model_copy(update=dict.fromkeys((*_STATE, *_OF_THE_STATE)))


def _together(arrived: Sequence[_Going]) -> tuple[Answer, dict[str, tuple[str, ...]]]:
    """Put answers together whose questions became one, and name what found no room, by old id."""
    first = next((g for g in arrived if g.after.state != "unanswered"), arrived[0])
    result = first.after
    left_out: dict[str, tuple[str, ...]] = {first.old: ()}
    for other in arrived:
        if other is first:
            continue
        lost = [name for name in _LOST if getattr(other.after, name) is not None]
        for name in _TEXTS:
            text, there = getattr(other.after, name), getattr(result, name)
            joined = f"{there}\n{text}" if there and text and text != there else text or there
            if joined and len(joined) > MAX_TEXT:
                lost.append(name)
            else:
                result = result.model_copy(update={name: joined})
        left_out[other.old] = tuple(lost)
    return result, left_out


def _found(going: _Going, now: Answer, left_out: tuple[str, ...]) -> AnswerFound:
    asked_again = going.answer.state != "unanswered" and going.after.state == "unanswered"
    if asked_again:
        lost = (name for name in _LOST if getattr(going.answer, name) is not None)
        left_out = (*lost, *left_out)
    return AnswerFound(
        going.old,
        going.one.new,
        "ask-again" if asked_again else _became(going.answer, going.one),
        going.answer,
        going.after.level if now.level else None,
        " ".join(step.because for step in going.one.steps if step.because) or None,
        left_out,
    )


def _became(answer: Answer, one: QuestionMap) -> Became:
    if one.is_rescaled and answer.level is not None:
        return "rescaled"
    return "renamed" if one.is_renamed else "kept"


def _facts(
    session: Session, versions: VersionMap
) -> tuple[dict[str, object], tuple[PlaceFound, ...]]:
    kept: dict[str, object] = {}
    found = []
    for old, value in session.facts.items():
        new = versions.facts.get(old)
        because = versions.why_gone("fact", old) if new is None else None
        if new is not None and new in kept:
            new, because = None, f"{new} is there already"
        if new is not None:
            try:
                fact = find_fact(versions.into, new)
                if fact.held_in is None:
                    check_fact(fact, value, versions.into.roles)
                else:
                    new, because = None, f"it stands as {fact.held_in} now"
            except SessionError as refused:
                new, because = None, refused.message
        if new is not None:
            kept[new] = value
        found.append(PlaceFound("fact", old, new, because))
    return kept, tuple(found)


def _how_soon(
    session: Session, versions: VersionMap, answers: Sequence[AnswerFound]
) -> tuple[dict[str, HowSoon], tuple[PlaceFound, ...]]:
    kept: dict[str, HowSoon] = {}
    found = []
    asked_again = {one.old for one in answers if one.became == "ask-again"}
    for old, soon in session.how_soon.items():
        one = versions.questions.get(old)
        new, because = (one.new, one.because) if one else (None, None)
        if one is not None and (one.asks_again or old in asked_again):
            new, because = None, "the question is asked again"
        elif new is not None and kept.get(new, soon) != soon:
            new, because = None, f"{new} says otherwise"
        if new is not None:
            kept[new] = soon
        found.append(PlaceFound("how-soon", old, new, because))
    return kept, tuple(found)
