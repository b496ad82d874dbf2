"""Rows of real cases: they say what the triage and the plan say, and are stored whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builtin import engine, questionnaire
from tests.proof import mostly_thorough
from tests.tui.support import session_of_case
from unstall.due import due_again
from unstall.overview import summed_up
from unstall.planning import plan_of
from unstall.portfolio.models import CostOfWaiting, PortfolioRow
from unstall.portfolio.stored import from_text, to_text, words_of
from unstall.portfolio.summing import Sheet, filled_in, row_of
from unstall.portfolio.withheld import withheld
from unstall.session.models import Held, PlannedAction, PlanState, Session
from unstall.standings import Standings

PATH = Path("/sessions/claims-triage/2026-11-20.toml")
CASES = [case.name for case in questionnaire().cases]


def sheet_of(session: Session) -> Sheet:
    return Sheet(session, engine(), engine().triage_session(session))


def quick_row(session: Session) -> PortfolioRow:
    sheet = sheet_of(session)
    return row_of(summed_up(PATH, session, engine(), sheet.triage, Standings()), sheet)


def planned_row(session: Session) -> PortfolioRow:
    """Give a row with its plan, as if somebody had measured how firmly it stands."""
    return filled_in(
        replace(quick_row(session), standing="leaning"), sheet_of(session), Standings()
    )


@pytest.mark.parametrize("name", CASES)
def test_a_row_says_what_the_triage_says(name: str) -> None:
    session = session_of_case(name)
    row, triage = quick_row(session), engine().triage_session(session)
    assert (row.verdict.strategy if row.verdict else None) == triage.decision.strategy
    assert tuple(c.id for c in row.conditions) == triage.decision.conditions
    assert [c.id for c in row.causes] == [found.cause.id for found in triage.causes]
    assert [b.id for b in row.blockers] == [b.question.id for b in triage.blockers]
    assert row.months_stalled == session.facts.get("months_stalled")
    assert row.is_ended == (triage.decision.strategy == "stop")


@pytest.mark.parametrize("name", mostly_thorough(CASES, always=6))
def test_a_row_filled_in_says_what_the_plan_says(name: str) -> None:
    session = session_of_case(name)
    row, triage = planned_row(session), engine().triage_session(session)
    plan = plan_of(engine(), session, triage)
    assert row.is_filled
    assert [(c.kind, c.on) for c in row.checkpoints or ()] == [
        (c.phase.kind, c.on) for c in (plan.checkpoints if plan else ()) if c.phase.kind
    ]
    assert row.due == due_again(session, engine(), triage)
    in_plan = {placed.id for placed in plan.actions} if plan else set()
    assert {action.id for action in row.helps} <= in_plan


@pytest.mark.parametrize("name", CASES)
def test_a_row_comes_back_from_the_index_as_it_went_in(name: str) -> None:
    row = quick_row(session_of_case(name))
    words = words_of(questionnaire())
    assert from_text(to_text(row), PATH.parent, words) == row
    full = replace(row, standing="open", checkpoints=(), conflicts=(PATH.with_name("x"),))
    assert from_text(to_text(full), PATH.parent, words) == full


def test_a_row_with_its_plan_comes_back_as_it_went_in() -> None:
    row = planned_row(session_of_case("waiting-for-sponsor"))
    assert row.checkpoints
    assert from_text(to_text(row), PATH.parent, words_of(questionnaire())) == row


def test_the_day_of_a_pauses_review_is_known_once_it_is_planned() -> None:
    session = session_of_case("waiting-for-sponsor")
    assert quick_row(session).due is None
    assert planned_row(session).due == date(2027, 1, 15)


def test_what_is_done_or_dropped_helps_no_more_and_counts_as_recorded() -> None:
    session = session_of_case("notebook-strong-team")
    first, second, *_ = quick_row(session).helps
    done = session.with_planned(first.id, PlannedAction(done=session.assessed))
    dropped = done.with_planned(second.id, PlannedAction(dropped="Bought instead"))
    row = quick_row(dropped)
    assert {first.id, second.id}.isdisjoint(action.id for action in row.helps)
    assert row.recorded == 1


def test_a_checkpoint_that_was_held_gives_way_to_the_next() -> None:
    session = session_of_case("sound-but-unfinished")
    row = planned_row(session)
    following = row.next_checkpoint(session.assessed)
    assert following
    assert following.kind == "commit"
    plan = PlanState(held={"commit": Held(on=session.assessed, outcome="go-on")})
    after = planned_row(session.model_copy(update={"plan": plan}))
    following = after.next_checkpoint(session.assessed)
    assert following
    assert following.kind == "value"
    assert after.passed_over(date(2030, 1, 1)) != row.passed_over(date(2030, 1, 1))
    assert after.recorded == 1


def test_the_cost_of_waiting_is_what_was_said_and_no_more() -> None:
    case = session_of_case("sound-but-unfinished", currency="EUR")
    session = case.with_facts({"cost_of_delay": {"low": 10, "high": 30}})
    assert quick_row(session).cost == CostOfWaiting(10, 30, None, "EUR")
    one = case.with_facts({"cost_of_delay": {"likely": 20}})
    assert quick_row(one).cost == CostOfWaiting(20, 20, 20, "EUR")
    assert quick_row(case.with_facts({"cost_of_delay": None})).cost is None


def test_for_others_clients_keep_one_number_each_and_projects_their_own() -> None:
    row = quick_row(session_of_case("sound-but-unfinished"))
    rows = (row, replace(row, project="Other", client="Zoo"), replace(row, client="ACME mutual"))
    found = withheld(rows)
    assert [(one.project, one.client) for one in found] == [
        ("Project 1", "Client 1"), ("Project 2", "Client 2"), ("Project 3", "Client 1"),
    ]  # fmt: skip
    assert all(one.path == Path() for one in found)
    assert found[0].causes == row.causes
