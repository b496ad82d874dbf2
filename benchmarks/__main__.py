"""All measurements as ratios to a baseline in the same run: `make benchmarks`.

Times on a shared machine say little by themselves; what is printed and judged is how many times the
baseline something takes, with the runs of both interleaved.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.projects import builtin, fill_folder
from benchmarks.terminal import Program
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading

RUNS = 7
CALLS = 5
"""Quick calls gone through for the time from key to paint."""
BARE = (sys.executable, "-m", "benchmarks.bare")


def app(folder: Path, *more: str) -> tuple[str, ...]:
    """Give the command that opens the app on a sessions folder."""
    return (sys.executable, "-m", "unstall", "--sessions", str(folder), *more)


def first_frame(folder: Path, name: str, last: str) -> tuple[float, float, float, float]:
    """Give medians in seconds: bare app, Home's first names, Home with every row; and memory."""
    bare, names, rows, memory = [], [], [], []
    for _ in range(RUNS):
        with Program(BARE) as program:
            bare.append(program.until("ready 0") - program.started)
            program.settle()
            least = program.end()
        with Program(app(folder)) as program:
            names.append(program.until(name) - program.started)
            rows.append(program.until(last) - program.started)
            program.settle()
            memory.append(program.end() / least)
    return tuple(statistics.median(values) for values in (bare, names, rows, memory))  # type: ignore[return-value]


def key_to_paint(folder: Path) -> tuple[list[float], list[float]]:
    """Give seconds from a key to the next paint: of the bare app, and of a quick call."""
    questionnaire = load(builtin_questionnaires() / "stalled-ai").questionnaire
    quick = [question for question in questionnaire.call_order if question.quick]
    bare, interview = [], []
    for call in range(CALLS):
        with Program(BARE) as program:
            program.until("ready 0")
            program.settle()
            for count in range(1, len(quick)):
                pressed = program.press("2")
                bare.append(program.until(f"also {count}.") - pressed)
                time.sleep(0.05)
        path = fill_folder(folder / f"call-{call}", [], empty=1)[0]
        with Program(app(folder / f"call-{call}", "open", str(path))) as program:
            program.until(quick[0].prompt[:20])
            program.settle()
            for following in quick[1:]:
                pressed = program.press("2")
                interview.append(program.until(following.prompt[:20]) - pressed)
                time.sleep(0.05)
    return bare, interview


def per_call(function: Callable[[], object], times: int = 200) -> float:
    """Give the median time of a call in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def percentile(values: list[float], share: float) -> float:
    """Give the value below which a share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def scored_without_textual(path: Path) -> bool:
    """Tell whether `unstall score` manages without the app's libraries."""
    code = (
        "import sys; from unstall.cli import run; "
        f"run(['score', {str(path)!r}, '--json']); "
        "print('textual' in sys.modules or 'rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip().endswith("False")


def main() -> None:
    """Measure, and print one table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sessions = fill_folder(folder / "fifty", builtin().questionnaire.cases, copies=50)
        rows: list[tuple[str, str, str, str]] = []

        bare, names, every, memory = first_frame(folder / "fifty", "Project 0", "too little known")
        rows.append(
            (
                "Home's first frame, 50 sessions",
                f"{names:.3f} s",
                f"{names / bare:.2f} × bare",
                "1.8",
            )
        )
        rows.append(
            ("Home with every visible row", f"{every:.3f} s", f"{every / bare:.2f} × bare", "–")
        )
        rows.append(("Peak memory of Home", "", f"{memory:.2f} × bare", "1.5"))

        still, moving = key_to_paint(folder)
        for share, label in ((0.5, "median"), (0.95, "p95")):
            base, ours = percentile(still, share), percentile(moving, share)
            rows.append(
                (
                    f"Digit to next question, {label}",
                    f"{ours * 1000:.1f} ms",
                    f"{ours / base:.2f} × bare",
                    "4" if share > 0.5 else "–",
                )
            )

        questionnaire = load(builtin_questionnaires() / "stalled-ai", with_cases=True).questionnaire
        engine = Engine(questionnaire)
        case = next(c for c in questionnaire.cases if c.name == "all-middling")
        levels = {
            question: questionnaire.question_by_id[question].level_index(level) or 0
            for question, level in case.answers.items()
        }
        reading = Reading(levels, case.facts)
        rows.append(
            (
                "Engine, one answer",
                f"{per_call(lambda: engine.triage(reading)) * 1000:.2f} ms",
                "",
                "2 ms",
            )
        )
        rows.append(
            (
                "Engine, the decision alone",
                f"{per_call(lambda: engine.rules.decide(reading)) * 1000:.3f} ms",
                "",
                "–",
            )
        )
        loaded = per_call(lambda: load(builtin_questionnaires() / "stalled-ai"), 9)
        rows.append(("Reading the questionnaire", f"{loaded * 1000:.0f} ms", "", "–"))
        rows.append(
            (
                "`unstall score` without Textual",
                str(scored_without_textual(sessions[0])),
                "",
                "True",
            )
        )

    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        print("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
