"""What the keys of Home do with the project under the cursor, with a new one, and with the bin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import on, work
from textual.screen import Screen

from unstall.overview import Damaged, Overview
from unstall.session.heads import Head
from unstall.tui.refused import tried
from unstall.tui.screens.way_back import offer_way_back
from unstall.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from unstall.session.bin import BinEntry
    from unstall.tui.app import UnstallApp, View
    from unstall.tui.widgets.new_project import Wish
    from unstall.tui.wording.projects import Item


class HomeDoing(Screen[None]):
    """The part of Home that opens, begins, deletes and brings back."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._binned: list[BinEntry] = []

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    @property
    def selected(self) -> Item | None:
        """The project under the cursor."""
        raise NotImplementedError

    @property
    def is_first_start(self) -> bool:
        """There is no project yet."""
        raise NotImplementedError

    def read_again(self) -> None:
        """Read what changed in the sessions folder, in a thread."""
        raise NotImplementedError

    def leave_out(self, path: Path) -> None:
        """Show a session no more."""
        raise NotImplementedError

    def show_at_once(self, path: Path) -> None:
        """Show a session by its name, with the cursor on it, until it is read."""
        raise NotImplementedError

    @on(RowList.Picked, "#projects")
    def action_open(self) -> None:
        """Open the selected project where it was left; put a damaged one right."""
        if self.is_first_start:
            self.action_example()
        else:
            self._open_selected(None)

    def action_verdict(self) -> None:
        """Open the selected project's verdict."""
        self._open_selected("verdict")

    def action_plan(self) -> None:
        """Open the selected project's plan."""
        self._open_selected("plan")

    def action_portfolio(self) -> None:
        """Show all projects on one page."""
        from unstall.tui.screens.portfolio import PortfolioScreen

        self.app.push_screen(PortfolioScreen())

    def action_facts(self) -> None:
        """Open the selected project's facts."""
        self._open_selected("facts")

    def action_compare(self) -> None:
        """Open the comparison of the selected project's last two sessions."""
        self._open_selected("compare")

    def action_trend(self) -> None:
        """Open how the selected project moved over all its sessions."""
        self._open_selected("trend")

    def action_follow(self) -> None:
        """Open what became of the selected project's last plan."""
        self._open_selected("follow")

    def action_workshop(self) -> None:
        """Open the workshop on the selected project's newest session."""
        from unstall.tui.views import open_workshop

        self._open_selected(None)
        open_workshop(self.unstall)

    @work(exclusive=True, group="rerun")
    async def action_rerun(self) -> None:
        """Begin a re-run of the selected project's newest session."""
        from unstall.tui.screens.begin_again import begin_again

        match self.selected:
            case Damaged() as damaged:
                offer_way_back(self.unstall, damaged, self.read_again)
            case Head() | Overview() as item:
                await begin_again(self.unstall, item.path)

    def _open_selected(self, view: View | None) -> None:
        match self.selected:
            case Damaged() as damaged:
                offer_way_back(self.unstall, damaged, self.read_again)
            case Head() | Overview() as item:
                self.unstall.open_session(item.path, view)

    def action_new(self) -> None:
        """Ask for a new project's name and begin it."""
        from unstall.tui.widgets.new_project import NewProject

        self.app.push_screen(NewProject(), self._begin)

    def _begin(self, wish: Wish | None) -> None:
        if wish is None:
            return
        workspace = self.unstall.workspace

        def begin() -> None:
            path = workspace.new_session(wish.project, client=wish.client, depth=wish.depth)
            self.unstall.open_session(path, wish.first)

        tried(self.unstall, begin)

    def action_example(self) -> None:
        """Open the worked example; write it first if it is not there."""
        tried(
            self.unstall, lambda: self.unstall.open_session(self.unstall.workspace.write_example())
        )

    # --- The bin -------------------------------------------------------------------------------

    def action_delete(self) -> None:
        """Move the selected session to the bin."""
        item = self.selected
        if item is None:
            return

        def delete() -> None:
            self._binned.append(self.unstall.workspace.delete(item.path))
            self.unstall.say(f"{item.project} is in the bin; u brings it back.")
            self.leave_out(item.path)
            self.read_again()

        tried(self.unstall, delete)

    def action_undo(self) -> None:
        """Bring back what was moved to the bin last."""
        if not self._binned:
            self.unstall.say("Nothing was moved to the bin since the app was opened.")
            return

        def undelete() -> None:
            self.show_at_once(self.unstall.workspace.undelete(self._binned.pop()))
            self.read_again()

        tried(self.unstall, undelete)
