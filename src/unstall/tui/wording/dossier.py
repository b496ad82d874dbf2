"""The way from the desk to what documents and screens are written from."""

from __future__ import annotations

from unstall.report.dossier import Dossier
from unstall.report.formats import DEFAULT_LOCALE, Formats
from unstall.tui.desk import Desk
from unstall.tui.weighed import Weighed


def dossier_of(of: Desk | Weighed, locale: str = DEFAULT_LOCALE) -> Dossier:
    """Gather what a desk holds, so that the screens say it in the words of the documents."""
    formats = Formats.of(locale, of.session.currency)
    return Dossier(of.engine, of.session, of.triage, of.plan, formats, of.outlook)


def without_plan(of: Weighed, locale: str = DEFAULT_LOCALE) -> Dossier:
    """Gather all but the plan, which takes longer than the rest."""
    formats = Formats.of(locale, of.session.currency)
    return Dossier(of.engine, of.session, of.triage, None, formats, of.outlook)
