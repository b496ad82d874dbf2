"""The session on the desk: what is open, what it amounts to, and how to change it.

Holds no widget. Every change is applied to a copy, triaged, handed to the store and can be taken
back; screens ask the desk and show what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from unstall.plan.models import Plan
from unstall.plan.schedule import make_plan
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth, Question
from unstall.session.models import Answer, PlannedAction, Session
from unstall.session.writer import SaveState
from unstall.triage.engine import Engine, Triage
from unstall.triage.outlook import Outlook
from unstall.triage.reading import Reading
from unstall.triage.robustness import seed_of

OUTLOOKS = 64
"""How many outlooks are kept, so that what is taken back has its outlook at once."""
MOST_UNDO = 500
"""Changes that can be taken back; a long workshop makes about two hundred."""


class Keeper(Protocol):
    """What the desk needs of an open session file."""

    @property
    def state(self) -> SaveState:
        """Whether the newest state is in the file."""

    def save(self, session: Session) -> None:
        """Keep a new state without making the caller wait for the disk.

        Raises `SessionError` for what could not be read back, such as far too long a text.
        """

    def flush(self) -> None:
        """Wait until the newest state is in the file; raises `UnstallError` if it cannot be."""

    def close(self) -> None:
        """Finish writing and let go of the file; raises `UnstallError` as `flush` does."""


@dataclass
class Desk:
    """One open session."""

    engine: Engine
    session: Session
    keeper: Keeper | None
    """None while the session is only read."""
    now: Callable[[], datetime]
    read_only_because: str | None = None
    """Why nothing can be changed, as a sentence; None if it can. See `locked_because`."""
    at: str | None = None
    """The question looked at last: the interview opens there. None begins at the first open one."""
    places: dict[str, Any] = field(default_factory=dict)
    """How each screen over the session was left, by its name, to be found again as it was."""
    notices: tuple[str, ...] = ()
    """What happened to the file before it was opened, as sentences to be told once."""
    on_change: Callable[[], None] | None = None
    """Told whenever the session has changed."""
    since: datetime = field(init=False)
    """When this call began."""
    _undo: list[tuple[Session, str]] = field(default_factory=list)
    _redo: list[tuple[Session, str]] = field(default_factory=list)
    _triage: Triage | None = None
    _asked: tuple[Question, ...] | None = None
    _plan: tuple[Plan | None] | None = None
    _outlooks: dict[int, Outlook] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.since = self.now()

    @property
    def locked_because(self) -> str | None:
        """Why nothing can be changed: it is open to read only, or closed. None if it can."""
        if self.read_only_because:
            return self.read_only_because
        if self.session.closed:
            day = f"{self.session.closed:%d %B %Y}".removeprefix("0")
            return f"The session was closed on {day} and is not changed again. Begin a re-run."
        return None

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that the session was made with."""
        return self.engine.questionnaire

    @property
    def triage(self) -> Triage:
        """What the session amounts to as it stands."""
        if self._triage is None:
            self._triage = self.engine.triage_session(self.session)
        return self._triage

    @property
    def plan(self) -> Plan | None:
        """The plan of the recommended strategy; None while there is no recommendation."""
        if self._plan is None:
            self._plan = (
                make_plan(self.engine, self.triage, self.session.plan, self.session.assessed),
            )
        return self._plan[0]

    @property
    def outlook(self) -> Outlook | None:
        """How firmly the verdict stands and what would change it; None until it is worked out."""
        return self._outlooks.get(seed_of(self.triage.reading))

    def keep_outlook(self, reading: Reading, outlook: Outlook) -> None:
        """Take over what was worked out for a reading, which need not be that of now."""
        self._outlooks[seed_of(reading)] = outlook
        while len(self._outlooks) > OUTLOOKS:
            del self._outlooks[next(iter(self._outlooks))]

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are put at this depth, in the order of the call."""
        if self._asked is None:
            reading, is_hidden = self.triage.reading, self.engine.scale.is_hidden
            is_full = self.session.depth == "full"
            self._asked = tuple(
                question
                for question in self.questionnaire.call_order
                if (is_full or question.quick) and not is_hidden(question.id, reading)
            )
        return self._asked

    @property
    def answered(self) -> int:
        """How many of the questions asked at this depth have an answer of any kind."""
        return sum(self.triage.reading.state(q.id) != "unanswered" for q in self.asked)

    def answer_of(self, question: str) -> Answer:
        """What is recorded about a question; an empty answer if nothing is."""
        return self.session.answers.get(question, Answer())

    def set_level(self, question: Question, level: int) -> None:
        """Answer a question with one of its levels; notes and evidence stay."""
        self._record(question.id, level=question.levels[level].id)

    def set_unknown(self, question: Question) -> None:
        """Record that it was asked and nobody knows."""
        self._record(question.id, unknown=True)

    def set_not_applicable(self, question: Question, reason: str) -> None:
        """Record that a question does not apply, with the reason."""
        self._record(question.id, not_applicable=reason)

    def clear(self, question: Question) -> None:
        """Make a question unanswered again; the note stays."""
        self._record(question.id)

    def annotate(self, question: Question, **changes: Any) -> None:
        """Change what stands beside an answer: note, evidence, known, ask, accepted."""
        answer = self.answer_of(question.id).model_copy(update=changes)
        self.change(self.session.with_answer(question.id, answer), question.id)

    def set_facts(self, changes: Mapping[str, Any]) -> None:
        """Record checked facts; None takes one out."""
        self.change(self.session.with_facts(changes), "facts")

    def set_depth(self, depth: Depth) -> None:
        """Change between the quick call and the full triage."""
        self.change(self.session.model_copy(update={"depth": depth}), "depth")

    def set_planned(self, action: str, planned: PlannedAction) -> None:
        """Record what was decided about an action of the plan."""
        self.change(self.session.with_planned(action, planned), action)

    def set_start(self, start: date | None) -> None:
        """Choose the day on which the plan begins."""
        state = self.session.plan.model_copy(update={"start": start})
        self.change(self.session.model_copy(update={"plan": state}), "plan")

    def freeze(self) -> None:
        """Close the session with its result; nothing changes it again.

        Raises `StorageError` if the disk refuses; it is closed all the same, and goes on being
        written.
        """
        from unstall import __version__
        from unstall.outlook import standing_alone
        from unstall.session.edit import closed
        from unstall.triage.result import result_of

        outlook = self.outlook
        standing = outlook.standing if outlook else standing_alone(self.engine, self.triage)
        result = result_of(self.triage, standing, __version__)
        self.change(closed(self.session, result, self.now()), "closed")
        if self.keeper:
            self.keeper.flush()

    def change(self, session: Session, where: str) -> None:
        """Take over a new state of the session and keep it.

        Raises `SessionError`, and changes nothing, for a state that no file could hold.

        Args:
            session: The new state.
            where: What was changed, so that taking it back can go there.
        """
        if self.locked_because or session == self.session:
            return
        before = self.session
        self._take_over(session)
        self._undo = [*self._undo[-MOST_UNDO + 1 :], (before, where)]
        self._redo.clear()

    def amend(self, session: Session) -> None:
        """Go on with the change made last, as while a note is typed: both are taken back as one."""
        if self.locked_because or session == self.session:
            return
        self._take_over(session)
        self._redo.clear()

    def undo(self) -> str | None:
        """Take the last change back; gives where it was, or None if there is none."""
        return self._step(self._undo, self._redo)

    def redo(self) -> str | None:
        """Do again what was taken back last; gives where, or None."""
        return self._step(self._redo, self._undo)

    def _step(
        self, source: list[tuple[Session, str]], target: list[tuple[Session, str]]
    ) -> str | None:
        if not source or self.locked_because:
            return None
        session, where = source.pop()
        target.append((self.session, where))
        self._take_over(session)
        return where

    def _record(
        self,
        question: str,
        *,
        level: str | None = None,
        unknown: bool | None = None,
        not_applicable: str | None = None,
    ) -> None:
        state = {"level": level, "unknown": unknown, "not_applicable": not_applicable}
        before = self.answer_of(question)
        if all(getattr(before, key) == value for key, value in state.items()):
            return
        recorded = any(value is not None for value in state.values())
        at = self.now().replace(microsecond=0) if recorded else None
        answer = before.model_copy(update={**state, "at": at})
        self.change(self.session.with_answer(question, answer), question)

    def _take_over(self, session: Session) -> None:
        if self.keeper:
            self.keeper.save(session)
        self.session = session
        self._triage = None
        self._asked = None
        self._plan = None
        if self.on_change:
            self.on_change()
