"""Under which roles votes may be shown, so that nobody's vote is told from anybody else's.

A role of under three voters is folded into *others*. Where the others are then under three
themselves, the next smallest role joins them: one vote shown as that of *others* would be as good
as a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

OTHERS = "others"
"""The role under which small ones are shown."""
LEAST_VOTERS = 3
"""Voters that a role needs to be shown by itself."""


def folded(roles: Mapping[str, str]) -> dict[str, str]:
    """Give the role under which each voter may be shown.

    Args:
        roles: Voter → role.
    """
    counts = Counter(roles.values())
    own = {role for role, count in counts.items() if count >= LEAST_VOTERS and role != OTHERS}
    while own and 0 < sum(counts[role] for role in counts if role not in own) < LEAST_VOTERS:
        own.remove(min(own, key=lambda role: (counts[role], role)))
    return {voter: role if role in own else OTHERS for voter, role in roles.items()}


def different_people(roles: Mapping[str, str], casts: Iterable[Collection[str]]) -> dict[str, str]:
    """Pick voters who are certainly different people, of each role as many as there can be.

    Whoever votes in the same round of the same question as somebody else is somebody else. Those
    who never meet so may be the same people on other papers, as on ballots and then in the room:
    of these groups the one with most voters of a role stands for all.

    Args:
        roles: Voter → role.
        casts: The voters of each round of each question.

    Returns:
        Voter → role, of those who were picked.
    """
    groups: list[set[str]] = []
    for cast in casts:
        met = {*cast}
        apart = [group for group in groups if met.isdisjoint(group)]
        groups = [*apart, met.union(*(group for group in groups if group not in apart))]
    picked: dict[str, str] = {}
    for role in set(roles.values()):
        mine = [[one for one in group if roles.get(one) == role] for group in groups]
        picked |= dict.fromkeys(max(mine, key=len, default=()), role)
    return picked
