"""What can be written beside an answer, and what becomes of it: no widget, only texts and sessions.

A note, what was shown and whom to ask are kept as they are typed. A reason and a fact change what
the answers come to, so they count only once they are given; until then they are drafts. So does who
accepts a risk: a name counts together with the reason, and is asked for first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from unstall.errors import SessionError, UnstallError
from unstall.questionnaire.questions import Fact, Question
from unstall.report.phrases import sentence
from unstall.session import edit as checked
from unstall.session.fact_text import fact_text
from unstall.session.facts import accepted
from unstall.session.models import Session
from unstall.tui.desk import Desk

Purpose = Literal["note", "evidence", "ask", "reason", "fact", "accepted_by", "accepted_why"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One text being written."""

    purpose: Purpose
    question: str
    title: str
    text: str
    """What stands in the field at first: a draft, or what is recorded."""
    recorded: str
    hint: str
    """What it is for, or what is accepted."""
    as_typed: bool
    """Kept as it is typed; otherwise only when it is given."""
    goes_on: bool = False
    """Giving it answers the question, so the call goes on."""
    fact: str | None = None
    choices: Sequence[tuple[str, str]] = ()
    """For a fact with choices: id and label of each; a digit takes one."""
    by: str | None = None
    """For the reason why a risk is accepted: who accepts it."""

    @property
    def key(self) -> str:
        """Tells one text from every other, to keep drafts apart."""
        return f"{self.purpose}:{self.fact or self.question}"


def edit_beside(
    desk: Desk,
    question: Question,
    purpose: Purpose,
    drafts: Mapping[str, str],
    *,
    fact: Fact | None = None,
    by: str | None = None,
) -> Edit:
    """Begin to write something beside the answer to a question.

    Args:
        desk: The session.
        question: The question.
        purpose: What is to be written.
        drafts: Texts that were left before they would do.
        fact: Which fact, for one.
        by: Who accepts the risk, for the reason why.
    """
    answer = desk.answer_of(question.id)
    title, hint = _TITLES[purpose]
    choices: Sequence[tuple[str, str]] = ()
    if fact is not None:
        recorded = fact_text(fact, desk.session.facts.get(fact.id))
        title, choices = fact.prompt, _choices(fact)
        hint = _choices_in_words(choices) if choices else accepted(fact)
        money = fact.kind in ("money", "money-range")
        if money and desk.session.currency:
            hint = f"{hint} In {desk.session.currency}."
        was = desk.last.facts.get(fact.id) if desk.last else None
        if was is not None:
            hint = f"Last time: {fact_text(fact, was)}. {hint}"
    elif purpose == "reason":
        recorded = answer.not_applicable or ""
    elif purpose == "accepted_by":
        recorded = answer.accepted.by if answer.accepted else ""
        hint = hint.format(role=accepting_role(desk) or "person who may")
    elif purpose == "accepted_why":
        recorded = answer.accepted.why if answer.accepted else ""
        title = f"{title} {by}"
    else:
        recorded = getattr(answer, purpose) or ""
    key = f"{purpose}:{fact.id if fact else question.id}"
    new_unknown = purpose == "ask" and not answer.unknown
    return Edit(
        purpose=purpose,
        question=question.id,
        title=title,
        text=drafts.get(key, recorded),
        recorded=recorded,
        hint=hint,
        as_typed=purpose in ("note", "evidence", "ask") and not new_unknown,
        goes_on=purpose == "reason" or new_unknown,
        fact=fact.id if fact else None,
        choices=choices,
        by=by,
    )


def written(desk: Desk, edit: Edit, text: str) -> Session:
    """Give the session with the text in it.

    What was shown makes an answer *seen*, unless somebody has said how it is known. Whom to ask
    makes an open question one that nobody could answer.

    Raises:
        UnstallError: The text will not do; nothing has changed.
    """
    session, questionnaire, question = desk.session, desk.questionnaire, edit.question
    match edit.purpose:
        case "note":
            return checked.annotate(session, questionnaire, question, note=text)
        case "evidence":
            session = checked.annotate(session, questionnaire, question, evidence=text)
            if text.strip() and desk.answer_of(question).known is None:
                session = checked.set_known(session, questionnaire, question, "seen")
            return session
        case "ask":
            if edit.goes_on:
                session = checked.answer(session, questionnaire, question, "unknown", at=desk.now())
            return checked.annotate(session, questionnaire, question, ask=text)
        case "reason":
            if not text.strip():
                raise SessionError(
                    "not applicable needs a reason", hint="Write why the question does not apply."
                )
            value = f"n/a:{text}"
            return checked.answer(session, questionnaire, question, value, at=desk.now())
        case "accepted_by" | "accepted_why":
            return _accepted(desk, edit, text)
        case "fact":
            return checked.set_fact(session, questionnaire, edit.fact or "", text)


