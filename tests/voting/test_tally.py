"""Votes counted by level and role, so that nobody's vote is told from anybody else's."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement, product

from hypothesis import given
from hypothesis import strategies as st

from unstall.session.voters import LEAST_VOTERS, OTHERS, folded
from unstall.voting.tally import Tally, tally


def _room(**by_role: list[int | None]) -> Tally:
    """Count votes on four levels, given by role."""
    votes = {
        f"{role}-{number}": level
        for role, levels in by_role.items()
        for number, level in enumerate(levels)
    }
    return tally(votes, {voter: voter.rsplit("-", 1)[0] for voter in votes}, 3)


def _small_rooms() -> list[dict[str, str]]:
    return [
        {f"{role}{number}": role for role, size in zip("abc", sizes, strict=True)
         for number in range(size)}
        for sizes in product(range(7), repeat=3)
    ]  # fmt: skip


def test_no_role_that_is_shown_has_fewer_than_three_voters_unless_the_room_has() -> None:
    for room in _small_rooms():
        shown = Counter(folded(room).values())
        if len(room) >= LEAST_VOTERS:
            assert all(count >= LEAST_VOTERS for count in shown.values()), room
        else:
            assert set(shown) <= {OTHERS}, room


def test_a_role_of_three_is_shown_by_itself_unless_the_others_would_be_too_few() -> None:
    room = {f"e{n}": "engineering" for n in range(4)} | {f"b{n}": "business" for n in range(3)}
    assert set(folded(room).values()) == {"engineering", "business"}
    assert set(folded({**room, "x": "legal", "y": "sales"}).values()) == {"engineering", OTHERS}


def test_folding_what_is_folded_changes_nothing() -> None:
    for room in _small_rooms():
        assert folded(folded(room)) == folded(room)


def test_the_histogram_counts_every_vote_by_level_and_by_role() -> None:
    found = _room(engineering=[0, 0, 1, None], business=[3, 3, 2])
    assert (found.counts, found.unknown, found.voters) == ((2, 1, 1, 2), 1, 7)
    assert [(one.role, one.counts, one.unknown) for one in found.by_role] == [
        ("business", (0, 0, 1, 2), 0),
        ("engineering", (2, 1, 0, 0), 1),
    ]


def test_what_the_business_says_and_engineering_denies_is_a_role_gap() -> None:
    gap = _room(engineering=[0, 0, 1], business=[3, 3, 2]).role_gap
    assert gap is not None
    assert (gap.low.role, gap.high.role, gap.steps) == ("engineering", "business", 3)


def test_one_step_between_roles_is_no_gap() -> None:
    assert _room(engineering=[1, 1, 1], business=[2, 2, 2]).role_gap is None


def test_without_two_roles_large_enough_there_is_no_division_by_role() -> None:
    found = _room(engineering=[0, 0, 0, 1], business=[3, 3])
    assert found.by_role == ()
    assert found.role_gap is None
    assert all(speaker.roles == () for speaker in found.first_to_speak)


def test_the_lowest_speaks_first_and_then_the_highest_by_role() -> None:
    found = _room(engineering=[0, 1, 1], business=[3, 3, 1])
    assert [(one.level, one.roles) for one in found.first_to_speak] == [
        (0, ("engineering",)),
        (3, ("business",)),
    ]


def test_nobody_has_to_speak_where_all_agree() -> None:
    assert _room(engineering=[1, 1, 2]).first_to_speak == ()


def test_consensus_is_shown_from_five_voters_on() -> None:
    assert _room(engineering=[1, 1, 2, 2, None]).consensus is None
    assert _room(engineering=[1, 1, 2, 2, 2]).consensus is not None


def test_the_group_does_not_know_where_most_do_not() -> None:
    assert _room(engineering=[3, None, None]).group_level is None
    assert _room(engineering=[3, None]).group_level == 3


def test_who_does_not_know_changes_no_pattern() -> None:
    for levels in combinations_with_replacement(range(4), 4):
        assert _room(a=[*levels, None, None]).pattern == _room(a=list(levels)).pattern


def test_votes_of_nobody_who_knows_have_no_pattern_and_no_median() -> None:
    found = _room(engineering=[None, None, None])
    assert (found.pattern, found.median, found.quartiles, found.group_level) == (None,) * 4
    assert not found.is_contested


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 3)), min_size=1))
def test_the_roles_together_have_all_votes_of_the_room(cast: list[tuple[str, int | None]]) -> None:
    votes = {f"{number}": level for number, (_, level) in enumerate(cast)}
    found = tally(votes, {f"{n}": role for n, (role, _) in enumerate(cast)}, 3)
    assert sum(found.counts) + found.unknown == len(cast)
    if found.by_role:
        for level in range(4):
            assert sum(one.counts[level] for one in found.by_role) == found.counts[level]
        assert sum(one.unknown for one in found.by_role) == found.unknown
