"""Two sessions beside each other: both verdicts, why the newer one is another, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from unstall.compare.comparison import compare
from unstall.report.compared import Compared
from unstall.report.comparison import compared_of
from unstall.tui.actions import ACTIONS, bindings
from unstall.tui.country import day_in_words
from unstall.tui.desk import Desk
from unstall.tui.documents import Kind, comparison_kinds
from unstall.tui.later import once_laid_out
from unstall.tui.past import Past
from unstall.tui.readout import contents_rows, heading_id, heading_row, section_of
from unstall.tui.rows import Row, row
from unstall.tui.screens.desk_screen import Heading
from unstall.tui.screens.past_screen import PastScreen
from unstall.tui.screens.sectioned import Sectioned
from unstall.tui.text import plain
from unstall.tui.weighed import Weighed
from unstall.tui.widgets.dialogs import Choice, Choose
from unstall.tui.widgets.roomy_footer import RoomyFooter
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording.compared import verdict_rows, why_rows
from unstall.tui.wording.compared_parts import Part, parts

BESIDE = 38
"""Cells of the list of parts; as in compare.tcss."""
FRAME = 6
"""Cells of a line that the rows cannot have: border, padding, the cursor's and the scroll bar's."""
NO_FRAME = 5
INDENT = 3
SHOWN = ("desk.trend", "desk.follow", "desk.export")
WITH_ROOM = {"compare.newer": "newer"}
"""What the footer shows only where there is room: id → action."""
ROOM = 104
"""Columns from which there is."""
FIRST = "moved"

NOTHING_BEFORE = (
    "There is no session before this one yet, so there is nothing to hold it against.",
    "Next quarter a re-run begins from these answers. Then this page tells what moved, why the "
    "verdict changed if it did, and how much of the two can be compared.",
)


@dataclass
class Place:
    """How the screen was left, so that it is found again as it was."""

    then: str | None = None
    """File name of the session that is held against; None for the one that this one repeats."""
    now: str | None = None
    """File name of the other one; None for the session on the desk."""
    opened: set[str] = field(default_factory=lambda: {FIRST})
    """Parts unfolded."""
    section: str | None = FIRST
    """The part shown beside the list of them."""
    cursor: str | None = None


class CompareScreen(Sectioned, PastScreen):
    """Holds the session on the desk against the one that it repeats, or any two of the project."""

    CSS_PATH = "compare.tcss"
    LIKELY_DOCUMENT = "comparison"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk", "compare", shown=SHOWN)]

    HELP = (
        "Two sessions of this project: the older one's verdict as it was recorded, and the verdict "
        "of the newer one. What accounts for the change is found by working the verdict out again "
        "with one change after the other. Readiness is told on the part that can be compared, by "
        "the rules of now. Enter goes to a question; o and n choose other sessions."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("compare", Place())
        self._told_of: Compared | None = None
        self._parts: tuple[Part, ...] = ()
        self._instead: list[Row] = []

    def compose(self) -> ComposeResult:
        """Lay out both verdicts, why they differ, the list of parts and what they hold."""
        yield Heading()
        yield RowList(id="verdicts", active=False, marks=False)
        yield RowList(id="why")
        with Horizontal(id="shelf"):
            yield RowList(id="contents", active=False)
            yield RowList(id="body")
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
        section = section_of(self.list_at_hand.cursor or "")
        if section is None:
            return ""
        return next((a.help for a in ACTIONS if a.action == f"part('{section}')"), "")

    def place_of_sections(self) -> Place:
        """Give how the screen was left."""
        return self._place

    def section_ids(self) -> list[str]:
        """List the parts in their order; none while there is nothing to tell."""
        return [part.section.id for part in self._parts]

    def show_sections(self, cursor: str | None = None) -> None:
        """Show everything, going to a row."""
        self._show_rows(cursor)

    # --- Working it out ------------------------------------------------------------------------

    def wanted(self) -> Any:
        """Tell which two sessions."""
        return self._place.then, self._place.now

    def work_out(self, past: Past, state: Weighed, asked: Any) -> Compared | None:
        """Hold the two against each other; None if there is no other session."""
        then_name, now_name = asked
        now_one = past.find(now_name) if now_name else None
        now = self.side_of(now_one) if now_one else self.side_on_desk(state)
        if then_name == self._on_desk:
            then = self.side_on_desk(state)
        else:
            one = (past.find(then_name) if then_name else None) or past.last
            if one is None:
                return None
            then, then_name = self.side_of(one), one.path.name
        repeats = now.session.previous == then_name
        return compared_of(compare(then, now), self.unstall.locale, repeats=repeats)

    def progress(self) -> str:
        """Say which sessions stand here."""
        if self._told_of is None:
            return "what moved"
        sides = self._told_of.comparison.then, self._told_of.comparison.now
        return " → ".join(day_in_words(s.session.assessed, self.unstall.locale) for s in sides)

    def show_told(self, past: Past, found: Any, changed: str | None) -> None:  # noqa: ARG002
        """Show the comparison, or that there is nothing to compare with."""
        self._told_of = found
        self.set_heading(self.progress())
        if found is None:
            said = [*self.broken_rows(past), *(row(text) for text in NOTHING_BEFORE)]
            if past.others:
                said.append(row("o chooses another session of this project.", "dim"))
            self.show_instead([line for one in said for line in (one, row(""))])
            return
        self._show_rows()

    def show_instead(self, rows: list[Row]) -> None:
        """Show something in the place of a comparison."""
        self._instead, self._told_of = rows, None
        self._show_rows()

    def _show_rows(self, cursor: str | None = None) -> None:
        told, place = self._told_of, self._place
        self.set_class(told is None, "-instead")
        if told is None:
            self.body.border_title = ""
            self.body.show(self._instead)
            return
        wide = self.app.size.width
        width = wide - BESIDE - FRAME if self.is_wide else wide - NO_FRAME - INDENT
        self._parts = parts(told, width)
        if place.section not in {part.section.id for part in self._parts}:
            place.section = self._parts[0].section.id
        why = [*self.broken_rows(self.past), *why_rows(told)]
        verdicts = self.query_one("#verdicts", RowList)
        verdicts.show(verdict_rows(told))
        self.pin(verdicts)
        wanted = cursor or self.body.cursor or place.cursor
        if self.is_wide:
            self.why.show(why)
            self.pin(self.why)
            current = self._current
            contents = self.query_one("#contents", RowList)
            contents.show(contents_rows(part.section for part in self._parts))
            once_laid_out(self, lambda: contents.move_to(heading_id(current.section.id)))
            self.body.border_title = plain(f"{current.section.key}  {current.section.title}")
            self.body.show(current.rows, wanted)
        else:
            self.body.show([*why, row(""), *self._folding()], wanted)

    def _folding(self) -> list[Row]:
        rows: list[Row] = []
        for part in self._parts:
            open_ = part.section.id in self._place.opened
            rows.append(heading_row(part.section, open_=open_))
            if open_:
                rows += [_moved_in(one) for one in part.rows]
                rows.append(row(""))
        return rows

    @property
    def _current(self) -> Part:
        return next(part for part in self._parts if part.section.id == self._place.section)

    # --- Moving --------------------------------------------------------------------------------

    @on(RowList.Moved)
    def _cursor_moved(self, event: RowList.Moved) -> None:
        if event.row_list.id == "contents":
            self.open_section(section_of(event.id))
        elif event.row_list is self.body:
            self._place.cursor = event.id

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        self._enter(event.id)

    def action_part(self, part: str) -> None:
        """Unfold a part, or fold it again where it stands among the others."""
        if not self._parts:
            return
        if self.is_wide:
            self.open_section(part)
            return
        opened, heading = self._place.opened, heading_id(part)
        if part in opened and self.body.cursor == heading:
            opened.discard(part)
        else:
            opened.add(part)
        self._show_rows(heading)
        self.body.move_to(heading, top=part in opened)

    def action_fold(self) -> None:
        """Unfold the part that the cursor stands on, or fold it again."""
        if part := section_of(self.list_at_hand.cursor or ""):
            self.action_part(part)

    def action_fold_all(self) -> None:
        """Unfold every part, or fold all of them again."""
        every = {part.section.id for part in self._parts}
        self._place.opened = set() if self._place.opened == every else every
        self._show_rows()

    def action_go(self) -> None:
        """Go to the question or fact under the cursor, or unfold what there is."""
        self._enter(self.list_at_hand.cursor or "")

    def _enter(self, id_: str) -> None:
        *_, kind, about = ["", *id_.split("/")]
        if section_of(id_):
            self.action_fold()
        elif kind in ("question", "fact") and not self._is_newer_on_desk:
            self.tell("The newer of the two is not the session on the desk.")
        elif kind == "question" and about in self.desk.questionnaire.question_by_id:
            self.go_to_question(about)
        elif kind == "fact" and about in self.desk.questionnaire.fact_by_id:
            self.go_to_fact(about)
        elif kind in ("question", "fact"):
            self.tell("The questionnaire of the session on the desk does not have it.")

    def own_documents(self) -> Sequence[Kind]:
        """List the documents about the two sessions that are shown."""
        return comparison_kinds(self._told_of) if self._told_of else ()

    # --- Which two -----------------------------------------------------------------------------

    @property
    def _on_desk(self) -> str:
        return self.desk.path.name if self.desk.path else ""

    @property
    def _is_newer_on_desk(self) -> bool:
        return self._place.now in (None, self._on_desk)

    @work
    async def action_older(self) -> None:
        """Choose the session that is held against."""
        name = await self._choose(
            "Held against which session?", self._then_name, but=self._now_name
        )
        if name is not None:
            self._place.then = name
            self.refresh_view()

    @work
    async def action_newer(self) -> None:
        """Choose the session that is looked at."""
        name = await self._choose(
            "Which session is looked at?", self._now_name, but=self._then_name
        )
        if name is not None:
            self._place.now = None if name == self._on_desk else name
            self.refresh_view()

    @property
    def _then_name(self) -> str | None:
        last = self.past.last
        return self._place.then or (last.path.name if last else None)

    @property
    def _now_name(self) -> str:
        return self._place.now or self._on_desk

    async def _choose(self, title: str, selected: str | None, *, but: str | None) -> str | None:
        others = [(one.path.name, one.session, "") for one in self.past.others]
        if not others:
            self.tell("There is only one session of this project so far.")
            return None
        every = [*others, (self._on_desk, self.desk.session, "on the desk")]
        every.sort(key=lambda one: one[1].opened, reverse=True)
        choices = []
        for name, session, where in every:
            if name != but:
                depth = "full triage" if session.depth == "full" else "quick call"
                said = [depth, *(["closed"] if session.closed else []), *([where] if where else [])]
                day = day_in_words(session.assessed, self.unstall.locale)
                choices.append(Choice(name, f"{day} · {', '.join(said)}", name))
        return await self.app.push_screen_wait(Choose(title, choices, selected=selected))


def _moved_in(one: Row) -> Row:
    return replace(one, indent=one.indent + INDENT)
