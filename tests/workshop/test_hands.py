"""Hands: one line by role, read or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.support import session
from tests.voting.rooms import OWNER
from tests.workshop.rooms import OTHER, begin
from unstall.errors import RoomError
from unstall.workshop.hands import hands_in

ROLES = {"engineering": "engineering", "business": "business", "business-owner": "business owner"}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("e 112", {"engineering": (0, 0, 1)}),
        ("e 112 b 44", None),
        ("E1 1 2, business 4 0 3", {"engineering": (0, 0, 1), "business": (2, 3, None)}),
        ("business-owner: 2; eng: 1", {"business-owner": (1,), "engineering": (0,)}),
        ("business 2 e 1 business 1", {"business": (0, 1), "engineering": (0,)}),
    ],
)
def test_a_line_of_hands_is_read_as_it_is_called_out(
    line: str, shown: dict[str, tuple[int | None, ...]] | None
) -> None:
    if shown is None:
        with pytest.raises(RoomError, match="'b' could be any of business, business owner"):
            hands_in(line, ROLES, 4)
    else:
        assert hands_in(line, ROLES, 4) == shown


def test_with_one_role_digits_are_enough() -> None:
    assert hands_in("1 240", {"all": "all"}, 4) == {"all": (0, 1, 3, None)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "nobody's vote stands here. Write it like: engineering 112 business 34."),
        ("112", "say the role first. Write it like: engineering 112 business 34."),
        ("e 5", "5 is no level of this question. Write 1 to 4, or 0"),
        ("x 1", "nobody votes as 'x'. Roles: engineering, business, business owner."),
        ("e", "nobody's vote stands here"),
        ("e ²", "nobody votes as '²'"),
    ],
)
def test_what_is_no_line_of_hands_is_refused_with_what_to_do(line: str, said: str) -> None:
    with pytest.raises(RoomError) as refused:
        hands_in(line, ROLES, 4)
    assert said in str(refused.value)


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused_in_one_line(line: str) -> None:
    said = ""
    try:
        shown = hands_in(line, ROLES, 4)
    except RoomError as refused:
        said = str(refused)
    else:
        digits = sum(char.isdigit() for char in line if char.isascii())
        assert sum(map(len, shown.values())) == digits
    assert len(said.splitlines()) <= 1


@given(
    st.dictionaries(
        st.sampled_from(["engineering", "business-owner"]),
        st.lists(st.integers(0, 4), min_size=1, max_size=9),
        min_size=1,
    )
)
def test_every_hand_that_was_typed_is_counted(votes: dict[str, list[int]]) -> None:
    line = " ".join(f"{role} {''.join(map(str, digits))}" for role, digits in votes.items())
    shown = hands_in(line, ROLES, 4)
    assert {
        role: sorted(0 if level is None else level + 1 for level in levels)
        for role, levels in shown.items()
    } == {role: sorted(digits) for role, digits in votes.items()}


def test_who_showed_a_hand_and_votes_another_way_next_is_not_waited_for_twice(
    tmp_path: Path,
) -> None:
    workshop = begin(tmp_path, seats=("engineering",))
    workshop.ask(OWNER)
    workshop.hands("e 1122 b 3344")
    assert workshop.standing().all_voted
    kept = workshop.reveal(session())
    workshop.show(kept)
    workshop.ask(OTHER)
    assert workshop.stage.expected == 8
    workshop.press(0, 1)
    standing = workshop.standing()
    assert (standing.voted, standing.expected, standing.here) == (1, 8, {"engineering": 1})
    assert len(kept.votes[OWNER].first) == 8


def test_a_role_is_found_by_the_umlaut_it_was_typed_with() -> None:
    roles = {"aerztliche-groesse": "aerztliche groesse", "technik": "technik"}
    assert hands_in("Ä 12 t 3", roles, 4) == {"aerztliche-groesse": (0, 1), "technik": (2,)}
