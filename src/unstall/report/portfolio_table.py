"""The portfolio as comma-separated values, one line per project, for spreadsheets.

Days are ISO 8601 and numbers have a point, whatever the country. A cell that a spreadsheet would
take for a formula is defused (`unstall.report.cells`).
"""

from __future__ import annotations

from datetime import date

from unstall.portfolio.models import Portfolio, PortfolioRow
from unstall.portfolio.withheld import NOWHERE
from unstall.report.cells import written

_BEFORE = (
    "project", "client", "session", "state", "triaged", "sessions", "strategy", "shape", "then",
    "recommendation", "standing",
)  # fmt: skip
_AFTER = (
    "trend", "conditions", "stops_start", "stops_launch", "possible_blockers", "months_stalled",
    "month_of_waiting_least", "month_of_waiting_likely", "month_of_waiting_most", "currency",
    "next_checkpoint", "next_checkpoint_on", "checkpoint_passed", "checkpoint_passed_on",
    "next_triage", "overdue", "causes", "look_at_first", "problem",
)  # fmt: skip


def write_portfolio_table(portfolio: Portfolio, today: date) -> str:
    """Write a line per project under a line of headings, in the order of the portfolio.

    Each section has three columns: the ends of its readiness as shares of the top, and its band.
    """
    sections = list(dict.fromkeys(s.id for row in portfolio.rows for s in row.sections))
    reasons = {id(one.row): one.reasons for one in portfolio.first}
    of_sections = [f"{id_}_{part}" for id_ in sections for part in ("low", "high", "band")]

    def cells(row: PortfolioRow) -> list[str]:
        why = [text for _, text in reasons.get(id(row), ())]
        return [*_before(row), *_sections(row, sections), *_after(row, today, why)]

    return written([*_BEFORE, *of_sections, *_AFTER], map(cells, portfolio.rows))


def _before(row: PortfolioRow) -> list[str]:
    verdict = row.verdict
    state = "closed" if row.closed else "open"
    return [
        row.project,
        row.client or "",
        "" if row.path == NOWHERE else str(row.path),
        "damaged" if row.damage else state,
        _day(row.assessed),
        str(row.sessions),
        verdict.strategy if verdict else "",
        verdict.shape or "" if verdict else "",
        verdict.then or "" if verdict else "",
        verdict.in_words if verdict else "",
        row.standing or "",
    ]


def _sections(row: PortfolioRow, wanted: list[str]) -> list[str]:
    known = {section.id: section for section in row.sections}
    cells: list[str] = []
    for id_ in wanted:
        section = known.get(id_)
        cells += (
            [f"{section.low:.4f}", f"{section.high:.4f}", section.band] if section else [""] * 3
        )
    return cells


def _after(row: PortfolioRow, today: date, why: list[str]) -> list[str]:
    certain = [b for b in row.blockers if b.certain]
    cost, following, passed = row.cost, row.next_checkpoint(today), row.passed_over(today)
    return [
        row.trend or "",
        "; ".join(condition.title for condition in row.conditions),
        "; ".join(b.title for b in certain if b.blocks == "start"),
        "; ".join(b.title for b in certain if b.blocks == "launch"),
        str(len(row.blockers) - len(certain)) if row.assessed else "",
        _number(row.months_stalled),
        _number(cost.low if cost else None),
        _number(cost.likely if cost else None),
        _number(cost.high if cost else None),
        cost.currency or "" if cost else "",
        following.kind if following else "",
        _day(following.on if following else None),
        passed.kind if passed else "",
        _day(passed.on if passed else None),
        _day(row.due),
        ("yes" if row.is_overdue(today) else "no") if row.due else "",
        "; ".join(cause.title for cause in row.causes),
        " ".join(why),
        row.damage.reason if row.damage else "",
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.12g}"
