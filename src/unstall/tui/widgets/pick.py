"""A choice between a few things on one line: `(•) quick call   ( ) full triage`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from unstall.tui.text import plain
from unstall.tui.widgets.dialogs import Choice


class Pick(Widget, can_focus=True):
    """Picks one of a few choices by ← and →, or by their numbers."""

    DEFAULT_CSS = """
    Pick { height: auto; padding: 0 1; }
    Pick:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "step(1)", show=False),
        Binding("left,h", "step(-1)", show=False),
        *(Binding(str(number), f"take({number})", show=False) for number in range(1, 10)),
    ]

    index: reactive[int] = reactive(0, layout=True)
    """Which one is picked."""

    def __init__(self, choices: Sequence[Choice], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = choices

    @property
    def picked(self) -> str:
        """The id of what is picked."""
        return self._choices[self.index].id

    def render(self) -> Content:
        """Write the choices with the one that is picked marked."""
        parts: list[Content] = []
        for index, choice in enumerate(self._choices):
            is_picked = index == self.index
            mark = "(•) " if is_picked else "( ) "
            parts.append(plain(mark + choice.label, "bold" if is_picked else "dim"))
        caret = "❯ " if self.has_focus else "  "
        return Content.assemble(caret, Content("   ").join(parts))

    def action_step(self, step: int) -> None:
        """Go to the next choice or the one before."""
        self.index = (self.index + step) % len(self._choices)

    def action_take(self, number: int) -> None:
        """Pick by number."""
        if number <= len(self._choices):
            self.index = number - 1
