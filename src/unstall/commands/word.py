"""Documents as Word files, which go to a file and never to standard output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.commands.writing import STANDARD_OUTPUT, write_file
from unstall.errors import UsageError

if TYPE_CHECKING:
    from unstall.commands.find import Found
    from unstall.plan.models import Plan
    from unstall.report.docx import What


def refuse_word_without_file(form: str, output: Path | None) -> None:
    """Raise `UsageError` if a Word file is asked for and cannot be written.

    Because no file is named, or because the library for it is not installed.
    """
    if form != "docx":
        return
    from unstall.report.docx import refuse_without_library

    if output is None or output == STANDARD_OUTPUT:
        raise UsageError("--format docx: a Word document needs a file", hint="Add -o FILE.docx.")
    refuse_without_library()


def write_word(
    found: Found,
    plan: Callable[[Found], Plan | None],
    what: What,
    file: Path,
    *,
    redact: bool,
    force: bool,
) -> None:
    """Write a session's document as a Word file, and say where.

    Raises `SessionError`, and writes nothing, if a redacted document would still name somebody.

    Args:
        found: The session.
        plan: Makes its plan.
        what: Which document.
        file: Where to.
        redact: Write it from a redacted copy.
        force: Write over what is there.
    """
    from unstall.commands.earlier import sides_of
    from unstall.commands.user import user_settings
    from unstall.report.docx import render_docx, words_of
    from unstall.report.dossier import dossier_of

    locale = user_settings().locale

    def write(of: Found) -> bytes:
        before = sides_of(of.before)
        dossier = dossier_of(of.engine, of.session, of.triage, plan(of), locale, earlier=before)
        return render_docx(dossier, what)

    if redact:
        from unstall.commands.redacting import redacted

        written = redacted(found, write, "docx", read=words_of)
    else:
        written = write(found)
    write_file(written, file, force=force)
