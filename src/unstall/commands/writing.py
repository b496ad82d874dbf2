"""Where a document goes: to standard output, or whole into a file; never over another unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from unstall.commands.folder import sessions_folder
from unstall.commands.output import give, say
from unstall.errors import Place, StorageError, UsageError
from unstall.paths import sessions_dir
from unstall.session.files import put_new, put_over
from unstall.session.guard import refuse_session_files

F = TypeVar("F", bound=Callable[..., Any])

STANDARD_OUTPUT = Path("-")


def output_options(command: F) -> F:
    """Add `-o FILE` and `--force` to a command that writes a document."""
    force = click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
    output = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write to this file instead of standard output (-).",
    )
    return output(force(command))


def write_document(
    text: str, file: Path | None, *, force: bool, line_end: str = "\n", begins: str = ""
) -> None:
    """Write a text that ends in one newline, and say where if it is a file.

    A file has `line_end` at the end of its lines, as standard output has, and `begins` before all.
    The file is only for its user to read (0600) and is there whole or not at all. Raises
    `UsageError` if it is there already and `force` is not set, `StorageError` if the disk refuses.
    """
    if file is None or file == STANDARD_OUTPUT:
        give(text, line_end=line_end)
        return
    lines = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    write_file((begins + lines.replace("\n", line_end)).encode(), file, force=force)


def write_file(data: bytes, file: Path, *, force: bool) -> None:
    """Write a file, and say where; see `write_document`."""
    refuse_existing(file, force=force)
    try:
        if force:
            put_over(file, data)
        elif not put_new(file, data):
            refuse_existing(file, force=False)
    except OSError as refused:
        why = (refused.strerror or "the disk refused").lower()
        raise StorageError(f"not written: {why}", Place(file), "Name another file.") from None
    say(f"Written to {file}.")


def refuse_existing(file: Path | None, *, force: bool) -> None:
    """Raise `UsageError` if a file may not be written because of what stands there.

    What belongs to a session is not written over, whatever `force` says.
    """
    if file is None or file == STANDARD_OUTPUT:
        return
    refuse_session_files(file, _sessions())
    if file.is_dir():
        raise UsageError("this is a folder", Place(file), "Name a file in it.")
    if file.exists() and not file.is_file():
        raise UsageError("this is no ordinary file", Place(file), "Name another, or - for output.")
    if not force and (file.exists() or file.is_symlink()):
        raise UsageError("the file is there already", Place(file), "Add --force to overwrite it.")


def _sessions() -> Path:
    context = click.get_current_context(silent=True)
    return sessions_folder(context) if context else sessions_dir()
