"""What a scheduler needs to know of a plan: tasks, who does them, and the days there are.

Work is counted in whole hundredths of a person-day, so that nothing depends on rounding. A holder
is whoever an action's owner is: a person, or a role while nobody is named for it. One person who
plays three roles is one holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from unstall.plan.calendar import Days

PERSON_DAY = 100
"""Units of work that one person does in a day."""
OPEN_AT_ONCE = 3
"""Most actions that one person has open in a week."""
ON_ONE_ACTION = 2
"""Most people of a role who work on one action: beyond that they wait for each other."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that has to be over before a task begins."""

    id: str
    weeks: int = 0
    """Weeks from the one in which it ends to the first in which the task may begin; 0 is the next
    working day."""


@dataclass(frozen=True, slots=True)
class Task:
    """An action as something to be laid into days."""

    id: str
    holder: str
    work: int
    """Hundredths of a person-day."""
    days: int = 1
    """Fewest working days from its first to its last, however many people there are."""
    week: int = 1
    """The earliest week in which it may begin, from 1 on."""
    waits: tuple[Wait, ...] = ()
    """Waits for what is not in the project count as met."""
    rank: tuple[int, ...] = ()
    """Place in the order of reading: the smaller, the sooner where people are short."""
    pinned: bool = False
    """Somebody has chosen its week: it goes before what nobody chose."""
    counts: bool = True
    """Whether it has to end within the strategy's window."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who there is."""

    days: Mapping[str, int] = field(default_factory=dict)
    """Holder → what its people do in a day, in hundredths of a person-day, 1 or more; that of one
    person where nothing is said."""
    pool: int | None = None
    """Work that all together can do in a day, in hundredths of a person-day; None: not said."""

    def heads(self, holder: str) -> int:
        """Count the people behind a holder."""
        return max(1, ceil(self.daily(holder) / PERSON_DAY))

    def with_more(self, holder: str | None, number: int) -> Team:
        """Add full-time people: to a holder, or where they are needed if it is None."""
        added = number * PERSON_DAY
        days = dict(self.days)
        if holder is not None:
            days[holder] = self.daily(holder) + added
        return Team(days, None if self.pool is None else self.pool + added)

    def daily(self, holder: str) -> int:
        """Give what a holder's people do in a day, in hundredths of a person-day."""
        return self.days.get(holder, PERSON_DAY)

    def rate(self, holder: str) -> int:
        """Give the most that goes into one task in a day, in hundredths of a person-day."""
        most = min(self.daily(holder), PERSON_DAY * ON_ONE_ACTION)
        return most if self.pool is None else min(most, self.pool)


@dataclass(frozen=True, slots=True)
class Project:
    """Tasks, the people for them and the days there are. Neither order nor repetition matters."""

    tasks: tuple[Task, ...]
    team: Team
    days: Days

    def with_team(self, team: Team) -> Project:
        """Give the same work to other people."""
        return replace(self, team=team)

    def without(self, ids: frozenset[str]) -> Project:
        """Leave tasks out; what waited for them goes on."""
        return replace(self, tasks=tuple(t for t in self.tasks if t.id not in ids))


@dataclass(frozen=True, slots=True)
class Slot:
    """When a task is worked on."""

    start: int
    """Number of its first working day, from 0 on."""
    finish: int
    """Number of its last working day."""
    work: tuple[tuple[int, int], ...]
    """Days with the work done on each, in hundredths of a person-day."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Tasks laid into days."""

    slots: Mapping[str, Slot]
    """By task, in the order in which they were laid."""
    finish: int
    """Number of the last working day of the tasks that have to end within the window; -1 if none
    has to."""
    end: int
    """Number of the last working day of all; -1 if there are no tasks."""
    least: int = -1
    """The day before which nobody could have what counts over: `finish` is measured against it."""

    @property
    def ratio(self) -> float:
        """Its working days ÷ the fewest that nobody could go below; 1 is as short as can be."""
        return (self.finish + 1) / (self.least + 1) if self.least >= 0 else 1.0
