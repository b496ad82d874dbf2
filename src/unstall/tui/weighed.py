"""A state of the session with what it amounts to, and the way that led to it.

Holds no widget and touches no file. What a state amounts to is worked out when it is first asked
for; outlooks take longer and are handed in by whoever works them out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from unstall.plan.models import Plan
from unstall.planning import plan_of
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.models import Session
from unstall.triage.discussion import Discussion
from unstall.triage.engine import Engine, Triage
from unstall.triage.outlook import Outlook

MOST_OUTLOOKS = 64
"""How many outlooks are kept, so that what is taken back has its outlook at once."""
MOST_UNDO = 500
"""Changes that can be taken back; a long workshop makes about two hundred."""


class Outlooks:
    """The outlooks worked out so far, by all that was given for each."""

    def __init__(self) -> None:
        self._by_weighed: dict[bytes, Outlook] = {}

    def of(self, triage: Triage) -> Outlook | None:
        """Find the outlook of a triage; None until it is worked out."""
        return self._by_weighed.get(triage.weighed.fingerprint)

    def keep(self, triage: Triage, outlook: Outlook, *, never_lose: Triage) -> None:
        """Keep an outlook; the oldest gives way, but not that of the triage to `never_lose`."""
        self._by_weighed[triage.weighed.fingerprint] = outlook
        stays = never_lose.weighed.fingerprint
        for oldest in [one for one in self._by_weighed if one != stays][:-MOST_OUTLOOKS]:
            del self._by_weighed[oldest]


@dataclass(frozen=True)
class Weighed:
    """One state of a session, weighed by the engine of its questionnaire."""

    engine: Engine
    session: Session
    outlooks: Outlooks

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that the session was made with."""
        return self.engine.questionnaire

    @cached_property
    def triage(self) -> Triage:
        """What the session amounts to."""
        return self.engine.triage_session(self.session)

    @cached_property
    def plan(self) -> Plan | None:
        """The plan of the recommended strategy; None while there is no recommendation."""
        return plan_of(self.engine, self.session, self.triage)

    @cached_property
    def discussion(self) -> Discussion | None:
        """What a room voted, held against the verdict; None if nobody voted."""
        return Discussion(self.engine, self.session) if self.session.votes else None

    @property
    def outlook(self) -> Outlook | None:
        """How firmly the verdict stands and what would change it; None until it is worked out."""
        return self.outlooks.of(self.triage)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are put at this depth, in the order of the call."""
        reading, is_hidden = self.triage.reading, self.engine.scale.is_hidden
        is_full = self.session.depth == "full"
        return tuple(
            question
            for question in self.questionnaire.call_order
            if (is_full or question.quick) and not is_hidden(question.id, reading)
        )


@dataclass
class Course:
    """A session through its changes, each of which can be taken back and done again."""

    now: Weighed
    undo: list[tuple[Session, str]] = field(default_factory=list)
    """The states before, with what was changed; the newest last."""
    redo: list[tuple[Session, str]] = field(default_factory=list)

    @property
    def where(self) -> str | None:
        """What was changed last; None if nothing was."""
        return self.undo[-1][1] if self.undo else None

    def go_to(self, session: Session) -> None:
        """Make another state the one of now."""
        self.now = Weighed(self.now.engine, session, self.now.outlooks)

    def remember(self, before: Session, where: str) -> None:
        """Note that a state gave way to the one of now, which leaves nothing to be done again."""
        self.undo = [*self.undo[-MOST_UNDO + 1 :], (before, where)]
        self.redo.clear()
