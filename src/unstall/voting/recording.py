"""What a room's votes change in a session: the votes themselves, and the answers made of them.

Every function gives a new session. Raises `SessionError` for what the questionnaire does not have,
`SessionClosedError` for a closed session.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal

from unstall.errors import Place, SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.session.edit import find_level, find_question, refuse_if_closed
from unstall.session.models import MOST_VOTERS, NOBODY_KNOWS, Session, Votes
from unstall.voting.rounds import voted_questions

Round = Literal["first", "second"]


def with_voter(
    session: Session,
    questionnaire: Questionnaire,
    voter: str,
    role: str,
    cast: Mapping[str, str],
    *,
    in_round: Round = "first",
) -> Session:
    """Count one voter's votes in a round, instead of what the same voter said in it before.

    Args:
        session: The session voted in.
        questionnaire: Its questionnaire.
        voter: A pseudonym, drawn at random outside.
        role: The role in which they vote.
        cast: Question id → level id or `unknown`; what is absent was not voted on.
        in_round: The round.
    """
    refuse_if_closed(session)
    _refuse_too_many({*session.voters, voter})
    for question, vote in cast.items():
        if vote != NOBODY_KNOWS:
            find_level(questionnaire, find_question(questionnaire, question), vote)
    votes = dict(session.votes)
    for question in {*votes, *cast}:
        rounds = _rounds(votes.pop(question, None))
        rounds[in_round].pop(voter, None)
        if question in cast:
            rounds[in_round][voter] = cast[question]
        if any(rounds.values()):
            votes[question] = Votes(first=rounds["first"], second=rounds["second"])
    voters = {**session.voters, voter: role}
    return session.model_copy(update={"voters": voters, "votes": votes})


def with_round(
    session: Session,
    questionnaire: Questionnaire,
    question: str,
    cast: Mapping[str, str],
    roles: Mapping[str, str],
    *,
    in_round: Round,
) -> Session:
    """Count what a room voted on one question, instead of what stood there for this round.

    What was decided before it voted again is recorded still, and no longer as decided.

    Args:
        session: The session voted in.
        questionnaire: Its questionnaire.
        question: What was voted on.
        cast: Voter → level id or `unknown`; none takes the round out again.
        roles: Voter → role, of all who voted.
        in_round: The round.
    """
    refuse_if_closed(session)
    voters = {**session.voters, **{voter: roles[voter] for voter in cast}}
    _refuse_too_many(voters)
    asked = find_question(questionnaire, question)
    for vote in set(cast.values()) - {NOBODY_KNOWS}:
        find_level(questionnaire, asked, vote)
    votes = dict(session.votes)
    rounds = _rounds(votes.pop(asked.id, None))
    rounds[in_round] = dict(cast)
    if any(rounds.values()):
        votes[asked.id] = Votes(first=rounds["first"], second=rounds["second"])
    before = session.answers.get(asked.id)
    if before is not None and before.voted == "decided":
        session = session.with_answer(asked.id, before.model_copy(update={"voted": None}))
    return session.model_copy(update={"voters": voters, "votes": votes})


def without_voter(session: Session, voter: str) -> Session:
    """Take a voter out with all that was counted of them, as somebody who was there twice."""
    refuse_if_closed(session)
    votes = {}
    for question, before in session.votes.items():
        rounds = _rounds(before)
        for cast in rounds.values():
            cast.pop(voter, None)
        if any(rounds.values()):
            votes[question] = Votes(first=rounds["first"], second=rounds["second"])
    voters = {one: role for one, role in session.voters.items() if one != voter}
    return session.model_copy(update={"voters": voters, "votes": votes})


def _refuse_too_many(voters: Collection[str]) -> None:
    if len(voters) > MOST_VOTERS:
        raise SessionError(
            f"there are {MOST_VOTERS} voters already", Place(item="voters"), "Vote in two sessions."
        )


def _rounds(votes: Votes | None) -> dict[Round, dict[str, str]]:
    if votes is None:
        return {"first": {}, "second": {}}
    return {"first": dict(votes.first), "second": dict(votes.second)}


def with_medians(
    session: Session,
    questionnaire: Questionnaire,
    at: datetime,
    *,
    among: Collection[str] | None = None,
) -> Session:
    """Record the group's answer to every question that was voted on, marked as the median.

    What was decided otherwise stays. Where most do not know, *don't know* is recorded.

    Args:
        session: The session voted in.
        questionnaire: Its questionnaire.
        at: When they are recorded.
        among: The questions that are recorded; None for all.
    """
    refuse_if_closed(session)
    for voted in voted_questions(questionnaire, session):
        question, before = voted.question, voted.answer
        if among is not None and question.id not in among:
            continue
        if voted.recorded in ("decided", "median"):
            continue
        level = voted.tally.group_level
        after = before.model_copy(
            update={
                "level": None if level is None else question.levels[level].id,
                "unknown": True if level is None else None,
                "not_applicable": None,
                "confirmed": None,
                "voted": "median",
                "at": at.replace(microsecond=0),
            }
        )
        session = session.with_answer(question.id, after)
    return session
