"""What a questionnaire's author is told: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.errors import Place, QuestionnaireError
from unstall.questionnaire.source import Source

Severity = Literal["error", "warning"]
"""An error makes the questionnaire unusable; a warning points at what is probably a slip."""

Keys = tuple[str | int, ...]
"""A path into the merged tables of a questionnaire."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found at a path, before anybody has looked up file and line."""

    keys: Keys
    message: str
    """What is wrong, as a clause without a full stop."""
    hint: str
    """What to do about it, as a sentence."""
    severity: Severity = "error"

    def in_source(self, source: Source) -> Problem:
        """Say on which line of which file that is."""
        return Problem(self.severity, source.place(self.keys), self.message, self.hint)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that its author should change."""

    severity: Severity
    place: Place
    message: str
    hint: str | None

    def __str__(self) -> str:
        """Write the whole line: where, what, what to do."""
        return str(self.as_error())

    def as_error(self) -> QuestionnaireError:
        """Make an error of it, to be raised."""
        return QuestionnaireError(self.message, self.place, self.hint)

    @classmethod
    def of_error(cls, error: QuestionnaireError) -> Problem:
        """Make a problem of an error that was raised."""
        return cls("error", error.place, error.message, error.hint)


def label(keys: Keys) -> str:
    """Write a path in words: `points.stop`, `label of levels 2`, `number 3 of points.stop`."""
    words: list[str] = []
    names: list[str] = []
    for position, key in enumerate(keys, start=1):
        if isinstance(key, str):
            names.append(key)
            continue
        name = ".".join(names)
        if name and position < len(keys):
            words.append(f"{name} {key + 1}")
        else:
            words += [name, f"entry {key + 1}"] if name else [f"entry {key + 1}"]
        names = []
    if names:
        words.append(".".join(names))
    return " of ".join(reversed(words))
