"""Documents as Word files (Office Open XML), from the same blocks as all other formats.

The same document, day and formats give the same bytes: the file's dates are those of the session,
and nothing in it tells who wrote it, when, or on which machine. Needs the library python-docx,
which comes with the extra `unstall[docx]`.
"""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from unstall.errors import UsageError
from unstall.report.blocks import (
    Block,
    Bullets,
    Checklist,
    Document,
    Line,
    Paragraph,
    Pictured,
    Quote,
    Section,
    Style,
    Table,
    Timeline,
    strong,
    table,
)
from unstall.report.document import plan_document, report_document, summary_document
from unstall.report.dossier import Dossier
from unstall.report.escape import one_line
from unstall.report.formats import Formats

if TYPE_CHECKING:
    from docx.document import Document as Word

    from unstall.report.word import WordFile

What = Literal["report", "plan", "summary"]

LONGEST_PROPERTY = 255
"""Characters that a property of a Word file may have."""
DEEPEST = 9
"""The lowest level of headings that Word knows."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows; all parts of a file have it."""
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
"""What no XML document may hold beside what is hidden anyway."""


def refuse_without_library() -> None:
    """Raise `UsageError` if the library that writes Word files is not installed."""
    if not is_installed():
        raise UsageError(
            "a Word document needs python-docx, which is not installed",
            hint="Install it: pip install 'unstall[docx]', or pipx inject unstall python-docx.",
        )


def is_installed() -> bool:
    """Tell whether the library that writes Word files is installed."""
    try:
        return find_spec("docx") is not None
    except ValueError:
        return False


def render_docx(dossier: Dossier, what: What) -> bytes:
    """Write one of the documents as a Word file; raises `UsageError` without the library."""
    compose = {"report": report_document, "plan": plan_document, "summary": summary_document}
    on = dossier.session.assessed
    return write_docx(compose[what](dossier), dossier.formats, on, one_page=what == "summary")


def write_docx(document: Document, formats: Formats, on: date, *, one_page: bool = False) -> bytes:
    """Write a document as a Word file; raises `UsageError` without the library.

    Args:
        document: The document.
        formats: How days are written; their country also decides the size of the paper.
        on: The day that the file says it was made on.
        one_page: Set small, to fit one page, and without a number on it.
    """
    refuse_without_library()
    from unstall.report.word import WordFile

    file = WordFile(document.language, formats.locale, one_page=one_page)
    _say_who(file.word, document, on)
    file.title(_text(document.title))
    for block in document.opening:
        _block(file, block, formats)
    for section in document.sections:
        _section(file, section, 1, formats)
    return _without_times(file.saved())


def words_of(file: bytes) -> str:
    """Give what a Word file says, each paragraph and each property on a line of its own.

    Paragraphs are those of all parts of the file: headers, footers and notes as well.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    said: list[str] = []
    with zipfile.ZipFile(BytesIO(file)) as parts:
        for name in parts.namelist():
            if not name.endswith(".xml"):
                continue
            root = parse_xml(parts.read(name))
            if name.startswith("docProps/"):
                said += [element.text or "" for element in root]
            for paragraph in root.iter(qn("w:p")):
                said.append("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
    return "".join(f"{line}\n" for line in said)


def _say_who(word: Word, document: Document, on: date) -> None:
    about = word.core_properties
    about.title = _text(document.title)[:LONGEST_PROPERTY]
    about.language = document.language
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.combine(on, time(), UTC)


def _section(file: WordFile, section: Section, level: int, formats: Formats) -> None:
    number = f"{section.number}. " if section.number else ""
    file.heading(_text(f"{number}{section.title}"), min(level, DEEPEST))
    for block in section.blocks:
        _block(file, block, formats)
    for part in section.parts:
        _section(file, part, level + 1, formats)


def _block(file: WordFile, block: Block, formats: Formats) -> None:
    match block:
        case Paragraph():
            file.paragraph(_runs(block.line))
        case Quote():
            for quoted in block.lines:
                file.paragraph(_runs(quoted), "Quote")
        case Bullets():
            for item in block.items:
                file.paragraph(_runs(item), "List Bullet")
        case Checklist():
            for done, item in block.items:
                file.ticked(_runs(item), done=done)
        case Table():
            titles = [_text(column.title) for column in block.columns]
            shares = [column.width for column in block.columns]
            file.table(titles, shares, [[_runs(cell) for cell in row] for row in block.rows])
        case Timeline():
            for told in _in_words(block, formats):
                _block(file, told, formats)
        case Pictured():
            for instead in block.plain:
                _block(file, instead, formats)


def _in_words(drawn: Timeline, formats: Formats) -> tuple[Table, ...]:
    """Say what a time line shows: from when to when each part of the work goes."""
    day = formats.plain_day
    return table(
        "Part of the work 4 | First day 3 | Last day 3",
        *(
            (
                strong(title),
                day(min(bar.first for bar in bars)),
                day(max(bar.last for bar in bars)),
            )
            for title, bars in drawn.stages
            if bars
        ),
    )


def _runs(text: Line) -> list[tuple[str, Style]]:
    return [(_text(span.text), span.style) for span in text]


def _text(text: str) -> str:
    return _NO_CHARACTER.sub("", one_line(text))


def _without_times(file: bytes) -> bytes:
    """Write a zip file again with the same time for every part."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return written.getvalue()
