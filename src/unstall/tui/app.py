"""The app itself: opens screens, keeps the themes and puts sessions on the desk.

What the app needs from outside is handed in (the workspace with its files, the settings, a clock),
so that tests and pictures are the same on every day and machine. What is not shown first is
imported when it is shown.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import on, work
from textual.app import App
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen
from textual.theme import Theme
from textual.timer import Timer

from unstall.errors import SessionIsBallotError, UnstallError
from unstall.paths import exports_dir
from unstall.tui.actions import bindings
from unstall.tui.messages import LookedAhead, Saved
from unstall.tui.palette import ActionsProvider, Palette
from unstall.tui.room import TALL, WIDE
from unstall.tui.text import plain
from unstall.tui.themes import DEFAULT_THEME, THEMES, theme_names
from unstall.tui.views import open_workshop, screen_over
from unstall.tui.workspace import Workspace

if TYPE_CHECKING:
    from unstall.session.writer import SaveState
    from unstall.tui.desk import Desk
    from unstall.tui.screens.desk_screen import DeskScreen
    from unstall.workshop_server import VotersServer
    from unstall.workshop_wishes import Wishes

View = Literal["interview", "facts", "verdict", "plan", "compare", "trend", "follow"]
"""The screens over one session; keys of the same names lead from each to each."""

_HERE = Path(__file__).parent

SLOW_SAVE_SECONDS = 1.0
"""How often it is looked whether a state is still on its way to the disk."""


class UnstallApp(App[None]):
    """Triage of stalled AI projects, in a terminal."""

    TITLE = "unstall"
    owns_process = False
    """It is all that its process is for, as when it is run; not so in tests."""
    # Textual does not look for the styles of the screen that it begins with.
    CSS_PATH: ClassVar[list[Any]] = [_HERE / "app.tcss", _HERE / "screens" / "home.tcss"]
    COMMANDS: ClassVar[set[Any]] = {ActionsProvider}
    # Textual declares these two as variables of the instance.
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(
        self,
        workspace: Workspace,
        now: Callable[[], datetime],
        *,
        open_path: Path | None = None,
        theme: str | None = None,
        keymap: Mapping[str, str] | None = None,
        locale: str = "en-GB",
        remember_theme: Callable[[str], None] | None = None,
        exports: Path | None = None,
        workshop: Wishes | None = None,
    ) -> None:
        """Make the app.

        Args:
            workspace: The sessions.
            now: The clock, with its offset from UTC.
            open_path: A session to open at once.
            theme: The theme to begin with; None for our own choice.
            keymap: Action id → keys, checked by `actions.checked_keymap`.
            locale: How dates and numbers are written in forms.
            remember_theme: Told the theme whenever another one is chosen.
            exports: Where documents are written when no other folder is named; None for the
                folder that the app was started in.
            workshop: What is wished of the workshop on it that is opened; None opens none.
        """
        super().__init__()
        self.workspace = workspace
        self.now = now
        self.locale = locale
        self.exports = exports or exports_dir()
        self.own_keys = dict(keymap or {})
        self.desk: Desk | None = None
        self.drafts: dict[str, str] = {}
        """Texts begun in a dialog and not finished."""
        self.voters: VotersServer | None = None
        """Lets people vote from their own devices."""
        self._open_path = open_path
        self._workshop = workshop
        self._remember_theme = remember_theme
        self._watch_saving: Timer | None = None
        self._was_saving = False
        self.animation_level = "none"
        for ours in THEMES:
            self.register_theme(ours)
        self.theme = theme or DEFAULT_THEME

    def get_default_screen(self) -> Screen[Any]:
        """Begin with all projects."""
        from unstall.tui.screens.home import HomeScreen

        return HomeScreen()

    def on_mount(self) -> None:
        """Take over the user's keys, and open the session that was asked for."""
        if self.own_keys:
            self.set_keymap(self.own_keys)
        self.theme_changed_signal.subscribe(self, self._theme_chosen)
        self.call_after_refresh(self._spare_what_stays)
        self.begin()

    def begin(self) -> None:
        """Open the session that was asked for, on top of all projects."""
        if self._open_path is not None:
            self.open_session(self._open_path)
        if self._workshop is not None:
            open_workshop(self, self._workshop)

    def open_session(self, path: Path, view: View | None = None) -> None:
        """Put a session on the desk and show it; an error is said and nothing else happens."""
        try:
            desk = self.workspace.open(path, self._told_by_the_disk)
        except SessionIsBallotError:
            self._open_ballot(path)
            return
        except UnstallError as error:
            from unstall.tui.screens.conflict import not_opened

            not_opened(self, path, error)
            return
        self.put_on_desk(desk, view)

    def _open_ballot(self, path: Path) -> None:
        from unstall.tui.screens.ballot import BallotScreen

        try:
            ballot = self.workspace.open_ballot(path)
        except UnstallError as error:
            self.say(str(error), severity="error")
            return
        self.push_screen(BallotScreen(ballot, self.now))

    def put_on_desk(self, desk: Desk, view: View | None = None) -> None:
        """Show an open session, at its questions unless another view is wanted."""
        self.desk = desk
        desk.on_change = self._look_ahead
        self.push_screen(screen_over(view or "interview", desk))
        self._look_ahead()
        for notice in (desk.locked_because, *desk.notices):
            if notice:
                self.say(notice, severity="warning")
        self.call_after_refresh(self._spare_what_stays)
        if desk.keeper:
            self._was_saving = False
            self._watch_saving = self.set_interval(SLOW_SAVE_SECONDS, self._look_at_saving)

    def _spare_what_stays(self) -> None:
        # What was loaded stays until the end. Going through it again, the garbage collector would
        # hold a key up for a tenth of a second now and then. At the start it is off altogether.
        if self.owns_process:
            gc.freeze()
            gc.enable()

    def show(self, view: View) -> None:
        """Change to another screen over the session on the desk."""
        if self.desk is not None:
            self.switch_screen(screen_over(view, self.desk))

    def leave_desk(self, then: Callable[[], None] | None = None) -> None:
        """Put the session back in its place and return to all projects.

        If the disk refuses what is not saved yet, people are asked whether to leave all the same.

        Args:
            then: What to do once the session is put away.
        """
        desk = self.desk
        if desk is None:
            return

        def leave(sure: bool | None) -> None:
            if sure:
                self._put_away()
                if then:
                    then()

        for screen in self._desk_screens():
            screen.keep_typing()
        if desk.trial is not None:
            self._end_trial(desk, lambda: self.leave_desk(then))
            return
        try:
            if desk.keeper:
                desk.keeper.flush()
        except UnstallError as error:
            self._ask_to_lose(error, leave)
        else:
            leave(sure=True)

    async def action_quit(self) -> None:
        """Leave the app, putting the session on the desk away first."""
        if self.desk is None:
            self.exit()
        else:
            self.leave_desk(self.exit)

    def let_go(self) -> None:
        """Let go of the session's file, whatever happened before."""
        desk, self.desk = self.desk, None
        if self.voters:
            self.voters.stop(wait=False)
        if desk and desk.keeper:
            with suppress(UnstallError):
                desk.keeper.close()

    def say(
        self, text: str, *, severity: Literal["information", "warning", "error"] = "information"
    ) -> None:
        """Show a message; the text may come from anywhere."""
        if severity == "information" and any(one.hear(text) for one in self._desk_screens()):
            return
        self.notify(plain(text).plain, severity=severity, markup=False, timeout=8)

    def action_help(self) -> None:
        """Show what every key does on the screen at hand."""
        from unstall.tui.screens.help import HelpScreen

        if not isinstance(self.screen, ModalScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Open the command palette, unless something lies over the screen."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(Palette(id="--command-palette"))

    @work
    async def _end_trial(self, desk: Desk, and_then: Callable[[], None]) -> None:
        from unstall.tui.screens.trial import over_before

        if await over_before(self, desk, "leave"):
            for screen in self._desk_screens():
                screen.drop_typing()
                screen.refresh_view()
            and_then()

    def _put_away(self) -> None:
        if self._watch_saving:
            self._watch_saving.stop()
        while self._desk_screens():
            self.pop_screen()
        self.let_go()
        self._look_ahead()

    def _ask_to_lose(self, error: UnstallError, leave: Callable[[bool | None], None]) -> None:
        from unstall.tui.widgets.dialogs import Confirm

        self.push_screen(
            Confirm(
                "The last changes could not be saved",
                hint=str(error),
                yes="leave all the same; what is not saved is lost",
                no="stay",
                risky=True,
            ),
            leave,
        )

    def _told_by_the_disk(self, state: SaveState) -> None:
        # Called by the thread that writes; messages may be posted from any thread.
        self.post_message(Saved(state))

    @on(Saved)
    def _saved(self, message: Saved) -> None:
        state = message.state
        if state.notice:
            self.say(state.notice, severity="warning")
        if state.trouble:
            self.say(str(state.trouble), severity="error")
        self._show_saved()

    def _look_ahead(self) -> None:
        """Begin to work the outlook out for the session as it stands; the older one is given up."""
        desk = self.desk
        states = (desk.shown, desk.real) if desk else ()
        weighed = next((state for state in states if state.outlook is None), None)
        # A worker that is not needed any more ends at its next step.
        self.workers.cancel_group(self, "ahead")
        if desk is not None and weighed is not None:
            from unstall.tui.ahead import work_out

            self.run_worker(
                lambda: work_out(self, desk, weighed, self.workspace.standings),
                name="looking ahead",
                group="ahead",
                thread=True,
            )

    @on(LookedAhead)
    def _looked_ahead(self, message: LookedAhead) -> None:
        desk, outlook = message.desk, message.outlook
        desk.keep_outlook(message.triage, outlook)
        if outlook is desk.outlook or outlook is desk.real.outlook:
            for screen in self._desk_screens():
                if screen.desk is desk:
                    screen.looked_ahead()
        if desk is self.desk and desk.trial is not None:
            # What is real may have been left half weighed when the trial began.
            self._look_ahead()

    def _look_at_saving(self) -> None:
        keeper = self.desk.keeper if self.desk else None
        is_saving = keeper is not None and keeper.state.word == "saving"
        if is_saving and self._was_saving:
            self._show_saved(is_slow=True)
        self._was_saving = is_saving

    def _show_saved(self, *, is_slow: bool = False) -> None:
        for screen in self._desk_screens():
            screen.show_saved(is_slow=is_slow)

    def _desk_screens(self) -> list[DeskScreen]:
        from unstall.tui.screens.desk_screen import DeskScreen

        return [screen for screen in self.screen_stack if isinstance(screen, DeskScreen)]

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of variables, which are clients' text, on
        # a screen that may be a projector. The command line keeps the error where only the user
        # can read it.
        self._close_messages_no_wait()

    def _theme_chosen(self, theme: Theme) -> None:
        if self._remember_theme:
            self._remember_theme(theme.name)


def run_app(sessions: Path, open_path: Path | None = None, workshop: Wishes | None = None) -> int:
    """Run the app in this terminal until it is left; gives the exit code.

    Raises `SettingsError` for a settings file that cannot be used, before anything is shown.

    Args:
        sessions: The sessions folder.
        open_path: A session to open at once.
        workshop: What is wished of the workshop on it that is opened; None opens none.
    """
    from unstall import paths
    from unstall.settings import check_theme, load_settings
    from unstall.tui.actions import check_keys
    from unstall.tui.remembered import remember_theme, remembered_theme

    file = paths.settings_file()
    settings = load_settings(file)
    check_theme(settings.theme, theme_names(), file)
    check_keys(settings.keymap, file)
    app = UnstallApp(
        Workspace(
            sessions,
            now,
            currency=settings.currency,
            holidays=settings.holidays,
            standings_file=paths.standings_file(),
            portfolio_file=paths.portfolio_file(sessions),
        ),
        now,
        open_path=open_path,
        workshop=workshop,
        theme=settings.theme or remembered_theme(paths.state_dir(), theme_names()),
        keymap=settings.keymap,
        locale=settings.locale,
        remember_theme=lambda name: remember_theme(paths.state_dir(), name),
    )
    app.owns_process = True
    try:
        app.run()
    finally:
        app.let_go()
    if app._exception is not None:  # Textual keeps it for its own tests only
        raise app._exception
    return app.return_code or 0


def now() -> datetime:
    """Tell the time, with its offset from UTC; the only clock of the app."""
    return datetime.now().astimezone()
