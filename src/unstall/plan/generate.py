"""Laying tasks into days one after the other, each as early as what is already laid allows.

The serial schedule generation scheme (Kelley 1963; Kolisch and Hartmann 1999) with work contents
instead of fixed lengths (Fündeling and Trautmann 2010): a task takes what its people have left on
each day, so that half a day left over is used by the next. Three things limit it: what its holder's
people do in a day, what all together do in a day, and how many actions a person has open in a week.
A task that the calendar decides has its work spread evenly over its days.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from unstall.plan.network import EndlessError, Network, day_after
from unstall.plan.tasks import OPEN_AT_ONCE, Slot

UNLIMITED = 10**9


class Ledger:
    """What people still have free while tasks are laid, day by day and week by week."""

    def __init__(self, network: Network, weeks: Sequence[int]) -> None:
        """Begin with everybody free on all days, which lie in the given weeks."""
        team, size = network.project.team, len(weeks)
        self._weeks = weeks
        self._free = {holder: [team.daily(holder)] * size for holder in network.loads}
        self._pool = [UNLIMITED if team.pool is None else team.pool] * size
        self._open = {holder: [0] * (weeks[-1] + 2 if size else 1) for holder in network.loads}
        self._most_open = {h: OPEN_AT_ONCE * team.heads(h) for h in network.loads}

    def lay(self, holder: str, work: int, rate: int, at_least: int, earliest: int) -> Slot:
        """Lay a task so that it ends as early as can be, and begins no earlier than it must.

        Args:
            holder: Who does it.
            work: In hundredths of a person-day.
            rate: The most work that goes into it in a day.
            at_least: The fewest days from its first to its last.
            earliest: The first day on which it may begin.

        Raises `EndlessError` when the days do not suffice.
        """
        spread = at_least > 1 and work <= (at_least - 1) * rate
        begin = earliest
        while True:
            found = (
                self._spread(holder, work, rate, at_least, begin)
                if spread
                else self._packed(holder, work, rate, begin)
            )
            if isinstance(found, Slot):
                break
            begin = found
        if spread and found.finish - found.start >= at_least:
            found = self._drawn_together(holder, work, rate, at_least, found)
        self._book(holder, found)
        return found

    def _packed(self, holder: str, work: int, rate: int, begin: int) -> Slot | int:
        weeks, free, pool = self._weeks, self._free[holder], self._pool
        opened, most = self._open[holder], self._most_open[holder]
        day, left, last = begin, work, len(weeks)
        started = -1
        while True:
            if day >= last:
                raise EndlessError
            if opened[weeks[day]] >= most:
                return self._after_week(day)
            amount = min(rate, free[day], pool[day], left)
            if started < 0 and (amount > 0 or not work):
                started = day
            left -= amount
            if started >= 0 and left <= 0:
                break
            day += 1
        start = self._latest_start(holder, work, rate, day)
        return self._greedy(holder, work, rate, start, day)

    def _latest_start(self, holder: str, work: int, rate: int, finish: int) -> int:
        """Go back from its end: the days that it would only have lain open are given up."""
        free, pool = self._free[holder], self._pool
        day, left, start = finish, work, finish
        while left > 0:
            amount = min(rate, free[day], pool[day], left)
            if amount > 0:
                left, start = left - amount, day
            day -= 1
        return start

    def _greedy(self, holder: str, work: int, rate: int, start: int, finish: int) -> Slot:
        free, pool = self._free[holder], self._pool
        taken, left = [], work
        for day in range(start, finish + 1):
            amount = min(rate, free[day], pool[day], left)
            if amount > 0:
                taken.append((day, amount))
                left -= amount
        return Slot(start, finish, tuple(taken))

    def _drawn_together(self, holder: str, work: int, rate: int, at_least: int, slot: Slot) -> Slot:
        """Let a task that people have too little time for begin later and end on the same day."""
        latest = self._latest_start(holder, work, rate, slot.finish)
        start = max(slot.start, min(latest, slot.finish - at_least + 1))
        again = self._spread(holder, work, rate, at_least, start)
        if isinstance(again, Slot) and again.finish <= slot.finish:
            return again
        return self._greedy(holder, work, rate, start, slot.finish)

    def _spread(self, holder: str, work: int, rate: int, at_least: int, begin: int) -> Slot | int:
        weeks, free, pool = self._weeks, self._free[holder], self._pool
        opened, most = self._open[holder], self._most_open[holder]
        day, left, last = begin, work, len(weeks)
        to_go, taken = at_least, []
        while to_go > 0 or left > 0:
            if day >= last:
                raise EndlessError
            if opened[weeks[day]] >= most:
                return self._after_week(day)
            even = -(-left // to_go) if to_go > 0 else left
            amount = min(rate, free[day], pool[day], even)
            if amount > 0:
                taken.append((day, amount))
                left -= amount
            to_go -= 1
            day += 1
        return Slot(begin, day - 1, tuple(taken))

    def _after_week(self, day: int) -> int:
        week = self._weeks[day]
        while day < len(self._weeks) and self._weeks[day] == week:
            day += 1
        return day

    def _book(self, holder: str, slot: Slot) -> None:
        free, pool = self._free[holder], self._pool
        for day, amount in slot.work:
            free[day] -= amount
            pool[day] -= amount
        opened = self._open[holder]
        for week in range(self._weeks[slot.start], self._weeks[slot.finish] + 1):
            opened[week] += 1


def lay_forward(network: Network, keys: Sequence[tuple[float, ...]]) -> list[tuple[int, Slot]]:
    """Lay all tasks, of those whose waits are over always the one with the smallest key.

    Gives the tasks by number with their slots, in the order in which they were laid.
    Raises `EndlessError` when the days do not suffice.
    """
    days = network.project.days
    ledger = Ledger(network, days.weeks)
    finishes: dict[int, int] = {}
    laid = []
    for task in _by_key(network.before, network.after, keys):
        earliest = max(
            [
                network.released[task],
                *(day_after(days, finishes[n], weeks) for n, weeks in network.before[task]),
            ]
        )
        slot = _lay(ledger, network, task, earliest)
        finishes[task] = slot.finish
        laid.append((task, slot))
    return laid


def lay_backward(network: Network, finishes: Sequence[int]) -> list[int]:
    """Lay all tasks as late as can be, those that end last first, and give their first days.

    The days run backwards from the last end, so that the same scheme does it (forward-backward
    improvement: Li and Willis 1992). Earliest weeks are not looked at: the outcome is an order for
    another laying forward, not a plan. First days may lie before 0.
    """
    weeks = network.project.days.weeks
    end = max(finishes)
    mirrored = [weeks[end] - weeks[end - n] + 1 for n in range(end + 1)]
    beyond = mirrored[-1] + 1
    mirrored += [beyond + n // 5 for n in range(len(weeks))]
    ledger = Ledger(network, mirrored)
    first_of = _firsts(mirrored)
    ends: dict[int, int] = {}
    starts = [0] * len(finishes)
    keys = [(-finish,) for finish in finishes]
    for task in _by_key(network.after, network.before, keys):
        earliest = max(
            (
                max(ends[n] + 1, first_of[min(mirrored[ends[n]] + gap, len(first_of) - 1)])
                if gap
                else ends[n] + 1
                for n, gap in network.after[task]
            ),
            default=0,
        )
        slot = _lay(ledger, network, task, earliest)
        ends[task] = slot.finish
        starts[task] = end - slot.finish
    return starts


def _lay(ledger: Ledger, network: Network, task: int, earliest: int) -> Slot:
    what = network.tasks[task]
    return ledger.lay(what.holder, what.work, network.rates[task], what.days, earliest)


def _by_key(
    before: Sequence[Sequence[tuple[int, int]]],
    after: Sequence[Sequence[tuple[int, int]]],
    keys: Sequence[tuple[float, ...]],
) -> list[int]:
    open_waits = [len(links) for links in before]
    ready: list[tuple[tuple[float, ...], int]] = []
    for task, count in enumerate(open_waits):
        if not count:
            heappush(ready, (keys[task], task))
    order = []
    while ready:
        _, task = heappop(ready)
        order.append(task)
        for later, _ in after[task]:
            open_waits[later] -= 1
            if not open_waits[later]:
                heappush(ready, (keys[later], later))
    return order


def _firsts(weeks: Sequence[int]) -> list[int]:
    firsts = [0] * (weeks[-1] + 1)
    for day in range(len(weeks) - 1, -1, -1):
        firsts[weeks[day]] = day
    for week in range(len(firsts) - 2, 0, -1):
        if not firsts[week] and weeks[0] != week:
            firsts[week] = firsts[week + 1]
    return firsts
