"""One of the sessions that are compared, as it was, by its own version of the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.plan.models import Plan
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.session.models import Session
from unstall.triage.engine import Engine, Triage
from unstall.triage.standing import StandingWord


@dataclass(frozen=True, slots=True)
class Side:
    """A session with all that its own questionnaire makes of it."""

    session: Session
    engine: Engine
    triage: Triage
    plan: Plan | None
    """None where there is nothing to plan, or where it was not asked for."""
    standing: StandingWord | None = None
    """How firmly its verdict stands, as recorded if it is closed; None while it is not weighed."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that it was made with."""
        return self.engine.questionnaire

    @property
    def version(self) -> tuple[int, ...]:
        """The version of that questionnaire, as numbers that can be ordered."""
        return tuple(int(part) for part in self.questionnaire.version.split("."))

    def asks(self, question: Question) -> bool:
        """Tell whether its depth asks a question: a quick call leaves others to the full triage."""
        return self.session.depth == "full" or question.quick is not None
