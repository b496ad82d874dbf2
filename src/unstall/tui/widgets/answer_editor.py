"""The field under the card: for a note, what was shown, whom to ask, a reason, or a fact.

One field for all of them. It never takes a text away: what is refused stays as it was typed, with
the reason below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from unstall.tui.drawn import Line, drawn
from unstall.tui.rows import Row, Tone
from unstall.tui.text import plain
from unstall.tui.widgets.fields import TextField
from unstall.tui.widgets.lined import Lined
from unstall.tui.writing import Edit


class EditorField(TextField):
    """The field itself: Enter keeps, Esc leaves, and neither is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab", "finish(True)", show=False, priority=True),
        Binding("escape", "finish(False)", show=False, priority=True),
        Binding("ctrl+j,shift+enter", "new_line", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    EditorField, EditorField:focus {
        border: none;
        padding: 0;
        height: 1fr;
        min-height: 1;
        background: $surface;
    }
    """

    choices: Sequence[tuple[str, str]] = ()

    class Finished(Message):
        """The text is ready, or was left."""

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def action_finish(self, kept: bool) -> None:
        """Give the text, or leave it."""
        self.post_message(self.Finished(kept=kept))

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        number = int(event.key) if event.key.isdecimal() and event.key.isascii() else 0
        if not 1 <= number <= len(self.choices):
            return
        # Textual calls the handlers of a class before those of its bases, with the same event.
        event.stop()
        event.prevent_default()
        self.load_text(self.choices[number - 1][1])
        self.action_finish(True)


class AnswerEditor(Vertical):
    """Shows an `Edit` and gives what became of it."""

    DEFAULT_CSS = """
    AnswerEditor {
        border-top: solid $accent;
        border-title-color: $accent;
        border-title-style: bold;
        padding: 0 1;
    }
    AnswerEditor > #hint { height: auto; max-height: 3; }
    """

    class Typed(Message):
        """The text has changed."""

    class Kept(Message):
        """The text is to be kept."""

        def __init__(self, edit: Edit, text: str) -> None:
            super().__init__()
            self.edit = edit
            self.text = text

    class Left(Message):
        """The field was left with this text in it."""

        def __init__(self, edit: Edit, text: str) -> None:
            super().__init__()
            self.edit = edit
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.field = EditorField(id="field")
        """Where it is typed."""
        self._hint = EditorHint(id="hint")
        self._edit: Edit | None = None
        self._refused = ""

    def compose(self) -> ComposeResult:
        """Lay out the field and the line that says what is accepted."""
        yield self.field
        yield self._hint

    @property
    def edit(self) -> Edit | None:
        """What is being written; None while the field is closed."""
        return self._edit

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text

    def open(self, edit: Edit) -> None:
        """Begin to write."""
        self._edit = edit
        self.field.choices = edit.choices
        self.field.show(edit.text)
        self.border_title = plain(f" {edit.title} ")
        self.refuse("")
        self.field.focus()

    def close(self) -> None:
        """Stop writing."""
        self._edit = None

    def refuse(self, why: str) -> None:
        """Say at the field why the text will not do; blank says what the keys do again."""
        self._refused = why
        usual = self._edit.hint if self._edit else ""
        self._hint.say(f"✗ {why}" if why else usual, refused=bool(why))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._edit is None:
            return
        if self._refused:
            self.refuse("")
        self.post_message(self.Typed())

    @on(EditorField.Finished)
    def _finished(self, event: EditorField.Finished) -> None:
        event.stop()
        if self._edit is None:
            return
        kind = self.Kept if event.kept else self.Left
        self.post_message(kind(self._edit, self.text))


class EditorHint(Lined):
    """Says what is accepted, over as many lines as it needs."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._says = ""
        self._tone: Tone = "dim"

    def say(self, text: str, *, refused: bool) -> None:
        """Say something else."""
        self._says, self._tone = text, "bad" if refused else "dim"
        self.refresh(layout=True)
        self.on_resize()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Take the lines that the text needs."""
        return max(len(self._broken(width)), 1)

    def on_resize(self) -> None:
        """Break the text for the width there is."""
        self.draw(self._broken(self.content_size.width))

    def _broken(self, width: int) -> list[Line]:
        return drawn([Row(((self._says, self._tone),))], width) if width else []
