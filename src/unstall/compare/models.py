"""What a comparison of two sessions consists of.

Everything here is data, told by the rules of the newer of the two questionnaires; the words for it
stand with the documents and the screens. Ids of questions, groups and causes are those of the newer
questionnaire. Levels are places among the newer levels, 0 the worst.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from unstall.compare.attributed import (
    Attribution,
    Outcome,
    Shift,
    ShiftKind,
    TakenBack,
    VerdictOf,
    Verdicts,
)
from unstall.compare.side import Side
from unstall.questionnaire.actions import Cause
from unstall.questionnaire.history import Rule
from unstall.questionnaire.questions import Fact, Question
from unstall.questionnaire.versions import VersionMap
from unstall.session.models import KnownHow, State
from unstall.triage.engine import Engine, Triage
from unstall.triage.readiness import Readiness

__all__ = [
    "Attribution", "BlockerMove", "CauseDirection", "CauseMove", "Comparison", "Direction",
    "FactMove", "GroupMove", "Moved", "NotCompared", "Outcome", "Progress", "Remark", "Rescaled",
    "Same", "Shift", "ShiftKind", "Stood", "TakenBack", "VerdictOf", "Verdicts",
]  # fmt: skip

Direction = Literal["up", "down", "learned", "lost", "asked", "unasked", "applies", "ceased"]
"""To a better level; to a worse one; from no level to one; from a level to none; not asked then and
not known now; the other way round; it did not apply then and does now; the other way round."""

OPPOSITE: Mapping[Direction, Direction] = {
    "up": "down",
    "down": "up",
    "learned": "lost",
    "lost": "learned",
    "asked": "unasked",
    "unasked": "asked",
    "applies": "ceased",
    "ceased": "applies",
}

Remark = Literal[
    "same-session",
    "other-project",
    "other-questionnaire",
    "nothing-comparable",
    "wrong-order",
    "same-version-other-content",
    "other-depth",
]
"""What has to be said before anything else: it is one and the same session; the projects have other
names; the questionnaires are other ones altogether, so that no answer can be compared; no question
is comparable; the session named as the older one is the newer; the questionnaires have one version
number and differ all the same; one was a quick call and the other a full triage."""


@dataclass(frozen=True, slots=True)
class Stood:
    """How a question stood on one side."""

    state: State
    level: int | None
    """On the newer scale; None without a level."""
    label: str
    """The level in the words of that session's own questionnaire; empty without one."""
    reason: str | None = None
    """Why it does not apply, as it was written."""
    known: KnownHow | None = None
    note: str | None = None
    level_id: str | None = None
    """The level's id in that session's own questionnaire."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An answer that is another one than last time."""

    question: Question
    then: Stood
    now: Stood
    direction: Direction
    target: int | None
    """The level at which the plan of then asks nothing of it any more; None where that plan asks
    nothing of it at any level."""
    rescaled: bool = False
    """Its levels are other ones than then; a rule leads from one to the other."""
    in_call: bool = True
    """The newer session asks it: a quick call does not ask everything."""

    @property
    def is_waiting(self) -> bool:
        """It was answered then, and has not been gone through again yet."""
        return self._is_open and self.in_call

    @property
    def is_left_out(self) -> bool:
        """It was answered then, and the quick call of now does not ask it."""
        return self._is_open and not self.in_call

    @property
    def is_known(self) -> bool:
        """It moved as far as anybody knows: it was gone through, or applies on one side only."""
        return not self._is_open

    @property
    def _is_open(self) -> bool:
        return self.direction in {"lost", "unasked"} and self.now.state == "unanswered"

    @property
    def steps(self) -> int:
        """Levels by which it moved, below 0 for a fall; 0 where it had none on one side."""
        if self.then.level is None or self.now.level is None:
            return 0
        return self.now.level - self.then.level

    @property
    def of_the_way(self) -> float | None:
        """Give `(now − baseline) ÷ (target − baseline)`, with nothing for overshoot.

        1 is at the target and below 0 further away than then. None where it cannot be told: a level
        is missing, the plan asked nothing of it, or it was at its target then.
        """
        then, now, target = self.then.level, self.now.level, self.target
        if then is None or now is None or target is None or then >= target:
            return None
        return (min(now, target) - then) / (target - then)


@dataclass(frozen=True, slots=True)
class Same:
    """An answer that is the same as last time."""

    question: Question
    stood: Stood
    confirmed: bool
    """It was gone through again and found to be so still."""


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A question that counts on one side and cannot be compared, with what was answered to it."""

    question: Question
    """In the version in which it stands: the newer one, for what was removed the older."""
    stood: Stood
    """Its level is a place among the levels of its own version."""
    because: str = ""
    """In the author's words, where there are any; otherwise empty."""


@dataclass(frozen=True, slots=True)
class Rescaled:
    """A question whose levels were changed, with the rule that leads from the old to the new."""

    question: Question
    rule: Rule | None
    """The latest; None where the levels changed and those that are still there mean what they
    meant."""
    then: Stood
    """As it stood, its level on the newer scale; without one where it has to be asked again."""
    now: Stood
    because: str = ""
    """In the author's words, where there are any; otherwise empty."""


@dataclass(frozen=True, slots=True)
class FactMove:
    """A fact that is another one than last time."""

    fact: Fact
    then: Any
    """None if it was not given."""
    now: Any


