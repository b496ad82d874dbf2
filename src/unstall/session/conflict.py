"""A session file in which two people's work could not be put together, and who wrote what.

It is met as git or `unstall merge` leaves it: both versions in one file, with markers between them.
Nobody can work on it before somebody has chosen.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from unstall.errors import Place, SessionConflictError, SessionError
from unstall.session.format import MOST_BYTES, from_toml
from unstall.session.git import authors
from unstall.session.markers import Halves, halves_of, label_of
from unstall.session.merge import Merged, Side, differences, merge
from unstall.session.models import Session
from unstall.toml import parse_toml, read_text

HINT = "Choose on Home in the app, or with unstall resolve."
_STRAY = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?:$|[ \r])", re.MULTILINE)
_SAYS_NOTHING = ("", "ours", "theirs")
"""What labels say where git was told nothing better."""


@dataclass(frozen=True, slots=True)
class Conflicted:
    """Two versions of one session, found in one file."""

    merged: Merged
    our_label: str
    """What the markers say of our side, such as a branch or `HEAD`; may be blank."""
    their_label: str
    line: int
    """Where the first conflict begins, counted from 1."""

    def side_in_words(self, side: Side) -> str:
        """Name a side: "ours", or "theirs (feature)" where the markers say more."""
        label = self.our_label if side == "ours" else self.their_label
        return side if label in _SAYS_NOTHING else f"{side} ({label})"


def read_conflict(path: Path) -> Conflicted:
    """Read a file with markers; raises `SessionError` if there are none, or no two sessions."""
    text = read_text(path, most_bytes=2 * MOST_BYTES, error=SessionError)
    halves = halves_of(text)
    if halves is None or _is_toml(text):
        # What is wrong otherwise, such as a mark that was left, is said first.
        from_toml(text, path)
        raise SessionError("there is nothing to choose: no two versions stand in it", Place(path))
    return conflict_of(halves, path)


def _is_toml(text: str) -> bool:
    try:
        parse_toml(text, error=SessionError)
    except SessionError:
        return False
    return True


def with_authors(conflicted: Conflicted, path: Path) -> Conflicted:
    """Name the people behind the sides, where git knows them."""
    ours, theirs = (label_of(name) for name in authors(path))
    if not ours or not theirs or ours == theirs:
        return conflicted
    return replace(conflicted, our_label=ours, their_label=theirs)


def conflict_of(halves: Halves, path: Path | None = None) -> Conflicted:
    """Read both sides; raises `SessionError` if one of them is no session."""
    ours, theirs = (
        _read("ours", halves.ours, halves, path),
        _read("theirs", halves.theirs, halves, path),
    )
    merged = differences(ours, theirs)
    if halves.base is not None:
        # Without what both began with, everything that differs is asked.
        with suppress(SessionError):
            merged = merge(from_toml(halves.base), ours, theirs)
    return Conflicted(merged, halves.our_label, halves.their_label, halves.line)


def _read(side: Side, text: str, halves: Halves, path: Path | None) -> Session:
    try:
        return from_toml(text)
    except SessionError as refused:
        raise SessionError(
            f"it holds two versions, of which {side} cannot be read: {refused.message}",
            Place(path, halves.line),
            "Take one of them as it was: git checkout --ours, or --theirs, and the file's name.",
        ) from None


def conflict_refusal(text: str, path: Path | None) -> SessionError | None:
    """Say why a text with conflict markers is not a session; None if it has none.

    Args:
        text: What is in the file, if it cannot be read as TOML: where it can, what looks like a
            conflict is a part of somebody's note, and whole.
        path: The file.
    """
    halves = halves_of(text)
    if halves is None:
        stray = _STRAY.search(text)
        return stray and SessionError(
            "a part of a merge conflict was left here",
            Place(path, text.count("\n", 0, stray.start()) + 1),
            "Take the line out, or have git write both versions again: git checkout -m, and the "
            "file's name.",
        )
    from unstall.session.conflict_words import in_brief

    try:
        conflicted = conflict_of(halves, path)
    except SessionError as refused:
        return SessionConflictError(refused.message, refused.place, refused.hint)
    ours = conflicted.merged.ours
    place = Place(path, halves.line)
    return SessionConflictError(in_brief(conflicted), place, HINT, ours.project, ours.client)
