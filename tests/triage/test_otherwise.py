"""Changes that were found are applied to a session as they were to its reading."""

from __future__ import annotations

import pytest

from tests.builtin import engine, questionnaire
from tests.tui.support import NOW, session_of_case
from unstall.session.models import Answer
from unstall.triage.flip_sets import Move, flip_sets
from unstall.triage.otherwise import with_changes
from unstall.triage.reading import read
from unstall.triage.reopen import Change, FactMove, Sooner, closed_strategies, reopeners

CASES = [case.name for case in questionnaire().cases]


@pytest.mark.parametrize("name", CASES)
def test_a_session_changed_by_a_flip_comes_to_what_the_flip_says(name: str) -> None:
    session = session_of_case(name)
    triage = engine().triage_session(session)
    for flip in flip_sets(engine(), triage):
        tried = with_changes(session, questionnaire(), flip.moves, at=NOW)
        decision = engine().triage_session(tried).decision
        assert (decision.strategy, decision.shape, decision.then) == (
            flip.strategy,
            flip.shape,
            flip.then,
        )


@pytest.mark.parametrize("name", CASES)
def test_a_session_changed_by_a_reopener_has_the_strategy_open(name: str) -> None:
    session = session_of_case(name)
    triage = engine().triage_session(session)
    for strategy, found in reopeners(engine(), triage).items():
        changes: list[Change] = [*found.moves, *found.how_soon, *found.facts]
        tried = with_changes(session, questionnaire(), changes, at=NOW)
        decision = engine().decide(read(questionnaire(), tried), floor=False)
        assert strategy not in closed_strategies(engine(), decision)


def test_what_stands_beside_an_answer_stays_and_the_moment_is_noted() -> None:
    before = Answer(unknown=True, note="Ask Ana", ask="Ana, by Friday", known="stated")
    session = session_of_case("validation-loop").with_answer("monitoring", before)
    after = with_changes(session, questionnaire(), [Move("monitoring", None, 1)], at=NOW)
    level = questionnaire().question_by_id["monitoring"].levels[1].id
    assert after.answers["monitoring"] == Answer(
        level=level, note="Ask Ana", ask="Ana, by Friday", known="stated", at=NOW
    )
    assert session.answers["monitoring"] == before


def test_a_time_and_a_fact_are_changed_as_well() -> None:
    session = session_of_case("validation-loop", how_soon={})
    changes: list[Change] = [
        Sooner("business-owner", "2w"),
        FactMove("criteria_still_relevant", "yes"),
    ]
    after = with_changes(session, questionnaire(), changes, at=NOW)
    assert after.how_soon["business-owner"] == "2w"
    assert after.facts["criteria_still_relevant"] == "yes"
