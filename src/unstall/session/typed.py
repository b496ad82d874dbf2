"""Text that a person typed: without hidden characters, in one line where one line is meant."""

from __future__ import annotations

from unstall.errors import Place, SessionError
from unstall.hidden import without_hidden


def cleaned(text: str) -> str:
    """Take out hidden characters, halves of characters, and the space around the text."""
    # An argument that is no valid UTF-8 arrives with lone surrogates, which no file can hold.
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return without_hidden(whole).strip()


def one_line(text: str) -> str:
    """Clean a text and make every run of space, newlines included, a single space."""
    return " ".join(cleaned(text).split())


def at_most(text: str, most: int, item: str) -> str:
    """Give the text back if it has at most that many characters; raises `SessionError`."""
    if len(text) > most:
        raise SessionError(
            f"{len(text):,} characters are too many",
            Place(item=item),
            f"Write at most {most:,} characters.",
        )
    return text
