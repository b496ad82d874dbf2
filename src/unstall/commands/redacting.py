"""Documents for other people's eyes: written from a redacted copy, and searched for what was
dropped before they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from unstall.commands.find import Found
from unstall.commands.output import quoted
from unstall.errors import SessionError
from unstall.session.redact import leaks, redact, without_free_texts


def redacted(found: Found, write: Callable[[Found], str]) -> str:
    """Write a document from a redacted copy of a session.

    Raises `SessionError`, and gives nothing, if a dropped name is left in the document.

    Args:
        found: The session.
        write: Gives the document of a session.
    """
    copy = redact(found.session, found.questionnaire)
    document = write(replace(found, session=copy.session))
    form = write(replace(found, session=without_free_texts(copy.session, found.questionnaire)))
    left = leaks(document, copy.names, form)
    if left:
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        raise SessionError(
            f"the redacted document would still name {quoted(left[0].name)}, "
            f"in its line {left[0].line}{more}",
            hint="It stands in a text that somebody typed: change it there. Nothing was written.",
        )
    return document
