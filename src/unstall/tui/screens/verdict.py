"""The verdict: one line, three reasons, and everything behind them a key away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from unstall.errors import UnstallError
from unstall.triage.engine import Triage
from unstall.triage.otherwise import with_changes
from unstall.tui.actions import ACTIONS, bindings
from unstall.tui.ahead import look_in_turns
from unstall.tui.desk import Desk
from unstall.tui.later import once_laid_out
from unstall.tui.readout import (
    begins_with_change,
    contents_rows,
    folding_rows,
    heading_id,
    opening_rows,
    section_of,
    section_rows,
)
from unstall.tui.room import TALL
from unstall.tui.rows import Row, Span, row
from unstall.tui.screens.desk_screen import Heading
from unstall.tui.screens.how_soon import ask_how_soon
from unstall.tui.screens.sectioned import Sectioned
from unstall.tui.span_content import spans_content
from unstall.tui.text import plain
from unstall.tui.verdict_place import ROOM, SHOWN, WITH_ROOM, Place
from unstall.tui.widgets.roomy_footer import RoomyFooter
from unstall.tui.widgets.row_list import RowList
from unstall.tui.wording import verdict as wording
from unstall.tui.wording.closer import NO_CLOSER_LOOK, VOTES, CloserLook
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.verdict import CAUTION, Headline
from unstall.tui.wording.votes import PART_WAYS


class VerdictScreen(Sectioned):
    """Shows the verdict of the session on the desk."""

    CSS_PATH = "verdict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "verdict", shown={*SHOWN, *WITH_ROOM})
    ]

    @dataclass
    class LookedCloser(Message):
        """What only some sections show has been worked out."""

        triage: Triage
        found: CloserLook

    HELP = (
        "What the answers come to: the verdict in a line, the answers that decided it, and behind "
        "each key another view on the same answers. Nothing is decided here by hand: Enter goes "
        "from any answer to its question, t tries a change out on a copy, and the verdict follows."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("verdict", Place())
        self._sections: tuple[Section, ...] = ()
        self._points: dict[str, Point] = {}
        self._reasons: list[Row] = []
        self._said: Headline | None = None
        self._unfolding: str | None = None
        """The heading of a section unfolded while what it holds was still being worked out."""

    def compose(self) -> ComposeResult:
        """Lay out the verdict, the reasons, the list of sections and what they hold."""
        yield Heading()
        yield Static(id="verdict")
        yield RowList(id="why")
        with Horizontal(id="shelf"):
            yield RowList(id="contents", active=False)
            yield RowList(id="body")
        yield RoomyFooter(WITH_ROOM.values(), room_from=ROOM)

    def on_mount(self) -> None:
        """Fill the screen and put the cursor into it."""
        super().on_mount()
        self.body.focus()
        line = self._place.line
        once_laid_out(self, lambda: self.body.scroll_to(y=line, animate=False))

    def on_screen_suspend(self) -> None:
        """Remember where one was."""
        self._place.line = self.body.scroll_offset.y

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        if self._sections:
            self.refresh_view()

    def help_now(self) -> str:
        """Explain what the cursor stands on."""
        cursor = self.list_at_hand.cursor or ""
        section = section_of(cursor)
        if section is not None:
            return next((a.help for a in ACTIONS if a.action == f"section('{section}')"), "")
        point = self._points.get(cursor)
        if point is not None and point.tries:
            return (
                "t tries this out on a copy: the verdict follows, and nothing is changed for good."
            )
        if point is None or point.question is None:
            return ""
        question = self.desk.questionnaire.question_by_id[point.question]
        return f"{question.short}: {question.prompt} {question.why}"

    def place_of_sections(self) -> Place:
        """Give how the screen was left."""
        return self._place

    def section_ids(self) -> list[str]:
        """List the sections in their order."""
        return [section.id for section in self._sections]

    def show_sections(self, cursor: str | None = None) -> None:
        """Show everything, going to a row."""
        self._show_rows(cursor)

    def refresh_view(self, changed: str | None = None) -> None:  # noqa: ARG002
        """Say what the session amounts to as it stands."""
        self._fill()

    def show_outlook(self) -> None:
        """Say how firmly it stands, now that it is known, without moving what is being read."""
        self._fill(still=True)
        self._show_unfolded()

    def _show_unfolded(self) -> None:
        heading, self._unfolding = self._unfolding, None
        if heading and heading == self.body.cursor:
            section = section_of(heading) or ""
            self._stand_in(section)
            if self._place.closer.wants({section}):
                self._unfolding = heading

    def _fill(self, *, still: bool = False) -> None:
        place = self._place
        if place.closer_of is not self.desk.triage:
            place.closer, place.closer_of = NO_CLOSER_LOOK, self.desk.triage
        dossier = dossier_of(self.desk, self.unstall.locale)
        said = wording.headline(dossier)
        self.set_heading(self._progress())
        self._say(said)
        reasons = wording.reasons(dossier)
        cautions = wording.cautions(dossier)
        missing = wording.to_find_out(dossier) if dossier.strategy is None else ()
        self._sections = wording.sections(dossier, place.closer)
        points = [*reasons, *cautions, *missing, *(p for s in self._sections for p in s.points)]
        self._points = {point.id: point for above in points for point in above}
        airy = self.app.size.height >= TALL
        first = (*reasons, *cautions)
        self._reasons = opening_rows(first, missing, place.unfolded, airy=airy)
        if place.section not in {section.id for section in self._sections}:
            place.section = self._sections[0].id
        self.set_class(dossier.strategy is None, "-open")
        self._show_rows(still=still)

    def _look_closer(self) -> None:
        """Work out what the sections in sight show beyond the rest, one thing after the other."""
        desk, before, triage = self.desk, self._place.closer, self.desk.triage
        ids = {section.id for section in self._sections}
        in_sight = {self._current.id} if self.is_wide else self._place.opened & ids
        if desk.outlook is None or not before.wants(in_sight):
            return
        dossier = dossier_of(desk, self.unstall.locale)

        def look() -> None:
            if found := look_in_turns(dossier, in_sight, before):
                self.post_message(self.LookedCloser(triage, found))

        self.run_worker(look, name="closer", group="closer", exclusive=True, thread=True)

    @on(LookedCloser)
    def _looked_closer(self, message: LookedCloser) -> None:
        if message.triage is self._place.closer_of:
            self._place.closer = self._place.closer.with_more(message.found)
            self._fill(still=True)
            self._show_unfolded()

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

    def _show_rows(self, cursor: str | None = None, *, still: bool = False) -> None:
        place, body = self._place, self.body
        wanted = cursor or body.cursor or place.cursor
        if self.is_wide:
            current = self._current
            contents = self.query_one("#contents", RowList)
            contents.show(contents_rows(self._sections), heading_id(current.id))
            once_laid_out(self, self._place_contents)
            body.border_title = plain(f"{current.key}  {current.title}")
            rows = section_rows(current, place.unfolded)
            self.why.show(self._reasons)
            self.pin(self.why)
        else:
            folding = folding_rows(self._sections, place.opened, place.unfolded)
            rows = [*self._reasons, row(""), *folding]
        if still:
            first = next((shown.id for shown in body.rows if shown.id), None)
            is_at_the_top = body.cursor == first and body.scroll_offset.y == 0
            body.refill(rows)
            if is_at_the_top:
                # What is worth most may have changed places; nobody has begun to read on.
                body.ends(last=False)
        else:
            body.show(rows, wanted)
        self._look_closer()

    def _place_contents(self) -> None:
        # From the top as far as it goes, so that the same size always shows the same.
        if self.is_wide and self._sections:
            contents = self.query_one("#contents", RowList)
            contents.scroll_to(y=0, animate=False)
            contents.move_to(heading_id(self._current.id))

    @property
    def _current(self) -> Section:
        return next(s for s in self._sections if s.id == self._place.section)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        if event.row_list.id == "contents":
            self.open_section(section_of(event.id))
        elif event.row_list is self.body:
            self._place.cursor = event.id

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        self._enter(event.id)

    def action_section(self, section: str) -> None:
        """Unfold a section, or fold it again where it stands among the others."""
        if section not in {known.id for known in self._sections}:
            nobody = "Nobody has voted in this session."
            more = "There is nothing to say here until more is known."
            self.unstall.say(nobody if section == VOTES else more)
            return
        if self.is_wide:
            self.open_section(section)
            return
        opened = self._place.opened
        heading = heading_id(section)
        if section in opened and self.body.cursor in (heading, self._change_in(section)):
            opened.discard(section)
        else:
            opened.add(section)
            is_there = self.desk.outlook is not None and not self._place.closer.wants({section})
            self._unfolding = None if is_there else heading
        self._show_rows(heading)
        self._stand_in(section)

    def _stand_in(self, section: str) -> None:
        """Bring a section to the top, the cursor on what can be tried if that is what it holds."""
        is_open = section in self._place.opened
        self.body.move_to(heading_id(section), top=is_open)
        if is_open and (change := self._change_in(section)):
            self.body.move_to(change)

    def _change_in(self, section: str) -> str | None:
        return next((begins_with_change(s) for s in self._sections if s.id == section), None)

    def action_fold(self) -> None:
        """Unfold what the cursor stands on, or fold it again."""
        cursor = self.list_at_hand.cursor or ""
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
        self._enter(self.list_at_hand.cursor or "")

    def _enter(self, id_: str) -> None:
        point = self._points.get(id_)
        if point and point.question:
            self.go_to_question(point.question)
        elif point and point.fact:
            self.go_to_fact(point.fact)
        elif id_ == PART_WAYS:
            self.action_section(VOTES)
        elif id_.startswith(CAUTION):
            self.action_section("for-and-against")
        else:
            self.action_fold()

    def action_try_out(self) -> None:
        """Try the change under the cursor out on a copy, and let the verdict follow."""
        point = self._points.get(self.list_at_hand.cursor or "")
        if point is None or not point.tries:
            self.tell("Stand on a change, such as those of “What would change it” (c), to try it.")
            return
        desk, is_first = self.desk, self.desk.trial is None
        changed = with_changes(desk.session, desk.questionnaire, point.tries, at=desk.now())
        try:
            desk.try_out(changed, point.question or point.fact or point.id)
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
            return
        if is_first and desk.kept_as_is_because:
            self.tell_begun()
        section = next(s for s in self._sections if any(point in above for above in s.points))
        self.refresh_view()
        if not self.is_wide and section.id in {known.id for known in self._sections}:
            # What it holds is weighed anew, so that the point may be gone.
            self.body.move_to(heading_id(section.id), top=True)
            self._unfolding = heading_id(section.id)

    @work
    async def action_soon(self) -> None:
        """Say how soon what is missing can be had."""
        point = self._points.get(self.list_at_hand.cursor or "")
        if point is None or point.soon is None:
            self.unstall.say("Stand on something that is missing, and say how soon it can be had.")
            return
        if await ask_how_soon(self.unstall, self.desk, point.soon):
            self.refresh_view()
