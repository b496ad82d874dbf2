"""What a plan is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from unstall.plan.calendar import WorkingCalendar
from unstall.plan.chain import Link
from unstall.questionnaire.actions import Action
from unstall.questionnaire.rules import Phase, Strategy

Size = Literal["full", "small", "finish", "confirm"]
"""By the gap: nothing is there; something informal is; a named gap is left; it is in place."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why an action is in the plan."""

    question: str
    """The question that asked for it."""
    level: int | None
    """The level that asked for it; None if nobody knows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action that belongs in the plan, sized by its gap."""

    action: Action
    size: Size
    title: str
    """The action's title, with "Finish:" or "Confirm:" before it where little is left."""
    least: float
    """Person-days."""
    most: float
    """Person-days."""
    why: tuple[Why, ...]
    """What asked for it, the widest gap first; empty if it is always in and no answer asks."""
    weight: int
    """The largest weight among the questions that asked for it."""
    always: bool
    """In every plan of this strategy."""
    by_hand: bool = False
    """Added by people, not asked for by any answer."""
    part_of: str | None = None
    """The action that people split it off from."""
    settles: str | None = None
    """The question on which two roles lie apart, if that is what it is there for."""

    @property
    def whole(self) -> str:
        """The id of the action that it is, or is a part of."""
        return self.part_of or self.action.id


@dataclass(frozen=True, slots=True)
class Placed:
    """An action at its place in the calendar."""

    chosen: Chosen
    first_week: int
    """Counted from 1; 0 is the time before week 1."""
    last_week: int
    owner: str | None
    """The person's name; None while it is to be named."""
    role: str
    """The owner's role, as it stands in a sentence."""
    waits_for: tuple[str, ...]
    """Prerequisites in this plan, by action id."""
    done: date | None = None
    note: str | None = None
    first_day: date | None = None
    """The working day on which it begins; None while the plan has no dates."""
    last_day: date | None = None
    """The working day on which it is over; the day on which it was done, once it is."""

    @property
    def id(self) -> str:
        """The action's id."""
        return self.chosen.action.id


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A point at which the plan is held against its stop criteria."""

    phase: Phase
    week: int
    """The week at whose end it falls; 0 before week 1."""
    on: date | None
    """The last working day of that week; None while the plan has no dates."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Whether the people there are can do the work in the time there is."""

    least: float
    """Person-days to the end of the window."""
    most: float
    weeks: int
    people_needed: tuple[float, float]
    """Full-time people that the work takes over those weeks, least and most."""
    people: float | None
    """Full-time people there are; None if it was not said."""
    fits: bool | None
    """Whether the people there can do it in those weeks; None if it was not said who there is."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a plan reaches its first live use, or its end, in weeks counted from week 1."""

    window: int
    """The week by whose end the strategy should be there."""
    likely: int
    """The week in which it is, with efforts halfway between least and most."""
    span: tuple[int, int]
    """The same if everything takes least, and if everything takes most."""
    shortest: int
    """The week before which nobody could plan it, with these people and efforts."""
    unhindered: int
    """The week in which it would be if everybody had nothing else to do."""
    chain: tuple[Link, ...]
    """What decides that week, from the first action to the last."""

    @property
    def over(self) -> int:
        """Weeks beyond the window; 0 if the plan fits."""
        return max(0, self.likely - self.window)

    @property
    def pushed(self) -> int:
        """Weeks by which people who are busy with something else move it."""
        return self.likely - self.unhindered


@dataclass(frozen=True, slots=True)
class Plan:
    """A recovery plan, week by week."""

    strategy: Strategy
    resume_with: Strategy | None
    """For a pause: the strategy to resume with."""
    shape: Literal["rebuild", "harden"] | None
    begins: date
    """First working day of the whole plan, always a Monday."""
    start: date | None
    """Monday of week 1; None while it hangs on a time before week 1 that nobody has given."""
    stretch: float
    """Factor by which the weeks after the second are drawn out; 1 where the week table holds."""
    stretched_because: str | None
    """What draws it out, as a sentence."""
    actions: tuple[Placed, ...]
    """In the order of the work."""
    checkpoints: tuple[Checkpoint, ...]
    last_week: int
    capacity: Capacity
    unfilled_roles: tuple[str, ...]
    """Titles of roles that own an action and have no name against them, by who is needed first."""
    timing: Timing | None = None
    """None where the actions were not laid into days: nobody is free, or it would take years."""
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    """The days on which people work."""

    @property
    def names_first(self) -> bool:
        """More than a third of the actions have no name: naming people comes before all else."""
        unnamed = sum(placed.owner is None for placed in self.actions)
        return unnamed * 3 > len(self.actions)

    def in_week(self, week: int) -> tuple[Placed, ...]:
        """List the actions that start in a week."""
        return tuple(placed for placed in self.actions if placed.first_week == week)

    def week_of(self, week: int) -> date | None:
        """Give the first day of a calendar week, whether or not people work on it."""
        return self.calendar.week_starts(self.start, week) if self.start and week >= 1 else None

    def last_day_of(self, week: int) -> date | None:
        """Give the last working day of a week, or the one before it where nobody works in it.

        Week 0 is the time before week 1. None where it has no date, or no day at all.
        """
        if self.start is None:
            return None
        day = self.calendar.ends_by(self.calendar.week_starts(self.start, week + 1))
        return day if day >= self.begins else None
