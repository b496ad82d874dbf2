"""Who voted, where the same people voted on ballots and then in the room."""

from __future__ import annotations

from tests.builtin import engine
from tests.session.support import questionnaire, session
from tests.voting.rooms import OWNER, level_id
from unstall.report.votes_phrases import moved_in_words, pattern_in_words, who_voted
from unstall.session.models import Session
from unstall.session.redact import redact
from unstall.session.voters import OTHERS
from unstall.triage.discussion import Discussion
from unstall.voting.recording import Round, with_round
from unstall.voting.rounds import voted_questions
from unstall.voting.tally import tally

PAPERS = {"first": "a", "second": "b"}


def _voted(*, engineers: int = 3, legal: int = 2, apart: bool = True) -> Session:
    """Five people vote twice, the second time under other pseudonyms."""
    after, of = session(), ["engineering"] * engineers + ["legal"] * legal
    rounds: tuple[Round, Round] = ("first", "second")
    for in_round in rounds:
        paper = PAPERS[in_round] if apart else "a"
        roles = {f"{paper}{number:015x}": role for number, role in enumerate(of)}
        cast = {voter: level_id(OWNER, 1) for voter in roles}
        after = with_round(after, questionnaire(), OWNER, cast, roles, in_round=in_round)
    return after


def test_who_votes_on_a_ballot_and_then_in_the_room_is_one_person() -> None:
    assert (
        who_voted(Discussion(engine(), _voted(legal=3))) == "six people (3 engineering and 3 legal)"
    )


def test_two_people_of_a_role_stay_folded_when_each_voted_on_two_papers() -> None:
    assert {*redact(_voted(), questionnaire()).session.voters.values()} == {OTHERS}
    assert who_voted(Discussion(engine(), _voted())) == "five people"


def test_it_is_not_said_that_nobody_moved_where_that_cannot_be_told() -> None:
    [apart] = voted_questions(questionnaire(), _voted())
    assert "cannot be told" in moved_in_words(questionnaire(), apart)
    [same] = voted_questions(questionnaire(), _voted(apart=False))
    assert moved_in_words(questionnaire(), same) == "Nobody moved in the second vote."


def test_one_vote_is_not_said_to_be_agreed() -> None:
    [alone] = voted_questions(questionnaire(), _voted(engineers=1, legal=0))
    assert pattern_in_words(alone.tally) == "one vote alone"


def test_where_all_but_one_do_not_know_it_is_not_said_to_be_agreed() -> None:
    cast = {"00000001": 2, "00000002": None, "00000003": None}
    counted = tally(cast, dict.fromkeys(cast, "engineering"), 3)
    assert pattern_in_words(counted) == "only one knew"
