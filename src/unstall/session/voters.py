"""Under which roles votes may be shown, so that nobody's vote is told from anybody else's.

A role of under three voters is folded into *others*. Where the others are then under three
themselves, the next smallest role joins them: one vote shown as that of *others* would be as good
as a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

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
