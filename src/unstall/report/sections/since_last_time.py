"""Since last time: what a session that repeats another has to tell that no first session can.

The page stands on the session as it is and on the files before it, never on the day on which it is
written: as of the day that its answers describe.
"""

from __future__ import annotations

from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_through
from unstall.compare.side import Side
from unstall.compare.trend import trend
from unstall.report.blocks import Section, paragraph
from unstall.report.compared import Compared
from unstall.report.dossier import Dossier
from unstall.report.sections.checkpoints_followed import checkpoints_followed
from unstall.report.sections.compared_verdict import verdict
from unstall.report.sections.compared_why import why
from unstall.report.sections.explained import moves_explained
from unstall.report.sections.follow_through import plan_followed
from unstall.report.sections.trend import trend_section

ID, TITLE = "since-last-time", "Since last time"


def since_last_time(dossier: Dossier) -> Section:
    """Compose the page; empty for a session that repeats no other."""
    if not dossier.earlier:
        return Section(ID, TITLE)
    now = Side(dossier.session, dossier.engine, dossier.triage, dossier.plan, dossier.standing.word)
    comparison = compare(dossier.earlier[-1], now)
    followed = follow_through(comparison, dossier.session.assessed)
    told = Compared(comparison, dossier.formats, followed)
    changed = why(told)
    parts = (
        Section("since-verdict", "The recommendation then and now", verdict(told).blocks),
        # Between two questionnaires nothing that was answered can account for anything.
        *((Section("since-why", changed.title, changed.blocks),) if told.is_comparable else ()),
        plan_followed(told),
        checkpoints_followed(told),
        moves_explained(told, in_full=True),
        trend_section(trend((*dossier.earlier, now)), dossier.formats),
    )
    return Section(
        ID,
        TITLE,
        (paragraph(f"Held against the session before this one, of {told.day_then}."),),
        tuple(part for part in parts if not part.is_empty),
    )
