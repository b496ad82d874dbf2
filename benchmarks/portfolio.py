"""The portfolio: 10,000 sessions of 2,500 projects, with its index and without.

Seconds of one core, in a process of its own for each run, against reading the same files as TOML
and nothing more in the same minutes. The screen is measured from outside, as Home is.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.portfolio_folder import fill_large_folder
from benchmarks.projects import builtin, fill_folder
from benchmarks.screens import app
from benchmarks.table import Row
from benchmarks.terminal import Program
from unstall.paths import portfolio_file
from unstall.session.format import MOST_BYTES
from unstall.toml import read_toml

HEAD = ("portfolio", "measured", "ratio", "aim")
PROJECTS = 2_500
FEWER = 250
STARTS = 5
SETTLED_SECONDS = 2.1
"""After which a file that was just written is relied on without being read."""
PORTFOLIO_KEY = "P"
HOME_SECONDS = 2.0
"""How long somebody looks at Home before the key; it goes on reading what is in view."""


def portfolio(folder: Path) -> list[Row]:
    """Measure the index cold and warm, its growth and memory, and the screen's first frame."""
    few, many = folder / "few", folder / "many"
    few_sessions = fill_large_folder(few, FEWER)
    sessions = fill_large_folder(many, PROJECTS)
    index = folder / "many.sqlite3"
    # In turns, because the machine is shared.
    small, cold, bare = [], [], []
    for _ in range(3):
        small.append(_cold(few, folder / "few.sqlite3"))
        bare.append(_as_toml(many))
        cold.append(_cold(many, index))
    time.sleep(SETTLED_SECONDS)
    again = _read(many, index)
    warm = [_read(many, index) for _ in range(STARTS)]
    taken = statistics.median(one["cpu"] for one in cold)
    per_session = taken / sessions
    per_few = statistics.median(one["cpu"] for one in small) / few_sessions
    as_toml = statistics.median(bare)
    kept = statistics.median(one["cpu"] for one in warm)
    return [
        (
            f"{sessions:,} sessions of {PROJECTS:,} projects without an index",
            f"{1 / per_session:,.0f} sessions/s",
            f"{taken / as_toml:.2f} × reading each project's two newest as TOML ({as_toml:.2f} s)",
            "1,500",
        ),
        (
            f"A session of {sessions:,} against one of {few_sessions:,}",
            f"{per_session * 1000:.2f} ms, {per_few * 1000:.2f} ms",
            f"{per_session / per_few:.2f} ×",
            "1",
        ),
        (
            "Every row from the index",
            f"{kept:.2f} s",
            f"{kept / taken:.3f} × without",
            "–",
        ),
        (
            "The same with every file just written, read again and compared",
            f"{again['cpu']:.2f} s",
            f"{again['cpu'] / taken:.3f} × without",
            "–",
        ),
        (
            f"Peak memory, {sessions:,} sessions against {few_sessions:,}",
            f"{cold[-1]['memory'] / 1024:.0f} MB, {small[-1]['memory'] / 1024:.0f} MB",
            f"{cold[-1]['memory'] / small[-1]['memory']:.2f} ×",
            "–",
        ),
        *_screen(many, folder / "fifty"),
    ]


def _screen(many: Path, fifty: Path) -> list[Row]:
    """Measure the portfolio from its key on, against Home with fifty from the start on."""
    fill_folder(fifty, builtin().questionnaire.cases, copies=50)
    for _ in range(2):
        # What was just written is read again the first time.
        _read(many, portfolio_file(many))
        time.sleep(SETTLED_SECONDS)
    home, first, rows = [], [], []
    every = f"Portfolio   {PROJECTS} projects"
    for _ in range(STARTS):
        with Program(app(fifty)) as program:
            home.append(program.until("Project 0") - program.started)
        with Program(app(many)) as program:
            program.until("Project ")
            program.settle(HOME_SECONDS, most=HOME_SECONDS)
            pressed = program.press(PORTFOLIO_KEY)
            first.append(program.until(f"of {PROJECTS:,}", every) - pressed)
            rows.append(program.until(every) - pressed)
    base = statistics.median(home)
    ways = (("first rows", first, "3"), ("every row", rows, "–"))
    return [
        (
            f"Portfolio's {what} with {PROJECTS:,} projects, index warm",
            f"{statistics.median(taken):.3f} s",
            f"{statistics.median(taken) / base:.2f} × Home with fifty ({base:.3f} s)",
            aim,
        )
        for what, taken, aim in ways
    ]


def _cold(folder: Path, index: Path) -> dict[str, float]:
    index.unlink(missing_ok=True)
    return _read(folder, index)


def _read(folder: Path, index: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.portfolio_rows", str(folder), str(index)],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _as_toml(folder: Path) -> float:
    """Give the seconds of one core for reading each project's two newest sessions as TOML."""
    begun = time.process_time()
    for project in sorted(folder.glob("project-*")):
        for path in sorted(project.iterdir(), reverse=True)[:2]:
            read_toml(path, most_bytes=MOST_BYTES)
    return time.process_time() - begun
