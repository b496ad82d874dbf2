"""Two people's work on one session comes together, and what does not is told, never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from tests.proof import examples
from tests.session.merging import THREES, leaves
from tests.session.support import NOW, questionnaire, result, session, with_answers
from unstall.errors import SessionError
from unstall.session.edit import closed
from unstall.session.format import encode, from_toml
from unstall.session.merge import WHOLE, Conflict, differences, merge
from unstall.session.models import (
    Accepted,
    ActionOutcome,
    Answer,
    Held,
    OwnAction,
    PlannedAction,
    PlanState,
    QuestionnaireRef,
    Session,
)

BASE = with_answers(session(), 6)
FIRST, SECOND = sorted(BASE.answers)[:2]
LATER = NOW + timedelta(hours=3)
Three = tuple[Session, Session, Session]


def other_level(question: str, *, than: str | None = None) -> str:
    """Give a level of a question that it does not have in the base."""
    taken = {BASE.answers[question].level, than}
    levels = questionnaire().question_by_id[question].levels
    return next(level.id for level in levels if level.id not in taken)


def with_answer(start: Session, question: str, **changes: Any) -> Session:
    before = start.answers.get(question, Answer())
    return start.with_answer(question, before.model_copy(update=changes))


def with_plan(start: Session, **changes: Any) -> Session:
    return start.model_copy(update={"plan": start.plan.model_copy(update=changes)})


def names(base: Session | None, ours: Session, theirs: Session) -> list[str]:
    return [conflict.name for conflict in merge(base, ours, theirs).conflicts]


def clean(base: Session | None, ours: Session, theirs: Session) -> Session:
    """Merge what must merge without a conflict, the same from either side."""
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.ours == merged.theirs == merge(base, theirs, ours).ours
    return merged.ours


# --- What always holds -------------------------------------------------------------------------


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_merging_with_an_unchanged_side_gives_the_other(three: Three) -> None:
    base, ours, _ = three
    for merged in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert merged.conflicts == ()
        assert encode(merged.ours) == encode(merged.theirs) == encode(ours)


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_either_side_may_be_called_ours(three: Three) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.conflicts == other.conflicts
    assert leaves(one.ours) == leaves(other.theirs)
    assert leaves(one.theirs) == leaves(other.ours)


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_a_clean_merge_has_every_edit_of_both(three: Three) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    if merged.conflicts:
        return
    before, after = leaves(base), leaves(merged.ours)
    for side in map(leaves, (ours, theirs)):
        for keys in {*before, *side}:
            # Moments are settled without asking.
            if keys[0] in ("opened", "closed") or keys[-1] in ("at", "confirmed", "voted"):
                continue
            if side.get(keys) != before.get(keys):
                assert after.get(keys) == side.get(keys), keys
    for keys in before:
        if all(keys in leaves(side) for side in (ours, theirs)):
            assert keys in after, keys


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_both_sides_of_a_merge_can_be_written_and_read(three: Three) -> None:
    merged = merge(*three)
    for side in (merged.ours, merged.theirs):
        assert from_toml(encode(side).decode()) == side


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_the_sides_differ_if_and_only_if_there_is_a_conflict(three: Three) -> None:
    merged = merge(*three)
    assert (leaves(merged.ours) != leaves(merged.theirs)) == bool(merged.conflicts)
    again = differences(merged.ours, merged.theirs)
    assert again.conflicts == merged.conflicts


@settings(deadline=None, max_examples=examples(400))
@given(THREES)
def test_choosing_one_side_throughout_gives_that_side(three: Three) -> None:
    merged = merge(*three)
    assert leaves(merged.chosen(dict.fromkeys(merged.conflicts, "ours"))) == leaves(merged.ours)
    theirs = merged.chosen(dict.fromkeys(merged.conflicts, "theirs"))
    assert leaves(theirs) == leaves(merged.theirs)


@pytest.mark.parametrize(
    "fields",
    [
        Answer.model_fields,
        PlannedAction.model_fields,
        ActionOutcome.model_fields,
        Held.model_fields,
    ],
    ids=["answer", "action", "outcome", "checkpoint"],
)
def test_every_key_of_an_item_is_tried_in_these_properties(fields: dict[str, Any]) -> None:
    tried = {"level", "unknown", "not_applicable", "known", "evidence", "accepted", "note", "ask"}
    tried |= {"at", "confirmed", "voted", "owner", "done", "dropped", "week", "on", "outcome"}
    assert {*fields} <= tried, "draw the new key in tests.session.merging"


# --- Answers -----------------------------------------------------------------------------------


def test_edits_of_different_answers_merge() -> None:
    ours = with_answer(BASE, FIRST, level=other_level(FIRST), at=LATER)
    theirs = with_answer(BASE, SECOND, level=other_level(SECOND), at=LATER)
    both = clean(BASE, ours, theirs)
    assert both.answers[FIRST] == ours.answers[FIRST]
    assert both.answers[SECOND] == theirs.answers[SECOND]


def test_a_level_from_one_and_a_note_from_the_other_merge() -> None:
    ours = with_answer(BASE, FIRST, level=other_level(FIRST), at=LATER)
    theirs = with_answer(BASE, FIRST, note="they pay but do not decide")
    merged = clean(BASE, ours, theirs).answers[FIRST]
    assert merged.level == other_level(FIRST)
    assert merged.at == LATER
    assert merged.note == "they pay but do not decide"


def test_two_levels_for_one_question_are_a_conflict_about_that_question() -> None:
    ours = with_answer(BASE, FIRST, level=other_level(FIRST), at=LATER)
    theirs = with_answer(BASE, FIRST, level=None, unknown=True, at=LATER)
    theirs = with_answer(theirs, SECOND, note="they heard otherwise")
    merged = merge(BASE, ours, theirs)
    assert [conflict.name for conflict in merged.conflicts] == [FIRST]
    assert merged.ours.answers[SECOND].note == "they heard otherwise"
    assert merged.ours.answers[FIRST].level == other_level(FIRST)
    assert merged.theirs.answers[FIRST].unknown


def test_two_notes_on_one_answer_are_a_conflict() -> None:
    ours, theirs = (with_answer(BASE, FIRST, note=note) for note in ("one", "another"))
    assert names(BASE, ours, theirs) == [FIRST]


def test_the_same_answer_given_twice_is_no_conflict_and_the_later_moment_counts() -> None:
    level = other_level(FIRST)
    ours = with_answer(BASE, FIRST, level=level, at=LATER)
    theirs = with_answer(BASE, FIRST, level=level, at=LATER + timedelta(minutes=5))
    assert clean(BASE, ours, theirs).answers[FIRST].at == LATER + timedelta(minutes=5)


@pytest.mark.parametrize(
    "said", [{"known": "seen"}, {"evidence": "log"}, {"accepted": Accepted(by="CFO", why="small")}]
)
def test_evidence_for_the_old_level_is_not_put_beside_a_new_one(said: dict[str, Any]) -> None:
    ours = with_answer(BASE, FIRST, level=other_level(FIRST), at=LATER)
    theirs = with_answer(BASE, FIRST, **said)
    merged = merge(BASE, ours, theirs)
    assert [conflict.name for conflict in merged.conflicts] == [FIRST]
    key = next(iter(said))
    assert getattr(merged.ours.answers[FIRST], key) is None
    assert merged.theirs.answers[FIRST].level == BASE.answers[FIRST].level


def test_evidence_that_came_with_the_same_new_level_stays() -> None:
    level = other_level(FIRST)
    ours = with_answer(BASE, FIRST, level=level, at=LATER)
    theirs = with_answer(BASE, FIRST, level=level, at=LATER, known="seen")
    assert clean(BASE, ours, theirs).answers[FIRST].known == "seen"


def test_an_acceptance_stays_with_the_level_that_was_accepted() -> None:
    ours = with_answer(BASE, FIRST, level=None, unknown=True, at=LATER)
    accepted = Accepted(by="CFO", why="small")
    theirs = with_answer(BASE, FIRST, level=other_level(FIRST), at=LATER, accepted=accepted)
    merged = merge(BASE, ours, theirs)
    assert merged.ours.answers[FIRST].accepted is None
    assert merged.theirs.answers[FIRST].accepted == accepted


def test_an_answer_taken_back_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    ours = BASE.with_answer(FIRST, Answer())
    theirs = with_answer(BASE, FIRST, note="new")
    merged = merge(BASE, ours, theirs)
    assert [conflict.name for conflict in merged.conflicts] == [FIRST]
    assert FIRST not in merged.ours.answers
    assert merged.theirs.answers[FIRST] == theirs.answers[FIRST]


def test_an_answer_taken_back_by_one_and_left_alone_by_the_other_is_gone() -> None:
    assert FIRST not in clean(BASE, BASE.with_answer(FIRST, Answer()), with_plan(BASE)).answers


def test_an_answer_confirmed_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    ours = with_answer(BASE, FIRST, confirmed=True, at=LATER)
    theirs = with_answer(BASE, FIRST, level=other_level(FIRST), at=LATER)
    assert names(BASE, ours, theirs) == [FIRST]


# --- Facts and head ----------------------------------------------------------------------------


def test_different_facts_merge_and_the_same_fact_is_a_conflict() -> None:
    ours = BASE.with_facts({"months_stalled": 7, "sector": "insurance"})
    theirs = BASE.with_facts({"months_stalled": 9, "team_size": 4})
    merged = merge(BASE, ours, theirs)
    assert [conflict.name for conflict in merged.conflicts] == ["facts.months_stalled"]
    assert merged.ours.facts == {"months_stalled": 7, "sector": "insurance", "team_size": 4}


def test_one_is_not_taken_for_true() -> None:
    ours, theirs = BASE.with_facts({"flag": 1}), BASE.with_facts({"flag": True})
    assert names(BASE, ours, theirs) == ["facts.flag"]


def test_how_soon_is_merged_question_by_question() -> None:
    ours = BASE.with_how_soon(FIRST, "2w").with_how_soon(SECOND, "2w")
    theirs = BASE.with_how_soon(FIRST, "12w")
    assert names(BASE, ours, theirs) == [f"how_soon.{FIRST}"]


def test_keys_of_the_head_merge_one_by_one() -> None:
    ours = BASE.model_copy(update={"client": "Acme", "depth": "full"})
    theirs = BASE.model_copy(update={"client": "Acme Mutual", "currency": "EUR"})
    merged = merge(BASE, ours, theirs)
    assert [conflict.name for conflict in merged.conflicts] == ["client"]
    assert merged.theirs.depth == "full"
    assert merged.ours.currency == "EUR"


def test_two_sessions_begun_under_one_name_become_one_that_began_with_the_first() -> None:
    ours = with_answer(session(), FIRST, level=other_level(FIRST), at=NOW)
    theirs = with_answer(session(opened=LATER), SECOND, level=other_level(SECOND), at=LATER)
    both = clean(None, ours, theirs)
    assert both.opened == NOW
    assert {*both.answers} == {FIRST, SECOND}


# --- Plan --------------------------------------------------------------------------------------


def test_decisions_on_one_action_merge_key_by_key() -> None:
    start = BASE.with_planned("alpha", PlannedAction(owner="Ana"))
    ours = start.with_planned("alpha", PlannedAction(owner="Ana", done=NOW.date()))
    theirs = start.with_planned("alpha", PlannedAction(owner="Bo", note="with Ana"))
    both = clean(start, ours, theirs).plan.actions["alpha"]
    assert both == PlannedAction(owner="Bo", done=NOW.date(), note="with Ana")


def test_done_by_one_and_dropped_by_the_other_is_a_conflict() -> None:
    ours = BASE.with_planned("alpha", PlannedAction(done=NOW.date()))
    theirs = BASE.with_planned("alpha", PlannedAction(dropped="no budget"))
    assert names(BASE, ours, theirs) == ["plan.actions.alpha"]


def test_a_checkpoint_with_two_outcomes_is_a_conflict_and_its_note_is_not() -> None:
    held = Held(on=NOW.date(), outcome="go-on")
    start = with_plan(BASE, held={"commit": held})
    stop = with_plan(start, held={"commit": held.model_copy(update={"outcome": "stop"})})
    change = with_plan(start, held={"commit": held.model_copy(update={"outcome": "change"})})
    note = with_plan(start, held={"commit": held.model_copy(update={"note": "all were there"})})
    assert names(start, stop, change) == ["plan.held.commit"]
    both = clean(start, stop, note).plan.held["commit"]
    assert (both.outcome, both.note) == ("stop", "all were there")
    assert names(start, with_plan(start, held={}), note) == ["plan.held.commit"]


PART = OwnAction(title="A part", role="engineer", part_of="whole", share=0.6)
ADDED = OwnAction(
    title="Call", role="engineer", done_when="called", effort=(1, 2), added_for="fix"
)  # fmt: skip


def test_actions_that_two_people_added_merge() -> None:
    ours = with_plan(BASE, own={"own-a": ADDED})
    theirs = with_plan(BASE, own={"own-b": ADDED.model_copy(update={"after": ("alpha",)})})
    assert {*clean(BASE, ours, theirs).plan.own} == {"own-a", "own-b"}


def test_an_added_action_taken_away_by_one_and_decided_on_by_the_other_is_a_conflict() -> None:
    start = with_plan(BASE, own={"own-a": ADDED})
    theirs = start.with_planned("own-a", PlannedAction(owner="Ana"))
    merged = merge(start, BASE, theirs)
    assert [conflict.name for conflict in merged.conflicts] == ["plan.own.own-a"]
    assert "own-a" not in merged.ours.plan.actions
    assert merged.theirs.plan == theirs.plan


def test_parts_that_would_take_more_than_all_of_an_action_are_a_conflict() -> None:
    ours, theirs = with_plan(BASE, own={"own-a": PART}), with_plan(BASE, own={"own-b": PART})
    merged = merge(BASE, ours, theirs)
    first, second = merged.conflicts
    assert [first.name, second.name] == ["plan.own.own-a", "plan.own.own-b"]
    with pytest.raises(SessionError, match="do not go together"):
        merged.chosen({first: "ours", second: "theirs"})
    assert {*merged.chosen({first: "ours", second: "ours"}).plan.own} == {"own-a"}


def test_added_actions_that_would_wait_for_each_other_are_a_conflict() -> None:
    start = with_plan(BASE, own={"own-a": ADDED, "own-b": ADDED})

    def waiting(one: str, other: str) -> Session:
        own = {**start.plan.own, one: ADDED.model_copy(update={"after": (other,)})}
        return with_plan(start, own=own)

    merged = merge(start, waiting("own-a", "own-b"), waiting("own-b", "own-a"))
    assert [one.name for one in merged.conflicts] == ["plan.own.own-a", "plan.own.own-b"]
    with pytest.raises(SessionError, match="wait for each other"):
        merged.chosen({merged.conflicts[0]: "ours", merged.conflicts[1]: "theirs"})


def test_an_action_that_waits_for_one_taken_away_meanwhile_is_a_conflict() -> None:
    start = with_plan(BASE, own={"own-a": ADDED})
    waiting = ADDED.model_copy(update={"after": ("own-a",)})
    theirs = with_plan(start, own={"own-a": ADDED, "own-b": waiting})
    assert names(start, BASE, theirs) == ["plan.own.own-a", "plan.own.own-b"]


# --- Closed sessions and versions --------------------------------------------------------------


def test_a_session_closed_by_one_and_left_alone_by_the_other_is_closed() -> None:
    done = closed(with_answer(BASE, FIRST, note="last"), result(), LATER)
    assert clean(BASE, done, BASE) == done


def test_a_session_closed_by_one_and_worked_on_by_the_other_is_one_conflict() -> None:
    ours = closed(with_answer(BASE, FIRST, note="last"), result(), LATER)
    theirs = with_answer(BASE, SECOND, level=other_level(SECOND), at=LATER)
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict == Conflict(WHOLE)
    assert merged.chosen({conflict: "ours"}) == ours
    left_open = merged.chosen({conflict: "theirs"})
    assert left_open.closed is None
    assert left_open.answers[FIRST].note == "last"
    assert left_open.answers[SECOND] == theirs.answers[SECOND]


def test_what_the_closing_side_had_already_is_no_further_work() -> None:
    theirs = with_answer(BASE, FIRST, note="last")
    done = closed(with_answer(theirs, SECOND, note="too"), result(), LATER)
    assert clean(BASE, done, theirs) == done


def test_the_same_closed_twice_was_closed_the_first_time() -> None:
    ours, theirs = (closed(BASE, result(), at) for at in (LATER, NOW))
    assert clean(BASE, ours, theirs).closed == NOW


def test_closed_with_different_answers_is_one_conflict() -> None:
    ours = closed(with_answer(BASE, FIRST, note="one"), result(), LATER)
    theirs = closed(BASE, result(), NOW)
    assert names(BASE, ours, theirs) == ["session"]


def test_sides_of_different_versions_of_the_questionnaire_are_not_mixed() -> None:
    newer = QuestionnaireRef(id="stalled-ai", version="2.0.0", sha256="0" * 64)
    ours = with_answer(BASE, FIRST, note="by the old one")
    theirs = BASE.model_copy(update={"questionnaire": newer})
    merged = merge(BASE, ours, theirs)
    assert [conflict.name for conflict in merged.conflicts] == ["session"]
    assert (merged.ours, merged.theirs) == (ours, theirs)


def test_a_new_version_on_one_side_alone_is_taken() -> None:
    newer = QuestionnaireRef(id="stalled-ai", version="2.0.0", sha256="0" * 64)
    assert clean(BASE, BASE, BASE.model_copy(update={"questionnaire": newer})).plan == PlanState()
