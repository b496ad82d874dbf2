"""The portfolio's table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from tests.tui.hostile import HOSTILE
from tests.tui.wording.portfolio_rows import (
    PAUSE,
    SETTING,
    TODAY,
    blocking,
    checkpoint,
    cost,
    damaged,
    portfolio_row,
)
from unstall.portfolio.models import CostOfWaiting, PlannedCheckpoint, PortfolioRow
from unstall.tui.rows import Row, lines_of
from unstall.tui.wording.portfolio_table import (
    SORTS,
    Sort,
    columns,
    headings,
    in_order,
    money_in_brief,
    table_row,
)

SECTIONS = ("Technical", "Organisational", "Delivery")
NARROW, WIDE = 76, 116


def text(row: Row, width: int = WIDE) -> str:
    (line,) = lines_of(row, width)
    return "".join(said for said, _ in line)


def said(row: PortfolioRow, sort: Sort = "next", width: int = WIDE) -> str:
    return text(table_row(row, columns(width, sort, SECTIONS), SETTING), width)


def titles(width: int, sort: Sort) -> list[str]:
    return [column.id for column in columns(width, sort, SECTIONS)]


def test_eighty_columns_hold_what_matters() -> None:
    assert titles(NARROW, "next") == ["project", "strategy", "standing", "readiness", "next"]


def test_wide_screens_hold_blockers_months_and_money_too() -> None:
    assert {"blockers", "stalled", "cost", "next"} <= set(titles(WIDE, "next"))


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("sort", SORTS)
def test_what_is_sorted_by_is_among_the_columns_and_marked(sort: Sort, width: int) -> None:
    over = text(headings(columns(width, sort, SECTIONS), sort), width)
    assert sort in titles(width, sort)
    assert over.count("▾") == 1


@pytest.mark.parametrize("width", [10, 20, 37, 55, NARROW, WIDE, 200])
@pytest.mark.parametrize("sort", SORTS)
def test_no_line_is_wider_than_there_is_room(sort: Sort, width: int) -> None:
    chosen = columns(width, sort, SECTIONS)
    assert sum(column.width + 1 for column in chosen) - 1 <= width
    for row in (portfolio_row("x" * 200, client="y" * 200), damaged()):
        assert cell_len(text(table_row(row, chosen, SETTING), width)) <= width


def test_clients_are_not_said_twice_where_they_stand_over_their_projects() -> None:
    assert "client" not in [c.id for c in columns(WIDE, "client", SECTIONS, "client")]


def test_projects_with_other_sections_stand_under_one_word() -> None:
    assert "Readiness" in text(headings(columns(NARROW, "next", ()), "next"), NARROW)


def test_a_project_says_verdict_standing_bars_and_what_comes_next() -> None:
    line = said(portfolio_row(checkpoints=(checkpoint("go-live", 22),)))
    for words in ("Claims triage", "Fix", "holds up", "█▒· ██· ▒▒▒", "go-live 12 Dec"):
        assert words in line


def test_a_checkpoint_that_was_passed_over_comes_before_an_overdue_triage() -> None:
    late = TODAY - timedelta(days=3)
    assert "! re-run 17 Nov" in said(portfolio_row(due=late))
    passed = portfolio_row(due=late, checkpoints=(checkpoint("commit", -9),))
    assert "! commit 11 Nov" in said(passed)
    held = portfolio_row(due=late, checkpoints=(checkpoint("commit", -9, held=True),))
    assert "! re-run 17 Nov" in said(held)


def test_the_next_triage_is_said_where_it_comes_before_the_next_checkpoint() -> None:
    row = portfolio_row(checkpoints=(checkpoint("benefit", 200),))
    assert "re-run 20 Feb" in said(row)
    assert "benefit" not in said(row)


def test_a_day_that_is_far_away_has_its_year() -> None:
    assert "re-run Oct 2027" in said(portfolio_row(due=TODAY + timedelta(days=330)))


def test_what_is_still_being_weighed_has_its_place() -> None:
    row = portfolio_row(standing=None, checkpoints=None, due=None)
    assert said(row).count("…") == 2


def test_what_needs_no_further_triage_has_nothing_next() -> None:
    assert "re-run" not in said(portfolio_row(due=None))


@pytest.mark.parametrize(
    ("blockers", "words"),
    [
        ((), "none"),
        ((blocking("A"), blocking("B")), "2"),
        ((blocking("A"), blocking("B", certain=False)), "1 +1?"),
        ((blocking("B", certain=False),), "1?"),
        ((blocking("A", accepted=True),), "none"),
    ],
)
def test_blockers_are_counted_apart_from_possible_ones(
    blockers: tuple[object, ...], words: str
) -> None:
    line = said(portfolio_row(blockers=blockers))
    assert f" {words} " in line


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (cost(60_000, 110_000), "60–110k EUR"),
        (cost(85_000, 85_000), "85k EUR"),
        (cost(950, 1_200), "950–1k EUR"),
        (cost(1_200_000, 2_000_000), "1.2–2m EUR"),
        (cost(900_000, 1_200_000), "900k–1.2m EUR"),
        (cost(300, 300, None), "300"),
    ],
)
def test_money_is_written_in_few_cells(month: CostOfWaiting, words: str) -> None:
    assert money_in_brief(month, "en-GB") == words
    assert words in said(portfolio_row(cost=month), "cost", NARROW)


def test_money_is_written_as_the_country_writes_it() -> None:
    assert money_in_brief(cost(1_200_000, 1_500_000), "de-DE") == "1,2–1,5m EUR"


def test_months_are_said_where_they_are_known() -> None:
    assert "14 mo" in said(portfolio_row(months_stalled=14.0))
    assert " mo" not in said(portfolio_row())


def test_a_damaged_project_says_so_in_a_word() -> None:
    assert "✗ damaged" in said(damaged())


def test_too_little_known_is_no_verdict() -> None:
    line = said(portfolio_row(verdict=None, standing=None))
    assert "too little" in line
    assert "holds up" not in line


def test_what_is_past_comes_first_and_what_never_comes_last() -> None:
    rows = (
        portfolio_row("Never", due=None),
        portfolio_row("Late", due=TODAY - timedelta(days=1)),
        portfolio_row("Soon", checkpoints=(checkpoint("value", 2),)),
        portfolio_row("Passed", checkpoints=(checkpoint("value", -40),)),
    )
    names = [row.project for row in in_order(rows, "next", TODAY)]
    assert names == ["Passed", "Late", "Soon", "Never"]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_keeps_every_project(sort: Sort) -> None:
    rows = (portfolio_row("B", verdict=PAUSE), damaged(), portfolio_row("A", client=None))
    assert sorted(r.project for r in in_order(rows, sort, TODAY)) == ["A", "B", "Weld inspection"]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_any_name_stays_in_its_cell(hostile: str) -> None:
    undated = PlannedCheckpoint("close", None, held=False)
    row = portfolio_row(client=hostile, checkpoints=(undated,))
    line = said(replace(row, project=hostile))
    assert cell_len(line) <= WIDE
    assert not any(ord(c) < 32 for c in line)
