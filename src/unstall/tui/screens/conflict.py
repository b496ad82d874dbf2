"""Two versions of a session in one file: both beside each other, and a key to choose each time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from unstall.errors import SessionConflictError, UnstallError
from unstall.tui.actions import bindings
from unstall.tui.later import once_laid_out
from unstall.tui.text import fill
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording import conflict as wording

if TYPE_CHECKING:
    from unstall.questionnaire.models import Questionnaire
    from unstall.session.conflict import Conflicted
    from unstall.session.conflict_words import Told
    from unstall.session.merge import Conflict, Side
    from unstall.tui.app import UnstallApp


class ConflictScreen(Screen[bool]):
    """Asks which version is to stand, and writes the session; gives whether it was written."""

    DEFAULT_CSS = """
    ConflictScreen { overflow: hidden; }
    ConflictScreen #top { height: 1; padding: 0 1; margin-bottom: 1; }
    ConflictScreen #conflicts { height: 1fr; padding-left: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("conflict")]

    HELP = (
        "Two people changed the same things in this session, and the file holds both versions. "
        "What each of them says stands below its question, with notes and times. 1 and 2 choose, "
        "Enter writes the session when nothing is left. The file as it was is kept as the version "
        "before. If the session lies in git, tell git afterwards that it is resolved: git add."
    )

    def __init__(
        self, path: Path, conflicted: Conflicted, questionnaire: Questionnaire | None
    ) -> None:
        """Show the two versions that stand in a file.

        Args:
            path: The session's file.
            conflicted: What stands in it.
            questionnaire: The one that the session goes by, for titles and levels in words.
        """
        from unstall.session.conflict_words import told

        super().__init__()
        self._path = path
        self._conflicted = conflicted
        self._tellings: tuple[Told, ...] = told(conflicted.merged, questionnaire)
        self._chosen: dict[Conflict, Side] = {}

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the heading and the list."""
        yield Static(id="top")
        yield RowList(id="conflicts")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the screen."""
        self.conflicts.focus()
        once_laid_out(self, self._show)

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self._show()

    @property
    def conflicts(self) -> RowList:
        """The list."""
        return self.query_one("#conflicts", RowList)

    @property
    def left(self) -> list[str]:
        """The conflicts for which no side is chosen, by their names."""
        every = [one.conflict for one in self._tellings]
        return [conflict.name for conflict in every if conflict not in self._chosen]

    def help_now(self) -> str:
        """Explain what the cursor stands on."""
        one = self._at_hand
        return f"{one.title}: {one.conflict.name} on the command line." if one else ""

    @property
    def _at_hand(self) -> Told | None:
        named = (one for one in self._tellings if one.conflict.name == self.conflicts.cursor)
        return next(named, None)

    def _show(self, cursor: str | None = None) -> None:
        rows = wording.conflict_rows(self._conflicted, self._tellings, self._chosen)
        self.conflicts.show(rows, cursor)
        self.query_one("#top", Static).update(
            fill(
                "[b]$project[/b]   Two versions   [dim]$progress[/dim]",
                project=self._conflicted.merged.ours.project,
                progress=wording.progress(len(self._chosen), len(self._tellings)),
            )
        )

    # --- Moving --------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go to the next conflict or the one before."""
        self.conflicts.move(step)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        self.conflicts.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the first or the last conflict."""
        self.conflicts.ends(last=last)

    # --- Choosing ------------------------------------------------------------------------------

    def action_choose(self, side: Side) -> None:
        """Choose a side for the conflict under the cursor and go to the next without one."""
        one = self._at_hand
        if one is None:
            return
        self._chosen[one.conflict] = side
        self._show(self._next_left(one.conflict.name))

    def action_choose_rest(self, side: Side) -> None:
        """Choose a side for everything that has none yet."""
        for one in self._tellings:
            self._chosen.setdefault(one.conflict, side)
        self._show()

    def action_clear(self) -> None:
        """Take the choice under the cursor back."""
        if one := self._at_hand:
            self._chosen.pop(one.conflict, None)
            self._show()

    def _next_left(self, name: str) -> str:
        names = [one.conflict.name for one in self._tellings]
        at = names.index(name)
        return next((after for after in names[at:] + names[:at] if after in self.left), name)

    @on(RowList.Picked, "#conflicts")
    def action_write(self) -> None:
        """Write the session, once a side is chosen for everything."""
        left = self.left
        if left:
            self.unstall.say(f"{len(left)} of them are left to choose.", severity="warning")
            self.conflicts.move_to(left[0])
            return
        try:
            self.unstall.workspace.resolve(self._path, self._conflicted, self._chosen)
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Go back without writing anything."""
        self.dismiss(False)


def not_opened(app: UnstallApp, path: Path, error: UnstallError) -> None:
    """Say why a session could not be opened; if it holds two versions, show both instead."""
    if not isinstance(error, SessionConflictError):
        app.say(str(error), severity="error")
        return
    try:
        conflicted, questionnaire = app.workspace.two_versions(path)
    except UnstallError as broken:
        app.say(str(broken), severity="error")
        return

    def done(is_written: bool | None) -> None:
        if is_written:
            from unstall.session.git import is_in_repository

            more = f" Tell git: git add {path.name}." if is_in_repository(path) else ""
            app.say(f"The session is whole again; Enter opens it.{more}")

    app.push_screen(ConflictScreen(path, conflicted, questionnaire), done)
