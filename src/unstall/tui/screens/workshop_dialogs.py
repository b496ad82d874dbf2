"""The dialogs over the room: hands that were shown, and who is here.

Neither shows how anybody voted. What is typed of hands stands in its field while it is typed, as it
was called out, and nowhere afterwards.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from unstall.errors import UnstallError
from unstall.tui.desk import Desk
from unstall.tui.rows import row
from unstall.tui.text import plain
from unstall.tui.widgets.dialogs import Confirm, Dialog
from unstall.tui.widgets.line_field import LineField
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.workshop import (
    NOBODY_HERE,
    hands_hint,
    hands_noted,
    labels,
    voter_rows,
    who_is_here,
)
from unstall.workshop.workshop import Workshop

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

LOOK_EVERY_SECONDS = 1.0
"""How often it is looked who came, left and voted."""


class HandsDialog(Dialog[None]):
    """Takes the hands shown in one line, and says how many were noted."""

    DEFAULT_CSS = """
    HandsDialog .dialog--hint { margin-bottom: 1; }
    """
    KEYS: ClassVar[str] = "[b]Enter[/b] note them   [b]Esc[/b] cancel"

    def __init__(self, _desk: Desk, workshop: Workshop) -> None:
        """Ask for the hands on the question on stage, in place of those noted before."""
        standing = None
        with suppress(UnstallError):
            # A disk that refuses is said in the room.
            standing = workshop.standing()
        super().__init__("Hands, by role", hands_hint(workshop, standing))
        self._workshop = workshop

    def body(self) -> ComposeResult:
        """Yield the field."""
        roles = self._workshop.setup.roles[:2]
        example = " ".join(
            f"{role} {votes}" for role, votes in zip(roles, ("112", "443"), strict=False)
        )
        yield LineField(placeholder=f"such as {example}", select_on_focus=False)

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.refuse("")

    @on(Input.Submitted)
    def _note(self) -> None:
        try:
            self._workshop.hands(self.query_one(LineField).value)
            said = hands_noted(self._workshop.standing())
        except UnstallError as error:
            self.refuse(str(error))
            return
        cast("UnstallApp", self.app).say(said)
        self.dismiss(None)


class VotersDialog(Dialog[None]):
    """Shows who is here by role and way, and takes out who left or joined twice."""

    DEFAULT_CSS = """
    VotersDialog RowList { height: auto; max-height: 14; margin-top: 1; background: $surface; }
    VotersDialog .voters--who { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("x,delete,enter", "remove", show=False),
        Binding("w,q", "leave", show=False),
    ]
    KEYS: ClassVar[str] = "[b]j k[/b] move   [b]x[/b] take out of the room   [b]Esc[/b] room"

    def __init__(self, desk: Desk, workshop: Workshop) -> None:
        super().__init__("Who is here")
        self._desk = desk
        self._workshop = workshop

    def body(self) -> ComposeResult:
        """Yield a sentence and the list."""
        yield Static(classes="voters--who")
        yield RowList()

    def on_mount(self) -> None:
        """Show who is here, and go on looking."""
        self.query_one(RowList).focus()
        self._look()
        self.set_interval(LOOK_EVERY_SECONDS, self._look)

    def _look(self) -> None:
        workshop = self._workshop
        try:
            standing = workshop.standing()
        except UnstallError as error:
            self.refuse(str(error))
            return
        self.query_one(".voters--who", Static).update(plain(who_is_here(workshop, standing)))
        rows = [*voter_rows(workshop, standing, is_voting=workshop.stage.is_voting)]
        listed = self.query_one(RowList)
        if rows != listed.rows or not rows:
            listed.show(rows or [row(NOBODY_HERE, "dim")])

    def action_move(self, step: int) -> None:
        """Go up or down in the list."""
        self.query_one(RowList).move(step)

    def action_page(self, pages: int) -> None:
        """Scroll the list."""
        self.query_one(RowList).page(pages)

    @on(RowList.Picked)
    def _picked(self) -> None:
        self.action_remove()

    @work(exclusive=True, group="removing")
    async def action_remove(self) -> None:
        """Take the one under the cursor out of the room, once it is said that this is meant."""
        voter = self.query_one(RowList).cursor
        if voter is None:
            return
        workshop, desk = self._workshop, self._desk
        try:
            who = labels(workshop, workshop.standing().joined).get(voter)
        except UnstallError as error:
            self.refuse(str(error))
            return
        if who is None:
            return
        sure = await self.app.push_screen_wait(
            Confirm(
                f"Take out {who}?",
                hint="For somebody who left or joined twice. All their votes go, also those "
                "already revealed, and one voter fewer is expected. Who is still there can join "
                "again.",
                yes="take them out",
                no="they stay",
                risky=True,
            )
        )
        if not sure:
            return
        try:
            desk.change(workshop.remove(desk.session, voter), "votes")
        except UnstallError as error:
            cast("UnstallApp", self.app).say(str(error), severity="error")
        self._look()
