"""The page about all projects, and its table: whole, in words, and safe whatever people typed."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings

from tests.portfolio.rows import TODAY, cause, checkpoint, condition, cost, helping, row
from tests.proof import examples
from tests.report.hostile import TOKENS, hostile_texts
from tests.report.structure import empty_headings, smuggled, structure
from tests.report.test_hostile import tags
from unstall.hidden import without_hidden
from unstall.overview import Damaged, SectionState
from unstall.portfolio.common import portfolio_of
from unstall.portfolio.models import Blocking, PortfolioRow
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.portfolio import (
    ToldPortfolio,
    portfolio_document,
    render_portfolio,
    render_portfolio_html,
)
from unstall.report.portfolio_table import write_portfolio_table

LATE = TODAY - timedelta(days=40)


def rows(text: str = "Alpha") -> tuple[PortfolioRow, ...]:
    """Make rows in which one text stands wherever people type."""
    damage = Damaged(Path("x.toml"), text, f"there is no level {text!r}", "Put it right.", False)
    return (
        row(text, client=text, causes=(cause("no-owner"),), due=LATE, cost=cost(10)),
        row("Beta", client=text, causes=(cause("no-owner"),), cost=cost(20, "USD")),
        row("Gamma", client=None, standing=None, checkpoints=None, damage=damage),
        row("Delta", helps=(helping("name-owner", "no-owner"),), verdict=None),
        PortfolioRow(Path("y"), text, text, 1, damage=damage),
    )


def told(of: tuple[PortfolioRow, ...], **more: object) -> ToldPortfolio:
    return ToldPortfolio(portfolio_of(of, TODAY), TODAY, DEFAULT_LOCALE, **more)  # type: ignore[arg-type]


def cells(of: PortfolioRow, today: date = TODAY) -> list[str]:
    """Give the cells of a project's line, as plain text."""
    page = ToldPortfolio(portfolio_of([of], today), today, DEFAULT_LOCALE)
    (section,) = [s for s in portfolio_document(page).sections if s.id == "projects"]
    (table,) = section.blocks
    assert table.kind == "table"
    return ["".join(span.text for span in cell) for cell in table.rows[0]]


def test_a_project_stands_on_one_line_with_all_that_is_known() -> None:
    full = row(
        sections=(SectionState("technical", "Technical", 0.2, 0.4, "fragile", True),),
        blockers=(
            Blocking("a", "Risk class", "start", certain=True, accepted=False),
            Blocking("b", "Rollback", "launch", certain=True, accepted=True),
            Blocking("c", "Owner", "launch", certain=False, accepted=False),
        ),
        months_stalled=4.5,
        cost=cost(85_000),
        checkpoints=(checkpoint("commit", TODAY + timedelta(days=7)),),
        trend="better",
    )
    assert cells(full) == [
        "Alpha (Acme Mutual)",
        "Fix in place · holds up",
        "Technical: fragile",
        "Risk class; accepted: Rollback; one not known yet",
        "4½ months",
        "€1–€170,000",
        "Commit, 27 November 2026",
        "1 January 2027",
        "better",
    ]


def test_what_is_not_worked_out_or_not_known_is_said_and_not_guessed() -> None:
    unfilled = cells(row(standing=None, checkpoints=None))
    assert unfilled[1] == "Fix in place · being weighed"
    assert unfilled[6] == "not worked out yet"
    assert cells(row(verdict=None))[1] == "Too little known"
    assert cells(row(cost=cost(5, None, low=5)))[5] == "5–10 (no currency said)"
    assert cells(row(due=LATE))[7] == "overdue since 11 October 2026"


def test_it_opens_with_how_many_there_are_and_what_waiting_costs_by_currency() -> None:
    page = render_portfolio(told(rows()))
    assert "5 projects of 2 clients; 1 overdue; 3 to look at first" in page
    assert r"€1–€20 and US\$1–US\$40 in the two projects that say so; the three others" in page
    assert "in all projects together." in render_portfolio(told(rows()[:2]))
    one = render_portfolio(told((rows()[0], rows()[-1])))
    assert "in the one project that says so; the one other does not say." in one


def test_common_causes_stand_with_projects_clients_money_and_actions() -> None:
    helped = tuple(replace(one, helps=(helping("name-owner", "no-owner"),)) for one in rows()[:2])
    page = render_portfolio(told(helped))
    assert (
        r"| **No owner** | 2 | 1 | €1–€20 in 1 project; US\$1–US\$40 in 1 project "
        "| Name owner (2) |" in page
    )
    assert "- **Name owner**: in 2 plans" in page


@pytest.mark.parametrize(
    ("group", "titles"),
    [
        ("client", ["Acme Mutual", "Alpha", "No client named"]),
        ("strategy", ["Fix in place", "Cannot be read", "Too little known"]),
    ],
)
def test_projects_are_put_together_under_headings(group: str, titles: list[str]) -> None:
    page = render_portfolio(told(rows(), group=group))
    assert [line[4:] for line in page.splitlines() if line.startswith("### ")] == titles


def test_beyond_ten_the_projects_to_look_at_first_are_counted_and_marked() -> None:
    late = tuple(row(f"P{n:02}", due=LATE) for n in range(12))
    page = render_portfolio(told(late))
    assert "And two projects more, marked in the list." in page
    assert page.count("look at first |") == 12


def test_an_empty_portfolio_says_so() -> None:
    assert "There is none." in render_portfolio(told(()))
    assert "No project is as asked for." in render_portfolio(
        told((), narrowed="only those overdue")
    )


@given(text=hostile_texts)
@example(text=" ".join(TOKENS))
@settings(max_examples=examples(100), deadline=None)
def test_no_text_breaks_a_page_or_brings_anything_into_it(text: str) -> None:
    assume(without_hidden(text).strip())
    harmless, hostile = told(rows("word"), group="strategy"), told(rows(text), group="strategy")
    page = render_portfolio(hostile)
    assert structure(page) == structure(render_portfolio(harmless))
    assert smuggled(page) == set()
    assert empty_headings(page) == []
    assert tags(render_portfolio_html(hostile)).tags == tags(render_portfolio_html(harmless)).tags


@given(text=hostile_texts)
@example("one\rtwo")
def test_no_text_breaks_the_table_or_acts_in_a_spreadsheet(text: str) -> None:
    lines = list(
        csv.reader(StringIO(write_portfolio_table(portfolio_of(rows(text), TODAY), TODAY)))
    )
    assert {len(line) for line in lines} == {len(lines[0])}
    assert not any(cell[:1] in {"=", "+", "-", "@"} for line in lines for cell in line)


def test_the_table_tells_days_and_figures_to_programs() -> None:
    one = row(
        cost=cost(2.5), conditions=(condition(),), due=LATE, months_stalled=4.5,
        checkpoints=(checkpoint("commit", LATE), checkpoint("value", TODAY)),
    )  # fmt: skip
    (line,) = csv.DictReader(StringIO(write_portfolio_table(portfolio_of([one], TODAY), TODAY)))
    assert line["month_of_waiting_likely"] == "2.5"
    assert (line["months_stalled"], line["next_triage"], line["overdue"]) == (
        "4.5", "2026-10-11", "yes",
    )  # fmt: skip
    assert (line["checkpoint_passed"], line["next_checkpoint_on"]) == ("commit", "2026-11-20")
    assert line["conditions"] == "a team is named to run it"
    assert "The next triage was due 40 days ago." in line["look_at_first"]
