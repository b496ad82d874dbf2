"""A ballot: what one person thinks, question by question, without a verdict or anybody's answers.

Every answer is saved as it is given. The ballot gets its id with the first of them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from unstall.errors import UnstallError
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.ballot import filled_in, role_id, with_role
from unstall.session.edit import answer, clear_answer
from unstall.session.models import NOBODY_KNOWS, Answer, BallotRef, Session
from unstall.session.opened import OpenSession
from unstall.tui.actions import bindings
from unstall.tui.room import TALL
from unstall.tui.text import fill, lines, plain
from unstall.tui.widgets.dialogs import AskLine
from unstall.voting.disputes import role_title

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

CHOSEN = "❯ "
MOST_ROWS = 6
"""Levels of a question at most, and *don't know*."""
_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """A ballot that is open to be filled in."""

    keeper: OpenSession
    ref: BallotRef
    questionnaire: Questionnaire


class BallotScreen(Screen[None]):
    """Asks the questions of a ballot, one at a time."""

    CSS_PATH = "ballot.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ballot")]

    HELP = (
        "A digit votes for that level and goes on, 0 says that you do not know. Nobody sees what "
        "you think but with all the others, by role and without names. Everything is saved as you "
        "type; when you are done, send the file back."
    )

    def __init__(self, ballot: OpenBallot, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._ballot = ballot
        self._now = now
        self._place = next(
            (
                number
                for number, asked in enumerate(ballot.ref.questions)
                if self._answer(asked).state == "unanswered"
            ),
            0,
        )

    def compose(self) -> ComposeResult:
        """Lay out a line on top and the question."""
        yield Static(id="head")
        with VerticalScroll(id="body"):
            yield Static(id="prompt")
            for row in range(MOST_ROWS):
                with Horizontal(classes="level"):
                    yield Static(id=f"key-{row}", classes="key")
                    yield Static(id=f"label-{row}", classes="label")
            yield Static(id="why")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the first question that is not answered, and ask for the role if it is not known."""
        self._show()
        if self._ref.role is None:
            self.action_role()

    def on_resize(self) -> None:
        """Set the levels apart where there is room."""
        self.set_class(self.app.size.height >= TALL, "-airy")

    def on_unmount(self) -> None:
        """Let go of the file, however the screen is left."""
        with suppress(UnstallError):
            self._ballot.keeper.close()

    def action_answer(self, number: int) -> None:
        """Answer with a level and go on."""
        if number <= len(self._question.levels):
            self._record(f"{number}")

    def action_unknown(self) -> None:
        """Say that one does not know, and go on."""
        self._record(NOBODY_KNOWS)

    def action_clear_answer(self) -> None:
        """Take the answer away."""
        question = self._question.id
        self._change(lambda b: clear_answer(b, self._ballot.questionnaire, question))

    def action_move(self, steps: int) -> None:
        """Go to another question."""
        last = len(self._ref.questions) - 1
        self._place = min(max(self._place + steps, 0), last)
        self._show()

    def action_page(self, pages: int) -> None:
        """Scroll a long question."""
        body = self.query_one("#body", VerticalScroll)
        body.scroll_relative(y=pages * max(body.size.height - 1, 1), animate=False)

    def action_role(self) -> None:
        """Ask in which role somebody votes."""

        bank, role = self._ballot.questionnaire, self._ref.role

        def will_do(typed: str) -> None:
            role_id(bank, typed)

        def given(typed: str | None) -> None:
            if typed is not None:
                self._change(lambda ballot: with_role(ballot, role_id(bank, typed)))

        self.app.push_screen(
            AskLine(
                "In which role do you vote?",
                value=role_title(bank, role) if role else "",
                hint="Such as engineering or business. A role of under three is shown with others.",
                check=will_do,
            ),
            given,
        )

    def action_leave(self) -> None:
        """Close the ballot once it is on the disk."""
        try:
            self._ballot.keeper.flush()
        except UnstallError as error:
            self._unstall.say(str(error), severity="error")
            return
        self.app.exit()

    def _record(self, value: str) -> None:
        question, bank = self._question.id, self._ballot.questionnaire
        at = self._now()
        if self._change(lambda ballot: answer(ballot, bank, question, value, at=at)):
            self.action_move(1)

    def _change(self, change: Callable[[Session], Session]) -> bool:
        keeper = self._ballot.keeper
        try:
            after = filled_in(change(keeper.session), lambda: secrets.token_hex(_ID_BYTES))
            keeper.save(after)
        except UnstallError as error:
            self._unstall.say(str(error), severity="error")
            return False
        self._show()
        return True

    def _show(self) -> None:
        self.query_one("#head", Static).update(self._head())
        question = self._question
        self.query_one("#prompt", Static).update(plain(question.prompt, "bold"))
        rows = [*self._rows()]
        for row in range(MOST_ROWS):
            key, label = (
                self.query_one(f"#key-{row}", Static),
                self.query_one(f"#label-{row}", Static),
            )
            if key.parent:
                key.parent.display = row < len(rows)
            if row < len(rows):
                number, text, is_chosen = rows[row]
                style = "bold" if is_chosen else ""
                key.update(plain(f"{CHOSEN if is_chosen else ''}{number}", style))
                label.update(plain(text, style))
        self.query_one("#why", Static).update(
            lines(f"Why it is asked: {question.why}\n\nThink of: {question.evidence}")
        )
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)

    def _head(self) -> Content:
        asked = self._ref.questions
        done = sum(self._answer(question).state != "unanswered" for question in asked)
        role = self._ref.role
        return fill(
            "[b]$project[/b] · your ballot · question $place of $all · $done answered · $role",
            project=self._ballot.keeper.session.project,
            place=self._place + 1,
            all=len(asked),
            done=done,
            role=role_title(self._ballot.questionnaire, role) if role else "no role yet (r)",
        )

    def _rows(self) -> Iterator[tuple[str, str, bool]]:
        """Give what can be voted for: its key, its words, and whether it was chosen."""
        given = self._answer(self._question.id)
        for number, level in enumerate(self._question.levels, start=1):
            yield f"{number}", level.label, given.level == level.id
        yield "0", "I don't know", bool(given.unknown)

    @property
    def _ref(self) -> BallotRef:
        return self._ballot.keeper.session.ballot or self._ballot.ref

    @property
    def _question(self) -> Question:
        asked = self._ref.questions[self._place]
        return self._ballot.questionnaire.question_by_id[asked]

    def _answer(self, question: str) -> Answer:
        return self._ballot.keeper.session.answers.get(question, Answer())

    @property
    def _unstall(self) -> UnstallApp:
        return cast("UnstallApp", self.app)
