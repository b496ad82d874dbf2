"""Cases with their outlook worked out, once for all tests of words."""

from __future__ import annotations

from functools import cache

from tests.tui.support import desk, session_of_case
from unstall.outlook import outlook_of
from unstall.report.dossier import Dossier
from unstall.session.models import Session
from unstall.tui.wording.dossier import dossier_of


@cache
def weighed(case: str) -> Dossier:
    """Give a case as the screens have it once everything is worked out."""
    return weighed_session(session_of_case(case))


def weighed_session(session: Session) -> Dossier:
    """Give a session as the screens have it once everything is worked out."""
    on_desk = desk(session)
    on_desk.keep_outlook(on_desk.triage, outlook_of(on_desk.engine, on_desk.triage))
    return dossier_of(on_desk)
