"""Beginning a session again, and going through what was said the last time.

A re-run is a new session that names the old one. Nothing is answered in it: last time's answers are
looked at one by one, and each is confirmed, or given otherwise. Of the old session only what does
not have to be asked again carries over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from unstall.errors import Place, SessionError
from unstall.session.edit import find_fact, find_question, refuse_if_closed, set_fact_value
from unstall.session.mapped import mapped
from unstall.session.models import (
    Answer,
    LastPlan,
    OwnAction,
    PlannedAction,
    PlanState,
    QuestionnaireRef,
    Session,
)

if TYPE_CHECKING:
    from unstall.questionnaire.conditions import HowSoon
    from unstall.questionnaire.models import Questionnaire
    from unstall.questionnaire.questions import Question
    from unstall.questionnaire.versions import VersionMap

Aim = Literal["done", "planned"]
"""Work on a question: done since, or in the plan without anybody saying that it is done."""

Why = Literal[
    "done", "planned", "unseen", "unknown", "in-place-unseen", "may-move", "in-place",
    "not-applicable", "open", "ask-again", "new",
]  # fmt: skip
"""Why a question stands where it stands in a re-run; in the order in which they are gone through.

Work on it was done; work on it was planned; below the top level, and nobody was shown it; nobody
knew; at the top level, and nobody was shown it; below the top, and seen; at the top, and seen; it
did not apply; it was not answered; its levels are others now; it was not asked then.
"""

WHYS: tuple[Why, ...] = (
    "done", "planned", "unseen", "unknown", "in-place-unseen", "may-move", "in-place",
    "not-applicable", "open", "ask-again", "new",
)  # fmt: skip

Since = Literal["open", "confirmed", "changed", "answered"]
"""What became of a question since: not gone through yet; as it was; otherwise than it was; answered
now, with nothing from last time to hold it against."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the session before said, under this session's version of the questionnaire."""

    assessed: date
    """The day that it describes."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Question id → what was recorded; where that is a note alone, there is nothing to confirm."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Fact id → value that this version accepts."""
    how_soon: Mapping[str, HowSoon] = field(default_factory=dict)
    ask_again: Mapping[str, str] = field(default_factory=dict)
    """Question id → the answer then, in the words of then, where it has to be asked again."""
    rescaled: frozenset[str] = frozenset()
    """Questions whose answer was given on other levels and carried over to these by a rule."""
    added: frozenset[str] = frozenset()
    """Questions that the version of then did not ask."""
    aims: Mapping[str, Aim] = field(default_factory=dict)
    """Questions at which an action of the plan of then aimed."""

    def answer(self, question: str) -> Answer | None:
        """Give the answer that can be confirmed; None if there is none."""
        found = self.answers.get(question)
        return found if found and found.state != "unanswered" else None


def begin_again(
    old: Session,
    old_file: str,
    versions: VersionMap,
    questionnaire: Questionnaire,
    *,
    sha256: str,
    now: datetime,
) -> Session:
    """Begin the re-run of a session: nothing is answered yet, and no fact is given.

    What carries over: project, client, currency, depth and holidays; owner and note of actions
    neither done nor dropped; the reasons why actions were dropped; added actions that are not done.

    Args:
        old: The session that is repeated.
        old_file: The name of its file.
        versions: From its version of the questionnaire to this one.
        questionnaire: The questionnaire of the re-run.
        sha256: Its content hash.
        now: The moment, with its offset from UTC; its day is the day assessed.
    """
    ref = QuestionnaireRef(id=questionnaire.id, version=questionnaire.version, sha256=sha256)
    then = mapped(old, versions, ref).session
    return Session(
        project=then.project,
        client=then.client,
        currency=then.currency,
        depth=then.depth,
        opened=now.replace(microsecond=0),
        assessed=now.date(),
        previous=old_file,
        questionnaire=ref,
        plan=_still_to_do(then.plan),
        last_plan=LastPlan(),
    )


