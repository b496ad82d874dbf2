"""The page about all projects: what to look at first, common causes, and every project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unstall.portfolio.arrange import Group, GroupBy, grouped
from unstall.portfolio.common import clients_of, sums_of_waiting
from unstall.portfolio.models import CommonCause, LookAt, Portfolio, PortfolioRow
from unstall.report import html, markdown
from unstall.report.blocks import (
    Block,
    Document,
    Line,
    Section,
    Span,
    bullets,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.document import numbered
from unstall.report.formats import Formats
from unstall.report.phrases import capitalised, counted, counted_in_words, listed
from unstall.report.portfolio_cells import (
    actions_cell,
    blockers_cell,
    checkpoint_cell,
    cost_cell,
    due_cell,
    readiness_cell,
    stalled_cell,
    sums_cell,
    trend_cell,
    verdict_cell,
)

MOST_FIRST = 10
"""Projects that are listed as those to look at first; the rest is counted."""
MOST_CAUSES = 10
MOST_ACTIONS = 5

_COLUMNS = (
    "Project 5 | Verdict 5 | Readiness 6 | Blockers 5 | Stalled 3 | A month of waiting 5 "
    "| Next checkpoint 4 | Next triage 4 | Trend 3"
)


@dataclass(frozen=True, slots=True)
class ToldPortfolio:
    """A portfolio with what its sentences need."""

    portfolio: Portfolio
    today: date
    locale: str
    group: GroupBy | None = None
    """What the projects are put together by."""
    narrowed: str = ""
    """Which projects were asked for, as a clause; empty for all."""

    @property
    def formats(self) -> Formats:
        """How days are written; raises `UsageError` for a locale that does not exist."""
        return Formats.of(self.locale, None)


def portfolio_document(told: ToldPortfolio) -> Document:
    """Compose the page."""
    return Document(
        title="Portfolio",
        opening=_opening(told),
        sections=numbered(
            (
                _first(told),
                _causes(told),
                _projects(told),
                Section("reading", "How to read this", _how_to_read(told)),
            )
        ),
    )


def render_portfolio(told: ToldPortfolio, own: Path | None = None) -> str:
    """Write the page as Markdown; see `markdown.render_report`."""
    return markdown.render(portfolio_document(told), "portfolio.md.j2", own)


def render_portfolio_html(told: ToldPortfolio, own: Path | None = None) -> str:
    """Write the page as HTML; see `markdown.render_report`."""
    return html.render(portfolio_document(told), "portfolio.html.j2", own)


def in_short(told: ToldPortfolio) -> str:
    """Count what is there: "12 projects of 4 clients; 3 to look at first"."""
    rows = told.portfolio.rows
    clients = clients_of(rows)
    parts = [counted(len(rows), "project") + (f" of {counted(clients, 'client')}" * bool(clients))]
    if told.narrowed:
        parts.append(told.narrowed)
    overdue = sum(row.is_overdue(told.today) for row in rows)
    if overdue:
        parts.append(f"{overdue} overdue")
    if told.portfolio.first:
        parts.append(f"{len(told.portfolio.first)} to look at first")
    return "; ".join(parts)


def _opening(told: ToldPortfolio) -> tuple[Block, ...]:
    rows = told.portfolio.rows
    opening: list[Block] = [paragraph(f"{told.formats.day(told.today)} · {in_short(told)}")]
    sums = sums_of_waiting(rows)
    if sums:
        said = sum(one.projects for one in sums)
        amounts = listed([cost_cell(one, told.locale) for one in sums])
        opening.append(
            paragraph(
                strong("A month of waiting costs"),
                f" {amounts} {_in_how_many(said, len(rows))}.",
            )
        )
    return tuple(opening)


def _in_how_many(said: int, of: int) -> str:
    if said == of:
        return "in the one project" if of == 1 else "in all projects together"
    told = f"in the {counted_in_words(said, 'project')} that {'says' if said == 1 else 'say'} so"
    others, do = counted_in_words(of - said, "other"), "does" if of - said == 1 else "do"
    return f"{told}; the {others} {do} not say"


def _first(told: ToldPortfolio) -> Section:
    first = told.portfolio.first
    if not first:
        if not told.portfolio.rows:
            return Section("first", "What to look at first")
        nothing = paragraph(_NOTHING_STANDS_OUT)
        return Section("first", "What to look at first", (nothing,))
    more = len(first) - MOST_FIRST
    rest = f"And {counted_in_words(more, 'project')} more, marked in the list." if more > 0 else ""
    return Section(
        "first",
        "What to look at first",
        (
            *bullets(*(_look_at(one) for one in first[:MOST_FIRST])),
            *((paragraph(rest),) if rest else ()),
        ),
    )


_NOTHING_STANDS_OUT = (
    "Nothing stands out: no triage is overdue, no checkpoint passed over, no file damaged, and no "
    "costly project waits for a condition."
)


def _look_at(one: LookAt) -> Line:
    reasons = " ".join(text for _, text in one.reasons)
    return line(strong(one.row.project), f"{_of_client(one.row)}: {reasons}")


def _of_client(row: PortfolioRow) -> str:
    return f" ({row.client})" if row.client else ""


def _causes(told: ToldPortfolio) -> Section:
    causes = told.portfolio.causes[:MOST_CAUSES]
    if not causes:
        return Section("causes", "Common causes")
    rows = table(
        "Cause 5 | Projects 2 | Clients 2 | A month of waiting 4 | In most of their plans 7",
        *(_cause(told, cause) for cause in causes),
    )
    helping = [
        line(strong(action.title), f": in {counted(action.projects, 'plan')}")
        for action in told.portfolio.actions[:MOST_ACTIONS]
    ]
    return Section(
        "causes",
        "Common causes",
        (
            *rows,
            paragraph(
                "A project with several causes counts under each of them, so that these sums "
                "overlap."
            ),
            *((paragraph(strong("What would help most projects:")),) if helping else ()),
            *bullets(*helping),
        ),
    )


def _cause(told: ToldPortfolio, cause: CommonCause) -> tuple[str | Span | Line, ...]:
    return (
        strong(cause.title),
        f"{len(cause.rows)}",
        f"{cause.clients}" if cause.clients else "not named",
        sums_cell(cause, told.locale),
        actions_cell(cause),
    )


def _projects(told: ToldPortfolio) -> Section:
    rows = told.portfolio.rows
    if not rows:
        nothing = paragraph("No project is as asked for." if told.narrowed else "There is none.")
        return Section("projects", "Projects", (nothing,))
    if told.group is None:
        return Section("projects", "Projects", _table(told, rows))
    return Section(
        "projects",
        "Projects by client" if told.group == "client" else "Projects by recommendation",
        parts=tuple(
            _group(told, group, place)
            for place, group in enumerate(grouped(rows, told.group), start=1)
        ),
    )


def _group(told: ToldPortfolio, group: Group, place: int) -> Section:
    sums = " · ".join(cost_cell(one, told.locale) for one in sums_of_waiting(group.rows))
    waiting = f" · a month of waiting costs {sums}" if sums else ""
    told_of = paragraph(f"{capitalised(counted_in_words(len(group.rows), 'project'))}{waiting}")
    return Section(f"group-{place}", group.title, (told_of, *_table(told, group.rows)))


def _table(told: ToldPortfolio, rows: Sequence[PortfolioRow]) -> tuple[Block, ...]:
    marked = {id(one.row) for one in told.portfolio.first}
    return table(_COLUMNS, *(_row(told, row, is_first=id(row) in marked) for row in rows))


def _row(
    told: ToldPortfolio, row: PortfolioRow, *, is_first: bool
) -> tuple[str | Span | Line, ...]:
    mark = " · look at first" if is_first else ""
    client = "" if told.group == "client" else _of_client(row)
    return (
        line(strong(row.project), f"{client}{mark}"),
        verdict_cell(row),
        readiness_cell(row),
        blockers_cell(row),
        stalled_cell(row),
        cost_cell(row.cost, told.locale),
        checkpoint_cell(row, told.today, told.formats),
        due_cell(row, told.today, told.formats),
        trend_cell(row),
    )


def _how_to_read(told: ToldPortfolio) -> tuple[Block, ...]:
    unfilled = sum(not row.is_filled for row in told.portfolio.rows)
    notes = [
        "Each project stands as its newest session shows it. Of a closed session the "
        "recommendation is the one recorded when it was closed.",
        "Readiness is that of the day of the triage, and so are the months stalled.",
        "What a month of waiting costs is what people said, from the least to the most. Nothing is "
        "estimated where nobody said it, and money of two currencies is never added up.",
        "The trend compares the answers given this time and the time before.",
        "To look at first: sessions that cannot be read; advice to end a project that is a month "
        "old or more with nothing recorded as done; checkpoints that are past and not recorded as "
        "held; triages that are overdue; and where waiting costs as much as in the highest "
        "quarter while a condition of the recommendation is not settled.",
    ]
    if unfilled:
        notes.append(
            f"For {counted_in_words(unfilled, 'project')} it was not worked out yet how firmly the "
            "recommendation stands, or on which days the checkpoints of the plan fall."
        )
    return bullets(*notes)
