"""What the answers of a session amount to."""

from __future__ import annotations

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import give, give_json


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--full", is_flag=True, help="Say all that each part holds.")
def score(session: str, as_json: bool, full: bool) -> None:
    """Say what the answers amount to: the verdict, why, and what is not known."""
    from unstall.commands.find import find

    found = find(session, session_store())
    if as_json:
        from unstall.outlook import outlook_of
        from unstall.report.data import score_data

        outlook = outlook_of(found.engine, found.triage)
        give_json(score_data(found.engine, found.session, found.triage, outlook))
        return
    from unstall.commands.score_words import score_words
    from unstall.commands.user import user_settings

    give(score_words(found.dossier(user_settings().locale), full=full))
