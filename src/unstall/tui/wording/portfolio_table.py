"""The portfolio's table: its order, which columns there is room for, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from rich.cells import cell_len

from unstall.overview import STANDING_WORDS
from unstall.portfolio.arrange import ordered
from unstall.tui.country import near_day, writes_decimal_comma
from unstall.tui.drawn import fitted
from unstall.tui.rows import Row, Span, Tone
from unstall.tui.text import short
from unstall.tui.widgets.range_bar import range_bar
from unstall.tui.wording.projects import Setting

if TYPE_CHECKING:
    from unstall.portfolio.arrange import GroupBy
    from unstall.portfolio.models import CostOfWaiting, PortfolioRow

Sort = Literal["next", "project", "client", "strategy", "readiness", "stalled", "cost", "triaged"]
"""What the table can be sorted by; each is the id of a column."""
SORTS: tuple[Sort, ...] = get_args(Sort)

_LEAST_NAME = 14
"""Cells that a project's name keeps beside what matters most."""
_GOOD_NAME = 20
"""Cells that it keeps beside everything else."""
BAR = 3
"""Cells of a section's bar."""
_LEAST_THOUSAND, _LEAST_MILLION = 1_000, 1_000_000
_WAITING: Span = ("…", "dim")
"""What is still being worked out."""

