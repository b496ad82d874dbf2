"""What a questionnaire remembers of its earlier versions, so that old answers find their place.

The history stays in the file for good: with every entry of the past in the newest version, old
answers come to the same by one step as by many. A version is three numbers with points between;
versions are compared by these numbers.
"""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from pydantic import Field, StringConstraints

from unstall.questionnaire.base import Id, Many, Model, Words

LONGEST_VERSION = 32
"""Characters of a questionnaire's version; it stands in names of files."""

VERSION_FORM = r"^[0-9]+\.[0-9]+\.[0-9]+$"

Version = Annotated[str, StringConstraints(pattern=VERSION_FORM, max_length=LONGEST_VERSION)]

Rule = Literal["clamp", "proportional", "ask-again"]
"""What becomes of a level that is not there any more. A level that still is keeps its answer; only
`ask-again` leaves none."""

Kind = Literal["question", "fact", "action"]


class Rescaled(Model):
    """A change of a question's levels, and what becomes of answers given before it."""

    in_: Version = Field(alias="in")
    """The version in which the levels became others."""
    levels: Annotated[Many[Id], Field(min_length=2, max_length=5)]
    """The ids of the levels before that, worst first."""
    rule: Rule
    """For a level that is gone: `clamp`, the same place counted from the worst, at most the best;
    `proportional`, the nearest place on the way from worst to best, the lower of two; `ask-again`:
    every answer to the question is asked for again."""
    because: Words | None = None


class Retired(Model):
    """A question, fact or action that is asked for no more; its id is never used again."""

    id: Id
    kind: Kind = "question"
    renamed_from: Many[Id] = ()
    """Ids that it had before the last one."""
    in_: Version = Field(alias="in")
    """The first version without it."""
    because: Words


class Lasting(Protocol):
    """What has an id for ever: a question, a fact or an action."""

    @property
    def id(self) -> str:
        """The id that it has now."""

    @property
    def renamed_from(self) -> tuple[str, ...]:
        """Ids that it had before."""


def version_numbers(version: str) -> tuple[int, int, int]:
    """Give a version's three numbers, by which versions are compared."""
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)
