"""Documents for other people's eyes: written from a redacted copy, and searched for what was
dropped before they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from unstall.commands.find import Found
from unstall.commands.output import quoted
from unstall.errors import SessionError
from unstall.report.decoded import Format, ways_of_reading
from unstall.session.leaks import Leak, leaks
from unstall.session.models import Session
from unstall.session.redact import (
    redact_together,
    titles_hold_a_name,
    without_free_texts,
    without_titles,
)

D = TypeVar("D", str, bytes)


def redacted(
    found: Found, write: Callable[[Found], D], form: Format, read: Callable[[D], str] = str
) -> D:
    """Write a document from a redacted copy of a session.

    Raises `SessionError`, and gives nothing, if a dropped name is left in the document.

    Args:
        found: The session; those before it are redacted with it.
        write: Gives the document of a session.
        form: The document's format.
        read: Gives all that a document of this format says, line by line.
    """

    def written(copies: Sequence[Found]) -> D:
        return write(replace(copies[-1], before=tuple(copies[:-1])))

    return redacted_together((*found.before, found), written, form, read)


def redacted_together(
    found: Sequence[Found],
    write: Callable[[Sequence[Found]], D],
    form: Format,
    read: Callable[[D], str] = str,
) -> D:
    """Write a document from redacted copies of several sessions; see `redacted`.

    Whoever is named in several sessions has the same number in all.

    Args:
        found: The sessions, the oldest first.
        write: Gives the document of sessions.
        form: The document's format.
        read: Gives all that a document of this format says, line by line.
    """

    def written(sessions: Sequence[Session]) -> D:
        pairs = zip(found, sessions, strict=True)
        return write([replace(one, session=session) for one, session in pairs])

    def said(document: D) -> tuple[str, ...]:
        return ways_of_reading(read(document), form)

    copies = redact_together([(one.session, one.questionnaire) for one in found])
    own = [(copy, one.questionnaire) for copy, one in zip(copies, found, strict=True)]
    document = written([copy.session for copy in copies])
    searched = document
    if any(map(titles_hold_a_name, copies)):
        # The names of the project and the client stay; what is searched is all the rest.
        searched = written([without_titles(copy, asked) for copy, asked in own])
    bare = written([without_free_texts(copy.session, asked) for copy, asked in own])
    names = tuple(dict.fromkeys(name for copy in copies for name in copy.names))
    left = leaks(said(searched), names, said(bare))
    if left:
        raise _refusal(left, "paragraph" if form == "docx" else "line")
    return document


def _refusal(left: tuple[Leak, ...], part: str) -> SessionError:
    more = f", and {len(left) - 1} more" if len(left) > 1 else ""
    return SessionError(
        f"the redacted document would still name {quoted(left[0].name)}, "
        f"in its {part} {left[0].line}{more}",
        hint="It stands in a text that somebody typed: change it there. Nothing was written.",
    )
