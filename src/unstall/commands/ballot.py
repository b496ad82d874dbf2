"""Making ballots, on which people vote alone before the room does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import say
from unstall.commands.writing import output_options, refuse_existing, write_document

if TYPE_CHECKING:
    from unstall.workshop.choosing import Questions


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option("--role", metavar="ROLE", help="The role of who gets it; else its voter says it.")
@click.option(
    "--questions",
    type=click.Choice(["quick", "full", "matter"]),
    help="The quick call, the full triage, or what matters most for the verdict. Without it: the "
    "depth of the session.",
)
@output_options
def ballot(
    session: str, role: str | None, questions: Questions | None, output: Path | None, force: bool
) -> None:
    """Write a ballot: a file that people fill in alone, before the room votes.

    One ballot goes to everybody alike. Each voter fills in a copy: unstall open BALLOT, or unstall
    answer BALLOT QUESTION=LEVEL --role ROLE. Then: unstall collect SESSION BALLOT...
    """
    refuse_existing(output, force=force)
    from unstall.commands.find import find
    from unstall.session.ballot import ballot_text, blank_ballot, role_id
    from unstall.session.edit import refuse_if_closed
    from unstall.workshop.choosing import questions_to_vote

    found = find(session, session_store())
    refuse_if_closed(found.session)
    asked = questions_to_vote(found.engine, found.triage, questions or found.session.depth)
    of_role = role_id(found.questionnaire, role) if role is not None else None
    blank = blank_ballot(found.session, found.questionnaire, asked, role=of_role)
    write_document(ballot_text(blank, found.questionnaire), output, force=force)
    say(f"It asks {len(asked)} questions. Each voter fills in a copy of it.")
