"""The plan: weeks with their actions, to be given owners, moved, ticked off and annotated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from unstall.plan.models import Placed, Plan
from unstall.report.critical import deciding
from unstall.report.dossier import Dossier
from unstall.report.phrases import quoted
from unstall.report.sections.planned import BY_HAND
from unstall.tui.actions import bindings
from unstall.tui.chart_rows import chart_rows, layout, legend_rows, scale_rows
from unstall.tui.desk import Desk
from unstall.tui.later import once_laid_out
from unstall.tui.plan_edits import PlanEdits
from unstall.tui.plan_place import ROOM, WITH_ROOM
from unstall.tui.readout import point_rows
from unstall.tui.room import WIDE
from unstall.tui.rows import Row, row
from unstall.tui.screens.desk_screen import Heading
from unstall.tui.screens.plan_behind import PlanBehind
from unstall.tui.screens.plan_own import PlanOwn
from unstall.tui.span_content import rows_content
from unstall.tui.text import plain
from unstall.tui.week_rows import (
    AT_THE_TOP,
    Top,
    beside_rows,
    board_rows,
    detail_rows,
    document_rows,
    end_rows,
    line_of_week,
    spaced,
    top_rows,
)
from unstall.tui.widgets.roomy_footer import RoomyFooter
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.board import (
    action_help,
    asking_question,
    board,
    details,
    earliest_week,
    week_title,
)
from unstall.tui.wording.chart import Chart, chart
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.fitting import fitting
from unstall.tui.wording.instead import instead_of_plan
from unstall.tui.wording.points import Point
from unstall.tui.wording.progress import late
from unstall.tui.wording.since import SINCE
from unstall.tui.wording.verdict import headline

WITHOUT_LEGEND = 16
"""Rows below which the chart needs those of its legend."""
BESIDE_THE_CHART = 5
"""Cells of a line that the chart cannot have: padding, the cursor's and the scroll bar's."""


class PlanScreen(PlanOwn, PlanBehind):
    """Shows the plan of the session on the desk, week by week."""

    CSS_PATH = "plan.tcss"
    LIKELY_DOCUMENT = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "plan", shown={"desk.export", *WITH_ROOM})
    ]

    HELP = (
        "The plan that follows from the answers, week by week. Who does what, what is done and "
        "when it begins is decided here; what is in the plan, and in which week, follows from "
        "the answers and can be moved. Numbers tell which action waits for which. c shows the "
        "same plan as a chart; a adds an action of your own, 2 splits one in two."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._dossier: Dossier | None = None
        self._points: dict[str, Point] = {}
        self._top: Top | None = None
        self._chart: Chart | None = None
        self._title = ""
        self.edits = PlanEdits(desk)
        self._place.seen.come_back(desk.shown)

    def compose(self) -> ComposeResult:
        """Lay out the strategy, the weeks, and what stands beside them."""
        yield Heading()
        yield Static(id="strategy")
        yield Static(id="scale")
        with Horizontal(id="shelf"):
            yield RowList(id="board")
            yield RowList(id="side", active=False, marks=False)
        yield Static(id="legend")
        yield RoomyFooter(WITH_ROOM.values(), room_from=ROOM)

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
    def is_far_down(self) -> bool:
        """The top of the weeks cannot be seen."""
        return self.board.scroll_offset.y > 0

    @property
    def cursor_row(self) -> str:
        """The id of the row that the cursor stands on; empty if on none."""
        return self.board.cursor or ""

    @property
    def under_cursor(self) -> str | None:
        """The action that the cursor stands on, also one that was taken out."""
        cursor = self.board.cursor or ""
        if cursor.startswith("detail/"):
            cursor = cursor.split("/")[1]
        elif cursor.startswith(f"{SINCE}/action/"):
            cursor = cursor.split("/")[2]
        known = cursor in self.desk.questionnaire.action_by_id
        return cursor if known or cursor in self.desk.session.plan.own else None

    def placed(self, action: str | None) -> Placed | None:
        """Find an action in the plan."""
        plan = self.shown_plan
        return next((p for p in plan.actions if p.id == action), None) if plan else None

    def show_plan(self, changed: str | None) -> None:
        """Show the plan of the state that is shown."""
        dossier = self._dossier = dossier_of(self.shown, self.unstall.locale)
        actions = self.shown_plan.actions if self.shown_plan else ()
        done, total = sum(placed.done is not None for placed in actions), len(actions)
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

    def show_found(self) -> None:
        """Show what has been worked out meanwhile, without moving what is being read."""
        # From the very top one sees what comes in above; further down nothing may move.
        self._show_rows(still=self.is_far_down)

    def _show_rows(self, cursor: str | None = None, *, still: bool = False) -> None:
        dossier, plan = self._dossier, self.shown_plan
        if dossier is None:
            return
        self._top, self._chart, self._points = None, None, {}
        instead = instead_of_plan(dossier)
        rows: list[Row] = []
        if instead is not None:
            self._points = {point.id: point for point in instead.points}
            rows = [row(instead.lead, "dim"), row("")]
            for point in instead.points:
                rows += point_rows(point, ())
        elif plan is not None:
            rows = self._plan_rows(dossier, plan)
        self.set_class(self._place.preview, "-preview")
        self.set_class(self._chart is not None, "-chart")
        self.set_class(self.app.size.height < WITHOUT_LEGEND, "-low")
        if still:
            self.board.refill(rows)
        else:
            self.board.show(rows, cursor or (None if self.board.rows else self._place.cursor))
        self._show_side()

    def _plan_rows(self, dossier: Dossier, plan: Plan) -> list[Row]:
        place, now, today = self._place, self.shown, self.desk.now().date()
        top = self._top = Top(
            board=board(dossier, plan, today),
            fitting=fitting(dossier, place.remedies_for(now)),
            deciding=deciding(plan),
            since=place.since_for(now),
            late=late(dossier, plan, today, self._key_of("plan.anew")),
            away=self._key_of("plan.put_away"),
        )
        for above in top.since.points if top.since else ():
            self._points |= {point.id: point for point in above}
        unfolded = place.unfolded
        if self.is_wide and not place.chart:
            # What belongs to an action stands beside the weeks.
            unfolded = unfolded & set(AT_THE_TOP)
        rows = top_rows(top, unfolded, brief=place.chart)
        if place.chart:
            drawn = self._chart = chart(dossier, plan, today)
            to = layout(drawn, self._chart_width)
            self.query_one("#scale", Static).update(rows_content(scale_rows(drawn, to)))
            self.query_one("#legend", Static).update(rows_content(legend_rows(drawn)))
            rows += [row(""), *chart_rows(drawn, to, unfolded, self._detail_rows)]
        else:
            rows += board_rows(top.board, unfolded, self._details)
        return [*rows, *end_rows(top.board)]

    @property
    def _chart_width(self) -> int:
        width = self.app.size.width
        shared = self._place.preview and self.is_wide
        return max((width // 2 if shared else width) - BESIDE_THE_CHART, 1)

    def _detail_rows(self, action: str) -> Iterable[Row]:
        return detail_rows(self._details(action), ())

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
        title, rows = self._beside()
        side.border_title = plain(title)
        if rows != side.rows:
            side.show(rows)
            side.scroll_to(y=0, animate=False)

    def _beside(self) -> tuple[str, list[Row]]:
        placed = self.placed(self.under_cursor)
        if placed is not None:
            return "Action", spaced(placed.chosen.title, self._details(placed.id))
        return beside_rows(self._top, self.board.cursor or "") if self._top else ("In short", [])

    def _follow(self) -> None:
        """Bring the week under the cursor to the top of the written plan."""
        plan, placed, dossier = self.shown_plan, self.placed(self.under_cursor), self._dossier
        if not (self._document and plan and placed and dossier):
            return
        line = line_of_week(self._document, week_title(dossier, plan, placed.first_week))
        if line is not None:
            self.side.show_row(line)

    def show_document(self) -> None:
        """Show the written plan, now that it is there."""
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
        action = self.under_cursor
        if point is not None and point.question:
            self.go_to_question(point.question)
        elif point is not None and point.fact:
            self.go_to_fact(point.fact)
        elif cursor.startswith(SINCE + "/") and action:
            self.board.move_to(action)
        elif cursor and (not self.is_wide or self._chart is not None or cursor in AT_THE_TOP):
            self._place.unfolded ^= {cursor}
            self._show_rows(cursor)

    def action_question(self) -> None:
        """Go to the question that asked for the action under the cursor."""
        placed = self.placed(self.under_cursor)
        question = asking_question(placed) if placed else None
        if placed is not None and placed.chosen.by_hand:
            self.unstall.say(f"No answer asked for it. {BY_HAND}")
        elif question is None:
            self.unstall.say("No answer asked for it: it is part of every plan of this kind.")
        else:
            self.go_to_question(question)

    def action_chart(self) -> None:
        """Show the plan as a chart, week beside week, or as a list of weeks again."""
        self._place.chart = not self._place.chart
        self._show_rows()

    def action_put_away(self) -> None:
        """Put away what is new in the plan since it was looked at last."""
        if self._top is None or self._top.since is None:
            self.unstall.say("Nothing in the plan has changed since you last looked.")
            return
        self._place.seen.put_away(self.desk.shown)
        self.refresh_view()

    def action_preview(self) -> None:
        """Show the plan as it will be written, or hide it."""
        self._place.preview = not self._place.preview
        self._show_rows()
        if self._place.preview and not self._document:
            self.render_document()

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
