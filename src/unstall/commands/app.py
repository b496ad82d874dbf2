"""The door to the app, which needs a terminal and is imported only when it opens."""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_folder, sessions_option
from unstall.commands.output import one_line
from unstall.errors import UsageError
from unstall.session.heads import is_ballot

if TYPE_CHECKING:
    from unstall.workshop_wishes import Wishes


@click.command("open")
@sessions_option
@click.argument("session", shell_complete=complete_session)
def open_(session: str) -> int:
    """Open a session in the app; of a ballot its questions alone."""
    named = shlex.quote(one_line(session))
    refuse_without_terminal(
        f"unstall answer {named} QUESTION=LEVEL --role ROLE"
        if is_ballot(Path(session))
        else f"unstall score {named}"
    )
    from unstall.commands.find import find_session

    return start(find_session(session_store(), session))


def start(session: Path | None, workshop: Wishes | None = None) -> int:
    """Open the app, at a session and its workshop if they are given, and give its exit code."""
    refuse_without_terminal("unstall list, or unstall example and then unstall score")
    # Nothing that is loaded at the start is garbage, and looking for it takes a quarter of the time
    # to the first frame. The app looks again once that is shown.
    gc.disable()
    from unstall.tui.app import run_app

    return run_app(sessions_folder(), session, workshop)


def refuse_without_terminal(instead: str, environ: Mapping[str, str] = os.environ) -> None:
    """Raise `UsageError` unless the app can draw and be typed at; `instead` would do the job."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        what = "the app needs a terminal on standard input and output, and there is none"
    elif environ.get("TERM", "").lower() in ("dumb", "unknown"):
        what = f"this terminal (TERM={environ['TERM']}) cannot move its cursor, as the app needs"
    else:
        return
    raise UsageError(what, hint=f"Without it: {instead}.")


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False
