"""When a plan does not fit its window: by how much, because of whom, and what would make it fit.

Nothing is estimated: each alternative is another schedule, made like the first. A person more can
be of use in one role and of none in another, so the role that holds a plan up is the one in which
one more person shortens it most. Where a person more anywhere brings at least half of that, it is
not a role that is short but people in all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from unstall.plan.chain import chain
from unstall.plan.network import Network
from unstall.plan.scheduler import schedule
from unstall.plan.tasks import Project, Schedule

MOST_PEOPLE = 4
"""Most people that are proposed to be added."""
LEAST_TO_SHARE = 5.0
"""Working days that a holder's work fills before another person beside them is proposed."""


@dataclass(frozen=True, slots=True)
class Helped:
    """A plan with one more person somewhere."""

    holder: str | None
    """Where; None for anywhere: a person more in all, in no role that is short by itself."""
    weeks: int
    """By how many weeks it is shorter then."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of people or scope, and the week in which the plan would then be over."""

    people: tuple[tuple[str | None, int], ...]
    """Holders with the number of people added; None stands for anywhere."""
    dropped: tuple[str, ...]
    """Actions left out."""
    week: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How far a plan is from fitting."""

    weeks: int
    """Weeks beyond the window, 1 or more."""
    held_up_by: Helped | None
    """Where one more person helps most; None where more people do not help: it takes its time."""
    remedies: tuple[Remedy, ...]
    """Each by itself makes it fit; the smallest change first."""
    nearest: Remedy | None
    """Where nothing makes it fit: what comes nearest, if anything helps."""


def shortfall(
    project: Project, found: Schedule, window: int, optional: Collection[str] = ()
) -> Shortfall | None:
    """Work out what a plan lacks; None if it ends within its window.

    Args:
        project: The tasks, people and days.
        found: Its schedule.
        window: The week by whose end it should be over.
        optional: Actions that may be left out.
    """
    over = _week(project, found) - window
    if over <= 0:
        return None
    may_go = frozenset(optional) & {task.id for task in project.tasks}
    tried = [*_by_people(project, found, window), *_by_scope(project, found, window, may_go)]
    if all(remedy.week > window for remedy in tried):
        tried += _by_both(project, found, window, may_go)
    fitting = tuple(remedy for remedy in tried if remedy.week <= window)
    nearest = min(tried, key=lambda remedy: remedy.week, default=None)
    return Shortfall(
        weeks=over,
        held_up_by=most_helpful(project, found),
        remedies=fitting,
        nearest=None if fitting or (nearest and nearest.week >= window + over) else nearest,
    )


def _week(project: Project, found: Schedule) -> int:
    return project.days.weeks[found.finish] if found.finish >= 0 else 0


def most_helpful(project: Project, found: Schedule) -> Helped | None:
    """Find where one more person shortens a plan most; None where it shortens it by no week."""
    helped = _choose(project, found)
    if helped is None:
        return None
    gained = _week(project, found) - _week(project, helped[1])
    return Helped(helped[0], gained) if gained else None


def _choose(project: Project, found: Schedule) -> tuple[str | None, Schedule] | None:
    """Add one person where it brings most; None where it brings nothing, not even a day."""
    options = [o for o in _one_more(project, found) if o[1].finish < found.finish]
    if not options:
        return None
    best = min(options, key=lambda option: (_week(project, option[1]), option[1].finish))
    anywhere = next((option for option in options if option[0] is None), None)
    if anywhere:
        gained = _week(project, found) - _week(project, best[1])
        if 2 * (_week(project, found) - _week(project, anywhere[1])) >= gained:
            return anywhere
    return best


def _one_more(project: Project, found: Schedule) -> Iterator[tuple[str | None, Schedule]]:
    """Add one person at a time, where the chain that decides the end would notice it."""
    by_id = {task.id: task for task in project.tasks}
    holders: dict[str | None, None] = {}
    if project.team.pool is not None:
        holders[None] = None
    network = Network(project)
    for link in chain(project, found):
        who = by_id[link.id].holder
        # Nobody brings in a second person for two days of signing.
        if network.full_days(who) >= LEAST_TO_SHARE:
            holders.setdefault(who)
    for holder in holders:
        larger = project.with_team(project.team.with_more(holder, 1))
        helped = schedule(larger, known=found)
        if helped is not None:
            yield holder, helped


def _by_people(project: Project, found: Schedule, window: int) -> list[Remedy]:
    """Add people one by one, each where it shortens the plan most, until it fits."""
    added: dict[str | None, int] = {}
    team = project.team
    for _ in range(MOST_PEOPLE):
        chosen = _choose(project.with_team(team), found)
        if chosen is None:
            break
        holder, found = chosen
        team = team.with_more(holder, 1)
        added[holder] = added.get(holder, 0) + 1
        if _week(project, found) <= window:
            break
    return [Remedy(tuple(added.items()), (), _week(project, found))] if added else []


def _by_scope(
    project: Project, found: Schedule, window: int, optional: frozenset[str]
) -> list[Remedy]:
    """Leave out what shortens the plan most, until it fits; all of it if that does not do.

    Each action by itself is only looked at where leaving out all of them would do.
    """
    bare = schedule(project.without(optional), known=found)
    if bare is None or bare.finish >= found.finish:
        return []
    if _week(project, bare) > window:
        return [Remedy((), tuple(sorted(optional)), _week(project, bare))]
    dropped: list[str] = []
    while _week(project, found) > window:
        options = []
        for id_ in sorted(optional - set(dropped)):
            rest = project.without(frozenset({*dropped, id_}))
            fewer = schedule(rest, known=found)
            if fewer is not None:
                options.append((fewer.finish, id_, fewer))
        if not options:
            return [Remedy((), tuple(sorted(optional)), _week(project, bare))]
        _, id_, found = min(options, key=lambda option: option[:2])
        dropped.append(id_)
    return [Remedy((), tuple(dropped), _week(project, found))]


def _by_both(
    project: Project, found: Schedule, window: int, optional: frozenset[str]
) -> list[Remedy]:
    """Leave out all that may be left out, and add people until it fits."""
    if not optional:
        return []
    fewer = project.without(optional)
    bare = schedule(fewer, known=found)
    every = tuple(sorted(optional))
    more = _by_people(fewer, bare, window) if bare else []
    return [Remedy(remedy.people, every, remedy.week) for remedy in more]
