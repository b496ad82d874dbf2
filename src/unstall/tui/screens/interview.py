"""The interview: one question at a time, one key per answer, and at once what it changes.

Every key ends in `refresh_view`, which hands each widget what it shows; the widgets repaint only
the lines that differ. Nothing is composed again.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from unstall.errors import UnstallError
from unstall.questionnaire.how_soon import HOW_SOON
from unstall.questionnaire.questions import Question
from unstall.tui.actions import bindings
from unstall.tui.agenda import Agenda
from unstall.tui.desk import Desk
from unstall.tui.drawn import Line
from unstall.tui.gathered import card_view, missing_here
from unstall.tui.room import TALL
from unstall.tui.screens.desk_screen import Heading
from unstall.tui.screens.find import FindScreen
from unstall.tui.screens.repeating import Repeating
from unstall.tui.widgets.answer_editor import AnswerEditor
from unstall.tui.widgets.call_clock import CallClock
from unstall.tui.widgets.interview_keys import asking_hints, writing_hints
from unstall.tui.widgets.key_line import KeyLine, keys_on
from unstall.tui.widgets.lined import Lined
from unstall.tui.widgets.question_card import QuestionCard
from unstall.tui.widgets.question_list import ProgressLine, QuestionList
from unstall.tui.widgets.so_far import SoFar
from unstall.tui.wording import course
from unstall.tui.wording.card import KNOWN
from unstall.tui.wording.last_time import list_marks, place_in_words
from unstall.tui.wording.so_far import SoFarView, so_far
from unstall.tui.writing import at_the_field

CLICKED = {
    "not_applicable": "write('reason')",
    "accepted": "write('accepted_by')",
    **{purpose: f"write('{purpose}')" for purpose in ("note", "evidence", "ask", "fact")},
}
"""What a click on a line of the card does, where it is not the action of the same name."""


class InterviewScreen(Repeating):
    """Asks the questions of the session on the desk."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk", "interview")]
    # When a screen above is closed Textual would give the focus to the first field that could take
    # it, also to one that is not shown, and every key would be typed there.
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (18, "-short"), (TALL, "-tall")]
        self._agenda = Agenda(desk)
        self._place = self._agenda.place
        self._asked: tuple[Question, ...] = ()
        self._so_far: SoFarView | None = None
        self._keys: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the heading, the list, the card and what the answers come to."""
        with Horizontal(id="top"):
            yield Heading()
            yield CallClock(lambda: self.desk.now() - self.desk.since)
        yield ProgressLine(id="progress")
        with Horizontal(id="middle"):
            yield QuestionList(id="list")
            with Vertical(id="right"):
                yield QuestionCard(id="card")
                with Vertical(id="foot"):
                    yield SoFar(id="so-far")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look the keys up, which the user may have changed, and fill the screen."""
        self._keys = keys_on(self)
        super().on_mount()
        self.tell_of_last_time()

    @property
    def drafts(self) -> MutableMapping[str, str]:
        """Texts that were left before they would do."""
        return self._place.drafts

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions of this call, in the order in which they are gone through."""
        return self._asked

    # --- What is shown ----------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """The question on the card; None if this depth asks none."""
        at = self.desk.at
        return self.desk.questionnaire.question_by_id[at] if at else None

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the session as it stands, at the question whose change was taken back."""
        desk = self.desk
        self._asked = asked = self._agenda.asked
        ids = {question.id for question in asked}
        if changed in ids:
            desk.at = changed
        if desk.at not in ids:
            first = asked[0].id if asked else None
            desk.at = self._agenda.following(None) or first
        self._agenda.look()
        self._show_list()
        self._show_card()
        self._show_so_far()
        order = f" · {course.ORDER['value']}" if self._agenda.by_value else ""
        again = "re-run · " if desk.last else ""
        done = f"{self._answered} of {len(asked)}"
        self.set_heading(f"{again}{desk.session.depth}{order} · {done}")
        self.show_keys()

    @property
    def _answered(self) -> int:
        reading = self.desk.triage.reading
        return sum(reading.state(question.id) != "unanswered" for question in self._asked)

    def _show_list(self) -> None:
        desk, agenda = self.desk, self._agenda
        at, reading = desk.at, desk.triage.reading
        shown, worth = agenda.listed, agenda.headings
        in_sections = course.shown(self._asked, reading, self._place.which, at)
        marks = list_marks(self._asked, desk.last, desk.session) if desk.last else None

        def as_list(width: int) -> list[Line]:
            return course.list_lines(
                desk.questionnaire, shown, reading, at, width, worth=worth, marks=marks
            )

        def as_marks(width: int) -> list[Line]:
            return [
                course.progress_line(
                    desk.questionnaire, in_sections, reading, at, width, marks=marks
                )
            ]

        titles = course.list_titles(
            self._place.which, self._place.order, may_stop=agenda.ahead.settled
        )
        self.query_one(QuestionList).show(as_list, titles)
        self.query_one(ProgressLine).show(as_marks)

    def _show_card(self) -> None:
        card, question, desk = self.query_one(QuestionCard), self.question, self.desk
        if question is None:
            card.say("No question is asked at this depth. D changes between quick and full.")
            return
        view = card_view(
            desk, question, why=self._place.why, keys=self._keys, locale=self.unstall.locale
        )
        section = next(s for s in desk.questionnaire.sections if s.id == question.section)
        place, of = course.position(self._asked, question)
        why_here = f" · {place_in_words(question, desk.last, desk.session)}" if desk.last else ""
        card.show(view, f"{section.title} · {place} of {of}{why_here}")

    def _show_so_far(self) -> None:
        desk = self.desk
        self._so_far = so_far(
            desk.questionnaire,
            desk.triage,
            self._agenda.questions,
            desk.at,
            depth=desk.session.depth,
            keys=self._keys,
            ahead=self._agenda.ahead,
        )
        self.query_one(SoFar).show(self._so_far)

    def show_outlook(self) -> None:
        """Say how firmly the leaning stands and what to ask next, now that it is known."""
        self._agenda.look()
        self._show_list()
        self._show_so_far()

    def _key(self, action: str) -> str:
        return self._keys.get(action, "")

    def show_keys(self) -> None:
        """Show what the keys do now."""
        desk, edit = self.desk, self.edit
        hints = (
            writing_hints(edit)
            if edit is not None
            else asking_hints(
                self._keys,
                self.question,
                desk.session.depth,
                locked=bool(desk.locked_because),
                can_confirm=self.can_confirm,
            )
        )
        self.query_one(KeyLine).show(hints)

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Say something about the key just pressed, until the next one."""
        if not self.query_one(KeyLine).tell(message, warning=warning):
            self.unstall.say(message, severity="warning" if warning else "information")

    def on_key(self) -> None:
        """Show the keys again in place of what was said about the last one."""
        if self.query_one(KeyLine).message is not None:
            self.show_keys()

    # --- Going from question to question ----------------------------------------------------------

    def _visit(self, question: str | None) -> None:
        if question is not None and question != self.desk.at:
            self.desk.at = question
            self.refresh_view()

    def action_move(self, step: int) -> None:
        """Go to the question below or above in the list as it is filtered."""
        self._visit(course.beside(self._agenda.listed, self.desk.at, step))

    def action_ends(self, place: int) -> None:
        """Go to the first question (0) or the last one (-1)."""
        if questions := self._agenda.questions:
            self._visit(questions[place].id)

    def action_next(self) -> None:
        """Go to the next question that is not answered."""
        following = self._agenda.following(self.desk.at)
        if following is None:
            self.tell("Every question asked is answered.")
        self._visit(following)

    def action_back(self) -> None:
        """Go to the question that was answered before this one."""
        before = course.answered_before(self._asked, self.desk.session.answers, self.desk.at)
        if before is None:
            self.tell("Nothing was answered before this.")
        self._visit(before)

    def action_suggested(self) -> None:
        """Go to the question that is to be asked next."""
        suggested = self._so_far.next.question if self._so_far else None
        if suggested is None:
            self.tell("Every question asked is answered.")
        self._visit(suggested)

    def action_find(self) -> None:
        """Type part of a title or prompt and go to the question."""
        self.app.push_screen(FindScreen(self._asked, self.desk.triage.reading), self._visit)

    def action_filter(self) -> None:
        """Show all questions, those not answered, or those that nobody knows."""
        order = list(course.WHICH)
        which = order[(order.index(self._place.which) + 1) % len(order)]
        self._place.which = which
        self.refresh_view()
        listed = course.shown(self._asked, self.desk.triage.reading, which, None)
        self.tell(f"Listed: {course.WHICH[which]} ({len(listed)}).")

    def action_order(self) -> None:
        """Go by value of knowing, from what is most worth asking on, or by sections from here."""
        order = list(course.ORDER)
        self._place.order = order[(order.index(self._place.order) + 1) % len(order)]
        first = self._agenda.following(None) if self._agenda.by_value else None
        self.desk.at = first or self.desk.at
        self.refresh_view()
        named = f", from {self.question.short} on" if first and self.question else ""
        self.tell(f"Order: {course.ORDER[self._place.order]}{named}.")

    def action_page(self, pages: int) -> None:
        """Scroll the card, if it is longer than its room."""
        self.query_one(QuestionCard).page(pages)

    def action_why(self) -> None:
        """Say why the questions are asked, or no longer."""
        self._place.why = not self.query_one(QuestionCard).says_why
        self._show_card()

    def action_interview(self) -> None:
        """Stay: the questions are here."""

    # --- Answering --------------------------------------------------------------------------------

    def may_change(self) -> Question | None:
        """Give the question on the card, or say why nothing can be changed."""
        if self.desk.locked_because:
            self.tell(self.desk.locked_because, warning=True)
            return None
        return self.question

    def try_to(self, change: Callable[[], None]) -> bool:
        """Make a change; if it cannot be kept, say why and leave all as it was."""
        try:
            change()
        except UnstallError as error:
            self.tell(at_the_field(error), warning=True)
            return False
        return True

    def go_on(self) -> None:
        """Show what the answer changed, at the next question that is not answered."""
        desk = self.desk
        desk.at = self._agenda.following(desk.at) or desk.at
        self.refresh_view()

    def action_answer(self, number: int) -> None:
        """Answer with a level, 1 being the worst, and go on."""
        question = self.may_change()
        if question is None:
            return
        if number > len(question.levels):
            self.tell(f"This question has {len(question.levels)} levels.", warning=True)
            return
        if self.try_to(lambda: self.desk.set_level(question, number - 1)):
            self.go_on()

    def action_unknown(self) -> None:
        """Record that nobody knows, and go on."""
        question = self.may_change()
        if question and self.try_to(lambda: self.desk.set_unknown(question)):
            self.go_on()

    def action_clear_answer(self) -> None:
        """Take the answer away; what was written beside it stays."""
        question = self.may_change()
        if question is None:
            return
        if self.desk.answer_of(question.id).state == "unanswered":
            self.tell("There is no answer to take away.")
            return
        if self.try_to(lambda: self.desk.clear(question)):
            self.refresh_view()
            self.tell(f"The answer is taken away; {self._key('desk.undo')} brings it back.")

    def action_known(self) -> None:
        """Change how we know: stated, corroborated, seen."""
        if question := self.may_change():
            order = list(KNOWN)
            now = self.desk.answer_of(question.id).known or "stated"
            known = order[(order.index(now) + 1) % len(order)]
            if self.try_to(lambda: self.desk.annotate(question, known=known)):
                self.refresh_view()

    def action_soon(self) -> None:
        """Change how soon what is missing here can be had."""
        question = self.may_change()
        if question is None:
            return
        if missing_here(self.desk, question) is None:
            self.tell("No way forward waits for something that is missing here.")
            return
        session, order = self.desk.session, [None, *HOW_SOON]
        now = order.index(session.how_soon.get(question.id))
        soon = order[(now + 1) % len(order)]
        changed = session.with_how_soon(question.id, soon)
        if self.try_to(lambda: self.desk.change(changed, question.id)):
            self.refresh_view()

    def action_depth(self) -> None:
        """Change between the quick call and the full triage; every answer stays."""
        if self.may_change() is None and self.desk.locked_because:
            return
        super().action_depth()
        depth = "Full triage" if self.desk.session.depth == "full" else "Quick call"
        self.tell(f"{depth}: {len(self._asked)} questions; every answer stays.")

    def action_undo(self) -> None:
        """Take the last change back and go where it was."""
        if self.may_change() or not self.desk.locked_because:
            super().action_undo()

    def action_redo(self) -> None:
        """Do again what was taken back, and go where it was."""
        if self.may_change() or not self.desk.locked_because:
            super().action_redo()

    @on(Lined.Clicked)
    async def _clicked(self, event: Lined.Clicked) -> None:
        what = event.line_id
        if self.edit is not None:
            self.query_one(AnswerEditor).field.focus()
        elif isinstance(event.widget, QuestionList):
            self._visit(what)
        elif what.startswith("level:"):
            self.action_answer(int(what.removeprefix("level:")))
        else:
            await self.run_action(CLICKED.get(what, what))