def _accepted(desk: Desk, edit: Edit, text: str) -> Session:
    """Change who accepts a risk, or why; a blank name takes it back, a first one only waits."""
    before = desk.answer_of(edit.question).accepted
    if edit.purpose == "accepted_why":
        by, why = edit.by or "", text
    elif text.strip():
        by, why = text, before.why if before else "still to be given"
    else:
        by, why = "", ""
    accepted = checked.accept_risk(desk.session, desk.questionnaire, edit.question, by, why)
    only_waits = edit.purpose == "accepted_by" and bool(by) and before is None
    return desk.session if only_waits else accepted


def why_not_accepted(desk: Desk, question: Question) -> str | None:
    """Say why nobody accepts anything by name here, as a sentence; None where somebody may."""
    if desk.answer_of(question.id).accepted:
        return None
    here = [b for b in desk.triage.blockers if b.question.id == question.id and b.certain]
    if not any(blocker.blocks == "launch" for blocker in here):
        return "Only what blocks a launch, at its worst level, is accepted by name."
    if not any(blocker.may_be_accepted for blocker in here):
        return "As things stand this cannot be accepted by name; it has to be cured."
    return None


def accepting_role(desk: Desk) -> str | None:
    """Name the role that accepts what blocks a launch; None if nobody ever may."""
    acceptance = desk.questionnaire.procedure.launch_acceptance
    if acceptance is None:
        return None
    role = desk.questionnaire.role_by_id.get(acceptance.by)
    return role.title if role else acceptance.by


def at_the_field(error: UnstallError) -> str:
    """Write an error without its place: the field is the place."""
    return f"{sentence(error.message)} {error.hint or ''}".strip()


def next_fact(desk: Desk, question: Question, after: str | None = None) -> Fact | None:
    """Choose the fact to type: the first that is not given yet, or the first; then the next.

    Args:
        desk: Where the facts are.
        question: The question that they are asked with.
        after: The fact typed last; then only one that is not given yet follows.
    """
    facts = facts_with(desk, question)
    open_ = [fact for fact in facts if fact.id not in desk.session.facts]
    if after is not None:
        return next((fact for fact in open_ if fact.id != after), None)
    return next(iter((*open_, *facts)), None)


def facts_with(desk: Desk, question: Question) -> tuple[Fact, ...]:
    """List the facts that are asked with a question and can be typed."""
    facts = desk.questionnaire.fact_by_id
    return tuple(
        facts[id_] for id_ in question.ask_facts if id_ in facts and not facts[id_].computed
    )


_TITLES: Mapping[Purpose, tuple[str, str]] = {
    "note": ("Note", "In the caller's words. It is printed in the appendix of the report."),
    "evidence": ("What was shown", "What was shown, or where it lies."),
    "ask": ("Find out", "Nobody knows: whom to ask, and by when."),
    "reason": ("Not applicable", "Why the question does not apply; then it counts nowhere."),
    "fact": ("", ""),
    "accepted_by": ("Accepted by", "The name of the {role} who accepts it; a blank takes it back."),
    "accepted_why": ("Why it is accepted by", "Why the risk is taken; it is listed with the name."),
}


def _choices(fact: Fact) -> Sequence[tuple[str, str]]:
    if fact.kind == "yes-no":
        return (("yes", "Yes"), ("no", "No"))
    return tuple((choice.id, choice.label) for choice in fact.choices)


def _choices_in_words(choices: Sequence[tuple[str, str]]) -> str:
    return " · ".join(f"{number} {label}" for number, (_, label) in enumerate(choices, start=1))
