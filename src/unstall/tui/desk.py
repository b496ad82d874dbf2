"""The session on the desk: what is open, what it amounts to, and how to change it.

Holds no widget. Every change is applied to a copy, triaged, handed to the store and can be taken
back; screens ask the desk and show what it says.

While a trial is on, everything that the desk tells and changes is a copy's, and nothing is handed
to the store: what is real stays as it was, in `real` and in its file, until the trial is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from unstall.errors import SessionError
from unstall.plan.models import Plan
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth, Question
from unstall.session.format import encode
from unstall.session.models import Answer, PlannedAction, Session
from unstall.session.rerun import LastTime, confirm
from unstall.session.writer import SaveState
from unstall.triage.engine import Engine, Triage
from unstall.triage.outlook import Outlook
from unstall.tui.last import LastRead
from unstall.tui.tried import Difference, differences
from unstall.tui.weighed import Course, Outlooks, Weighed

TRIAL = "trial"
"""Where a trial was that is taken back as a whole and changed nothing in particular."""


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


class Trial(Course):
    """A copy of the session to try answers and facts on; it lies in memory alone."""


class Desk:
    """One open session."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        keeper: Keeper | None,
        now: Callable[[], datetime],
        *,
        path: Path | None = None,
        read_only_because: str | None = None,
        notices: tuple[str, ...] = (),
        read_last: Callable[[], LastTime | None] | None = None,
    ) -> None:
        """Put a session on the desk.

        Args:
            engine: The engine of its questionnaire.
            session: Its newest state.
            keeper: The open file; None while the session is only read.
            now: The clock.
            path: Its file; None for one that lies nowhere.
            read_only_because: Why nothing can be changed, as a sentence; None if it can.
            notices: What happened to the file before it was opened, as sentences to be told once.
            read_last: Reads what was said the last time; None for a session that repeats none.
        """
        self.engine = engine
        self.keeper = keeper
        self.now = now
        self.path = path
        self.read_only_because = read_only_because
        self.notices = notices
        self.at: str | None = None
        """The question looked at last: the interview opens there. None begins at the first open."""
        self.places: dict[str, Any] = {}
        """How each screen over the session was left, by its name, to be found again as it was."""
        self.on_change: Callable[[], None] | None = None
        """Told whenever the session has changed, or another one is worked on."""
        self.since = now()
        """When this call began."""
        self.before = LastRead(read_last)
        """What was said the last time, if the session is a re-run; read when it is asked for."""
        self.trial: Trial | None = None
        """What is being tried out; None while changes are real."""
        self._outlooks = Outlooks()
        self._course = Course(Weighed(engine, session, self._outlooks))

    @property
    def real(self) -> Weighed:
        """The session as it is kept, whatever is being tried out."""
        return self._course.now

    @property
    def _open(self) -> Course:
        return self.trial or self._course

    @property
    def shown(self) -> Weighed:
        """What the screens show: the copy while a trial is on, else what is real."""
        return self._open.now

    @property
    def session(self) -> Session:
        """The session as it stands; the copy while a trial is on."""
        return self.shown.session

    @property
    def locked_because(self) -> str | None:
        """Why nothing can be changed; None if it can. A trial can always be changed."""
        return None if self.trial else self.kept_as_is_because

    @property
    def kept_as_is_because(self) -> str | None:
        """Why the real session cannot be changed: open to read only, or closed. None if it can."""
        if self.read_only_because:
            return self.read_only_because
        if closed := self.real.session.closed:
            day = f"{closed:%d %B %Y}".removeprefix("0")
            return f"The session was closed on {day} and is not changed again."
        return None

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that the session was made with."""
        return self.engine.questionnaire

    @property
    def triage(self) -> Triage:
        """What the session amounts to as it stands."""
        return self.shown.triage

    @property
    def plan(self) -> Plan | None:
        """The plan of the recommended strategy; None while there is no recommendation."""
        return self.shown.plan

    @property
    def outlook(self) -> Outlook | None:
        """How firmly the verdict stands and what would change it; None until it is worked out."""
        return self.shown.outlook

    def keep_outlook(self, triage: Triage, outlook: Outlook) -> None:
        """Take over what was worked out for a triage, which need not be that of now."""
        self._outlooks.keep(triage, outlook, never_lose=self.real.triage)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are put at this depth, in the order of the call."""
        return self.shown.asked

    @property
    def answered(self) -> int:
        """How many of the questions asked at this depth have an answer of any kind."""
        return sum(self.triage.reading.state(q.id) != "unanswered" for q in self.asked)

    @property
    def last(self) -> LastTime | None:
        """What was said the last time; None if this is no re-run, or if it cannot be read."""
        return self.before.get()

    def answer_of(self, question: str) -> Answer:
        """What is recorded about a question; an empty answer if nothing is."""
        return self.session.answers.get(question, Answer())

    def set_level(self, question: Question, level: int) -> None:
        """Answer a question with one of its levels; notes and evidence stay."""
        self._record(question.id, level=question.levels[level].id)

    def set_unknown(self, question: Question) -> None:
        """Record that it was asked and nobody knows."""
        self._record(question.id, unknown=True)

    def confirm(self, *questions: str) -> None:
        """Record that last time's answers hold still, as one change that goes where the first is.

        Raises `SessionError` where there is none to confirm.
        """
        session, last = self.session, self.last
        if last is None or not questions:
            return
        for question in questions:
            session = confirm(session, last, question, at=self.now())
        self.change(session, questions[0])

    def clear(self, question: Question) -> None:
        """Make a question unanswered again; the note stays."""
        self._record(question.id)

    def annotate(self, question: Question, **changes: Any) -> None:
        """Change what stands beside an answer: note, evidence, known, ask, accepted."""
        answer = self.answer_of(question.id).model_copy(update=changes)
        self.change(self.session.with_answer(question.id, answer), question.id)

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
        written. Raises `SessionError`, and closes nothing, while a trial is on.
        """
        from unstall import __version__
        from unstall.outlook import standing_alone
        from unstall.session.edit import closed
        from unstall.triage.result import result_of

        if self.trial:
            raise SessionError(
                "not closed: something is being tried out", hint="Keep or discard it."
            )
        outlook = self.outlook
        standing = outlook.standing if outlook else standing_alone(self.engine, self.triage)
        result = result_of(self.triage, standing, __version__)
        self.change(closed(self.session, result, self.now()), "closed")
        if self.keeper:
            self.keeper.flush()

    def change(self, session: Session, where: str) -> None:
        """Take over a new state of the session and keep it, or of the copy while a trial is on.

        Raises `SessionError`, and changes nothing, for a state that no file could hold.

        Args:
            session: The new state.
            where: What was changed, so that taking it back can go there.
        """
        if self.locked_because or session == self.session:
            return
        before = self.session
        self._take_over(session)
        self._open.remember(before, where)

    def amend(self, session: Session) -> None:
        """Go on with the change made last, as while a note is typed: both are taken back as one."""
        if self.locked_because or session == self.session:
            return
        self._take_over(session)
        self._open.redo.clear()

    def undo(self) -> str | None:
        """Take the last change back; gives where it was, or None if there is none.

        Within a trial nothing goes back beyond its beginning.
        """
        return self._step(self._open.undo, self._open.redo)

    def redo(self) -> str | None:
        """Do again what was taken back last; gives where, or None."""
        return self._step(self._open.redo, self._open.undo)

    def _step(
        self, source: list[tuple[Session, str]], target: list[tuple[Session, str]]
    ) -> str | None:
        if not source or self.locked_because:
            return None
        session, where = source.pop()
        target.append((self.session, where))
        self._take_over(session)
        return where

    @property
    def tried(self) -> tuple[Difference, ...]:
        """What the trial has changed so far; empty without one."""
        if self.trial is None:
            return ()
        return differences(_as_open(self.real.session), self.session)

    def begin_trial(self) -> None:
        """Work on a copy from now on; does nothing if that is so already.

        A closed session and one that is open to read only can be tried on as well.
        """
        if self.trial is None:
            real = self.real
            copy = _as_open(real.session)
            is_same = copy is real.session
            self.trial = Trial(real if is_same else Weighed(self.engine, copy, self._outlooks))

    def try_out(self, session: Session, where: str) -> None:
        """Change the copy, beginning a trial if need be; one change, which can be taken back.

        Raises `SessionError`, and changes nothing, for a state that no file could hold.

        Args:
            session: The new state, made from `session`.
            where: What was changed, as for `change`.
        """
        changed = _as_open(session)
        if changed == _as_open(self.session):
            return
        is_new = self.trial is None
        self.begin_trial()
        try:
            self.change(changed, where)
        except SessionError:
            if is_new:
                self.trial = None
            raise

    def keep_trial(self) -> None:
        """Make everything tried out real, as one change that can be taken back, and save it.

        Raises `SessionError`, and goes on with the trial, if the real session cannot be changed.
        """
        trial = self.trial
        if trial is None:
            return
        if self.kept_as_is_because:
            raise SessionError("not kept", hint=self.kept_as_is_because)
        if not self.tried:
            self.discard_trial()
            return
        self.trial = None
        try:
            self.change(trial.now.session, trial.where or TRIAL)
        except SessionError:
            self.trial = trial
            raise

    def discard_trial(self) -> None:
        """Go back to the real session, which was never touched."""
        if self.trial is not None:
            self.trial = None
            self._tell()

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
        is_voted = question in self.session.votes
        then = self.last.answer(question) if self.last and not is_voted else None
        if then and all(getattr(then, key) == value for key, value in state.items()):
            # The same level as last time is last time's answer, with all that stood beside it.
            self.confirm(question)
            return
        recorded = any(value is not None for value in state.values())
        voted = "decided" if recorded and is_voted else None
        is_same = all(getattr(before, key) == value for key, value in state.items())
        if is_same and (before.voted or not voted):
            return
        at = self.now().replace(microsecond=0) if recorded else None
        answer = before.model_copy(update={**state, "at": at, "confirmed": None, "voted": voted})
        self.change(self.session.with_answer(question, answer), question)

    def _take_over(self, session: Session) -> None:
        if self.trial:
            # What no file could hold is refused here as it is when it is saved.
            encode(session)
        elif self.keeper:
            self.keeper.save(session)
        self._open.go_to(session)
        self._tell()

    def _tell(self) -> None:
        if self.on_change:
            self.on_change()


def _as_open(session: Session) -> Session:
    """Give a session as it was before it was closed; one that is open is given as it is."""
    if session.closed is None and session.result is None:
        return session
    return session.model_copy(update={"closed": None, "result": None})
