"""Conflict markers as git writes them: round what differs between two versions of a session.

Everything outside the markers is the same on both sides, so each side is a whole session's text.
That holds for what `marked` writes, which puts one pair of markers round each table that differs,
and for what git itself leaves where it is on its own, wherever its markers may stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from unstall.hidden import without_hidden
from unstall.session.format import to_toml
from unstall.session.merge import Merged

LONGEST_LABEL = 60
"""Characters of what the markers say about a side that are kept."""

_OURS, _BASE, _BETWEEN, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*))?")
_KEY = re.compile(r"[^\s=\[\]#]+(?= = )")


@dataclass(frozen=True, slots=True)
class Halves:
    """The sides of a text with markers, each with all that stands outside them."""

    ours: str
    theirs: str
    base: str | None
    """What both began with, where the markers say it."""
    our_label: str
    """What the markers say of the side, such as a branch; may be blank."""
    their_label: str
    line: int
    """Where the first conflict begins, counted from 1."""


def halves_of(text: str) -> Halves | None:
    """Take a text with markers apart; None if there are none, or not in the order of a conflict."""
    sides: dict[str, list[str]] = {_OURS: [], _BASE: [], _THEIRS: []}
    labels: dict[str, str] = {}
    inside, first, has_base = "", 0, True
    for number, line in enumerate(text.split("\n"), start=1):
        found = _MARK.fullmatch(line.removesuffix("\r"))
        mark = found[1] if found else ""
        if not mark:
            for side in sides if not inside else (inside,):
                sides[side].append(line)
            continue
        if inside not in _BEFORE[mark]:
            return None
        if found and mark in (_OURS, _THEIRS):
            labels.setdefault(mark, label_of(found[2] or ""))
        if mark == _OURS:
            first = first or number
        has_base = has_base and not (mark == _BETWEEN and inside == _OURS)
        inside = _INSIDE[mark]
    if inside or not first:
        return None
    ours, base, theirs = ("\n".join(lines) for lines in sides.values())
    return Halves(ours, theirs, base if has_base else None, labels[_OURS], labels[_THEIRS], first)


_BEFORE = {_OURS: ("",), _BASE: (_OURS,), _BETWEEN: (_OURS, _BASE), _THEIRS: (_THEIRS,)}
"""Inside which part each mark may stand."""
_INSIDE = {_OURS: _OURS, _BASE: _BASE, _BETWEEN: _THEIRS, _THEIRS: ""}


def label_of(said: str) -> str:
    """Bring what somebody calls a side into one short line."""
    return " ".join(without_hidden(said).split())[:LONGEST_LABEL]


def marked(merged: Merged, our_label: str = "ours", their_label: str = "theirs") -> str:
    """Write both sides of a merge as one text, with markers round each part that differs.

    Without a conflict it is the session's text. Raises `SessionError` for a number that is not
    finite.
    """
    begin = f"{_OURS} {label_of(our_label)}".rstrip()
    end = f"{_THEIRS} {label_of(their_label)}".rstrip()
    written = []
    for ours, theirs in _beside(_parts(to_toml(merged.ours)), _parts(to_toml(merged.theirs))):
        if ours == theirs:
            written.append(ours)
            continue
        blank = "\n" if (ours or theirs).startswith("\n") else ""
        here, there = ours.removeprefix("\n"), theirs.removeprefix("\n")
        written.append(f"{blank}{begin}\n{here}{_BETWEEN}\n{there}{end}\n")
    return "".join(written)


_Part = tuple[str, str]
"""What a part of the text is about, and its lines."""


def _parts(text: str) -> list[_Part]:
    """Divide a session's text: one part per answer or action, and per key of all other tables."""
    parts: list[_Part] = []
    seen: Counter[str] = Counter()
    table = key = blank = ""
    for line in re.findall(r".*\n", text):
        if line == "\n":
            # A blank line goes with the heading below it.
            blank = line
            continue
        if line.startswith("["):
            table, key = line.strip("[]\n"), ""
        elif found := _KEY.match(line):
            key = found.group()
        about = _together(table) or f"{table} {key}"
        if parts and parts[-1][0] == about:
            parts[-1] = (about, parts[-1][1] + blank + line)
        else:
            seen[about] += 1
            parts.append((about + "'" * (seen[about] - 1), blank + line))
        blank = ""
    return parts


def _together(table: str) -> str | None:
    """Name the part that a whole table makes; None if each of its keys is a part."""
    names = table.split(".")
    depth = {"answers": 2, "facts": 2, "questionnaire": 1, "result": 1}.get(names[0], 3)
    return ".".join(names[:depth]) if len(names) >= depth else None


def _beside(ours: list[_Part], theirs: list[_Part]) -> Iterator[tuple[str, str]]:
    """Put the parts of two texts in the same order beside each other."""
    waiting = dict(theirs)
    for about, mine in ours:
        # What stands before the same part on their side goes before it.
        while about in waiting and (first := next(iter(waiting))) != about:
            yield "", waiting.pop(first)
        yield mine, waiting.pop(about, "")
    yield from (("", yours) for yours in waiting.values())
