"""What was given as NAME=VALUE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.commands.output import one_line, quoted
from unstall.errors import UsageError


def pairs(given: Iterable[str], form: str) -> Iterator[tuple[str, str]]:
    """Divide each at its first =.

    A name may come once, so that no order of changes matters. Raises `UsageError` for what is not
    of the form, which stands in the error as it is given here.
    """
    seen: set[str] = set()
    for pair in given:
        name, equals, value = pair.partition("=")
        name = one_line(name)
        if not equals or not name:
            raise UsageError(f"{quoted(pair)} is not of the form {form}")
        if name in seen:
            raise UsageError(f"{quoted(name)} is given twice", hint="Keep one of the two.")
        seen.add(name)
        yield name, value
