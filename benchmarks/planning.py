"""The plan: how near its length lies to the shortest possible, and how long it takes to lay out."""

from __future__ import annotations

from datetime import date
from functools import partial

from benchmarks.projects import builtin
from benchmarks.table import Row, per_call
from unstall.plan.laying import ask, lay
from unstall.plan.scheduled import scheduled
from unstall.session.models import PlanState
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading

HEAD = ("plan", "measured", "aim")
DAY = date(2026, 11, 20)
PEOPLE = (None, 1, 2, 3, 4, 6)
"""Full-time people who are free for it; None if nobody said."""


def plans() -> list[Row]:
    """Measure every plan of the built-in cases, with few and with many people."""
    questionnaire = builtin().questionnaire
    engine = Engine(questionnaire)
    ratios, seconds = [], []
    for case in questionnaire.cases:
        levels = {
            question: questionnaire.question_by_id[question].level_index(level) or 0
            for question, level in case.answers.items()
        }
        for people in PEOPLE:
            told = {} if people is None else {"fte_available": people}
            reading = Reading(levels, {**case.facts, **told}, case.how_soon)
            triage = engine.triage(reading)
            if triage.decision.strategy is None:
                continue
            strategy = questionnaire.strategy_by_id[triage.decision.strategy]
            asked = ask(engine, triage, strategy, PlanState(), DAY)
            laid = lay(asked)
            if laid is not None and laid.main.schedule.least >= 0:
                ratios.append((laid.main.schedule.ratio, case.name, people))
                seconds.append(per_call(partial(scheduled, asked), 1))
    worst, name, people = max(ratios, key=lambda found: found[0])
    middle = sorted(ratio for ratio, _, _ in ratios)[len(ratios) // 2]
    said = "nobody said how many people" if people is None else f"{people} free"
    return [
        (f"Length against its lower bound, worst of {len(ratios)} ({name}, {said})",
         f"{worst:.3f}×", "1.15×"),
        ("Length against its lower bound, median", f"{middle:.3f}×", "–"),
        ("Laying one out, worst", f"{max(seconds) * 1000:.1f} ms", "–"),
    ]  # fmt: skip
