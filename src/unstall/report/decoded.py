"""Finished documents as their readers see them, for searching.

Every way of reading keeps the document's lines, so that what is found in one is found in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Literal

Format = Literal["md", "html", "csv", "ics", "json", "docx"]
"""Of a Word file only what it says is read, which needs no decoding any more."""

APART = "|"
"""Stands where two texts of a document end and begin without space between them."""

_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_FOLD = re.compile(r"\r?\n[ \t]")
_CALENDAR_LINE = re.compile(r"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_CALENDAR_ESCAPE = re.compile(r"\\([nN\\;,])")
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|"
    "time|tt|u|var|wbr"
)
_UNSEEN = frozenset({"script", "style"})


def ways_of_reading(document: str, form: Format) -> tuple[str, ...]:
    """Give a document as it stands and with its format undone, always with the same lines."""
    return (document, *(read(document) for read in _READERS[form]))


def _markdown(document: str) -> str:
    return unescape(_MARKDOWN_ESCAPE.sub(r"\1", document))


def _cells(document: str) -> str:
    return _CELL.sub(lambda cell: cell[1].replace('""', '"'), document)


def _markdown_cells(document: str) -> str:
    return _markdown(_cells(document))


def _strings(document: str) -> str:
    return _STRING.sub(lambda string: _in_one_line(json.loads(string[0])), document)


def _calendar(document: str) -> str:
    return _CALENDAR_LINE.sub(lambda line: _unfolded(line[0]), document)


def _unfolded(line: str) -> str:
    # The line ends that folding put in come after it, so that the next line keeps its number.
    whole, folds = _FOLD.subn("", line)
    return _CALENDAR_ESCAPE.sub(_calendar_character, whole) + "\n" * folds


def _calendar_character(escape: re.Match[str]) -> str:
    return " " if escape[1] in "nN" else escape[1]


def _in_one_line(text: str) -> str:
    return text.replace("\n", " ")


class _Visible(HTMLParser):
    """Gathers what a page shows; tags that begin or end no word leave nothing behind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._line = 1
        self._unseen = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._unseen = tag in _UNSEEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = False
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._say(data)

    def _break(self, tag: str) -> None:
        if not _INLINE.fullmatch(tag):
            self._say(APART)

    def _say(self, text: str) -> None:
        self.said.append("\n" * (self.getpos()[0] - self._line) + text)
        self._line = self.getpos()[0] + text.count("\n")


def _visible(document: str) -> str:
    page = _Visible()
    page.feed(document)
    page.close()
    return "".join(page.said)


_READERS: dict[Format, tuple[Callable[[str], str], ...]] = {
    "md": (_markdown,),
    "html": (unescape, _visible),
    "csv": (_cells, _markdown_cells),
    "ics": (_calendar,),
    "json": (_strings,),
    "docx": (),
}
