"""What a voter's browser may say over its connection: a few keys, taps, and the window's size.

Anything else is no frame and is dropped: whoever writes to the connection by hand reaches the
voter's app with no more than a finger could.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 4096
"""Largest frame."""
_LONGEST_PING: Final = 32
_LONGEST_TYPED: Final = 512

MOST_KEYS: Final = 30
"""Keys and taps within a second: a vote is a file that has to reach the disk, and an app that is
sent more than it can do remembers the rest until memory runs out."""

WIDTHS: Final = (20, 240)
HEIGHTS: Final = (8, 120)
"""Columns and rows that an app is drawn in, at least and at most."""

_KEY = r"[0-9\r ]"
_MOVE = r"\x1b[\[O][ABCD]|\x1b\[[56]~"
_PRESS_OR_WHEEL = r"\x1b\[<(?:0|64|65);[0-9]{1,3};[0-9]{1,3}[Mm]"
_REPORT = r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?)?"
"""Any other sequence. A terminal answers its app by itself, and the digits of `ESC [?2026;0$y`,
which every page sends when it is opened, would be votes."""
_TYPED = re.compile(f"(?P<kept>{_PRESS_OR_WHEEL}|{_MOVE}|{_KEY})|{_REPORT}")


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys and taps, as a terminal sends them."""

    data: bytes
    keys: int
    """How many they are."""


@dataclass(frozen=True, slots=True)
class Resized:
    """The window has another size, in cells."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Ping:
    """The browser asks whether anybody is there, and wants this back."""

    data: str


Frame = Typed | Resized | Ping | None


def frame_of(text: str) -> Frame:
    """Read a frame; None for one that is not understood or says nothing."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match said:
        case ["stdin", str(data)]:
            return _typed(data)
        case ["resize", {"width": width, "height": height}]:
            return _resized(width, height)
        case ["ping", str(data)] if len(data) <= _LONGEST_PING and data.isascii():
            return Ping(data)
        case _:
            return None


def within(value: int, bounds: tuple[int, int]) -> int:
    """Bring a number of columns or rows within its bounds."""
    return min(max(value, bounds[0]), bounds[1])


def size_in(width: str | None, height: str | None) -> tuple[int, int]:
    """Read the size that a connection begins with; what is no number gives an ordinary screen."""
    return within(_number(width, 80), WIDTHS), within(_number(height, 24), HEIGHTS)


def _typed(data: str) -> Typed | None:
    found = (part["kept"] for part in _TYPED.finditer(data[:_LONGEST_TYPED]))
    kept = [key for key in found if key][:MOST_KEYS]
    return Typed("".join(kept).encode(), len(kept)) if kept else None


def _resized(width: object, height: object) -> Resized | None:
    if type(width) is not int or type(height) is not int:
        return None
    return Resized(within(width, WIDTHS), within(height, HEIGHTS))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,4}", text) else otherwise
