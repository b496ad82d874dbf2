"""Ways to run the command line: in this process, and as the real program in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.commands.running import Ran, Run, environment
from unstall.cli import run
from unstall.commands import answer, begin, folder, follow, rerun


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that nothing of the user's is read or written."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name, value in environment(folder).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("UNSTALL_SESSIONS", raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def unstall(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def call(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run(list(arguments))
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def program(home: Path) -> Run:
    """Run the real program in a process of its own."""

    def call(*arguments: str, **variables: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "unstall", *arguments],
            env={**os.environ, **environment(home), **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def stop_the_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let it be a given moment from now on, by the command line's only clock."""

    def stop(moment: datetime) -> None:
        for module in (answer, begin, folder, follow, rerun):
            monkeypatch.setattr(module, "now", lambda: moment)

    return stop


@pytest.fixture
def clock(stop_the_clock: Callable[[datetime], None]) -> datetime:
    """Stop the clock on a Friday morning."""
    moment = datetime(2026, 11, 20, 10, 2, 11, tzinfo=timezone(timedelta(hours=1)))
    stop_the_clock(moment)
    return moment


@pytest.fixture
def example(unstall: Run, clock: datetime) -> Path:
    """The worked example, written into this test's home at a fixed moment."""
    path = Path(unstall("example").out.strip())
    assert path.stem == str(clock.date())
    return path
