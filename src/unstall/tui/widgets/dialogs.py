"""Dialogs that all screens share: a line, a longer text, yes or no, one of a list.

Each is a modal screen that gives its result to whoever pushed it, or None when it was left with
Esc. Leaving loses nothing: with a `draft` key, an unfinished text is kept in the app's `drafts` for
the next time that it is asked for. Titles, hints and choices may be texts that anybody wrote.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from unstall.errors import UnstallError
from unstall.tui.text import fill, lines, plain
from unstall.tui.widgets.fields import LineField, TextField

Result = TypeVar("Result")
Drafts = MutableMapping[str, str]
Check = Callable[[str], str | None]
"""Gives None if a text will do; otherwise a sentence that says why not, or raises UnstallError."""

DIGITS = 9
"""Choices that can be made by one digit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    id: str
    label: str
    detail: str = ""
    """Stands below the label, quieter."""


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A box over the screen, with a title, room for hints and a line that names its keys."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        .dialog--box {
            width: 72;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            padding: 0 1;
            border: round $primary;
            background: $surface;
        }
        .dialog--title { text-style: bold; margin-bottom: 1; }
        .dialog--hint, .dialog--keys { color: $text-muted; }
        .dialog--hint, .dialog--error { height: auto; max-height: 6; }
        .dialog--error { color: $text-error; display: none; }
        .dialog--error.-shown { display: block; }
        .dialog--keys { margin-top: 1; }
        TextField { height: 10; }
        OptionList {
            height: auto; max-height: 14; border: none; padding: 0; background: $surface;
            &:focus { border: none; }
        }
    }
    Dialog.-ansi .dialog--box { background: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "cancel")]
    KEYS: ClassVar[str] = "[b]Esc[/b] cancel"

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out title, hint, the dialog's own widgets, an error line and the keys."""
        with Vertical(classes="dialog--box"):
            yield Static(lines(self._title), classes="dialog--title")
            if self._hint:
                yield Static(lines(self._hint), classes="dialog--hint")
            yield from self.body()
            yield Static(classes="dialog--error")
            yield Static(fill(self.KEYS), classes="dialog--keys")

    def body(self) -> ComposeResult:
        """Yield what is between the hint and the keys."""
        yield from ()

    def refuse(self, why: str) -> None:
        """Say at the field why a text will not do; nothing is taken from it."""
        error = self.query_one(".dialog--error", Static)
        error.update(plain(f"✗ {why}") if why else Content())
        error.set_class(bool(why), "-shown")

    def action_leave(self) -> None:
        """Go back without a result."""
        self.dismiss(None)


class _TextDialog(Dialog[str]):
    """What asking for one line and for more lines have in common."""

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        hint: str = "",
        draft: str | None = None,
        check: Check | None = None,
    ) -> None:
        """Ask for a text.

        Args:
            title: What is asked for.
            value: What stands there now.
            hint: What it is for, or what is accepted.
            draft: Under which key an unfinished text is kept; None if it need not be.
            check: Tells what will do; what will not is refused at the field.
        """
        super().__init__(title, hint)
        self._value = value
        self._draft = draft
        self._check = check

    @property
    def _drafts(self) -> Drafts:
        return cast("Drafts", getattr(self.app, "drafts", {}))

    @property
    def _begin_with(self) -> str:
        return self._drafts.get(self._draft, self._value) if self._draft else self._value

    @property
    def _typed(self) -> str:
        raise NotImplementedError

    def action_leave(self) -> None:
        """Go back without a result, keeping what was typed for the next time."""
        if self._draft:
            if self._typed == self._value:
                self._drafts.pop(self._draft, None)
            else:
                self._drafts[self._draft] = self._typed
        self.dismiss(None)

    def action_save(self) -> None:
        """Give the text, if it will do."""
        try:
            why = self._check(self._typed) if self._check else None
        except UnstallError as error:
            why = str(error)
        if why:
            self.refuse(why)
            return
        if self._draft:
            self._drafts.pop(self._draft, None)
        self.dismiss(self._typed)


class AskLine(_TextDialog):
    """Ask for one line of text; Enter gives it."""

    KEYS = "[b]Enter[/b] save   [b]Esc[/b] cancel, keeping what you typed"

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield LineField(self._begin_with, select_on_focus=False)

    @property
    def _typed(self) -> str:
        return self.query_one(LineField).value

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.refuse("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()


class AskText(_TextDialog):
    """Ask for a text of any number of lines; F2 or Ctrl+S gives it."""

    KEYS = "[b]F2[/b] or [b]Ctrl+S[/b] save   [b]Esc[/b] cancel, keeping what you typed"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "save", priority=True),
    ]

    def body(self) -> ComposeResult:
        """Yield the field, with the cursor at the end of what stands there."""
        yield TextField(self._begin_with)

    @property
    def _typed(self) -> str:
        return self.query_one(TextField).text

    @on(TextArea.Changed)
    def _forget_error(self) -> None:
        self.refuse("")


class Confirm(Dialog[bool]):
    """Ask yes or no; Enter is yes, unless `risky` says that it cannot be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n", "answer(False)", "no"),
        Binding("enter", "enter", "the safe answer"),
    ]

    def __init__(
        self, title: str, *, hint: str = "", yes: str = "yes", no: str = "no", risky: bool = False
    ) -> None:
        super().__init__(title, hint)
        self._yes = yes
        self._no = no
        self._risky = risky

    def body(self) -> ComposeResult:
        """Yield the two answers with their keys."""
        template = (
            "[b]y[/b] $yes\n[b]n[/b], [b]Enter[/b] or [b]Esc[/b] $no"
            if self._risky
            else "[b]y[/b] or [b]Enter[/b] $yes\n[b]n[/b] or [b]Esc[/b] $no"
        )
        yield Static(fill(template, yes=self._yes, no=self._no))

    def on_mount(self) -> None:
        """Leave the line of keys away: the answers name theirs."""
        self.query_one(".dialog--keys").display = False

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)

    def action_enter(self) -> None:
        """Give the answer that can be undone."""
        self.dismiss(not self._risky)


class Choose(Dialog[str]):
    """Ask for one of a list; a digit or Enter gives its id."""

    KEYS = "[b]↑↓[/b] or [b]j k[/b] move   [b]Enter[/b] or a digit choose   [b]Esc[/b] cancel"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        *(Binding(str(n), f"pick({n})", show=False) for n in range(1, DIGITS + 1)),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], *, hint: str = "", selected: str | None = None
    ) -> None:
        super().__init__(title, hint)
        self._choices = choices
        self._selected = selected

    def body(self) -> ComposeResult:
        """Yield the choices, numbered as far as digits go."""
        chosen = OptionList(*(self._option(n, c) for n, c in enumerate(self._choices, start=1)))
        ids = [choice.id for choice in self._choices]
        chosen.highlighted = ids.index(self._selected) if self._selected in ids else 0
        yield chosen

    def _option(self, number: int, choice: Choice) -> Option:
        key = str(number) if number <= DIGITS else " "
        mark = "✓" if choice.id == self._selected else " "
        template = "[b]$key[/b] $mark $label"
        if choice.detail:
            template += "\n    [dim]$detail[/dim]"
        return Option(fill(template, key=key, mark=mark, label=choice.label, detail=choice.detail))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].id)

    def action_move(self, step: int) -> None:
        """Go up or down in the list."""
        chosen = self.query_one(OptionList)
        (chosen.action_cursor_down if step > 0 else chosen.action_cursor_up)()

    def action_pick(self, number: int) -> None:
        """Choose by number."""
        if number <= len(self._choices):
            self.dismiss(self._choices[number - 1].id)
