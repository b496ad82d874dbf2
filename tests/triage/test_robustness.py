"""How far a verdict holds is measured the same way every time, and against enumeration."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.triage.profiles import readings
from tests.triage.small import Small, smalls
from unstall.questionnaire.models import AuthorCase
from unstall.triage.reading import Reading
from unstall.triage.robustness import Robustness, measure, seed_of, tolerance

ROOT = Path(__file__).parents[2]


def robustness(reading: Reading, draws: int = 200) -> Robustness:
    triage = engine().triage(reading, floor=False)
    return measure(engine(), triage, Random(seed_of(triage.reading)), draws=draws)


@given(readings(most_unknown=0.8))
@settings(max_examples=examples(50), deadline=None)
def test_the_shares_of_all_strategies_sum_to_the_whole(reading: Reading) -> None:
    shares = robustness(reading, draws=50).acceptability
    assert set(shares) == {strategy.id for strategy in questionnaire().strategies}
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("author_case", questionnaire().cases, ids=lambda c: c.name)
def test_a_fully_answered_case_mostly_holds_while_points_are_drawn(author_case: AuthorCase) -> None:
    if author_case.expected.strategy and len(author_case.answers) > 45:
        assert robustness(reading_of(author_case)).of(author_case.expected.strategy) > 0.5


def test_what_is_not_known_spreads_the_shares() -> None:
    known = reading_of(case("sound-but-unfinished"))
    fewer = {
        question: level
        for question, level in known.levels.items()
        if question not in ("design-ceiling", "test-result", "value-case", "other-way")
    }
    assert robustness(Reading(fewer, known.facts)).of("fix") < robustness(known).of("fix")


def test_the_order_of_answers_and_the_hash_seed_of_the_process_change_nothing() -> None:
    code = (
        "from random import Random\n"
        "from tests.builtin import case, engine, reading_of\n"
        "from unstall.triage.reading import Reading\n"
        "from unstall.triage.robustness import measure, seed_of\n"
        "full = reading_of(case('all-middling'))\n"
        "part = dict(sorted(full.levels.items(), key=lambda item: hash(item[0]))[:52])\n"
        "for name in ('design-ceiling', 'value-case', 'user-pull'): part.pop(name)\n"
        "triage = engine().triage(Reading(part, full.facts))\n"
        "found = measure(engine(), triage, Random(seed_of(triage.reading)), draws=300)\n"
        "print(sorted(found.acceptability.items()), found.tolerance)\n"
    )

    def run(seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout

    assert run("1") == run("2")


@given(smalls())
@settings(max_examples=examples(2_000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_within_the_tolerance_no_set_of_errors_swaps_the_first_two_and_beyond_it_one_does(
    small: Small,
) -> None:
    triage = small.engine.triage(small.reading)
    allowed = tolerance(small.engine, triage)
    assume(allowed is not None and 0 < allowed < 5)
    assert allowed is not None
    first, second = triage.decision.ranked[:2]
    table = small.engine.rules.points
    missing = (first.rank_points - first.points) - (second.rank_points - second.points)
    places = [
        place
        for place in range(table.places)
        if _margin(small, first.strategy, second.strategy, {place: 2.0})
        != _margin(small, first.strategy, second.strategy, {})
    ]
    assume(len(places) <= 10)

    def worst(error: float) -> float:
        return missing + min(
            _margin(
                small,
                first.strategy,
                second.strategy,
                {place: 1 + sign * error for place, sign in zip(places, signs, strict=True)},
            )
            for signs in product((-1, 1), repeat=len(places))
        )

    assert worst(allowed * 0.999) > -1e-9
    assert worst(allowed * 1.001) < 1e-9


def _margin(small: Small, first: str, second: str, changed: dict[int, float]) -> float:
    table = small.engine.rules.points
    factors = [changed.get(place, 1.0) for place in range(table.places)]
    totals = table.scaled_totals(small.reading, factors)
    return totals[first] - totals[second]
