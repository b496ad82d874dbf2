"""A role gap of two steps or more brings an action of its own into the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.builtin import engine, questionnaire
from tests.session.support import NOW
from tests.tui.support import session_of_case
from tests.voting.rooms import OWNER, room
from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_through
from unstall.compare.side import Side
from unstall.errors import SessionError
from unstall.plan.fitting import optional_actions
from unstall.plan.schedule import week_table
from unstall.plan.select import select
from unstall.plan.settling import settling
from unstall.planning import plan_of
from unstall.report.calendar_file import write_calendar
from unstall.report.data import plan_data
from unstall.report.dossier import dossier_of
from unstall.report.html import render_plan_html
from unstall.report.markdown import render_plan
from unstall.report.tracker import write_table
from unstall.session.agree import agreed
from unstall.session.edit import set_planned
from unstall.session.format import from_toml, to_toml
from unstall.session.models import PlannedAction, Session
from unstall.voting.recording import with_medians

BANK = questionnaire()
ID = "settle-business-owner"
APART = {OWNER: (3, 3, 3, 1, 1, 1)}


def _session(votes: Mapping[str, Sequence[int]] | None = None) -> Session:
    start = session_of_case("validation-loop")
    return with_medians(room(votes or APART, start=start), BANK, NOW)


def _ids(of: Session) -> list[str]:
    plan = plan_of(engine(), of, engine().triage_session(of))
    assert plan is not None
    return [placed.id for placed in plan.actions]


def test_a_role_gap_has_an_action_that_says_between_whom_and_when_it_is_done() -> None:
    of = _session()
    plan = plan_of(engine(), of, engine().triage_session(of))
    assert plan is not None
    (placed,) = [one for one in plan.actions if one.id == ID]
    assert placed.chosen.title == "Settle “Accountable owner” between business and engineering"
    assert "name the same level, or the" in placed.chosen.action.done_when
    assert 1 <= placed.first_week <= 3


def test_without_a_gap_there_is_no_such_action() -> None:
    agreeing = {OWNER: (2, 2, 2, 1, 1, 1)}
    for of in (session_of_case("validation-loop"), _session(agreeing)):
        assert not [id_ for id_ in _ids(of) if id_.startswith("settle-")]


def test_the_action_is_gone_once_a_second_vote_has_closed_the_gap() -> None:
    closed = room({OWNER: (2, 2, 2, 1, 1, 2)}, start=_session(), in_round="second")
    assert ID in _ids(_session())
    assert ID not in _ids(closed)


def test_what_was_decided_does_not_take_the_action_away() -> None:
    of = _session()
    decided = of.with_answer(OWNER, of.answers[OWNER].model_copy(update={"voted": "decided"}))
    assert ID in _ids(decided)


def test_the_other_actions_are_the_same_as_without_votes() -> None:
    of = _session()
    without = of.model_copy(update={"votes": {}, "voters": {}})
    assert [id_ for id_ in _ids(of) if id_ != ID] == _ids(without)


def test_a_plan_that_ends_the_project_has_nothing_to_settle() -> None:
    triage = engine().triage_session(_session())
    ends = [strategy for strategy in BANK.strategies if strategy.kind == "end"]
    others = [strategy for strategy in BANK.strategies if strategy.kind != "end"]
    assert not any(settling(engine(), triage, strategy) for strategy in ends)
    assert all(settling(engine(), triage, strategy) for strategy in others)


def test_it_is_not_among_what_a_plan_can_do_without() -> None:
    triage = engine().triage_session(_session())
    for strategy in BANK.strategies:
        chosen = (*select(engine(), triage, strategy), *settling(engine(), triage, strategy))
        assert ID not in optional_actions(engine(), strategy, chosen)
        plan = week_table(engine(), triage, strategy, _session().plan, date(2026, 11, 20))
        assert (ID in {placed.id for placed in plan.actions}) == (strategy.kind != "end")


def test_owner_and_day_are_kept_like_those_of_any_action() -> None:
    decided = PlannedAction(owner="Lindqvist", done=date(2026, 12, 4))
    of = set_planned(_session(), BANK, ID, decided)
    again = agreed(from_toml(to_toml(of)), BANK)
    assert again.plan.actions[ID] == decided
    plan = plan_of(engine(), again, engine().triage_session(again))
    assert plan is not None
    assert next(one.owner for one in plan.actions if one.id == ID) == "Lindqvist"


@pytest.mark.parametrize("action", ["settle-", "settle-no-such-question", "settle"])
def test_an_action_that_settles_nothing_is_refused(action: str) -> None:
    with pytest.raises(SessionError, match="there is no action"):
        set_planned(_session(), BANK, action, PlannedAction(owner="A"))


def test_every_kind_of_plan_has_it() -> None:
    of = _session()
    triage = engine().triage_session(of)
    plan = plan_of(engine(), of, triage)
    assert plan is not None
    dossier = dossier_of(engine(), of, triage, plan, "en-GB")
    title = "Settle “Accountable owner” between"
    assert title in render_plan(dossier)
    assert title in render_plan_html(dossier)
    assert title in write_table(dossier, None)
    assert "Settle “Accountable" in write_calendar(dossier).replace("\r\n ", "")
    found = next(one for one in plan_data(engine(), of, plan)["actions"] if one["id"] == ID)
    assert (found["settles"], found["because"], found["by_hand"]) == (OWNER, [], False)
    assert dossier.action_title(ID) == f"{title} business and engineering"


def test_what_became_of_it_is_followed_like_any_other() -> None:
    of = set_planned(_session(), BANK, ID, PlannedAction(done=date(2026, 12, 4)))
    sides = []
    for session in (of, of.model_copy(update={"votes": {}, "voters": {}})):
        triage = engine().triage_session(session)
        sides.append(Side(session, engine(), triage, plan_of(engine(), session, triage), "leaning"))
    followed = follow_through(compare(*sides), date(2027, 2, 1))
    assert followed is not None
    assert followed.action(ID).state == "done"
