"""All projects on one page: what to look at first, the table, and the causes that many share.

Rows come from an index in a thread, so the screen can be used at once however large the folder is;
what takes long to work out follows, and moves nothing that is being read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Static

from unstall.portfolio.arrange import GROUPS, GroupBy, Wanted, filtered, grouped
from unstall.portfolio.common import portfolio_of
from unstall.portfolio.models import LookAt, Portfolio, PortfolioRow
from unstall.tui.actions import bindings
from unstall.tui.drawn import drawn, longest_that_fits, width_of
from unstall.tui.lazy_rows import LazyRows
from unstall.tui.portfolio_stock import ProjectsFilled, ProjectsRead
from unstall.tui.room import TALL
from unstall.tui.rows import Row, row
from unstall.tui.screens.portfolio_doing import PortfolioDoing
from unstall.tui.screens.searching import Searching
from unstall.tui.span_content import spans_content
from unstall.tui.text import fill
from unstall.tui.watching import Watching
from unstall.tui.widgets.lined import Lined
from unstall.tui.widgets.row_list import GUTTER, RowList
from unstall.tui.wording import portfolio as wording
from unstall.tui.wording.outside import changed_outside
from unstall.tui.wording.portfolio_table import (
    SORTS,
    Sort,
    columns,
    headings,
    in_order,
    table_row,
)
from unstall.tui.wording.projects import Setting

if TYPE_CHECKING:
    from unstall.report.portfolio import ToldPortfolio
    from unstall.tui.known import Outside

READING = "reading"
"""The group of the thread that reads and fills in."""
LEFT_PADDING = SCROLLBAR = 1
TITLE_CELLS = 22
"""Cells of the first line before what it says of the projects."""
LONGEST_NEWS = 40
"""Cells in which the first line says what changed outside."""
PROGRESS_BAR = 16
"""Cells of the bar that shows how far reading is."""
LINES_FIRST, LINES_FIRST_TALL = 3, 6
"""Lines that say what to look at first."""

Part = Literal["projects", "first", "causes"]
PARTS: tuple[Part, ...] = ("projects", "first", "causes")
_TITLES: dict[Part, str] = {
    "projects": "",
    "first": "What to look at first, and why",
    "causes": "Causes that projects have in common; Enter shows the projects of one",
}


class PortfolioScreen(PortfolioDoing, Searching, Watching):
    """Shows all projects on one page, and opens them."""

    CSS_PATH = "portfolio.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("portfolio")]
    HELP = (
        "All projects on one page. A bar is solid as far as the answers prove a section ready, "
        "hatched as far as it may reach, and dotted beyond. Under Blockers stands how many there "
        "are for certain, and how many more there may be. Under Next stands the next checkpoint "
        "of the plan or the next triage, whichever comes first, or with a ! what is past. What a "
        "month costs is what people said; nothing is estimated."
    )

    def __init__(self) -> None:
        super().__init__()
        self._all = Portfolio(rows=(), first=(), causes=(), actions=())
        self._shown: tuple[PortfolioRow, ...] = ()
        self._by_path: dict[str, PortfolioRow] = {}
        self._sort: Sort = "next"
        self._group: GroupBy | None = None
        self._cause: tuple[str, str] | None = None
        """Id and title of the cause that is wanted."""
        self._part: Part = "projects"
        self._places: dict[Part, str | None] = {}
        self._read = (0, 0)
        self._was_read = False
        self._left = 0
        self._news: tuple[Outside, datetime] | None = None
        self._is_away = False
        self._is_reading = False

    def compose(self) -> ComposeResult:
        """Lay out what to look at first over the table, and the selected project below it."""
        yield Static(id="top")
        yield Lined(id="first")
        yield Static(id="columns")
        yield Static(id="title")
        yield RowList(id="projects")
        yield Lined(id="details")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin to read once the empty page is on its way to the terminal."""
        self.projects.focus()
        self.show_page()
        self.call_after_refresh(self.read_again)

    def help_now(self) -> str:
        """Explain the project under the cursor."""
        one = self.selected
        said = wording.details(one, self._why(one), self._setting, 999) if one else []
        return " ".join("".join(text for text, _ in each.spans) for each in said)

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
        """Share the room out anew."""
        self.call_after_refresh(self.show_page)

    @property
    def selected(self) -> PortfolioRow | None:
        """The project under the cursor."""
        return self._by_path.get(self.projects.cursor or "")

    # --- Reading -------------------------------------------------------------------------------

    def read_again(self) -> None:
        """Read what changed in the sessions folder, in a thread, then fill in what is missing."""
        if not self._is_away:
            self._is_reading = True
            self._take_stock()

    @property
    def is_reading(self) -> bool:
        """What changed is being read already; filling in does not count."""
        return self._is_reading

    def looks_different(self, *, thorough: bool, between: Callable[[], None]) -> bool:
        """Tell whether any project does not look as it did when it was read."""
        stock = self.unstall.workspace.portfolio
        return stock.known.differs(thorough=thorough, between=between)

    @work(thread=True, exclusive=True, group=READING)
    def _take_stock(self) -> None:
        stock = self.unstall.workspace.portfolio
        stock.take_stock(self._setting.today, self.post_message, self.projects.in_view)

    @on(ProjectsRead)
    def _take_over(self, message: ProjectsRead) -> None:
        self._read = message.done, message.of
        if not message.is_all and self._was_read:
            # What is on the screen stays until all is read again.
            self._show_top()
            return
        self._all = message.portfolio
        if message.is_all:
            self._is_reading, self._was_read = False, True
            self._left = sum(not one.is_filled for one in self._all.rows)
            if message.outside:
                self._news = message.outside, self.unstall.now()
            self.watch_outside()
        self.show_page(keep_place=True)

    @on(ProjectsFilled)
    def _fill_in(self, message: ProjectsFilled) -> None:
        self._all, self._left = message.portfolio, message.left
        self.show_page(keep_place=True)

    # --- Showing -------------------------------------------------------------------------------

    def narrow_down(self) -> None:
        """Show what is wanted."""
        self.show_page()

    def show_page(self, *, keep_place: bool = False) -> None:
        """Show everything as it stands."""
        wanted = Wanted(text=self.wanted, cause=self._cause[0] if self._cause else None)
        rows = self._all.rows
        if self._is_narrowed:
            rows = filtered(rows, wanted, self._setting.today)
        self._shown = in_order(rows, self._sort, self._setting.today)
        self._by_path = {str(one.path): one for one in self._shown}
        shown = self._rows_of_part()
        at = self.projects.cursor
        other = self._same_project(at) if at and self._part != "causes" else None
        if keep_place and other is None and self.projects.scroll_offset.y:
            self.projects.refill(shown)
        else:
            self.projects.show(shown, other)
        if keep_place and not self.was_moved:
            self.projects.ends(last=False)
        self.set_class(self._part != "projects", "-not-projects")
        self.query_one("#title", Static).update(fill("[b]$title[/b]", title=_TITLES[self._part]))
        self._show_top()
        self._show_first()
        self._show_selected()

    def _rows_of_part(self) -> Sequence[Row]:
        match self._part:
            case "first":
                return wording.first_rows(self._wanted_portfolio.first)
            case "causes":
                return wording.cause_rows(self._wanted_portfolio, self._setting)
        sections = {tuple(s.title for s in one.sections) for one in self._shown if one.sections}
        titles = next(iter(sections)) if len(sections) == 1 else ()
        chosen, setting = columns(self._width, self._sort, titles, self._group), self._setting
        over = headings(chosen, self._sort)
        self.query_one("#columns", Static).update(spans_content(over.spans))
        if not self._shown:
            said = "No project is called so." if self._is_narrowed else "There are no projects."
            return [row(said if self._was_read else "", "dim")]
        listed: list[PortfolioRow | Row] = []
        if self._group:
            for group in grouped(self._shown, self._group):
                listed += [wording.group_row(group), *group.rows]
        else:
            listed += self._shown

        def make(at: int) -> Row:
            one = listed[at]
            return one if isinstance(one, Row) else table_row(one, chosen, setting)

        return LazyRows([None if isinstance(o, Row) else str(o.path) for o in listed], make)

    def _same_project(self, path: str) -> str | None:
        """Find the project's row by another session if that of the one given is gone."""
        if path in self._by_path:
            return None
        folder = Path(path).parent
        return next((other for other in self._by_path if Path(other).parent == folder), None)

    def _show_top(self) -> None:
        tail = wording.progress(*self._read, self._left, PROGRESS_BAR)
        if not tail and self._news:
            tail = ((changed_outside(*self._news, LONGEST_NEWS), "dim"),)
        parts = [
            wording.top(len(self._shown), len(self._all.rows), narrowed=self._is_narrowed),
            *([self._cause[1]] if self._cause else []),
            wording.arrangement(self._sort, self._group),
        ]
        room = max(self.app.size.width - 2 * LEFT_PADDING, 1)
        left = room - TITLE_CELLS - (width_of(tail) + 2 if tail else 0)
        said = longest_that_fits([" · ".join(parts[:most]) for most in (3, 2, 1)], left)
        head = fill("[b]unstall[/b]   Portfolio   [dim]$said[/dim]", said=said)
        gap = " " * max(room - head.cell_length - width_of(tail), 2)
        self.query_one("#top", Static).update(head + gap + spans_content(tail) if tail else head)

    def _show_first(self) -> None:
        area = self.query_one("#first", Lined)
        width = max(self.app.size.width - 2 * LEFT_PADDING, 1)
        most = LINES_FIRST_TALL if self.app.size.height >= TALL else LINES_FIRST
        lines = wording.first_lines(self._all.first, most, width) if self._was_read else []
        # While it is being worked out it keeps its place, so that nothing moves.
        area.styles.height = len(lines) if self._was_read else most
        area.draw(lines)

    @on(RowList.Moved, "#projects")
    def _show_selected(self) -> None:
        area, one = self.query_one("#details", Lined), self.selected
        width, height = self._details_size
        area.display = self._part != "causes"
        if one is None:
            area.draw([])
            return
        rows = [wording.heading(one, self._setting)]
        rows += wording.details(one, self._why(one), self._setting, width)
        if height < len(rows):
            rows = [replace(each, cut=True) for each in rows]
        lines = drawn(rows, width)
        if len(lines) > height:
            lines = drawn([replace(each, cut=True) for each in rows], width)
        area.draw(lines[:height])

    @property
    def _details_size(self) -> tuple[int, int]:
        return max(self.app.size.width - 4, 1), 9 if self.app.size.height >= TALL else 4

    @property
    def _wanted_portfolio(self) -> Portfolio:
        """The portfolio of the projects that are shown."""
        if not self._is_narrowed:
            return self._all
        return portfolio_of(self._shown, self._setting.today)

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.wanted or self._cause)

    def _why(self, one: PortfolioRow) -> LookAt | None:
        return next((first for first in self._all.first if first.row.path == one.path), None)

    @property
    def _setting(self) -> Setting:
        return Setting(self.unstall.now().date(), self.unstall.locale)

    @property
    def _width(self) -> int:
        return max(self.app.size.width - LEFT_PADDING - SCROLLBAR - GUTTER, 1)

    # --- Moving --------------------------------------------------------------------------------

    def action_part(self, part: Part) -> None:
        """Show another part of the page, or the projects again."""
        self._places[self._part] = self.projects.cursor
        self._part = "projects" if part == self._part else part
        self.show_page()
        place = self._places.get(self._part)
        if place:
            self.projects.move_to(place)
        else:
            self.projects.ends(last=False)

    def action_next_part(self, step: int) -> None:
        """Go to the next part of the page or the one before."""
        self.action_part(PARTS[(PARTS.index(self._part) + step) % len(PARTS)])

    def action_sort(self, step: int) -> None:
        """Sort by the next column, or by the one before."""
        self._sort = SORTS[(SORTS.index(self._sort) + step) % len(SORTS)]
        self._part = "projects"
        self.show_page()

    def action_group(self) -> None:
        """Put projects together by client, by verdict, or not at all."""
        kinds: tuple[GroupBy | None, ...] = (None, *GROUPS)
        self._group = kinds[(kinds.index(self._group) + 1) % len(kinds)]
        self._part = "projects"
        self.show_page()

    def action_leave(self) -> None:
        """Go back: from a part to the projects, from a search to all, from there to Home."""
        if self.has_class("-searching"):
            self.action_end_search()
        elif self._part != "projects":
            self.action_part("projects")
        elif self._cause:
            self._cause = None
            self.show_page()
        else:
            self.app.pop_screen()

    # --- Opening and writing -------------------------------------------------------------------

    @on(RowList.Picked, "#projects")
    def action_open(self) -> None:
        """Open the selected project; on a cause, show its projects."""
        if self._part == "causes":
            self._narrow_to_cause()
        else:
            self.open_selected(None)

    def _narrow_to_cause(self) -> None:
        causes = self._wanted_portfolio.causes
        found = next((c for c in causes if wording.cause_id(c) == self.projects.cursor), None)
        if found:
            self._cause = found.id, found.title
            self.action_part("projects")

    @property
    def told(self) -> ToldPortfolio:
        """The page as it is arranged, for a document."""
        from unstall.report.portfolio import ToldPortfolio

        today, locale = self._setting.today, self._setting.locale
        narrowed = wording.narrowed(self.wanted, self._cause[1] if self._cause else None)
        shown = portfolio_of(self._shown, today)
        return ToldPortfolio(shown, today, locale, self._group, narrowed)

    def action_refresh(self) -> None:
        """Read the sessions folder again."""
        self.read_again()
