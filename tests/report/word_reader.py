"""Reads Word files back: with the library that wrote them, and with pandoc, which did not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.text.paragraph import Paragraph


def opened(file: bytes) -> Word:
    return docx.Document(BytesIO(file))


def lines_of(file: bytes) -> list[str]:
    """Everything in the body that is not empty, in order, cell by cell."""
    said: list[str] = []
    for block in opened(file).iter_inner_content():
        if isinstance(block, Paragraph):
            said.append(block.text)
        else:
            said += [cell.text for row in block.rows for cell in row.cells]
    return [text for text in said if text]


def without_timeline(said: list[str]) -> list[str]:
    """Leave out the table that stands where the Markdown has a chart."""
    if "Part of the work" not in said:
        return said
    begin = end = said.index("Part of the work")
    while end == begin or re.search(r" \d{4}$", said[end + 1]):
        end += 3
    return said[:begin] + said[end:]


def pandoc(file: bytes) -> list[tuple[str, str]]:
    """Read a file with pandoc: kind and text of each of its blocks."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed, so Word files were read with one reader alone")
    command = [program, "-f", "docx", "-t", "json"]
    done = subprocess.run(command, input=file, check=True, capture_output=True)
    assert done.stderr == b""
    return list(_blocks(json.loads(done.stdout)["blocks"]))


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        kind: str = block["t"]
        held: Any = block.get("c")
        if kind == "Header":
            yield f"h{held[0] + 1}", _text(held[2])
        elif kind in {"Para", "Plain"}:
            yield "p", _text(held)
        elif kind == "BlockQuote":
            yield from _blocks(held)
        elif kind == "BulletList":
            for item in held:
                for _, text in _blocks(item):
                    yield "li", text
        elif kind == "Table":
            (_, head), bodies = held[3], held[4]
            for row in [*head, *(row for body in bodies for row in body[3])]:
                for cell in row[1]:
                    yield ("th" if row in head else "td"), " ".join(t for _, t in _blocks(cell[4]))


def _text(inline: list[dict[str, Any]]) -> str:
    said = ""
    for one in inline:
        held: Any = one.get("c")
        match one["t"]:
            case "Str":
                said += held
            case "Space" | "SoftBreak" | "LineBreak":
                said += " "
            case "Strong" | "Emph":
                said += _text(held)
            case "Span":
                said += _text(held[1])
            case other:
                raise AssertionError(other)
    return said
