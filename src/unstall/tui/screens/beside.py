"""What is real and what is tried out, beside each other; stacked where there is little room."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.later import once_laid_out
from unstall.tui.text import plain
from unstall.tui.widgets.lined import Lined
from unstall.tui.wording.beside import Block, blocks, in_columns, stacked
from unstall.tui.wording.dossier import dossier_of

ROOM_FOR_TWO = 92
"""Cells from which two columns stand beside each other."""


class BesideScreen(ModalScreen[None]):
    """Lies over a screen while a trial is on."""

    DEFAULT_CSS = """
    BesideScreen { align: center middle; background: $background 60%; }
    BesideScreen Lined {
        width: 100%;
        max-width: 140;
        height: 100%;
        padding: 0 1;
        border: round $primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    BesideScreen.-ansi Lined { background: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("beside")]

    def __init__(self, desk: Desk, locale: str) -> None:
        super().__init__()
        self._desk = desk
        self._locale = locale
        self._blocks: tuple[Block, ...] = ()
        self._top = 0

    def compose(self) -> ComposeResult:
        """Lay out one widget."""
        yield Lined()

    def on_mount(self) -> None:
        """Fill it."""
        self.refresh_view()

    def refresh_view(self) -> None:
        """Compare the two as they stand."""
        desk, locale = self._desk, self._locale
        real, tried = dossier_of(desk.real, locale), dossier_of(desk, locale)
        self._blocks = blocks(real, tried, desk.tried)
        self._draw()

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        once_laid_out(self, self._draw)

    def _draw(self) -> None:
        compared = self.query_one(Lined)
        width, height = compared.content_size
        if not width:
            return
        is_wide = width >= ROOM_FOR_TWO
        # What the columns are stays over them.
        stays = 1 if is_wide else 0
        lines = (in_columns if is_wide else stacked)(self._blocks, width)
        last = max(len(lines) - height, 0)
        self._top = min(max(self._top, 0), last)
        compared.draw([*lines[:stays], *lines[stays + self._top :]])
        compared.border_title = plain("What if, beside what is real")
        more = "j k scroll · " if last else ""
        marks = "" if is_wide else "− as it is · + what if · "
        compared.border_subtitle = plain(f"{marks}{more}Esc closes")

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self._top += lines
        self._draw()

    def action_page(self, pages: int) -> None:
        """Scroll by whole pages."""
        self.action_move(pages * max(self.query_one(Lined).content_size.height - 1, 1))

    def action_ends(self, last: bool) -> None:
        """Go to the end, or to the beginning."""
        self._top += len(self.query_one(Lined).lines) if last else -self._top
        self._draw()

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss(None)
