"""The built-in questionnaire's own cases come out as their author expects."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.questionnaire.models import AuthorCase


@pytest.mark.parametrize("author_case", questionnaire().cases, ids=lambda c: c.name)
def test_case_comes_out_as_expected(author_case: AuthorCase) -> None:
    decision = engine().triage(reading_of(author_case)).decision
    expected = author_case.expected
    got: dict[str, Any] = {
        "strategy": decision.strategy,
        "shape": decision.shape,
        "then": decision.then,
        "forced": tuple(forced.id for forced in decision.forced),
        "open": {route.strategy: route.rank_points for route in decision.ranked},
        "conditions": set(decision.conditions),
        "close_call_with": decision.close_call_with,
        "weak": decision.weak,
    }
    wanted = {name: getattr(expected, name) for name in got}
    wanted["conditions"] = set(expected.conditions)
    if expected.points:
        got["points"], wanted["points"] = decision.points, expected.points
    assert got == wanted


def test_there_are_twenty_three_cases_for_all_five_strategies_and_for_none() -> None:
    strategies = [c.expected.strategy for c in questionnaire().cases]
    assert len(strategies) == 23
    assert set(strategies) == {"fix", "restart", "partner", "stop", "pause", None}


@pytest.mark.parametrize("author_case", questionnaire().cases, ids=lambda c: c.name)
def test_every_addition_is_listed_and_they_sum_to_the_points(author_case: AuthorCase) -> None:
    triage = engine().triage(reading_of(author_case))
    for strategy_case in triage.cases:
        assert sum(a.points for a in strategy_case.all_) == strategy_case.points


@pytest.mark.parametrize("author_case", questionnaire().cases, ids=lambda c: c.name)
def test_every_reason_quotes_an_answer_that_was_given(author_case: AuthorCase) -> None:
    triage = engine().triage(reading_of(author_case))
    reasons = [r for c in triage.cases for r in (*c.for_it, *c.against)]
    for reason in reasons:
        if reason.question:
            asked = questionnaire().question_by_id[reason.question]
            level = asked.level_index(author_case.answers[reason.question])
            assert level is not None
            assert reason.says == asked.levels[level].label


def test_nothing_explains_the_stall_where_every_answer_is_at_its_top() -> None:
    assert engine().triage(reading_of(case("everything-ready"))).nothing_explains
    assert not engine().triage(reading_of(case("all-middling"))).nothing_explains
