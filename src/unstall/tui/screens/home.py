"""Home: all projects, the newest first, each with where it stands and when it is due again.

The first frame shows names alone, read from the first lines of the files. A thread then reads the
files themselves, and each project gets its verdict, bars and dates as they become known. How firmly
a verdict stands may have to be measured: that comes last, what is in view first, and moves nothing.
What changes outside while Home is in front is read as well, and one line says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from unstall.overview import Damaged
from unstall.tui.actions import bindings
from unstall.tui.known import Outside
from unstall.tui.lazy_rows import LazyRows
from unstall.tui.room import WIDE
from unstall.tui.rows import Row
from unstall.tui.screens.home_doing import HomeDoing
from unstall.tui.screens.searching import Searching
from unstall.tui.span_content import rows_content, spans_content
from unstall.tui.stock import RowsRead, StandingFound, newest_first, take_stock
from unstall.tui.text import fill
from unstall.tui.watching import Watching
from unstall.tui.widgets.roomy_footer import RoomyFooter
from unstall.tui.widgets.row_list import GUTTER, RowList
from unstall.tui.wording import projects as wording
from unstall.tui.wording.outside import changed_outside
from unstall.tui.wording.projects import Item, Setting
from unstall.tui.wording.welcome import welcome

READ_AFTER_SECONDS = 0.05
"""When reading begins: after the first frame is on its way to the terminal, not beside it."""

DETAILS_WIDTH = 42
"""Cells of the panel beside the list with its line; as in home.tcss."""
LEFT_PADDING = SCROLLBAR = 1
STRIP_PADDING = 3

TITLE_CELLS = 23
"""Cells of the first line beside what it says of the projects."""

DETAIL_BAR = 12
"""Cells of a bar in the panel beside the list."""

WITH_ROOM = {
    "home.compare": "compare",
    "home.trend": "trend",
    "home.follow": "follow",
    "home.portfolio": "portfolio",
}
"""Actions whose keys stand in the footer where there is room: id → what the binding does."""
ROOM = 104
"""Columns from which there is."""

READING = "reading"
"""The group of the thread that reads and weighs."""

_NEED_A_PROJECT = {
    "portfolio", "verdict", "plan", "facts", "compare", "trend", "follow", "workshop", "rerun",
    "delete", "search", "move", "page", "ends",
}  # fmt: skip


class HomeScreen(HomeDoing, Searching, Watching):
    """Shows all projects and opens them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home", shown=WITH_ROOM)]

    HELP = (
        "All projects, the one triaged last first. A bar is solid as far as the answers prove a "
        "section ready, hatched as far as it may reach, and dotted beyond. The trend compares the "
        "answers given this time and the time before. A deleted session lies in the bin, from "
        "which it can be brought back."
    )

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[Path, Item] = {}
        self._is_read = False
        self._is_reading = False
        self._news: tuple[Outside, datetime] | None = None
        self._is_away = False
        self._shown_width = 0

    def compose(self) -> ComposeResult:
        """Lay out the heading, and the list with what is selected beside or below it."""
        yield Static(id="top")
        with Horizontal(id="shelf"):
            with Vertical(id="left"):
                yield Static(id="columns")
                yield RowList(id="projects")
            yield Static(id="details")
        yield Static(id="strip")
        yield RoomyFooter(WITH_ROOM.values(), room_from=ROOM)

    def on_mount(self) -> None:
        """Show the names at once, and read the rest when they are on the screen."""
        self._items = {head.path: head for head in self.unstall.workspace.heads()}
        self._show()
        self.projects.focus()
        self.set_timer(READ_AFTER_SECONDS, self._begin_reading)

    def help_now(self) -> str:
        """Explain the project under the cursor."""
        item = self.selected
        return "".join(text for text, _ in wording.strip(item)) if item else ""

    def on_screen_suspend(self) -> None:
        """Leave the machine to what is over this screen."""
        self._is_away = True
        self._news = None
        self.workers.cancel_group(self, READING)

    def on_screen_resume(self) -> None:
        """Look again at what may have changed in the meantime, and go on with what was left."""
        if self._is_away:
            self._is_away = False
            self.read_again()

    def on_resize(self) -> None:
        """Share the lines out anew."""
        if self._width != self._shown_width:
            self._show()

    @property
    def selected(self) -> Item | None:
        """The project under the cursor."""
        return self._items.get(Path(self.projects.cursor)) if self.projects.cursor else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave away, on a first start, what needs a project."""
        return not (self.is_first_start and action in _NEED_A_PROJECT)

    @property
    def is_first_start(self) -> bool:
        """There is no project yet."""
        return not self._items

    # --- Reading -------------------------------------------------------------------------------

    def _begin_reading(self) -> None:
        # With a session opened over this screen at once, reading waits until one comes here.
        if not self._is_away:
            self.read_again()

    def read_again(self) -> None:
        """Read what changed in the sessions folder, in a thread, and then weigh."""
        self._is_reading = True
        self._read()

    @property
    def is_reading(self) -> bool:
        """What changed is being read already; weighing does not count."""
        return self._is_reading

    def looks_different(self, *, thorough: bool, between: Callable[[], None]) -> bool:
        """Tell whether any project does not look as it did when it was read."""
        return self.unstall.workspace.looks_different(thorough=thorough, between=between)

    @work(thread=True, exclusive=True, group=READING)
    def _read(self) -> None:
        take_stock(self.unstall.workspace, self.post_message, self.projects.in_view)

    @on(RowsRead)
    def _take_over(self, message: RowsRead) -> None:
        read: dict[Path, Item] = {row.path: row for row in message.rows}
        at = self.projects.cursor
        self._items = read if message.is_all else {**self._items, **read}
        if message.is_all:
            self._is_read, self._is_reading = True, False
            if message.outside:
                self._news = message.outside, self.unstall.now()
            self.watch_outside()
        self._show(self._same_project(Path(at)) if at else None, keep_place=True)

    def _same_project(self, path: Path) -> Path | None:
        """Find the project's row by another session if that of the one given is gone."""
        if path in self._items:
            return None
        return next((other for other in self._items if other.parent == path.parent), None)

    @on(StandingFound)
    def _add_standing(self, message: StandingFound) -> None:
        row = message.row
        if self._items.get(row.path) is not message.before:
            return
        self._items[row.path] = row
        self.projects.renew(wording.project_rows(row, self._shown_width, self._setting))
        if self.selected is row:
            self._show_selected()

    def leave_out(self, path: Path) -> None:
        """Show a session no more."""
        del self._items[path]
        self._show()

    def show_at_once(self, path: Path) -> None:
        """Show a session by its name, with the cursor on it, until it is read."""
        heads = self.unstall.workspace.heads()
        self._items |= {head.path: head for head in heads if head.path == path}
        self._show(path)

    # --- Showing -------------------------------------------------------------------------------

    def _show(self, cursor: Path | None = None, *, keep_place: bool = False) -> None:
        items = sorted(
            (item for item in self._items.values() if wording.matches(item, self.wanted)),
            key=newest_first,
        )
        setting = self._setting
        width = self._shown_width = self._width
        rows: Sequence[Row] = LazyRows(
            [id_ for item in items for id_ in (str(item.path), None)],
            lambda at: wording.project_rows(items[at // 2], width, setting)[at % 2],
        )
        if not rows and self.wanted:
            rows = [Row((("No project or client is called so.", "dim"),))]
        if keep_place and cursor is None and self.projects.scroll_offset.y:
            self.projects.refill(rows)
        else:
            self.projects.show(rows, str(cursor) if cursor else None)
        self.query_one("#columns", Static).update(
            spans_content(wording.headings(width, items).spans)
        )
        if self.has_class("-first-start") != self.is_first_start:
            self.set_class(self.is_first_start, "-first-start")
            self.refresh_bindings()
        self._show_top(len(items))
        self._show_selected()

    def _show_top(self, shown: int) -> None:
        all_of_them = len({item.path.parent for item in self._items.values()})
        unreadable = [item for item in self._items.values() if isinstance(item, Damaged)]
        in_conflict = sum(item.in_conflict for item in unreadable)
        damaged = len(unreadable) - in_conflict
        words = [f"{all_of_them} project{'' if all_of_them == 1 else 's'}"] if all_of_them else []
        if self.wanted:
            words = [f"{shown} of {words[0]}" if words else ""]
        if damaged:
            words.append(f"{damaged} damaged")
        if in_conflict:
            words.append(f"{in_conflict} in two versions")
        if self._news:
            taken = cell_len(" · ".join([*words, ""])) + TITLE_CELLS
            words.append(changed_outside(*self._news, self.app.size.width - taken))
        self.query_one("#top", Static).update(
            fill("[b]unstall[/b]   Projects   [dim]$words[/dim]", words=" · ".join(words))
        )

    @on(RowList.Moved, "#projects")
    def _show_selected(self) -> None:
        item = self.selected
        if self.is_first_start:
            folder = str(self.unstall.workspace.folder)
            rows = welcome(folder, is_read=self._is_read)
        else:
            rows = wording.details(item, self._setting, DETAIL_BAR) if item else []
        self.query_one("#details", Static).update(rows_content(rows))
        room = self.app.size.width - STRIP_PADDING
        said = wording.strip(item, room) if item else ()
        self.query_one("#strip", Static).update(spans_content(said))

    @property
    def _setting(self) -> Setting:
        return Setting(self.unstall.now().date(), self.unstall.locale)

    @property
    def _width(self) -> int:
        """Cells of a line of the list, worked out: they are wanted before it is laid out."""
        beside = DETAILS_WIDTH if self.app.size.width >= WIDE else 0
        return max(self.app.size.width - beside - LEFT_PADDING - SCROLLBAR - GUTTER, 1)

    def narrow_down(self) -> None:
        """Show what is wanted."""
        self._show()

    def action_refresh(self) -> None:
        """Read the sessions folder again."""
        self.read_again()

    async def action_quit(self) -> None:
        """Leave the app."""
        self.app.exit()
