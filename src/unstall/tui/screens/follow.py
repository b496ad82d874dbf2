"""Follow-through: what became of the plan of the session before, and whether it moved anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_own, follow_through
from unstall.compare.followed import FollowedAction, FollowedCheckpoint
from unstall.compare.promised import plan_to_follow
from unstall.earlier import Earlier
from unstall.report.comparison import compared_of
from unstall.report.formats import Formats
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.documents import Kind, comparison_kinds
from unstall.tui.past import Past
from unstall.tui.room import WIDE
from unstall.tui.rows import Row
from unstall.tui.screens.desk_screen import Heading
from unstall.tui.screens.follow_dialogs import FollowDialogs
from unstall.tui.text import plain
from unstall.tui.weighed import Weighed
from unstall.tui.widgets.roomy_footer import RoomyFooter
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.followed import (
    ACTION,
    CHECKPOINT,
    Followed,
    beside_rows,
    followed_rows,
    heading_words,
)

WITH_ROOM = {"desk.trend": "trend", "desk.plan": "plan", "desk.export": "export"}
"""What the footer shows only where there is room: id → action."""
ROOM = 104
"""Columns from which there is."""


@dataclass
class Place:
    """How the screen was left."""

    unfolded: set[str] = field(default_factory=set)
    own: bool = False
    """The plan of the session on the desk, not the one before."""
    cursor: str | None = None


def repeated(past: Past) -> Earlier | None:
    """Give the session that the one on the desk names as the one that it repeats.

    What is recorded of the plan before is recorded of the plan of that one, and of no other.
    """
    return past.last if past.is_named else None


class FollowScreen(FollowDialogs):
    """Shows what became of the plan before, and records it."""

    CSS_PATH = "follow.tcss"
    LIKELY_DOCUMENT = "comparison"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "follow", shown={"desk.compare", *WITH_ROOM})
    ]

    HELP = (
        "What became of the plan of the session before: what is done, what is past its day, what "
        "was given up and why, and what nobody asks for any more. Under each action stand the "
        "answers that it was meant to move, and how they moved. What is recorded here is kept in "
        "the session on the desk; the older one stays as it is."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("follow", Place())
        self._followed: Followed | None = None
        self._goes_on: str | None = None
        """The row to go to once what was recorded is shown."""

    def compose(self) -> ComposeResult:
        """Lay out the list, and what stands beside it."""
        yield Heading()
        with Horizontal(id="shelf"):
            yield RowList(id="body")
            yield RowList(id="side", active=False, marks=False)
        yield RoomyFooter(WITH_ROOM.values(), room_from=ROOM)

    def on_mount(self) -> None:
        """Fill the screen and put the cursor into it."""
        super().on_mount()
        self.body.focus()

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        self._show_rows()

    def help_now(self) -> str:
        """Explain what the cursor stands on."""
        match self.under_cursor:
            case FollowedAction() as action:
                return f"{action.title}: t records when it was done, d why it was given up."
            case FollowedCheckpoint():
                return "t records when this checkpoint was held, and what was decided at it."
            case _:
                return ""

    @property
    def is_wide(self) -> bool:
        """There is room for an action's details beside the list."""
        return self.app.size.width >= WIDE

    @property
    def under_cursor(self) -> FollowedAction | FollowedCheckpoint | None:
        """What the cursor stands on."""
        found = self._followed.found if self._followed else None
        kind, _, about = (self.body.cursor or "").partition("/")
        if found is None or self._followed is None:
            return None
        if kind == ACTION:
            return self._followed.action(about)
        if kind == CHECKPOINT:
            return next((one for one in found.checkpoints if one.kind == about), None)
        return None

    def progress(self) -> str:
        """Say how much of the plan is done."""
        return heading_words(self._followed) if self._followed else "follow-through"

    def wanted(self) -> Any:
        """Tell whose plan."""
        return self._place.own

    def work_out(self, past: Past, state: Weighed, asked: Any) -> Followed:
        """Tell what became of the plan before, or of the session's own where there is none."""
        locale, today = self.unstall.locale, self.desk.now().date()
        now = self.side_on_desk(state)
        formats = Formats.of(locale, now.session.currency)
        before = repeated(past)
        if asked or before is None:
            own = plan_to_follow(now, is_own=True)
            is_first = before is None
            return Followed(follow_own(now, today), own, formats, None, is_first=is_first)
        then = self.side_of(before)
        told = compared_of(compare(then, now), locale)
        found = follow_through(told.comparison, today)
        return Followed(found, plan_to_follow(then, is_own=False), formats, told)

    def show_told(self, past: Past, found: Any, changed: str | None) -> None:  # noqa: ARG002
        """Show what became of the plan."""
        self._followed = found
        self.set_heading(self.progress())
        self._show_rows(changed)

    def go_on(self) -> None:
        """Go to the action below the cursor, or above it, once what is recorded is shown."""
        ids = [one.id for one in self.body.rows if one.id and one.id.startswith(f"{ACTION}/")]
        if self.body.cursor in ids:
            at = ids.index(self.body.cursor)
            self._goes_on = next(iter((*ids[at + 1 :], *ids[:at][::-1])), None)

    def show_instead(self, rows: list[Row]) -> None:
        """Show something in the place of the plan."""
        self._followed = None
        self.body.show(rows)

    def _show_rows(self, changed: str | None = None) -> None:
        followed, place = self._followed, self._place
        if followed is None:
            return
        unfolded = set() if self.is_wide else place.unfolded
        rows = [*self.broken_rows(self.past), *followed_rows(followed, unfolded)]
        ids = {one.id for one in rows}
        there = [f"{kind}/{changed}" for kind in (ACTION, CHECKPOINT)]
        goes_on, self._goes_on = self._goes_on, None
        cursor = next((id_ for id_ in (goes_on, *there) if id_ and id_ in ids), None)
        self.body.show(rows, cursor or self.body.cursor or place.cursor)
        self._show_side()

    def _show_side(self) -> None:
        side = self.query_one("#side", RowList)
        followed = self._followed if self.is_wide else None
        title, rows = beside_rows(followed, self.body.cursor or "") if followed else ("", [])
        side.border_title = plain(title)
        if rows != side.rows:
            side.show(rows)
            side.scroll_to(y=0, animate=False)

    @on(RowList.Moved, "#body")
    def _cursor_moved(self, event: RowList.Moved) -> None:
        self._place.cursor = event.id
        self._show_side()

    @on(RowList.Picked, "#body")
    def _picked(self) -> None:
        self.action_enter()

    def action_enter(self) -> None:
        """Unfold the action under the cursor, or go to the question of an answer that moved."""
        cursor = self.body.cursor or ""
        *_, kind, about = ["", *cursor.split("/")]
        if kind == "question":
            if about in self.desk.questionnaire.question_by_id:
                self.go_to_question(about)
        elif cursor and not self.is_wide:
            self._place.unfolded ^= {cursor}
            self._show_rows()

    def action_question(self) -> None:
        """Go to the question that the action under the cursor was meant to move."""
        about = self.under_cursor
        aims = about.aimed_at if isinstance(about, FollowedAction) else ()
        own = self.desk.questionnaire.question_by_id
        question = next((aim.now_id for aim in aims if aim.now_id in own), None)
        if question is None:
            self.tell("No single answer asked for it.")
        else:
            self.go_to_question(question)

    def own_documents(self) -> Sequence[Kind]:
        """List the documents that tell what became of the plan before."""
        told = self._followed.told if self._followed else None
        return comparison_kinds(told) if told else ()

    def action_own(self) -> None:
        """Show the plan of the session on the desk, or the one before again."""
        if repeated(self.past) is None:
            self.tell("It repeats no session that can be had, so this is its own plan.")
            return
        self._place.own = not self._place.own
        self.refresh_view()
