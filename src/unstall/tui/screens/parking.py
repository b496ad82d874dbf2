"""What was parked in a workshop: the questions about which somebody finds out, and by when."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from unstall.session.edit import annotate
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.heard import Heard
from unstall.tui.later import once_laid_out
from unstall.tui.refused import tried
from unstall.tui.screens.listed import ListedScreen
from unstall.tui.text import fill, short
from unstall.tui.widgets.dialogs import AskLine, AskText
from unstall.tui.wording.workshop import parking_rows

BESIDE_NAME = 11
"""Cells of the first line beside the project's name."""


class ParkingScreen(ListedScreen):
    """Shows what somebody finds out, and changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("parking")]

    HELP = (
        "Each question here has somebody who finds out, and a day. A blank line takes it off the "
        "list. It stands in the report as well, among what is not known."
    )

    def __init__(self, desk: Desk, heard: Heard) -> None:
        super().__init__()
        self._desk = desk
        self._heard = heard

    def on_mount(self) -> None:
        """Fill the screen."""
        super().on_mount()
        once_laid_out(self, self._show)

    def _show(self) -> None:
        desk, width = self._desk, self.app.size.width - BESIDE_NAME
        self.head(fill("[b]Parked[/b]   $project", project=short(desk.session.project, width)))
        self.rows.show(parking_rows(desk.questionnaire, desk.session, self._heard.said))

    def picked(self) -> None:
        """Change who finds it out."""
        self.action_ask()

    @work(exclusive=True, group="parking")
    async def action_ask(self) -> None:
        """Write down who finds out, and by when."""
        question = self.rows.cursor
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
            self._kept(lambda: self._annotate(question, ask=typed))

    @work(exclusive=True, group="parking")
    async def action_note(self) -> None:
        """Write down what was said. What was noted before the workshop stays off the screen."""
        question = self.rows.cursor
        if question is None:
            return
        typed = await self.app.push_screen_wait(
            AskText(
                "What was said?",
                value=self._heard.said(question),
                hint=self._title(question),
                draft=f"said/{question}",
            )
        )
        if typed is not None:
            asked = self._desk.questionnaire.question_by_id[question]
            self._kept(lambda: self._heard.keep(self._desk, asked, typed))

    def _title(self, question: str) -> str:
        return self._desk.questionnaire.question_by_id[question].short

    def _annotate(self, question: str, *, ask: str) -> None:
        desk = self._desk
        after = annotate(desk.session, desk.questionnaire, question, ask=ask)
        desk.change(after, question)

    def _kept(self, change: Callable[[], None]) -> None:
        tried(self.unstall, change)
        self._show()
