"""What became of a plan: its actions, the answers that they were meant to move, its checkpoints.

Everything here is data; the words for it stand with the documents and the screens.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from unstall.compare.models import Direction, Stood
from unstall.session.models import CheckpointKind, Held

ActionState = Literal["done", "late", "going", "dropped", "not-asked-for"]
"""Done; not done and its last day is past; not done and not due, or never dated; given up; not
done, and the answers of now do not ask for it any more."""

NoLonger = Literal["answers", "strategy", "questionnaire", "people"]
"""Why an action is not asked for: the answers that asked for it have moved; another strategy has
other work; the newer questionnaire has no such action; people who had added it took it away."""

AimMove = Direction | Literal["same", "not-yet", "not-comparable"]
"""How an answer moved. It has not been gone through again yet; or it cannot be compared, where the
question is gone, applies on neither side, or has levels that nothing leads to from the old ones."""

BETTER: frozenset[AimMove] = frozenset({"up", "learned"})
"""The moves that work on the project can explain."""
WORSE: frozenset[AimMove] = frozenset({"down", "lost"})

CheckpointState = Literal["held", "passed-over", "to-come", "undated", "fell-away"]
"""Held; its day is past and it is not recorded as held; its day is still to come; it had no day
and is not recorded as held; it was decided before to stop."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An answer that an action was meant to move."""

    question: str
    """The question's id in the older session's questionnaire."""
    now_id: str | None
    """Its id in the newer one; None if it is gone."""
    title: str
    """The question's short title, the newer one where it is still there."""
    then: Stood | None
    """None if it cannot be compared."""
    now: Stood | None
    moved: AimMove
    enough: bool | None
    """Whether the answer of now asks for this action no more; None if that cannot be told."""
    in_call: bool = True
    """The newer session asks it: a quick call does not ask everything."""

    @property
    def not_yet(self) -> bool:
        """It has not been gone through again yet."""
        return self.moved == "not-yet"


@dataclass(frozen=True, slots=True)
class FollowedAction:
    """An action of the plan before, and what became of it."""

    id: str
    """Its id in the older session."""
    number: int | None
    """Its number in the plan as it stood; None if it had been taken out by then."""
    title: str
    owner: str | None
    """The person's name; None while it was to be named."""
    role: str
    """The owner's role, as it stands in a sentence."""
    state: ActionState
    planned: date | None
    """The last day that was planned for it; None if it had no date."""
    done: date | None
    """The day on which it was done."""
    reason: str
    """Why it was dropped; empty otherwise."""
    note: str
    """What people noted about it; the newest note."""
    no_longer: NoLonger | None
    """Why it is not asked for any more; None unless that is its state."""
    aimed_at: tuple[Aim, ...]
    """The answers that asked for it, in the order in which they did; none for an action that is
    part of every plan of its kind, or that people added."""
    in_next: bool
    """It is in the plan that follows from the answers of now."""
    by_hand: bool = False
    """People added it to the plan; no answer asked for it."""

    @property
    def days_over(self) -> int:
        """Days by which it was done after its planned last day; 0 if in time or not done."""
        if self.done is None or self.planned is None:
            return 0
        return max(0, (self.done - self.planned).days)

    @property
    def moved(self) -> tuple[Aim, ...]:
        """The answers that it was meant to move and that are better now."""
        return tuple(aim for aim in self.aimed_at if aim.moved in BETTER)


@dataclass(frozen=True, slots=True)
class ExplainedMove:
    """An answer that moved, and the actions that may have moved it."""

    question: str
    """The question's id in the newer session's questionnaire."""
    title: str
    then: Stood
    now: Stood
    moved: Direction
    by: tuple[str, ...]
    """Ids of actions that are done and were meant to move it; empty for a fall, which no action
    explains."""
    perhaps: tuple[str, ...]
    """Ids of actions that were meant to move it and are not recorded as done."""


@dataclass(frozen=True, slots=True)
class FollowedCheckpoint:
    """A checkpoint of the plan before, and what became of it."""

    kind: CheckpointKind
    week: int
    """The week at whose end it fell; 0 before week 1."""
    planned: date | None
    """The last working day of that week; None if it had no date."""
    state: CheckpointState
    held: Held | None
    """When it was held, and what was decided; None if nobody recorded it."""
    holds: str
    """What had to hold at it, in the questionnaire's words."""
    unmet: tuple[str, ...]
    """Conditions of the recommendation of then that the answers of now still do not show as met:
    ids of gates, or of questions that a pause waits for."""

    @property
    def came_due(self) -> bool:
        """Whether its stop criterion had to be looked at by now."""
        return self.state in {"held", "passed-over"}


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """What became of the plan of the session before."""

    day: date
    """The day as of which it is told."""
    then: date
    """The day that the answers of the session before describe."""
    strategy: str | None
    """The strategy of that plan; None if there was no plan."""
    strategy_title: str
    """Its title; empty if there was no plan."""
    on_condition: bool
    """The recommendation that the plan follows from stood on a condition."""
    actions: tuple[FollowedAction, ...]
    """In the order of the plan, and then what had been taken out of it."""
    moves: tuple[ExplainedMove, ...]
    """Every answer that moved, once, in the order of the call; what has not been gone through again
    yet has not moved."""
    checkpoints: tuple[FollowedCheckpoint, ...]

    def in_state(self, *states: ActionState) -> tuple[FollowedAction, ...]:
        """List the actions in one of some states."""
        return tuple(action for action in self.actions if action.state in states)

    def action(self, action_id: str) -> FollowedAction:
        """Find an action of the plan before; raises `KeyError` if it was not in it."""
        for action in self.actions:
            if action.id == action_id:
                return action
        raise KeyError(action_id)
