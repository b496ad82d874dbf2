"""Writing a document to a file, one question at a time, and never over another in silence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.errors import UnstallError
from unstall.tui.documents import (
    WORD_KINDS,
    Kind,
    exists,
    free_name,
    kinds,
    proposed_name,
    target,
    write,
)
from unstall.tui.past import sides_before
from unstall.tui.widgets.dialogs import AskLine, Choice, Choose
from unstall.tui.wording.dossier import dossier_of

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp
    from unstall.tui.screens.desk_screen import DeskScreen

ANOTHER, OVER = "another", "over"
WITHOUT_WORD = "Word files too, once python-docx is installed: pip install 'unstall[docx]'."


async def export(screen: DeskScreen, first: str, more: Sequence[Kind] = ()) -> None:
    """Ask what to write and where, write it, and say so.

    Runs in a worker of the screen. Whatever fails is said in words, and the file name typed stays
    for another try.

    Args:
        screen: The screen that it was asked for on.
        first: The id of the kind of document that it is most likely about.
        more: Kinds of documents that only this screen can write; they stand before the others.
    """
    app, desk, there = screen.unstall, screen.desk, (*more, *kinds())
    chosen = await app.push_screen_wait(
        Choose(
            "What shall be written?",
            [Choice(known.id, f"{known.title} · {known.detail}") for known in there],
            hint="" if WORD_KINDS[0] in there else WITHOUT_WORD,
            selected=first,
        )
    )
    if chosen is None:
        return
    document = next(known for known in there if known.id == chosen)
    dossier = dossier_of(desk, app.locale)

    def render_and_write(file: Path, over: bool) -> None:
        told = dossier
        if document.called == "report":
            before = sides_before(desk.session, desk.path, app.workspace)
            told = replace(dossier, earlier=before)
        write(file, document.render(told), over=over)

    name = proposed_name(desk.session, document)
    await write_where_wanted(app, document.title, document.id, name, render_and_write)


async def write_where_wanted(
    app: UnstallApp, title: str, id_: str, name: str, put: Callable[[Path, bool], None]
) -> None:
    """Ask for a file, write it, and say so.

    Args:
        app: The app.
        title: What is written.
        id_: Under what a name that was begun is kept.
        name: The name that is proposed.
        put: Writes to a file, over what is there if told so; runs in a thread.
    """
    refusal = ""
    while True:
        typed = await _ask_name(app, title, id_, name, refusal)
        if typed is None:
            return
        name, over = typed, False
        try:
            file = target(app.exports, typed, app.workspace.folder)
            if exists(file):
                decision = await _ask_over(app, file)
                if decision is None:
                    continue
                over = decision == OVER
                file = file if over else free_name(file)
            await asyncio.to_thread(put, file, over)
        except UnstallError as error:
            refusal = str(error)
            continue
        app.say(f"Written to {file}")
        return


async def _ask_name(app: UnstallApp, title: str, id_: str, name: str, refusal: str) -> str | None:
    folder, sessions = app.exports, app.workspace.folder

    def check(typed: str) -> str | None:
        target(folder, typed, sessions)
        return None

    hint = f"In {folder}, unless you name another folder."
    return await app.push_screen_wait(
        AskLine(
            f"{title}: to which file?",
            value=name,
            hint=f"{hint}\n✗ {refusal}" if refusal else hint,
            draft=f"export/{id_}",
            check=check,
        )
    )


async def _ask_over(app: UnstallApp, file: Path) -> str | None:
    return await app.push_screen_wait(
        Choose(
            f"{file.name} is there already",
            (
                Choice(ANOTHER, f"Keep it, and write {free_name(file).name}"),
                Choice(OVER, "Write over it", "What stands in it now is lost."),
            ),
            hint="Esc goes back to the name.",
        )
    )
