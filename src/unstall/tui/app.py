"""The app itself: opens screens, keeps the themes and puts sessions on the desk.

What the app needs from outside is handed in (the workspace with its files, the settings, a clock),
so that tests and pictures are the same on every day and machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from unstall.errors import UnstallError
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.text import plain
from unstall.tui.themes import THEMES
from unstall.tui.workspace import Workspace

View = Literal["interview", "facts", "verdict", "plan"]
"""The screens over one session; keys of the same names lead from each to each."""


class UnstallApp(App[None]):
    """Triage of stalled AI projects, in a terminal."""

    TITLE = "unstall"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-narrow"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-short"), (32, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(
        self,
        workspace: Workspace,
        now: Callable[[], datetime],
        *,
        open_path: Path | None = None,
        theme: str | None = None,
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.now = now
        self._open_path = open_path
        self._wanted_theme = theme
        self.desk: Desk | None = None
        self.animation_level = "none"

    def on_mount(self) -> None:
        """Put the themes in place and show the first screen."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._wanted_theme or "unstall-dark"
        self.begin()

    def begin(self) -> None:
        """Show all projects, and on top of them the session that was asked for."""
        from unstall.tui.screens.home import HomeScreen

        self.push_screen(HomeScreen())
        if self._open_path is not None:
            self.open_session(self._open_path)

    def open_session(self, path: Path, view: View | None = None) -> None:
        """Put a session on the desk and show it; an error is said and nothing else happens."""
        try:
            desk = self.workspace.open(path, self.now)
        except UnstallError as error:
            self.say(str(error), severity="error")
            return
        self.put_on_desk(desk, view)

    def put_on_desk(self, desk: Desk, view: View | None = None) -> None:
        """Show an open session, at its questions unless another view is wanted."""
        self.desk = desk
        self.push_screen(self._screen(view or "interview", desk))
        if desk.read_only_because:
            self.say(desk.read_only_because, severity="warning")

    def show(self, view: View) -> None:
        """Change to another screen over the session on the desk."""
        if self.desk is not None:
            self.switch_screen(self._screen(view, self.desk))

    def leave_desk(self) -> None:
        """Put the session back in its place and return to all projects."""
        desk, self.desk = self.desk, None
        self.pop_screen()
        if desk and desk.keeper:
            try:
                desk.keeper.close()
            except UnstallError as error:
                self.say(str(error), severity="error")

    def say(
        self, text: str, *, severity: Literal["information", "warning", "error"] = "information"
    ) -> None:
        """Show a message; the text may come from anywhere."""
        self.notify(plain(text).plain, severity=severity, markup=False, timeout=8)

    def action_help(self) -> None:
        """Show what every key does on the screen at hand."""
        from unstall.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the screen at hand in the command palette, and the themes."""
        from unstall.tui.palette import commands

        yield from commands(self, screen)

    def _screen(self, view: View, desk: Desk) -> Screen[None]:
        # Screens are imported when first shown: what is not opened costs nothing at the start.
        match view:
            case "interview":
                from unstall.tui.screens.interview import InterviewScreen

                return InterviewScreen(desk)
            case "facts":
                from unstall.tui.screens.project import ProjectScreen

                return ProjectScreen(desk)
            case "verdict":
                from unstall.tui.screens.verdict import VerdictScreen

                return VerdictScreen(desk)
            case "plan":
                from unstall.tui.screens.plan import PlanScreen

                return PlanScreen(desk)


def run_app(
    workspace: Workspace,
    now: Callable[[], datetime],
    *,
    open_path: Path | None = None,
    theme: str | None = None,
) -> int:
    """Run the app in this terminal until it is left; gives the exit code."""
    app = UnstallApp(workspace, now, open_path=open_path, theme=theme)
    app.run()
    return app.return_code or 0
