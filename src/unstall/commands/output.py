"""The two streams: data on standard output, words for people on standard error.

Names, notes and paths come from files and arguments that anybody may have written, so everything is
stripped of hidden characters once more on its way to the terminal.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from unstall.hidden import without_hidden

LONGEST_QUOTE = 60
"""How much of a text is repeated in an error, in characters."""


def give(text: str, *, line_end: str = "\n") -> None:
    """Write data to standard output, ending in exactly one newline."""
    ended = without_hidden(text).rstrip("\n") + "\n"
    sys.stdout.write(ended.replace("\n", line_end))


def give_json(data: Any) -> None:
    """Write data to standard output as JSON."""
    sys.stdout.write(f"{as_json(data)}\n")


def as_json(data: Any) -> str:
    """Write data as JSON: ASCII alone, two spaces deep, keys in the order given.

    What is not ASCII is escaped, so that the text means the same in every terminal and file.
    """
    return json.dumps(data, indent=2, allow_nan=False)


def say(words: str) -> None:
    """Write a line of words for people to standard error."""
    sys.stderr.write(f"{one_line(words)}\n")


def one_line(text: object) -> str:
    """Make a text one printable line."""
    return " ".join(without_hidden(str(text)).split())


def quoted(text: str) -> str:
    """Repeat in an error what somebody wrote, in quotation marks and not at any length."""
    line = one_line(text)
    return f"'{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + '…'}'"
