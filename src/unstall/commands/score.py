"""What the answers of a session amount to."""

from __future__ import annotations

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import sessions_option
from unstall.commands.output import give


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
def score(session: str) -> None:
    """Say what the answers amount to: the verdict, why, and what is not known."""
    from unstall.commands.find import find

    found = find(session)
    from unstall.commands.score_words import score_words

    give(score_words(found.session, found.questionnaire, found.triage))
