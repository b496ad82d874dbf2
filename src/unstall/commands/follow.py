"""What became of a plan: recorded, or told."""

from __future__ import annotations

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import now, session_store, sessions_option
from unstall.commands.output import give, give_json, say


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.argument("outcomes", metavar="[ACTION=OUTCOME]...", nargs=-1)
@click.option(
    "--held",
    metavar="CHECKPOINT=DECISION[:DATE]",
    multiple=True,
    help="A checkpoint that was held: go-on, change or stop.",
)
@click.option("--note", "notes", metavar="ACTION=TEXT", multiple=True, help="A note on an action.")
@click.option(
    "--held-note", "held_notes", metavar="CHECKPOINT=TEXT", multiple=True,
    help="A note on a checkpoint that was held.",
)  # fmt: skip
@click.option(
    "--own", is_flag=True, help="In a re-run: its own plan, not that of the session before."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def follow(
    *,
    session: str,
    outcomes: tuple[str, ...],
    held: tuple[str, ...],
    notes: tuple[str, ...],
    held_notes: tuple[str, ...],
    own: bool,
    as_json: bool,
) -> None:
    """Record what became of the last plan, or say what is known of it.

    OUTCOME is done, or done:2026-11-02, or dropped:REASON; with nothing after the = it is taken
    back. In a session that repeats another it is about the plan of the session before, otherwise
    about its own. All that is given is recorded, or nothing of it. With nothing given it lists the
    actions and checkpoints with what became of them.
    """
    from unstall.commands.following import Happened, look, record

    happened = Happened(outcomes=outcomes, held=held, notes=notes, held_notes=held_notes)
    store, at = session_store(), now()
    if happened.is_nothing:
        found = look(store, session, own=own, today=at.date())
    else:
        found = record(store, session, happened, own=own, today=at.date())
    for notice in found.notices:
        say(notice)
    if as_json:
        give_json(found.as_data())
    elif happened.is_nothing:
        give(found.in_full())
    if not happened.is_nothing:
        say(found.in_words())
