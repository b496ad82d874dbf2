"""Common causes are counted, money is only added to its like, and nothing is invented."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.portfolio.rows import TODAY, cause, cost, helping, row
from unstall.portfolio.common import common_causes, portfolio_of, sums_of_waiting
from unstall.portfolio.models import CauseFound, HelpsMany, SumOfWaiting


def test_a_cause_is_common_from_two_projects_on_and_told_with_its_clients() -> None:
    rows = (
        row("A", client="Acme Mutual", causes=(cause("no-owner"), cause("no-data"))),
        row("B", client="ACME mutual", causes=(cause("no-owner"),)),
        row("C", client=None, causes=(cause("no-owner"),)),
    )
    (found,) = common_causes(rows)
    assert (found.id, found.title, len(found.rows), found.clients) == ("no-owner", "No owner", 3, 1)


def test_causes_in_most_projects_come_first() -> None:
    rows = (
        *(row(f"A{n}", causes=(cause("seldom"), cause("often"))) for n in range(2)),
        row("B", causes=(cause("often"),)),
    )
    assert [found.id for found in common_causes(rows)] == ["often", "seldom"]


def test_causes_of_two_questionnaires_are_not_the_same() -> None:
    rows = [row("A", causes=(cause("c"),)), row("B", questionnaire="own", causes=(cause("c"),))]
    assert common_causes(rows) == ()


def test_the_newest_triage_says_what_a_cause_is_called() -> None:
    rows = (
        row("A", causes=(CauseFound("c", "Old title", 0.5),)),
        row("B", assessed=date(2026, 11, 1), causes=(CauseFound("c", "New title", 0.5),)),
    )
    assert common_causes(rows)[0].title == "New title"


def test_money_is_added_up_by_currency_and_only_where_it_was_given() -> None:
    rows = (
        row("A", cost=cost(10)),
        row("B", cost=cost(20)),
        row("C", cost=cost(5, "USD")),
        row("D", cost=cost(7, None)),
        row("E"),
    )
    assert sums_of_waiting(rows) == (
        SumOfWaiting(2, 60, "EUR", 2),
        SumOfWaiting(1, 10, "USD", 1),
        SumOfWaiting(1, 14, None, 1),
    )


def test_an_action_is_counted_in_every_plan_that_holds_it_against_the_cause() -> None:
    rows = (
        row("A", causes=(cause("c"), cause("d")), helps=(helping("x", "c"), helping("y", "d"))),
        row("B", causes=(cause("c"),), helps=(helping("x", "c"), helping("z", "c"))),
    )
    (found,) = common_causes(rows)
    assert found.actions == (HelpsMany("x", "X", 2), HelpsMany("z", "Z", 1))
    assert portfolio_of(rows, TODAY).actions == (
        HelpsMany("x", "X", 2), HelpsMany("y", "Y", 1), HelpsMany("z", "Z", 1),
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["EUR", "USD", None]), st.integers(0, 10**9))))
def test_sums_hold_every_figure_once(figures: list[tuple[str | None, int]]) -> None:
    rows = [row(f"P{n}", cost=cost(amount, code)) for n, (code, amount) in enumerate(figures)]
    sums = sums_of_waiting(rows)
    assert sum(one.projects for one in sums) == len(figures)
    for one in sums:
        mine = [amount for code, amount in figures if code == one.currency]
        assert (one.low, one.high) == (len(mine), 2 * sum(a or 1 for a in mine))
