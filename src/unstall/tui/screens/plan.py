"""The plan: weeks with their actions, to be given owners, moved, ticked off and annotated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Footer, Static

from unstall.plan.models import Placed, Plan
from unstall.report.dossier import Dossier
from unstall.report.phrases import quoted
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.later import once_laid_out
from unstall.tui.plan_edits import PlanEdits
from unstall.tui.readout import point_rows
from unstall.tui.room import WIDE
from unstall.tui.rows import Row, row
from unstall.tui.screens.desk_screen import DeskScreen, Heading
from unstall.tui.screens.plan_dialogs import PlanDialogs
from unstall.tui.text import plain
from unstall.tui.week_rows import board_rows, document_rows, line_of_week
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.board import (
    Board,
    action_help,
    asking_question,
    board,
    details,
    earliest_week,
    week_title,
)
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.instead import instead_of_plan
from unstall.tui.wording.points import Point
from unstall.tui.wording.verdict import headline


@dataclass
class Place:
    """How the screen was left, so that it is found again as it was."""

    unfolded: set[str] = field(default_factory=set)
    """Actions whose details are unfolded."""
    cursor: str | None = None
    line: int = 0
    """The first line that is visible."""
    preview: bool = False


class PlanScreen(PlanDialogs, DeskScreen):
    """Shows the plan of the session on the desk, week by week."""

    CSS_PATH = "plan.tcss"
    LIKELY_DOCUMENT = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk", "plan", shown={"desk.export"})]

    HELP = (
        "The plan that follows from the answers, week by week. Who does what, what is done and "
        "when it begins is decided here; what is in the plan, and in which week, follows from "
        "the answers and can be moved. Numbers tell which action waits for which."
    )

    @dataclass
    class Rendered(Message):
        """The written plan is ready."""

        text: str

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("plan", Place())
        self._dossier: Dossier | None = None
        self._points: dict[str, Point] = {}
        self._board: Board | None = None
        self._title = ""
        self._document = ""
        self.edits = PlanEdits(desk)

    def compose(self) -> ComposeResult:
        """Lay out the strategy, the weeks, and what stands beside them."""
        yield Heading()
        yield Static(id="strategy")
        with Horizontal(id="shelf"):
            yield RowList(id="board")
            yield RowList(id="side", active=False, marks=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the screen and put the cursor on the first action."""
        super().on_mount()
        self.board.focus()
        line = self._place.line
        once_laid_out(self, lambda: self.board.scroll_to(y=line, animate=False))

    def on_screen_suspend(self) -> None:
        """Remember where one was."""
        self._place.line = self.board.scroll_offset.y

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        if self._dossier is not None:
            self._show_rows()

    def help_now(self) -> str:
        """Explain the action under the cursor."""
        placed = self.placed(self.under_cursor)
        return action_help(placed) if placed else ""

    @property
    def board(self) -> RowList:
        """The list of weeks."""
        return self.query_one("#board", RowList)

    @property
    def side(self) -> RowList:
        """What stands beside it: an action's details, or the written plan."""
        return self.query_one("#side", RowList)

    @property
    def is_wide(self) -> bool:
        """There is room for an action's details beside the weeks."""
        return self.app.size.width >= WIDE

    @property
    def shown_plan(self) -> Plan | None:
        """The plan that is on the screen; None where something else stands in its place."""
        plan = self.desk.plan
        return None if plan is None or self.desk.triage.nothing_explains else plan

    @property
    def under_cursor(self) -> str | None:
        """The action that the cursor stands on, also one that was taken out."""
        cursor = self.board.cursor or ""
        if cursor.startswith("detail/"):
            cursor = cursor.split("/")[1]
        return cursor if cursor in self.desk.questionnaire.action_by_id else None

    def placed(self, action: str | None) -> Placed | None:
        """Find an action in the plan."""
        plan = self.shown_plan
        return next((p for p in plan.actions if p.id == action), None) if plan else None

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the plan as it stands."""
        dossier = dossier_of(self.desk, self.unstall.locale)
        self._dossier = dossier
        done = sum(p.done is not None for p in self.shown_plan.actions) if self.shown_plan else 0
        total = len(self.shown_plan.actions) if self.shown_plan else 0
        self.set_heading(f"plan · {done} of {total} done" if total else "plan")
        instead = instead_of_plan(dossier)
        title = instead.title if instead else headline(dossier).verdict
        if title != self._title:
            # Writing the same again would lay the whole screen out anew.
            self._title = title
            style = "bold $warning" if instead else "bold $accent"
            self.query_one("#strategy", Static).update(plain(title, style))
        self._document = ""
        self._show_rows(changed)
        if self._place.preview:
            self._render_document()

    def _show_rows(self, cursor: str | None = None) -> None:
        dossier, plan = self._dossier, self.shown_plan
        if dossier is None:
            return
        self.set_class(self._place.preview, "-preview")
        instead = instead_of_plan(dossier)
        if instead is not None:
            self._board = None
            self._points = {point.id: point for point in instead.points}
            rows: list[Row] = [row(instead.lead, "dim"), row("")]
            for point in instead.points:
                rows += point_rows(point, ())
        elif plan is not None:
            self._points = {}
            self._board = board(dossier, plan)
            unfolded = () if self.is_wide else self._place.unfolded
            rows = board_rows(self._board, unfolded, self._details)
        self.board.show(rows, cursor or self.board.cursor or self._place.cursor)
        self._show_side()

    def _details(self, action: str) -> tuple[Point, ...]:
        dossier, plan, placed = self._dossier, self.shown_plan, self.placed(action)
        if dossier is None or plan is None or placed is None:
            return ()
        said = details(dossier, plan, placed)
        self._points |= {point.id: point for above in said for point in above}
        return said

    def _show_side(self) -> None:
        side = self.side
        if self._place.preview:
            side.border_title = plain("As it will be written")
            rows = document_rows(self._document) if self._document else [row("…", "dim")]
            if rows != side.rows:
                side.show(rows)
            # Which line a week begins on is known once the lines have been broken.
            once_laid_out(self, self._follow)
            return
        placed = self.placed(self.under_cursor)
        side.border_title = plain("Action" if placed else "In short")
        rows = [row(placed.chosen.title, "strong"), row("")] if placed else []
        for point in self._details(placed.id) if placed else ():
            rows += [*point_rows(point, ()), row("")]
        for text in self._board.about if self._board and not placed else ():
            rows += [row(text), row("")]
        side.show(rows)
        side.scroll_to(y=0, animate=False)

    def _follow(self) -> None:
        """Bring the week under the cursor to the top of the written plan."""
        plan, placed, dossier = self.shown_plan, self.placed(self.under_cursor), self._dossier
        if not (self._document and plan and placed and dossier):
            return
        line = line_of_week(self._document, week_title(dossier, plan, placed.first_week))
        if line is not None:
            self.side.show_row(line)

    @work(thread=True, exclusive=True, group="preview")
    def _render_document(self) -> None:
        from unstall.report.document import plan_document
        from unstall.report.markdown import render

        dossier = dossier_of(self.desk, self.unstall.locale)
        self.post_message(self.Rendered(render(plan_document(dossier), "plan.md.j2")))

    @on(Rendered)
    def _rendered(self, event: Rendered) -> None:
        self._document = event.text
        self._show_side()

    @on(RowList.Moved, "#board")
    def _moved(self, event: RowList.Moved) -> None:
        self._place.cursor = event.id
        if self.is_wide or self._place.preview:
            self._show_side()

    @on(RowList.Picked, "#board")
    def _picked(self) -> None:
        self.action_enter()

    @property
    def _list(self) -> RowList:
        return self.side if self._place.preview and not self.is_wide else self.board

    def action_move(self, step: int) -> None:
        """Go to the next action, or the one before."""
        self._list.move(step)

    def action_page(self, pages: int) -> None:
        """Scroll by whole pages."""
        self._list.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the end, or to the beginning."""
        self._list.ends(last=last)

    def action_side(self, step: int) -> None:
        """Scroll what stands beside the weeks."""
        self.side.page(step)

    def action_week(self, step: int) -> None:
        """Go to the first action of the next week with any, or of the week before."""
        plan, placed = self.shown_plan, self.placed(self.under_cursor)
        if plan is None:
            return
        here = placed.first_week if placed else -1
        weeks = sorted({p.first_week for p in plan.actions}, reverse=step < 0)
        week = next((w for w in weeks if (w > here if step > 0 else w < here)), None)
        if week is not None:
            self.board.move_to(plan.in_week(week)[0].id)

    def action_enter(self) -> None:
        """Unfold what is under the cursor, or go to the question that it quotes."""
        cursor = self.board.cursor or ""
        point = self._points.get(cursor)
        if point is not None and point.question:
            self.go_to_question(point.question)
        elif not self.is_wide:
            self._place.unfolded ^= {cursor}
            self._show_rows(cursor)

    def action_question(self) -> None:
        """Go to the question that asked for the action under the cursor."""
        placed = self.placed(self.under_cursor)
        question = asking_question(placed) if placed else None
        if question is None:
            self.unstall.say("No answer asked for it: it is part of every plan of this kind.")
        else:
            self.go_to_question(question)

    def action_preview(self) -> None:
        """Show the plan as it will be written, or hide it."""
        self._place.preview = not self._place.preview
        self._show_rows()
        if self._place.preview and not self._document:
            self._render_document()

    def action_shift(self, weeks: int) -> None:
        """Move the action under the cursor by a week."""
        plan, placed = self.shown_plan, self.placed(self.under_cursor)
        if plan is None or placed is None or not self.may_change():
            return
        earliest, after = earliest_week(plan, placed)
        if placed.first_week < 1:
            self.unstall.say("It has to be done before week 1.")
        elif placed.first_week + weeks < earliest:
            self.unstall.say(
                f"It waits for {quoted(after)}, which ends in week {earliest}."
                if after
                else "The plan begins in week 1."
            )
        else:
            self.apply(lambda: self.edits.move(placed.id, placed.first_week + weeks))
