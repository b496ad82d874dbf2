"""The word that somebody probably meant, for errors that name what was not found."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 200
"""Words longer than this are no slip of the finger, and comparing them would take long."""


def did_you_mean(word: str, among: Iterable[str]) -> str | None:
    """Write "Did you mean …?" with the closest of the words that exist; None if none is close."""
    from difflib import get_close_matches

    if len(word) > _LONGEST:
        return None
    by_folded = {known.casefold(): known for known in among}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"Did you mean {by_folded[found[0]]}?" if found else None
