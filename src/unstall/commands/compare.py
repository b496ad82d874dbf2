"""What moved between two sessions of a project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import as_json, say
from unstall.commands.writing import output_options, refuse_existing, write_document

if TYPE_CHECKING:
    from unstall.commands.find import Found
    from unstall.session.store import SessionStore
    from unstall.standings import Standings

Form = Literal["text", "md", "html", "json"]


@click.command()
@sessions_option
@click.argument("old", metavar="OLD", shell_complete=complete_session)
@click.argument("new", metavar="[NEW]", required=False, shell_complete=complete_session)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html", "json"]),
    default="text",
    show_default=True,
)
@click.option("--json", "json_", is_flag=True, help="Write JSON, as --format json does.")
@click.option(
    "--redact", is_flag=True, help="For others: no people's names, no notes, no evidence."
)
@output_options
def compare(
    *,
    old: str,
    new: str | None,
    form: Form,
    json_: bool,
    redact: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Say what moved from one session to another, and why the recommendation is another one.

    With one session, or a project, alone: what moved since the session that it repeats.
    """
    refuse_existing(output, force=force)
    store = session_store()
    pair = _since(store, old) if new is None else _named(store, old, new)
    wanted: Form = "json" if json_ else form

    from unstall.standings import Standings

    # A redacted document is written three times over, and measured once.
    standings = Standings()

    def write(sessions: Sequence[Found]) -> str:
        return _written(sessions[0], sessions[1], wanted, standings)

    if redact:
        from unstall.commands.redacting import redacted_together

        if wanted == "text":
            # A name that is broken over two lines is a name all the same.
            text = redacted_together(pair, write, "md", lambda said: " ".join(said.split()))
        else:
            text = redacted_together(pair, write, wanted)
    else:
        text = write(pair)
    write_document(text, output, force=force)


def _named(store: SessionStore, old: str, new: str) -> tuple[Found, Found]:
    from unstall.commands.find import find

    return find(old, store), find(new, store)


def _since(store: SessionStore, wanted: str) -> tuple[Found, Found]:
    """Find a session and the one before it, and say so where that is not the one it names."""
    from unstall.commands.find import Found, find
    from unstall.comparing import session_before

    now = find(wanted, store)
    before = session_before(now.session, now.path, store.folder)
    if before.broken:
        say(
            f"The session that it repeats cannot be had ({before.broken.message}); this is the "
            f"latest one before it: {before.earlier.path}."
        )
    elif not before.is_named:
        say(f"It names no session that it repeats; this is the one before: {before.earlier.path}.")
    return Found(before.earlier.path, before.earlier.session, before.earlier.engine), now


def _written(then: Found, now: Found, form: Form, standings: Standings) -> str:
    from unstall.compare.comparison import compare as hold_against_each_other
    from unstall.comparing import side_of

    sides = (side_of(f.engine, f.session, standings=standings) for f in (then, now))
    comparison = hold_against_each_other(*sides)
    if form == "json":
        from unstall.report.comparison_data import comparison_data

        return as_json(comparison_data(comparison))
    from unstall.commands.user import user_settings
    from unstall.paths import own_templates
    from unstall.report.comparison import (
        compared_of,
        render_comparison,
        render_comparison_html,
    )

    repeats = (now.session.previous, now.path.parent) == (then.path.name, then.path.parent)
    told = compared_of(comparison, user_settings().locale, repeats=repeats)
    if form == "text":
        from unstall.commands.compare_words import compare_words

        return compare_words(told)
    render = render_comparison_html if form == "html" else render_comparison
    return render(told, own_templates())
