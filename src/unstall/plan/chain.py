"""The chain of actions that decides when a plan ends, each with what it had to wait for.

Walked from the last action backwards: what it waited for, or else who was busy with what. A chain
of waits alone would hide that the same person does three things in turn (critical chain: Goldratt
1997; Wiest 1964 called it the critical sequence).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstall.plan.network import Network, day_after
from unstall.plan.tasks import Project, Schedule

Because = Literal["needs", "holder", "people", "week"]
"""What it could not begin, or go on, without: an action that it needs; its own people, busy with
another; anybody, all being busy; its earliest week."""


@dataclass(frozen=True, slots=True)
class Link:
    """An action of the chain and what held it up."""

    id: str
    because: Because
    """Why it is not over sooner; `needs`, `holder` and `people` point at the link before."""


def chain(project: Project, schedule: Schedule, *, whole: bool = False) -> tuple[Link, ...]:
    """Give the chain that decides when what counts, or all, is over, from its first action on."""
    network = Network(project)
    end = schedule.end if whole else schedule.finish
    last = [
        task
        for task in network.tasks
        if schedule.slots[task.id].finish == end and (whole or task.counts)
    ]
    if not last:
        return ()
    walk = _Walk(network, schedule)
    links: list[Link] = []
    here: str | None = last[0].id
    while here is not None:
        because, before = walk.held_up(here)
        links.append(Link(here, because))
        here = before
    return tuple(reversed(links))


class _Walk:
    def __init__(self, network: Network, schedule: Schedule) -> None:
        self._network = network
        self._slots = schedule.slots
        self._number = {task.id: n for n, task in enumerate(network.tasks)}
        self._turn = {id_: turn for turn, id_ in enumerate(schedule.slots)}

    def held_up(self, id_: str) -> tuple[Because, str | None]:
        number = self._number[id_]
        slot, project = self._slots[id_], self._network.project
        free_from = self._network.released[number]
        needed = None
        for before, weeks in self._network.before[number]:
            other = self._network.tasks[before].id
            after = day_after(project.days, self._slots[other].finish, weeks)
            if after > free_from or (after == free_from and needed is None):
                free_from, needed = after, other
        if slot.finish - free_from + 1 > self._network.lengths[number]:
            busy = self._busy(id_, free_from)
            if busy:
                return busy
        return ("needs", needed) if needed else ("week", None)

    def _busy(self, id_: str, free_from: int) -> tuple[Because, str] | None:
        """Find what was laid before it and took its people, or everybody, from it."""
        slot, tasks = self._slots[id_], self._network.tasks
        holder = tasks[self._number[id_]].holder
        weeks = self._network.project.days.weeks
        rivals = [
            other
            for other in self._slots
            if self._turn[other] < self._turn[id_]
            and self._slots[other].start <= slot.finish
            and weeks[self._slots[other].finish] >= weeks[free_from]
        ]
        own = [other for other in rivals if tasks[self._number[other]].holder == holder]
        # Its own people count as busy if they were so until its week; before that, all were.
        recent = [o for o in own if weeks[self._slots[o].finish] >= weeks[max(slot.start - 1, 0)]]
        everybody = self._network.project.team.pool is not None
        found = recent or (rivals if everybody else own)
        if not found:
            return None
        latest = max(found, key=lambda other: (self._slots[other].finish, other))
        return ("holder" if latest in own else "people", latest)
