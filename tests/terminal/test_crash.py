"""A bug in the app is one line on the screen, with nothing of a client's in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.terminal

BROKEN = """
import sys
from unstall.tui.screens.home import HomeScreen
def fails(self) -> None:
    secret = 'what the client said'
    raise RuntimeError(secret)
HomeScreen.action_refresh = fails
from unstall.cli import run
sys.exit(run(['--sessions', sys.argv[1]]))
"""


def test_a_bug_shows_one_line_and_keeps_its_details_for_the_user(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    program = pexpect.spawn(
        sys.executable,
        ["-c", BROKEN, str(tmp_path / "sessions")],
        env=environment,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
    )
    program.expect("worked")
    program.send("r")
    program.expect(pexpect.EOF)
    program.close()
    said = program.before or ""
    assert "this is a bug in unstall (RuntimeError)" in said
    assert "Traceback" not in said
    assert "what the client said" not in said
    assert program.exitstatus == 2
    kept = tmp_path / "state" / "unstall" / "last-error.txt"
    assert "what the client said" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
