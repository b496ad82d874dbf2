"""A screen over the room that is one list: a heading, rows to go through, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from unstall.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp


class ListedScreen(Screen[None]):
    """Shows one list. What Enter or a click does is told by `picked`."""

    DEFAULT_CSS = """
    ListedScreen { layout: vertical; overflow: hidden; }
    ListedScreen #top { height: 1; padding: 0 1; margin-bottom: 1; }
    ListedScreen #rows { height: 1fr; padding: 0 1; }
    ListedScreen.-wide #rows { padding: 0 4; }
    """

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    def compose(self) -> ComposeResult:
        """Lay out a heading and the list."""
        yield Static(id="top")
        yield RowList(id="rows")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Let keys go to the list."""
        self.rows.focus()

    def head(self, words: Content) -> None:
        """Write the heading."""
        self.query_one("#top", Static).update(words)

    def picked(self) -> None:
        """Do what Enter does with the row under the cursor."""

    def action_move(self, step: int) -> None:
        """Go up or down."""
        self.rows.move(step)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        self.rows.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the first row or to the last."""
        self.rows.ends(last=last)

    def action_leave(self) -> None:
        """Go back to the room."""
        self.dismiss(None)

    @on(RowList.Picked)
    def _picked(self) -> None:
        self.picked()
