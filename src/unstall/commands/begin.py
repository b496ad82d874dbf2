"""Beginning a session: an empty one for a project, or the worked example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from unstall.commands.folder import now, session_store, sessions_option
from unstall.commands.output import give, give_json, say

if TYPE_CHECKING:
    from pathlib import Path

    from unstall.questionnaire.questions import Depth
    from unstall.session.models import Session


@click.command()
@sessions_option
@click.option("--project", metavar="NAME", required=True, help="What the project is called.")
@click.option("--client", metavar="NAME", help="The organisation that it is for.")
@click.option(
    "--questionnaire", metavar="ID|PATH", default="stalled-ai", show_default=True,
    help="The questionnaire to answer.",
)  # fmt: skip
@click.option(
    "--depth", type=click.Choice(["quick", "full"]), default="quick", show_default=True,
    help="The quick call or the full triage; quick answers carry over.",
)  # fmt: skip
@click.option("--currency", metavar="CODE", help="The currency of all its money, such as EUR.")
@click.option("--holidays", metavar="PLACE", help="Plan around the holidays of DE, or of DE-BY.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def new(
    *,
    project: str,
    client: str | None,
    questionnaire: str,
    depth: Depth,
    currency: str | None,
    holidays: str | None,
    as_json: bool,
) -> None:
    """Begin a session for a project and print where it lies."""
    from unstall.commands.user import user_settings
    from unstall.questionnaire.library import find
    from unstall.session.edit import new_session, set_currency, set_holidays

    store = session_store()
    loaded = find(questionnaire, store.folder)
    session = new_session(
        project,
        loaded.questionnaire,
        sha256=loaded.sha256,
        now=now(),
        client=client,
        depth=depth,
    )
    chosen = currency or user_settings().currency
    if chosen:
        session = set_currency(session, chosen)
    place = holidays or user_settings().holidays
    if place:
        session = set_holidays(session, place)
    path = store.create(session, loaded)
    _tell(path, session, as_json=as_json)
    name = path.parent.name
    say(f"Begun. Go on with: unstall open {name}, or unstall answer {name} QUESTION=LEVEL")


@click.command()
@sessions_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def example(as_json: bool) -> None:
    """Write the worked example and print where it lies; an example that is there stays."""
    from unstall.example import write_example

    store = session_store()
    written = write_example(store)
    session = store.open(written.path, write=False).session
    _tell(written.path, session, as_json=as_json)
    if not written.is_new:
        say("The example is there already and was left as it is.")
        return
    name = written.path.parent.name
    say(f"Written. Look at it with: unstall open {name}, unstall score {name}, unstall plan {name}")


def _tell(path: Path, session: Session, *, as_json: bool) -> None:
    if not as_json:
        give(str(path))
        return
    give_json(begun(path, session))


def begun(path: Path, session: Session) -> dict[str, Any]:
    """Describe a session that was begun, for `--json`."""
    return {
        "path": str(path),
        "project": session.project,
        "client": session.client,
        "depth": session.depth,
        "questionnaire": {
            "id": session.questionnaire.id,
            "version": session.questionnaire.version,
            "sha256": session.questionnaire.sha256,
        },
    }
