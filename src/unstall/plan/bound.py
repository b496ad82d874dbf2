"""How short a plan could be at best, whoever made it: what a schedule is measured against.

The bound is the largest of three, each of which no plan can beat:

- the longest chain of waits, earliest weeks included (critical path);
- for every group of tasks of one holder, or of all together, that can neither begin earlier than a
  day nor be over later than so many days before the end: that day, their work ÷ what those people
  do in a day, and those days (one-machine bound of Carlier 1982, with work instead of lengths);
- the same in weeks, with three open actions a week for each person.

The bounds are taken towards every task that waits for many others too, not towards the end alone:
it can begin no earlier than all their work allows, and what waits for it is moved on with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from unstall.plan.network import EndlessError, Network, day_after, first_day
from unstall.plan.tasks import OPEN_AT_ONCE

MANY = 4
"""Tasks that wait for at least so many others are where work, and not waits, may decide."""


def shortest(network: Network) -> tuple[int, int]:
    """Give the days before which the tasks that count, and all tasks, cannot all be over.

    Numbers of working days; -1 where there are no such tasks. Raises `EndlessError` where the days
    there are do not suffice or nobody is there.
    """
    heads = _heads(network)
    every = list(range(len(network.tasks)))
    counted = [n for n in every if network.tasks[n].counts]
    whole = _joint(network, heads, every, _tails(network, every))
    finish = whole
    if len(counted) < len(every):
        finish = _joint(network, heads, counted, _tails(network, counted))
    if max(finish, whole) >= len(network.project.days.weeks):
        raise EndlessError
    return finish, whole


def _heads(network: Network) -> list[int]:
    days = network.project.days
    heads = list(network.earliest)
    for task in network.order:
        before = network.before[task]
        for n, weeks in before:
            heads[task] = max(
                heads[task], day_after(days, heads[n] + network.lengths[n] - 1, weeks)
            )
        if len(before) >= MANY:
            leaders = [n for n in range(len(heads)) if network.leaders[task] >> n & 1]
            joint = _joint(network, heads, leaders, _tails(network, leaders))
            heads[task] = max(heads[task], day_after(days, joint, 0))
    return heads


def _tails(network: Network, among: Iterable[int]) -> dict[int, int]:
    """Days that pass, for each of some tasks, from its end to the end of the last of them."""
    inside = set(among)
    tails: dict[int, int] = {}
    for task in reversed(network.order):
        if task in inside:
            tails[task] = max(
                (tails[n] + network.lengths[n] for n, _ in network.after[task] if n in inside),
                default=0,
            )
    return tails


def _joint(network: Network, heads: list[int], tasks: list[int], tails: dict[int, int]) -> int:
    team = network.project.team
    best = max((heads[n] + network.lengths[n] - 1 + tails[n] for n in tasks), default=-1)
    by_holder: dict[str, list[int]] = {}
    for task in tasks:
        by_holder.setdefault(network.tasks[task].holder, []).append(task)
    for holder, own in by_holder.items():
        if len(own) > 1:
            best = max(best, _by_work(network, heads, own, tails, team.daily(holder)))
            most = OPEN_AT_ONCE * team.heads(holder)
            if len(own) > most:
                best = max(best, _by_open(network, heads, own, tails, most))
    if team.pool is not None:
        best = max(best, _by_work(network, heads, tasks, tails, team.pool))
    return best


def _by_work(
    network: Network, heads: list[int], tasks: list[int], tails: dict[int, int], daily: int
) -> int:
    best = -1
    by_head = sorted(tasks, key=lambda n: -heads[n])
    for tail in {tails[n] for n in tasks}:
        work = 0
        for n in by_head:
            if tails[n] >= tail and network.tasks[n].work:
                work += network.tasks[n].work
                best = max(best, heads[n] + -(-work // daily) - 1 + tail)
    return best


def _by_open(
    network: Network, heads: list[int], tasks: list[int], tails: dict[int, int], most: int
) -> int:
    days = network.project.days
    best = -1
    by_head = sorted(tasks, key=lambda n: -heads[n])
    for tail in {tails[n] for n in tasks}:
        count = 0
        for n in by_head:
            if tails[n] >= tail:
                count += 1
                weeks = -(-count // most)
                if weeks > 1:
                    week = days.weeks[heads[n]] + weeks - 1
                    best = max(best, first_day(days, week) + tail)
    return best
