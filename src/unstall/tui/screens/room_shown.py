"""A room on the screen as it is: who is there, who has voted, what came out, and the keys.

Looks four times a second. Until the reveal nothing on it depends on what anybody voted for.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult

from unstall.errors import UnstallError
from unstall.questionnaire.questions import Question
from unstall.tui.desk import Desk
from unstall.tui.heard import Heard
from unstall.tui.screens.desk_screen import DeskScreen, Heading
from unstall.tui.widgets.key_line import KeyLine, keys_on
from unstall.tui.widgets.lined import Lined
from unstall.tui.widgets.projector import Projector
from unstall.tui.widgets.room_keys import room_hints
from unstall.tui.wording.room import Room, on_stage, progress
from unstall.workshop.standing import Standing
from unstall.workshop.workshop import Workshop
from unstall.workshop_server import VotersServer

LOOK_SECONDS = 0.25
"""How often it is looked who is there and who has voted."""


class RoomShown(DeskScreen):
    """A screen that shows a room and follows it."""

    def __init__(self, desk: Desk, workshop: Workshop, server: VotersServer | None = None) -> None:
        """Show a room.

        Args:
            desk: The session that is voted on; what comes out is kept in it.
            workshop: The workshop on it.
            server: What lets people vote from their own devices; None while nothing does.
        """
        super().__init__(desk)
        self.workshop = workshop
        self.server = server
        self.room_standing = Standing(0, 0, ())
        self.heard = Heard()
        self._keys: dict[str, str] = {}
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay out a line on top, what the room sees, and a line that names the keys."""
        yield Heading()
        yield Projector(id="stage")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look the keys up, which the user may have changed, and begin to look who is there."""
        self._keys = keys_on(self)
        super().on_mount()
        self.set_interval(LOOK_SECONDS, self.look)

    def on_screen_resume(self) -> None:
        """Show what was changed on a screen that lay over this one, and what was said there."""
        if self._is_filled:
            said = self.query_one(KeyLine).message
            self.refresh_view()
            if said is not None:
                self.hear(said)

    def look(self) -> None:
        """Look who is there and who has voted, and what time it is."""
        try:
            if self.workshop.stage.phase in ("lobby", "voting"):
                self.room_standing = self.workshop.standing()
            self._trouble = ""
        except UnstallError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self.unstall.say(self._trouble, severity="error")
        self._show()

    def refresh_view(self, changed: str | None = None) -> None:  # noqa: ARG002
        """Show the room and its keys as they are now."""
        self.look()
        self.show_keys()

    def _show(self) -> None:
        stage, question = self.workshop.stage, self.workshop.question
        self.set_heading(progress(stage))
        said = self.heard.said(question.id) if question else ""
        room = Room(
            stage,
            self.workshop.setup,
            self.room_standing,
            self.desk.questionnaire,
            self.desk.session,
            self.server.url if self.server else None,
            said,
            self.desk.now(),
        )
        self.query_one(Projector).show(on_stage(room))

    def show_keys(self) -> None:
        """Name the keys of this phase."""
        hints = room_hints(
            self._keys,
            self.workshop.stage,
            decided=self._is_decided,
            seats=bool(self.workshop.setup.seats),
            devices=self.server is not None,
        )
        self.query_one(KeyLine).show(hints)

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Say something about the key just pressed, until the next one."""
        if not self.query_one(KeyLine).tell(message, warning=warning):
            self.unstall.say(message, severity="warning" if warning else "information")

    def hear(self, message: str) -> bool:
        """Show a message in the last line: nothing lies over what the room looks at."""
        return self.query_one(KeyLine).tell(message)

    def on_key(self) -> None:
        """Show the keys again in place of what was said about the last one."""
        if self.query_one(KeyLine).message is not None:
            self.show_keys()

    @on(Lined.Clicked)
    async def _clicked(self, event: Lined.Clicked) -> None:
        await self.run_action(event.line_id)

    @property
    def shown_question(self) -> Question | None:
        """The question whose votes are shown; None before the reveal."""
        return self.workshop.question if self.workshop.stage.phase == "revealed" else None

    @property
    def _is_decided(self) -> bool:
        question = self.shown_question
        return question is not None and self.desk.answer_of(question.id).voted == "decided"

    def do(self, change: Callable[[], None]) -> bool:
        """Change something and show it; tells whether it could be done, and says why not."""
        if self.desk.locked_because:
            self.tell(self.desk.locked_because, warning=True)
            return False
        try:
            change()
        except UnstallError as error:
            self.tell(str(error), warning=True)
            return False
        self.refresh_view()
        return True
