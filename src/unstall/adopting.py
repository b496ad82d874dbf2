"""Putting a version of a questionnaire in force: new sessions and re-runs are then made with it.

It is written, as one file, into the folder of the user's own questionnaires, which go before those
of the program. What was in force before is kept in a folder beside it, so that there is a way back:
adopting it again. Sessions are not touched; each goes on with the version that it was made with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from unstall import paths
from unstall.errors import Place, QuestionnaireError, StorageError
from unstall.questionnaire.library import in_force, own_with_id
from unstall.questionnaire.load import Loaded, as_single_file, load
from unstall.session.files import keep_as, make_folder, put_new, put_over, sync

_SHORT = 8


@dataclass(frozen=True, slots=True)
class Adopted:
    """Where things lie now."""

    file: Path
    """What is in force."""
    kept: tuple[Path, ...]
    """What was in force before, the version that counted first; empty if there was none."""


def adopt(new: Loaded, sessions: Path) -> Adopted:
    """Put a version in force.

    Raises `QuestionnaireError` if it is too large to be kept with sessions, and `StorageError` if
    the disk refuses; what was in force then still is.
    """
    text = as_single_file(new).encode()
    before = in_force(new.questionnaire.id, sessions)
    own = own_with_id(new.questionnaire.id)
    is_there = next((path for path in own if _leads_to(path, new.path)), None)
    others = [path for path in own if path != is_there]
    kept: dict[Path, Path] = {}
    try:
        make_folder(paths.earlier_questionnaires())
        if before and before[0].path not in own and before[0].sha256 != new.sha256:
            kept[before[0].path] = _keep_text(before[0])
        file = is_there or _write(new, text, others, kept)
        for path in others:
            if path not in kept and path != file:
                _set_aside(path, kept)
        sync(paths.own_questionnaires())
    except OSError as refused:
        why = (refused.strerror or "the disk refused").lower()
        raise StorageError(
            f"not adopted: {why}", Place(paths.own_questionnaires()), "Put that right first."
        ) from None
    order = [*(path for path in kept if path not in others), *others]
    return Adopted(file, tuple(kept[path] for path in order if path in kept))


def _leads_to(path: Path, file: Path) -> bool:
    try:
        return path.samefile(file)
    except OSError:
        # Such as a link that leads back to itself.
        return False


def _write(new: Loaded, text: bytes, others: list[Path], kept: dict[Path, Path]) -> Path:
    for path in _names(new):
        if path in others and path.is_symlink():
            # What it leads to is somebody's own file, which is not to be written over.
            _set_aside(path, kept)
        elif path in others and path.is_file():
            kept[path] = _free(path)
            keep_as(path, kept[path])
            put_over(path, text)
            return path
        if not path.exists() and put_new(path, text):
            return path
    raise AssertionError("names of files do not end")


def _set_aside(path: Path, kept: dict[Path, Path]) -> None:
    """Take one of the user's own out of the way; what it holds is kept as it was written."""
    if path.is_symlink():
        with suppress(QuestionnaireError):
            kept[path] = _keep_text(load(path))
        path.unlink()
    else:
        kept[path] = _free(path)
        path.replace(kept[path])


def _names(new: Loaded) -> Iterator[Path]:
    """Give names for the file; a file of that name may be another questionnaire."""
    folder, named = paths.own_questionnaires(), new.questionnaire
    yield folder / f"{named.id}.toml"
    yield folder / f"{named.id}-{named.version}.toml"
    for number in count(2):
        yield folder / f"{named.id}-{named.version}-{number}.toml"


def _free(path: Path) -> Path:
    """Choose a name under which one of the user's own is kept: none that holds anything else."""
    try:
        name = _name(load(path))
    except QuestionnaireError:
        name = f"{path.stem}-damaged"
    copies = _copies(name, "" if path.is_dir() else ".toml")
    return next(copy for copy in copies if not copy.exists() or _is_same_file(path, copy))


def _is_same_file(path: Path, copy: Path) -> bool:
    return path.is_file() and copy.is_file() and path.read_bytes() == copy.read_bytes()


def _keep_text(loaded: Loaded) -> Path:
    text = as_single_file(loaded).encode()
    for copy in _copies(_name(loaded), ".toml"):
        if put_new(copy, text) or (copy.is_file() and copy.read_bytes() == text):
            return copy
    raise AssertionError("names of files do not end")


def _name(loaded: Loaded) -> str:
    named = loaded.questionnaire
    return f"{named.id}-{named.version}-{loaded.sha256[:_SHORT]}"


def _copies(name: str, end: str) -> Iterator[Path]:
    folder = paths.earlier_questionnaires()
    yield folder / f"{name}{end}"
    for number in count(2):
        yield folder / f"{name}-{number}{end}"
