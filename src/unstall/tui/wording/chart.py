"""The plan as a chart: what runs in which weeks and in what state, week beside week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unstall.plan.models import Plan
from unstall.report.dossier import Dossier
from unstall.report.gantt import stage_title
from unstall.report.items import milestones
from unstall.tui.wording.board import BEFORE, numbers
from unstall.tui.wording.progress import State, state_of


@dataclass(frozen=True, slots=True)
class Bar:
    """An action along the weeks."""

    id: str
    number: int
    """Its place in the order of the work, as in the written plan."""
    title: str
    who: str
    is_named: bool
    state: State
    decides: bool
    """It is one of the actions that decide in turn when the plan gets there."""
    first: int
    """Its first week; 0 is the time before week 1."""
    last: int


@dataclass(frozen=True, slots=True)
class Stage:
    """Actions that belong to one stage of the work."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A checkpoint along the weeks."""

    letter: str
    title: str
    week: int
    """The week at whose end it falls; 0 before week 1."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month along the weeks."""

    name: str
    """Short, as "Nov"."""
    week: int
    """The first week of the plan that begins in it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The plan along its weeks."""

    stages: tuple[Stage, ...]
    marks: tuple[Mark, ...]
    months: tuple[Month, ...]
    """None where the weeks have no dates."""
    first: int
    """0 where something comes before week 1, otherwise 1."""
    last: int
    begins: str
    """The day on which it begins, in words."""
    today: str
    """Where today is, in words."""
    today_week: int | None
    """None where today is not among its weeks."""
    today_share: float
    """How much of that week is over, from 0 to 1."""


def chart(dossier: Dossier, plan: Plan, today: date) -> Chart:
    """Lay the plan out along its weeks, as things stand on a day."""
    number = numbers(plan)
    done = {placed.id for placed in plan.actions if placed.done}
    chain = {link.id for link in plan.timing.chain} if plan.timing else set()
    stages: dict[str, list[Bar]] = {}
    for placed in plan.actions:
        bar = Bar(
            id=placed.id,
            number=number[placed.id],
            title=placed.chosen.title,
            who=placed.owner or placed.role,
            is_named=placed.owner is not None,
            state=state_of(dossier, placed, done, today),
            decides=placed.id in chain,
            first=placed.first_week,
            last=placed.last_week,
        )
        stages.setdefault(stage_title(placed.chosen.action.phase), []).append(bar)
    first = BEFORE if any(p.first_week == BEFORE for p in plan.actions) else 1
    week = _today(plan, today, first)
    return Chart(
        stages=tuple(Stage(title, tuple(bars)) for title, bars in stages.items()),
        marks=_marks(dossier),
        months=_months(dossier, plan),
        first=first,
        last=max(plan.last_week, first),
        begins=f"From {dossier.formats.plain_day(plan.begins)}",
        today=_in_words(plan, today, week),
        today_week=week,
        today_share=_share(plan, today, week),
    )


def _marks(dossier: Dossier) -> tuple[Mark, ...]:
    letters: dict[str, str] = {}
    for one in milestones(dossier):
        if one.title not in letters:
            taken = set(letters.values())
            free = (letter for letter in one.title.upper() if letter not in taken)
            letters[one.title] = next(free, one.title[:1])
    return tuple(Mark(letters[one.title], one.title, one.week) for one in milestones(dossier))


def _months(dossier: Dossier, plan: Plan) -> tuple[Month, ...]:
    found: list[Month] = []
    if plan.start is None or dossier.is_quick:
        return ()
    for week in range(1, plan.last_week + 1):
        name = dossier.formats.month(plan.calendar.week_starts(plan.start, week))
        if not found or found[-1].name != name:
            found.append(Month(name, week))
    return tuple(found)


def _today(plan: Plan, today: date, first: int) -> int | None:
    if today < plan.begins or (plan.start is None and first > BEFORE):
        return None
    if plan.start is None or today < plan.start:
        return BEFORE if first == BEFORE else None
    week = plan.calendar.week_of(today, plan.start)
    return week if week <= plan.last_week else None


def _share(plan: Plan, today: date, week: int | None) -> float:
    if not week or plan.start is None:
        return 0.0
    days = (today - plan.calendar.week_starts(plan.start, week)).days
    return days / 7


def _in_words(plan: Plan, today: date, week: int | None) -> str:
    if week is not None:
        return f"Today: week {week}" if week else "Today: before week 1"
    if plan.start is None and today >= plan.begins:
        return "Weeks without dates"
    return "Today: before it begins" if today < plan.begins else "Today: after its last week"
