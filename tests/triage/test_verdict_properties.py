"""What must hold for every project, whatever its answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.triage.profiles import profile, readings
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

MANDATE = (
    "value-case", "test-result", "other-way", "use-acceptable", "user-pull", "business-owner",
    "sponsor-engaged", "budget-to-finish", "production-owner", "dated-blockers", "team-capacity",
)  # fmt: skip
DESIGN = ("carry-over", "design-ceiling", "prod-runnable", "production-design")
PEOPLE = ("production-skills", "production-record", "team-capacity")
GO = ("fix", "restart", "partner")
OWN = ("fix", "restart")
HARSHER = dict.fromkeys(GO, 0) | {"pause": 1, "stop": 2}


def decide(reading: Reading) -> Decision:
    return engine().rules.decide(reading, floor=False)


@given(st.integers(0, 2**40).map(profile))
@settings(max_examples=examples(10_000), deadline=None)
def test_a_better_answer_never_makes_the_verdict_harsher_than_it_may(reading: Reading) -> None:
    """Every answer that is not at its best is raised by one, in turn.

    A better mandate never leads from going on to pausing or stopping, nor from pausing to stopping;
    a better design never from fix to restart; better people never from own work to outsiders, nor
    from going on to a halt.
    """
    before = decide(reading).strategy or ""
    for question in sorted({*MANDATE, *DESIGN, *PEOPLE}):
        level = reading.levels.get(question)
        if level is None or level == questionnaire().question_by_id[question].top:
            continue
        after = decide(reading.with_level(question, level + 1)).strategy or ""
        raised = f"{question} from {level}: {before} to {after}"
        if question in MANDATE:
            assert HARSHER[after] <= HARSHER[before], raised
        if question in DESIGN:
            assert (before, after) != ("fix", "restart"), raised
        if question in PEOPLE:
            assert before not in OWN or after in OWN, raised
            assert before not in GO or after in GO, raised


@pytest.mark.parametrize(
    ("raised", "ceiling", "before"),
    [("design-ceiling", 1, "restart"), ("better-than-today", 2, "fix")],
)
def test_once_a_test_was_fair_and_lost_a_better_answer_can_end_the_project(
    raised: str, ceiling: int, before: str
) -> None:
    """It looks odd and is meant: a better design is then no longer the hope."""
    known = reading_of(case("sound-but-unfinished"))
    lost = {"test-result": 0, "design-ceiling": ceiling, "better-than-today": 3, raised: 1}
    reading = Reading({**known.levels, **lost}, known.facts)
    assert decide(reading).strategy == before
    assert decide(reading.with_level(raised, 2)).strategy == "stop"


@given(readings(most_unknown=0.9))
@settings(max_examples=examples(500))
def test_points_sum_from_their_additions(reading: Reading) -> None:
    table = engine().rules.points
    totals = dict.fromkeys(table.totals(reading), 0)
    for addition in table.additions(reading):
        totals[addition.strategy] += addition.points
    assert totals == table.totals(reading)


@given(readings(most_unknown=0.9))
@settings(max_examples=examples(500))
def test_a_route_with_a_shut_gate_is_never_recommended(reading: Reading) -> None:
    decision = decide(reading)
    chosen = decision.route(decision.strategy or "")
    assert chosen is None or (chosen.is_open and not chosen.hard)


@given(readings(most_unknown=1.0))
@settings(max_examples=examples(500))
def test_there_is_no_recommendation_below_nine_known_framework_answers(reading: Reading) -> None:
    decision = engine().rules.decide(reading)
    framework = [q.id for q in questionnaire().questions if q.quick == "framework"]
    known = sum(question in reading.levels for question in framework)
    assert (decision.strategy is None) == (known < 9)


@given(readings(), st.randoms(use_true_random=False))
@settings(max_examples=examples(200))
def test_the_order_of_answers_changes_nothing(reading: Reading, random: object) -> None:
    shuffled = sorted(reading.levels.items(), key=lambda _: random.random())  # type: ignore[attr-defined]
    other = Reading(dict(shuffled), reading.facts, reading.how_soon)
    assert decide(other) == decide(reading)


@given(readings(), st.integers(0, 10**12))
@settings(max_examples=examples(200))
def test_money_already_spent_changes_nothing(reading: Reading, spent: int) -> None:
    richer = Reading(reading.levels, {**reading.facts, "spent_to_date": spent}, reading.how_soon)
    assert decide(richer) == decide(reading)


def test_nothing_known_supports_no_recommendation() -> None:
    assert engine().triage(Reading({})).decision.strategy is None
