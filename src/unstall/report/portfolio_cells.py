"""What a portfolio says of one project or cause, in the few words that a cell has room for."""

from __future__ import annotations

from datetime import date

from unstall.overview import STANDING_WORDS
from unstall.portfolio.models import CommonCause, CostOfWaiting, PortfolioRow, SumOfWaiting
from unstall.report.formats import Formats
from unstall.report.phrases import counted, in_words, joined
from unstall.report.sections.planned import KINDS

BEING_WEIGHED = "being weighed"
NOT_WORKED_OUT = "not worked out yet"
TOO_LITTLE = "Too little known"
MOST_NAMED = 3
"""Blockers and actions that are named; the rest is counted."""

TRENDS = {
    "better": "better",
    "worse": "worse",
    "same": "about the same",
    "first": "first time",
    "not comparable": "not comparable",
}


def verdict_cell(row: PortfolioRow) -> str:
    """Say what is recommended, and how firmly."""
    if row.assessed is None:
        return "Cannot be read"
    if row.verdict is None:
        return TOO_LITTLE
    standing = STANDING_WORDS[row.standing] if row.standing else BEING_WEIGHED
    return f"{row.verdict.in_words} · {standing}"


def readiness_cell(row: PortfolioRow) -> str:
    """Name the band of every section, as far as it can be told."""
    return "; ".join(f"{section.title}: {section.band}" for section in row.sections)


def blockers_cell(row: PortfolioRow) -> str:
    """Name what stops a start or a launch for certain, and count what possibly does."""
    certain = [b.title for b in row.blockers if b.certain and not b.accepted]
    accepted = [b.title for b in row.blockers if b.certain and b.accepted]
    possible = [b.title for b in row.blockers if not b.certain]
    parts = (
        joined(certain, MOST_NAMED),
        f"accepted: {joined(accepted, MOST_NAMED)}" if accepted else "",
        f"{in_words(len(possible))} not known yet" if possible else "",
    )
    return "; ".join(part for part in parts if part)


def stalled_cell(row: PortfolioRow) -> str:
    """Say for how long it had been stalled on the day of the triage."""
    return "" if row.months_stalled is None else counted(row.months_stalled, "month")


def cost_cell(cost: CostOfWaiting | SumOfWaiting | None, locale: str) -> str:
    """Write what a month of waiting costs, as it was given."""
    if cost is None:
        return ""
    written = Formats.of(locale, cost.currency).money_range(cost.low, cost.high)
    return written if cost.currency else f"{written} (no currency said)"


def checkpoint_cell(row: PortfolioRow, today: date, formats: Formats) -> str:
    """Say which checkpoint of the plan comes next, and when."""
    if row.assessed is None:
        return ""
    if row.checkpoints is None:
        return NOT_WORKED_OUT
    following = row.next_checkpoint(today)
    if following is None or following.on is None:
        return ""
    return f"{KINDS[following.kind]}, {formats.plain_day(following.on)}"


def due_cell(row: PortfolioRow, today: date, formats: Formats) -> str:
    """Say when the next triage is due, and whether that is past."""
    if row.due is None:
        return ""
    late = "overdue since " if row.is_overdue(today) else ""
    return f"{late}{formats.plain_day(row.due)}"


def trend_cell(row: PortfolioRow) -> str:
    """Say how the answers moved since the session before."""
    return TRENDS[row.trend] if row.trend else ""


def sums_cell(cause: CommonCause, locale: str) -> str:
    """Write what its projects say that a month of waiting costs, each currency by itself."""
    parts = [f"{cost_cell(s, locale)} in {counted(s.projects, 'project')}" for s in cause.costs]
    return "; ".join(parts) or "nobody said"


def actions_cell(cause: CommonCause) -> str:
    """Name the actions that stand against a cause in most plans."""
    named = [f"{action.title} ({action.projects})" for action in cause.actions[:MOST_NAMED]]
    return "; ".join(named)
