"""What the screens over one session have in common: the heading, the ways between them, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widgets import Static

from unstall.tui.desk import Desk
from unstall.tui.text import fill

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp, View


class Heading(Static):
    """The line at the top: whose project it is, and how far one has got."""


class DeskScreen(Screen[None]):
    """A screen over the session on the desk.

    Subclasses yield a `Heading`, and override `refresh_view`, which is called whenever the session
    has changed or the screen is shown again.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    def on_mount(self) -> None:
        """Fill the screen."""
        self.refresh_view()

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the session as it stands.

        Args:
            changed: Question, fact or action whose change was just taken back, to go there.
        """
        raise NotImplementedError

    def set_heading(self, progress: str) -> None:
        """Write the line at the top."""
        session = self.desk.session
        client = f"{session.client} · " if session.client else ""
        self.query_one(Heading).update(
            fill(
                "[b]unstall[/b]   $client$project[dim]   $progress[/dim]",
                client=client,
                project=session.project,
                progress=progress,
            )
        )

    def action_interview(self) -> None:
        """Go to the questions."""
        self._go("interview")

    def action_facts(self) -> None:
        """Go to the facts."""
        self._go("facts")

    def action_verdict(self) -> None:
        """Go to the verdict."""
        self._go("verdict")

    def action_plan(self) -> None:
        """Go to the plan."""
        self._go("plan")

    def action_home(self) -> None:
        """Go back to all projects."""
        self.unstall.leave_desk()

    def action_undo(self) -> None:
        """Take the last change back and go where it was."""
        self._took_back(self.desk.undo(), "There is nothing to take back.")

    def action_redo(self) -> None:
        """Do again what was taken back, and go where it was."""
        self._took_back(self.desk.redo(), "There is nothing to do again.")

    def action_depth(self) -> None:
        """Change between the quick call and the full triage."""
        self.desk.set_depth("quick" if self.desk.session.depth == "full" else "full")
        self.refresh_view()

    def _took_back(self, where: str | None, otherwise: str) -> None:
        if where is None:
            self.unstall.say(otherwise)
        else:
            self.refresh_view(changed=where)

    def _go(self, view: View) -> None:
        self.unstall.show(view)
