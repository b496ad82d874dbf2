"""What people add to a plan: in its place, with its work, through every change of the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import case, engine, questionnaire, reading_of
from tests.proof import examples
from tests.triage.profiles import readings
from unstall.plan.fitting import optional_actions
from unstall.plan.laying import ask
from unstall.plan.models import Placed, Plan
from unstall.plan.schedule import week_table
from unstall.plan.scheduled import scheduled
from unstall.session.models import OwnAction, PlannedAction, PlanState
from unstall.triage.reading import Reading
from unstall.working_days import working_calendar

FRIDAY = date(2026, 11, 20)
BAVARIA = working_calendar("DE-BY", 2026)
FIX = "sound-but-unfinished"


def plan(reading: Reading, strategy: str, state: PlanState) -> Plan:
    triage = engine().triage(reading, floor=False)
    way = questionnaire().strategy_by_id[strategy]
    return scheduled(ask(engine(), triage, way, state, FRIDAY, calendar=BAVARIA))


def by_id(made: Plan) -> dict[str, Placed]:
    return {placed.id: placed for placed in made.actions}


def own(*after: str, **changes: Any) -> OwnAction:
    given: dict[str, Any] = {
        "title": "Tell the night shift", "role": "project-lead", "done_when": "They know.",
        "effort": (2.0, 4.0), "added_for": "fix", "after": after,
    }  # fmt: skip
    return OwnAction(**{**given, **changes})


def part(whole: str, share: float = 0.5, role: str = "data-engineer") -> OwnAction:
    return OwnAction(title="A part of it", role=role, part_of=whole, share=share)


def test_an_added_action_is_worked_after_what_it_waits_for_by_whoever_has_its_role() -> None:
    state = PlanState(own={"own-tell": own("watch-it")})
    found = by_id(plan(reading_of(case(FIX)), "fix", state))
    told, watched = found["own-tell"], found["watch-it"]
    assert watched.last_day is not None
    assert told.first_day is not None
    assert told.first_day > watched.last_day
    assert (told.chosen.least, told.chosen.most) == (2, 4)
    assert told.chosen.by_hand
    assert told.role == "project lead"


def test_the_go_live_waits_for_an_added_action_unless_it_lies_behind() -> None:
    reading = reading_of(case(FIX))
    review = "limited-go-live"
    before = by_id(plan(reading, "fix", PlanState()))[review]
    slow = PlanState(own={"own-slow": own(effort=(100.0, 100.0))})
    assert by_id(plan(reading, "fix", slow))[review].first_week > before.first_week
    moved = PlanState(own=slow.own, actions={"own-slow": PlannedAction(week=20)})
    late = plan(reading, "fix", moved)
    assert by_id(late)[review].first_week == before.first_week
    assert by_id(late)["own-slow"].first_week == 20
    assert late.timing is not None
    assert late.timing.likely < 20
    behind = PlanState(own={"own-slow": own("benefit-review", effort=(100.0, 100.0))})
    assert by_id(plan(reading, "fix", behind))[review].first_week == before.first_week


def test_it_is_in_every_plan_of_going_on_and_in_none_that_ends_or_pauses() -> None:
    reading = reading_of(case(FIX))
    state = PlanState(own={"own-tell": own()})
    kinds = {s.id: s.kind for s in questionnaire().strategies}
    for strategy, kind in kinds.items():
        assert ("own-tell" in by_id(plan(reading, strategy, state))) == (kind == "go")


def test_it_is_never_proposed_to_be_put_off() -> None:
    reading = reading_of(case(FIX))
    state = PlanState(own={"own-tell": own(), "own-part": part("watch-it")})
    chosen = [placed.chosen for placed in plan(reading, "fix", state).actions]
    optional = optional_actions(engine(), questionnaire().strategy_by_id["fix"], chosen)
    assert optional
    assert not optional & {"own-tell", "own-part"}


def test_a_part_shares_the_work_and_everything_waits_for_it_as_for_the_whole() -> None:
    reading = reading_of(case(FIX))
    undivided = by_id(plan(reading, "fix", PlanState()))
    state = PlanState(own={"own-part": part("watch-it", 0.25)})
    divided = by_id(plan(reading, "fix", state))
    whole, piece, before = divided["watch-it"], divided["own-part"], undivided["watch-it"]
    assert piece.chosen.least == pytest.approx(before.chosen.least / 4)
    assert whole.chosen.least + piece.chosen.least == pytest.approx(before.chosen.least)
    assert whole.chosen.most + piece.chosen.most == pytest.approx(before.chosen.most)
    assert piece.chosen.why == before.chosen.why
    waiting = [p for p in divided.values() if "watch-it" in p.chosen.action.needs]
    assert waiting
    for placed in waiting:
        assert "own-part" in placed.waits_for


def test_a_part_is_as_large_as_the_answers_make_the_whole_and_goes_with_it() -> None:
    reading = reading_of(case(FIX))
    state = PlanState(own={"own-part": part("watch-it")})
    action = questionnaire().action_by_id["watch-it"]
    asked = {trigger.question for trigger in action.because}
    tops = {q.id: q.top for q in questionnaire().questions if q.id in asked}
    better = Reading({**reading.levels, **tops}, reading.facts, reading.how_soon)
    larger = by_id(plan(reading, "fix", state))["own-part"].chosen
    smaller = by_id(plan(better, "fix", state)).get("own-part")
    assert smaller is None or smaller.chosen.most < larger.most
    assert "own-part" not in by_id(plan(reading, "stop", state))


def test_a_part_of_what_comes_before_week_one_comes_before_week_one() -> None:
    reading = reading_of(case("notebook-strong-team"))
    first = questionnaire().strategy_by_id["partner"].before_start[0]
    found = by_id(plan(reading, "partner", PlanState(own={"own-part": part(first)})))
    assert found["own-part"].first_week == 0


OWN = st.dictionaries(
    st.sampled_from(["own-a", "own-b", "own-c"]),
    st.builds(
        own,
        st.sampled_from(["watch-it", "release-gate", "limited-go-live", "benefit-review"]),
        effort=st.sampled_from([(0.0, 0.0), (1.0, 3.0), (30.0, 50.0)]),
        role=st.sampled_from(["sponsor", "tech-lead", "data-engineer"]),
    )
    | st.builds(
        part,
        st.sampled_from(["watch-it", "release-gate", "limited-go-live", "stop-criteria"]),
        st.sampled_from([0.1, 0.3]),
    ),
    min_size=1,
)


@settings(max_examples=examples(600), deadline=None)
@given(readings(), OWN, st.sampled_from(["fix", "restart", "partner"]), st.integers(1, 30))
def test_with_anything_added_nothing_begins_before_what_it_waits_for(
    reading: Reading, added: dict[str, OwnAction], strategy: str, week: int
) -> None:
    state = PlanState(own=added, actions={min(added): PlannedAction(week=week)})
    made = plan(reading, strategy, state)
    again = PlanState(own=dict(reversed(added.items())), actions=state.actions)
    assert plan(reading, strategy, again) == made
    found = by_id(made)
    for placed in made.actions:
        for needed in placed.waits_for:
            before = found[needed]
            assert placed.first_week >= before.last_week
            if placed.first_day and before.last_day:
                assert placed.first_day > before.last_day or placed.chosen.most == 0
    table = week_table(
        engine(), engine().triage(reading, floor=False),
        questionnaire().strategy_by_id[strategy], PlanState(), FRIDAY,
    )  # fmt: skip
    assert {placed.id for placed in table.actions} <= set(found)


def test_what_is_added_after_a_part_stands_where_the_part_does() -> None:
    state = PlanState(own={"own-after": own("own-part"), "own-part": part("limited-go-live", 0.5)})
    made = by_id(plan(reading_of(case(FIX)), "fix", state))
    assert made["own-after"].chosen.action.phase == "deployment"
    assert made["own-after"].first_week >= made["own-part"].last_week


def test_a_part_goes_with_the_whole_that_was_taken_out() -> None:
    dropped = {"own-tell": PlannedAction(dropped="They know")}
    state = PlanState(own={"own-tell": own(), "own-part": part("own-tell")}, actions=dropped)
    assert not {"own-tell", "own-part"} & set(by_id(plan(reading_of(case(FIX)), "fix", state)))
