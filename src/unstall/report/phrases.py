"""Turns of phrase that many sentences share: numbers of things, ranges, lists, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, log10

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_HALF = "½"
_LEAST = 0.01
"""The smallest share that is given in figures."""


def counted(number: float, thing: str, things: str | None = None) -> str:
    """Write a number of things: "1 week", "2 weeks", "½ day"."""
    one = number == 1 or 0 < number < 1
    return f"{halves(number)} {thing if one else things or f'{thing}s'}"


def in_words(number: int) -> str:
    """Write small numbers as words and others in digits; nought is "no"."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number}"


def counted_in_words(number: int, thing: str, things: str | None = None) -> str:
    """Write a number of things with the number as a word: "three answers"."""
    return f"{in_words(number)} {thing if number == 1 else things or f'{thing}s'}"


def halves(number: float) -> str:
    """Write a number to the nearest half: "2", "1½", "½"."""
    doubled = round(number * 2)
    whole, half = divmod(doubled, 2)
    if not half:
        return f"{whole}"
    return f"{whole}{_HALF}" if whole else _HALF


def between(least: float, most: float) -> str:
    """Write a range of numbers with an en dash, or one number if both ends read the same."""
    low, high = halves(least), halves(most)
    return low if low == high else f"{low}–{high}"


def counted_between(least: float, most: float, thing: str, things: str | None = None) -> str:
    """Write a range of things: "13–26 weeks", "1 week"."""
    if halves(least) == halves(most):
        return counted(least, thing, things)
    return f"{between(least, most)} {thing if most <= 1 else things or f'{thing}s'}"


def effort(days: float) -> float:
    """Round person-days to what an estimate can bear: halves, then whole days."""
    most_in_halves = 3
    if days <= most_in_halves:
        return max(0.5, round(days * 2) / 2)
    return floor(days + 0.5)


def total_effort(least: float, most: float) -> str:
    """Write a plan's effort as a range, rounded to fives, above fifty to tens."""
    fine = 50

    def rounded(days: float) -> int:
        step = 5 if days < fine else 10
        return max(step, step * floor(days / step + 0.5))

    return counted_between(rounded(least), rounded(most), "person-day")


def two_digits(number: float) -> int:
    """Round a computed figure to two significant digits."""
    if number == 0:
        return 0
    step = 10 ** max(0, floor(log10(abs(number))) - 1)
    return int(step * floor(number / step + 0.5))


def listed(items: Sequence[str], last: str = "and") -> str:
    """Write a list in a sentence: "a, b and c"."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def share_in_figures(share: float) -> str:
    """Write a share of a whole in per cent; all and none are only said of all and none."""
    if 0 < share < _LEAST:
        return "under 1 %"
    if 1 - _LEAST < share < 1:
        return "over 99 %"
    return f"{share:.0%}".replace("%", " %")


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    stripped = text.strip()
    if not stripped:
        return ""
    ended = stripped if stripped.endswith((".", "?", "!", "…")) else f"{stripped}."
    return f"{ended[0].upper()}{ended[1:]}"


def sentences(texts: Iterable[str]) -> str:
    """Write several sentences one after the other."""
    return " ".join(sentence(text) for text in texts if text.strip())


def clause(text: str) -> str:
    """Make a sentence part of another one: small first letter, no full stop.

    A word that is written in capitals stays so.
    """
    bare = text.strip().rstrip(".")
    first = bare.split(" ", 1)[0]
    return bare if len(first) > 1 and first.isupper() else f"{bare[:1].lower()}{bare[1:]}"


def quoted(text: str) -> str:
    """Put somebody's words between quotation marks, their full stop included."""
    return f"“{text.strip()}”"


def joined(items: Sequence[str], most: int) -> str:
    """List titles that may hold an "and" of their own; what is beyond the most is counted."""
    shown = "; ".join(items[:most])
    more = len(items) - most
    return f"{shown}; and {in_words(more)} more" if more > 0 else shown


def capitalised(text: str) -> str:
    """Begin with a capital."""
    return f"{text[:1].upper()}{text[1:]}"
