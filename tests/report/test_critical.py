"""What decides the end of a plan, in words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.tui.support import desk, session_of_case
from tests.tui.wording.test_board import PLANNED
from unstall.plan.models import Plan
from unstall.report.critical import deciding
from unstall.tui.wording.board import numbers


def plan_of(name: str) -> Plan:
    plan = desk(session_of_case(name)).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("name", PLANNED)
def test_each_action_of_the_chain_is_said_once_with_its_number_and_weeks(name: str) -> None:
    plan = plan_of(name)
    said = deciding(plan)
    assert plan.timing is not None
    assert said is not None
    number = numbers(plan)
    assert [(turn.id, turn.number) for turn in said.turns] == [
        (link.id, number[link.id]) for link in plan.timing.chain
    ]
    assert f"week {plan.timing.likely}" in said.lead


def test_what_an_action_waits_for_is_the_one_before_it_in_the_chain() -> None:
    plan = plan_of("validation-loop")
    said = deciding(plan)
    assert plan.timing is not None
    assert said is not None
    number = numbers(plan)
    for (before, link), turn in zip(pairwise(plan.timing.chain), said.turns[1:], strict=True):
        if link.because == "needs":
            assert turn.text.endswith(f"waits for {number[before.id]}")
        elif link.because == "holder":
            assert f"is busy with {number[before.id]} first" in turn.text


def test_a_plan_that_was_not_laid_into_days_has_no_chain() -> None:
    assert deciding(replace(plan_of("validation-loop"), timing=None)) is None