def _still_to_do(plan: PlanState) -> PlanState:
    is_done = {action for action, planned in plan.actions.items() if planned.done}
    own = {
        added: _without_whole(action, plan) if action.part_of in is_done else action
        for added, action in plan.own.items()
        if added not in is_done
    }
    kept = {
        action: PlannedAction(owner=planned.owner, dropped=planned.dropped, note=planned.note)
        for action, planned in plan.actions.items()
        if action not in is_done
    }
    return PlanState(
        holidays=plan.holidays,
        actions={action: planned for action, planned in kept.items() if not planned.is_empty},
        own=own,
    )


def _without_whole(part: OwnAction, plan: PlanState) -> OwnAction:
    """Make a part that is left of an added action that is done an action of its own."""
    whole = plan.own.get(part.part_of or "")
    if whole is None or whole.effort is None or part.share is None:
        return part
    least, most = (round(days * part.share, 2) for days in whole.effort)
    return OwnAction(
        title=part.title,
        role=part.role,
        done_when=part.done_when or whole.done_when,
        effort=(least, most),
        added_for=whole.added_for,
    )


def is_unanswered(session: Session) -> bool:
    """Tell whether nothing was answered in a session and no fact given."""
    answered = any(answer.state != "unanswered" for answer in session.answers.values())
    return not answered and not session.facts


def last_time(
    old: Session,
    then: Questionnaire,
    versions: VersionMap,
    *,
    aims: Mapping[str, Aim] | None = None,
) -> LastTime:
    """Put what the session before said into the terms of another version of its questionnaire.

    Args:
        old: The session before.
        then: The version that it was made with.
        versions: From that version to the one of now.
        aims: Questions, by their ids of then, at which an action of its plan aimed.
    """
    found = mapped(old, versions, old.questionnaire)
    under, account = found.session, found.account
    return LastTime(
        assessed=old.assessed,
        answers=under.answers,
        facts=under.facts,
        how_soon=under.how_soon,
        ask_again={
            one.new: in_words(then, one.old, one.answer) for one in account.ask_again if one.new
        },
        rescaled=frozenset(one.new for one in account.rescaled if one.new),
        added=frozenset(versions.added),
        aims={
            to.new: aim
            for question, aim in (aims or {}).items()
            if (to := versions.questions.get(question)) and to.new
        },
    )


def in_words(questionnaire: Questionnaire, question: str, answer: Answer) -> str:
    """Say an answer in the words of the questionnaire that it was given under."""
    if answer.unknown:
        return "Don't know"
    if answer.not_applicable is not None:
        return f"Not applicable: {answer.not_applicable}"
    asked = questionnaire.question_by_id.get(question)
    labels = {level.id: level.label for level in asked.levels} if asked else {}
    return labels.get(answer.level or "", answer.level or "Not answered")


def confirm(session: Session, last: LastTime, question: str, *, at: datetime) -> Session:
    """Record that last time's answer holds still, with all that stood beside it.

    What has been written beside the question since goes before what was written then. To confirm
    again what is confirmed changes nothing, not even `at`. Raises `SessionError` where there is no
    answer from last time, and `SessionClosedError`.
    """
    refuse_if_closed(session)
    then = last.answer(question)
    if then is None:
        raise SessionError(
            _nothing_to_confirm(last, question), Place(item=question), "Answer it anew."
        )
    now = session.answers.get(question, Answer())
    if now.confirmed and is_same(now, then):
        return session
    beside = {key: getattr(now, key) or getattr(then, key) for key in _BESIDE}
    # Votes are of their session: last time's say nothing about this one's answer.
    voted = "decided" if question in session.votes else None
    fresh = {"confirmed": True, "voted": voted, "at": at.replace(microsecond=0)}
    answer = then.model_copy(update={**beside, **fresh})
    session = session.with_answer(question, answer)
    soon = last.how_soon.get(question)
    if soon and question not in session.how_soon:
        session = session.with_how_soon(question, soon)
    return session


