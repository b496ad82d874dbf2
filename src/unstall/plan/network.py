"""The network of a project: what waits for what, and the earliest and latest that it allows.

Everything here looks at waits, weeks and the people of one task at a time, never at two tasks that
want the same person (critical path method: Kelley and Walker 1959).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

from unstall.plan.calendar import Days
from unstall.plan.tasks import Project, Task


class EndlessError(Exception):
    """The days there are do not suffice, or there is nobody to do the work."""


@dataclass(frozen=True)
class Network:
    """A project with its tasks numbered, by id, and the links between them."""

    project: Project

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks by id: whatever order they came in."""
        return sorted(self.project.tasks, key=lambda task: task.id)

    @cached_property
    def before(self) -> list[list[tuple[int, int]]]:
        """For each task the tasks that it waits for, with the weeks between."""
        number = {task.id: n for n, task in enumerate(self.tasks)}
        return [
            [(number[wait.id], wait.weeks) for wait in task.waits if wait.id in number]
            for task in self.tasks
        ]

    @cached_property
    def after(self) -> list[list[tuple[int, int]]]:
        """For each task the tasks that wait for it, with the weeks between."""
        after: list[list[tuple[int, int]]] = [[] for _ in self.tasks]
        for task, before in enumerate(self.before):
            for needed, weeks in before:
                after[needed].append((task, weeks))
        return after

    @cached_property
    def order(self) -> list[int]:
        """The tasks in an order in which each comes after what it waits for.

        Raises `graphlib.CycleError`; questionnaires with a cycle are refused when they are read.
        """
        graph = {n: [needed for needed, _ in before] for n, before in enumerate(self.before)}
        return list(TopologicalSorter(graph).static_order())

    @cached_property
    def rates(self) -> list[int]:
        """The most work that goes into each task in a day."""
        return [self.project.team.rate(task.holder) for task in self.tasks]

    @cached_property
    def lengths(self) -> list[int]:
        """The fewest working days that each task takes when its people have nothing else to do.

        Raises `EndlessError` where there is work and nobody to do it.
        """
        lengths = []
        for task, rate in zip(self.tasks, self.rates, strict=True):
            if task.work and rate <= 0:
                raise EndlessError
            lengths.append(max(task.days, 1, -(-task.work // rate) if task.work else 1))
        return lengths

    @cached_property
    def released(self) -> list[int]:
        """The first day on which the week of each task allows it."""
        return [first_day(self.project.days, task.week) for task in self.tasks]

    @cached_property
    def earliest(self) -> list[int]:
        """The earliest first day of each task."""
        starts = [0] * len(self.tasks)
        for task in self.order:
            starts[task] = max(
                [
                    self.released[task],
                    *(
                        day_after(self.project.days, starts[n] + self.lengths[n] - 1, weeks)
                        for n, weeks in self.before[task]
                    ),
                ]
            )
        return starts

    @cached_property
    def latest(self) -> list[int]:
        """The latest last day of each task that does not move the end of the earliest plan."""
        end = max((s + n for s, n in zip(self.earliest, self.lengths, strict=True)), default=0) - 1
        finishes = [end] * len(self.tasks)
        days = self.project.days
        for task in reversed(self.order):
            for later, weeks in self.after[task]:
                latest_start = finishes[later] - self.lengths[later] + 1
                if weeks:
                    week = days.weeks[max(latest_start, 0)] - weeks
                    last = days.first[week + 1] - 1 if week >= 0 else -1
                else:
                    last = latest_start - 1
                finishes[task] = min(finishes[task], last)
        return finishes

    @cached_property
    def followers(self) -> list[int]:
        """For each task all tasks that wait for it, directly or not, as a set of bits."""
        sets = [0] * len(self.tasks)
        for task in reversed(self.order):
            for later, _ in self.after[task]:
                sets[task] |= sets[later] | 1 << later
        return sets

    @cached_property
    def leaders(self) -> list[int]:
        """For each task all tasks that it waits for, directly or not, as a set of bits."""
        sets = [0] * len(self.tasks)
        for task in self.order:
            for needed, _ in self.before[task]:
                sets[task] |= sets[needed] | 1 << needed
        return sets

    @cached_property
    def loads(self) -> dict[str, int]:
        """All the work of each holder."""
        loads: dict[str, int] = {}
        for task in self.tasks:
            loads[task.holder] = loads.get(task.holder, 0) + task.work
        return loads

    def full_days(self, holder: str) -> float:
        """Give the working days that all the work of a holder fills."""
        return self.loads[holder] / self.project.team.daily(holder)


def unhindered(project: Project) -> int:
    """Give the week in which what counts is over if everybody had nothing else to do; 0 if nothing.

    Raises `EndlessError` as `Network.lengths` does.
    """
    network = Network(project)
    ends = [
        start + length - 1
        for task, start, length in zip(
            network.tasks, network.earliest, network.lengths, strict=True
        )
        if task.counts
    ]
    return project.days.weeks[max(ends)] if ends else 0


def first_day(days: Days, week: int) -> int:
    """Give the first working day in or after a week. Raises `EndlessError` beyond the days."""
    if week > days.last_week or days.first[week] >= len(days.weeks):
        raise EndlessError
    return days.first[week]


def day_after(days: Days, day: int, weeks: int) -> int:
    """Give the first day for what waits for an end on a day: the next, or that many weeks on.

    Raises `EndlessError` beyond the days.
    """
    if day + 1 >= len(days.weeks):
        raise EndlessError
    return day + 1 if weeks == 0 else max(day + 1, first_day(days, days.weeks[day] + weeks))
