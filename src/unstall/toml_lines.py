"""On which line of a TOML text a key stands.

The standard library's parser gives values without positions, and a second grammar would disagree
with it sooner or later. So that parser itself is asked: lines are joined until they parse, which
makes a statement; the statement's own parse says which keys it holds. Looked up only when there is
something to complain about, so being slow is no fault here, but being slower than the budget is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tomli

Keys = Sequence[str | int]
"""A path into the parsed tables: names of tables and keys, and positions in lists from 0."""

_MOST_CHARACTERS = 2_000_000
"""Parsed more than once before a search gives up, so that no file makes an error expensive."""

KEY_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
TOKEN = re.compile(
    r'(?P<text>"""(?:[^\\"]|\\.|"(?!""))*+(?:"{3,5}+(?P<end>)|\\?\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}+(?P<stop>)|\Z))"
    r"|(?P<comment>\#[^\n]*+)"
    rf"|(?P<key>{KEY_PART}(?:[ \t]*+\.[ \t]*+{KEY_PART})*+)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])",
    re.DOTALL,
)
"""The parts of a TOML text that matter for nesting; what stands between them is skipped."""


def line_of(text: str, keys: Keys) -> int | None:
    """Find the line, counted from 1, on which a table, key or list entry begins to be known.

    For a value on one line this is its line; for an entry of a list over several lines, the line
    that completes as much of the entry as leads to it. None if there is no such path in the text,
    or finding it costs too much.
    """
    return Lines(text).line(keys)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A heading, or a key with its value."""

    line: int
    """The first line."""
    lines: tuple[str, ...]
    path: tuple[str | int, ...]
    """The table that it opens, or in which its keys stand."""
    tables: dict[str, Any]
    """What the statement says by itself; empty for a heading."""


class Lines:
    """The statements of one TOML text, for looking up several paths."""

    def __init__(self, text: str) -> None:
        self._statements = tuple(_statements(text.replace("\r\n", "\n").split("\n")))

    def line(self, keys: Keys) -> int | None:
        """Find the line of one path, as `line_of` does."""
        wanted = tuple(keys)
        for statement in self._statements:
            own = len(statement.path)
            if wanted and statement.path[: len(wanted)] == wanted:
                return statement.line
            if (
                wanted[own:]
                and statement.path == wanted[:own]
                and _has(statement.tables, wanted[own:])
            ):
                return _line_within(statement, wanted[own:])
        return None

    def nearest(self, keys: Keys) -> int | None:
        """Find the line of the path, or of the longest beginning of it that is there."""
        for length in range(len(keys), 0, -1):
            line = self.line(keys[:length])
            if line is not None:
                return line
        return None


def _statements(lines: list[str]) -> Iterator[_Statement]:
    budget = _MOST_CHARACTERS + sum(len(line) + 1 for line in lines)
    table: tuple[str | int, ...] = ()
    lengths: dict[tuple[str | int, ...], int] = {}
    start = 0
    for end, line in enumerate(lines, start=1):
        if end - start > 1 and not any(mark in line for mark in ("]", "}", '"""', "'''")):
            continue
        chunk = "\n".join(lines[start:end])
        budget -= len(chunk)
        if budget < 0:
            return
        tables = _parse(chunk)
        if tables is None:
            continue
        head = chunk.lstrip(" \t")
        if head.startswith("["):
            table = _open(tables, head.startswith("[["), lengths)
            tables = {}
        if head and not head.startswith("#"):
            yield _Statement(start + 1, tuple(lines[start:end]), table, tables)
        start = end


def _parse(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return None


def _open(
    heading: dict[str, Any], is_entry: bool, lengths: dict[tuple[str | int, ...], int]
) -> tuple[str | int, ...]:
    """Resolve a heading to a path, counting the entries of lists of tables as they come."""
    names, inner = [], heading
    while inner:
        name, value = next(iter(inner.items()))
        names.append(name)
        inner = value[0] if isinstance(value, list) else value
    path: tuple[str | int, ...] = ()
    for depth, name in enumerate(names, start=1):
        path = (*path, name)
        if is_entry and depth == len(names):
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
    return path


def _has(value: Any, keys: Keys) -> bool:
    for key in keys:
        if isinstance(value, dict):
            if key not in value:
                return False
        elif not isinstance(value, list) or not isinstance(key, int) or key >= len(value):
            return False
        value = value[key]
    return True


def _line_within(statement: _Statement, keys: Keys) -> int:
    """Find the line of a statement after which the parser knows the path."""
    budget = _MOST_CHARACTERS
    for count in range(1, len(statement.lines)):
        begun = "\n".join(statement.lines[:count])
        budget -= len(begun)
        if budget < 0:
            break
        tables = _parse(f"{begun}\n{_closing(begun)}")
        if tables is not None and _has(tables, keys):
            return statement.line + count - 1
    else:
        return statement.line + len(statement.lines) - 1
    return statement.line


def _closing(text: str) -> str:
    """Give what would close the text's open strings, lists and tables."""
    pending: list[str] = []
    for token in TOKEN.finditer(text):
        found = token.group()
        if token.lastgroup == "open":
            pending.append("]" if found == "[" else "}")
        elif token.lastgroup == "close" and pending:
            pending.pop()
        elif found.startswith(('"""', "'''")) and token["end"] is None and token["stop"] is None:
            pending.append(found[:3])
    return "".join(reversed(pending))
