"""In which pattern votes lie: every room of up to eight voters, on scales of two to five levels."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from tests.voting import brute
from unstall.voting.patterns import PatternWord, pattern

ROOMS = [
    (top, levels)
    for top in range(1, 5)
    for voters in range(1, 9)
    for levels in combinations_with_replacement(range(top + 1), voters)
]


def test_every_room_of_up_to_eight_has_the_pattern_of_the_definition() -> None:
    for _, levels in ROOMS:
        assert pattern(levels) == brute.pattern(levels), levels


def test_votes_and_their_mirror_image_have_the_same_pattern() -> None:
    for top, levels in ROOMS:
        assert pattern([top - level for level in levels]) == pattern(levels), levels


def test_a_span_of_two_steps_is_never_called_agreement() -> None:
    apart = {pattern(levels) for _, levels in ROOMS if max(levels) - min(levels) >= 2}
    assert apart == {"outlier", "camps", "scatter"}


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([2], "agree"),
        ([1, 2, 2, 1], "agree"),
        ([3, 3, 3, 3, 0], "outlier"),
        ([0, 1, 1, 1, 1, 1, 1, 3], "outlier"),
        ([0, 3], "scatter"),
        ([0, 0, 3, 3], "camps"),
        ([0, 0, 1, 3, 3, 3, 3, 3], "camps"),
        ([0, 1, 2, 3], "scatter"),
        ([0, 0, 1, 1, 2, 2, 3, 3], "scatter"),
    ],
)
def test_rooms_that_people_know(votes: list[int], expected: PatternWord) -> None:
    assert pattern(votes) == expected


def test_several_far_off_are_outliers_only_while_they_are_under_a_fifth() -> None:
    assert pattern([0, 0, *[3] * 9]) == "outlier"
    assert pattern([0, 0, *[3] * 8]) != "outlier"
