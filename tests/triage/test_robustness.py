"""How far a verdict holds is measured the same way every time, and against enumeration."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from math import prod
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.report.examples import furnished
from tests.triage.profiles import readings
from tests.triage.small import Small, smalls
from unstall.outlook import outlook_of
from unstall.questionnaire.models import AuthorCase
from unstall.session.redact import redact, without_free_texts
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading
from unstall.triage.robustness import (
    Robustness,
    measure,
    seed_of,
    to_mark,
    tolerance,
    undecided,
)

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


class EveryOnce:
    """Numbers that draw every set of levels exactly once, with the points as the file has them."""

    AS_WRITTEN = 0.5

    def __init__(self, counts: list[int], places: int) -> None:
        drawn = product(*([(level + 0.5) / count for level in range(count)] for count in counts))
        self._numbers = (n for levels in drawn for n in (*levels, *[self.AS_WRITTEN] * places))

    def random(self) -> float:
        return next(self._numbers)


@given(smalls())
@settings(max_examples=examples(2_000), deadline=None)
def test_the_shares_are_those_of_all_ways_in_which_the_open_answers_can_fall(tried: Small) -> None:
    """Also where answers hide questions and bring them back with the answers they had."""
    engine, reading = tried.engine, tried.reading
    triage = engine.triage(reading)
    still_open = [
        question
        for question in engine.questionnaire.questions
        if question.id not in reading.levels and reading.state(question.id) != "not-applicable"
    ]
    ways = list(product(*(range(question.top + 1) for question in still_open)))
    wanted = dict.fromkeys((strategy.id for strategy in engine.questionnaire.strategies), 0)
    for levels in ways:
        fallen = reading
        for question, level in zip(still_open, levels, strict=True):
            fallen = fallen.with_level(question.id, level)
        wanted[engine.decide(fallen, floor=False).strategy or ""] += 1
    counts = [count for _, count in undecided(engine, triage)]
    numbers = EveryOnce(counts, engine.rules.points.places)
    found = measure(engine, triage, numbers, draws=prod(counts)).acceptability
    assert found == pytest.approx({s: times / len(ways) for s, times in wanted.items()})


@given(smalls(), st.randoms(use_true_random=False))
@settings(max_examples=examples(4_000), deadline=None)
def test_within_the_tolerance_no_set_of_errors_swaps_the_first_two_and_beyond_it_one_does(
    tried: Small, random: Random
) -> None:
    triage = tried.engine.triage(tried.reading)
    allowed = tolerance(tried.engine, triage)
    assume(allowed is not None and 0 < allowed < 5)
    assert allowed is not None
    places = range(tried.engine.rules.points.places)

    def margin(errors: dict[int, float]) -> float:
        """Give how far the first is ahead with some points wrong by a share."""
        table = tried.engine.rules.points
        totals = table.scaled_totals(triage.reading, [1 + errors.get(p, 0.0) for p in places])
        first, second = (
            route.rank_points - route.points + totals[route.strategy]
            for route in triage.decision.ranked[:2]
        )
        return first - second

    def worst(error: float) -> dict[int, float]:
        """Make every set of points wrong in the direction that hurts the first."""
        return {p: error if margin({p: error}) < margin({p: -error}) else -error for p in places}

    assert margin(worst(allowed * 0.999)) > -1e-9
    assert margin(worst(allowed * 1.001)) < 1e-9
    assert margin({p: random.uniform(-allowed, allowed) for p in places}) > -1e-9


@given(smalls(), st.randoms(use_true_random=False))
@settings(
    max_examples=examples(4_000),
    deadline=None,
    # Few small questionnaires have a mark that decides: it is looked for among many.
    suppress_health_check=[HealthCheck.filter_too_much],
)
def test_up_to_the_share_to_the_mark_no_set_of_errors_carries_a_stop_across_and_beyond_it_one_does(
    tried: Small, random: Random
) -> None:
    engine, triage = tried.engine, tried.engine.triage(tried.reading)
    allowed = to_mark(engine, triage)
    assume(allowed is not None and 0 < allowed < 5)
    assert allowed is not None
    procedure, table = engine.questionnaire.procedure, engine.rules.points
    places = range(table.places)

    def ahead(errors: dict[int, float]) -> float:
        """Give by how much a stop is on its side of the mark with some points wrong by a share."""
        totals = table.scaled_totals(triage.reading, [1 + errors.get(p, 0.0) for p in places])
        over = totals[procedure.stop] - procedure.stop_mark
        return over if triage.decision.stop_earned else -over

    def worst(error: float) -> dict[int, float]:
        return {p: error if ahead({p: error}) < ahead({p: -error}) else -error for p in places}

    def stops(errors: dict[int, float]) -> bool:
        """Run the procedure with the stop's own points wrong, and the others as written."""
        totals = table.scaled_totals(triage.reading, [1 + errors.get(p, 0.0) for p in places])
        points = {**triage.decision.points, procedure.stop: totals[procedure.stop]}
        return engine.rules.strategy_under(triage.reading, points) == procedure.stop

    now = triage.decision.strategy == procedure.stop
    assert stops(worst(allowed * 0.999)) is now
    assert stops(worst(allowed * 1.001)) is not now
    assert stops({p: random.uniform(-allowed, allowed) * 0.999 for p in places}) is now


@given(smalls())
@settings(max_examples=examples(2_000), deadline=None)
def test_the_mark_has_a_share_exactly_where_another_number_of_points_for_a_stop_would_matter(
    tried: Small,
) -> None:
    engine, triage = tried.engine, tried.engine.triage(tried.reading)
    procedure, points = engine.questionnaire.procedure, triage.decision.points
    assume(triage.decision.strategy is not None)
    outcomes = {
        engine.rules.strategy_under(triage.reading, {**points, procedure.stop: points_for_stop})
        for points_for_stop in (procedure.stop_mark - 1, procedure.stop_mark)
    }
    can_move = any(engine.rules.points.differences(triage.reading, procedure.stop))
    assert (to_mark(engine, triage) is not None) == (len(outcomes) == 2 and can_move)


def test_names_and_texts_move_nothing_that_is_drawn() -> None:
    """So a redacted copy, or a project of another name, stands exactly as firmly."""
    session = furnished("sound-but-unfinished")
    bare = without_free_texts(redact(session, questionnaire()).session, questionnaire())
    first, second = (
        outlook_of(Engine(questionnaire()), engine().triage_session(one)) for one in (session, bare)
    )
    assert first == second
    more = session.with_facts({"fte_available": None, "months_stalled": 20})
    assert outlook_of(engine(), engine().triage_session(more)).robustness != first.robustness
