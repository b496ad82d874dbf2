"""Writing beside an answer without leaving the question: the part of the interview with a field."""

from __future__ import annotations

from collections.abc import MutableMapping
from contextlib import suppress

from textual import on
from textual.containers import Vertical
from textual.timer import Timer

from unstall.errors import UnstallError
from unstall.questionnaire.questions import Question
from unstall.tui.desk import Desk
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.widgets.answer_editor import AnswerEditor
from unstall.tui.widgets.so_far import SoFar
from unstall.tui.writing import (
    Edit,
    Purpose,
    at_the_field,
    edit_beside,
    next_fact,
    why_not_accepted,
    written,
)

SECONDS_BEFORE_KEEPING = 0.3
"""How long typing rests before what was typed so far is kept."""


class AnswerWriting(DeskScreen):
    """A screen with a container `#foot`, in which a field takes the place of `SoFar` to write in.

    The field is made when it is first needed. What it holds is kept while it is typed, or as a
    draft where a part of it would say something else than the whole.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._editor: AnswerEditor | None = None
        self._rest: Timer | None = None
        self._partly_kept = False

    @property
    def edit(self) -> Edit | None:
        """What is being written; None while keys are keys."""
        return self._editor.edit if self._editor else None

    @property
    def drafts(self) -> MutableMapping[str, str]:
        """Texts that were left before they would do."""
        raise NotImplementedError

    def may_change(self) -> Question | None:
        """Give the question at hand, or say why nothing can be changed and give None."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Go on after an answer."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Show what the keys do now."""
        raise NotImplementedError

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Say something about the key just pressed."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While something is written, nothing else is done."""
        return self.edit is None or not hasattr(self, f"action_{action}")

    async def action_write(self, purpose: Purpose) -> None:
        """Write a note, what was shown, whom to ask, a reason, a fact, or who accepts a risk."""
        question = self.may_change()
        if question is None:
            return
        fact = None
        if purpose == "fact":
            fact = next_fact(self.desk, question)
            if fact is None:
                self.tell("No fact is asked with this question; f shows all facts.")
                return
        state = self.desk.answer_of(question.id).state
        if purpose == "ask" and state in ("level", "not-applicable"):
            self.tell("This is for what nobody knows: answer it with don't know first.")
            return
        if purpose == "accepted_by" and (refusal := why_not_accepted(self.desk, question)):
            self.tell(refusal)
            return
        await self._open(edit_beside(self.desk, question, purpose, self.drafts, fact=fact))

    async def _open(self, edit: Edit) -> None:
        editor = self._editor
        if editor is None:
            editor = AnswerEditor(id="editor")
            await self._foot.mount(editor)
            self._editor = editor
        self._partly_kept = False
        self._foot.add_class("-writing")
        self.query_one(SoFar).display = False
        editor.display = True
        editor.open(edit)
        self.show_keys()

    def _close(self) -> None:
        editor = self._editor
        if editor is None or editor.edit is None:
            return
        self._stop_resting()
        editor.close()
        self.set_focus(None)
        self._foot.remove_class("-writing")
        editor.display = False
        self.query_one(SoFar).display = True

    @property
    def _foot(self) -> Vertical:
        return self.query_one("#foot", Vertical)

    @on(AnswerEditor.Typed)
    def _typed(self) -> None:
        edit = self.edit
        self._stop_resting()
        if edit is not None and edit.as_typed:
            self._rest = self.set_timer(SECONDS_BEFORE_KEEPING, self.keep_typing)

    @on(AnswerEditor.Kept)
    async def _kept(self, event: AnswerEditor.Kept) -> None:
        edit = event.edit
        try:
            self._record(edit, event.text)
        except UnstallError as error:
            if self._editor:
                self._editor.refuse(at_the_field(error))
            return
        self.drafts.pop(edit.key, None)
        follows = self._following(edit, event.text)
        self._close()
        if follows is not None:
            self.refresh_view()
            await self._open(follows)
        elif edit.goes_on:
            self.go_on()
        else:
            self.refresh_view()

    def _following(self, edit: Edit, text: str) -> Edit | None:
        """Begin what is written next as a matter of course; None if that was all."""
        desk, drafts = self.desk, self.drafts
        question = desk.questionnaire.question_by_id[edit.question]
        if edit.fact and (fact := next_fact(desk, question, after=edit.fact)):
            return edit_beside(desk, question, "fact", drafts, fact=fact)
        if edit.purpose == "accepted_by" and text.strip():
            if desk.answer_of(question.id).accepted is None:
                drafts[edit.key] = text
            return edit_beside(desk, question, "accepted_why", drafts, by=text.strip())
        if edit.purpose == "accepted_why":
            drafts.pop(edit.key.replace("accepted_why", "accepted_by"), None)
        return None

    @on(AnswerEditor.Left)
    def _left(self, event: AnswerEditor.Left) -> None:
        edit = event.edit
        message = None
        if edit.as_typed:
            try:
                self._record(edit, event.text)
                self.drafts.pop(edit.key, None)
            except UnstallError as error:
                self.drafts[edit.key] = event.text
                message = f"Not kept yet: {at_the_field(error)}"
        elif event.text.strip() == edit.recorded.strip():
            self.drafts.pop(edit.key, None)
        else:
            self.drafts[edit.key] = event.text
            message = "What you typed is there when you come back to it."
        self._close()
        self.refresh_view()
        if message:
            self.tell(message)

    def on_unmount(self) -> None:
        """Keep what was typed last, however the screen is left."""
        self.keep_typing()

    def keep_typing(self) -> None:
        """Keep what is being typed at this moment."""
        self._stop_resting()
        editor, edit = self._editor, self.edit
        if editor is not None and edit is not None and edit.as_typed:
            # What will not do yet is said when it is given, not while it is typed.
            with suppress(UnstallError):
                self._record(edit, editor.text)

    def drop_typing(self) -> None:
        """Close the field and record nothing more of it."""
        self._close()

    def _record(self, edit: Edit, text: str) -> None:
        session = written(self.desk, edit, text)
        if self._partly_kept:
            self.desk.amend(session)
        elif session != self.desk.session:
            self.desk.change(session, edit.question)
            self._partly_kept = True

    def _stop_resting(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
