"""Finding questionnaires: the user's own, the built-in ones, and the copies kept with sessions.

An id is looked for in that order, so that a firm's own version of a questionnaire goes before the
one that comes with the program. Every file and folder is looked at by itself: a damaged one is
listed as damaged and stands in nobody's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from unstall import paths
from unstall.errors import QuestionnaireError
from unstall.hidden import without_hidden
from unstall.questionnaire.load import Loaded, load, load_source
from unstall.questionnaire.source import Source, read_source
from unstall.suggest import did_you_mean

Origin = Literal["own", "built-in", "kept"]
"""Whose it is: the user's, the program's, or a copy of a version that some session has used."""


@dataclass(frozen=True, slots=True)
class Available:
    """One questionnaire that is there, or a file that should be one."""

    id: str
    """For a damaged one that does not say its id: the name of its file or folder."""
    path: Path
    origin: Origin
    version: str | None = None
    title: str | None = None
    sha256: str | None = None
    questions: int = 0
    damaged: QuestionnaireError | None = None
    """Why it cannot be used; its version and title are then not known."""


def list_available(sessions: Path | None = None) -> list[Available]:
    """List all questionnaires, in the order in which they are looked for.

    With a sessions folder its kept copies come last.
    """
    return [_describe(path, origin) for path, origin in _all(sessions)]


def find(id_or_path: str | Path, sessions: Path | None = None) -> Loaded:
    """Load the questionnaire with an id, or the one at a path.

    What contains a slash, ends in `.toml` or is a Path is a path. Of several kept copies with one
    id the newest version is taken that is whole. Raises QuestionnaireError if there is none, or if
    the one that is meant is damaged.
    """
    if isinstance(id_or_path, Path) or "/" in id_or_path or id_or_path.endswith(".toml"):
        return load(Path(id_or_path))
    found: list[Source] = []
    ids: set[str] = set()
    for path, origin in _all(sessions):
        try:
            source = read_source(path)
        except QuestionnaireError:
            if path.stem == id_or_path:
                raise
            continue
        found_id = source.data.get("id")
        if isinstance(found_id, str):
            ids.add(found_id)
        if found_id == id_or_path:
            if origin != "kept":
                return load_source(source)
            found.append(source)
    newest_first = sorted(found, key=_version, reverse=True)
    for source in newest_first:
        with suppress(QuestionnaireError):
            return load_source(source)
    if newest_first:
        return load_source(newest_first[0])
    raise QuestionnaireError(
        f"there is no questionnaire {without_hidden(id_or_path)}",
        hint=did_you_mean(id_or_path, ids) or "`unstall questionnaire list` shows what there is.",
    )


def in_force(id_: str, sessions: Path | None = None) -> tuple[Loaded, Origin] | None:
    """Give the version of a questionnaire that new sessions are made with, and whose it is.

    None if there is none that is whole.
    """
    try:
        loaded = find(id_, sessions)
    except QuestionnaireError:
        return None
    return loaded, dict(_folders(sessions)).get(loaded.path.parent, "own")


def own_with_id(id_: str) -> list[Path]:
    """List the user's own files and folders that are a questionnaire of this id.

    A damaged one is taken for the questionnaire that its name says, as `find` does.
    """
    found = []
    for path in _in_folder(paths.own_questionnaires()):
        try:
            its_id: object = read_source(path).data.get("id")
        except QuestionnaireError:
            its_id = path.stem
        if its_id == id_:
            found.append(path)
    return found


def earlier_with_hash(sha256: str) -> Loaded | None:
    """Load what was in force before another version was adopted, by its content hash."""
    for path in _in_folder(paths.earlier_questionnaires()):
        with suppress(QuestionnaireError):
            if (loaded := load(path)).sha256 == sha256:
                return loaded
    return None


def _version(source: Source) -> tuple[int, ...]:
    parts = str(source.data.get("version")).split(".")
    return tuple(int(part[:9]) if part.isdecimal() else 0 for part in parts)


def _all(sessions: Path | None) -> Iterator[tuple[Path, Origin]]:
    for folder, origin in _folders(sessions):
        yield from ((path, origin) for path in _in_folder(folder))


def _folders(sessions: Path | None) -> list[tuple[Path, Origin]]:
    folders: list[tuple[Path, Origin]] = [
        (paths.own_questionnaires(), "own"),
        (paths.builtin_questionnaires(), "built-in"),
    ]
    if sessions is not None:
        folders.append((paths.kept_questionnaires(sessions), "kept"))
    return folders


def _in_folder(folder: Path) -> list[Path]:
    """List what may be questionnaires: TOML files, and folders with TOML files in them."""
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if not path.name.startswith(".")
            and (any(path.glob("*.toml")) if path.is_dir() else path.suffix == ".toml")
        )
    except OSError:
        return []


def _describe(path: Path, origin: Origin) -> Available:
    try:
        loaded = load(path)
    except QuestionnaireError as error:
        return Available(path.stem, path, origin, damaged=error)
    questionnaire = loaded.questionnaire
    return Available(
        questionnaire.id,
        path,
        origin,
        questionnaire.version,
        questionnaire.title,
        loaded.sha256,
        len(questionnaire.questions),
    )
