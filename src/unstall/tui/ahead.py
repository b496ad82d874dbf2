"""Looking ahead in the background, and ending as soon as a newer answer has made it useless."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, get_current_worker

from unstall.outlook import outlook_of
from unstall.tui.messages import LookedAhead
from unstall.tui.turns import Turns

if TYPE_CHECKING:
    from textual.app import App

    from unstall.standings import Standings
    from unstall.triage.engine import Triage
    from unstall.tui.desk import Desk


def work_out(app: App[None], desk: Desk, triage: Triage, standings: Standings) -> None:
    """Work out the outlook of a triage on a desk and post it; meant for a thread worker.

    What was measured is kept in `standings` as well, for all who look at the session from outside.
    """
    with suppress(WorkerCancelled):
        outlook = outlook_of(desk.engine, triage, between=Turns(get_current_worker()))
        app.post_message(LookedAhead(desk, triage.reading, outlook))
        standings.keep(triage, desk.session.questionnaire.sha256, outlook.robustness)
