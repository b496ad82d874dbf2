"""Doing something that may be refused: what goes wrong is said, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unstall.errors import UnstallError

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp


def tried(app: UnstallApp, what: Callable[[], object]) -> bool:
    """Do something with files, and say what goes wrong. Tells whether all went well."""
    try:
        what()
    except UnstallError as error:
        app.say(str(error), severity="error")
        return False
    return True
