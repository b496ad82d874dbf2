"""A workshop is played with real browsers and a real terminal; everything goes wrong in it once.

Eight people vote on twelve questions, a second time where they disagree. One comes late, one votes
in two tabs, one changes a vote, one loses the connection before voting and one after, and the
facilitator's program dies in the middle of a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.played_room import PlayedRoom, level_of
from tests.browser.voters import Device
from tests.session.support import questionnaire
from unstall.session.models import Session

pytestmark = [pytest.mark.terminal, pytest.mark.xdist_group("workshop")]

ROLES = (*("engineering",) * 4, *("business",) * 3, "data")
LATE = 7
"""The voter who comes late."""
QUESTIONS = 12
SET_UP = (
    "--roles=engineering,business,data",
    f"--voters={len(ROLES)}",
    "--seconds=0",
    "--questions=matter",
)
DECIDED = "decided"


@pytest.fixture
def room(browser: Browser, tmp_path: Path) -> Iterator[PlayedRoom]:
    played = PlayedRoom(tmp_path, browser, ROLES)
    yield played
    played.close()


def agreed_while_one_is_late(room: PlayedRoom) -> None:
    room.ask()
    room.vote("4443443-")
    room.reveal("Agreed")


def one_changes_a_vote(room: PlayedRoom) -> None:
    room.ask()
    room.vote("3133343-")
    room.presses(1, "3")
    room.has_voted(1)
    room.reveal("Agreed")


def camps_and_the_late_one_comes(room: PlayedRoom) -> None:
    room.ask()
    room.vote("1111444-")
    room.join(LATE)
    room.vote("-------4")
    room.reveal("Two camps")
    room.ask_again()
    room.vote("22223333")
    room.reveal("Agreed")


def an_outlier_moves(room: PlayedRoom) -> None:
    room.ask()
    room.vote("44444441")
    room.reveal("Close together but for one, who says 1")
    room.ask_again()
    room.vote("44444443")
    room.reveal("Agreed")


def scattered_and_one_drops_out_before_voting(room: PlayedRoom) -> None:
    room.ask()
    kept = room.devices[1].cookies()
    room.devices[1].drop()
    room.vote("1-341430")
    room.devices[1] = Device(room.browser, kept)
    room.devices[1].visit(room.address)
    room.vote("-2------")
    room.reveal("Spread from 1 to 4")
    room.ask_again()
    room.vote("22342430")
    room.reveal("Spread from 2 to 4")


def hardly_anybody_knows(room: PlayedRoom) -> None:
    room.ask()
    room.vote("00000003")
    room.reveal("Only one knew")


def one_votes_in_two_tabs(room: PlayedRoom) -> None:
    room.ask()
    room.vote("44144444")
    first = room.tab(2).page
    room.devices[2].visit(room.address)
    room.sees(2, "You said 1")
    room.until("the first tab is put off", first.get_by_text("in another tab").is_visible)
    room.presses(2, "4")
    room.has_voted(2)
    room.reveal("Agreed")


def the_facilitators_program_dies(room: PlayedRoom) -> None:
    room.ask()
    room.vote("4444----")
    room.kill()
    room.open()
    for voter in range(4):
        room.sees(voter, room.in_words(), "You said 4")
    room.vote("----1111")
    room.reveal("Two camps")
    room.ask_again()
    room.vote("44443333")
    room.reveal("Agreed")


def one_drops_out_after_voting(room: PlayedRoom) -> None:
    room.ask()
    room.vote("33334333")
    room.devices[4].drop()
    room.devices[4] = Device(room.browser)
    room.devices[4].come_back(room.address, room.words[4])
    room.sees(4, room.in_words(), "You said 4")
    room.reveal("Agreed")


def the_facilitator_decides_otherwise(room: PlayedRoom) -> None:
    room.ask()
    room.vote("33333331")
    room.reveal("Close together but for one, who says 1")
    room.press("2")
    room.until("it is decided", lambda: room.answer.voted == DECIDED)


def the_rest_is_agreed(room: PlayedRoom) -> None:
    room.ask()
    room.vote("34433443")
    room.reveal("Agreed")
    room.ask()
    room.vote("222223-2")
    room.reveal("Agreed")


STORY = (
    agreed_while_one_is_late,
    one_changes_a_vote,
    camps_and_the_late_one_comes,
    an_outlier_moves,
    scattered_and_one_drops_out_before_voting,
    hardly_anybody_knows,
    one_votes_in_two_tabs,
    the_facilitators_program_dies,
    one_drops_out_after_voting,
    the_facilitator_decides_otherwise,
    the_rest_is_agreed,
)


def every_vote_is_accounted_for(room: PlayedRoom, session: Session) -> None:
    """Hold the session against what was pressed: by voter, and by role, question and round."""
    assert session.voters == {room.pseudonyms[voter]: role for voter, role in enumerate(ROLES)}
    expected, by_role = {}, {}
    for (question, in_round), cast in room.voted.items():
        levels = tuple(level.id for level in questionnaire().question_by_id[question].levels)
        said = {voter: level_of(levels, digit) for voter, digit in cast.items()}
        expected[question, in_round] = {room.pseudonyms[one]: level for one, level in said.items()}
        by_role[question, in_round] = Counter((ROLES[one], level) for one, level in said.items())
    counted = {
        (question, in_round): dict(cast)
        for question, votes in session.votes.items()
        for in_round, cast in (("first", votes.first), ("second", votes.second))
        if cast
    }
    assert counted == expected
    assert len(session.votes) == QUESTIONS
    assert {
        key: Counter((session.voters[voter], level) for voter, level in cast.items())
        for key, cast in counted.items()
    } == by_role


def every_answer_is_recorded(session: Session) -> None:
    assert set(session.answers) == set(session.votes)
    how = Counter(answer.voted for answer in session.answers.values())
    assert how == {"median": QUESTIONS - 1, DECIDED: 1}
    for question, votes in session.votes.items():
        answer = session.answers[question]
        if answer.voted == DECIDED:
            assert answer.level == questionnaire().question_by_id[question].levels[1].id
            continue
        levels = [level.id for level in questionnaire().question_by_id[question].levels]
        last = (votes.second or votes.first).values()
        known = sorted(levels.index(vote) for vote in last if vote != "unknown")
        if len(known) * 2 < len(last):
            assert answer.unknown
        else:
            assert answer.level == levels[known[(len(known) - 1) // 2]]


def nothing_gives_anybody_away(room: PlayedRoom) -> None:
    """Look for words, tokens and addresses in every file of the facilitator's home folder."""
    assert len(room.secrets) == 2 * len(ROLES)
    sought = [*room.secrets, *(secret.replace("-", "") for secret in room.secrets), "127.0.0.1"]
    for file in room.home.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert [secret for secret in sought if secret.encode() in data] == [], file


@pytest.mark.timeout(240)
def test_a_workshop_is_played_and_every_vote_is_accounted_for(room: PlayedRoom) -> None:
    room.open(*SET_UP)
    room.begin()
    for voter in range(LATE):
        room.join(voter)
    for happens in STORY:
        happens(room)
    nothing_gives_anybody_away(room)
    room.end()
    every_vote_is_accounted_for(room, room.session)
    every_answer_is_recorded(room.session)
    nothing_gives_anybody_away(room)
    assert not [path for path in room.session_path.parent.iterdir() if "room" in path.name]
