"""What can be done about a session that cannot be read, offered where somebody wants to open it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unstall.errors import UnstallError

if TYPE_CHECKING:
    from unstall.overview import Damaged
    from unstall.tui.app import UnstallApp


def offer_way_back(app: UnstallApp, damaged: Damaged, then: Callable[[], object]) -> None:
    """Open what is in two versions, ask whether to put the version before back, or say what to do.

    Args:
        app: The app.
        damaged: The session that cannot be read.
        then: What to do once the version before is back.
    """
    if damaged.in_conflict:
        app.open_session(damaged.path)
        return
    if not damaged.can_be_put_back:
        app.say(f"{damaged.reason}. {damaged.way_back}", severity="error")
        return
    from unstall.tui.widgets.dialogs import Confirm

    def put_back(sure: bool | None) -> None:
        if not sure:
            return
        try:
            app.workspace.put_back(damaged.path)
        except UnstallError as error:
            app.say(str(error), severity="error")
            return
        app.say("The version before is back; the damaged file is kept beside it.")
        then()

    app.push_screen(
        Confirm(
            "Put the version before it back?",
            hint=f"{damaged.reason}. The damaged file is kept beside it.",
            yes="put it back",
            no="leave it as it is",
        ),
        put_back,
    )
