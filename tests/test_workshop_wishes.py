"""What a facilitator types about a workshop, read from one line each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import engine
from tests.session.support import session
from unstall.errors import SessionError
from unstall.workshop.setup import MOST_SECONDS, SUGGESTED_ROLES
from unstall.workshop_wishes import (
    Wishes,
    roles_typed,
    seats_in_words,
    seats_typed,
    seconds_typed,
    suggested_roles,
    time_in_words,
    voters_typed,
)

BANK = engine().questionnaire
ROLES = ("engineering", "data", "business")


def test_roles_are_read_once_each_in_their_order() -> None:
    assert roles_typed(BANK, " Engineering, business,, engineering ,CTO") == (
        "engineering", "business", "cto",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", " , ", "123", ",".join(map("a{}".format, range(13)))])
def test_what_is_no_list_of_roles_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(SessionError) as refused:
        roles_typed(BANK, text)
    assert "\n" not in str(refused.value)


def test_nothing_hostile_stands_in_a_role() -> None:
    assert roles_typed(BANK, "[/x] ../..\x1b[2J, @click=app.quit") == ("x", "click-app-quit")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2", 120), ("2 min", 120), ("3m", 180), ("90 s", 90), ("90s", 90), ("1:30", 90),
        ("0", 0), ("", 0), ("No clock", 0), ("60 min", 3600),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert seconds_typed(text) == seconds


@pytest.mark.parametrize("text", ["soon", "-1", "1:75", "61", "99999 s", "1.5 min", "٣"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(SessionError):
        seconds_typed(text)


@given(st.integers(0, MOST_SECONDS))
def test_a_time_is_read_back_as_it_is_written(seconds: int) -> None:
    assert seconds_typed(time_in_words(seconds)) == seconds


@pytest.mark.parametrize("text", ["0", "-3", "501", "eight", "", "3.5", "²", "9" * 5000])
def test_a_number_of_voters_is_whole_and_in_bounds(text: str) -> None:
    assert voters_typed(" 8 ") == 8
    with pytest.raises(SessionError):
        voters_typed(text)


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("engineering 2, business", ("engineering", "engineering", "business")),
        ("e=1,b=2", ("engineering", "business", "business")),
        ("Data2", ("data", "data")),
        ("", ()),
        ("data 0", ()),
    ],
)
def test_seats_are_read_by_role_and_number(text: str, seats: tuple[str, ...]) -> None:
    assert seats_typed(BANK, text, ROLES) == seats


@given(st.lists(st.sampled_from(ROLES), max_size=20))
def test_seats_are_read_back_as_they_are_written(seats: list[str]) -> None:
    in_order = tuple(role for role in dict.fromkeys(seats) for _ in range(seats.count(role)))
    assert seats_typed(BANK, seats_in_words(BANK, seats), ROLES) == in_order


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("legal 2", "is none of the roles"),
        ("3", "needs a role"),
        ("data 51", "51 seats"),
        ("engineering 9999", "9999 seats"),
    ],
)
def test_seats_that_will_not_do_are_refused_with_what_there_is(text: str, said: str) -> None:
    with pytest.raises(SessionError, match=said):
        seats_typed(BANK, text, ROLES)


def test_a_beginning_that_fits_two_roles_is_refused_by_naming_them() -> None:
    with pytest.raises(SessionError, match="data, data science"):
        seats_typed(BANK, "dat 2", ("data", "data-science", "business"))


def test_a_room_is_suggested_the_sides_of_a_table_or_the_roles_that_voted_before() -> None:
    assert suggested_roles(BANK, session()) == SUGGESTED_ROLES
    voted = session().model_copy(
        update={"voters": {"00000000": "sales", "00000001": "legal", "00000002": "others"}}
    )
    assert suggested_roles(BANK, voted) == ("legal", "sales")


def test_a_questionnaire_with_few_roles_has_those_suggested() -> None:
    few = BANK.model_copy(update={"roles": BANK.roles[:3]})
    assert suggested_roles(few, session()) == tuple(role.id for role in BANK.roles[:3])


def test_serving_alone_says_nothing_about_the_set_up() -> None:
    assert not Wishes().about_the_set_up
    assert Wishes(seconds=0).about_the_set_up


def test_the_suggested_roles_can_be_typed_as_they_stand() -> None:
    assert roles_typed(BANK, ", ".join(SUGGESTED_ROLES)) == SUGGESTED_ROLES
