"""The numbers behind a vote, against the long way of saying them and against the literature."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting import brute
from unstall.voting.statistics import (
    consensus,
    counts_of,
    disagreement,
    median,
    quartiles,
)

ROOMS = [
    levels for voters in range(1, 9) for levels in combinations_with_replacement(range(5), voters)
]
"""Every way in which up to eight voters can vote on five levels."""
VOTES = st.lists(st.integers(0, 4), min_size=1, max_size=60)


def test_the_consensus_is_that_of_the_published_table() -> None:
    """Tastle and Wierman 2007: 30 40 210 130 530 50 10 on seven levels."""
    assert consensus([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.7256876, abs=5e-8)


@pytest.mark.parametrize("top", [1, 2, 3, 4])
def test_consensus_is_whole_where_all_agree_and_none_where_half_are_at_either_end(top: int) -> None:
    assert all(consensus(counts_of([level] * 7, top)) == 1 for level in range(top + 1))
    assert consensus(counts_of([0] * 4 + [top] * 4, top)) == pytest.approx(0)


@given(VOTES)
def test_consensus_lies_between_nothing_and_whole_and_is_the_same_in_the_mirror(
    votes: list[int],
) -> None:
    found = consensus(counts_of(votes, 4))
    assert 0 <= found <= 1
    assert consensus(counts_of([4 - vote for vote in votes], 4)) == pytest.approx(found)


def test_the_groups_answer_is_the_lower_median_in_every_room_of_up_to_eight() -> None:
    for levels in ROOMS:
        found = median(levels)
        assert found.level == brute.group_answer(levels), levels
        assert found.middle == brute.middle(levels), levels
        assert found.is_tie == (brute.middle(levels) != found.level), levels


def test_the_quartile_levels_are_those_of_the_definition_in_every_room_of_up_to_eight() -> None:
    for levels in ROOMS:
        assert quartiles(levels) == brute.quartile_levels(levels), levels


@given(VOTES)
def test_the_order_of_the_votes_changes_nothing(votes: list[int]) -> None:
    shuffled = sorted(votes, reverse=True)
    assert (median(votes), quartiles(votes)) == (median(shuffled), quartiles(shuffled))
    assert disagreement(votes, 4) == pytest.approx(disagreement(shuffled, 4))


@given(VOTES)
def test_the_group_answer_lies_between_the_quartile_levels(votes: list[int]) -> None:
    low, high = quartiles(votes)
    assert low <= median(votes).level <= high


def test_one_voter_far_off_does_not_widen_the_range_of_eight() -> None:
    assert quartiles([0, 3, 3, 3, 3, 3, 3, 3]) == (3, 3)


def test_disagreement_is_nothing_where_all_agree_and_whole_where_half_are_at_either_end() -> None:
    assert disagreement([2, 2, 2], 3) == 0
    assert disagreement([0, 0, 3, 3], 3) == 1


@given(VOTES)
def test_disagreement_lies_between_nothing_and_whole(votes: list[int]) -> None:
    assert 0 <= disagreement(votes, 4) <= 1