@dataclass(frozen=True, slots=True)
class Progress:
    """How far answers are on the way to what the plan of then asks of them.

    It rests on the questions of which that plan asks something and which have a level on both
    sides, by weight. What lies beyond a target adds nothing.
    """

    then: float
    """`1 − Σ gap ÷ Σ target` then, between 0 and 1: how much of the targets was there."""
    now: float
    questions: int
    """How many questions it rests on."""
    aimed_at: int
    """Of how many the plan asks something, with or without a level on both sides."""

    @property
    def was_there(self) -> bool:
        """All targets were reached then: target = baseline."""
        return self.then >= 1

    @property
    def of_the_way(self) -> float | None:
        """Give `(now − baseline) ÷ (target − baseline)`; None where target = baseline.

        1 is at the target; below 0 is further away than then.
        """
        return None if self.was_there else (self.now - self.then) / (1 - self.then)


@dataclass(frozen=True, slots=True)
class GroupMove:
    """A section, dimension or wall: both sides on the comparable part, by the newer rules."""

    id: str
    title: str
    view: str
    """`sections`, or the view that the group belongs to."""
    then: Readiness
    now: Readiness
    moved: float | None
    """By how much the answers moved that have a level on both sides: weighted mean of the change of
    `level ÷ top`, between -1 and 1. None where no question has."""
    known_both: float
    """Share of the comparable weight that has a level on both sides."""
    comparable: float
    """Share of the group's weight of now that can be compared."""
    progress: Progress | None
    """None where the plan of then asks nothing of its answers, or none has a level both times."""

    @property
    def direction(self) -> Literal["up", "down", "same", "unknown"]:
        """Which way the answers moved that have a level on both sides."""
        if self.moved is None:
            return "unknown"
        if abs(self.moved) < _NO_MOVE:
            return "same"
        return "up" if self.moved > 0 else "down"


_NO_MOVE = 1e-9
"""What is left of a sum that comes to nothing."""

CauseDirection = Literal["gone", "weaker", "same", "stronger", "new", "first-told", "untold"]
"""Found then and no more, because answers moved; found both times and weaker, the same, stronger;
found now and not then, because answers moved; found now and not then, because more was asked; found
then and not now, because other questions are answered."""


@dataclass(frozen=True, slots=True)
class CauseMove:
    """A cause that was found on at least one side."""

    cause: Cause
    then: float | None
    """Its strength on the questions answered both times, between 0 and 1; None if too few were."""
    now: float | None
    direction: CauseDirection
    evidence: tuple[str, ...]
    """Its questions whose answers moved, in the order of the call."""


@dataclass(frozen=True, slots=True)
class BlockerMove:
    """A question whose worst level stops a start or a launch, and that does so on one side only."""

    question: Question
    blocks: str
    """`start` or `launch`."""
    gone: bool
    """In the way then and not now; otherwise in the way now and not then."""
    compared: bool
    """Whether the answers of both sides can be compared."""
    other_known: bool
    """The side on which it is not in the way knows that it is not; otherwise nobody knew there."""


@dataclass(frozen=True)
class Comparison:
    """Two sessions, held against each other."""

    then: Side
    now: Side
    versions: VersionMap | None
    """From the older version to the newer one, whichever side has which; None for questionnaires
    that have nothing to do with each other."""
    rules: Engine
    """The engine of the newer version, by which both sides are told."""
    then_read: Triage
    """What the newer rules make of then."""
    now_read: Triage
    """What the newer rules make of now."""
    compared: frozenset[str]
    """Questions that count on both sides and can be compared."""
    comparable: float
    """Share of what counts now, by weight, that can be compared."""
    comparable_then: float
    """Share of what counted then, by the weights of its own version, that can be compared."""
    known_both: float
    """Share of the comparable weight that has a level on both sides."""
    groups: tuple[GroupMove, ...]
    """Sections first, then the other views, in the questionnaire's order."""
    causes: tuple[CauseMove, ...]
    moved: tuple[Moved, ...]
    """In the order of the call."""
    same: tuple[Same, ...]
    """In the order of the call."""
    facts: tuple[FactMove, ...]
    """In the questionnaire's order."""
    blockers: tuple[BlockerMove, ...]
    verdicts: Verdicts
    conditions_met: tuple[str, ...]
    """Conditions of the recommendation of then that hold now; ids of gates or questions."""
    conditions_new: tuple[str, ...]
    """Conditions of the recommendation of now that it had not then."""
    because: Attribution
    targets: Mapping[str, int]
    """Question → the level at which the plan of then asks nothing of it any more; what it asks
    nothing of at any level is left out."""
    added: tuple[NotCompared, ...]
    """Questions that count now and that the other version does not have."""
    removed: tuple[NotCompared, ...]
    """Questions that counted then and that the other version does not have."""
    rescaled: tuple[Rescaled, ...]
    """Questions whose levels were changed by a rule that leads from the old to the new."""
    ask_again: tuple[Rescaled, ...]
    """Questions whose levels were changed so that the answer has to be given anew."""
    remarks: tuple[Remark, ...]

    @cached_property
    def moved_by_id(self) -> Mapping[str, Moved]:
        """Moved answers by question."""
        return {moved.question.id: moved for moved in self.moved}

    @cached_property
    def answered_both(self) -> frozenset[str]:
        """Comparable questions to which both sides gave an answer, be it that nobody knows."""
        without = {"unanswered", "hidden"}
        moved = (
            one.question.id
            for one in self.moved
            if one.then.state not in without and one.now.state not in without
        )
        return self.compared & {*moved, *(same.question.id for same in self.same)}

    @property
    def is_empty(self) -> bool:
        """Nothing at all is otherwise than then."""
        return not (
            self.moved
            or self.facts
            or self.added
            or self.removed
            or self.ask_again
            or self.verdicts.changed
        )

    def of_view(self, view: str) -> tuple[GroupMove, ...]:
        """List the groups of one view: `sections`, `dimensions`, `walls`."""
        return tuple(group for group in self.groups if group.view == view)

    @property
    def confirmed(self) -> tuple[Same, ...]:
        """What was gone through again and found to be so still."""
        return tuple(same for same in self.same if same.confirmed)
