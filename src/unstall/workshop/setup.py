"""How a workshop is set up: who votes, in which roles, on what, and for how long."""

from __future__ import annotations

import secrets
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from unstall.errors import Place, RoomError
from unstall.questionnaire.base import Id, Many, Model
from unstall.session.models import MOST_VOTERS
from unstall.toml import read_toml
from unstall.workshop.folder import MOST_BYTES, RoomFolder

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What join codes are made of: no letter or digit that can be taken for another one."""
CODE_LENGTH = 6
MOST_ROLES = 12
MOST_SEATS = 50
"""Most people who share one keyboard."""
MOST_SECONDS = 3600
"""Longest time for one question."""
SUGGESTED_ROLES = ("engineering", "business")
"""Roles that a room is offered: sides of the table, not jobs. Of eight people more sides would be
too small to be shown by themselves."""
SUGGESTED_SECONDS = 180
SUGGESTED_VOTERS = 8


class Setup(Model):
    """One workshop's set-up."""

    roles: Annotated[Many[Id], Field(min_length=1, max_length=MOST_ROLES)]
    """Their ids."""
    voters: Annotated[int, Field(ge=1, le=MOST_VOTERS)]
    """How many are expected to vote."""
    seconds: Annotated[int, Field(ge=0, le=MOST_SECONDS)] = SUGGESTED_SECONDS
    """The time for one question; 0 for no clock."""
    questions: Annotated[Many[Id], Field(min_length=1, max_length=MOST_VOTERS)]
    """What is voted on, in the order of the call."""
    seats: Annotated[Many[Id], Field(max_length=MOST_SEATS)] = ()
    """The role of each who votes at the keyboard that is passed round."""
    code: Annotated[str, StringConstraints(pattern=rf"^[{CODE_LETTERS}]{{{CODE_LENGTH}}}$")]
    """What people need to join from their own devices."""
    later: Many[Id] = ()
    """Questions that were put off before anybody's vote was revealed."""


def draw_code() -> str:
    """Draw a join code at random."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def write_setup(folder: RoomFolder, setup: Setup) -> None:
    """Write a set-up into its room; raises `StorageError`."""
    folder.write(folder.setup_file, setup.model_dump())


def read_setup(folder: RoomFolder) -> Setup:
    """Read a room's set-up; raises `RoomError` with what is wrong."""
    data = read_toml(folder.setup_file, most_bytes=MOST_BYTES, error=RoomError)
    try:
        return Setup.model_validate(data)
    except ValidationError as wrong:
        where = ".".join(str(part) for part in wrong.errors()[0]["loc"])
        raise RoomError(
            "the workshop's set-up cannot be used",
            Place(folder.setup_file, item=where or None),
            "Set the workshop up again; votes already revealed are in the session.",
        ) from None
