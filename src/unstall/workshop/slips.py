"""One voter's slip: their role, how they vote, and what they voted for; never a name.

A slip of a device keeps the hash of the key by which the same device comes back, never the key.
Needs the standard library alone, since every voter's program reads and writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from unstall.errors import RoomError
from unstall.workshop.stage import Round

Way = Literal["device", "keyboard", "hands"]
"""On their own device, at the keyboard that is passed round, or by showing hands."""

NOBODY_KNOWS = "unknown"
"""The vote of somebody who does not know."""

MOST_VOTES = 1_000
"""Questions that one voter votes on in one workshop, at most."""

_PSEUDONYM = re.compile(r"[0-9a-f]{8,32}")
_KEY = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Slip:
    """What one voter said."""

    voter: str
    """A random pseudonym of 8 to 32 of the digits 0 to 9 and a to f."""
    role: str
    """The id of their role."""
    way: Way
    key: str | None = None
    """SHA-256 of a device's key, in hexadecimal."""
    seat: int | None = None
    """Which seat at the keyboard, counted from 0."""
    first: Mapping[str, str] = field(default_factory=dict)
    """Question id → level id or `unknown`."""
    second: Mapping[str, str] = field(default_factory=dict)

    def cast(self, in_round: Round) -> Mapping[str, str]:
        """Give the votes of a round."""
        return self.first if in_round == "first" else self.second

    def with_vote(self, question: str, in_round: Round, vote: str | None) -> Slip:
        """Vote, in place of an earlier vote on the same question; None takes it back."""
        cast = {asked: said for asked, said in self.cast(in_round).items() if asked != question}
        if vote is not None:
            cast[question] = vote
        return replace(self, first=cast) if in_round == "first" else replace(self, second=cast)


def is_pseudonym(text: str) -> bool:
    """Tell whether a text can be a voter's pseudonym, and so a file's name."""
    return _PSEUDONYM.fullmatch(text) is not None


def slip_data(slip: Slip) -> dict[str, Any]:
    """Bring a slip into the form in which it is written."""
    data: dict[str, Any] = {"role": slip.role, "way": slip.way}
    if slip.key is not None:
        data["key"] = slip.key
    if slip.seat is not None:
        data["seat"] = slip.seat
    for name in get_args(Round):
        if cast := slip.cast(name):
            data[name] = dict(sorted(cast.items()))
    return data


def slip_from(voter: str, data: Mapping[str, Any]) -> Slip:
    """Read a slip; raises `RoomError` for what is none."""
    role, key, seat = data.get("role"), data.get("key"), data.get("seat")
    way: Any = data.get("way")
    is_sound = (
        is_pseudonym(voter)
        and _is_id(role)
        and way in get_args(Way)
        and (key is None or (isinstance(key, str) and _KEY.fullmatch(key)))
        and (seat is None or (type(seat) is int and seat >= 0))
        and set(data) <= {"role", "way", "key", "seat", *get_args(Round)}
    )
    if not is_sound:
        raise RoomError("this is no voter's slip", hint="Take it out; the voter can join again.")
    return Slip(
        voter, str(role), way, key, seat, _cast(data.get("first")), _cast(data.get("second"))
    )


def _cast(data: Any) -> dict[str, str]:
    cast = {} if data is None else data
    if (
        not isinstance(cast, dict)
        or len(cast) > MOST_VOTES
        or not all(_is_id(question) and _is_id(vote) for question, vote in cast.items())
    ):
        raise RoomError("the votes on a slip are no votes", hint="Take it out; vote again.")
    return cast


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_ID and bool(_ID.fullmatch(value))
