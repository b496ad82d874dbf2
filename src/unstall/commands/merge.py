"""Two versions of a session put together: the merge driver for git, and setting it up."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from unstall.commands.folder import sessions_folder, sessions_option
from unstall.commands.output import give, say
from unstall.errors import UsageError

CLEAN = 0
CONFLICT = 1
"""Exit codes that git knows; what goes wrong otherwise is 2."""

_FILES = (3, 4)


@click.command()
@sessions_option
@click.argument("files", nargs=-1, metavar="BASE OURS THEIRS [PATH]", type=click.Path())
@click.option("--our-label", default="", metavar="TEXT", help="What conflicts say of OURS.")
@click.option("--their-label", default="", metavar="TEXT", help="What conflicts say of THEIRS.")
@click.option(
    "--set-up",
    is_flag=True,
    help="Have a git clone merge sessions with this: unstall merge --set-up [FOLDER].",
)
def merge(files: tuple[str, ...], our_label: str, their_label: str, set_up: bool) -> int:
    """Put two versions of a session together, answer by answer; the outcome goes into OURS.

    Made for git, which calls it once a clone is set up. What both changed stands in OURS with
    markers, and the exit code is 1; unstall resolve or the app then ask which to keep. PATH is what
    the file is called in messages. A file that is no session is merged by lines.
    """
    if set_up:
        return _set_up(files)
    if len(files) not in _FILES:
        raise UsageError(
            "three files are merged: the base, ours and theirs",
            hint="Git names them; set a clone up with unstall merge --set-up.",
        )
    from unstall.session.merge_files import merge_files

    base, ours, theirs = (Path(file) for file in files[:3])
    outcome = merge_files(
        base, ours, theirs, our_label=_label(our_label), their_label=_label(their_label)
    )
    if outcome.is_clean:
        return CLEAN
    say(f"unstall: {files[-1] if len(files) > len(files[:3]) else ours}: {outcome.said}.")
    return CONFLICT


def _label(given: str) -> str:
    # An older git hands on the names of what it does not know.
    return "" if given.startswith("%") else given


def _set_up(given: tuple[str, ...]) -> int:
    from unstall.session.clone import set_up

    if len(given) > 1:
        raise UsageError("one folder is set up at a time", hint="Name the sessions folder.")
    folder = Path(given[0]) if given else sessions_folder()
    done = set_up(folder, _program())
    if done.changed:
        give("\n".join(done.changed))
        say(f"Set up: sessions in {folder} are merged answer by answer. Commit the new files.")
    else:
        say(f"Nothing to do: {folder} is set up already.")
    return CLEAN


def _program() -> str:
    """Say how git's shell calls this program."""
    if shutil.which("unstall"):
        return "unstall"
    return f"{shlex.quote(sys.executable)} -m unstall"
