"""The verdict: one line, three reasons, and everything behind them a key away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Footer, Static

from unstall.errors import UnstallError
from unstall.questionnaire.conditions import HowSoon
from unstall.session.edit import set_how_soon
from unstall.tui.actions import ACTIONS, bindings
from unstall.tui.desk import Desk
from unstall.tui.readout import (
    contents_rows,
    folding_rows,
    heading_id,
    opening_rows,
    point_rows,
    section_of,
    section_rows,
)
from unstall.tui.rows import Row, Span, row
from unstall.tui.screens.desk_screen import DeskScreen, Heading
from unstall.tui.span_content import spans_content
from unstall.tui.text import plain
from unstall.tui.widgets.dialogs import Choice, Choose
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording import verdict as wording
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.verdict import CAUTION, Headline

WIDE = 100
"""Columns from which the sections stand beside what they hold; as in the app's breakpoints."""
TALL = 32
"""Rows from which there is room to spare; as in the app's breakpoints."""


@dataclass
class Place:
    """How the screen was left, so that it is found again as it was."""

    opened: set[str] = field(default_factory=set)
    """Sections unfolded."""
    unfolded: set[str] = field(default_factory=set)
    """Points unfolded."""
    section: str | None = None
    """The section shown beside the list of them."""
    cursor: str | None = None
    line: int = 0
    """The first line that is visible."""


