"""Votes as bars of cells."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstall.tui.drawn import Line, width_of
from unstall.tui.vote_chart import (
    ChartSize,
    bars_of,
    chart_lines,
    legend_lines,
    legend_of,
    role_letters,
)
from unstall.workshop.stage import Asked, Outcome, RoleVotes

LABELS = ("Nobody.", "Somebody who would not answer for it.", "A named owner.", "Settled.")
ASKED = Asked("owner", "Who answers for it?", LABELS, ("a", "b", "c", "d"))
SIZES: tuple[ChartSize, ...] = get_args(ChartSize)


def outcome(*roles: RoleVotes, divided: bool = True) -> Outcome:
    counts = tuple(sum(one.counts[level] for one in roles) for level in range(len(LABELS)))
    unknown = sum(one.unknown for one in roles)
    return Outcome(counts, unknown, roles if divided else (), (), frozenset())


CAMPS = outcome(RoleVotes("business", (0, 0, 0, 3), 0), RoleVotes("engineering", (2, 1, 0, 0), 1))


def texts(lines: list[Line]) -> str:
    return "\n".join(line.text.rstrip() for line in lines)


def test_each_vote_is_a_cell_with_its_roles_letter() -> None:
    drawn = texts(chart_lines(bars_of(ASKED, CAMPS), 80, "small"))
    assert drawn.splitlines() == [
        " 1   Nobody.",
        "       E     E    2",
        " 2   Somebody who would not answer for it.",
        "       E    1",
        " 3   A named owner.",
        " 4   Settled.",
        "       B     B     B    3",
        " ?   Don't know",
        "       E    1",
    ]


def test_without_a_division_by_role_no_letter_is_shown() -> None:
    whole = outcome(
        RoleVotes("business", (0, 0, 0, 3), 0), RoleVotes("sales", (2, 1, 0, 0), 1), divided=False
    )
    drawn = texts(chart_lines(bars_of(ASKED, whole), 80, "small"))
    assert "●     ●     ●" in drawn
    assert "B " not in drawn
    assert legend_of(whole) == ()


def test_many_votes_of_a_role_are_one_box_with_their_number() -> None:
    many = outcome(
        RoleVotes("business", (1, 0, 4, 20), 0), RoleVotes("engineering", (20, 5, 0, 0), 0)
    )
    drawn = texts(chart_lines(bars_of(ASKED, many), 80, "small")).splitlines()
    assert drawn[1].split() == ["B", "1", "E", "20", "21"]
    assert drawn[-1].split() == ["B", "20", "20"]


def test_the_legend_says_whose_letter_it_is_and_how_many_voted() -> None:
    legend = legend_lines(legend_of(CAMPS), 80)
    assert texts(legend) == " B  business 3    E  engineering 4"
    assert len(legend_lines(legend_of(CAMPS), 20)) == 2


@pytest.mark.parametrize(
    ("roles", "letters"),
    [
        (["business", "engineering"], ("B", "E")),
        (["data", "delivery", "others"], ("D", "E", "O")),
        (["aa", "aa", "aa"], ("A", "2", "3")),
        (["財務", "Ökonomie"], ("1", "Ö")),
    ],
)
def test_roles_have_letters_of_their_own(roles: list[str], letters: tuple[str, ...]) -> None:
    assert role_letters(roles) == letters


VOTES = st.tuples(*(st.integers(0, 25) for _ in range(4)))
ROLES = st.lists(
    st.builds(RoleVotes, st.text(min_size=1, max_size=30), VOTES, st.integers(0, 9)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40)
@given(ROLES, st.sampled_from(SIZES), st.integers(40, 140), st.booleans())
def test_no_line_of_a_chart_is_wider_than_the_room(
    roles: list[RoleVotes], size: ChartSize, width: int, divided: bool
) -> None:
    found = outcome(*roles, divided=divided)
    lines = [*chart_lines(bars_of(ASKED, found), width, size)]
    lines += legend_lines(legend_of(found), width)
    assert all(width_of(line.spans) <= width for line in lines)
