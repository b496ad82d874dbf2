"""Everything that the card of a question shows, gathered from the session on the desk."""

from __future__ import annotations

from collections.abc import Mapping

from unstall.questionnaire.how_soon import how_soon_in_words
from unstall.questionnaire.questions import Question
from unstall.report.votes_phrases import voted_in_short
from unstall.triage.gates import GateState
from unstall.tui.desk import Desk
from unstall.tui.wording.card import CardView
from unstall.tui.wording.last_time import said_last_time
from unstall.tui.writing import accepting_role, facts_with, why_not_accepted
from unstall.voting.rounds import voted_question


def card_view(
    desk: Desk,
    question: Question,
    *,
    why: bool | None,
    keys: Mapping[str, str],
    locale: str = "en-GB",
) -> CardView:
    """Gather what the card of a question shows.

    Args:
        desk: The session.
        question: The question.
        why: Say why it is asked; None says it where there is room to spare.
        keys: Action id → the key for it.
        locale: How days are written.
    """
    session, missing = desk.session, missing_here(desk, question)
    answer, last = desk.answer_of(question.id), desk.last
    return CardView(
        question=question,
        answer=answer,
        facts=tuple((fact, session.facts.get(fact.id)) for fact in facts_with(desk, question)),
        currency=session.currency,
        soon=how_soon_in_words(desk.questionnaire.procedure, session.how_soon.get(question.id)),
        weeks_assumed=missing.weeks if missing and missing.weeks_because else None,
        asks_soon=missing is not None,
        acceptable_by=None if why_not_accepted(desk, question) else accepting_role(desk),
        why=why,
        locked=desk.locked_because is not None,
        keys=keys,
        last=said_last_time(question, last, answer, locale) if last else None,
        last_facts=last.facts if last else {},
        voted=voted_in_short(voted) if (voted := voted_question(question, session)) else "",
    )


def missing_here(desk: Desk, question: Question) -> GateState | None:
    """Find the gate that waits for something missing, asked about here; None if none does."""
    return next(
        (
            state
            for state in desk.triage.decision.gates
            if state.gate.question == question.id and state.effect == "missing"
        ),
        None,
    )
