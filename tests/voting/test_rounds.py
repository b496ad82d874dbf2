"""Two rounds of votes in a session: what counts, who moved, what was recorded."""

from __future__ import annotations

import pytest

from tests.session.support import NOW, questionnaire, session
from tests.voting.rooms import OWNER, ROLES, room, voter
from unstall.errors import SessionError
from unstall.session.edit import answer
from unstall.session.models import MOST_VOTERS, Answer, Session
from unstall.voting.recording import with_medians, with_voter
from unstall.voting.rounds import VotedQuestion, voted_questions, voted_range

BANK = questionnaire()
APART = {OWNER: (3, 3, 3, 0, 0, 1)}
"""The business says it has an owner, engineering knows of none."""


def _one(of: Session) -> VotedQuestion:
    (found,) = voted_questions(BANK, of)
    return found


def test_the_second_vote_of_a_voter_counts_and_the_first_is_kept() -> None:
    twice = room({OWNER: (3, 3, 3, 3)}, start=room(APART), in_round="second")
    found = _one(twice)
    assert found.first is not None
    assert found.first.counts == (2, 1, 0, 3)
    assert found.tally.counts == (1, 1, 0, 4)
    assert found.tally.voters == 6


def test_a_voter_who_votes_again_in_the_same_round_is_counted_once() -> None:
    again = with_voter(room(APART), BANK, voter(0), ROLES[0], {OWNER: "nobody"})
    assert _one(again).tally.counts == (3, 1, 0, 2)


def test_a_vote_taken_back_is_gone() -> None:
    alone = room({OWNER: (3,)}, roles=("business",))
    assert with_voter(alone, BANK, voter(0), "business", {}).votes == {}


def test_who_moved_is_told_by_role_and_never_of_a_role_too_small_to_be_shown() -> None:
    second = {OWNER: (1, 3, 3, 0, 1, None)}
    moved = _one(room(second, start=room(APART), in_round="second")).moved
    assert [(one.role, one.up, one.down, one.other, one.voters) for one in moved] == [
        ("business", 0, 1, 0, 3),
        ("engineering", 1, 0, 1, 3),
    ]
    small = ("business", "engineering", "engineering")
    first = room({OWNER: (3, 0, 1)}, roles=small)
    twice = room({OWNER: (0, 0, 1)}, start=first, in_round="second", roles=small)
    assert [one.role for one in _one(twice).moved] == ["others"]


def test_nobody_moved_where_all_voted_the_same_again() -> None:
    assert _one(room(APART, start=room(APART), in_round="second")).moved == ()


def test_the_median_is_recorded_and_marked_as_such() -> None:
    recorded = with_medians(room(APART), BANK, NOW).answers[OWNER]
    assert (recorded.level, recorded.voted) == ("supporter", "median")


def test_where_most_do_not_know_that_is_recorded() -> None:
    recorded = with_medians(room({OWNER: (3, None, None)}), BANK, NOW).answers[OWNER]
    assert (recorded.unknown, recorded.level, recorded.voted) == (True, None, "median")


def test_another_answer_is_marked_as_decided_and_stays_so() -> None:
    decided = answer(room(APART), BANK, OWNER, "named", at=NOW)
    assert decided.answers[OWNER].voted == "decided"
    assert with_medians(decided, BANK, NOW) == decided


def test_what_was_answered_before_the_votes_can_be_decided_so_after_them() -> None:
    before = room(APART, answers={OWNER: Answer(level="named", at=NOW)})
    assert _one(before).recorded == "otherwise"
    assert _one(answer(before, BANK, OWNER, "named", at=NOW)).recorded == "decided"


def test_an_answer_without_votes_is_marked_as_nothing() -> None:
    assert answer(session(), BANK, OWNER, "named", at=NOW).answers[OWNER].voted is None


def test_the_note_beside_an_answer_stays_when_the_median_is_recorded() -> None:
    noted = room(APART, answers={OWNER: Answer(level="named", note="CFO pays", at=NOW)})
    assert with_medians(noted, BANK, NOW).answers[OWNER].note == "CFO pays"


def test_a_median_that_more_votes_have_moved_is_not_called_the_median_any_more() -> None:
    recorded = with_medians(room(APART), BANK, NOW)
    assert _one(recorded).recorded == "median"
    more = room({OWNER: (3, 3, 3, 3, 3, 3)}, start=recorded, in_round="second")
    assert _one(more).recorded == "otherwise"


def test_a_voted_answer_runs_over_the_quartile_levels() -> None:
    question = BANK.question_by_id[OWNER]
    assert voted_range(question, room(APART)) is None
    assert voted_range(question, with_medians(room(APART), BANK, NOW)) == (0, 3)
    agreed = with_medians(room({OWNER: (2,) * 6}), BANK, NOW)
    assert voted_range(question, agreed) is None


def test_what_was_decided_is_within_its_own_range() -> None:
    decided = answer(room({OWNER: (1,) * 6}), BANK, OWNER, "accountable", at=NOW)
    assert voted_range(BANK.question_by_id[OWNER], decided) == (1, 3)


def test_a_level_that_the_question_does_not_have_is_refused() -> None:
    with pytest.raises(SessionError, match="business-owner"):
        with_voter(session(), BANK, voter(1), "business", {OWNER: "nobdy"})


def test_there_is_an_end_to_the_number_of_voters() -> None:
    full = session(voters={voter(number): "business" for number in range(MOST_VOTERS)})
    with pytest.raises(SessionError, match=f"{MOST_VOTERS} voters"):
        with_voter(full, BANK, voter(MOST_VOTERS), "business", {OWNER: "named"})
