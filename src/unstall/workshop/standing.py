"""How far a vote has come. Says nothing of what anybody voted for."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.workshop.slips import Way


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody who is in the room."""

    voter: str
    role: str
    """Its id."""
    way: Way
    has_voted: bool
    """On the question on stage, in the round that is on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in the room, and who of them has voted."""

    voted: int
    expected: int
    joined: tuple[Joined, ...]

    @property
    def all_voted(self) -> bool:
        """Nobody is waited for."""
        return self.voted >= self.expected

    @property
    def here(self) -> dict[str, int]:
        """Role id → how many of it are in the room."""
        roles = [one.role for one in self.joined]
        return {role: roles.count(role) for role in sorted(set(roles))}
