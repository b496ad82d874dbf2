"""Every error a person can meet: one sentence, where it is, what to do, and its exit code."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong. Any part may be missing."""

    file: Path | None = None
    """The file as the user named it."""
    line: int | None = None
    """Counted from 1."""
    item: str | None = None
    """The question, fact, gate or key concerned, as it is written in the file."""

    def __str__(self) -> str:
        """Write `file:line: item`, leaving out what is not known."""
        where = str(self.file) if self.file else ""
        if where and self.line:
            where += f":{self.line}"
        return ": ".join(part for part in (where, self.item) if part)


@dataclass
class UnstallError(Exception):
    """Base of all errors that unstall reports; printed as one line, never as a traceback."""

    message: str
    """What is wrong, as a clause without a full stop."""
    place: Place = field(default_factory=Place)
    hint: str | None = None
    """What to do about it, as a sentence."""

    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        """Write the whole line: where, what, what to do."""
        where = str(self.place)
        line = f"{where}: {self.message}" if where else self.message
        return f"{line}. {self.hint}" if self.hint else f"{line}."


class UsageError(UnstallError):
    """The command or its arguments make no sense."""


class SettingsError(UnstallError):
    """The user's settings cannot be read, or ask for what does not exist."""


class QuestionnaireError(UnstallError):
    """A questionnaire cannot be read, or contradicts itself."""


class SessionError(UnstallError):
    """A session cannot be read, or what was asked of it makes no sense."""


class SessionLockedError(SessionError):
    """Another program has the session open for writing."""


class SessionClosedError(SessionError):
    """The session is closed, and a closed session is not changed again."""


@dataclass
class SessionConflictError(SessionError):
    """Two versions of the session stand in its file, and somebody has to choose."""

    project: str | None = None
    """What the session's project is called, if that can be read."""
    client: str | None = None


class SessionIsBallotError(SessionError):
    """The file is a ballot, which is answered without a verdict beside it."""


class RoomError(UnstallError):
    """A workshop's room cannot be used, or what was asked of it makes no sense."""


class StorageError(UnstallError):
    """The disk refused: full, read-only, or the file is gone."""
