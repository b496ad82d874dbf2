"""What a portfolio consists of: one row per project, what to look at first, common causes.

A row says what was recorded and what follows from it. What takes long to work out is missing at
first and is filled in (`PortfolioIndex.filled`): how firmly the verdict of an open session stands,
the days of the plan's checkpoints, and with them when a pause is to be reviewed. No row depends on
the day on which it is read; what does takes the day as an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from unstall.overview import Damaged, SectionState, Trend, Verdict

if TYPE_CHECKING:
    from unstall.questionnaire.questions import Depth
    from unstall.session.models import CheckpointKind
    from unstall.triage.standing import StandingWord

Reason = Literal[
    "damaged", "stop-not-acted-on", "checkpoint-passed", "overdue", "costly-and-held-up"
]
"""Why a project is to be looked at first, the most pressing kind first."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the questionnaire, with its name for people."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Blocking:
    """A worst level that stops money from being committed or the system from going live."""

    id: str
    """The question."""
    title: str
    blocks: Literal["start", "launch"]
    certain: bool
    """The worst level was recorded; otherwise it is only possible, since nobody knows."""
    accepted: bool
    """Somebody accepted the risk by name."""


@dataclass(frozen=True, slots=True)
class CostOfWaiting:
    """What each month of waiting costs, as it was given: never more exact than that."""

    low: float
    """The least that was given."""
    high: float
    """The most that was given; as much as the least where one figure was given."""
    likely: float | None
    currency: str | None
    """ISO 4217 code; None where the session names none, so that it goes with no other money."""


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A cause that the answers point to."""

    id: str
    title: str
    strength: float
    """Between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Help:
    """An action in the plan of what is recommended that works on causes found, not done yet."""

    id: str
    title: str
    causes: tuple[str, ...]
    """Ids of the causes found that it works on: an answer that points to them asks for it."""


@dataclass(frozen=True, slots=True)
class PlannedCheckpoint:
    """A checkpoint of the plan."""

    kind: CheckpointKind
    on: date | None
    """None while the plan has no dates."""
    held: bool
    """It was recorded that it was held."""


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One project, as its newest session that can be read shows it."""

    path: Path
    """The newest session's file; where `damage` is set, the file that is damaged."""
    project: str
    client: str | None
    sessions: int
    """How many sessions of the project there are, readable or not."""
    questionnaire: str | None = None
    """The questionnaire's id; causes and actions of two questionnaires are not the same."""
    assessed: date | None = None
    """The day that its answers describe."""
    depth: Depth | None = None
    closed: bool = False
    verdict: Verdict | None = None
    """None while too little is known to recommend anything."""
    standing: StandingWord | None = None
    """As recorded when it was closed, else as measured; None while it is being weighed."""
    conditions: tuple[Named, ...] = ()
    """What the recommendation stands on and is not so yet, as clauses without a full stop."""
    sections: tuple[SectionState, ...] = ()
    trend: Trend | None = None
    blockers: tuple[Blocking, ...] = ()
    months_stalled: float | None = None
    """As it was said on the day of the triage."""
    cost: CostOfWaiting | None = None
    causes: tuple[CauseFound, ...] = ()
    """Strongest first, those that come before all others at the beginning."""
    helps: tuple[Help, ...] = ()
    """Actions that work on these causes, in the questionnaire's order."""
    is_ended: bool = False
    """The recommendation is to end the project."""
    recorded: int = 0
    """How much of the plan was recorded as done: actions, and checkpoints held."""
    due: date | None = None
    """When the next re-run is due; None after a stop, which needs none, and for a pause while the
    plan is not laid out."""
    checkpoints: tuple[PlannedCheckpoint, ...] | None = None
    """Of its plan; None while the plan is not laid out."""
    conflicts: tuple[Path, ...] = ()
    """What other programs wrote into the newest session while it was open, kept beside it."""
    damage: Damaged | None = None
    """The newest session cannot be read; the rest is from the newest one before that can be."""

    @property
    def is_filled(self) -> bool:
        """Nothing is left to be worked out."""
        return self.assessed is None or (self.is_weighed and self.checkpoints is not None)

    @property
    def is_weighed(self) -> bool:
        """It is known how firmly the verdict stands, as far as there is one."""
        return self.assessed is None or self.standing is not None

    def is_overdue(self, today: date) -> bool:
        """Tell whether the re-run should have been made before today."""
        return self.due is not None and self.due < today

    def next_checkpoint(self, today: date) -> PlannedCheckpoint | None:
        """Find the checkpoint that comes next, today's included."""
        return next((c for c in self._open_checkpoints if c.on and c.on >= today), None)

    def passed_over(self, today: date) -> PlannedCheckpoint | None:
        """Find the first checkpoint that is past and was not held, nor any that comes after it."""
        return next((c for c in self._open_checkpoints if c.on and c.on < today), None)

    @property
    def _open_checkpoints(self) -> tuple[PlannedCheckpoint, ...]:
        listed = self.checkpoints or ()
        held = [place for place, checkpoint in enumerate(listed) if checkpoint.held]
        return listed[max(held) + 1 :] if held else listed


@dataclass(frozen=True, slots=True)
class LookAt:
    """A project to look at first, and why."""

    row: PortfolioRow
    reasons: tuple[tuple[Reason, str], ...]
    """Each kind of reason with a sentence about this project, the most pressing first."""


@dataclass(frozen=True, slots=True)
class SumOfWaiting:
    """What projects say that a month of waiting costs, together, in one currency."""

    low: float
    high: float
    currency: str | None
    projects: int
    """How many gave a figure."""


@dataclass(frozen=True, slots=True)
class HelpsMany:
    """An action that is in several plans."""

    id: str
    title: str
    projects: int


@dataclass(frozen=True, slots=True)
class CommonCause:
    """A cause, in how many projects it was found, and what they say about waiting."""

    id: str
    title: str
    questionnaire: str
    """The questionnaire's id."""
    rows: tuple[PortfolioRow, ...]
    clients: int
    """Different clients; projects that name none are not counted."""
    costs: tuple[SumOfWaiting, ...]
    """By currency. A project with several causes counts in full under each of them."""
    actions: tuple[HelpsMany, ...]
    """That work on it, the one in most plans first."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All projects, or those that were asked for."""

    rows: tuple[PortfolioRow, ...]
    first: tuple[LookAt, ...]
    """What to look at first; the first goes first."""
    causes: tuple[CommonCause, ...]
    """In most projects first; those with one project alone are left out."""
    actions: tuple[HelpsMany, ...]
    """That would help most of the projects, whatever the cause."""
