"""The screens, measured from outside, against a bare Textual app in the same minutes."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from benchmarks.projects import builtin, fill_folder
from benchmarks.table import Row, percentile
from benchmarks.terminal import Program

HEAD = ("screens", "measured", "ratio", "aim")
STARTS = 7
CALLS = 4
"""Quick calls gone through for the time from key to paint, in each way."""
HURRIED = 0.12
"""Seconds from a paint to the next key with which a look ahead is always under way."""
CALM = 0.9
"""Seconds after which it has ended."""
BARE = (sys.executable, "-m", "benchmarks.bare")


def app(folder: Path, *more: str) -> tuple[str, ...]:
    """Give the command that opens the app on a sessions folder."""
    return (sys.executable, "-m", "unstall", "--sessions", str(folder), *more)


def home(folder: Path) -> list[Row]:
    """Measure how Home with fifty sessions opens, and the memory that it takes."""
    fill_folder(folder, builtin().questionnaire.cases, copies=50)
    bare, names, rows, memory = [], [], [], []
    for _ in range(STARTS):
        with Program(BARE) as program:
            bare.append(program.until("ready 0") - program.started)
            program.settle()
            least = program.end()
        with Program(app(folder)) as program:
            names.append(program.until("Project 0") - program.started)
            rows.append(program.until("too little known") - program.started)
            program.settle()
            memory.append(program.end() / least)
    base, first, every = (statistics.median(values) for values in (bare, names, rows))
    return [
        (
            "Home's first frame, 50 sessions",
            f"{first:.3f} s",
            f"{first / base:.2f} × bare ({base:.3f} s)",
            "1.8",
        ),
        ("Home with every visible row", f"{every:.3f} s", f"{every / base:.2f} × bare", "–"),
        ("Peak memory of Home", "", f"{statistics.median(memory):.2f} × bare", "1.5"),
    ]


def keys(folder: Path) -> list[Row]:
    """Measure the time from a digit to the next question, with and without a look ahead."""
    ways = {"in a hurry": HURRIED, "calm": CALM}
    bare: dict[str, list[float]] = {way: [] for way in ways}
    ours: dict[str, list[float]] = {way: [] for way in ways}
    for call in range(CALLS):
        for way, pause in ways.items():
            bare[way] += of_bare(pause)
            ours[way] += of_interview(folder / f"{way} {call}", pause)
    rows: list[Row] = []
    told = {"calm": "nothing else under way", "in a hurry": "while looking ahead"}
    for share, label in ((0.5, "median"), (0.95, "p95")):
        for way in ("calm", "in a hurry"):
            base, took = percentile(bare[way], share), percentile(ours[way], share)
            rows.append(
                (
                    f"Digit to next question, {label}, {told[way]}",
                    f"{took * 1000:.1f} ms",
                    f"{took / base:.2f} × bare ({base * 1000:.1f} ms)",
                    "4" if share > 0.5 else "–",
                )
            )
    return rows


def of_bare(pause: float) -> list[float]:
    """Give the seconds from key to paint of a bare app, for as many keys as a call has."""
    taken = []
    with Program(BARE) as program:
        program.until("ready 0")
        program.settle()
        for count in range(1, len(quick_prompts())):
            taken.append(key_to(program, f"also {count}."))
            time.sleep(pause)
    return taken


def of_interview(folder: Path, pause: float) -> list[float]:
    """Give the seconds from each digit of a quick call to the next question."""
    prompts, taken = quick_prompts(), []
    path = fill_folder(folder, [], empty=1)[0]
    with Program(app(folder, "open", str(path))) as program:
        program.until(prompts[0])
        program.settle()
        for following in prompts[1:]:
            taken.append(key_to(program, following))
            time.sleep(pause)
    return taken


def key_to(program: Program, text: str) -> float:
    """Press a digit and give the seconds until a text is painted."""
    pressed = program.press("2")
    return program.until(text) - pressed


def quick_prompts() -> list[str]:
    """Give how the questions of the quick call begin, in their order."""
    return [q.prompt[:20] for q in builtin().questionnaire.call_order if q.quick]
