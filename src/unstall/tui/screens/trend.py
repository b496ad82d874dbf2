"""How the project moved over all its sessions: small multiples, with figures behind a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from unstall.compare.trend import Trend, trend
from unstall.report.phrases import counted
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.past import Past
from unstall.tui.room import TALL
from unstall.tui.rows import Row
from unstall.tui.screens import compare
from unstall.tui.screens.desk_screen import Heading
from unstall.tui.screens.past_screen import PastScreen
from unstall.tui.weighed import Weighed
from unstall.tui.widgets.roomy_footer import RoomyFooter
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.trend import SESSION, figure_rows, trend_rows

FRAME = 5
"""Cells of a line that the rows cannot have: padding, the cursor's and the scroll bar's."""
LOW, HIGH = (6, 4), (8, 6)
"""Lines of the charts of sections, and of all others, on screens with few and with many rows."""
SHORT, SHORTEST = 20, (3, 3)
"""Rows below which charts are as low as can be."""
WITH_ROOM = {"desk.verdict": "verdict", "desk.interview": "interview"}
ROOM = 104


@dataclass
class Place:
    """How the screen was left."""

    figures: bool = False
    cursor: str | None = None


class TrendScreen(PastScreen):
    """Shows how the project moved, from its first session to the one on the desk."""

    CSS_PATH = "trend.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "trend", shown={"desk.compare", "desk.follow", "desk.export", *WITH_ROOM})
    ]

    HELP = (
        "A chart for each part, a column for each session, the oldest first: solid as far as the "
        "answers prove the part ready, hatched as far as it may reach. All columns rest on the "
        "questions that the sessions share, by the rules of the newest. What a session recommended "
        "is its own word. Enter on a session shows what moved since then."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("trend", Place())
        self._trend: Trend | None = None

    def compose(self) -> ComposeResult:
        """Lay out one list."""
        yield Heading()
        yield RowList(id="body")
        yield RoomyFooter(WITH_ROOM.values(), room_from=ROOM)

    def on_mount(self) -> None:
        """Fill the screen and put the cursor into it."""
        super().on_mount()
        self.body.focus()

    def on_resize(self) -> None:
        """Draw the charts anew for another size."""
        self._show_rows()

    def help_now(self) -> str:
        """Explain what the cursor stands on."""
        return "Enter shows what moved between this session and the one on the desk."

    def progress(self) -> str:
        """Say how many sessions there are."""
        return counted(len(self._trend.sessions), "session") if self._trend else "trend"

    def work_out(self, past: Past, state: Weighed, asked: Any) -> Trend:  # noqa: ARG002
        """Tell how the project moved up to the session on the desk."""
        sides = (self.side_of(one, planned=False) for one in past.before)
        return trend([*sides, self.side_on_desk(state)])

    def show_told(self, past: Past, found: Any, changed: str | None) -> None:  # noqa: ARG002
        """Draw the charts."""
        self._trend = found
        self.set_heading(self.progress())
        self._show_rows()

    def show_instead(self, rows: list[Row]) -> None:
        """Show something in the place of the charts."""
        self._trend = None
        self.body.show(rows)

    def _show_rows(self) -> None:
        found, locale = self._trend, self.unstall.locale
        if found is None:
            return
        rows = self.broken_rows(self.past)
        width, height = self.app.size
        if self._place.figures:
            rows += figure_rows(found, locale)
        else:
            heights = HIGH if height >= TALL else LOW if height >= SHORT else SHORTEST
            rows += trend_rows(found, locale, max(width - FRAME, 1), heights)
        self.body.show(rows, self.body.cursor or self._place.cursor)

    @on(RowList.Moved, "#body")
    def _cursor_moved(self, event: RowList.Moved) -> None:
        self._place.cursor = event.id

    @on(RowList.Picked, "#body")
    def _picked(self) -> None:
        self.action_go()

    def action_figures(self) -> None:
        """Show all readings in figures and words, or the charts again."""
        self._place.figures = not self._place.figures
        self._show_rows()
        self.body.ends(last=False)

    def action_go(self) -> None:
        """Show what moved between the session under the cursor and the one on the desk."""
        kind, _, number = (self.body.cursor or "").partition("/")
        if kind != SESSION or not number.isdigit():
            return
        before = self.past.before
        place = self.desk.places.setdefault("compare", compare.Place())
        place.then = before[int(number)].path.name if int(number) < len(before) else None
        place.now = None
        self.action_compare()
