"""What there is in the sessions folder, one line per project."""

from __future__ import annotations

import click

from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import give, give_json, say


@click.command("list")
@sessions_option
@click.option("--all", "every", is_flag=True, help="Every session, not only each project's newest.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def list_(every: bool, as_json: bool) -> None:
    """List the projects with their newest session, the newest first."""
    from unstall.commands.rows import as_data, rows, rows_in_words
    from unstall.paths import standings_file
    from unstall.standings import Standings

    store = session_store()
    shown = rows(store, Standings(standings_file()), every=every)
    if as_json:
        give_json({"folder": str(store.folder), "sessions": [as_data(row) for row in shown]})
    elif shown:
        give("\n".join(rows_in_words(shown)))
    else:
        say(f"There are no sessions in {store.folder}. Begin with unstall new, or unstall example.")
