"""The way from the desk to what documents and screens are written from."""

from __future__ import annotations

from dataclasses import replace

from unstall.report.dossier import Dossier
from unstall.report.formats import DEFAULT_LOCALE, Formats
from unstall.tui.desk import Desk
from unstall.tui.weighed import Weighed


def dossier_of(of: Desk | Weighed, locale: str = DEFAULT_LOCALE) -> Dossier:
    """Gather what a desk holds, so that the screens say it in the words of the documents."""
    now = of if isinstance(of, Weighed) else of.shown
    return replace(without_plan(now, locale), plan=now.plan)


def without_plan(of: Weighed, locale: str = DEFAULT_LOCALE) -> Dossier:
    """Gather all but the plan, which takes longer than the rest."""
    formats = Formats.of(locale, of.session.currency)
    return Dossier(
        of.engine,
        of.session,
        of.triage,
        None,
        formats,
        worked_out=of.outlook,
        discussed=of.discussion,
    )
