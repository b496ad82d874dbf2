"""The search for names in a finished text, however they are spelled there.

Both sides are brought to one spelling: compatibility forms, case, accents, apostrophes, hyphens and
what is invisible make no difference. A name is looked for whole and in its parts, as words of their
own; where a script writes no space between words (Chinese, Japanese, Korean, Thai, …), anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from unstall.hidden import is_blank, without_hidden

SHORTEST_PART = 3
"""Letters from which a part of a name is searched for by itself."""
SHORTEST_JOINED = 6
"""Letters from which a name is also searched for with nothing between its parts, as in logins."""

_APOSTROPHES = "'‘’‚‛`´ʹʻʼʽˈ′ʾʿꞌ＇"
_HYPHENS = "-‐‑‒–—―−⁃﹘﹣－"
_SAME = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
}
_OTHER_VOWEL = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ø": "oe?", "å": "aa?"}
"""Vowels that are also spelled with two letters, as patterns."""

_UNSPACED = (
    r"\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without space between words, and Hangul, whose particles follow a name at once."""
_HANGUL = ("\uac00", "\ud7a3")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_BETWEEN = r"[\s._'-]"
"""What may stand between the parts of a name, up to three of it."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A dropped name that is left in a document."""

    line: int
    """Counted from 1."""
    name: str
    """The name, or the part of it, as it stands there."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of letters and digits of a name, in the one spelling."""

    letters: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A name, or a part of it, as it is looked for."""

    sure: str
    """Letters that stand in every spelling: most texts hold not even these, which is told soon."""
    pattern: str

    def spans(self, same: str) -> Iterator[tuple[int, int]]:
        """Give where it stands in a text that is in the one spelling."""
        if self.sure in same:
            yield from (hit.span() for hit in re.finditer(self.pattern, same))


def leaks(document: Sequence[str], names: Iterable[str], form: Sequence[str]) -> tuple[Leak, ...]:
    """Find names in a document, whole or in part; of each line the longest, in order.

    What the form says by itself is no leak: a Ms Price does not keep a document from speaking of
    the price.

    Args:
        document: What is about to be written, in each way in which it can be read (as it stands,
            with its escapes undone), all with the same lines.
        names: What was dropped.
        form: The same ways of reading a document that holds nothing that anybody typed.
    """
    wanted = tuple(dict.fromkeys(one for name in names for one in _wanted(name)))
    found: dict[int, str] = {}
    for written, own in zip(document, form, strict=True):
        own_words = folded(own)
        sought = [one for one in wanted if not any(one.spans(own_words))]
        for leak in _found(written, sought):
            found[leak.line] = max(found.get(leak.line, ""), leak.name, key=len)
    return tuple(Leak(line, found[line]) for line in sorted(found))


def words_beside(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """List the words of a text, in the one spelling, that are no part of any of the names."""
    known = {part.letters for name in names for part in _parts(name)}
    return tuple(part.letters for part in _parts(text) if part.letters not in known)


def folded(text: str) -> str:
    """Bring a text to the one spelling in which names are compared; its line ends stay."""
    return _composed(text).translate(_FOLDING)


def _found(written: str, sought: Iterable[_Wanted]) -> Iterator[Leak]:
    text = _composed(written)
    same = text.translate(_FOLDING)
    spans = [span for one in sought for span in one.spans(same)]
    if not spans:
        return
    # A folded character can be none or several: this leads from each back to where it came from.
    origin = [at for at, char in enumerate(text) for _ in _FOLDING[ord(char)]]
    ends = [*origin[1:], len(text)]
    for begin, end in spans:
        first, after = origin[begin], max(ends[end - 1], origin[end - 1] + 1)
        yield Leak(text.count("\n", 0, first) + 1, text[first:after])


def _wanted(name: str) -> Iterator[_Wanted]:
    yield from _whole(_parts(name))
    for word in name.split():
        parts = _parts(word)
        if _letters(parts) >= SHORTEST_PART:
            yield from _whole(parts)
        for part in parts:
            if _letters([part]) >= SHORTEST_PART:
                yield from _whole([part])


def _whole(parts: Sequence[_Part]) -> Iterator[_Wanted]:
    if not parts:
        return
    letters = _letters(parts)
    unspaced = all(_UNSPACED_LETTER.match(part.letters) for part in parts)
    least = 0 if unspaced or letters >= SHORTEST_JOINED else 1
    pattern = f"{_BETWEEN}{{{least},3}}".join(part.pattern for part in parts)
    alone = sum(len(part.letters) for part in parts) == 1
    before = _edge("<!", parts[0].letters[0], alone=alone)
    after = _edge("!", parts[-1].letters[-1], alone=alone)
    runs = (run for part in parts for run in re.split(r".\?", part.pattern))
    genitive = "(?:s(?='))?" if parts[-1].letters[-1].isalpha() else ""
    yield _Wanted(max(runs, key=len), f"{before}{pattern}{genitive}{after}")


def _letters(parts: Iterable[_Part]) -> int:
    return sum(char.isalpha() for part in parts for char in part.letters)


def _edge(look: str, beside: str, *, alone: bool) -> str:
    """Give what must not stand beside a name that begins or ends with this character."""
    if beside.isdigit():
        return rf"(?{look}\d)"
    if alone:
        return rf"(?{look}[^\W\d_])"
    return "" if _UNSPACED_LETTER.match(beside) else rf"(?{look}[^\W\d_{_UNSPACED}])"


def _parts(name: str) -> tuple[_Part, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    for char in _composed(name):
        letters = _FOLDING[ord(char)]
        if letters.isalnum():
            parts[-1].append((letters, _OTHER_VOWEL.get(char.casefold(), re.escape(letters))))
            continue
        for letter in letters:
            if letter.isalnum():
                parts[-1].append((letter, re.escape(letter)))
            else:
                parts.append([])
    return tuple(
        _Part("".join(letters for letters, _ in part), "".join(pattern for _, pattern in part))
        for part in parts
        if part
    )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", without_hidden(text))


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_FOLDING = _Folding()


def _folded(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return "\n" if char == "\n" else " "
    if is_blank(char):
        return ""
    if _HANGUL[0] <= char <= _HANGUL[1]:
        return char
    parts = unicodedata.normalize("NFKD", char)
    # Some letters are compatible with a letter beside a sign: what folds to a letter is letters.
    signs = not char.isalpha()
    letters = "".join(
        part for part in parts if part.isalnum() or (signs and unicodedata.category(part)[0] != "M")
    )
    return "".join(_SAME.get(letter, letter) for letter in letters.casefold())
