"""The text of a questionnaire: one TOML file, or the TOML files of one folder read as one.

Reading and merging; what the tables mean is not looked at. Files are taken in order of their names.
Lists of tables (`[[questions]]`) are joined in that order, every other key may stand in one file
only. Questions are then put in the order of `[[sections]]`, so that with one file for each section
the names of the files are without effect.

The content hash is the SHA-256 of the merged tables in a canonical form: keys sorted, nothing but
data. Comments, layout, the order of keys and the division into files do not change it; wording, and
the order of what stands in lists, do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from unstall.errors import Place, QuestionnaireError
from unstall.toml import Lines, parse_toml, read_text, size

MOST_BYTES = 2_000_000
"""Largest questionnaire, all files together."""

MOST_FILES = 100
"""Most files in a questionnaire's folder."""

_Origin = tuple["Part", int | None]
"""The file that an entry comes from, and its position in that file's list, if it is in one."""


@dataclass(frozen=True)
class Part:
    """One file."""

    path: Path
    """As the user named it, or the folder."""
    text: str

    @cached_property
    def lines(self) -> Lines:
        """Where each key stands; worked out when something is to be pointed at."""
        return Lines(self.text)


@dataclass(frozen=True)
class Source:
    """The merged tables of a questionnaire, and where each entry stands."""

    path: Path
    """The file or folder, as the user named it."""
    data: Mapping[str, Any]
    _origins: Mapping[str, Sequence[_Origin]] = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The content hash, 64 hexadecimal digits."""
        return content_hash(self.data)

    def place(self, keys: Sequence[str | int]) -> Place:
        """Tell file, line and item of a path into the merged tables.

        The line is that of the nearest table where the path itself is not written.
        """
        name = str(keys[0]) if keys else ""
        origins = self._origins.get(name, ())
        entry = keys[1] if len(keys) > 1 else None
        in_list = bool(origins) and origins[0][1] is not None
        item = _item(self.data, keys)
        if not in_list:
            part = origins[0][0] if origins else self._frame
            return Place(part.path, part.lines.nearest(keys), item)
        if not isinstance(entry, int) or entry >= len(origins):
            part = origins[0][0]
            return Place(part.path, part.lines.line((name,)), item)
        part, position = origins[entry]
        return Place(part.path, part.lines.nearest((name, position or 0, *keys[2:])), item)

    @property
    def _frame(self) -> Part:
        """The file that says what the questionnaire is called, where a missing table would go."""
        for name in ("id", "schema", "title"):
            if name in self._origins:
                return self._origins[name][0][0]
        return Part(self.path, "")


def _item(data: Mapping[str, Any], keys: Sequence[str | int]) -> str | None:
    if not keys:
        return None
    name = str(keys[0])
    if len(keys) == 1 or not isinstance(keys[1], int):
        return name if isinstance(data.get(name), dict) else None
    entry = data[name][keys[1]]
    named = entry.get("id", entry.get("name")) if isinstance(entry, dict) else None
    return named if isinstance(named, str) and named else f"{name} {keys[1] + 1}"


def read_source(path: Path) -> Source:
    """Read a questionnaire's file or folder.

    Raises QuestionnaireError for anything that cannot be read or merged.
    """
    parts: list[Part] = []
    total = 0
    for file in _files(path):
        text = read_text(file, most_bytes=MOST_BYTES, error=QuestionnaireError)
        total += len(text.encode())
        if total > MOST_BYTES:
            raise QuestionnaireError(
                f"the files of this folder are together larger than {size(MOST_BYTES)}",
                Place(path),
                "Name the folder that holds the questionnaire's files alone.",
            )
        parts.append(Part(file, text))
    return merge(path, parts)


def _files(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        files = sorted(
            file for file in path.iterdir()
            if file.suffix == ".toml" and not file.name.startswith(".")
        )  # fmt: skip
    except OSError:
        raise QuestionnaireError(
            "this folder cannot be read", Place(path), "Check who may read it."
        ) from None
    if not files:
        raise QuestionnaireError(
            "there is no .toml file in this folder",
            Place(path),
            "Name the folder that holds the questionnaire's files.",
        )
    if len(files) > MOST_FILES:
        raise QuestionnaireError(
            f"there are more than {MOST_FILES} .toml files in this folder",
            Place(path),
            "Name the folder that holds the questionnaire's files alone.",
        )
    return files


def merge(path: Path, parts: Sequence[Part]) -> Source:
    """Read several files as one.

    Raises QuestionnaireError for TOML that is malformed and for keys that stand in two files.
    """
    data: dict[str, Any] = {}
    origins: dict[str, list[_Origin]] = {}
    for part in parts:
        for name, value in parse_toml(part.text, path=part.path, error=QuestionnaireError).items():
            joins = _is_list_of_tables(value)
            if name in data:
                if not joins or not _is_list_of_tables(data[name]):
                    raise _twice(name, origins[name][0][0], part)
                data[name] = data[name] + value
            else:
                data[name] = value
                origins[name] = []
            origins[name] += [(part, n) for n in range(len(value))] if joins else [(part, None)]
    _in_order_of_sections(data, origins)
    return Source(path, data, origins)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _twice(name: str, first: Part, second: Part) -> QuestionnaireError:
    line = first.lines.line((name,))
    where = f"{first.path.name}:{line}" if line else first.path.name
    return QuestionnaireError(
        f"{name} also stands in {where}",
        Place(second.path, second.lines.line((name,)), name),
        "Keep it in one file; only lists such as [[questions]] may be spread over several.",
    )


def _in_order_of_sections(data: dict[str, Any], origins: dict[str, list[_Origin]]) -> None:
    questions, sections = data.get("questions"), data.get("sections")
    if not _is_list_of_tables(questions) or not _is_list_of_tables(sections):
        return
    ids = [str(section.get("id")) for section in sections or ()]
    rank = {section: position for position, section in reversed(list(enumerate(ids)))}
    order = sorted(
        range(len(questions or ())),
        key=lambda n: rank.get(str((questions or ())[n].get("section")), len(rank)),
    )
    data["questions"] = [(questions or ())[n] for n in order]
    origins["questions"] = [origins["questions"][n] for n in order]


def content_hash(data: Mapping[str, Any]) -> str:
    """Hash parsed tables: SHA-256 of their JSON with sorted keys, as 64 hexadecimal digits."""
    found = hashlib.sha256()
    # Key by key, since the whole text would be the largest thing in memory when the app starts.
    for place, key in enumerate(sorted(data)):
        start = "," if place else "{"
        found.update(f"{start}{_canonical(key)}:{_canonical(data[key])}".encode())
    found.update(b"}" if data else b"{}")
    return found.hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=lambda moment: {type(moment).__name__: moment.isoformat()},
    )
