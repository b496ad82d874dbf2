"""Beginning a session again: a new one in which last time's answers are confirmed or changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unstall.commands.begin import begun
from unstall.commands.completing import complete_session
from unstall.commands.folder import now, session_store, sessions_option
from unstall.commands.output import give, give_json, say

if TYPE_CHECKING:
    from unstall.rerunning import Rerun
    from unstall.session.store import SessionStore


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option(
    "--questionnaire",
    metavar="ID|PATH",
    help="Use this version of the questionnaire instead of the newest one.",
)
@click.option("--same-version", is_flag=True, help="Use the very version of the session.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the session to this file instead of the project's folder (- for output).",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def rerun(
    *,
    session: str,
    questionnaire: str | None,
    same_version: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Begin a session again and print where the new one lies.

    Nothing is answered in it yet. In the app each question shows last time's answer, and Enter
    confirms it; here: unstall answer SESSION --confirm QUESTION, or --confirm-rest all.
    """
    from unstall.commands.find import find_session
    from unstall.errors import UsageError
    from unstall.rerunning import refuse_second, rerun_of, what_changed

    if questionnaire is not None and same_version:
        raise UsageError(
            "--questionnaire and --same-version name two versions", hint="Keep one of the two."
        )
    if as_json and output == Path("-"):
        raise UsageError("-o - and --json both write to standard output", hint="Keep one.")
    store = session_store()
    old = find_session(store, session)
    made = rerun_of(store, old, wanted=questionnaire, same_version=same_version, now=now())
    if output is None:
        refuse_second(old)
        path = store.create(made.session, made.questionnaire, beside=old)
    else:
        path = _written_elsewhere(made, output, store)
    if as_json:
        give_json(_as_data(made, path))
    elif output is None:
        give(str(path))
    for line in (made.notice, what_changed(made)):
        if line:
            say(line)
    if output is None:
        name = path.parent.name
        say(f"Begun, to repeat {old.name}. Go on with: unstall open {name}")
    elif path.parent.resolve() != old.parent.resolve():
        say(f"Last time's answers show once it lies in one folder with {old.name}.")


def _written_elsewhere(made: Rerun, file: Path, store: SessionStore) -> Path:
    from unstall.commands.writing import STANDARD_OUTPUT, write_file
    from unstall.session.files import storage_error
    from unstall.session.format import encode
    from unstall.session.kept import keep_questionnaire

    data = encode(made.session)
    try:
        keep_questionnaire(store.folder, made.questionnaire)
    except OSError as refused:
        raise storage_error(refused, store.folder) from None
    if file == STANDARD_OUTPUT:
        give(data.decode())
    else:
        write_file(data, file, force=False)
    return file


def _as_data(made: Rerun, path: Path) -> dict[str, Any]:
    session, account, versions = made.session, made.account, made.versions
    return {
        **begun(path, session),
        "previous": session.previous,
        "last_time": {
            "path": str(made.old_path),
            "assessed": made.old.assessed.isoformat(),
            "closed": made.old.closed is not None,
            "version": versions.old_version,
        },
        "can_be_confirmed": sorted(
            one.new
            for one in account.answers
            if one.new and one.answer.state != "unanswered" and one not in account.ask_again
        ),
        "ask_again": sorted(one.new for one in account.ask_again if one.new),
        "added": sorted(versions.added),
        "retired": sorted(one.old for one in account.retired),
    }
