"""Questions on which roles lie two steps apart or more: findings with an action of their own."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.questionnaire.models import Questionnaire
from unstall.session.models import Session
from unstall.session.settling import settling_id
from unstall.voting.rounds import level_votes
from unstall.voting.tally import tally


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two roles that say something else of one question."""

    question: str
    low: str
    """The role that voted for the worse level."""
    high: str

    @property
    def action(self) -> str:
        """The id of the action that settles it."""
        return settling_id(self.question)


def disputes(questionnaire: Questionnaire, session: Session) -> tuple[Dispute, ...]:
    """List what roles lie apart on, by the votes that count, in file order.

    It stays one whatever was decided: whoever voted otherwise still has to go along.
    """
    return tuple(
        Dispute(question.id, gap.low.role, gap.high.role)
        for question in questionnaire.questions
        if (votes := session.votes.get(question.id))
        and (cast := level_votes(question, votes.counting))
        and (gap := tally(cast, session.voters, question.top).role_gap)
    )


def role_title(questionnaire: Questionnaire, role: str) -> str:
    """Name a role: one of the questionnaire's by its title, any other in its own words."""
    known = questionnaire.role_by_id.get(role)
    return known.title if known else role.replace("-", " ").replace("_", " ")
