"""What became of a plan is told as it was recorded, and held against the answers that moved."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import engine, questionnaire
from tests.commands.test_schema import faults
from tests.compare.pairs import moved, then_session
from tests.compare.quarters import (
    GO_ON,
    TODAY,
    august,
    august_side,
    compared,
    followed,
    november,
    side,
)
from tests.proof import examples
from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_own, follow_through
from unstall.compare.followed import BETTER, WORSE
from unstall.compare.models import Comparison
from unstall.compare.promised import plan_to_follow, promised
from unstall.compare.side import Side
from unstall.report.follow_data import follow_data
from unstall.session.follow import record_done, record_held
from unstall.session.models import ActionOutcome, Held, OwnAction, PlannedAction, PlanState, Session

DONE = ActionOutcome(done=date(2026, 9, 30))
WATCH = {"watch-it": DONE}


def test_what_was_done_while_the_plan_went_on_is_done() -> None:
    action = followed(november()).action("name-business-owner")
    assert (action.state, action.done) == ("done", date(2026, 8, 24))
    assert [(aim.question, aim.moved, aim.enough) for aim in action.aimed_at] == [
        ("business-owner", "up", True)
    ]


def test_what_is_recorded_in_the_newer_session_goes_before_what_the_older_one_says() -> None:
    later = {"name-business-owner": ActionOutcome(dropped="The board took it over.")}
    action = followed(november(outcomes=later)).action("name-business-owner")
    assert (action.state, action.reason) == ("dropped", "The board took it over.")
    assert action.done is None


def test_a_note_alone_changes_no_state() -> None:
    noted = {"name-business-owner": ActionOutcome(note="By mail.")}
    action = followed(november(outcomes=noted)).action("name-business-owner")
    assert (action.state, action.note) == ("done", "By mail.")


def test_the_same_action_ticked_off_in_the_newer_plan_is_done() -> None:
    plan = PlanState(actions={"load-test": PlannedAction(done=date(2026, 11, 25))})
    action = followed(november(plan=plan)).action("load-test")
    assert (action.state, action.done) == ("done", date(2026, 11, 25))


def test_days_over_are_counted_from_the_day_that_was_promised() -> None:
    planned = next(p for p in promised(august_side()) if p.placed.id == "watch-it").last_day
    assert planned is not None
    for late in (0, 13):
        outcome = {"watch-it": ActionOutcome(done=planned + timedelta(days=late))}
        assert followed(november(outcomes=outcome)).action("watch-it").days_over == late
    early = {"watch-it": ActionOutcome(done=planned - timedelta(days=3))}
    assert followed(november(outcomes=early)).action("watch-it").days_over == 0


def test_what_was_ticked_off_late_is_held_against_the_day_it_had_at_first() -> None:
    before = august(actions={"name-business-owner": PlannedAction(done=date(2026, 10, 1))})
    untouched = august(actions={})
    first = next(p for p in promised(side(untouched)) if p.placed.id == "name-business-owner")
    action = followed(november(before=before), before).action("name-business-owner")
    assert action.planned == first.last_day == date(2026, 8, 24)
    assert action.days_over == 38


def test_an_undone_action_is_late_the_day_after_its_last_day_and_not_before() -> None:
    comparison = compared(november())
    planned = follow_through(comparison, TODAY).action("load-test").planned
    assert planned is not None
    assert follow_through(comparison, planned).action("load-test").state == "going"
    day_after = planned + timedelta(days=1)
    assert follow_through(comparison, day_after).action("load-test").state == "late"


def test_what_had_been_taken_out_of_the_plan_is_listed_with_its_reason() -> None:
    before = august(actions={"load-test": PlannedAction(dropped="Volumes are tiny.")})
    found = followed(november(before=before), before)
    action = found.action("load-test")
    assert (action.state, action.reason, action.number) == ("dropped", "Volumes are tiny.", None)
    assert found.actions[-1] == action
    assert [a.number for a in found.actions[:-1]] == list(range(1, len(found.actions)))


def test_an_action_whose_answer_is_there_now_is_not_asked_for() -> None:
    action = followed(november({"key-person": 3})).action("spread-the-knowledge")
    assert (action.state, action.no_longer, action.in_next) == ("not-asked-for", "answers", False)


def test_an_action_that_another_strategy_does_not_have_is_not_asked_for() -> None:
    then = then_session("waiting-for-sponsor")
    now = moved(then, {"sponsor-engaged": 3, "budget-to-finish": 3})
    found = followed(now.model_copy(update={"plan": PlanState()}), then)
    assert compared(now, then).verdicts.changed
    gone = [action for action in found.actions if action.no_longer == "strategy"]
    assert gone
    assert all(action.state == "not-asked-for" for action in gone)


def test_while_too_little_is_known_nothing_is_called_not_asked_for() -> None:
    begun = november().model_copy(update={"answers": {}, "facts": {}})
    found = followed(begun)
    assert not found.in_state("not-asked-for")
    assert all(aim.moved == "not-yet" for action in found.actions for aim in action.aimed_at)


def test_an_added_action_that_people_took_away_again_says_so() -> None:
    own = OwnAction(
        title="Ask the union", role="cto", done_when="They agreed.", effort=(1, 2), added_for="fix"
    )
    before = august(own={"ask-the-union": own})
    gone = followed(november(before=before), before).action("ask-the-union")
    assert (gone.state, gone.no_longer, gone.by_hand) == ("not-asked-for", "people", True)
    kept = november(before=before, plan=PlanState(own={"ask-the-union": own}))
    assert followed(kept, before).action("ask-the-union").state == "late"


def test_a_done_action_whose_answer_stays_is_told_so() -> None:
    found = followed(november({}, outcomes=WATCH))
    (aim,) = found.action("watch-it").aimed_at
    assert (aim.moved, aim.enough) == ("same", False)
    assert found.action("watch-it").moved == ()
    assert found.action("watch-it").in_next


def test_better_is_not_enough_while_the_answer_still_asks_for_the_action() -> None:
    for level, enough in ((2, False), (3, True)):
        (aim,) = (
            followed(november({"monitoring": level}, outcomes=WATCH)).action("watch-it").aimed_at
        )
        assert (aim.moved, aim.enough) == ("up", enough)


def test_a_moved_answer_is_explained_by_what_is_done_and_was_meant_to_move_it() -> None:
    found = followed(november({"monitoring": 2}, outcomes=WATCH))
    (move,) = found.moves
    assert move.question == "monitoring"
    assert move.by == ("watch-it",)
    assert set(move.perhaps) == {"ownership-map", "outcome-measure"}


def test_no_action_explains_a_fall_nor_an_answer_that_it_was_not_about() -> None:
    found = followed(november({"data-checks": 0, "value-case": 0}, outcomes=WATCH))
    assert {move.question: (move.moved, move.by, move.perhaps) for move in found.moves} == {
        "data-checks": ("down", (), ()),
        "value-case": ("down", (), ()),
    }


def test_an_answer_that_was_found_out_is_explained_as_well() -> None:
    then = august().with_answer("monitoring", august().answers["monitoring"].model_copy(
        update={"level": None, "unknown": True}))  # fmt: skip
    found = followed(november({"monitoring": 3}, before=then, outcomes=WATCH), then)
    (move,) = found.moves
    assert (move.moved, move.by) == ("learned", ("watch-it",))


def test_a_checkpoint_is_held_passed_over_or_still_to_come() -> None:
    found = followed(november(held={"commit": GO_ON}))
    states = [(one.kind, one.state, one.came_due) for one in found.checkpoints]
    assert states == [
        ("commit", "held", True),
        ("value", "passed-over", True),
        ("go-live", "to-come", False),
        ("benefit", "to-come", False),
    ]


def test_what_the_older_session_says_about_a_checkpoint_counts_until_the_newer_one_does() -> None:
    before = august(held={"commit": GO_ON})
    assert followed(november(before=before), before).checkpoints[0].held == GO_ON
    change = Held(on=date(2026, 9, 11), outcome="change")
    again = november(before=before, held={"commit": change})
    assert followed(again, before).checkpoints[0].held == change


def test_after_it_was_decided_to_stop_no_checkpoint_is_passed_over() -> None:
    stop = Held(on=date(2026, 9, 10), outcome="stop")
    states = [one.state for one in followed(november(held={"commit": stop})).checkpoints]
    assert states == ["held", "fell-away", "fell-away", "fell-away"]


def test_a_checkpoint_on_the_day_itself_is_still_to_come() -> None:
    comparison = compared(november())
    day = follow_through(comparison, TODAY).checkpoints[1].planned
    assert day is not None
    assert follow_through(comparison, day).checkpoints[1].state == "to-come"


def test_conditions_that_the_answers_still_do_not_show_stand_at_the_checkpoint_about_them() -> None:
    then = then_session("waiting-for-sponsor")
    comparison = compared(moved(then, {}), then)
    assert comparison.verdicts.then.conditions
    found = follow_through(comparison, date(2027, 6, 1))
    review = next(one for one in found.checkpoints if one.kind == "review")
    assert review.unmet == comparison.verdicts.then.conditions
    met = compared(moved(then, {"sponsor-engaged": 3, "budget-to-finish": 3}), then)
    review = next(
        one for one in follow_through(met, date(2027, 6, 1)).checkpoints if one.kind == "review"
    )
    assert review.unmet == ()


def test_a_quick_call_promised_no_dates_beyond_the_second_week() -> None:
    then = then_session("sound-but-unfinished", depth="quick")
    found = followed(moved(then, {}), then)
    late = {action.id for action in found.in_state("late")}
    assert late
    assert all(one.state == "undated" for one in found.checkpoints if one.week > 2)
    assert any(action.planned is None for action in found.in_state("going"))


def test_without_a_plan_there_is_nothing_to_follow_but_every_move_is_listed() -> None:
    then = then_session("sound-but-unfinished").model_copy(update={"answers": {}, "result": None})
    found = followed(november({"monitoring": 2}), then)
    assert (found.strategy, found.actions, found.checkpoints) == (None, (), ())
    assert "monitoring" in {move.question for move in found.moves}
    assert not any(move.by or move.perhaps for move in found.moves)


def test_a_sessions_own_plan_is_followed_without_any_word_on_answers() -> None:
    own = side(august(held={"commit": GO_ON}))
    found = follow_own(own, TODAY)
    assert found.action("name-business-owner").state == "done"
    assert found.action("load-test").state == "late"
    assert found.checkpoints[0].held == GO_ON
    assert not any(action.aimed_at for action in found.actions)
    assert found.moves == ()


def test_whatever_can_be_recorded_about_a_plan_is_followed() -> None:
    plan = plan_to_follow(august_side(), is_own=False)
    now = november()
    for id_ in plan.actions:
        now = record_done(now, plan, id_, TODAY, today=TODAY)
    for kind in plan.checkpoints:
        now = record_held(now, plan, kind, "go-on", TODAY, today=TODAY)
    found = followed(now)
    assert {action.state for action in found.actions} == {"done"}
    assert {one.state for one in found.checkpoints} == {"held"}


UNTOUCHED = side(august(actions={}))


def _quickly(now: Session) -> Comparison:
    """Compare with August; of the newer plan only that there is one has a part in this."""
    triage = engine().triage_session(now)
    return compare(UNTOUCHED, Side(now, engine(), triage, UNTOUCHED.plan, "open"))


OUTCOMES = st.builds(
    ActionOutcome,
    done=st.none() | st.dates(date(2026, 8, 20), TODAY),
    dropped=st.none() | st.just("No need."),
    note=st.none() | st.just("Seen."),
)
IDS = tuple(one.placed.id for one in promised(UNTOUCHED))
QUESTIONS = tuple(question.id for question in questionnaire().questions)


@given(
    st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from([None, 0, 1]), max_size=8),
    st.dictionaries(st.sampled_from(IDS), OUTCOMES, max_size=20),
    st.dates(date(2026, 8, 20), date(2027, 12, 31)),
)
@settings(max_examples=examples(120), deadline=None)
def test_every_action_is_in_one_state_and_every_moved_answer_is_listed_once(
    answers: dict[str, Any], outcomes: dict[str, ActionOutcome], today: date
) -> None:
    now = november(answers, outcomes=outcomes)
    comparison = _quickly(now)
    found = follow_through(comparison, today)
    assert [action.id for action in found.actions] == list(IDS)
    states = Counter(action.state for action in found.actions)
    assert sum(states.values()) == len(IDS)
    assert Counter(move.question for move in found.moves) == Counter(
        moved.question.id for moved in comparison.moved if moved.now.state != "unanswered"
    )
    done = {action.id for action in found.in_state("done")}
    for move in found.moves:
        assert set(move.by) <= done
        assert not done & set(move.perhaps)
        assert move.moved in BETTER or not (move.by or move.perhaps)
        for id_ in (*move.by, *move.perhaps):
            assert any(aim.now_id == move.question for aim in found.action(id_).aimed_at)
    for action in found.actions:
        assert (action.done is not None) == (action.state == "done")
        assert bool(action.reason) == (action.state == "dropped")
        assert (action.no_longer is not None) == (action.state == "not-asked-for")
        explained = {
            move.question
            for move in found.moves
            if action.id in move.by and move.moved not in WORSE
        }
        if action.state == "done":
            assert explained == {aim.now_id for aim in action.moved}


def test_what_a_session_says_of_another_plan_than_this_is_left_out() -> None:
    comparison = compared(november(outcomes=WATCH, held={"commit": GO_ON}))
    found = follow_through(comparison, TODAY, repeats=False)
    assert found.action("watch-it").state == "late"
    assert found.action("name-business-owner").state == "done"
    assert found.checkpoints[0].state == "passed-over"


def test_what_programs_are_told_keeps_to_the_published_schema() -> None:
    outcomes = {"watch-it": DONE, "load-test": ActionOutcome(dropped="Tiny.", note="Seen.")}
    now = november({"monitoring": 2, "key-person": 3}, outcomes=outcomes, held={"commit": GO_ON})
    for found in (followed(now), follow_own(side(august()), TODAY)):
        told = {"path": "x.toml", "changed": False, "plan": "last", **follow_data(found)}
        assert faults("follow", told) == []
    assert faults("follow", {**told, "actions": [{**told["actions"][0], "state": "ready"}]}) != []