Say = Callable[["PortfolioRow", Setting], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table."""

    id: str
    title: str
    width: int
    say: Say


def in_order(rows: Iterable[PortfolioRow], sort: Sort, today: date) -> tuple[PortfolioRow, ...]:
    """Sort projects; what comes next is past, is due or comes soonest, whichever is shown."""
    if sort != "next":
        return ordered(rows, sort)
    far = date.max

    def place(row: PortfolioRow) -> date:
        found = next_of(row, today)
        return found.on if found else far

    return tuple(sorted(ordered(rows, "project"), key=place))


def columns(
    width: int, sort: Sort, sections: tuple[str, ...], group: GroupBy | None = None
) -> tuple[Column, ...]:
    """Choose the columns that there is room for; the one that is sorted by is among them.

    Args:
        width: Cells of a line.
        sort: What the projects are sorted by.
        sections: Titles of the sections that all projects have; empty if they differ.
        group: What they are put together by, which need not be said again.
    """
    readiness = _readiness(sections)
    wanted: list[tuple[Column, int]] = [(_STRATEGY, _LEAST_NAME), (_NEXT, _LEAST_NAME)]
    if sort in _BY_ID:
        wanted.append((_BY_ID[sort], _LEAST_NAME))
    wanted += [(_STANDING, _LEAST_NAME), (readiness, _LEAST_NAME)]
    wanted += [(column, _GOOD_NAME) for column in (_STALLED, _BLOCKERS, _COST)]
    if group != "client":
        # The column that is sorted by is worth more than room for names.
        rank = (1, _LEAST_NAME) if sort == "client" else (len(wanted), _GOOD_NAME)
        wanted.insert(rank[0], (_CLIENT, rank[1]))
    wanted.append((_TRIAGED, _GOOD_NAME))
    chosen: set[str] = set()
    left = width
    for column, name in wanted:
        if column.id not in chosen and left - column.width - 1 >= name:
            chosen.add(column.id)
            left -= column.width + 1
    order = (_CLIENT, _STRATEGY, _STANDING, readiness, _BLOCKERS, _STALLED, _COST, _TRIAGED, _NEXT)
    return (
        Column("project", "Project", max(left, 1), _project),
        *(column for column in order if column.id in chosen),
    )


def headings(chosen: tuple[Column, ...], sort: Sort) -> Row:
    """Write what stands over the columns; the one that is sorted by has a mark."""
    cells: list[tuple[Span, ...]] = []
    for column in chosen:
        is_sorted = column.id == sort
        title = f"{short(column.title, column.width - 1)}▾" if is_sorted else column.title
        cells.append(((fitted(title, column.width), "accent" if is_sorted else "dim"),))
    return Row(_side_by_side(cells), cut=True)


def table_row(row: PortfolioRow, chosen: tuple[Column, ...], setting: Setting) -> Row:
    """Write one project on one line; its id is its session's path."""
    cells = [_cell(column.say(row, setting), column.width) for column in chosen]
    return Row(_side_by_side(cells), id=str(row.path), cut=True)


def _cell(said: Iterable[Span], width: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    left = width
    for text, tone in said:
        cut = short(text, left) if left > 0 else ""
        spans.append((cut, tone))
        left -= cell_len(cut)
    return _longer(spans or [("", "plain")], max(left, 0))


def _side_by_side(cells: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = ()
    for cell in cells:
        spans = (*(_longer(spans, 1) if spans else ()), *cell)
    return spans


def _longer(spans: Sequence[Span], cells: int) -> tuple[Span, ...]:
    """Add spaces at the end, to the text that stands there."""
    text, tone = spans[-1]
    return (*spans[:-1], (text + " " * cells, tone))


def money_in_brief(cost: CostOfWaiting, locale: str) -> str:
    """Write a month of waiting in few cells: "60–110k EUR"."""
    low, high = _amount(cost.low, locale), _amount(cost.high, locale)
    if low[-1] == high[-1] and not low[-1].isdigit():
        low = low[:-1] if low != high else low
    written = low if low == high else f"{low}–{high}"
    return f"{written} {cost.currency}" if cost.currency else written


def _amount(figure: float, locale: str) -> str:
    if figure >= _LEAST_MILLION:
        written = f"{figure / _LEAST_MILLION:.1f}".removesuffix(".0")
        return f"{written.replace('.', ',') if writes_decimal_comma(locale) else written}m"
    if figure >= _LEAST_THOUSAND:
        return f"{figure / _LEAST_THOUSAND:.0f}k"
    return f"{figure:.0f}"


def _project(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    return ((row.project, "strong"),)


def _client(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    return ((row.client or "", "dim"),)


def _strategy(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    if row.damage:
        return (("✗ damaged", "bad"),)
    if row.verdict is None:
        return (("too little known", "dim"),)
    return ((row.verdict.brief, "plain"),)


def _standing(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    if row.verdict is None:
        return ()
    return ((STANDING_WORDS[row.standing], "plain") if row.standing else _WAITING,)


def _bars(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    spans: list[Span] = []
    for section in row.sections[:_MOST_SECTIONS]:
        spans += [(" ", "plain")] if spans else []
        spans += range_bar(section.low, section.high, BAR)
    return tuple(spans)


def _blockers(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    if row.assessed is None:
        return ()
    certain = sum(b.certain and not b.accepted for b in row.blockers)
    possible = sum(not b.certain for b in row.blockers)
    if not certain and not possible:
        return (("none", "dim"),)
    if not certain:
        return ((f"{possible}?", "dim"),)
    more: Span = (f" +{possible}?" if possible else "", "dim")
    return (f"{certain}", "plain"), more


def _stalled(row: PortfolioRow, _: Setting) -> tuple[Span, ...]:
    months = row.months_stalled
    return () if months is None else ((f"{months:.0f} mo", "plain"),)


def _cost(row: PortfolioRow, setting: Setting) -> tuple[Span, ...]:
    return ((money_in_brief(row.cost, setting.locale), "plain"),) if row.cost else ()


def _triaged(row: PortfolioRow, setting: Setting) -> tuple[Span, ...]:
    if row.assessed is None:
        return ()
    return ((near_day(row.assessed, setting.today, setting.locale), "plain"),)


def _next(row: PortfolioRow, setting: Setting) -> tuple[Span, ...]:
    found = next_of(row, setting.today)
    if found is None:
        return () if row.is_filled else (_WAITING,)
    day = near_day(found.on, setting.today, setting.locale)
    return ((f"{'! ' if found.is_past else ''}{found.what} {day}", found.tone),)


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next in a project, or should have come first of all."""

    what: str
    on: date
    is_past: bool = False

    @property
    def tone(self) -> Tone:
        """How it is said."""
        return "warn" if self.is_past else "plain"


def next_of(row: PortfolioRow, today: date) -> Next | None:
    """Find a checkpoint that was passed over, a re-run that is overdue, or what comes soonest."""
    passed, following = row.passed_over(today), row.next_checkpoint(today)
    if passed and passed.on:
        return Next(passed.kind, passed.on, is_past=True)
    if row.due and row.is_overdue(today):
        return Next("re-run", row.due, is_past=True)
    if following and following.on and (row.due is None or following.on <= row.due):
        return Next(following.kind, following.on)
    return Next("re-run", row.due) if row.due else None


def _readiness(sections: tuple[str, ...]) -> Column:
    if not 0 < len(sections) <= _MOST_SECTIONS:
        return Column("readiness", "Readiness", _MOST_SECTIONS * (BAR + 1) - 1, _bars)
    titles = " ".join(title[:BAR].ljust(BAR) for title in sections)
    return Column("readiness", titles, _MOST_SECTIONS * (BAR + 1) - 1, _bars)


_MOST_SECTIONS = 3
_CLIENT = Column("client", "Client", 14, _client)
_STRATEGY = Column("strategy", "Verdict", 15, _strategy)
_STANDING = Column("standing", "Standing", 8, _standing)
_BLOCKERS = Column("blockers", "Blockers", 8, _blockers)
_STALLED = Column("stalled", "Stalled", 8, _stalled)
_COST = Column("cost", "A month costs", 14, _cost)
_TRIAGED = Column("triaged", "Triaged", 8, _triaged)
_NEXT = Column("next", "Next", 16, _next)
_BY_ID = {column.id: column for column in (_STALLED, _COST, _TRIAGED)}
