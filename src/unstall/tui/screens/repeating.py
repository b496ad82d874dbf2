"""Going through a session again: the part of the interview that confirms last time's answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unstall.questionnaire.questions import Question
from unstall.report.phrases import counted
from unstall.session.rerun import left_to_confirm
from unstall.tui.screens.answer_writing import AnswerWriting
from unstall.tui.wording.last_time import again_in_words, all_gone_through


class Repeating(AnswerWriting):
    """A screen that asks questions, of which a re-run knows last time's answers."""

    @property
    def asked(self) -> Sequence[Question]:
        """The questions of this call, in the order in which they are gone through."""
        raise NotImplementedError

    def try_to(self, change: Callable[[], None]) -> bool:
        """Make a change; if it cannot be kept, say why and leave all as it was."""
        raise NotImplementedError

    def action_suggested(self) -> None:
        """Go to the question that is to be asked next."""
        raise NotImplementedError

    @property
    def can_confirm(self) -> bool | None:
        """Whether last time's answer can be confirmed; None in a session that repeats none."""
        last, at = self.desk.last, self.desk.at
        if last is None or at is None:
            return None
        is_open = self.desk.answer_of(at).state == "unanswered"
        return is_open and last.answer(at) is not None

    def help_now(self) -> str:
        """Explain what a re-run shows besides what every session shows."""
        last = self.desk.last
        return again_in_words(last, self.unstall.locale) if last else ""

    def action_enter(self) -> None:
        """Confirm last time's answer and go on; in any other session go to what to ask next."""
        desk = self.desk
        if desk.last is None or desk.locked_because:
            self.action_suggested()
            return
        question = self.may_change()
        if question is None:
            return
        if desk.answer_of(question.id).state != "unanswered":
            self.go_on()
        elif desk.last.answer(question.id) is None:
            self.tell(
                f"Last time has no answer to confirm here: 1–{len(question.levels)} answers, "
                f"{self._key_of('interview.unknown')} is for don't know.",
                warning=True,
            )
        elif self.try_to(lambda: desk.confirm(question.id)):
            self.go_on()
            self.tell_if_over()

    def tell_if_over(self) -> None:
        """Say how it came out, once every question of a re-run is gone through."""
        desk = self.desk
        if desk.last is not None and all(
            desk.answer_of(question.id).state != "unanswered" for question in self.asked
        ):
            said = all_gone_through(desk.session, desk.last, self.asked)
            facts = sum(fact not in desk.session.facts for fact in desk.last.facts)
            left = f" {counted(facts, 'fact')} left: {self._key_of('desk.facts')}." if facts else ""
            self.tell(f"{said}{left}")

    def action_confirm_rest(self) -> None:
        """Confirm what is left of the section at hand, once it is said how much that is."""
        question, desk = self.may_change(), self.desk
        if question is None:
            return
        if desk.last is None:
            self.tell("This session repeats none: there is nothing to confirm.")
            return
        section = next(s for s in desk.questionnaire.sections if s.id == question.section)
        of_it = [other.id for other in self.asked if other.section == section.id]
        left = left_to_confirm(desk.session, desk.last, of_it)
        if not left:
            self.tell(f"Nothing is left to confirm in {section.title}.")
            return
        from unstall.tui.widgets.dialogs import Confirm

        def confirm(sure: bool | None) -> None:
            if sure and self.try_to(lambda: desk.confirm(*left)):
                self.go_on()
                self.tell(f"{counted(len(left), 'answer')} confirmed in {section.title}.")

        answers = counted(len(left), "answer")
        self.app.push_screen(
            Confirm(
                f"Confirm the {answers} left in {section.title}?",
                hint="Each is recorded as it was last time, gone through again today. "
                f"{self._key_of('desk.undo')} takes them back together.",
                yes=f"confirm {answers}",
                no="go on one by one",
            ),
            confirm,
        )
