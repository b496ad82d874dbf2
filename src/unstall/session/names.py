"""Names of folders and files: made from what people type, and never able to lead elsewhere.

The real name of a project stands in its sessions; its folder's name only has to be safe on every
file system, readable where possible, and free.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

_LONGEST = 48
_RESERVED = re.compile(r"con|prn|aux|nul|clock|(com|lpt)[0-9]?")
"""Names that some systems take for devices."""
_SESSION = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([0-9]{1,6}))?\.toml", re.ASCII)


def folder_names(project: str) -> Iterator[str]:
    """Give names for a project's folder, best first, without end.

    Small ASCII letters, digits and hyphens only, so that no two names differ by case alone.
    """
    plain = (
        unicodedata.normalize("NFKD", project[: 4 * _LONGEST]).encode("ascii", "ignore").decode()
    )
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    name = words[:_LONGEST].strip("-")
    if not name:
        # Nothing of it is left in plain letters, as with names in other scripts.
        name = f"project-{hashlib.sha256(project.encode('utf-8', 'replace')).hexdigest()[:8]}"
    elif _RESERVED.fullmatch(name):
        name = f"{name}-project"
    return (name if count == 1 else f"{name}-{count}" for count in itertools.count(1))


def file_names(day: date) -> Iterator[str]:
    """Give names for a session that began on a day, first first, without end."""
    return _numbered(day.isoformat(), 1)


def names_after(name: str) -> Iterator[str]:
    """Give a session's name, then those that come next on the same day."""
    found = day_and_number(Path(name))
    stem, number = (found[0].isoformat(), found[1]) if found else (name.removesuffix(".toml"), 1)
    return itertools.chain((name,), _numbered(stem, number + 1))


def _numbered(stem: str, first: int) -> Iterator[str]:
    numbers = itertools.count(first)
    return (f"{stem}.toml" if number == 1 else f"{stem}-{number}.toml" for number in numbers)


def is_session_name(name: str) -> bool:
    """Tell whether a file of this name in a project's folder is taken for a session."""
    return name.endswith(".toml") and not name.startswith(".")


def day_and_number(path: Path) -> tuple[date, int] | None:
    """Read the day and the place on that day from a session's file name; None if it has none."""
    return day_and_number_in(path.name)


def day_and_number_in(name: str) -> tuple[date, int] | None:
    """Do the same with the name alone."""
    found = _SESSION.fullmatch(name)
    if not found:
        return None
    try:
        return date.fromisoformat(found[1]), int(found[2] or 1)
    except ValueError:
        return None


def folded(name: str) -> str:
    """Bring a name into the form in which names are compared: case and composition left out."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()
