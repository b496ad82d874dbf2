"""A sessions folder that lies in a git repository: what a clone of it needs to merge sessions.

Which files are merged how stands in `.gitattributes`, which is shared. What does it stands in the
clone's own configuration, because git runs nothing that a repository brings along.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unstall.errors import Place, UsageError
from unstall.session.files import put_over, storage_error
from unstall.session.git import is_installed, run_git

ATTRIBUTES = ("*.toml text eol=lf merge=unstall",)
"""Lines for `.gitattributes`: sessions keep their line ends everywhere and are merged by us."""

IGNORED = (
    "# unstall: what belongs to one machine alone",
    ".*.toml.lock",
    ".*.toml.holder",
    ".*.toml.previous",
    ".*.toml.pending-*",
    ".*.new",
    ".*.again",
    ".bin/",
)
"""Lines for `.gitignore`: locks, the version before, what is on its way to the disk, and the bin.

Copies of questionnaires are not among them, since sessions are read by them, and neither is what
somebody else wrote into an open session (`….conflict-…`), which is to be looked at.
"""

DRIVER = "unstall"
"""What the merge driver is called in git."""
_MERGES = "merge --our-label %X --their-label %Y -- %O %A %B %P"
_OR_BY_LINES = "|| { test $? -eq 1 && exit 1; git merge-file -L ours -L base -L theirs %A %O %B; }"
"""Without this git would take our version for the outcome if the program is not there any more."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """A clone that merges sessions."""

    folder: Path
    """The sessions folder."""
    changed: tuple[str, ...]
    """What was written: `.gitattributes`, `.gitignore`, `git config`; nothing if all was there."""


def settings(program: str) -> dict[str, str]:
    """Give what is put into a clone's configuration.

    Args:
        program: How a shell calls unstall.
    """
    # A percent sign means something to git.
    called = program.replace("%", "%%")
    return {
        f"merge.{DRIVER}.name": "sessions of unstall, answer by answer",
        f"merge.{DRIVER}.driver": f"{called} {_MERGES} {_OR_BY_LINES}",
    }


def set_up(folder: Path, program: str) -> SetUp:
    """Have the clone in which a folder lies merge its sessions; a second time changes nothing.

    Raises `UsageError` if git is not installed or the folder is in no repository, before anything
    is written; `StorageError` if the disk refuses.
    """
    _refuse_no_repository(folder)
    changed = []
    for name, lines in ((".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)):
        try:
            if _add_lines(folder / name, lines):
                changed.append(name)
        except OSError as refused:
            raise storage_error(refused, folder / name) from None
    wanted = settings(program)
    if any(_git(folder, "config", "--local", "--get", key) != said for key, said in wanted.items()):
        changed.append("git config")
        for key, said in wanted.items():
            if _git(folder, "config", "--local", "--replace-all", key, said) is None:
                raise UsageError(
                    "git does not take the configuration", Place(folder), "Look at .git/config."
                )
    return SetUp(folder, tuple(changed))


def _refuse_no_repository(folder: Path) -> None:
    if not is_installed():
        raise UsageError("git is not installed", hint="Install it, or share the folder otherwise.")
    if not folder.is_dir():
        raise UsageError("there is no such folder", Place(folder), "Name the sessions folder.")
    if _git(folder, "rev-parse", "--is-inside-work-tree") != "true":
        raise UsageError(
            "this folder is in no git repository",
            Place(folder),
            "Clone one, or begin one there with git init.",
        )


def _git(folder: Path, *arguments: str) -> str | None:
    """Ask git about a folder; None if it refuses."""
    done = run_git(folder, *arguments)
    if done is None or done.returncode:
        return None
    return done.stdout.decode("utf-8", "replace").rstrip("\n")


def _add_lines(file: Path, lines: tuple[str, ...]) -> bool:
    """Add the lines that are missing at the end; tells whether there were any."""
    before = file.read_bytes() if file.exists() else b""
    there = {line.strip() for line in before.decode("utf-8", "replace").splitlines()}
    missing = [line for line in lines if line not in there]
    if not missing:
        return False
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    put_over(file, before + gap + "".join(f"{line}\n" for line in missing).encode())
    return True
