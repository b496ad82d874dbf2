"""What each strategy takes, beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builtin import questionnaire
from tests.tui.support import desk, session, session_of_case
from unstall.report.dossier import Dossier
from unstall.session.models import Session
from unstall.tui.readout import section_rows
from unstall.tui.rows import lines_of
from unstall.tui.wording.closer import NO_CLOSER_LOOK, look_closer
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.takes import WHOLE_PLAN, what_each_takes

NARROW = 72
"""Cells that a section has at 80 columns."""
MONEY = {"person_day_rate": 900.0, "cost_of_delay": {"low": 20_000.0, "high": 400_000.0}}


def section(of: Session) -> Section:
    dossier = dossier_of(desk(of))
    return what_each_takes(dossier, look_closer(dossier, {"takes"}, NO_CLOSER_LOOK).taken)


def with_facts(name: str, **facts: Any) -> Session:
    of = session_of_case(name, currency="GBP")
    return of.with_facts(facts)


def group(of: Section, id_: str) -> Point:
    return next(point for point in of.points if point.id == f"takes/{id_}")


def test_the_recommended_one_stands_first_and_is_marked() -> None:
    rows = group(section(session_of_case("validation-loop")), "table").children
    assert rows[0].id == "takes/fix"
    assert [row.mark for row in rows].count("●") == 1
    assert rows[0].mark == "●"
    assert {row.mark for row in rows} <= {"●", "○", "✗"}


def test_without_facts_about_money_there_is_no_money_and_the_facts_are_named() -> None:
    found = section(session_of_case("validation-loop"))
    table = group(found, "table")
    assert table.lead.split() == ["Weeks", "Person-days"]
    assert found.summary == "two facts missing"
    missing = group(found, "missing").children
    assert [point.fact for point in missing] == ["person_day_rate", "cost_of_delay"]


def test_with_them_money_stands_beside_money_as_ranges() -> None:
    found = section(with_facts("validation-loop", **MONEY))
    table = group(found, "table")
    assert table.lead.split() == ["Weeks", "Person-days", "Work", "Waiting"]
    figures = table.children[0].notes[0]
    assert figures.split() == ["17–38", "140–220", "£120,000–£200,000", "£78,000–£3,500,000"]
    assert found.summary == "as ranges"
    assert not [point for point in found.points if point.id == "takes/missing"]


def test_what_has_no_waiting_has_no_price_for_it() -> None:
    found = section(with_facts("validation-loop", **MONEY))
    stop = next(p for p in group(found, "table").children if p.id == "takes/stop")
    assert stop.notes[0].endswith("–")


@pytest.mark.parametrize("facts", [{}, MONEY, {"cost_of_delay": {"likely": 5_000_000.0}}])
@pytest.mark.parametrize("name", ["validation-loop", "sound-but-unfinished", "need-gone"])
def test_every_line_of_the_table_fits_at_80_columns(name: str, facts: dict[str, Any]) -> None:
    found = section(with_facts(name, **facts))
    rows = section_rows(found, set())
    start = next(at for at, row in enumerate(rows) if row.spans[0][0].strip().startswith("Weeks"))
    end = next(at for at, row in enumerate(rows) if at > start and row.spans[0][0] == "")
    table = [lines_of(row, NARROW) for row in rows[start:end]]
    assert all(len(lines) == 1 for lines in table)


def test_the_figures_stand_under_their_heads() -> None:
    for facts in ({}, MONEY):
        found = section(with_facts("validation-loop", **facts))
        table = group(found, "table")
        fix = table.children[0]
        line = f"{'':<3}{fix.title}{fix.text}" if fix.text else f"{'':<3}{fix.notes[0]}"
        at = table.lead.index("Person-days")
        assert line[at:].startswith("140–220")


def test_after_a_quick_call_no_work_is_counted_and_no_rate_is_asked_for() -> None:
    quick = {q.id: q.levels[2].id for q in questionnaire().questions if q.quick}
    found = section(session(quick))
    assert group(found, "table").lead.split() == ["Weeks"]
    points = group(found, "missing").children
    assert [point.fact for point in points] == ["cost_of_delay", None]
    assert "the full triage (D) does" in points[1].text


def test_what_the_weeks_of_a_way_count_from_and_hold_is_said() -> None:
    found = section(session_of_case("validation-loop"))
    longer = [(p.title, p.text) for p in group(found, "longer").children]
    assert ("Fix in place", "Counted in: finding engineers takes 4 to 12 weeks.") in longer
    restart = dict(longer)["Restart production-first"]
    assert restart.startswith("It is closed as things stand; the weeks count from when it is open.")
    assert "They count from a team that is there; hiring is not in them." in restart
    assert "drawn out by half" in restart


def test_weeks_are_whole_and_days_are_said_to_be_of_the_whole_plan() -> None:
    found = section(session_of_case("validation-loop"))
    restart = next(p for p in group(found, "table").children if p.id == "takes/restart")
    assert restart.text.startswith("12–26 ")
    assert WHOLE_PLAN in found.lead


def test_the_budget_is_held_against_the_ways_that_are_open() -> None:
    found = section(with_facts("sound-but-unfinished", budget_left=500_000.0, **MONEY))
    budget = group(found, "money").children[0]
    assert budget.text == "£500,000"
    assert budget.fact == "budget_left"
    assert any(
        note.startswith("It covers all of the work of Fix in place") for note in budget.notes
    )
    assert not any("Restart" in note for note in budget.notes)


def test_until_it_is_worked_out_it_says_so() -> None:
    of: Dossier = dossier_of(desk(session_of_case("validation-loop")))
    found = what_each_takes(of, None)
    assert (found.points, found.lead) == ((), "It is being worked out.")


def test_a_budget_is_held_against_nothing_where_no_work_was_counted() -> None:
    quick = {q.id: q.levels[2].id for q in questionnaire().questions if q.quick}
    found = section(session(quick, facts={"budget_left": 500_000.0, **MONEY}))
    assert not [point for point in found.points if point.id == "takes/money"]
