"""What was said in a room, apart from what was noted before: that stays off the shared screen."""

from __future__ import annotations

from unstall.questionnaire.questions import Question
from unstall.tui.desk import Desk


class Heard:
    """What was written down in this room, question by question."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[str, str]] = {}
        """Question id → its note from before, and what was said."""

    def said(self, question: str) -> str:
        """Give what was said of a question; blank for nothing."""
        return self._of.get(question, ("", ""))[1]

    def keep(self, desk: Desk, question: Question, said: str) -> None:
        """Note it below what was noted before. Raises what the desk's change raises."""
        before, _ = self._of.get(question.id, (desk.answer_of(question.id).note or "", ""))
        lines = [line for line in (before, said.strip()) if line]
        desk.annotate(question, note="\n".join(lines) or None)
        self._of[question.id] = (before, said.strip())
