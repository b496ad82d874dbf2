"""The ways into a workshop: at its set-up, or where it was; and the server for voters' devices."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from unstall.errors import UnstallError
from unstall.report.phrases import capitalised
from unstall.tui.wording.workshop import goes_on, listening
from unstall.workshop.workshop import Workshop
from unstall.workshop_server import VotersServer, Where
from unstall.workshop_wishes import Wishes

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp
    from unstall.tui.desk import Desk

IN_A_TRIAL = "A workshop changes what is real: keep or discard first what is tried out."
SPARE_DEVICES = 20
"""Devices beyond the voters expected: somebody comes late, or changes theirs."""
NOTHING_APPLIES = "No question applies to this project, so there is nothing to vote on."
NO_FILE = "A workshop needs a session that lies in a file."


def open_workshop(app: UnstallApp, wishes: Wishes) -> None:
    """Open the workshop on the desk's session: the room if it is under way, else its set-up.

    One under way shows its set-up first where something was said about that. What stands against
    a workshop is said and nothing else happens.
    """
    desk = app.desk
    if desk is None:
        return
    if refusal := _refusal(desk):
        app.say(refusal, severity="warning")
        return
    workshop = None
    try:
        workshop = resumed(desk)
    except UnstallError as error:
        app.say(str(error), severity="warning")
    if workshop is None or wishes.about_the_set_up:
        from unstall.tui.screens.workshop_setup import WorkshopSetup

        app.push_screen(WorkshopSetup(desk, wishes, workshop))
        return
    enter_room(app, desk, workshop, wishes.serve, goes_on(workshop, desk.session))


def _refusal(desk: Desk) -> str | None:
    if desk.trial is not None:
        return IN_A_TRIAL
    if desk.path is None:
        return NO_FILE
    if desk.locked_because:
        return f"No workshop: {desk.locked_because}"
    return None if desk.triage.applicable else NOTHING_APPLIES


def resumed(desk: Desk) -> Workshop | None:
    """Give the workshop that is under way on the desk's session; None if there is none.

    Raises `RoomError` if its files cannot be used.
    """
    if desk.path is None:
        return None
    return Workshop.resume(desk.path, desk.session, desk.questionnaire, desk.now)


def enter_room(
    app: UnstallApp, desk: Desk, workshop: Workshop, serve: Where | None = None, first: str = ""
) -> None:
    """Show the room, and let people join from their devices if that is wanted.

    What is to be said `first` stands in its last line until a key is pressed.
    """
    from unstall.tui.screens.room import RoomScreen

    server = _server(app, workshop)
    if serve is not None and not server.is_listening:
        begin_serving(app, workshop, serve)
    is_wanted = serve is not None or server.is_listening
    room = RoomScreen(desk, workshop, server if is_wanted else None)
    if first:
        room.call_after_refresh(room.tell, first)
    app.push_screen(room, lambda _: _left(app, workshop))


def _left(app: UnstallApp, workshop: Workshop) -> None:
    """Show what the room decided on the screen that one comes back to."""
    from unstall.tui.screens.desk_screen import DeskScreen

    if workshop.stage.phase == "over" and app.voters:
        app.voters.stop(wait=False)
    if isinstance(app.screen, DeskScreen):
        app.screen.refresh_view()


def _server(app: UnstallApp, workshop: Workshop) -> VotersServer:
    """Give the one server of a room, which need not run."""
    if app.voters is None or app.voters.room != workshop.folder.path:
        if app.voters is not None:
            app.voters.stop(wait=False)
        app.voters = VotersServer(
            workshop.folder.path,
            on_end=lambda error: _tell_from_thread(app, str(error), is_bad=True),
        )
    return app.voters


def begin_serving(app: UnstallApp, workshop: Workshop, at: Where) -> VotersServer:
    """Begin to serve voters' devices, in place of what was served before.

    Gives the server at once; it is said on the screen when it listens, or why it does not.
    """
    server = _server(app, workshop)
    roles, setup = [*workshop.roles.items()], workshop.setup

    def start() -> None:
        try:
            server.start(roles, setup.code, at, devices=setup.voters + SPARE_DEVICES)
        except UnstallError as error:
            _tell_from_thread(app, str(error), is_bad=True)
        else:
            _tell_from_thread(app, listening(server), is_bad=False)

    app.run_worker(start, name="serving", group="serving", thread=True)
    return server


def _tell_from_thread(app: UnstallApp, words: str, *, is_bad: bool) -> None:
    # The app may have been left in the meantime.
    with suppress(RuntimeError):
        app.call_from_thread(
            app.say, capitalised(words), severity="error" if is_bad else "information"
        )
