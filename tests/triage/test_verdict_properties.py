"""What must hold for every project, whatever its answers."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.builtin import engine, questionnaire
from tests.proof import examples
from tests.triage.profiles import readings
from unstall.triage.reading import Reading
from unstall.triage.verdict import Decision

MANDATE = (
    "value-case", "test-result", "other-way", "use-acceptable", "user-pull", "business-owner",
    "sponsor-engaged", "budget-to-finish", "production-owner", "dated-blockers", "team-capacity",
)  # fmt: skip
DESIGN = ("carry-over", "design-ceiling", "prod-runnable", "production-design")
PEOPLE = ("production-skills", "production-record", "team-capacity")
GO = ("fix", "restart", "partner")
WORSE = dict.fromkeys(GO, 0) | {"pause": 1, "stop": 2}


def decide(reading: Reading) -> Decision:
    return engine().rules.decide(reading, floor=False)


@st.composite
def raised(draw: st.DrawFn, among: tuple[str, ...]) -> tuple[Decision, Decision]:
    """Draw a verdict, and the verdict after one of the answers has become one level better."""
    reading = draw(readings())
    question = draw(st.sampled_from(among))
    level = reading.levels.get(question)
    assume(level is not None and level < questionnaire().question_by_id[question].top)
    assert level is not None
    return decide(reading), decide(reading.with_level(question, level + 1))


@given(raised(MANDATE))
@settings(max_examples=examples(1500))
def test_a_better_mandate_never_leads_from_going_on_to_pausing_or_stopping(
    change: tuple[Decision, Decision],
) -> None:
    before, after = change
    assert WORSE[after.strategy or "stop"] <= WORSE[before.strategy or "stop"]


@given(raised(DESIGN))
@settings(max_examples=examples(1000))
def test_a_better_design_never_leads_from_fix_to_restart(change: tuple[Decision, Decision]) -> None:
    before, after = change
    assert (before.strategy, after.strategy) != ("fix", "restart")


@given(raised(PEOPLE))
@settings(max_examples=examples(1000))
def test_better_people_never_lead_from_own_work_to_outsiders_or_to_a_halt(
    change: tuple[Decision, Decision],
) -> None:
    before, after = change
    if before.strategy in ("fix", "restart"):
        assert after.strategy in ("fix", "restart")
    if before.strategy in GO:
        assert after.strategy in GO


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
