"""The questions of a call in the order in which they are gone through, and what may still come.

Holds no widget. By default the order is that of the call, and nothing is worked out on the way from
a key to the screen. In the order by value of knowing, every change of an answer is followed by
trying the levels of each open question, which takes some thousandths of a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unstall.questionnaire.questions import Question
from unstall.session.rerun import LastTime, in_order, why_here
from unstall.triage.ask_next import Worthwhile
from unstall.triage.engine import Triage
from unstall.triage.outlook import Outlook, worth_asking
from unstall.tui.desk import Desk
from unstall.tui.weighed import Weighed
from unstall.tui.wording import course
from unstall.tui.wording.asking import Ahead, headings, looking_ahead


@dataclass
class Place:
    """How the interview was left, so that it is found again as it was."""

    which: course.Which = "all"
    order: course.Order = "sections"
    why: bool | None = None
    """Say why a question is asked; None where there is room to spare."""
    drafts: dict[str, str] = field(default_factory=dict)
    """Texts that were left before they would do."""
    weighed: tuple[Triage, Outlook] | None = None
    """What was worked out last, and for which triage."""


class Agenda:
    """What is asked on a desk, and in which order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.place: Place = desk.places.setdefault("interview", Place())
        self.ahead = Ahead()
        """What is known of what may still come, as of the last look."""
        self._worth: tuple[Triage, tuple[Worthwhile, ...]] | None = None
        self._again: tuple[Weighed, tuple[Question, ...]] | None = None
        """The questions of a re-run in their order, and the state of the session that asks them."""

    def look(self) -> None:
        """Take up what is known of what may still come, now that answers or the outlook changed."""
        desk, outlook = self._desk, self._desk.outlook
        if outlook is not None:
            self.place.weighed = (desk.triage, outlook)
        at_once = self._at_once() if self.by_value else None
        self.ahead = looking_ahead(desk.triage, outlook, last=self.place.weighed, worth=at_once)

    @property
    def by_value(self) -> bool:
        """Whether what is most worth asking comes first."""
        return self.place.order == "value"

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions of this call.

        In a re-run what was answered the last time is asked again, whatever the depth, and what
        most needs to be looked at comes first.
        """
        desk, last = self._desk, self._desk.last
        if last is None:
            return desk.asked
        if self._again is None or self._again[0] is not desk.shown:
            self._again = (desk.shown, self._in_order(last))
        return self._again[1]

    def _in_order(self, last: LastTime) -> tuple[Question, ...]:
        desk = self._desk
        ids = {question.id for question in desk.asked}
        reading, is_hidden = desk.triage.reading, desk.engine.scale.is_hidden
        again = [
            question
            for question in desk.questionnaire.call_order
            if question.id in ids
            or (last.answer(question.id) and not is_hidden(question.id, reading))
        ]
        return in_order(again, last)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of this call in the order in which they are gone through."""
        asked, reading = self.asked, self._desk.triage.reading
        if not self.by_value:
            return asked
        return course.worth_first(asked, reading, [entry.question for entry in self._at_once()])

    @property
    def listed(self) -> tuple[Question, ...]:
        """Those of them that the list shows; the one at hand is always among them."""
        desk = self._desk
        return course.shown(self.questions, desk.triage.reading, self.place.which, desk.at)

    @property
    def headings(self) -> Mapping[str, str] | None:
        """The heading above each open question; None where they stand under their sections."""
        if not self.by_value:
            return None
        return headings(self._at_once(), settled=self.ahead.settled)

    def following(self, after: str | None) -> str | None:
        """Find the next question without any answer; None if every question is answered.

        In a re-run what had no answer last time either waits until all others are gone through.
        """
        questions, reading, last = self.questions, self._desk.triage.reading, self._desk.last
        if last is None or self.by_value:
            return course.next_open(questions, reading, after)
        waits = {q.id for q in questions if why_here(q, last) == "open" and q.id != after}
        first = [question for question in questions if question.id not in waits]
        following = course.next_open(first, reading, after)
        return following or course.next_open(questions, reading, after)

    def _at_once(self) -> tuple[Worthwhile, ...]:
        desk = self._desk
        if outlook := desk.outlook:
            return outlook.ask_next
        if self._worth is None or self._worth[0] is not desk.triage:
            self._worth = (desk.triage, worth_asking(desk.engine, desk.triage))
        return self._worth[1]
