"""A workshop: asked, voted on in three ways, revealed once, and found again after a crash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.session.support import NOW, questionnaire, session
from tests.voting.rooms import OWNER
from tests.workshop.rooms import OTHER, Clock, begin, join, resume, vote
from unstall.errors import RoomError, SessionError
from unstall.session.models import Answer, Session
from unstall.voting.recording import with_medians
from unstall.workshop.slips import Slip
from unstall.workshop.stage import Outcome
from unstall.workshop.workshop import Workshop


def _levels(after: Session, question: str = OWNER) -> list[str]:
    return sorted(after.votes[question].counting.values())


def _outcome(workshop: Workshop) -> Outcome | None:
    return workshop.stage.outcome


def _put_off(workshop: Workshop) -> list[str]:
    return list(workshop.setup.later)


def test_votes_reach_the_session_at_the_reveal_and_not_before(tmp_path: Path) -> None:
    workshop = begin(tmp_path, voters=2)
    one, two = join(workshop, 1), join(workshop, 2, "business")
    workshop.ask(OWNER)
    vote(workshop, one, 0)
    vote(workshop, two, 3)
    assert workshop.standing().all_voted
    after = workshop.reveal(session())
    assert _levels(after) == ["accountable", "nobody"]
    assert after.voters == {one: "engineering", two: "business"}
    assert _outcome(workshop) is None
    workshop.show(after)
    shown = _outcome(workshop)
    assert shown is not None
    assert list(shown.counts) == [1, 0, 0, 1]
    assert set(shown.counted) == {one, two}


def test_nothing_on_stage_tells_what_was_voted_before_the_reveal(tmp_path: Path) -> None:
    files = []
    for name, levels in (("a", (0, 0, 3)), ("b", (3, 2, None))):
        workshop = begin(tmp_path / name)
        workshop.ask(OWNER)
        for number, level in enumerate(levels):
            vote(workshop, join(workshop, number), level)
            workshop.standing()
        files.append((workshop.folder.path / "stage.toml").read_bytes())
    assert files[0] == files[1]


def test_a_changed_vote_counts_once_and_as_changed(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    one = join(workshop, 1)
    workshop.ask(OWNER)
    vote(workshop, one, 0)
    vote(workshop, one, 2)
    assert workshop.standing().voted == 1
    assert _levels(workshop.reveal(session())) == ["named"]


def test_a_vote_after_the_reveal_is_kept_out_and_is_known_to_be_late(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    one, late = join(workshop, 1), join(workshop, 2)
    workshop.ask(OWNER)
    vote(workshop, one, 0)
    after = workshop.reveal(session())
    workshop.show(after)
    vote(workshop, late, 3)
    workshop.show(after)
    assert workshop.stage.outcome is not None
    assert workshop.stage.outcome.counted == {one}


def test_a_vote_changed_between_count_and_reveal_is_changed_back(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    one = join(workshop, 1)
    workshop.ask(OWNER)
    vote(workshop, one, 0)
    after = workshop.reveal(session())
    vote(workshop, one, 3)
    workshop.show(after)
    slip = workshop.folder.slip(one)
    assert slip is not None
    assert slip.first[OWNER] == after.votes[OWNER].first[one] == "nobody"


def test_somebody_who_joins_late_votes_from_then_on(tmp_path: Path) -> None:
    workshop = begin(tmp_path, voters=1)
    one = join(workshop, 1)
    workshop.ask(OWNER)
    vote(workshop, one, 0)
    late = join(workshop, 2)
    assert (workshop.standing().voted, workshop.standing().expected) == (1, 2)
    vote(workshop, late, 1)
    assert len(workshop.reveal(session()).votes[OWNER].first) == 2


def test_hands_are_votes_by_role_and_typing_them_again_replaces_them(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 112 b 44")
    assert workshop.standing().voted == 5
    workshop.hands("e 12 b 440")
    after = workshop.reveal(session())
    assert _levels(after) == ["accountable", "accountable", "nobody", "supporter", "unknown"]
    assert sorted(after.voters.values()) == ["business"] * 3 + ["engineering"] * 2


def test_hands_of_the_second_vote_take_the_place_of_the_first(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 114 b 44")
    after = workshop.reveal(session())
    workshop.show(after)
    workshop.ask(OWNER, "second")
    workshop.hands("e 411 b 44")
    after = workshop.reveal(after)
    assert len(after.votes[OWNER].counting) == 5
    assert after.votes[OWNER].first == after.votes[OWNER].second


def test_another_number_of_hands_the_second_time_is_refused(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 114")
    workshop.show(workshop.reveal(session()))
    workshop.ask(OWNER, "second")
    with pytest.raises(RoomError, match="3 hands were shown by engineering the first time, 2 now"):
        workshop.hands("e 11")
    assert workshop.standing().voted == 0


def test_the_keyboard_goes_from_seat_to_seat_and_back(tmp_path: Path) -> None:
    workshop = begin(tmp_path, seats=("engineering", "business"))
    workshop.ask(OWNER)
    assert workshop.seats_left() == (0, 1)
    workshop.press(0, 1)
    assert workshop.seats_left() == (1,)
    workshop.take_back(0)
    workshop.press(0, None)
    workshop.press(1, 3)
    after = workshop.reveal(session())
    assert _levels(after) == ["accountable", "unknown"]
    assert sorted(after.voters.values()) == ["business", "engineering"]


def test_a_seat_is_the_same_voter_in_every_question(tmp_path: Path) -> None:
    workshop = begin(tmp_path, seats=("engineering",))
    after = session()
    for question in (OWNER, OTHER):
        workshop.ask(question)
        workshop.press(0, 1)
        after = workshop.reveal(after)
        workshop.show(after)
    assert len(after.voters) == 1


@pytest.mark.parametrize("moment", ["lobby", "voting", "revealed"])
def test_a_workshop_goes_on_where_its_program_died(tmp_path: Path, moment: str) -> None:
    workshop, kept = begin(tmp_path, seats=("business",)), session()
    one = join(workshop, 1)
    if moment != "lobby":
        workshop.ask(OWNER)
        vote(workshop, one, 2)
        workshop.press(0, 0)
        workshop.hands("e 3")
        workshop.standing()
    if moment == "revealed":
        kept = workshop.reveal(kept)
        workshop.show(kept)
    again = resume(tmp_path, kept)
    assert again is not None
    assert (again.stage, again.setup) == (workshop.stage, workshop.setup)
    then, before = again.standing(), workshop.standing()
    assert (then.voted, then.expected) == (before.voted, before.expected)
    assert set(then.joined) == set(before.joined)
    if moment == "voting":
        assert again.reveal(kept) == workshop.reveal(kept)


def test_a_reveal_that_the_session_lost_can_be_made_again(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    one = join(workshop, 1)
    workshop.ask(OWNER)
    vote(workshop, one, 2)
    after = workshop.reveal(session())
    workshop.show(after)
    again = resume(tmp_path, session())
    assert again is not None
    assert again.stage.phase == "voting"
    assert again.reveal(session()) == after


def test_revealing_twice_counts_nothing_twice(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 1234")
    once = workshop.reveal(session())
    again = resume(tmp_path, once)
    assert again is not None
    assert again.reveal(once) == once


def test_a_workshop_that_is_over_leaves_nothing_behind(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    join(workshop, 1)
    workshop.end()
    assert workshop.stage.phase == "over"
    assert resume(tmp_path, session()) is None
    assert list(tmp_path.iterdir()) == []


def test_somebody_who_was_there_twice_is_taken_out_everywhere(tmp_path: Path) -> None:
    workshop = begin(tmp_path, voters=2)
    one, twin = join(workshop, 1), join(workshop, 2)
    workshop.ask(OWNER)
    vote(workshop, one, 0)
    vote(workshop, twin, 0)
    after = workshop.reveal(session())
    workshop.show(after)
    after = workshop.remove(after, twin)
    assert (after.votes[OWNER].first, after.voters) == ({one: "nobody"}, {one: "engineering"})
    assert workshop.standing().expected == 1
    with pytest.raises(RoomError, match="not in this room any more"):
        vote(workshop, twin, 1)


def test_a_vote_of_the_room_after_ballots_counts_alone(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 1111")
    ballots = workshop.reveal(session())
    other = begin(tmp_path / "other")
    other.take_up(ballots, OWNER)
    other.ask(OWNER, "second")
    other.hands("e 444")
    after = other.reveal(ballots)
    assert _levels(after) == ["accountable"] * 3
    assert len(after.votes[OWNER].first) == 4


def test_what_was_decided_before_a_second_vote_is_open_again_after_it(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 1144")
    after = workshop.reveal(session())
    decided = after.with_answer(OWNER, Answer(level="named", voted="decided"))
    workshop.show(decided)
    workshop.ask(OWNER, "second")
    workshop.hands("e 4444")
    again = workshop.reveal(decided)
    assert again.answers[OWNER] == Answer(level="named")
    recorded = with_medians(again, questionnaire(), NOW, among={OWNER}).answers[OWNER]
    assert (recorded.level, recorded.voted) == ("accountable", "median")


def test_a_question_taken_up_says_how_many_had_voted(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 1144")
    after = workshop.reveal(session())
    workshop.ask(OTHER)
    workshop.take_up(after, OWNER)
    assert (workshop.stage.voted, workshop.stage.expected) == (4, 8)


def test_taking_a_question_up_shows_it_as_it_was_revealed(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 1144")
    after = workshop.reveal(session())
    workshop.show(after)
    shown = workshop.stage.outcome
    workshop.ask(OTHER)
    workshop.take_up(after, OWNER)
    assert workshop.stage.outcome == shown
    with pytest.raises(RoomError, match="nobody has voted on this"):
        workshop.take_up(after, OTHER)


def test_questions_are_asked_once_and_those_put_off_not_by_themselves(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    assert workshop.next_question(session()) == OWNER
    workshop.ask(OWNER)
    workshop.leave_for_later()
    assert workshop.next_question(session()) == OTHER
    workshop.ask(OTHER)
    workshop.hands("e 1")
    after = workshop.reveal(session())
    assert workshop.next_question(after) is None
    assert _put_off(workshop) == [OWNER]
    workshop.ask(OWNER)
    assert _put_off(workshop) == []


def test_the_clock_begins_with_the_question_and_again_with_the_talk(tmp_path: Path) -> None:
    clock = Clock()
    workshop = begin(tmp_path, clock)
    workshop.ask(OWNER)
    clock.go_on(90)
    assert workshop.stage.seconds_left(clock()) == 30
    workshop.hands("e 1")
    workshop.show(workshop.reveal(session()))
    assert workshop.stage.seconds_left(clock()) == 120
    clock.go_on(130)
    assert workshop.stage.seconds_left(clock()) == -10
    workshop.restart_clock()
    assert workshop.stage.seconds_left(clock()) == 120


def test_a_room_without_a_clock_has_none(tmp_path: Path) -> None:
    workshop = begin(tmp_path, seconds=0)
    workshop.ask(OWNER)
    assert workshop.stage.seconds_left(Clock()()) is None


def test_nothing_is_revealed_before_somebody_voted(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    with pytest.raises(RoomError, match="no vote is on"):
        workshop.reveal(session())
    workshop.ask(OWNER)
    with pytest.raises(RoomError, match="nobody has voted yet"):
        workshop.reveal(session())


def test_the_place_in_the_list_of_who_is_here_is_not_that_in_the_session(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    voters = [join(workshop, number) for number in range(12)]
    workshop.ask(OWNER)
    listed = [one.voter for one in workshop.standing().joined]
    assert sorted(listed) == voters
    assert listed != voters
    vote(workshop, voters[3], 1)
    assert [one.voter for one in workshop.standing().joined] == listed


def test_who_goes_while_votes_are_counted_is_counted_or_not_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = begin(tmp_path)
    voter = join(workshop, 1)
    workshop.ask(OWNER)
    vote(workshop, voter, 2)
    looks = iter([workshop.folder.slips(), {}])
    monkeypatch.setattr(workshop.folder, "slips", lambda: next(looks, {}))
    assert set(workshop.reveal(session()).votes[OWNER].first) == {voter}


def test_a_question_that_is_none_is_not_asked(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    with pytest.raises(SessionError):
        workshop.ask("no-such-question")
    assert workshop.stage.phase == "lobby"


@pytest.mark.parametrize(
    "forged",
    [
        Slip("1" * 16, "facilitator", "device", first={OWNER: "nobody"}),
        Slip("1" * 16, "engineering", "device", first={OWNER: "no-such-level"}),
        Slip("1" * 16, "engineering", "device", second={OWNER: "nobody"}),
    ],
)
def test_a_slip_with_what_is_no_vote_here_is_not_counted(tmp_path: Path, forged: Slip) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.folder.put_slip(forged)
    assert workshop.standing().voted == 0
    with pytest.raises(RoomError, match="nobody has voted yet"):
        workshop.reveal(session())


def test_asking_again_forgets_what_was_voted_in_that_round(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 12 b 1")
    workshop.ask(OTHER)
    workshop.ask(OWNER)
    assert workshop.standing().voted == 0


def test_the_set_up_can_be_changed_on_the_way(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    workshop.hands("e 12")
    changed = workshop.setup.model_copy(update={"voters": 2, "questions": (OWNER,)})
    workshop.change_setup(changed)
    assert workshop.standing().all_voted
    assert workshop.stage.of == 1
    again = resume(tmp_path, session())
    assert again is not None
    assert again.setup == changed


def test_a_set_up_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    file = workshop.folder.setup_file
    file.write_text(file.read_text().replace("voters = 8", "voters = 0"))
    with pytest.raises(RoomError, match=r"setup\.toml: voters: the workshop's set-up cannot be"):
        resume(tmp_path, session())


def test_a_question_that_another_version_dropped_leads_back_to_the_lobby(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    workshop.ask(OWNER)
    stage = workshop.stage
    assert stage.asked is not None
    workshop.folder.put_stage(replace(stage, asked=replace(stage.asked, id="gone")))
    again = resume(tmp_path, session())
    assert isinstance(again, Workshop)
    assert again.stage.phase == "lobby"
