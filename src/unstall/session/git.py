"""Asking git, where it is installed; nothing here is needed where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SECONDS = 60
"""How long git may take for one small thing."""

_OF_ANOTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR")


def is_installed() -> bool:
    """Tell whether git can be run."""
    return shutil.which("git") is not None


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """Run git in a folder, whatever repository it was called from itself.

    None if it is not installed, cannot be run, or does not end in time.
    """
    git = shutil.which("git")
    if git is None:
        return None
    environment = {k: v for k, v in os.environ.items() if k not in _OF_ANOTHER_REPOSITORY}
    try:
        return subprocess.run(  # noqa: S603 - without a shell, and all paths are absolute
            [git, "-C", str(folder.absolute()), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


_STOPPED_AT = ("MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")
"""Where git notes whose commit it was bringing in when it met a conflict."""


def authors(path: Path) -> tuple[str, str]:
    """Tell who changed a file last on our side and on theirs, while git waits for a conflict.

    A blank where git does not know, or is not there.
    """
    if not is_in_repository(path):
        return "", ""
    stopped = (name for name in _STOPPED_AT if _said(path, "rev-parse", "-q", "--verify", name))
    theirs = next(stopped, None)
    if theirs is None:
        return "", ""
    last = (
        _said(path, "log", "-1", "--no-show-signature", "--format=%an", at, "--", path.name)
        for at in ("HEAD", theirs)
    )
    ours, other = last
    return ours, other


def _said(path: Path, *arguments: str) -> str:
    done = run_git(path.resolve().parent, *arguments)
    return done.stdout.decode("utf-8", "replace").strip() if done and not done.returncode else ""


def is_in_repository(path: Path) -> bool:
    """Tell whether a file lies in a git repository, by the folders above it."""
    return any((folder / ".git").exists() for folder in path.resolve().parents)
