"""Sorting, filtering and grouping leave out nothing that is wanted, and come out the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portfolio.rows import STOP, TODAY, cause, cost, row
from unstall.overview import SectionState
from unstall.portfolio.arrange import GROUPS, SORTS, SortBy, Wanted, filtered, grouped, ordered
from unstall.portfolio.models import PortfolioRow


def section(low: float, *, known: bool = True) -> SectionState:
    return SectionState("technical", "Technical", low, 1, "fragile", known)


NOTHING = PortfolioRow(row().path, "zebra", None, 1)
ROWS = (
    row("beta", client="Zoo", assessed=date(2026, 1, 1), months_stalled=3, cost=cost(10, "USD")),
    row("Alpha", client="acme", sections=(section(0.5),), cost=cost(5), due=TODAY),
    row("gamma", client=None, sections=(section(0.1),), months_stalled=9, cost=cost(50)),
    NOTHING,
)


def names(rows: tuple[PortfolioRow, ...]) -> list[str]:
    return [one.project for one in rows]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("triaged", ["Alpha", "gamma", "beta", "zebra"]),
        ("project", ["Alpha", "beta", "gamma", "zebra"]),
        ("client", ["Alpha", "beta", "gamma", "zebra"]),
        ("readiness", ["gamma", "Alpha", "beta", "zebra"]),
        ("stalled", ["gamma", "beta", "Alpha", "zebra"]),
        ("cost", ["gamma", "Alpha", "beta", "zebra"]),
        ("due", ["Alpha", "beta", "gamma", "zebra"]),
    ],
)
def test_what_presses_most_comes_first_and_what_says_nothing_last(
    by: SortBy, expected: list[str]
) -> None:
    assert names(ordered(ROWS, by)) == expected


@given(by=st.sampled_from(SORTS), order=st.permutations(range(len(ROWS))))
def test_the_order_before_makes_no_difference(by: SortBy, order: list[int]) -> None:
    assert ordered([ROWS[n] for n in order], by) == ordered(ROWS, by)


def test_a_section_of_which_nothing_is_known_does_not_count_as_the_lowest() -> None:
    rows = (
        row("A", sections=(section(0, known=False), section(0.6))),
        row("B", sections=(section(0.5),)),
    )
    assert names(ordered(rows, "readiness")) == ["B", "A"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["beta", "Alpha", "gamma", "zebra"]),
        (Wanted("  ALP "), ["Alpha"]),
        (Wanted("zo"), ["beta"]),
        (Wanted(client="ACME"), ["Alpha"]),
        (Wanted(client="acm"), []),
        (Wanted(strategy="fix"), ["beta", "Alpha", "gamma"]),
        (Wanted(strategy="stop"), []),
        (Wanted(cause="no-owner"), []),
        (Wanted(overdue=True), []),
    ],
)
def test_only_what_is_wanted_stays_in_its_order(wanted: Wanted, expected: list[str]) -> None:
    assert names(filtered(ROWS, wanted, TODAY)) == expected


def test_those_with_a_cause_and_those_overdue_are_found() -> None:
    late = row("late", causes=(cause("no-owner"),), due=TODAY - timedelta(days=1))
    for wanted in (Wanted(cause="no-owner"), Wanted(overdue=True)):
        assert filtered((*ROWS, late), wanted, TODAY) == (late,)


def test_by_client_names_are_one_whatever_their_case_and_no_name_is_last() -> None:
    rows = (
        row("A", client="Zoo"),
        row("B", client=None),
        row("C", client="acme"),
        row("D", client="ZOO"),
    )
    groups = grouped(rows, "client")
    assert [(group.title, names(group.rows)) for group in groups] == [
        ("acme", ["C"]), ("Zoo", ["A", "D"]), ("No client named", ["B"]),
    ]  # fmt: skip


def test_by_strategy_the_most_common_one_is_first_and_nothing_known_last() -> None:
    rows = (row("A", verdict=STOP), row("B"), row("C", verdict=None), row("D"), NOTHING)
    assert [(group.title, names(group.rows)) for group in grouped(rows, "strategy")] == [
        ("Fix in place", ["B", "D"]),
        ("Stop and retire", ["A"]),
        ("Cannot be read", ["zebra"]),
        ("Too little known", ["C"]),
    ]


@pytest.mark.parametrize("by", GROUPS)
def test_every_project_is_in_one_group(by: str) -> None:
    found = [one for group in grouped(ROWS, by) for one in group.rows]  # type: ignore[arg-type]
    assert sorted(names(tuple(found))) == sorted(names(ROWS))
