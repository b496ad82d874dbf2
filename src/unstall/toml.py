"""Reading TOML that somebody else may have written.

Every questionnaire and session enters the program here. A file is refused, in one line that says
where and what to do, if it is not a regular file, larger than its kind may be, not UTF-8 text, not
TOML, nested deeper than `MOST_DEPTH`, or if it holds numbers that are no numbers. Texts come out
without hidden characters (`unstall.hidden`). Nothing is written, and no file is opened twice.
"""

from __future__ import annotations

import errno
import math
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli

from unstall.errors import Place, UnstallError
from unstall.hidden import has_hidden, without_hidden
from unstall.toml_lines import KEY_PART, TOKEN, Lines, line_of

__all__ = ["MOST_DEPTH", "Lines", "line_of", "parse_toml", "read_text", "read_toml", "size"]

MOST_DEPTH = 32
"""How deep tables and lists may stand in each other, and how many parts a dotted key may have."""

_INTEGERS = (-(2**63), 2**63 - 1)
"""The range that TOML promises to every reader."""


def read_toml(
    path: Path, *, most_bytes: int, error: type[UnstallError] = UnstallError
) -> dict[str, Any]:
    """Read a file's tables.

    Raises `error` with file, line and remedy for whatever is wrong with it.
    """
    return parse_toml(read_text(path, most_bytes=most_bytes, error=error), path=path, error=error)


