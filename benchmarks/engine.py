"""The engine: what follows a key at once, and what is worked out behind it, on one core."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.projects import builtin, fill_folder
from benchmarks.table import Row, per_call
from unstall.outlook import outlook_of
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.triage.engine import Engine, Triage
from unstall.triage.flip_sets import flip_sets
from unstall.triage.outlook import worth_asking
from unstall.triage.reading import Reading
from unstall.triage.reopen import reopeners
from unstall.triage.robustness import DRAWS, measure, seed_of
from unstall.triage.settled import is_settled

HEAD = ("engine", "measured", "aim")
BEHIND = 9
"""Runs of what takes longer than a key."""


def middling() -> tuple[Engine, Reading, Reading]:
    """Give the engine, a session with all 52 questions answered, and its quick call alone."""
    questionnaire = builtin().questionnaire
    case = next(c for c in questionnaire.cases if c.name == "all-middling")
    levels = {
        question: questionnaire.question_by_id[question].level_index(level) or 0
        for question, level in case.answers.items()
    }
    quick = {q: level for q, level in levels.items() if questionnaire.question_by_id[q].quick}
    return Engine(questionnaire), Reading(levels, case.facts), Reading(quick, case.facts)


def at_once(folder: Path) -> list[Row]:
    """Measure what every answer needs, and what a start needs."""
    engine, full, _ = middling()
    loaded = per_call(lambda: load(builtin_questionnaires() / "stalled-ai"), 9)
    session = fill_folder(folder, builtin().questionnaire.cases, copies=1)[0]
    return [
        (
            "Everything for one answer",
            f"{per_call(lambda: engine.triage(full)) * 1000:.2f} ms",
            "2 ms",
        ),
        ("The decision alone", f"{per_call(lambda: engine.rules.decide(full)) * 1000:.3f} ms", "–"),
        ("Reading the questionnaire", f"{loaded * 1000:.0f} ms", "–"),
        ("`unstall score` without Textual", str(scored_without_textual(session)), "True"),
    ]


def behind() -> list[Row]:
    """Measure what the screens do not wait for, with all answered and with the quick call alone."""
    engine, full, quick = middling()
    return [row for reading in (full, quick) for row in _behind(engine, engine.triage(reading))]


def _behind(engine: Engine, triage: Triage) -> list[Row]:
    known = f"{len(triage.reading.levels)} of 52 answered"
    numbers = Random(seed_of(triage.reading))  # noqa: S311 - draws for a share, nothing secret
    work: dict[str, tuple[Callable[[], object], str]] = {
        f"Robustness, {DRAWS:,} draws": (lambda: measure(engine, triage, numbers), "250 ms"),
        "Flips with all pairs": (lambda: flip_sets(engine, triage), "400 ms"),
        "What reopens each closed way": (lambda: reopeners(engine, triage), "60 ms"),
        "Order by value of knowing": (lambda: worth_asking(engine, triage), "–"),
        "Settled or not": (lambda: is_settled(engine, triage), "–"),
        "All of these together": (lambda: outlook_of(engine, triage), "–"),
    }
    return [
        (f"{what}, {known}", f"{per_call(done, BEHIND) * 1000:.1f} ms", aim)
        for what, (done, aim) in work.items()
    ]


def scored_without_textual(path: Path) -> bool:
    """Tell whether `unstall score` manages without the app's libraries."""
    code = (
        "import sys; from unstall.cli import run; "
        f"run(['score', {str(path)!r}, '--json']); "
        "print('textual' in sys.modules or 'rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip().endswith("False")
