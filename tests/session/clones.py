"""Two people with a clone each of one sessions folder, and real git between them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.session.support import kept
from unstall.session.clone import set_up
from unstall.session.format import encode, read_session
from unstall.session.models import Session

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
THIS_PROGRAM = f"{shlex.quote(sys.executable)} -m unstall"


@dataclass(frozen=True)
class Clone:
    """One person's clone."""

    folder: Path
    person: str
    name: str
    """The session's file, inside the folder."""

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def session(self) -> Session:
        return read_session(self.path)

    @property
    def unmerged(self) -> bool:
        return any(line[:2] in ("UU", "AA") for line in self.git("status", "--short").splitlines())

    def git(self, *arguments: str, fails: bool = False) -> str:
        """Run git, which must succeed, or must fail."""
        nothing = str(self.folder.parent / "no-such-file")
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "HOME": str(self.folder.parent),
                "GIT_CONFIG_GLOBAL": nothing,
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_EDITOR": "true",
                "GIT_AUTHOR_NAME": self.person,
                "GIT_COMMITTER_NAME": self.person,
                "EMAIL": "somebody@example.org",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def put(self, session: Session) -> None:
        """Write a state of the session without telling git."""
        self.path.write_bytes(encode(session))

    def commit(self, session: Session) -> None:
        """Write a state of the session and commit it."""
        self.put(session)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"by {self.person}")


def two_clones(folder: Path, start: Session, *, driver: bool) -> tuple[Clone, Clone]:
    """Give Ana's and Bo's clones of a sessions folder with one session, set up or plain."""
    store, path = kept(folder / "ana", start)
    ana = Clone(store.folder, "Ana", str(path.relative_to(store.folder)))
    ana.git("init", "-q", "-b", "main")
    if driver:
        set_up(ana.folder, THIS_PROGRAM)
    ana.commit(start)
    ana.git("clone", "-q", ".", str(folder / "bo"))
    bo = Clone(folder / "bo", "Bo", ana.name)
    if driver:
        set_up(bo.folder, THIS_PROGRAM)
    bo.git("config", "pull.rebase", "false")
    return ana, bo