def read_text(path: Path, *, most_bytes: int, error: type[UnstallError] = UnstallError) -> str:
    """Read a regular UTF-8 file of at most `most_bytes`; no more than that is ever in memory.

    Raises `error` if it is missing, may not be read, is no regular file, too large or no text.
    """
    place = Place(path)
    data = _read_bytes(path, most_bytes, error)
    if len(data) > most_bytes:
        raise error(
            f"the file is larger than {size(most_bytes)}",
            place,
            "Name a smaller file, or split it.",
        )
    if b"\0" in data:
        raise error("this is not a text file", place, "Name a TOML file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = data.count(b"\n", 0, bad.start) + 1
        raise error(
            "this is not UTF-8 text", Place(path, line), "Save the file as UTF-8."
        ) from None


def _read_bytes(path: Path, most_bytes: int, error: type[UnstallError]) -> bytes:
    # Opened without blocking, since opening a pipe that nobody writes to would wait for ever.
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise error("this is not a file with text in it", Place(path), "Name a TOML file.")
            return file.read(most_bytes + 1)
    except OSError as refused:
        what, hint = _REFUSALS.get(
            refused.errno or 0, ("the file cannot be read", "Check the disk and the path.")
        )
        raise error(what, Place(path), hint) from None
    except ValueError:
        raise error("no file can have such a name", hint="Check the path.") from None


_REFUSALS = {
    errno.ENOENT: ("there is no such file", "Check the path."),
    errno.ENOTDIR: ("there is no such file", "Check the path."),
    errno.EISDIR: ("this is a folder, not a file", "Name a file in it."),
    errno.EACCES: ("you may not read this file", "Ask its owner for leave to read it."),
    errno.EPERM: ("you may not read this file", "Ask its owner for leave to read it."),
    errno.ELOOP: ("the link leads back to itself", "Name the file itself."),
    errno.ENAMETOOLONG: ("no file can have so long a name", "Check the path."),
}


def size(most_bytes: int) -> str:
    """Write a size in words: `2 MB`, `500 bytes`."""
    megabyte = 1_000_000
    return f"{most_bytes / megabyte:g} MB" if most_bytes >= megabyte else f"{most_bytes:,} bytes"


def parse_toml(
    text: str, *, path: Path | None = None, error: type[UnstallError] = UnstallError
) -> dict[str, Any]:
    """Parse a TOML text and clean its strings.

    Raises `error` with the line, naming `path` as the place.
    """
    _refuse_long_keys(text, path, error)
    too_deep = error(
        f"tables and lists stand more than {MOST_DEPTH} deep in each other",
        Place(path),
        "Write it flatter.",
    )
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as bad:
        raise _in_words(str(bad), text, path, error) from None
    except RecursionError:
        raise too_deep from None
    except ValueError:
        raise error("a number has too many digits", Place(path), "Write it shorter.") from None
    if "\\" not in text and not has_hidden(text) and _is_sound(tables, MOST_DEPTH):
        # As nearly every file is: none of its texts can hold what has to be taken out.
        return tables
    if _depth_exceeds(tables, MOST_DEPTH):
        raise too_deep
    for keys, what, hint in _oddities(tables):
        item = ".".join(str(key) for key in keys if isinstance(key, str))
        place = Place(path, line_of(text, keys), without_hidden(item))
        raise error(what, place, hint)
    cleaned: dict[str, Any] = _clean(tables)
    return cleaned


_MANY_PARTS = re.compile(rf"(?<![A-Za-z0-9_-])(?:{KEY_PART}[ \t]*+\.[ \t]*+){{{MOST_DEPTH}}}")


def _refuse_long_keys(text: str, path: Path | None, error: type[UnstallError]) -> None:
    # tomli spends time and memory on the square of a key's parts: two megabytes of `a.a.a` would
    # fill the machine. The quick look may take prose for a key; the tokens then tell them apart.
    crowded = any(
        len(line) >= 2 * MOST_DEPTH and line.count(".") >= MOST_DEPTH for line in text.split("\n")
    )
    if not crowded or not _MANY_PARTS.search(text):
        return
    for token in TOKEN.finditer(text):
        if token.lastgroup == "key" and _MANY_PARTS.match(token.group()):
            line = text.count("\n", 0, token.start()) + 1
            raise error(
                f"a key has more than {MOST_DEPTH} parts", Place(path, line), "Write it flatter."
            )


def _is_sound(value: object, most: int) -> bool:
    """Tell whether values are nested no deeper than that, and all numbers are acceptable."""
    if isinstance(value, dict | list):
        if most == 0:
            return False
        for part in value.values() if isinstance(value, dict) else value:
            if not (isinstance(part, str) or _is_sound(part, most - 1)):
                return False
    elif isinstance(value, float):
        return math.isfinite(value)
    elif isinstance(value, int):
        return _INTEGERS[0] <= value <= _INTEGERS[1]
    return True


def _depth_exceeds(value: object, most: int) -> bool:
    if isinstance(value, dict):
        return most == 0 or any(_depth_exceeds(part, most - 1) for part in value.values())
    if isinstance(value, list):
        return most == 0 or any(_depth_exceeds(part, most - 1) for part in value)
    return False


def _oddities(
    value: object, keys: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Give the path, the fault and the remedy of each key or number that is not acceptable."""
    if isinstance(value, dict):
        for key, part in value.items():
            if has_hidden(key):
                yield (*keys, key), "a key holds a control character", "Type the key again."
            yield from _oddities(part, (*keys, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _oddities(part, (*keys, index))
    elif isinstance(value, float) and not math.isfinite(value):
        yield keys, "inf and nan are no figures", "Write a number, or leave the key out."
    elif isinstance(value, int) and not _INTEGERS[0] <= value <= _INTEGERS[1]:
        yield keys, "a number has too many digits", "Write it shorter."


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_hidden(value)
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value


_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_WORDS: tuple[tuple[str, str, str], ...] = (
    ("Cannot overwrite a value", "this key stands twice", "Keep one of the two."),
    ("Duplicate inline table key", "this key stands twice", "Keep one of the two."),
    (
        "Cannot declare",
        "this table is opened twice",
        "Keep one heading, or write [[…]] for a list.",
    ),
    ("Cannot redefine", "this table is opened twice", "Keep one of the two."),
    ("Cannot mutate", "this adds to a table that is already complete", "Write it in one place."),
    ("Expected '=' after a key", "a key is not followed by =", "Write key = value."),
    ("Expected newline or end", "something stands after the value", "Write one key per line."),
    ("Invalid statement", "this is neither a key nor a heading", "Write key = value, or [table]."),
    (
        "Invalid initial character for a key",
        "a key begins oddly",
        "Write letters, digits, - and _.",
    ),
    ("Unclosed array", "a list is not continued or closed", "Write a comma or ] here."),
    ("Unclosed inline table", "a table in a line is not closed", "Write a comma or } here."),
    ("Expected ']", "a heading is not closed", "Write ] or ]] at its end."),
    (
        "Unterminated string",
        "a text is not closed",
        "End it with the quotation mark it begins with.",
    ),
    ('Expected "', "a text is not closed", "End it with the quotation mark it begins with."),
    ("Illegal character '\\n'", "a text is not closed on its line", 'Close it, or use """.'),
    ("Illegal character", "a control character stands here", "Take it out."),
    ("Unescaped", "a backslash stands alone in a text", "Write \\\\, or put the text in '…'."),
    ("Invalid hex value", "a \\u is not followed by its digits", "Write \\\\ for a backslash."),
    ("Escaped character", "a \\u names no character", "Take it out."),
    ("Invalid date", "there is no such date or time", "Write 2026-11-20."),
    ("Invalid value", "no value can be read here", 'Put texts in "…"; write true and false small.'),
    ("Found invalid character", "a character stands where none may", "Take it out."),
)


def _in_words(said: str, text: str, path: Path | None, error: type[UnstallError]) -> UnstallError:
    at = _AT.search(said)
    line = int(at[1]) if at and at[1] else len(text.rstrip().split("\n"))
    fault = _AT.sub("", said).replace('Expected "\'"', 'Expected "')
    for start, what, hint in _WORDS:
        if fault.startswith(start):
            return error(what, Place(path, line), hint)
    return error(
        "this is not valid TOML", Place(path, line), "Compare it with a neighbouring line."
    )
