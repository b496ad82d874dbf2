"""How a facilitator wants a workshop: read from one line each, the same on screen and as options.

Everything raises `SessionError` with one sentence for what will not do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from unstall.errors import Place, SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.session.ballot import role_id
from unstall.session.models import MOST_VOTERS, Session
from unstall.session.typed import one_line
from unstall.session.voters import OTHERS
from unstall.voting.disputes import role_title
from unstall.workshop.choosing import Questions
from unstall.workshop.setup import MOST_ROLES, MOST_SEATS, MOST_SECONDS, SUGGESTED_ROLES
from unstall.workshop_server import Where

FEW_ROLES = 6
"""Up to so many, a questionnaire's own roles are those of a room."""

_SEAT = re.compile(r"(?P<role>.*?)[\s=]*(?P<count>[0-9]{1,4})?")
_SECONDS = re.compile(r"([0-9]{1,5})\s*(?:s|sec|secs|seconds?)")
_MINUTES = re.compile(r"([0-9]{1,4})\s*(?:m|min|mins|minutes?)?")
_BOTH = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
_NONE = ("", "no", "none", "no clock", "without", "off")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said beforehand about a workshop; None where nothing was."""

    roles: tuple[str, ...] | None = None
    voters: int | None = None
    seconds: int | None = None
    which: Questions | None = None
    seats: tuple[str, ...] | None = None
    serve: Where | None = None
    """Where the server for devices listens."""

    @property
    def about_the_set_up(self) -> bool:
        """Something was said that the set-up holds."""
        return any(
            said is not None
            for said in (self.roles, self.voters, self.seconds, self.which, self.seats)
        )


def suggested_roles(questionnaire: Questionnaire, session: Session) -> tuple[str, ...]:
    """Suggest the roles of a room.

    Those in which somebody voted already, else the questionnaire's own if they are few, else those
    who usually sit there.
    """
    voted = sorted({*session.voters.values()} - {OTHERS})
    if voted:
        return tuple(voted[:MOST_ROLES])
    own = tuple(role.id for role in questionnaire.roles)
    return own if 1 < len(own) <= FEW_ROLES else SUGGESTED_ROLES


def roles_typed(questionnaire: Questionnaire, text: str) -> tuple[str, ...]:
    """Read roles with commas between them; each counts once."""
    typed = [part for part in map(one_line, text.split(",")) if part]
    roles = tuple(dict.fromkeys(role_id(questionnaire, part) for part in typed))
    if not roles:
        raise _refused("a room has at least one role", "roles", "Such as engineering, business.")
    if len(roles) > MOST_ROLES:
        raise _refused(f"these are {len(roles)} roles", "roles", f"At most {MOST_ROLES} will do.")
    return roles


def voters_typed(text: str) -> int:
    """Read how many people vote."""
    typed = text.strip()
    number = int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else 0
    if not 1 <= number <= MOST_VOTERS:
        raise _refused(
            "the number of voters is a whole number", "voters", f"From 1 to {MOST_VOTERS}."
        )
    return number


def seconds_typed(text: str) -> int:
    """Read a time such as `2 min`, `90 s` or `1:30`, in seconds; 0 for none."""
    typed = one_line(text).casefold()
    if typed in _NONE:
        return 0
    if found := _BOTH.fullmatch(typed):
        seconds = 60 * int(found[1]) + int(found[2])
    elif found := _SECONDS.fullmatch(typed):
        seconds = int(found[1])
    elif found := _MINUTES.fullmatch(typed):
        seconds = 60 * int(found[1])
    else:
        raise _refused("this is no time", "time", "Write 2 min, 90 s or 1:30, or 0 for no clock.")
    if seconds > MOST_SECONDS:
        raise _refused("this is more than an hour", "time", "Write 120 s for two minutes.")
    return seconds


def seats_typed(questionnaire: Questionnaire, text: str, roles: Sequence[str]) -> tuple[str, ...]:
    """Read the seats at the keyboard: `engineering 3, business 2`; blank for none.

    Args:
        questionnaire: For the titles of its roles.
        text: Roles, or how they begin, each with a number; without one it has one seat.
        roles: The roles of the room.
    """
    parts = [part for part in map(one_line, text.split(",")) if part]
    seats = tuple(chain.from_iterable(_seats(questionnaire, part, roles) for part in parts))
    if len(seats) > MOST_SEATS:
        raise _refused(
            f"these are {len(seats)} seats", "keyboard", f"At most {MOST_SEATS} pass one keyboard."
        )
    return seats


def _seats(questionnaire: Questionnaire, part: str, roles: Sequence[str]) -> tuple[str, ...]:
    found = _SEAT.fullmatch(part)
    role, count = (found["role"], found["count"]) if found else (part, None)
    if not role:
        raise _refused("a seat needs a role", "keyboard", "Write it so: engineering 3, business 2.")
    return (_role_of_room(questionnaire, role, roles),) * (1 if count is None else int(count))


def _role_of_room(questionnaire: Questionnaire, typed: str, roles: Sequence[str]) -> str:
    wanted = role_id(questionnaire, typed)
    if wanted in roles:
        return wanted
    begun = [role for role in roles if role.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    named = ", ".join(role_title(questionnaire, role) for role in begun or roles)
    said = "could be one of several roles" if begun else "is none of the roles"
    raise _refused(f"{one_line(typed)[:40]!r} {said}", "keyboard", f"There are {named}.")


def seats_in_words(questionnaire: Questionnaire, seats: Sequence[str]) -> str:
    """Write seats as they are typed."""
    return ", ".join(
        f"{role_title(questionnaire, role)} {count}" for role, count in Counter(seats).items()
    )


def time_in_words(seconds: int) -> str:
    """Write a time as it is typed: `2 min`, `90 s`; `no clock` for 0."""
    if seconds == 0:
        return "no clock"
    return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"


def _refused(what: str, item: str, hint: str) -> SessionError:
    return SessionError(what, Place(item=item), hint)
