"""Recording answers, facts and notes: everything that is given, or nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unstall.commands.completing import complete_answer, complete_session
from unstall.commands.folder import now, session_store, sessions_option
from unstall.commands.output import give_json, say

if TYPE_CHECKING:
    from unstall.questionnaire.questions import Depth


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.argument("answers", metavar="[QUESTION=LEVEL]...", nargs=-1, shell_complete=complete_answer)
@click.option(
    "--fact", "facts", metavar="NAME=VALUE", multiple=True, help="A fact about the project."
)
@click.option(
    "--note", "notes", metavar="QUESTION=TEXT", multiple=True, help="A note, in their words."
)
@click.option("--evidence", metavar="QUESTION=TEXT", multiple=True, help="What was shown for it.")
@click.option(
    "--ask", "asks", metavar="QUESTION=TEXT", multiple=True, help="Who finds out, and by when."
)
@click.option(
    "--known", metavar="QUESTION=HOW", multiple=True, help="stated, corroborated or seen."
)
@click.option(
    "--soon",
    metavar="QUESTION=WHEN",
    multiple=True,
    help="How soon what is missing can be had: 2w, 12w or cannot.",
)
@click.option(
    "--confirm",
    metavar="QUESTION",
    multiple=True,
    help="In a re-run: a question, or a fact, that is as it was last time.",
)
@click.option(
    "--confirm-rest",
    metavar="SECTION",
    multiple=True,
    help="In a re-run: all that is left of a section is as it was; or all.",
)
@click.option("--role", metavar="ROLE", help="In a ballot: the role in which you vote.")
@click.option("--depth", type=click.Choice(["quick", "full"]), help="Change the depth.")
@click.option("--currency", metavar="CODE", help="The currency of all money, such as EUR.")
@click.option("--holidays", metavar="PLACE", help="Plan around the holidays of DE, or of DE-BY.")
@click.option(
    "--left-from",
    metavar="DATE",
    help="Lay what is left of the plan out anew from a day; a blank takes it back.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def answer(
    *,
    session: str,
    answers: tuple[str, ...],
    facts: tuple[str, ...],
    notes: tuple[str, ...],
    evidence: tuple[str, ...],
    asks: tuple[str, ...],
    known: tuple[str, ...],
    soon: tuple[str, ...],
    confirm: tuple[str, ...],
    confirm_rest: tuple[str, ...],
    role: str | None,
    depth: Depth | None,
    currency: str | None,
    holidays: str | None,
    left_from: str | None,
    as_json: bool,
) -> None:
    """Record answers, facts and notes in a session: all that are given, or none.

    SESSION may be a ballot: then answers and a role are recorded in it, and no verdict is given.

    LEVEL is a level's id, or its number as on screen (1 is the worst), or unknown, or n/a:REASON.
    With nothing after the = an answer, a fact or a note is taken back. Ids and levels:
    unstall questionnaire show.
    """
    from unstall.commands.changes import Given
    from unstall.commands.recording import record

    recorded = record(
        session_store(),
        session,
        Given(
            answers=answers,
            facts=facts,
            notes=notes,
            evidence=evidence,
            asks=asks,
            known=known,
            soon=soon,
            depth=depth,
            currency=currency,
            holidays=holidays,
            left_from=left_from,
            confirm=confirm,
            confirm_rest=confirm_rest,
            role=role,
        ),
        now(),
    )
    if as_json:
        give_json(recorded.as_data())
    for notice in recorded.notices:
        say(notice)
    say(recorded.in_words())
