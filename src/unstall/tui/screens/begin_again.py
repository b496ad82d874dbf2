"""Beginning a re-run from anywhere in the app, once it is said what it will be."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.errors import UnstallError
from unstall.tui.country import day_in_words
from unstall.tui.widgets.dialogs import Confirm

if TYPE_CHECKING:
    from unstall.rerunning import Rerun
    from unstall.tui.app import UnstallApp

BEGUN = "A re-run is begun already, and nothing is answered in it yet: here it is."


async def begin_again(app: UnstallApp, path: Path) -> None:
    """Ask whether to begin a re-run of a session, and open it; what goes wrong is said.

    A re-run in which nothing is answered yet is opened instead of a second one.

    Args:
        app: The app; a session on its desk is put away first.
        path: The session to repeat, saved.
    """
    workspace = app.workspace
    try:
        begun = await asyncio.to_thread(workspace.untouched_rerun, path)
        if begun is not None:
            _open(app, begun, BEGUN)
            return
        # Reading two versions of a questionnaire takes some tenths of a second.
        made = await asyncio.to_thread(workspace.rerun_of, path)
        if await app.push_screen_wait(_question(made, app.locale)):
            _open(app, workspace.begin_again(made))
    except UnstallError as error:
        app.say(str(error), severity="error")


def _question(made: Rerun, locale: str) -> Confirm:
    from unstall.rerunning import what_changed

    day = day_in_words(made.old.assessed, locale)
    hint = [
        f"A new session, in which each question shows the answer of {day}: Enter confirms it, a "
        "digit changes it. Facts are asked again.",
        what_changed(made),
    ]
    if made.notice:
        hint.insert(1, made.notice)
    if made.old.closed is None:
        hint.append("It is not closed, so its verdict is not on record.")
    return Confirm(
        f"Begin a re-run of {made.old.project}?",
        hint="\n".join(hint),
        yes="begin the re-run",
        no="not now",
    )


def _open(app: UnstallApp, path: Path, said: str | None = None) -> None:
    def show() -> None:
        app.open_session(path, "interview")
        if said:
            app.say(said)

    if app.desk is None:
        show()
    else:
        app.leave_desk(show)
