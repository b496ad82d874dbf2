"""What everybody in the room may see: the question, how many have voted, and later the outcome.

Until the reveal nothing here depends on what anybody voted for. Needs the standard library alone,
since every voter's program reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal, get_args

from unstall.errors import RoomError

MOST: Final = 1_000_000
"""Largest number on a stage."""
_MOST_LEVELS: Final = 9
"""A digit votes for a level."""

Phase = Literal["lobby", "voting", "revealed", "over"]
Round = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to the room."""

    id: str
    prompt: str
    levels: tuple[str, ...]
    """In words, the worst first."""
    level_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleVotes:
    """How those of one role voted."""

    role: str
    """Its title."""
    counts: tuple[int, ...]
    """Votes for each level, the worst first."""
    unknown: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a vote."""

    counts: tuple[int, ...]
    """Votes for each level, the worst first."""
    unknown: int
    by_role: tuple[RoleVotes, ...]
    """None where no role has voters enough to be shown."""
    says: tuple[str, ...]
    """The pattern, who speaks first, what is recorded: sentences, in the order to be read."""
    counted: frozenset[str]
    """Pseudonyms of those whose vote was counted: one that came after the reveal was not."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is on stage."""

    number: int
    """Grows with every question and every reveal, so that a vote can be told from a later one's."""
    phase: Phase
    title: str
    """The project's name."""
    asked: Asked | None = None
    place: int = 0
    """Which question this is, counted from 1; 0 for one that was not chosen beforehand."""
    of: int = 0
    """How many were chosen."""
    in_round: Round = "first"
    voted: int = 0
    expected: int = 0
    """How many are to vote."""
    ends: datetime | None = None
    """When the time for this question is up; None without a clock."""
    outcome: Outcome | None = None

    @property
    def is_voting(self) -> bool:
        """Votes are taken."""
        return self.phase == "voting" and self.asked is not None

    def seconds_left(self, now: datetime) -> int | None:
        """Give the seconds until the time is up, negative when it is over; None without a clock."""
        return None if self.ends is None else round((self.ends - now).total_seconds())

    def counting(self, voted: int, expected: int) -> Stage:
        """Say how many have voted."""
        return replace(self, voted=voted, expected=expected)


def stage_data(stage: Stage) -> dict[str, Any]:
    """Bring a stage into the form in which it is written."""
    data: dict[str, Any] = {
        "number": stage.number,
        "phase": stage.phase,
        "title": stage.title,
        "place": stage.place,
        "of": stage.of,
        "round": stage.in_round,
        "voted": stage.voted,
        "expected": stage.expected,
    }
    if stage.ends:
        data["ends"] = stage.ends
    if stage.asked:
        data["question"] = {
            "id": stage.asked.id,
            "prompt": stage.asked.prompt,
            "levels": list(stage.asked.levels),
            "ids": list(stage.asked.level_ids),
        }
    if stage.outcome:
        data["outcome"] = {
            "counts": list(stage.outcome.counts),
            "unknown": stage.outcome.unknown,
            "says": list(stage.outcome.says),
            "counted": sorted(stage.outcome.counted),
            "roles": [
                {"role": one.role, "counts": list(one.counts), "unknown": one.unknown}
                for one in stage.outcome.by_role
            ],
        }
    return data


def stage_from(data: Mapping[str, Any]) -> Stage:
    """Read a stage; raises `RoomError` for what is none."""
    try:
        return _stage(data)
    except (KeyError, TypeError, ValueError) as wrong:
        raise RoomError("what is on stage cannot be read", hint="Begin the workshop anew.") from (
            wrong
        )


def _stage(data: Mapping[str, Any]) -> Stage:
    asked, outcome = data.get("question"), data.get("outcome")
    stage = Stage(
        number=_number(data["number"]),
        phase=_one_of(get_args(Phase), data["phase"]),
        title=str(data["title"]),
        asked=_asked(asked) if asked is not None else None,
        place=_number(data["place"]),
        of=_number(data["of"]),
        in_round=_one_of(get_args(Round), data["round"]),
        voted=_number(data["voted"]),
        expected=_number(data["expected"]),
        ends=_moment(data.get("ends")),
        outcome=_outcome(outcome) if outcome is not None else None,
    )
    levels = len(stage.asked.levels) if stage.asked else 0
    has_question = stage.phase in ("voting", "revealed")
    if has_question != (levels > 0) or (stage.phase == "revealed") != (stage.outcome is not None):
        raise ValueError("a phase with something that is not of it, or without what it needs")
    if stage.outcome and any(
        len(counts) != levels
        for counts in (stage.outcome.counts, *(one.counts for one in stage.outcome.by_role))
    ):
        raise ValueError("votes on other levels than those of the question")
    return stage


def _asked(data: Mapping[str, Any]) -> Asked:
    asked = Asked(str(data["id"]), str(data["prompt"]), _texts(data["levels"]), _texts(data["ids"]))
    if not 0 < len(asked.levels) == len(asked.level_ids) <= _MOST_LEVELS:
        raise ValueError("levels without ids, or ids without levels")
    return asked


def _outcome(data: Mapping[str, Any]) -> Outcome:
    return Outcome(
        counts=_numbers(data["counts"]),
        unknown=_number(data["unknown"]),
        by_role=tuple(
            RoleVotes(str(one["role"]), _numbers(one["counts"]), _number(one["unknown"]))
            for one in data["roles"]
        ),
        says=_texts(data["says"]),
        counted=frozenset(_texts(data["counted"])),
    )


def _numbers(values: Any) -> tuple[int, ...]:
    if not isinstance(values, list):
        raise TypeError("a list of numbers is expected")
    return tuple(map(_number, values))


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError("no number that stands on a stage")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("a list of texts is expected")
    return tuple(map(str, values))


def _one_of(words: tuple[Any, ...], said: Any) -> Any:
    if said not in words:
        raise ValueError(f"not one of {words}")
    return said


def _moment(value: Any) -> datetime | None:
    if value is not None and (not isinstance(value, datetime) or value.tzinfo is None):
        raise TypeError("a moment with its offset from UTC is expected")
    return value
