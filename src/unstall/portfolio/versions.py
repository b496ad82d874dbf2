"""Questionnaires of a sessions folder: each read once, and looked for again in every round.

A session needs the very version that it was made with. The content hash tells what it says, so all
that can change is whether it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from unstall.errors import QuestionnaireError
from unstall.portfolio.folder import Look, look_at, look_at_file
from unstall.session.kept import questionnaire_named
from unstall.session.models import QuestionnaireRef
from unstall.triage.engine import Engine

NEVER = 0
"""A moment before all others: what was read then is not to be relied on."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a version was found, and how the file or folder looked."""

    path: Path
    stamp: bytes
    since_ns: int
    """When it was first seen like this."""
    at_ns: int
    """When it was read."""


class Versions:
    """The engines of the questionnaires that a sessions folder's sessions were made with."""

    def __init__(self, sessions: Path, clock: Callable[[], int]) -> None:
        """Look after the questionnaires of a folder.

        Args:
            sessions: The folder.
            clock: Tells the time in nanoseconds since 1970.
        """
        self._sessions = sessions
        self._clock = clock
        self._engines: dict[str, Engine] = {}
        self._checked: set[str] = set()
        self.found: dict[str, Found] = {}
        """Content hash → where it was found last; may be filled with what was kept."""

    def look_again(self) -> None:
        """Begin a round: from now on every version is looked for once more."""
        self._checked.clear()

    def is_there(self, ref: QuestionnaireRef, path: Path) -> bool:
        """Tell whether a version is there, reading it only if that cannot be told otherwise.

        `path` is a session that names it.
        """
        if ref.sha256 in self._checked or self._is_unchanged(ref.sha256):
            return True
        with suppress(QuestionnaireError):
            self._read(ref, path)
        return ref.sha256 in self._checked

    def engine(self, ref: QuestionnaireRef, path: Path) -> Engine:
        """Give the engine of a version; raises `QuestionnaireError` if it is not there."""
        sha256 = ref.sha256
        is_there = sha256 in self._checked or self._is_unchanged(sha256)
        if not is_there or sha256 not in self._engines:
            self._read(ref, path)
        return self._engines[sha256]

    def _is_unchanged(self, sha256: str) -> bool:
        found = self.found.get(sha256)
        if found is None:
            return False
        look = _look(found.path)
        if (
            look is None
            or look.stamp != found.stamp
            or found.at_ns > self._clock()
            or not look.settles(found.since_ns, found.at_ns)
        ):
            return False
        self._checked.add(sha256)
        return True

    def _read(self, ref: QuestionnaireRef, path: Path) -> None:
        known = self.found.pop(ref.sha256, None)
        before = _look(known.path) if known else None
        at = self._clock()
        loaded = questionnaire_named(ref, path, self._sessions)
        if ref.sha256 not in self._engines:
            self._engines[ref.sha256] = Engine(loaded.questionnaire)
        self._checked.add(ref.sha256)
        after = _look(loaded.path)
        if after is None:
            return
        if known and before and known.path == loaded.path and before.stamp == after.stamp:
            is_known = known.stamp == after.stamp and known.since_ns <= at
            since = known.since_ns if is_known else at
            self.found[ref.sha256] = Found(loaded.path, after.stamp, since, at)
        else:
            # Where it lies was not known before it was read: it may have changed meanwhile.
            self.found[ref.sha256] = Found(loaded.path, after.stamp, self._clock(), NEVER)


def _look(path: Path) -> Look | None:
    return look_at(path) if path.is_dir() else look_at_file(path)
