"""The aim of some weeks is said where their work is done, and nowhere else."""

from __future__ import annotations

import pytest

from tests.report.examples import ONE_OF_EACH, Written, furnished
from unstall.plan.schedule import table_weeks
from unstall.report.sections.planned import aim_of


@pytest.mark.parametrize("people", [None, 1, 3, 8])
@pytest.mark.parametrize("strategy", ["fix", "restart"])
def test_an_aim_stands_over_weeks_in_which_most_of_its_work_begins(
    strategy: str, people: int | None
) -> None:
    session = furnished(ONE_OF_EACH[strategy]).with_facts({"fte_available": people})
    written = Written(session)
    plan = written.plan
    assert plan is not None
    table = table_weeks([p.chosen for p in plan.actions], plan.strategy, session.plan)
    said = {aim_of(written.dossier, plan, week) for week in range(1, plan.last_week + 1)} - {""}
    assert len(said) > 1 or people
    for phase in plan.strategy.phases:
        if f"{phase.aim}." in said:
            meant = [p for p in plan.actions if phase.first <= table[p.id] <= phase.last]
            there = sum(phase.first <= p.first_week <= phase.last for p in meant)
            assert there * 3 >= len(meant) * 2