class VerdictScreen(DeskScreen):
    """Shows the verdict of the session on the desk."""

    CSS_PATH = "verdict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "verdict", shown={"desk.interview", "desk.plan", "desk.export"})
    ]

    HELP = (
        "What the answers come to: the verdict in a line, the answers that decided it, and behind "
        "each digit another view on the same answers. Nothing is decided here by hand: Enter goes "
        "from any answer to its question, and the verdict follows what is answered there."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("verdict", Place())
        self._sections: tuple[Section, ...] = ()
        self._points: dict[str, Point] = {}
        self._reasons: list[Row] = []
        self._said: Headline | None = None
        self._why_height = -1

    def compose(self) -> ComposeResult:
        """Lay out the verdict, the reasons, the list of sections and what they hold."""
        yield Heading()
        yield Static(id="verdict")
        yield RowList(id="why")
        with Horizontal(id="shelf"):
            yield RowList(id="contents", active=False)
            yield RowList(id="body")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the screen and put the cursor into it."""
        super().on_mount()
        self.body.focus()
        line = self._place.line
        self.call_after_refresh(lambda: self.body.scroll_to(y=line, animate=False))

    def on_screen_suspend(self) -> None:
        """Remember where one was."""
        self._place.line = self.body.scroll_offset.y

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        if self._sections:
            self.refresh_view()

    def help_now(self) -> str:
        """Explain what the cursor stands on."""
        cursor = self._list.cursor or ""
        section = section_of(cursor)
        if section is not None:
            return next((a.help for a in ACTIONS if a.action == f"section('{section}')"), "")
        point = self._points.get(cursor)
        if point is None or point.question is None:
            return ""
        question = self.desk.questionnaire.question_by_id[point.question]
        return f"{question.short}: {question.prompt} {question.why}"

    @property
    def body(self) -> RowList:
        """The list that holds what is unfolded."""
        return self.query_one("#body", RowList)

    @property
    def why(self) -> RowList:
        """The list of reasons that stands above it where there is room."""
        return self.query_one("#why", RowList)

    @property
    def is_wide(self) -> bool:
        """The sections stand beside what they hold."""
        return self.app.size.width >= WIDE

    @property
    def _list(self) -> RowList:
        return self.why if self.why.has_focus and self.is_wide else self.body

    def refresh_view(self, changed: str | None = None) -> None:  # noqa: ARG002
        """Say what the session amounts to as it stands."""
        dossier = dossier_of(self.desk, self.unstall.locale)
        said = wording.headline(dossier)
        self.set_heading(self._progress())
        self._say(said)
        reasons = wording.reasons(dossier)
        cautions = wording.cautions(dossier)
        missing = wording.to_find_out(dossier) if dossier.strategy is None else ()
        self._sections = wording.sections(dossier)
        points = [*reasons, *cautions, *missing, *(p for s in self._sections for p in s.points)]
        self._points = {point.id: point for above in points for point in above}
        self._reasons = self._opening(reasons, cautions, missing)
        if self._place.section not in {section.id for section in self._sections}:
            self._place.section = self._sections[0].id
        self.set_class(dossier.strategy is None, "-open")
        self._show_rows()

    def show_outlook(self) -> None:
        """Say how firmly it stands, now that it is known."""
        self.refresh_view()

    def _say(self, said: Headline) -> None:
        # Writing the same again would lay the whole screen out anew.
        if said != self._said:
            self._said = said
            spans: list[Span] = [
                (said.verdict, said.tone),
                ("  ·  ", "dim"),
                (said.standing, "plain"),
            ]
            self.query_one("#verdict", Static).update(spans_content(spans))

    def _progress(self) -> str:
        desk = self.desk
        depth = "full triage" if desk.session.depth == "full" else "quick call"
        return f"{depth} · {desk.answered} of {len(desk.asked)} answered"

    def _opening(
        self, reasons: tuple[Point, ...], cautions: tuple[Point, ...], missing: tuple[Point, ...]
    ) -> list[Row]:
        airy = self.app.size.height >= TALL
        rows = opening_rows((*reasons, *cautions), self._place.unfolded, airy=airy)
        if missing:
            rows.append(row("To be found out first; i goes on with the questions.", "dim"))
        for point in missing:
            rows += point_rows(point, self._place.unfolded)
        return rows

    def _show_rows(self, cursor: str | None = None) -> None:
        place, body = self._place, self.body
        wanted = cursor or body.cursor or place.cursor
        if self.is_wide:
            current = self._current
            contents = self.query_one("#contents", RowList)
            contents.show(contents_rows(self._sections), heading_id(current.id))
            body.border_title = plain(f"{current.key}  {current.title}")
            body.show(section_rows(current, place.unfolded), wanted)
            self.why.show(self._reasons)
            height = self.why.height_for(self.app.size.width - 3)
            if height != self._why_height:
                self._why_height = height
                self.why.styles.height = height
        else:
            folding = folding_rows(self._sections, place.opened, place.unfolded)
            body.show([*self._reasons, row(""), *folding], wanted)

    @property
    def _current(self) -> Section:
        return next(s for s in self._sections if s.id == self._place.section)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        if event.row_list is self.query_one("#contents", RowList):
            self._open_section(section_of(event.id))
        elif event.row_list is self.body:
            self._place.cursor = event.id

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        self._enter(event.id)

    def action_move(self, step: int) -> None:
        """Go to the next thing said, or the one before."""
        if not self._list.move(step) and self.is_wide:
            other = self.body if self._list is self.why else self.why
            if (other is self.body) == (step > 0) and other.cursor:
                other.ends(last=step < 0)
                other.focus()

    def action_page(self, pages: int) -> None:
        """Scroll by whole pages."""
        self._list.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the end, or to the beginning."""
        self._list.ends(last=last)

    def action_section(self, section: str) -> None:
        """Unfold a section, or fold it again where it stands among the others."""
        if section not in {known.id for known in self._sections}:
            self.unstall.say("There is nothing to say here until more is known.")
            return
        if self.is_wide:
            self._open_section(section)
            return
        opened = self._place.opened
        if section in opened and self.body.cursor == heading_id(section):
            opened.discard(section)
        else:
            opened.add(section)
        self._show_rows(heading_id(section))
        self.body.move_to(heading_id(section), top=section in opened)

    def action_next_section(self, step: int) -> None:
        """Go to the next section's heading, or to the one before."""
        ids = [section.id for section in self._sections]
        if self.is_wide:
            at = ids.index(self._current.id) + step
            self._open_section(ids[at % len(ids)])
            return
        here = self.body.cursor
        order = [r.id for r in self.body.rows if r.id]
        at = order.index(here) if here in order else 0
        ahead = order[at + 1 :] if step > 0 else order[:at][::-1]
        heading = next((id_ for id_ in ahead if section_of(id_)), None)
        if heading:
            self.body.move_to(heading)

    def _open_section(self, section: str | None) -> None:
        if section is None or section == self._place.section:
            return
        self._place.section = section
        self._show_rows()
        self.body.ends(last=False)
        self.body.focus()

    def action_fold(self) -> None:
        """Unfold what the cursor stands on, or fold it again."""
        cursor = self._list.cursor or ""
        if section := section_of(cursor):
            self.action_section(section)
        elif (point := self._points.get(cursor)) and point.folded:
            self._place.unfolded ^= {point.id}
            self.refresh_view()

    def action_fold_all(self) -> None:
        """Unfold every section, or fold all of them again."""
        if self.is_wide:
            own = {p.id for above in self._current.points for p in above if p.folded}
            unfolded = self._place.unfolded
            self._place.unfolded = unfolded - own if own <= unfolded else unfolded | own
        else:
            every = {section.id for section in self._sections}
            self._place.opened = set() if self._place.opened == every else every
        self._show_rows()

    def action_go(self) -> None:
        """Go to the question or fact under the cursor, or unfold what there is."""
        self._enter(self._list.cursor or "")

    def _enter(self, id_: str) -> None:
        point = self._points.get(id_)
        if point and point.question:
            self.go_to_question(point.question)
        elif point and point.fact:
            self.go_to_fact(point.fact)
        elif id_.startswith(CAUTION):
            self.action_section("for-and-against")
        else:
            self.action_fold()

    @work
    async def action_soon(self) -> None:
        """Say how soon what is missing can be had."""
        point = self._points.get(self._list.cursor or "")
        if point is None or point.soon is None:
            self.unstall.say("Stand on something that is missing, and say how soon it can be had.")
            return
        if self.desk.locked_because:
            self.unstall.say(self.desk.locked_because, severity="warning")
            return
        short = self.desk.questionnaire.question_by_id[point.soon].short
        said: HowSoon | None = self.desk.session.how_soon.get(point.soon)
        answer = await self.app.push_screen_wait(
            Choose(
                f"{short}: how soon can it be had?",
                SOON,
                hint="What can be had within 2 weeks may stay a condition; what takes longer "
                "means a pause, and what cannot be had closes the way.",
                selected=said or "unknown",
            )
        )
        if answer is None:
            return
        try:
            changed = set_how_soon(self.desk.session, self.desk.questionnaire, point.soon, answer)
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
            return
        self.desk.change(changed, point.soon)
        self.refresh_view()


SOON = (
    Choice("2w", "Within 2 weeks"),
    Choice("12w", "Within 12 weeks"),
    Choice("cannot", "It cannot be had"),
    Choice("unknown", "Nobody has said; use what is usual"),
)
