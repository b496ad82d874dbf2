"""Screens that tell something in sections, each behind a key.

Where there is room a list of the sections stands beside what one of them holds, below what is said
first; where there is not, the sections are folded up below each other in one list with it.
"""

from __future__ import annotations

from typing import Protocol

from unstall.tui.readout import section_of
from unstall.tui.room import WIDE
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.widgets.row_list import RowList


class SectionPlace(Protocol):
    """How such a screen was left."""

    section: str | None
    """The section shown beside the list of them."""


class Sectioned(DeskScreen):
    """Moves the cursor through what is said first, the sections and what they hold."""

    def place_of_sections(self) -> SectionPlace:
        """Give how the screen was left."""
        raise NotImplementedError

    def section_ids(self) -> list[str]:
        """List the sections in their order; none while there is nothing to tell."""
        raise NotImplementedError

    def show_sections(self, cursor: str | None = None) -> None:
        """Show everything, going to a row."""
        raise NotImplementedError

    @property
    def body(self) -> RowList:
        """The list that holds what is unfolded."""
        return self.query_one("#body", RowList)

    @property
    def why(self) -> RowList:
        """What is said first, where it stands above the sections."""
        return self.query_one("#why", RowList)

    @property
    def is_wide(self) -> bool:
        """The sections stand beside what they hold."""
        return self.app.size.width >= WIDE

    @property
    def list_at_hand(self) -> RowList:
        """The list in which the cursor is."""
        return self.why if self.is_wide and self.why.has_focus else self.body

    def pin(self, pinned: RowList) -> None:
        """Let a list across the screen take the lines that its rows need."""
        height = pinned.height_for(self.app.size.width - _PADDING)
        shown = pinned.styles.height
        # Writing the same again would lay the whole screen out anew.
        if shown is None or shown.is_auto or shown.value != height:
            pinned.styles.height = height

    def action_move(self, step: int) -> None:
        """Go to the next thing said, or the one before."""
        here = self.list_at_hand
        if not here.move(step) and self.is_wide:
            other = self.body if here is self.why else self.why
            if (other is self.body) == (step > 0) and other.cursor:
                other.ends(last=step < 0)
                other.focus()

    def action_page(self, pages: int) -> None:
        """Scroll by whole pages."""
        self.list_at_hand.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the end, or to the beginning."""
        self.list_at_hand.ends(last=last)

    def action_next_section(self, step: int) -> None:
        """Go to the next section's heading, or to the one before."""
        ids = self.section_ids()
        if not ids:
            return
        if self.is_wide:
            at = ids.index(self.place_of_sections().section or ids[0]) + step
            self.open_section(ids[at % len(ids)])
            return
        here = self.body.cursor
        order = [row.id for row in self.body.rows if row.id]
        at = order.index(here) if here in order else 0
        ahead = order[at + 1 :] if step > 0 else order[:at][::-1]
        heading = next((id_ for id_ in ahead if section_of(id_)), None)
        if heading:
            self.body.move_to(heading)

    def open_section(self, section: str | None) -> None:
        """Show what a section holds beside the list of them."""
        place = self.place_of_sections()
        if section is not None and section != place.section:
            place.section = section
            self.show_sections()
            self.body.ends(last=False)
        if section is not None:
            self.body.focus()


_PADDING = 3
"""Cells of a line that rows cannot have: padding, and the scroll bar's."""
