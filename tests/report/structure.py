"""What a Markdown reader makes of a text: its bones, and whether anything was smuggled in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark").enable("table")
_NEVER = {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"}


@dataclass(frozen=True)
class Structure:
    """The bones of a document."""

    headings: tuple[int, ...]
    """Levels, in order."""
    tables: tuple[tuple[int, ...], ...]
    """For each table the number of cells in each of its rows, the headings first."""
    blocks: tuple[tuple[str, int], ...]
    """How often each other kind of block occurs."""


def structure(text: str) -> Structure:
    """Read a text and keep its bones."""
    tokens = _READER.parse(text)
    headings = tuple(int(t.tag[1]) for t in tokens if t.type == "heading_open")
    tables: list[tuple[int, ...]] = []
    rows: list[int] = []
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append(0)
        elif token.type in {"td_open", "th_open"}:
            rows[-1] += 1
        elif token.type == "table_close":
            tables.append(tuple(rows))
    others = {"hr", "fence"}
    kinds = Counter(t.type for t in tokens if t.type.endswith("_open") or t.type in others)
    counted = tuple(sorted((k, n) for k, n in kinds.items() if not k.startswith(("t", "heading"))))
    return Structure(headings, tuple(tables), counted)


def smuggled(text: str) -> set[str]:
    """List the kinds of things in a text that no document of ours has: HTML, links, code.

    The one block of code that is ours is the chart of a plan.
    """
    tokens = _flat(_READER.parse(text))
    return {t.type for t in tokens if (t.type, t.info) != ("fence", "mermaid")} & _NEVER


def headings(text: str) -> list[tuple[int, str]]:
    """List the headings with their levels."""
    tokens = _READER.parse(text)
    return [
        (int(token.tag[1]), tokens[position + 1].content)
        for position, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def empty_headings(text: str) -> list[str]:
    """List the headings under which nothing stands, neither text nor a lower heading."""
    tokens = [token for token in _READER.parse(text) if token.level == 0]
    found = []
    for position, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        after = tokens[position + 3] if position + 3 < len(tokens) else None
        higher = after is None or (after.type == "heading_open" and after.tag <= token.tag)
        if higher:
            found.append(tokens[position + 1].content)
    return found


def plain(text: str) -> str:
    """Give the text that a reader sees, one line per block."""
    lines = []
    for token in _READER.parse(text):
        if token.type == "inline":
            lines.append("".join(child.content for child in token.children or ()))
    return "\n".join(lines)


def cells(text: str) -> list[list[str]]:
    """List the rows of all tables, each as the texts of its cells."""
    rows: list[list[str]] = []
    tokens = _READER.parse(text)
    for position, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "td_open":
            inline = tokens[position + 1]
            rows[-1].append("".join(child.content for child in inline.children or ()))
    return [row for row in rows if row]


def _flat(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *(token.children or ()))]
