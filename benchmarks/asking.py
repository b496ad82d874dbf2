"""How many questions it takes, in three orders: as the files have them, as the call, by value.

Asked are the questionnaire's own cases and the real and composite ones of `tests/cases`, one answer
at a time, each as it was recorded: also "nobody knows". Facts are known from the start. Counting
ends as soon as the verdict is settled or holds up, which takes 60 per cent of the weight and 40 in
every section; and, apart from it, as soon as it is settled or the same in nine of ten draws.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from random import Random

from tests.cases.test_cases import assessed

from benchmarks.projects import builtin
from benchmarks.table import Row
from unstall.questionnaire.models import AuthorCase, Questionnaire
from unstall.triage.engine import Engine, Triage
from unstall.triage.outlook import standing_of, worth_asking
from unstall.triage.reading import Reading
from unstall.triage.robustness import measure, seed_of
from unstall.triage.settled import is_settled

HEAD = ("asked until", "cases", "in file order", "in call order", "by value")
DRAWS = 100
"""Per question; the app draws 2,000."""
Order = Callable[[Triage, list[str]], str]
"""Chooses the next of the questions that are left."""


def questions_until() -> list[Row]:
    """Count them over all cases; medians, with the mean in brackets."""
    engine = Engine(builtin().questionnaire)
    orders = _orders(engine)
    groups = _cases(engine.questionnaire)
    counted = {
        group: [
            {name: count(engine, full, order) for name, order in orders.items()}
            for full in readings
        ]
        for group, readings in groups.items()
    }
    counted["all"] = [each for group in counted.values() for each in group]
    return [
        (
            f"{end}, {group}",
            str(len(each)),
            *(_told([ways[order][place] for ways in each]) for order in orders),
        )
        for place, end in enumerate(("settled or holding up", "settled or nine in ten"))
        for group, each in counted.items()
    ]


def count(engine: Engine, full: Reading, choose: Order) -> tuple[int, int]:
    """Ask until the verdict is settled or holds up, and until it is settled or mostly the same.

    Whoever never comes to an end has asked all questions.
    """
    left = [question.id for question in engine.questionnaire.questions]
    limits = engine.questionnaire.procedure.standing
    reading = Reading({}, full.facts, full.how_soon)
    mostly = None
    for asked in range(len(left)):
        triage = engine.triage(reading)
        if triage.decision.strategy:
            numbers = Random(seed_of(triage.reading))  # noqa: S311 - draws for a share
            drawn = measure(engine, triage, numbers, draws=DRAWS)
            settled = is_settled(engine, triage)
            if mostly is None and (
                settled or drawn.of(triage.decision.strategy) >= limits.holds_up_from
            ):
                mostly = asked
            if settled or standing_of(engine, triage, drawn).word == "holds-up":
                return asked, asked if mostly is None else mostly
        following = choose(triage, left)
        left.remove(following)
        reading = _answered(reading, full, following)
    return asked + 1, asked + 1 if mostly is None else mostly


def _answered(reading: Reading, full: Reading, question: str) -> Reading:
    if question in full.levels:
        return reading.with_level(question, full.levels[question])
    said = full.states.get(question, "unknown")
    return Reading(
        reading.levels, reading.facts, reading.how_soon, {**reading.states, question: said}
    )


def _orders(engine: Engine) -> Mapping[str, Order]:
    call = [question.id for question in engine.questionnaire.call_order]

    def in_file_order(_: Triage, left: list[str]) -> str:
        return left[0]

    def in_call_order(_: Triage, left: list[str]) -> str:
        return min(left, key=call.index)

    def by_value(triage: Triage, left: list[str]) -> str:
        ordered = (worth.question for worth in worth_asking(engine, triage))
        return next((question for question in ordered if question in left), left[0])

    return {"file": in_file_order, "call": in_call_order, "value": by_value}


def _cases(questionnaire: Questionnaire) -> dict[str, list[Reading]]:
    return {
        "archetypes": [_reading(questionnaire, case) for case in questionnaire.cases],
        "real and composite": list(assessed().values()),
    }


def _reading(questionnaire: Questionnaire, case: AuthorCase) -> Reading:
    levels = {
        question: questionnaire.question_by_id[question].level_index(level) or 0
        for question, level in case.answers.items()
    }
    return Reading(levels, case.facts, case.how_soon)


def _told(counts: list[int]) -> str:
    return f"{statistics.median(counts):g} ({statistics.mean(counts):.0f})"
