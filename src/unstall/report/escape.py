"""Plain text made safe for Markdown, as GitHub's and pandoc's readers understand it.

Nothing that a person typed can end a table's cell, begin a heading, a list, a link, a citation or a
formula, or reach a page as HTML. Ordinary prose comes through as it was typed.
"""

from __future__ import annotations

import re

from unstall.hidden import without_hidden
from unstall.report.blocks import Line, Span

_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""Space of every kind, but for the two that hold the digits of a number together."""
_SPECIAL = re.compile(r"[\\`*_\[\]{}|#~$^@]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=\bwww)\.")
"""Where GitHub would make a link of a bare address."""
_SIGN_FIRST = re.compile(r"^( ?)(?=[-+=:%])")
_NUMBER_FIRST = re.compile(
    r"^( ?\(?(?:\d{1,9}|[a-z]|[ivxlcdm]{2,}|[IVXLCDM]{2,}|[A-Z](?=\))))(?=[.)](?:\s|$))"
)
"""What a reader would take for a list; a single capital with a point is an initial."""
_CAPTION_FIRST = re.compile(r"(?i)^( ?table)(?=:)")
"""What pandoc would take for the caption of a table nearby."""


def one_line(text: str) -> str:
    """Make every run of space, newlines included, one space, and take out what is hidden."""
    return _SPACE.sub(" ", without_hidden(text))


def markdown_text(text: str) -> str:
    """Escape a text that may stand at the beginning of a line."""
    return _at_line_start(_anywhere(one_line(text)))


def markdown_line(line: Line, *, begins_line: bool = True) -> str:
    """Escape a line and set its bold and italic runs."""
    written = "".join(_styled(span) for span in line).strip()
    return _at_line_start(written) if begins_line else written


def _anywhere(text: str) -> str:
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    escaped = _ENTITY.sub("&amp;", escaped)
    escaped = _ADDRESS.sub(lambda found: f"\\{found[0]}", escaped)
    return escaped.replace("<", "&lt;").replace(">", "&gt;")


def _at_line_start(text: str) -> str:
    text = _SIGN_FIRST.sub(r"\1\\", text)
    text = _NUMBER_FIRST.sub(r"\1\\", text)
    return _CAPTION_FIRST.sub(r"\1\\", text)


def _styled(span: Span) -> str:
    text = _anywhere(one_line(span.text))
    bare = text.strip()
    if span.style == "plain" or not bare:
        return text
    mark = {"strong": "**", "emphasis": "*"}[span.style]
    return f"{mark}{bare}{mark}"
