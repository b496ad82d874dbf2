"""What the portfolio says beside its table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len

from tests.tui.hostile import HOSTILE
from tests.tui.wording.portfolio_rows import (
    CONDITION,
    SETTING,
    TODAY,
    blocking,
    cause,
    checkpoint,
    cost,
    damaged,
    helping,
    portfolio_row,
)
from unstall.portfolio.common import portfolio_of
from unstall.portfolio.models import PortfolioRow
from unstall.tui.rows import Row, lines_of
from unstall.tui.wording import portfolio as wording

LATE = TODAY - timedelta(days=70)


def text(rows: list[Row], width: int = 200) -> str:
    return "\n".join(
        "".join(said for said, _ in line) for row in rows for line in lines_of(row, width)
    )


def about(row: PortfolioRow, width: int = 200) -> str:
    first = portfolio_of([row], TODAY).first
    return text(wording.details(row, first[0] if first else None, SETTING, width), width)


def test_everything_that_the_table_has_no_room_for_is_said_of_a_project() -> None:
    row = portfolio_row(
        blockers=(blocking("Sponsor"), blocking("Budget", certain=False)),
        months_stalled=7.0,
        cost=cost(60_000, 110_000),
        conditions=(CONDITION,),
        causes=(cause("The pilot trap"),),
        checkpoints=(checkpoint("go-live", 22),),
    )
    said = about(row)
    for words in (
        "Fix in place. It holds up.",
        "Technical 40–60 fragile or better",
        "Delivery not yet",
        "Blockers: Sponsor; 1 more possible.",
        "Stalled for 7 months.",
        "A month of waiting costs EUR 60,000–110,000.",
        "It stands on this: somebody answers for it.",
        "Causes: The pilot trap.",
        "The next checkpoint is “go-live”, 12 Dec 2026. The next triage is due 20 Feb 2027.",
    ):
        assert words in said


def test_of_a_damaged_project_it_is_said_what_is_wrong_and_what_to_do() -> None:
    said = about(damaged())
    assert "✗ Its newest session cannot be read: project is the number 7 (line 2)." in said
    assert "Take a backup." in said


def test_too_little_known_is_said_in_words() -> None:
    said = about(portfolio_row(verdict=None, standing=None, due=None))
    assert "Too little is known to recommend anything yet.\n" in said
    assert "No blockers." in said
    assert "No further triage is due." in said


def test_only_possible_blockers_are_counted() -> None:
    row = portfolio_row(blockers=(blocking("A", certain=False), blocking("B", certain=False)))
    assert "Possible blockers: 2." in about(row)


def test_money_without_a_currency_says_so() -> None:
    assert "costs 300 (no currency said)." in about(portfolio_row(cost=cost(300, 300, None)))


def test_what_is_past_stands_in_the_past_tense_with_its_reason() -> None:
    said = about(portfolio_row(due=LATE))
    assert "! The next triage was due 2 months ago." in said
    assert "The next triage was due 11 Sep 2026." in said


def test_the_first_lines_name_the_most_pressing_projects_and_count_the_rest() -> None:
    rows = [portfolio_row(f"Project {n}", due=LATE - timedelta(days=n)) for n in range(5)]
    first = portfolio_of(rows, TODAY).first
    lines = [line.text for line in wording.first_lines(first, 3, 76)]
    assert lines[0].startswith("Look first (5)  Project 4  The next triage was due")
    assert "Project 3" in lines[1]
    assert lines[2].strip() == "and 3 more: l lists all, with every reason"
    assert len(wording.first_lines(first, 6, 76)) == 5


def test_no_reason_to_look_first_is_said_too() -> None:
    (line,) = wording.first_lines((), 3, 76)
    assert "No project needs to be looked at before the others." in line.text
    assert wording.NOTHING_FIRST in text(wording.first_rows(()))


def test_every_reason_is_listed_under_its_project() -> None:
    rows = [portfolio_row(due=LATE, checkpoints=(checkpoint("commit", -40),)), damaged()]
    listed = wording.first_rows(portfolio_of(rows, TODAY).first)
    said = text(listed)
    assert said.index("Weld inspection") < said.index("Claims triage · Acme Mutual")
    assert said.count("! ") == 3
    assert [row.id for row in listed if row.id] == [str(damaged().path), str(rows[0].path)]


def test_a_list_of_what_to_look_at_ends_somewhere() -> None:
    rows = [portfolio_row(f"Project {n}", due=LATE) for n in range(wording.MOST_LISTED + 7)]
    assert text(wording.first_rows(portfolio_of(rows, TODAY).first)).endswith("and 7 more")


def test_a_common_cause_says_where_what_it_costs_and_what_would_help() -> None:
    shared = {
        "causes": (cause("The pilot trap"),),
        "helps": (helping("Pick one", "the pilot trap"),),
    }
    rows = [
        portfolio_row("One", cost=cost(10_000, 20_000), **shared),
        portfolio_row("Two", client="Northwind", cost=cost(1, 2, "CHF"), **shared),
        portfolio_row("Three"),
    ]
    listed = wording.cause_rows(portfolio_of(rows, TODAY), SETTING)
    said = text(listed)
    assert listed[0].id == "stalled-ai/the pilot trap"
    for words in (
        "in 2 of 3 projects",
        "At two clients.",
        "A month of waiting costs EUR 10,000–20,000, as one project says.",
        "Would help: Pick one (in 2 plans).",
        "One, Two",
        "Would help most, whatever the cause",
    ):
        assert words in said


def test_many_projects_of_a_cause_are_counted() -> None:
    rows = [portfolio_row(f"P{n}", causes=(cause("A"),)) for n in range(9)]
    assert "P5, and 3 more" in text(wording.cause_rows(portfolio_of(rows, TODAY), SETTING))


def test_no_common_cause_is_said_too() -> None:
    assert text(wording.cause_rows(portfolio_of([], TODAY), SETTING)) == wording.NO_CAUSES


def test_projects_are_counted_and_their_order_is_named() -> None:
    assert wording.top(1, 1, narrowed=False) == "1 project"
    assert wording.top(2, 9, narrowed=True) == "2 of 9 projects"
    assert wording.arrangement("cost", "client") == "by client, costliest wait first"
    assert wording.arrangement("client", "client") == "by client"
    assert wording.arrangement("next", None) == "what comes next first"


def test_progress_is_a_bar_with_figures_and_then_what_is_left() -> None:
    def said(done: int, of: int, left: int) -> str:
        return "".join(part for part, _ in wording.progress(done, of, left, 10))

    assert said(1250, 2500, 0) == "━━━━━╌╌╌╌╌ reading 1,250 of 2,500"
    assert said(2500, 2500, 40) == "40 still being weighed"
    assert said(2500, 2500, 0) == ""


def test_a_document_says_which_projects_are_in_it() -> None:
    assert wording.narrowed("", None) == ""
    assert wording.narrowed("acme", "The pilot trap") == (
        "only those with “acme” in the name, with the cause “The pilot trap”"
    )


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_any_text_can_stand_anywhere(hostile: str) -> None:
    row = portfolio_row(
        client=hostile, causes=(cause(hostile),), blockers=(blocking(hostile),), due=LATE
    )
    other = portfolio_row("Other", causes=(cause(hostile),))
    found = portfolio_of([row, other], TODAY)
    rows = [wording.heading(row, SETTING), *wording.details(row, found.first[0], SETTING, 60)]
    rows += [*wording.first_rows(found.first), *wording.cause_rows(found, SETTING)]
    for line in text(rows, 60).splitlines():
        assert cell_len(line) <= 60
        assert not any(ord(c) < 32 for c in line)
    for drawn in wording.first_lines(found.first, 3, 60):
        assert cell_len(drawn.text) <= 60
