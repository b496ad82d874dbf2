"""Changes of the plan that people make: checked, recorded, and open to be taken back."""

from __future__ import annotations

from datetime import date

from unstall.errors import Place, SessionError
from unstall.questionnaire.questions import Fact
from unstall.session.edit import set_fact_value, set_planned, set_start
from unstall.session.fact_text import parse_fact
from unstall.session.models import PlannedAction, Session
from unstall.tui.desk import Desk

NAMES = "names_by_role"
"""The fact that holds who has which role."""
LAST_WEEK = 156
"""Three years: nobody plans a recovery beyond."""

_START = Fact(
    id="start",
    kind="date",
    title="Start",
    prompt="When does the plan begin?",
    use="Dates its weeks.",
    section="project",
)


class PlanEdits:
    """What can be done to the plan of one desk.

    Each change is checked before anything is recorded, and raises `SessionError` or
    `SessionClosedError` in words if it will not do.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def decided(self, action: str) -> PlannedAction:
        """Give what was decided about an action before."""
        return self._desk.session.plan.actions.get(action, PlannedAction())

    def check_owner(self, action: str, role: str, name: str) -> None:
        """Raise `SessionError` if a name will not do, for the action or for the role."""
        self._with_owner(action, name)
        self._with_name(role, name)

    def give_to(self, action: str, name: str) -> None:
        """Put a person against one action; a blank takes the name away."""
        self._desk.change(self._with_owner(action, name), action)

    def give_role_to(self, action: str, role: str, name: str) -> None:
        """Put a person against a role, and so against all its actions without one of their own."""
        session = self._with_name(role, name)
        own = session.plan.actions.get(action)
        if own is not None and own.owner:
            session = session.with_planned(action, own.model_copy(update={"owner": None}))
        self._desk.change(session, action)

    def tick(self, action: str, today: date) -> None:
        """Mark an action as done today; one that is done is not any more."""
        done = None if self.decided(action).done else today
        self._decide(action, done=done)

    def annotate(self, action: str, note: str) -> None:
        """Write a note against an action; a blank takes it out."""
        self._decide(action, note=note)

    def take_out(self, action: str, reason: str) -> None:
        """Take an action out of the plan, with the reason."""
        if not reason.strip():
            raise SessionError(
                "taking an action out needs a reason",
                Place(item=action),
                "Write why it is not needed.",
            )
        self._decide(action, dropped=reason)

    def bring_back(self, action: str) -> None:
        """Put an action that was taken out into the plan again."""
        self._decide(action, dropped=None)

    def move(self, action: str, week: int) -> None:
        """Have an action begin in another week."""
        if not 1 <= week <= LAST_WEEK:
            raise SessionError(
                f"week {week} lies outside the plan",
                Place(item=action),
                f"A plan has weeks 1 to {LAST_WEEK}.",
            )
        self._decide(action, week=week)

    def begin(self, typed: str) -> None:
        """Begin the plan on a day as somebody typed it; a blank leaves it to the plan."""
        start: date | None = parse_fact(_START, typed)
        self._desk.change(set_start(self._desk.session, start), "plan")

    @staticmethod
    def check_start(typed: str) -> None:
        """Raise `SessionError` if a text is no day on which a plan can begin."""
        parse_fact(_START, typed)

    def _decide(self, action: str, **changes: object) -> None:
        planned = self.decided(action).model_copy(update=changes)
        session = set_planned(self._desk.session, self._desk.questionnaire, action, planned)
        self._desk.change(session, action)

    def _with_owner(self, action: str, name: str) -> Session:
        planned = self.decided(action).model_copy(update={"owner": name})
        return set_planned(self._desk.session, self._desk.questionnaire, action, planned)

    def _with_name(self, role: str, name: str) -> Session:
        names = dict(self._desk.session.facts.get(NAMES, {}))
        names.pop(role, None)
        if name.strip():
            names[role] = name
        return set_fact_value(self._desk.session, self._desk.questionnaire, NAMES, names or None)
