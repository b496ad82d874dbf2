"""A dialog of several short fields, one a line, each checked where it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from unstall.errors import UnstallError
from unstall.tui.text import plain
from unstall.tui.widgets.dialogs import Check, Dialog
from unstall.tui.widgets.fields import LineField

Typed = Mapping[str, str]
"""Field → what was typed into it."""
WholeCheck = Callable[[Typed], None]
"""Raises UnstallError, in words, if the fields will not do together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field."""

    id: str
    label: str
    """A word or two, before the field."""
    hint: str
    """What is accepted; stands below while the field has the keyboard."""
    value: str = ""
    check: Check | None = None
    offers: tuple[str, ...] = ()
    """What may be meant: the first that begins with what is typed is completed by →."""


class AskForm(Dialog[Typed]):
    """Asks for several short texts; Enter goes on and gives them at the last."""

    DEFAULT_CSS = """
    AskForm .dialog--hint { margin-bottom: 1; }
    AskForm .form--line { height: 1; }
    AskForm .form--label { width: 16; height: 1; color: $text-muted; }
    AskForm .form--label.-here { color: $foreground; text-style: bold; }
    AskForm LineField, AskForm LineField:focus {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $panel;
    }
    AskForm .form--hint { height: 3; margin-top: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "save", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    KEYS = "[b]Enter[/b] next   [b]→[/b] complete   [b]F2[/b] save   [b]Esc[/b] cancel, kept"

    def __init__(
        self,
        title: str,
        fields: Sequence[Asked],
        *,
        hint: str = "",
        draft: str,
        check: WholeCheck,
    ) -> None:
        """Ask for several texts.

        Args:
            title: What is asked for.
            fields: The fields, the one to begin with first.
            hint: What it is about.
            draft: Under which key unfinished texts are kept.
            check: Tries out what was typed, once every field will do by itself.
        """
        super().__init__(title, hint)
        self._fields = fields
        self._draft = draft
        self._check = check

    def body(self) -> ComposeResult:
        """Yield a line per field, and room for what the one at hand is for."""
        for field in self._fields:
            with Horizontal(classes="form--line"):
                yield Static(plain(f"  {field.label}"), classes="form--label", id=f"l-{field.id}")
                offered = SuggestFromList(field.offers, case_sensitive=False)
                yield LineField(
                    self._drafts.get(f"{self._draft}/{field.id}", field.value),
                    id=f"f-{field.id}",
                    suggester=offered if field.offers else None,
                    select_on_focus=False,
                )
        yield Static(classes="form--hint")

    @property
    def _drafts(self) -> MutableMapping[str, str]:
        return cast("MutableMapping[str, str]", getattr(self.app, "drafts", {}))

    def _field(self, field: str) -> LineField:
        return self.query_one(f"#f-{field}", LineField)

    @property
    def _typed(self) -> dict[str, str]:
        return {field.id: self._field(field.id).value for field in self._fields}

    @on(events.DescendantFocus)
    def _came(self) -> None:
        # Keys in quick succession may have moved on since the message was sent.
        at = self.focused.id if self.focused else None
        for field in self._fields:
            here = at == f"f-{field.id}"
            label = self.query_one(f"#l-{field.id}", Static)
            label.update(plain(f"{'❯' if here else ' '} {field.label}"))
            label.set_class(here, "-here")
            if here:
                self.query_one(".form--hint", Static).update(plain(field.hint))

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.refuse("")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        ids = [f"f-{field.id}" for field in self._fields]
        at = ids.index(event.input.id or ids[0])
        if at == len(ids) - 1:
            self.action_save()
        elif self._will_do(self._fields[at]):
            # Not from where the keyboard is: a second Enter may have been on its way already.
            self._field(self._fields[at + 1].id).focus()

    def _will_do(self, field: Asked) -> bool:
        try:
            why = field.check(self._field(field.id).value) if field.check else None
        except UnstallError as error:
            why = str(error)
        if why:
            self._field(field.id).focus()
            self.refuse(f"{field.label}: {why}")
        return not why

    def action_save(self) -> None:
        """Give what was typed, if all of it will do."""
        if not all(self._will_do(field) for field in self._fields):
            return
        try:
            self._check(self._typed)
        except UnstallError as error:
            self.refuse(str(error))
            return
        for field in self._fields:
            self._drafts.pop(f"{self._draft}/{field.id}", None)
        self.dismiss(self._typed)

    def action_leave(self) -> None:
        """Go back without a result, keeping what was typed for the next time."""
        for field in self._fields:
            if self._field(field.id).value != field.value:
                self._drafts[f"{self._draft}/{field.id}"] = self._field(field.id).value
        self.dismiss(None)
