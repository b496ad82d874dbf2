"""Going through a list of projects, and narrowing it down by typing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.screen import Screen
from textual.widgets import Input

from unstall.tui.widgets.line_field import LineField
from unstall.tui.widgets.row_list import RowList


class Searching(Screen[None]):
    """The part of a screen over all projects that goes through its list and narrows it down."""

    PLACEHOLDER: ClassVar[str] = "part of the name of a project or client"
    wanted = ""
    """What is typed in the search."""
    was_moved = False
    """Somebody has gone to a project; until then the cursor stays on the first."""

    @property
    def projects(self) -> RowList:
        """The list that is narrowed down."""
        return self.query_one("#projects", RowList)

    def narrow_down(self) -> None:
        """Show what is wanted."""
        raise NotImplementedError

    def action_move(self, step: int) -> None:
        """Go to the next project or the one before."""
        self.was_moved = True
        self.projects.move(step)

    def action_page(self, pages: int) -> None:
        """Go up or down by a page."""
        self.was_moved = True
        self.projects.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the first or the last project."""
        self.was_moved = True
        self.projects.ends(last=last)

    async def action_search(self) -> None:
        """Open the search."""
        if not self.query("#search"):
            field = LineField(placeholder=self.PLACEHOLDER, id="search")
            field.border_subtitle = "Enter goes to the list · Esc shows all"
            await self.mount(field, after="#top")
        self.add_class("-searching", "-typing")
        self.set_focus(self.query_one("#search"))
        # The cursor is shown where it cannot be lost to another list, so it stays in sight.
        self.projects.can_focus = False

    def action_end_search(self) -> None:
        """Leave the search and show all projects again."""
        for field in self.query("#search").results(LineField):
            field.value = ""
        self.remove_class("-searching")
        self._focus_projects()

    def _focus_projects(self) -> None:
        self.remove_class("-typing")
        self.projects.can_focus = True
        self.set_focus(self.projects)

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = event.value.strip()
        self.narrow_down()

    @on(Input.Submitted, "#search")
    def _go_to_found(self) -> None:
        self._focus_projects()
