"""Changes of the plan: checked, recorded, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.tui.hostile import HOSTILE
from tests.tui.support import desk, session_of_case
from unstall.errors import SessionError
from unstall.plan.models import Placed
from unstall.session.models import LAST_WEEK, MAX_NAME, PlannedAction
from unstall.tui.desk import Desk
from unstall.tui.plan_edits import OwnWork, Part, PlanEdits

ACTION = "name-business-owner"
TODAY = date(2026, 11, 20)


@pytest.fixture
def open_desk() -> Desk:
    return desk(session_of_case("validation-loop"))


@pytest.fixture
def edits(open_desk: Desk) -> PlanEdits:
    return PlanEdits(open_desk)


def owner_of(action: str, of: Desk) -> str | None:
    assert of.plan is not None
    return next(p.owner for p in of.plan.actions if p.id == action)


def owned_by(role: str, of: Desk) -> dict[str, str | None]:
    assert of.plan is not None
    return {p.id: p.owner for p in of.plan.actions if p.chosen.action.owner == role}


def test_a_name_for_one_action_leaves_the_others_of_its_role(
    edits: PlanEdits, open_desk: Desk
) -> None:
    edits.give_to(ACTION, " Ana  Ruiz ")
    owners = owned_by("sponsor", open_desk)
    assert owners.pop(ACTION) == "Ana Ruiz"
    assert set(owners.values()) == {None}


def test_a_name_for_the_role_stands_against_all_its_actions(
    edits: PlanEdits, open_desk: Desk
) -> None:
    edits.give_to(ACTION, "Somebody Else")
    edits.give_role_to(ACTION, "sponsor", "Ana Ruiz")
    assert set(owned_by("sponsor", open_desk).values()) == {"Ana Ruiz"}
    assert open_desk.session.facts["names_by_role"] == {"sponsor": "Ana Ruiz"}


def test_a_name_of_another_action_of_the_role_stays(edits: PlanEdits, open_desk: Desk) -> None:
    edits.give_to("recommit-sponsor", "Bo Lee")
    edits.give_role_to(ACTION, "sponsor", "Ana Ruiz")
    assert owner_of("recommit-sponsor", open_desk) == "Bo Lee"


def test_a_blank_takes_a_name_away(edits: PlanEdits, open_desk: Desk) -> None:
    edits.give_role_to(ACTION, "sponsor", "Ana Ruiz")
    edits.give_role_to(ACTION, "sponsor", "  ")
    assert owner_of(ACTION, open_desk) is None
    assert "names_by_role" not in open_desk.session.facts
    edits.give_to(ACTION, "Ana Ruiz")
    edits.give_to(ACTION, "")
    assert ACTION not in open_desk.session.plan.actions


def test_a_name_for_the_role_is_one_change_to_take_back(edits: PlanEdits, open_desk: Desk) -> None:
    edits.give_to(ACTION, "Somebody Else")
    edits.give_role_to(ACTION, "sponsor", "Ana Ruiz")
    assert open_desk.undo() == ACTION
    assert owner_of(ACTION, open_desk) == "Somebody Else"


def test_a_name_that_is_too_long_is_refused_before_anything_changes(
    edits: PlanEdits, open_desk: Desk
) -> None:
    before = open_desk.session
    with pytest.raises(SessionError, match="too many"):
        edits.check_owner(ACTION, "sponsor", "x" * (MAX_NAME + 1))
    with pytest.raises(SessionError):
        edits.give_to(ACTION, "x" * (MAX_NAME + 1))
    assert open_desk.session is before


def test_an_action_is_ticked_off_with_the_day_and_unticked_again(edits: PlanEdits) -> None:
    edits.tick(ACTION, TODAY)
    assert edits.decided(ACTION).done == TODAY
    edits.tick(ACTION, TODAY)
    assert edits.decided(ACTION) == PlannedAction()


def test_an_action_is_taken_out_with_a_reason_and_brought_back(
    edits: PlanEdits, open_desk: Desk
) -> None:
    with pytest.raises(SessionError, match="needs a reason"):
        edits.take_out(ACTION, "  ")
    edits.annotate(ACTION, "asked on Monday")
    edits.take_out(ACTION, "she was named yesterday")
    assert open_desk.plan is not None
    assert ACTION not in [p.id for p in open_desk.plan.actions]
    edits.bring_back(ACTION)
    placed = next(p for p in open_desk.plan.actions if p.id == ACTION)
    assert placed.note == "asked on Monday"


@pytest.mark.parametrize("week", [0, -3, LAST_WEEK + 1])
def test_weeks_outside_any_plan_are_refused(edits: PlanEdits, week: int) -> None:
    with pytest.raises(SessionError, match="outside the plan"):
        edits.move(ACTION, week)


@pytest.mark.parametrize("typed", ["2026-11-30", "30.11.2026", "30 November 2026"])
def test_the_plan_begins_on_the_day_that_was_typed(
    edits: PlanEdits, open_desk: Desk, typed: str
) -> None:
    edits.begin(typed)
    assert open_desk.plan is not None
    assert open_desk.plan.begins == date(2026, 11, 30)


def test_a_blank_leaves_the_beginning_to_the_plan(edits: PlanEdits, open_desk: Desk) -> None:
    edits.begin("2027-01-04")
    edits.begin("")
    assert open_desk.session.plan.start is None


@pytest.mark.parametrize("typed", ["2026-02-30", "tomorrow", "0001-01-01", "9999-12-31", "12"])
def test_what_is_no_day_to_begin_on_is_refused_in_words(edits: PlanEdits, typed: str) -> None:
    with pytest.raises(SessionError) as refused:
        edits.check_start(typed)
    assert "Write a date such as" in str(refused.value)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_cleaned_or_refused(edits: PlanEdits, text: str) -> None:
    edits.annotate(ACTION, text)
    note = edits.decided(ACTION).note or ""
    assert not any(ord(c) < 32 and c not in "\n\t" for c in note)
    if text.strip():
        edits.take_out(ACTION, text)
    refused = ""
    try:
        edits.give_to(ACTION, text)
    except SessionError as error:
        refused = str(error)
    assert "\n" not in refused
    assert refused or len(edits.decided(ACTION).owner or "") <= MAX_NAME


def work(**changes: Any) -> OwnWork:
    given = {
        "title": "Move the archive", "role": "tech-lead", "effort": (2.0, 4.0),
        "done_when": "It is read only.", "after": (ACTION,), "week": None,
    }  # fmt: skip
    return OwnWork(**{**given, **changes})


def part(**changes: Any) -> Part:
    given = {"title": "Ask around", "role": "cto", "share": 0.5, "owner": "Ana", "done_when": ""}
    return Part(**{**given, **changes})


def placed(of: Desk) -> dict[str, Placed]:
    assert of.plan is not None
    return {one.id: one for one in of.plan.actions}


def test_an_action_of_ones_own_stands_in_the_plan_after_what_it_waits_for(
    edits: PlanEdits, open_desk: Desk
) -> None:
    id_ = edits.add(work())
    added = placed(open_desk)[id_]
    assert added.chosen.by_hand
    assert (added.chosen.least, added.chosen.most) == (2, 4)
    assert added.waits_for == (ACTION,)
    assert added.first_week >= placed(open_desk)[ACTION].last_week


def test_an_action_of_ones_own_begins_in_the_week_that_was_said(
    edits: PlanEdits, open_desk: Desk
) -> None:
    id_ = edits.add(work(week=6))
    assert placed(open_desk)[id_].first_week == 6


def test_adding_and_splitting_are_each_taken_back_as_one(edits: PlanEdits, open_desk: Desk) -> None:
    before = open_desk.session
    added = edits.add(work(week=6))
    whole = open_desk.session
    edits.split(added, part())
    assert open_desk.undo() is not None
    assert open_desk.session == whole
    assert open_desk.undo() == added
    assert open_desk.session == before


def test_a_part_takes_its_share_and_its_own_name(edits: PlanEdits, open_desk: Desk) -> None:
    before = placed(open_desk)[ACTION].chosen.most
    id_ = edits.split(ACTION, part(share=0.25))
    after = placed(open_desk)
    assert after[id_].owner == "Ana"
    assert after[id_].chosen.part_of == ACTION
    assert after[id_].chosen.most == pytest.approx(before / 4)
    assert after[ACTION].chosen.most == pytest.approx(before * 3 / 4)


def test_what_will_not_do_is_refused_before_anything_is_changed(
    edits: PlanEdits, open_desk: Desk
) -> None:
    before = open_desk.session
    no_work: list[dict[str, Any]] = [
        {"title": " "}, {"done_when": ""}, {"role": "wizard"}, {"effort": (3.0, 2.0)},
    ]  # fmt: skip
    for wrong in no_work:
        with pytest.raises(SessionError):
            edits.check_work(work(**wrong))
    no_part: list[dict[str, Any]] = [
        {"title": ""}, {"share": 1.0}, {"owner": "x" * (MAX_NAME + 1)},
    ]  # fmt: skip
    for wrong in no_part:
        with pytest.raises(SessionError):
            edits.check_part(ACTION, part(**wrong))
    assert open_desk.session is before


def test_what_was_added_can_be_removed_with_all_that_was_decided(
    edits: PlanEdits, open_desk: Desk
) -> None:
    before = open_desk.session
    added = edits.add(work())
    edits.annotate(added, "soon")
    assert edits.is_own(added)
    edits.remove(added)
    assert open_desk.session == before
    assert not edits.is_own(ACTION)


def test_names_are_offered_of_the_role_first_and_then_of_who_does_most(
    edits: PlanEdits, open_desk: Desk
) -> None:
    edits.give_role_to(ACTION, "sponsor", "Ana Ruiz")
    edits.give_role_to("ownership-map", "project-lead", "Bo Lee")
    edits.give_to("load-test", "Cy")
    names = [known.name for known in edits.known("project-lead")]
    assert names == ["Bo Lee", "Ana Ruiz", "Cy"]
    ana = edits.known("sponsor")[0]
    assert ana.roles == ("sponsor",)
    assert ana.actions == len(owned_by("sponsor", open_desk))


def test_a_name_on_an_action_that_is_not_asked_for_is_offered_too(
    edits: PlanEdits, open_desk: Desk
) -> None:
    edits.give_to(ACTION, "Ana")
    question = open_desk.questionnaire.question_by_id["business-owner"]
    open_desk.set_level(question, 3)
    assert [(known.name, known.actions) for known in edits.known("cto")] == [("Ana", 0)]
