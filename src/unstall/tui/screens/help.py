"""Help: what the thing at hand is for, and what every key does on the screen below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen

from unstall.tui.actions import KeyAction, actions_of, bindings, keys_in_words
from unstall.tui.rows import Row, row
from unstall.tui.text import plain
from unstall.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

_KEYS = 18
"""Cells of the column with the keys."""

_MANY = 2
"""Keys of one meaning above which only the first and the last are named."""

_GROUPS = {"desk": "On every screen of this session", "app": "Everywhere"}


class HelpScreen(ModalScreen[None]):
    """Lies over a screen and explains it.

    The screen may say what it is for in `HELP`, and what the thing at hand is in `help_now()`.
    """

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._below = screen

    def compose(self) -> ComposeResult:
        """Lay out one list that can be scrolled."""
        yield RowList(id="help")

    def on_mount(self) -> None:
        """Fill it."""
        helped = self.query_one(RowList)
        helped.border_title = plain("Help")
        helped.border_subtitle = plain("Esc closes · j k scroll")
        own_keys = cast("UnstallApp", self.app).own_keys
        helped.show([*_words(self._below), *_key_rows(self._below, own_keys)])
        helped.focus()

    def action_move(self, step: int) -> None:
        """Scroll a little."""
        self.query_one(RowList).move(step)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        self.query_one(RowList).page(pages)

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss(None)


def _words(screen: Screen[Any]) -> Iterator[Row]:
    about: str = getattr(screen, "HELP", None) or ""
    at_hand: str = screen.help_now() if hasattr(screen, "help_now") else ""
    for text in (about, at_hand):
        for paragraph in text.splitlines():
            yield row(paragraph)
        if text:
            yield row("")


def _key_rows(screen: Screen[Any], own_keys: dict[str, str]) -> Iterator[Row]:
    from unstall.tui.app import UnstallApp

    actions = (*actions_of(screen), *actions_of(UnstallApp))
    here = [action for action in actions if _prefix(action) not in _GROUPS]
    parts = [("Here", here)] + [
        (title, [action for action in actions if _prefix(action) == prefix])
        for prefix, title in _GROUPS.items()
    ]
    for title, group in parts:
        if not group:
            continue
        yield Row(((title, "strong"),), rule=True)
        # Keys that do the same, such as the digits, share a line.
        for said, same in groupby(group, key=lambda action: action.help):
            keys = _joined([keys_in_words(action, own_keys) for action in same])
            if len(keys) < _KEYS:
                yield Row(((said, "plain"),), mark=(keys.ljust(_KEYS), "accent"))
            else:
                yield row(keys, "accent")
                yield row(said, indent=_KEYS)
        yield row("")


def _joined(keys: list[str]) -> str:
    return f"{keys[0]} to {keys[-1]}" if len(keys) > _MANY else ", ".join(keys)


def _prefix(action: KeyAction) -> str:
    return action.id.partition(".")[0]
