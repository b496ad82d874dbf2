"""Documents on their way to a file: proposed names, and writing whole or not at all.

Nothing is ever written over without being asked for, and a disk that refuses leaves what was there
as it was.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.errors import Place, StorageError, UsageError
from unstall.paths import own_templates
from unstall.report.dossier import Dossier
from unstall.session.files import put_new, put_over
from unstall.session.guard import refuse_session_files
from unstall.session.models import Session
from unstall.session.names import folder_names
from unstall.session.typed import one_line

if TYPE_CHECKING:
    from unstall.report.compared import Compared
    from unstall.report.docx import What

LONGEST_NAME = 255
"""Bytes of a file name that every file system takes."""

Render = Callable[[Dossier], "str | bytes"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A document that can be written."""

    id: str
    title: str
    detail: str
    """The format, and what it is good for."""
    suffix: str
    render: Render
    called: str
    """What a file's name says it is."""


def _report(dossier: Dossier) -> str:
    from unstall.report.markdown import render_report

    return render_report(dossier, own_templates())


def _plan(dossier: Dossier) -> str:
    from unstall.report.markdown import render_plan

    return render_plan(dossier, own_templates())


def _summary(dossier: Dossier) -> str:
    from unstall.report.markdown import render_summary

    return render_summary(dossier, own_templates())


def _report_page(dossier: Dossier) -> str:
    from unstall.report.html import render_report_html

    return render_report_html(dossier, own_templates())


def _plan_page(dossier: Dossier) -> str:
    from unstall.report.html import render_plan_html

    return render_plan_html(dossier, own_templates())


def _summary_page(dossier: Dossier) -> str:
    from unstall.report.html import render_summary_html

    return render_summary_html(dossier, own_templates())


def _word(what: What) -> Render:
    def render(dossier: Dossier) -> bytes:
        from unstall.report.docx import render_docx

        return render_docx(dossier, what)

    return render


_REPORT, _PLAN, _SUMMARY = "The report", "The plan, week by week", "One page for the sponsor"
_COMPARISON = "What moved between two sessions"
_PAGE, _WORD = "HTML, to print and to send", "Word"

KINDS: tuple[Kind, ...] = (
    Kind("report", _REPORT, "Markdown", ".md", _report, "report"),
    Kind("plan", _PLAN, "Markdown", ".md", _plan, "plan"),
    Kind("summary", _SUMMARY, "Markdown", ".md", _summary, "summary"),
    Kind("report-page", _REPORT, _PAGE, ".html", _report_page, "report"),
    Kind("plan-page", _PLAN, _PAGE, ".html", _plan_page, "plan"),
    Kind("summary-page", _SUMMARY, _PAGE, ".html", _summary_page, "summary"),
)
WORD_KINDS: tuple[Kind, ...] = (
    Kind("report-word", _REPORT, _WORD, ".docx", _word("report"), "report"),
    Kind("plan-word", _PLAN, _WORD, ".docx", _word("plan"), "plan"),
    Kind("summary-word", _SUMMARY, _WORD, ".docx", _word("summary"), "summary"),
)
"""What needs a library that is not always installed."""


def kinds() -> tuple[Kind, ...]:
    """Give the kinds of documents that can be written on this machine."""
    from unstall.report.docx import is_installed

    return (*KINDS, *(WORD_KINDS if is_installed() else ()))


def comparison_kinds(told: Compared) -> tuple[Kind, ...]:
    """Give the kinds of documents that tell of two sessions of a project."""

    def written(_: Dossier) -> str:
        from unstall.report.comparison import render_comparison

        return render_comparison(told, own_templates())

    def page(_: Dossier) -> str:
        from unstall.report.comparison import render_comparison_html

        return render_comparison_html(told, own_templates())

    return (
        Kind("comparison", _COMPARISON, "Markdown", ".md", written, "comparison"),
        Kind("comparison-page", _COMPARISON, _PAGE, ".html", page, "comparison"),
    )


def kind(id_: str) -> Kind:
    """Find a kind of document by its id."""
    return next(known for known in (*KINDS, *WORD_KINDS) if known.id == id_)


def proposed_name(session: Session, document: Kind) -> str:
    """Propose a file name: `claims-triage-report-2026-11-20.md`."""
    project = next(folder_names(session.project))
    return f"{project}-{document.called}-{session.assessed.isoformat()}{document.suffix}"


def free_name(file: Path) -> Path:
    """Give the first name like this one that nothing has: `report.md`, `report-2.md`, …."""
    names = (
        file if number == 1 else file.with_name(f"{file.stem}-{number}{file.suffix}")
        for number in count(1)
    )
    return next(name for name in names if not _is_taken(name))


def target(folder: Path, typed: str, sessions: Path) -> Path:
    """Turn a typed file name into a path: in the folder, unless it names another.

    Raises `UsageError` for what can be no file, and for what belongs to a session.

    Args:
        folder: Where a name alone lies.
        typed: The name or path.
        sessions: The sessions folder.
    """
    name = one_line(typed)
    if not name:
        raise UsageError("the file has no name", hint="Give it one.")
    try:
        file = folder / Path(name).expanduser()
    except RuntimeError:
        raise UsageError(
            "nobody's home directory is meant by this", Place(item=name[:LONGEST_NAME]),
            "Name the folder in full.",
        ) from None  # fmt: skip
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in file.parts):
        raise UsageError(
            "the name is too long for a file", hint=f"Write at most {LONGEST_NAME} characters."
        )
    if name.endswith(("/", os.sep)) or file.is_dir():
        raise UsageError("this is a folder", Place(file), "Name a file in it.")
    if file.exists() and not file.is_file():
        raise UsageError("this is no ordinary file", Place(file), "Name another.")
    if not file.parent.is_dir():
        raise UsageError("there is no such folder", Place(file.parent), "Make it, or name another.")
    refuse_session_files(file, sessions)
    return file


def exists(file: Path) -> bool:
    """Tell whether writing here would write over something."""
    return _is_taken(file)


def write(file: Path, text: str | bytes, *, over: bool) -> None:
    """Write a document, whole or not at all, for its user's eyes only (0600).

    Args:
        file: From `target`.
        text: The document.
        over: Whether it may take the place of what is there.

    Raises `StorageError` if the disk refuses or, unless `over`, if the name is taken by now.
    """
    data = text.encode() if isinstance(text, str) else text
    try:
        if over:
            put_over(file, data)
        elif not put_new(file, data):
            raise StorageError("the file is there already", Place(file), "Give another name.")
    except OSError as refused:
        raise _refused(refused, file) from None


def _is_taken(file: Path) -> bool:
    return file.exists() or file.is_symlink()


_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the folder is read-only for you",
    errno.EPERM: "the folder is read-only for you",
    errno.ENAMETOOLONG: "the name is too long for a file",
}


def _refused(refused: OSError, file: Path) -> StorageError:
    words = _WORDS.get(refused.errno or 0) or (refused.strerror or "the disk refused").lower()
    return StorageError(
        f"not written: {words}", Place(file), "Name another place, such as ~/name.md."
    )
