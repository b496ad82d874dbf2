"""What no document may be written over: sessions, and all that belongs to them.

A document goes wherever its user says, also over what is there if the user says so. A session is
more than any document, and its companions are not the user's to name, so both are told by where
they lie, by their names, by what they hold, and behind links.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from unstall.errors import Place, UsageError

_MOST_BYTES = 4_000
"""How much of a file is looked at: a session says what it is in its first lines."""
_COMPANION = re.compile(r"\..+\.toml\.(lock|holder|previous|pending-.*)|.+\.toml\.conflict-.*")
_KEPT_IN = (".questionnaires", ".bin")
_SAYS = tuple(
    re.compile(rb"^\s*%s\s*=" % key, re.MULTILINE) for key in (b"schema", b"project", b"opened")
)


def refuse_session_files(file: Path, sessions: Path) -> None:
    """Raise `UsageError` if a document here could take a session's place, or get in its way.

    Args:
        file: Where the document would go; it need not be there.
        sessions: The sessions folder, in which some names are not free even where nothing has them.
    """
    # The name itself and what it leads to.
    for place in (Path(os.path.abspath(file)), Path(os.path.realpath(file))):  # noqa: PTH100 - links stay
        if _is_reserved(place, Path(os.path.realpath(sessions))):
            raise UsageError(
                "names like this belong to sessions",
                Place(file),
                "Name another file, such as report.md.",
            )
    if _is_session(file) or _is_linked_into(file, sessions):
        raise UsageError(
            "a session is kept in this file", Place(file), "Name another file for the document."
        )


def _is_reserved(place: Path, sessions: Path) -> bool:
    # Some file systems do not tell small letters from capitals.
    names = [name.lower() for name in place.parts]
    if _COMPANION.fullmatch(names[-1]) or any(name in names[:-1] for name in _KEPT_IN):
        return True
    if not place.is_relative_to(sessions):
        return False
    inside = [name.lower() for name in place.relative_to(sessions).parts]
    return any(name.startswith(".") or name.endswith(".toml") for name in inside)


def _is_session(file: Path) -> bool:
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            start = opened.read(_MOST_BYTES)
    except OSError:
        return False
    return all(says.search(start) for says in _SAYS)


def _is_linked_into(file: Path, sessions: Path) -> bool:
    """Tell whether a file of the sessions folder has this name as well, by a hard link."""
    try:
        found = file.stat()
    except OSError:
        return False
    if found.st_nlink < 2 or not file.is_file():  # noqa: PLR2004 - one name is its own
        return False
    return (found.st_dev, found.st_ino) in _files_in(sessions)


def _files_in(sessions: Path) -> Iterator[tuple[int, int]]:
    for folder, _, names in os.walk(sessions):
        for name in names:
            with suppress(OSError):
                found = Path(folder, name).stat()
                yield found.st_dev, found.st_ino
