"""Counting ballots into their session: each voter once, by role, and nobody by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from unstall.errors import Place, SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.session.agree import agreed
from unstall.session.ballot import refuse_foreign, voter_of, votes_on
from unstall.session.format import read_session
from unstall.session.models import Session
from unstall.voting.recording import Round, with_voter

_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Collected:
    """A session after ballots were counted into it."""

    session: Session
    new: int
    """Voters who were not there before."""
    changed: int
    """Voters who had said something else, or in another role."""
    same: int
    """Ballots that were counted before, or given twice."""
    blank: tuple[Path, ...]
    """Ballots in which nothing was answered; they are not counted."""


@dataclass(frozen=True, slots=True)
class _Read:
    voter: str
    role: str
    cast: dict[str, str]
    last: datetime
    """When it was last changed."""
    place: int


def collect(
    session: Session, questionnaire: Questionnaire, ballots: Sequence[Path], *, in_round: Round
) -> Collected:
    """Count ballots: all of them, or none if one cannot be counted.

    Of two versions of one ballot the one that was answered last counts. What a voter said in this
    round before, in an earlier version of the same ballot, is replaced.

    Raises `SessionError` for a file that is no ballot of this session, or cannot be read.

    Args:
        session: The session voted in.
        questionnaire: Its questionnaire.
        ballots: Their files.
        in_round: The round that they are votes of.
    """
    blank = []
    newest: dict[str, _Read] = {}
    twice = 0
    for place, path in enumerate(ballots):
        ballot = agreed(read_session(path), questionnaire, path)
        read = _read(ballot, session, path, place)
        if read is None:
            blank.append(path)
            continue
        before = newest.get(read.voter)
        twice += before is not None
        if before is None or (read.last, read.place) > (before.last, before.place):
            newest[read.voter] = read
    after = session
    new = changed = same = 0
    for voter, read in sorted(newest.items()):
        counted = with_voter(after, questionnaire, voter, read.role, read.cast, in_round=in_round)
        if voter not in after.voters:
            new += 1
        elif counted != after:
            changed += 1
        else:
            same += 1
        after = counted
    return Collected(after, new, changed, same + twice, tuple(blank))


def _read(ballot: Session, session: Session, path: Path, place: int) -> _Read | None:
    ref = refuse_foreign(ballot, session, path)
    cast = votes_on(ballot)
    if not cast:
        return None
    if ref.id is None:
        raise SessionError(
            "this ballot has answers and no id, so it could be counted twice",
            Place(path, item="ballot"),
            'Write id = "…" there, with 16 random digits.',
        )
    if ref.role is None:
        raise SessionError(
            "this ballot does not say in which role its voter votes",
            Place(path, item="ballot"),
            "Say it: unstall answer BALLOT --role ROLE.",
        )
    moments = [answer.at for answer in ballot.answers.values() if answer.at]
    last = max(moments, default=_EARLIEST)
    return _Read(voter_of(ref, session), ref.role, cast, last, place)
