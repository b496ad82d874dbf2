"""What accounts for the change of a verdict, held against trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings

from tests.builtin import engine, questionnaire
from tests.compare.drawn import a_quarter_after, pairs, session_number, side_from
from tests.compare.pairs import a_quarter_later, later, moved, side, then_session
from tests.compare.test_comparison import in_newer
from tests.proof import examples
from unstall.compare import attribution as module
from unstall.compare.attribution import shifted, shifts
from unstall.compare.comparison import compare
from unstall.compare.models import Comparison, Outcome, Shift
from unstall.compare.side import Side
from unstall.questionnaire.conditions import AllOf
from unstall.session.models import Answer
from unstall.triage.engine import Engine
from unstall.triage.reading import Reading


def put_in(reading: Reading, part: Any, to: Reading) -> Outcome:
    """Decide on a reading in which some things are as in another."""
    for shift in part:
        reading = shifted(reading, shift, to)
    return engine().decide(reading).outcome


def all_shifts(found: Comparison) -> tuple[Shift, ...]:
    """List everything that is otherwise now than then and bears on the verdict."""
    matched = found.compared | found.moved_by_id.keys()
    return shifts(questionnaire(), found.then_read, found.now_read, matched)


def ids(found: Comparison) -> list[set[str]]:
    return [{shift.id for shift in one} for one in found.because.sets]


def changing(number: int) -> Iterator[tuple[Side, Side]]:
    """Give the pairs among a number of drawn ones whose verdict changed, and not for its floor."""
    for seed in range(number):
        session = session_number(seed)
        then, now = side_from(session), side_from(a_quarter_after(session, seed))
        decisions = then.triage.decision, now.triage.decision
        known = all(d.quick_known >= d.quick_needed for d in decisions)
        if known and decisions[0].outcome != decisions[1].outcome:
            yield then, now


PAIRS = tuple(changing(examples(400)))


def test_there_are_enough_pairs_to_prove_anything() -> None:
    assert len(PAIRS) > 10


@pytest.mark.parametrize("pair", PAIRS)
def test_the_sets_are_the_smallest_that_give_the_verdict_of_now(pair: tuple[Side, Side]) -> None:
    found = compare(*pair)
    because, then, now = found.because, found.then_read.given, found.now_read.given
    every = all_shifts(found)
    by_size = (
        [part for part in combinations(every, size) if put_in(then, part, now) == _after(found)]
        for size in range(1, len(every) + 1)
    )
    smallest = next(parts for parts in by_size if parts)
    assert because.smallest
    assert because.sets == tuple(smallest[: module.MOST_SETS])
    assert because.more == max(0, len(smallest) - module.MOST_SETS)


@settings(max_examples=examples(300), deadline=None)
@given(pairs())
def test_all_that_moved_together_gives_the_verdict_of_now(pair: tuple[Side, Side]) -> None:
    found = compare(*pair)
    every = all_shifts(found)
    assert put_in(found.then_read.given, every, found.now_read.given) == _after(found)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_returns_the_verdict_when_taken_back_gives_it_the_other_way_round(
    pair: tuple[Side, Side],
) -> None:
    there, back = compare(*pair).because, compare(*reversed(pair)).because
    returning = [taken.shift for taken in there.taken_back if taken.returns]
    singles = [one[0] for one in back.sets if len(one) == 1]
    assert singles == returning[: module.MOST_SETS]


def _after(found: Comparison) -> Outcome:
    return found.now_read.decision.outcome


def test_a_pause_that_ended_is_accounted_for_by_what_it_waited_for() -> None:
    found = a_quarter_later()
    assert ids(found) == [{"sponsor-engaged", "budget-to-finish"}]
    assert found.because.answers_alone
    assert {back.shift.id for back in found.because.taken_back if back.returns} == {
        "sponsor-engaged", "budget-to-finish",
    }  # fmt: skip
    assert found.because.needed == set(found.because.sets[0])


def test_where_one_answer_does_it_the_others_are_not_blamed() -> None:
    found = compare(side("sound-but-unfinished"), side("lost-after-repair"))
    assert ids(found) == [{"test-result"}]
    assert len(found.moved) > 10


def test_ways_that_each_account_for_it_are_all_listed_or_counted() -> None:
    found = compare(side("good-model-no-engineers"), side("everything-ready")).because
    assert {len(one) for one in found.sets} == {2}
    assert len(found.sets) > 1
    assert {shift.id for shift in found.needed} <= {shift.id for shift in found.sets[0]}


def test_a_fact_that_changes_the_verdict_is_named_although_answers_moved_too() -> None:
    then = side("sound-but-unfinished")
    now = moved(then.session, {"monitoring": 3}, use_prohibited="yes", regulated="yes")
    found = compare(then, side_from(now))
    assert found.verdicts.now.strategy == "stop"
    assert found.because.sets == ((Shift("fact", "use_prohibited"),),)
    assert not found.because.answers_alone


def test_where_the_verdict_stays_nothing_is_looked_for() -> None:
    then = side("sound-but-unfinished")
    found = compare(then, side_from(moved(then.session, {"monitoring": 3})))
    assert found.moved
    assert not found.because.changed
    assert (found.because.sets, found.because.taken_back) == ((), ())


def test_too_few_answers_on_one_side_are_named_and_no_set_is() -> None:
    found = compare(side("mostly-unknown"), side("sound-but-unfinished"))
    assert (found.because.floor, found.because.sets) == ("enough-now", ())
    back = compare(found.now, found.then)
    assert (back.because.floor, back.because.sets) == ("too-little-now", ())


def test_newer_rules_that_change_the_verdict_by_themselves_are_told_from_what_moved() -> None:
    then = then_session()
    same = in_newer(then.model_copy(update={"closed": None, "result": None}))
    found = compare(side_from(then), same)
    assert not found.because.changed
    stricter = same.engine.questionnaire.model_copy(
        update={
            "procedure": same.engine.questionnaire.procedure.model_copy(
                update={"stop_reasons": AllOf.model_validate({"all": []}), "stop_mark": -100}
            )
        }
    )
    rules = Engine(stricter)
    session = same.session
    found = compare(side_from(then), Side(session, rules, rules.triage_session(session), None))
    assert found.verdicts.now.strategy == "stop"
    assert (found.because.changed, found.because.by_rules, found.because.by_moves) == (
        True, True, False,
    )  # fmt: skip
    assert found.because.sets == ()


def test_where_too_many_things_moved_one_set_is_made_as_small_as_it_gets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    then = a_quarter_later().then
    now = side_from(later())
    monkeypatch.setattr(module, "AFFORDABLE", 0)
    found = compare(then, now)
    assert not found.because.smallest
    assert ids(found) == [{"sponsor-engaged", "budget-to-finish"}]


@pytest.mark.parametrize("pair", PAIRS)
def test_of_a_set_that_is_not_proved_smallest_no_part_gives_the_verdict(
    pair: tuple[Side, Side],
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "AFFORDABLE", 0)
        found = compare(*pair)
    then, now = found.then_read.given, found.now_read.given
    (one,) = found.because.sets
    assert put_in(then, one, now) == _after(found)
    assert all(
        put_in(then, [other for other in one if other != left_out], now) != _after(found)
        for left_out in one
    )


def test_answers_hidden_on_both_sides_are_no_shifts() -> None:
    then = side_from(session_number(3).with_facts({"project_kind": "trained-model"}))
    level = questionnaire().question_by_id["genai-evals"].levels[0].id
    now = side_from(then.session.with_answer("genai-evals", Answer(level=level)))
    assert compare(then, now).moved == ()
    assert shifts(questionnaire(), then.triage, now.triage, frozenset()) == ()


def test_a_term_that_was_given_is_a_shift_of_its_own() -> None:
    session = session_number(5)
    later_on = a_quarter_after(session, 5).model_copy(
        update={"answers": session.answers, "facts": session.facts}
    )
    now = side_from(later_on.with_how_soon("production-skills", "cannot"))
    then = side_from(session.with_how_soon("production-skills", "2w"))
    found = shifts(questionnaire(), then.triage, now.triage, frozenset())
    assert found == (Shift("how-soon", "production-skills"),)
