"""Looking ahead in the background, and ending as soon as a newer answer has made it useless."""

from __future__ import annotations

from contextlib import suppress
from time import sleep
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, get_current_worker

from unstall.outlook import outlook_of
from unstall.tui.messages import LookedAhead
from unstall.tui.turns import Turns
from unstall.tui.wording.closer import CloserLook, look_closer

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import App

    from unstall.report.dossier import Dossier
    from unstall.standings import Standings
    from unstall.tui.desk import Desk
    from unstall.tui.weighed import Weighed


AFTER_THE_PAINT = 0.05
"""Seconds by which what the key changed has been painted."""


def work_out(app: App[None], desk: Desk, weighed: Weighed, standings: Standings) -> None:
    """Work out the outlook of a state on a desk and post it; meant for a thread worker.

    What was measured of the session itself is kept in `standings` as well, for all who look at it
    from outside; what is only being tried out leaves no trace.
    """
    triage = weighed.triage
    worker = get_current_worker()
    sleep(AFTER_THE_PAINT)
    with suppress(WorkerCancelled):
        outlook = outlook_of(desk.engine, triage, between=Turns(worker))
        app.post_message(LookedAhead(desk, triage, outlook))
        if weighed is desk.real:
            standings.keep(triage, weighed.session.questionnaire.sha256, outlook.robustness)


def look_in_turns(
    dossier: Dossier, sections: Collection[str], before: CloserLook
) -> CloserLook | None:
    """Look closer as `look_closer` does, for a thread worker; None if nobody needs it any more."""
    with suppress(WorkerCancelled):
        return look_closer(dossier, sections, before, between=Turns(get_current_worker()))
    return None
