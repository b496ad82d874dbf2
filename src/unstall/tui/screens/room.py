"""The room as everybody sees it: lobby, vote, outcome, end; and what the facilitator's keys do.

What came out of a vote is kept in the session before it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from unstall.errors import UnstallError
from unstall.questionnaire.questions import Question
from unstall.tui.actions import bindings
from unstall.tui.screens.room_shown import RoomShown
from unstall.tui.themes import DEFAULT_THEME
from unstall.tui.widgets.dialogs import AskLine, Confirm
from unstall.tui.widgets.projector import Projector
from unstall.tui.wording.room import missing
from unstall.voting.patterns import APART
from unstall.voting.recording import with_medians
from unstall.workshop_server import Where

if TYPE_CHECKING:
    from textual.screen import Screen

LIGHT_THEME = "unstall-light"
FIRST_LOOK_SECONDS = 1.0
"""How long votes that lie apart stay on the screen at least."""


class RoomScreen(RoomShown):
    """The room of a workshop that is under way."""

    CSS_PATH = "room.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("room")]

    HELP = (
        "Everybody votes before anybody sees the others' votes. Enter goes on: it begins, reveals, "
        "and then records the median and asks the next question; a digit decides otherwise. The "
        "room argues only where it disagrees and where that matters: the agenda knows. Esc leaves "
        "the room, and it is found again as it was."
    )

    _revealed_at = 0.0

    # --- Going on ---------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Begin; reveal; record the median and go on; or leave, when it is over."""
        match self.workshop.stage.phase:
            case "lobby":
                self._next()
            case "voting":
                self.action_reveal()
            case "revealed" if self._is_just_revealed():
                self.tell("These votes lie apart. Enter once more records the median all the same.")
            case "revealed":
                self._record_median()
            case "over":
                self.action_leave()

    def action_reveal(self) -> None:
        """Reveal the votes; asks once if somebody has not voted."""
        if not self.workshop.stage.is_voting:
            return
        self.look()
        if self.room_standing.all_voted or not self.room_standing.voted:
            self._reveal(sure=True)
            return
        self.app.push_screen(
            Confirm(
                "Reveal now?",
                hint=f"{missing(self.room_standing).capitalize()}.",
                yes="reveal what there is",
                no="wait",
                risky=True,
            ),
            lambda sure: self._reveal(sure=bool(sure)),
        )

    def _reveal(self, *, sure: bool) -> None:
        question = self.workshop.question
        if sure and question is not None and self.workshop.stage.is_voting:
            self.do(lambda: self._count(question))

    def _count(self, question: Question) -> None:
        """Count the votes into the session; they are shown once it is kept."""
        desk = self.desk
        desk.change(self.workshop.reveal(desk.session), question.id)
        if desk.keeper:
            # A disk that refuses is said; the votes are on their slips all the same.
            with suppress(UnstallError):
                desk.keeper.flush()
        self.workshop.show(desk.session)
        self._revealed_at = monotonic()

    def _is_just_revealed(self) -> bool:
        """Tell whether votes that lie apart were not looked at yet: Enter twice passes none by."""
        out = self.workshop.stage.outcome
        named = [level for level, count in enumerate(out.counts) if count] if out else []
        is_new = monotonic() - self._revealed_at < FIRST_LOOK_SECONDS
        is_apart = bool(named) and named[-1] - named[0] >= APART
        return is_new and is_apart and not self._is_decided

    def _record_median(self) -> None:
        question = self.workshop.question
        if question is None:
            return
        desk, among = self.desk, {question.id}

        def record() -> None:
            after = with_medians(desk.session, desk.questionnaire, desk.now(), among=among)
            desk.change(after, question.id)
            self.workshop.show(desk.session)

        if self.do(record):
            self._next()

    def _next(self) -> None:
        question = self.workshop.next_question(self.desk.session)
        if question is None:
            self.action_agenda()
        else:
            self.do(lambda: self.workshop.ask(question))

    def action_decide(self, number: int) -> None:
        """Decide on a level."""
        question = self.shown_question
        if question is not None and number <= len(question.levels):
            self._decide(lambda: self.desk.set_level(question, number - 1))

    def action_unknown(self) -> None:
        """Decide that nobody knows."""
        question = self.shown_question
        if question is not None:
            self._decide(lambda: self.desk.set_unknown(question))

    def _decide(self, decide: Callable[[], None]) -> None:
        def record() -> None:
            decide()
            self.workshop.show(self.desk.session)

        self.do(record)

    def action_again(self) -> None:
        """Vote on the question a second time."""
        question = self.shown_question
        if question is not None:
            self.do(lambda: self.workshop.ask(question.id, "second"))

    def action_later(self) -> None:
        """Leave the question for later, or in the queue, and go on."""
        if self.workshop.stage.is_voting:
            if self.do(self.workshop.leave_for_later):
                self._next()
        elif self.shown_question is not None:
            self._next()

    def action_clock(self) -> None:
        """Give the question its whole time again."""
        if self.workshop.stage.asked is None:
            return
        if self.do(self.workshop.restart_clock) and self.workshop.stage.ends is None:
            self.tell("This workshop has no clock.")

    # --- What is written down ---------------------------------------------------------------------

    def action_said(self) -> None:
        """Write down what was said. What was noted before the workshop stays off the screen."""
        question = self.shown_question
        if question is None:
            return

        def keep(text: str | None) -> None:
            if text is not None and self.do(lambda: self.heard.keep(self.desk, question, text)):
                self._show()

        said = self.heard.said(question.id)
        self._ask_for("What was said?", said, f"room-said-{question.id}", keep)

    def action_ask(self) -> None:
        """Write down who finds out, and by when."""
        question = self.shown_question
        if question is None:
            return

        def keep(text: str | None) -> None:
            if text is not None:
                self.do(lambda: self.desk.annotate(question, ask=text.strip() or None))

        ask = self.desk.answer_of(question.id).ask or ""
        self._ask_for("Who finds out, and by when?", ask, f"room-ask-{question.id}", keep)

    def _ask_for(
        self, title: str, value: str, draft: str, keep: Callable[[str | None], None]
    ) -> None:
        if self.desk.locked_because:
            self.tell(self.desk.locked_because, warning=True)
            return
        self.app.push_screen(AskLine(title, value=value, draft=draft), keep)

    # --- Other ways to vote, and other screens ----------------------------------------------------

    def action_hands(self) -> None:
        """Type the hands shown."""
        if self.workshop.stage.is_voting:
            from unstall.tui.screens.workshop_dialogs import HandsDialog

            self._over(HandsDialog(self.desk, self.workshop))

    def action_keyboard(self) -> None:
        """Pass the keyboard round."""
        if not self.workshop.stage.is_voting:
            return
        if not self.workshop.setup.seats:
            self.tell("Nobody has a seat at this keyboard: the set-up gives seats.")
            return
        from unstall.tui.screens.keyboard import KeyboardScreen

        self._over(KeyboardScreen(self.desk, self.workshop))

    def action_voters(self) -> None:
        """Show who is here."""
        from unstall.tui.screens.workshop_dialogs import VotersDialog

        self._over(VotersDialog(self.desk, self.workshop))

    def action_agenda(self) -> None:
        """Show what is left to talk about."""
        from unstall.tui.screens.agenda import AgendaScreen

        self._over(AgendaScreen(self.desk, self.workshop, self.heard))

    def action_parking(self) -> None:
        """Show what was parked."""
        from unstall.tui.screens.parking import ParkingScreen

        self._over(ParkingScreen(self.desk, self.heard))

    def _over(self, screen: Screen[None]) -> None:
        def back(_result: object) -> None:
            # What was counted may be other than it was: somebody was taken out, or a note written.
            if self.shown_question is not None:
                self.do(lambda: self.workshop.show(self.desk.session))

        self.app.push_screen(screen, back)

    def action_serve(self) -> None:
        """Let people vote from their own devices, where they could before."""
        from unstall.tui.opening_workshop import begin_serving

        is_beginning = any(
            one.group == "serving" and not one.is_finished for one in self.app.workers
        )
        if not is_beginning and (self.server is None or not self.server.is_listening):
            at = self.server.at if self.server else Where()
            self.server = begin_serving(self.unstall, self.workshop, at)
            self.show_keys()

    def action_light(self) -> None:
        """Change between light and dark."""
        self.app.theme = LIGHT_THEME if self.app.current_theme.dark else DEFAULT_THEME

    def action_scroll(self, steps: int) -> None:
        """Scroll what has no room."""
        self.query_one(Projector).scroll_by(steps)

    def action_leave(self) -> None:
        """Leave the room; it stays open, unless it is over."""
        if self.workshop.stage.phase == "over":
            self.workshop.clear()
        self.dismiss(None)
