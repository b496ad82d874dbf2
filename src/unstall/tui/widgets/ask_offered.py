"""A dialog that asks for one line and offers what was typed before, so that it is typed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from unstall.tui.text import fill
from unstall.tui.widgets.dialogs import AskLine, Check, Choice
from unstall.tui.widgets.fields import LineField

OFFERING = "[b]↑↓[/b] given before   [b]Enter[/b] save   [b]Esc[/b] cancel, keeping what you typed"
MOST = 8
"""Offers that are shown at once."""


class AskOffered(AskLine):
    """Asks for one line; ↑ and ↓ put an offer into the field, typing narrows the offers down."""

    DEFAULT_CSS = """
    AskOffered #offers { height: auto; max-height: 8; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer(1)", show=False, priority=True),
        Binding("up", "offer(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        offers: Sequence[Choice],
        *,
        value: str = "",
        hint: str = "",
        draft: str | None = None,
        check: Check | None = None,
    ) -> None:
        """Ask for a text.

        Args:
            title: What is asked for.
            offers: What may be meant, the likeliest first; the label is what is typed.
            value: What stands there now.
            hint: What it is for, or what is accepted.
            draft: Under which key an unfinished text is kept; None if it need not be.
            check: Tells what will do; what will not is refused at the field.
        """
        super().__init__(title, value=value, hint=hint, draft=draft, check=check)
        self._offers = offers
        self._shown: Sequence[Choice] = offers
        self._taken: str | None = None
        """The offer that was put into the field and has not been changed there."""

    def body(self) -> ComposeResult:
        """Yield the field and the offers."""
        yield from super().body()
        yield Static(id="offers")

    def on_mount(self) -> None:
        """Show all offers, whatever stands in the field."""
        if self._offers:
            self.query_one(".dialog--keys", Static).update(fill(OFFERING))
        self._show_offers()

    @on(Input.Changed)
    def _narrow_down(self, event: Input.Changed) -> None:
        if event.value == self._taken:
            return
        self._taken = None
        typed = "" if event.value == self._begin_with else event.value.strip().casefold()
        self._shown = [offer for offer in self._offers if typed in offer.label.casefold()]
        self._show_offers()

    def action_offer(self, step: int) -> None:
        """Put the next offer into the field, or the one before."""
        labels = [offer.label for offer in self._shown]
        if not labels:
            return
        at = labels.index(self._taken) + step if self._taken in labels else min(step - 1, 0)
        self._taken = labels[at % len(labels)]
        field = self.query_one(LineField)
        field.value = self._taken
        field.cursor_position = len(field.value)
        self._show_offers()

    def _show_offers(self) -> None:
        labels = [offer.label for offer in self._shown]
        at = labels.index(self._taken) if self._taken in labels else 0
        first = max(0, min(at - MOST // 2, len(labels) - MOST))
        lines = [
            fill(
                "$mark $label  [dim]$detail[/dim]",
                mark="❯" if offer.label == self._taken else " ",
                label=offer.label,
                detail=offer.detail,
            )
            for offer in self._shown[first : first + MOST]
        ]
        self.query_one("#offers", Static).update(Content("\n").join(lines))
