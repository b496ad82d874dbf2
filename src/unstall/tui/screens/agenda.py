"""The agenda of a workshop: what to talk about first, what was left, what is settled.

It shows nothing of votes that were not revealed. The room is left as it is until something is taken
up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from unstall.errors import UnstallError
from unstall.triage.discussion import Discussion
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.heard import Heard
from unstall.tui.later import once_laid_out
from unstall.tui.screens.desk_screen import SHORTEST_NAME
from unstall.tui.screens.listed import ListedScreen
from unstall.tui.text import fill, short
from unstall.tui.widgets.dialogs import Confirm
from unstall.tui.wording.workshop import (
    agenda_heading,
    agenda_rows,
    unrecorded,
    what_ending_means,
)
from unstall.voting.recording import with_medians
from unstall.workshop.workshop import Workshop

if TYPE_CHECKING:
    pass

BESIDE_NAME = 14
"""Cells of the first line beside the project's name and what is said."""
ENDED = "The workshop is over. What was revealed and decided is in the session."


class AgendaScreen(ListedScreen):
    """Shows what is left, and puts what is taken up on stage, in the room below."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("agenda")]

    HELP = (
        "What the room disagrees on stands first, by how far its votes lie apart and by what that "
        "does to the verdict. Enter shows a question's votes again, or asks it where nobody has "
        "voted. Where nothing that remains would change the verdict, the room can stop."
    )

    def __init__(self, desk: Desk, workshop: Workshop, heard: Heard) -> None:
        super().__init__()
        self._desk = desk
        self._workshop = workshop
        self._heard = heard

    def on_resize(self) -> None:
        """Cut the name anew."""
        once_laid_out(self, self._show)

    def on_screen_resume(self) -> None:
        """Show what became of it elsewhere."""
        if self.rows.rows:
            self._show()

    def _discussion(self) -> Discussion:
        return Discussion(self._desk.engine, self._desk.session)

    def _show(self) -> None:
        workshop, session = self._workshop, self._desk.session
        discussion = self._discussion()
        words = agenda_heading(discussion, workshop, session)
        room = self.app.size.width - len(words) - BESIDE_NAME
        self.head(
            fill(
                "[b]Agenda[/b]   $project   [dim]$words[/dim]",
                project=short(session.project, room) if room >= SHORTEST_NAME else "",
                words=words,
            )
        )
        self.rows.show([*agenda_rows(discussion, workshop, session)])

    def picked(self) -> None:
        """Take the question up."""
        self.action_take_up()

    @work(exclusive=True, group="agenda")
    async def action_take_up(self) -> None:
        """Put the question under the cursor on stage."""
        question, workshop = self.rows.cursor, self._workshop
        if question is None or not await self._may_leave_stage(question):
            return
        session = self._desk.session
        try:
            if workshop.stage.voted:
                workshop.leave_for_later()
            if question in session.votes:
                workshop.take_up(session, question)
            else:
                workshop.ask(question)
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
            return
        self.dismiss(None)

    async def _may_leave_stage(self, question: str) -> bool:
        """Ask before votes that were not revealed are left behind; go back if it is that one."""
        stage = self._workshop.stage
        if not stage.is_voting or stage.asked is None:
            return True
        if stage.asked.id == question:
            self.dismiss(None)
            return False
        if not stage.voted:
            # Nothing is lost, and it comes up next.
            return True
        sure = await self.app.push_screen_wait(
            Confirm(
                "A vote is on",
                hint=f"{stage.voted} of {stage.expected} have voted on the question on stage, and "
                "it was not revealed. It is left for later, and is voted on anew then.",
                yes="leave it for later",
                no="go on with the vote",
                risky=True,
            )
        )
        return bool(sure)

    def action_parked(self) -> None:
        """Show what was parked."""
        from unstall.tui.screens.parking import ParkingScreen

        self.app.push_screen(ParkingScreen(self._desk, self._heard))

    def action_medians(self) -> None:
        """Record the medians of what needs no talk and has nothing recorded yet."""
        desk, among = self._desk, unrecorded(self._discussion())
        if not among:
            self.unstall.say("Everything that is settled is recorded already.")
            return
        try:
            after = with_medians(desk.session, desk.questionnaire, desk.now(), among=among)
            desk.change(after, among[0])
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
            return
        self._show()

    def action_set_up(self) -> None:
        """Change how the workshop is set up."""
        from unstall.tui.screens.workshop_setup import WorkshopSetup
        from unstall.workshop_wishes import Wishes

        self.app.push_screen(WorkshopSetup(self._desk, Wishes(), self._workshop))

    @work(exclusive=True, group="agenda")
    async def action_end(self) -> None:
        """End the workshop, once it is said that this is meant."""
        workshop, desk = self._workshop, self._desk
        sure = await self.app.push_screen_wait(
            Confirm(
                "End the workshop?",
                hint=what_ending_means(self._discussion(), workshop, desk.session),
                yes="end it",
                no="go on with it",
                risky=True,
            )
        )
        if not sure:
            return
        try:
            workshop.end()
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
            return
        self.unstall.say(ENDED)
        self.dismiss(None)
