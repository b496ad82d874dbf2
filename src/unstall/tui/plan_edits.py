"""Changes of the plan that people make: checked, recorded, and open to be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from unstall.errors import Place, SessionError
from unstall.questionnaire.questions import Fact
from unstall.session.edit import set_fact_value, set_left_from, set_planned, set_start
from unstall.session.fact_text import parse_fact
from unstall.session.follow import PlanToFollow
from unstall.session.models import LAST_WEEK, CheckpointKind, Held, PlannedAction, Session
from unstall.session.own import add_own, remove_own, split_off
from unstall.tui.desk import Desk

NAMES = "names_by_role"
"""The fact that holds who has which role."""

_START = Fact(
    id="start",
    kind="date",
    title="Start",
    prompt="When does the plan begin?",
    use="Dates its weeks.",
    section="project",
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whose name was given before."""

    name: str
    roles: tuple[str, ...]
    """Titles of the roles that the name stands against."""
    actions: int
    """Actions of the plan that the name stands against."""


@dataclass(frozen=True, slots=True)
class OwnWork:
    """An action that people add to the plan."""

    title: str
    role: str
    """The role's id."""
    effort: tuple[float, float]
    """Person-days, least and most."""
    done_when: str
    after: tuple[str, ...]
    """Ids of actions that have to be over before."""
    week: int | None
    """The week in which it begins; None as early as it can."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is split off from an action."""

    title: str
    role: str
    """The role's id."""
    share: float
    """How much of the action's effort goes with it, above 0 and below 1."""
    owner: str
    """Who does it; blank leaves it to the role."""
    done_when: str
    """Blank as the whole."""


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

    def known(self, role: str) -> tuple[Known, ...]:
        """List whose names were given before: first who has the role, then who does most."""
        session, plan = self._desk.session, self._desk.plan
        roles = self._desk.questionnaire.role_by_id
        by_role: dict[str, list[str]] = {}
        for id_, name in dict(session.facts.get(NAMES, {})).items():
            by_role.setdefault(name, []).append(id_)
        does = Counter(placed.owner for placed in plan.actions if placed.owner) if plan else {}
        names = {*by_role, *does, *self._given()}
        return tuple(
            Known(
                name,
                tuple(roles[id_].title for id_ in by_role.get(name, ()) if id_ in roles),
                does.get(name, 0),
            )
            for name in sorted(
                names, key=lambda n: (role not in by_role.get(n, ()), -does.get(n, 0), n)
            )
        )

    def _given(self) -> Iterator[str]:
        return (d.owner for d in self._desk.session.plan.actions.values() if d.owner)

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

    @property
    def to_follow(self) -> PlanToFollow:
        """The plan, for what can be recorded about its checkpoints."""
        plan = self._desk.plan
        return PlanToFollow(
            made=self._desk.session.assessed,
            actions={placed.id: placed.chosen.title for placed in plan.actions} if plan else {},
            checkpoints={c.phase.kind: c.on for c in plan.checkpoints if c.phase.kind}
            if plan
            else {},
            is_own=True,
        )

    def held(self, kind: CheckpointKind) -> Held | None:
        """Give what is recorded of a checkpoint; None if it was not held."""
        return self._desk.session.plan.held.get(kind)

    def record_checkpoint(self, change: Callable[[Session], Session], kind: str) -> None:
        """Record what came of a checkpoint."""
        self._desk.change(change(self._desk.session), f"checkpoint-{kind}")

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

    def check_work(self, work: OwnWork) -> None:
        """Raise `SessionError` if an action cannot be added like this."""
        self._with_work(work)

    def add(self, work: OwnWork) -> str:
        """Add an action to the plan; gives its id."""
        session, id_ = self._with_work(work)
        self._desk.change(session, id_)
        return id_

    def check_part(self, action: str, part: Part) -> None:
        """Raise `SessionError` if an action cannot be split like this."""
        self._with_part(action, part)

    def split(self, action: str, part: Part) -> str:
        """Split a part off from an action; gives the part's id."""
        session, id_ = self._with_part(action, part)
        self._desk.change(session, id_)
        return id_

    def remove(self, action: str) -> None:
        """Take an action that was added by hand away, as if it had never been there."""
        self._desk.change(remove_own(self._desk.session, action), action)

    def is_own(self, action: str) -> bool:
        """Tell whether an action was added by hand, or is a part that was split off."""
        return action in self._desk.session.plan.own

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

    def lay_out_anew(self, today: date) -> date | None:
        """Plan what is not done for today or later; from the start again if it is so already.

        Gives the day, or None for the start.
        """
        left_from = self._desk.session.plan.left_from
        day = today if left_from is None or left_from < today else None
        self._desk.change(set_left_from(self._desk.session, day), "plan")
        return day

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

    def _with_work(self, work: OwnWork) -> tuple[Session, str]:
        strategy = self._desk.triage.decision.strategy
        if strategy is None:
            raise SessionError("there is no plan yet", hint="Answer more questions first.")
        session, id_ = add_own(
            self._desk.session,
            self._desk.questionnaire,
            title=work.title,
            role=work.role,
            effort=work.effort,
            added_for=strategy,
            done_when=work.done_when,
            after=work.after,
        )
        planned = PlannedAction().model_copy(update={"week": work.week})
        return set_planned(session, self._desk.questionnaire, id_, planned), id_

    def _with_part(self, action: str, part: Part) -> tuple[Session, str]:
        session, id_ = split_off(
            self._desk.session,
            self._desk.questionnaire,
            action,
            title=part.title,
            role=part.role,
            share=part.share,
            done_when=part.done_when,
        )
        planned = PlannedAction().model_copy(update={"owner": part.owner})
        return set_planned(session, self._desk.questionnaire, id_, planned), id_
