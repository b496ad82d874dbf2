"""What was parked in a workshop: the questions about which somebody finds out, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from unstall.errors import UnstallError
from unstall.session.edit import annotate
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.later import once_laid_out
from unstall.tui.text import fill, short
from unstall.tui.widgets.dialogs import AskLine, AskText
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.workshop import parking_rows
from unstall.workshop.workshop import Workshop

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

BESIDE_NAME = 11
"""Cells of the first line beside the project's name."""


class ParkingScreen(Screen[None]):
    """Shows what somebody finds out, and changes it."""

    DEFAULT_CSS = """
    ParkingScreen { layout: vertical; overflow: hidden; }
    ParkingScreen #top { height: 1; padding: 0 1; margin-bottom: 1; }
    ParkingScreen #parked { height: 1fr; padding: 0 1; }
    ParkingScreen.-wide #parked { padding: 0 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("parking")]

    HELP = (
        "Each question here has somebody who finds out, and a day. A blank line takes it off the "
        "list. It stands in the report as well, among what is not known."
    )

    def __init__(self, desk: Desk, _workshop: Workshop) -> None:
        super().__init__()
        self._desk = desk

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out a heading and the list."""
        yield Static(id="top")
        yield RowList(id="parked")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the screen."""
        self._list.focus()
        once_laid_out(self, self._show)

    @property
    def _list(self) -> RowList:
        return self.query_one("#parked", RowList)

    def _show(self) -> None:
        desk, width = self._desk, self.app.size.width - BESIDE_NAME
        self.query_one("#top", Static).update(
            fill("[b]Parked[/b]   $project", project=short(desk.session.project, width))
        )
        self._list.show(parking_rows(desk.questionnaire, desk.session))

    def action_move(self, step: int) -> None:
        """Go up or down."""
        self._list.move(step)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        self._list.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the first question or to the last."""
        self._list.ends(last=last)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    @on(RowList.Picked)
    def _picked(self) -> None:
        self.action_ask()

    @work(exclusive=True, group="parking")
    async def action_ask(self) -> None:
        """Write down who finds out, and by when."""
        question = self._list.cursor
        if question is None:
            return
        ask = self._desk.answer_of(question).ask or ""
        typed = await self.app.push_screen_wait(
            AskLine(
                "Who finds out, and by when?",
                value=" ".join(ask.split()),
                hint=f"{self._title(question)}\nBlank takes it off the list.",
                draft=f"parked/{question}",
            )
        )
        if typed is not None:
            self._annotate(question, ask=typed)

    @work(exclusive=True, group="parking")
    async def action_note(self) -> None:
        """Write down what was said."""
        question = self._list.cursor
        if question is None:
            return
        typed = await self.app.push_screen_wait(
            AskText(
                "What was said?",
                value=self._desk.answer_of(question).note or "",
                hint=self._title(question),
                draft=f"said/{question}",
            )
        )
        if typed is not None:
            self._annotate(question, note=typed)

    def _title(self, question: str) -> str:
        return self._desk.questionnaire.question_by_id[question].short

    def _annotate(self, question: str, *, ask: str | None = None, note: str | None = None) -> None:
        desk = self._desk
        try:
            after = annotate(desk.session, desk.questionnaire, question, ask=ask, note=note)
            desk.change(after, question)
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
        self._show()
