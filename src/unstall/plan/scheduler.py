"""The best schedule that a handful of rules find, always the same one for the same project.

Each rule is an order of urgency; tasks are laid in that order (`generate`). The rules are those
that compare best in the literature (Kolisch and Hartmann 1999): latest start and latest finish, the
number of followers, the greatest rank positional weight; and before them the order in which people
read the plan: what opens a gate, what many others wait for, what weighs most. Every outcome is then
improved by laying it backwards and forwards again, until that brings nothing (Li and Willis 1992;
Tormos and Lova 2001; Valls, Ballestín and Quintanilla 2005). A shorter plan counts in whole weeks;
between plans that take the same weeks the earlier rule is kept, so that a small change of the
answers does not turn the plan over.

Rules of this kind can make a plan longer when people are added (Graham 1969). Whoever compares
hands in what was found before (`known`): a schedule that some people can keep, more people can keep
as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from unstall.plan.bound import shortest
from unstall.plan.generate import lay_backward, lay_forward
from unstall.plan.network import EndlessError, Network
from unstall.plan.tasks import Project, Schedule, Slot

ROUNDS = 4
"""Most rounds of laying backwards and forwards after each rule."""

Keys = list[tuple[float, ...]]


def schedule(project: Project, known: Schedule | None = None) -> Schedule | None:
    """Lay all tasks into days; None if the days there are do not suffice or nobody is there.

    Args:
        project: The tasks, the people and the days.
        known: A schedule of a harder version of the project: with fewer people, or more tasks. The
            outcome is never longer than it.
    """
    network = Network(project)
    try:
        bounds = shortest(network)
        best = _best(network, bounds)
    except EndlessError:
        return None
    if known is not None:
        kept = _kept(network, known)
        if _length(network, kept) < _length(network, best):
            best = kept
    return replace(best, least=bounds[0])


def _best(network: Network, bounds: tuple[int, int]) -> Schedule:
    weeks = network.project.days.weeks
    least = _in_weeks(weeks, *bounds)
    best = _improved(network, RULES[0](network), least)
    for rule in RULES[1:]:
        if _length(network, best) <= least:
            break
        found = _improved(network, rule(network), least)
        if _length(network, found) < _length(network, best):
            best = found
    return best


def _improved(network: Network, keys: Keys, least: tuple[int, int]) -> Schedule:
    best = _finished(network, lay_forward(network, keys))
    for _ in range(ROUNDS):
        if _length(network, best) <= least:
            break
        finishes = [best.slots[task.id].finish for task in network.tasks]
        starts = lay_backward(network, finishes)
        urgent = _pinned_first(network, [(float(start),) for start in starts])
        found = _finished(network, lay_forward(network, urgent))
        if _length(network, found) >= _length(network, best):
            break
        best = found
    return best


def _length(network: Network, schedule: Schedule) -> tuple[int, int]:
    return _in_weeks(network.project.days.weeks, schedule.finish, schedule.end)


def _in_weeks(weeks: Sequence[int], finish: int, end: int) -> tuple[int, int]:
    return weeks[finish] if finish >= 0 else 0, weeks[end] if end >= 0 else 0


def _finished(network: Network, laid: Sequence[tuple[int, Slot]]) -> Schedule:
    slots = {network.tasks[task].id: slot for task, slot in laid}
    counted = [slot.finish for task, slot in laid if network.tasks[task].counts]
    return Schedule(
        slots, max(counted, default=-1), max((slot.finish for _, slot in laid), default=-1)
    )


def _kept(network: Network, known: Schedule) -> Schedule:
    by_id = {task.id: number for number, task in enumerate(network.tasks)}
    return _finished(
        network, [(by_id[id_], slot) for id_, slot in known.slots.items() if id_ in by_id]
    )


def _pinned_first(network: Network, keys: Keys) -> Keys:
    """Put what somebody has chosen a week for, and all that it waits for, before the rest."""
    urgent = 0
    for number, task in enumerate(network.tasks):
        if task.pinned:
            urgent |= network.leaders[number] | 1 << number
    return [(0.0 if urgent >> n & 1 else 1.0, *key) for n, key in enumerate(keys)]


def _as_read(network: Network) -> Keys:
    return _pinned_first(
        network,
        [
            (float(released), *map(float, task.rank))
            for released, task in zip(network.released, network.tasks, strict=True)
        ],
    )


def _latest_start(network: Network) -> Keys:
    pairs = zip(network.latest, network.lengths, strict=True)
    return _pinned_first(network, [(float(last - length),) for last, length in pairs])


def _latest_finish(network: Network) -> Keys:
    return _pinned_first(network, [(float(last),) for last in network.latest])


def _most_followers(network: Network) -> Keys:
    return _pinned_first(network, [(-float(bits.bit_count()),) for bits in network.followers])


def _rank_weight(network: Network) -> Keys:
    weights = [
        length + sum(network.lengths[later] for later, _ in network.after[task])
        for task, length in enumerate(network.lengths)
    ]
    return _pinned_first(network, [(-float(weight),) for weight in weights])


def _busiest_first(network: Network) -> Keys:
    starts = [last - n for last, n in zip(network.latest, network.lengths, strict=True)]
    return _pinned_first(
        network,
        [
            (starts[n] - network.full_days(task.holder), float(starts[n]))
            for n, task in enumerate(network.tasks)
        ],
    )


RULES: tuple[Callable[[Network], Keys], ...] = (
    _as_read,
    _latest_start,
    _latest_finish,
    _most_followers,
    _rank_weight,
    _busiest_first,
)
"""In the order in which they are tried; the first of equals is kept."""
