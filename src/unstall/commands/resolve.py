"""Choosing between two versions of a session that stand in one file."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import click

from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import give, give_json, one_line, quoted, say
from unstall.errors import QuestionnaireError, UsageError
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from unstall.session.conflict import Conflicted
    from unstall.session.conflict_words import Told
    from unstall.session.merge import Conflict, Side

SIDES: tuple[Side, Side] = ("ours", "theirs")
MOST_NAMED = 8
"""How many conflicts are named in an error."""
LEFT = 1
"""Exit code while there is something to choose."""


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.argument("choices", metavar="[QUESTION=ours|theirs]...", nargs=-1)
@click.option(
    "--all", "rest", type=click.Choice(["ours", "theirs"]), help="A side for all that is not named."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def resolve(session: str, choices: tuple[str, ...], rest: str | None, as_json: bool) -> int:
    """Choose between two versions of a session that could not be merged.

    Without a choice it lists what both sides changed and what each of them says, and the exit code
    is 1. With a side for every one of them the session is written.
    """
    from unstall.commands.find import find_session
    from unstall.session.conflict import read_conflict, with_authors
    from unstall.session.conflict_words import told
    from unstall.session.git import is_in_repository
    from unstall.session.kept import questionnaire_for

    store = session_store()
    path = find_session(store, session)
    conflicted = with_authors(read_conflict(path), path)
    merged = conflicted.merged
    questionnaire = None
    with suppress(QuestionnaireError):
        questionnaire = questionnaire_for(merged.ours, path, store.folder).questionnaire
    tellings = told(merged, questionnaire)
    chosen = _chosen(choices, cast("Side | None", rest), merged.conflicts)
    is_listed = bool(merged.conflicts) and not chosen
    if not is_listed:
        store.resolve(path, conflicted, chosen)
    if as_json:
        give_json(
            {
                "path": str(path),
                "resolved": not is_listed,
                "ours": conflicted.our_label,
                "theirs": conflicted.their_label,
                "conflicts": [_as_data(one, chosen) for one in tellings],
            }
        )
    elif is_listed:
        give("\n".join(_in_words(conflicted, tellings)))
    if is_listed:
        called = f"unstall resolve {shlex.quote(one_line(session))}"
        say(f"Choose with: {called} {tellings[0].conflict.name}=ours, or =theirs, or --all ours.")
        return LEFT
    add = f" Tell git: git add {shlex.quote(str(path))}." if is_in_repository(path) else ""
    say(f"The session is whole again; the file as it was is kept as the version before.{add}")
    return 0


def _chosen(
    given: Sequence[str], rest: Side | None, conflicts: Sequence[Conflict]
) -> dict[Conflict, Side]:
    """Read a side for every conflict; nothing if none was given.

    Raises `UsageError` for what is not in conflict, for what is no side, and if some are left.
    """
    by_name = {conflict.name: conflict for conflict in conflicts}
    chosen: dict[Conflict, Side] = {}
    for choice in given:
        name, _, side = choice.partition("=")
        name = name.strip().removeprefix("answers.")
        if name not in by_name:
            meant = did_you_mean(name, by_name) or _named(by_name)
            raise UsageError(f"{quoted(name)} is not in conflict", hint=meant)
        if side not in ("ours", "theirs"):
            raise UsageError(
                f"{quoted(side)} is not a side", hint=f"Write {name}=ours or {name}=theirs."
            )
        if chosen.setdefault(by_name[name], cast("Side", side)) != side:
            raise UsageError(f"{name} is chosen twice, each time otherwise", hint="Choose one.")
    if rest:
        chosen = {conflict: chosen.get(conflict, rest) for conflict in conflicts}
    left = [conflict.name for conflict in conflicts if conflict not in chosen]
    if chosen and left:
        raise UsageError(
            f"no side is chosen for {_listed(left)}",
            hint="Choose one for each, or say --all ours or --all theirs for the rest.",
        )
    return chosen


def _named(names: Sequence[str] | dict[str, Conflict]) -> str:
    return f"In conflict: {_listed(list(names))}." if names else "Nothing is."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{', '.join(names[:MOST_NAMED])}{more}"


def _in_words(conflicted: Conflicted, tellings: Sequence[Told]) -> Iterator[str]:
    """Tell each conflict with both sides below it."""
    for one in tellings:
        yield f"{one.conflict.name}: {one.title}"
        for side in SIDES:
            first, *more = one.of(side)
            yield f"  {conflicted.side_in_words(side)}: {first}"
            yield from (f"    {line}" for line in more)


def _as_data(one: Told, chosen: dict[Conflict, Side]) -> dict[str, Any]:
    return {
        "name": one.conflict.name,
        "title": one.title,
        "ours": list(one.ours),
        "theirs": list(one.theirs),
        "chosen": chosen.get(one.conflict),
    }
