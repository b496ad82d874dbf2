"""A session in which something was said otherwise: from a change that was found to a what-if.

Pure. What stands beside an answer (note, evidence, whom to ask) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from unstall.questionnaire.models import Questionnaire
from unstall.session.models import Answer, Session
from unstall.triage.flip_sets import Move
from unstall.triage.reopen import Change, Sooner


def with_changes(
    session: Session, questionnaire: Questionnaire, changes: Iterable[Change], *, at: datetime
) -> Session:
    """Give a copy of a session in which the changes have come about.

    Args:
        session: Left as it is.
        questionnaire: The one that the changes were found with; it gives the levels their ids.
        changes: Answers, facts and times, as `flip_sets` and `reopeners` give them.
        at: The moment that stands against the answers, with its offset from UTC.
    """
    for change in changes:
        match change:
            case Move():
                levels = questionnaire.question_by_id[change.question].levels
                before = session.answers.get(change.question, Answer())
                state = {"level": levels[change.to_level].id}
                blank = dict.fromkeys(("unknown", "not_applicable", "voted"))
                moment = {"at": at.replace(microsecond=0)}
                after = before.model_copy(update={**blank, **state, **moment})
                session = session.with_answer(change.question, after)
            case Sooner():
                session = session.with_how_soon(change.question, change.within)
            case _:
                session = session.with_facts({change.fact: change.to})
    return session
