"""Closing a session: frozen with its result, once somebody has said that this is meant."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from unstall.errors import UnstallError
from unstall.tui.widgets.dialogs import Confirm

if TYPE_CHECKING:
    from unstall.tui.screens.desk_screen import DeskScreen

ROOM_GOES = "Its workshop ends: votes that were not revealed are gone."


async def close_session(screen: DeskScreen) -> None:
    """Ask whether closing is meant, and freeze the session; runs in a worker of the screen."""
    from unstall.outlook import outlook_of
    from unstall.tui.wording.dossier import dossier_of
    from unstall.tui.wording.verdict import headline
    from unstall.workshop.folder import room_of

    app, desk = screen.unstall, screen.desk
    if desk.locked_because:
        app.say(desk.locked_because, severity="warning")
        return
    if desk.outlook is None:
        triage = desk.triage
        desk.keep_outlook(triage, await to_thread(outlook_of, desk.engine, triage))
    said = headline(dossier_of(desk, app.locale))
    hint = (
        f"It is frozen with its result: {said.verdict} · {said.standing}. After that nothing in "
        "it can be changed, neither answers nor the plan, and this cannot be taken back. It can "
        "still be read and its documents written. A re-run starts from these answers."
    )
    room = room_of(desk.path) if desk.path else None
    if room and room.is_there:
        hint += f" {ROOM_GOES}"
    sure = await app.push_screen_wait(
        Confirm(
            "Close this session for good?",
            hint=hint,
            yes="close it",
            no="leave it open",
            risky=True,
        )
    )
    if not sure:
        return
    try:
        desk.freeze()
    except UnstallError as error:
        app.say(str(error), severity="error")
        return
    if room:
        # Nobody can enter it any more to end it, and what is in it was to be kept nowhere.
        if app.voters:
            app.voters.stop(wait=False)
        room.clear()
    screen.refresh_view()
    app.say("The session is closed.")
