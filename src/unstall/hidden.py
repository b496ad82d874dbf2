"""Characters that act on a terminal or on the order of reading without being seen.

Text from files and arguments is shown, printed and mailed on. What is invisible in it could
recolour the screen, reverse the order in which a sentence is read, or end a line that should go on;
it is taken out where text enters the program, so that no other module has to think of it.
"""

from __future__ import annotations

import re
import unicodedata

_TERMINAL_COMMAND = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequence: colours, cursor, screen
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # title, clipboard
)
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_READING_ORDER = r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_MARK = r"[\ufeff\ufff9-\ufffb]"
_HALF = r"[\ud800-\udfff]"  # no character at all: no file can hold it, and no terminal show it
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_HIDDEN = re.compile(f"{_TERMINAL_COMMAND}|{_CONTROL}|{_READING_ORDER}|{_MARK}|{_HALF}")
_ANY = re.compile(f"{_CONTROL}|{_READING_ORDER}|{_MARK}|{_HALF}|[\u2028\u2029]")

_BLANK_LETTER = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]"
    r"|[\U000e0100-\U000e01ef]"
)
"""Fillers, joiners and selectors that count as letters, marks or signs and show nothing."""


def has_hidden(text: str) -> bool:
    """Tell whether the text holds anything that `without_hidden` would change."""
    return _ANY.search(text) is not None


def without_hidden(text: str) -> str:
    """Take out terminal commands, control and half characters, and marks of reading order.

    Newlines and tabs stay, other line ends become newlines. Letters of every script stay, and so do
    the joiners (U+200C, U+200D) that some scripts and emoji are spelled with.
    """
    return _HIDDEN.sub("", _LINE_END.sub("\n", text)) if has_hidden(text) else text


def is_blank(character: str) -> bool:
    """Tell whether a character shows nothing by itself: space, control, joiner or filler."""
    category = unicodedata.category(character)
    return category[0] == "Z" or category in {"Cc", "Cf"} or bool(_BLANK_LETTER.match(character))
