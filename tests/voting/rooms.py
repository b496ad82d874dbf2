"""Rooms that vote on the built-in questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.session.support import questionnaire, session
from unstall.session.models import Session
from unstall.voting.recording import Round, with_voter

ROLES = ("business", "business", "business", "engineering", "engineering", "engineering")
"""A room that is shown by role."""
OWNER = "business-owner"
"""A question with the levels nobody, supporter, named, accountable."""


def level_id(question: str, level: int | None) -> str:
    """Give a level's id, or the vote of somebody who does not know."""
    levels = questionnaire().question_by_id[question].levels
    return "unknown" if level is None else levels[level].id


def voter(number: int) -> str:
    """Give the pseudonym of a voter."""
    return f"{number:08x}"


def room(
    votes: Mapping[str, Sequence[int | None]],
    *,
    roles: Sequence[str] = ROLES,
    start: Session | None = None,
    in_round: Round = "first",
    **changes: Any,
) -> Session:
    """Let a room vote: for each question one level per voter, in the order of the roles."""
    voted = start or session(**changes)
    for number, role in enumerate(roles):
        cast = {
            question: level_id(question, levels[number])
            for question, levels in votes.items()
            if number < len(levels)
        }
        voted = with_voter(voted, questionnaire(), voter(number), role, cast, in_round=in_round)
    return voted
