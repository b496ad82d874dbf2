"""The way from the desk to what documents and screens are written from."""

from __future__ import annotations

from unstall.report.dossier import Dossier
from unstall.report.formats import DEFAULT_LOCALE, Formats
from unstall.tui.desk import Desk


def dossier_of(desk: Desk, locale: str = DEFAULT_LOCALE) -> Dossier:
    """Gather what the desk holds, so that the screens say it in the words of the documents."""
    formats = Formats.of(locale, desk.session.currency)
    return Dossier(desk.engine, desk.session, desk.triage, desk.plan, formats, desk.outlook)