_BESIDE = ("note", "evidence", "ask", "known", "accepted")
_STATE = ("level", "unknown", "not_applicable")


def _nothing_to_confirm(last: LastTime, question: str) -> str:
    if question in last.ask_again:
        return "its levels are others than last time, so there is nothing to confirm"
    if question in last.added:
        return "it was not asked last time, so there is nothing to confirm"
    return "it was not answered last time, so there is nothing to confirm"


def confirm_all(
    session: Session, last: LastTime, questions: Iterable[str], *, at: datetime
) -> Session:
    """Confirm those of these questions that have an answer from last time and none yet."""
    refuse_if_closed(session)
    for question in left_to_confirm(session, last, questions):
        session = confirm(session, last, question, at=at)
    return session


def left_to_confirm(session: Session, last: LastTime, questions: Iterable[str]) -> tuple[str, ...]:
    """List those of these questions that have an answer from last time and none yet."""
    return tuple(
        question
        for question in questions
        if last.answer(question) and _state(session, question) == "unanswered"
    )


def confirm_fact(
    session: Session, questionnaire: Questionnaire, last: LastTime, fact: str
) -> Session:
    """Record last time's value of a fact.

    Raises `SessionError` where there is none, and `SessionClosedError`.
    """
    refuse_if_closed(session)
    found = find_fact(questionnaire, fact).id
    if found not in last.facts:
        raise SessionError(
            "it was not given last time, so there is nothing to confirm",
            Place(item=found),
            "Give it anew.",
        )
    return set_fact_value(session, questionnaire, found, last.facts[found])


def confirm_all_facts(session: Session, questionnaire: Questionnaire, last: LastTime) -> Session:
    """Record last time's values of all facts, and times of what is missing, not given yet."""
    refuse_if_closed(session)
    for fact in last.facts:
        if fact not in session.facts:
            session = confirm_fact(session, questionnaire, last, fact)
    for question, soon in last.how_soon.items():
        if question not in session.how_soon:
            session = session.with_how_soon(find_question(questionnaire, question).id, soon)
    return session


def is_same(one: Answer, other: Answer) -> bool:
    """Tell whether two answers are in the same state, at the same level."""
    return all(getattr(one, key) == getattr(other, key) for key in _STATE)


def since(session: Session, last: LastTime, question: str) -> Since:
    """Tell what became of a question since the session before."""
    now = session.answers.get(question, Answer())
    if now.state == "unanswered":
        return "open"
    then = last.answer(question)
    if then is None:
        return "answered"
    return "confirmed" if is_same(now, then) else "changed"


def why_here(question: Question, last: LastTime) -> Why:
    """Tell why a question stands where it stands in the order of a re-run."""
    then = last.answer(question.id)
    if then is None:
        if question.id in last.ask_again:
            return "ask-again"
        return "new" if question.id in last.added else "open"
    if then.not_applicable is not None:
        return "not-applicable"
    return last.aims.get(question.id) or _unless_worked_on(question, then)


def _unless_worked_on(question: Question, then: Answer) -> Why:
    if then.level is None:
        return "unknown"
    is_top = then.level == question.levels[-1].id
    if then.known == "seen":
        return "in-place" if is_top else "may-move"
    return "in-place-unseen" if is_top else "unseen"


def in_order(questions: Sequence[Question], last: LastTime) -> tuple[Question, ...]:
    """Put what was never verified, and what is most likely to have moved, first in its section.

    Sections stay in the order in which they come, and so do questions between which nothing
    decides.
    """
    sections = list(dict.fromkeys(question.section for question in questions))

    def place(question: Question) -> tuple[int, int, bool]:
        then = last.answer(question.id)
        was_seen = then is not None and then.known == "seen"
        return sections.index(question.section), WHYS.index(why_here(question, last)), was_seen

    return tuple(sorted(questions, key=place))


def _state(session: Session, question: str) -> str:
    return session.answers.get(question, Answer()).state
