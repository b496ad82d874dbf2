"""Jumping to a question by typing part of its title or prompt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from unstall.questionnaire.questions import Question
from unstall.triage.reading import Reading
from unstall.tui.drawn import Line, drawn
from unstall.tui.later import once_laid_out
from unstall.tui.rows import Row
from unstall.tui.widgets.fields import LineField
from unstall.tui.widgets.lined import Lined
from unstall.tui.wording.course import found, question_lines


class Results(Lined):
    """The questions found; keeps the lit one in sight."""

    def show(self, lines: list[Line]) -> None:
        """Show other questions."""
        height = max(self.content_size.height, 1)
        lit = next((place for place, line in enumerate(lines) if line.lit), 0)
        self.draw(lines, min(max(lit - height + 2, 0), max(len(lines) - height, 0)))


class FindScreen(ModalScreen[str | None]):
    """Gives the id of the question chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", priority=True),
        Binding("enter,tab", "choose", "go there", priority=True),
        Binding("down", "move(1)", "next", priority=True),
        Binding("up", "move(-1)", "previous", priority=True),
    ]
    DEFAULT_CSS = """
    FindScreen { align: center middle; background: $background 60%; }
    FindScreen > Vertical {
        width: 64;
        max-width: 100%;
        height: 20;
        max-height: 100%;
        border: round $primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        padding: 0 1;
        background: $surface;
    }
    FindScreen LineField, FindScreen LineField:focus { border: none; padding: 0; height: 1; }
    FindScreen Results { height: 1fr; margin-top: 1; }
    """

    def __init__(self, questions: Sequence[Question], reading: Reading) -> None:
        super().__init__()
        self._questions = questions
        self._reading = reading
        self._found: tuple[Question, ...] = tuple(questions)
        self._place = 0

    def compose(self) -> ComposeResult:
        """Lay out the field over what it finds."""
        with Vertical() as box:
            box.border_title = "Find a question"
            box.border_subtitle = "↑↓ choose · Enter go there · Esc back"
            yield LineField(placeholder="part of its title or of what it asks")
            yield Results()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(LineField).focus()

    def on_resize(self) -> None:
        """Show what is found in the room there is."""
        once_laid_out(self, self._show)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._found = found(self._questions, event.value)
        self._place = 0
        self._show()

    @on(Lined.Clicked)
    def _clicked(self, event: Lined.Clicked) -> None:
        self.dismiss(event.line_id)

    def on_click(self, event: events.Click) -> None:
        """Leave when something else is clicked."""
        if event.widget is self:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """Go to the question chosen."""
        if self._found:
            self.dismiss(self._found[self._place].id)

    def action_move(self, step: int) -> None:
        """Choose another one."""
        self._place = min(max(self._place + step, 0), max(len(self._found) - 1, 0))
        self._show()

    def _show(self) -> None:
        results = self.query_one(Results)
        width = results.content_size.width
        if not width:
            return
        at = self._found[self._place].id if self._found else None
        lines = question_lines(self._found, self._reading, at, width)
        if not lines:
            lines = drawn([Row((("No question has that in it.", "dim"),))], width)
        results.show(lines)
