"""What to look at first is told by a small rule, with every reason in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portfolio.rows import STOP, TODAY, checkpoint, condition, cost, row
from unstall.overview import Damaged
from unstall.portfolio.first import CHECKPOINTS, look_at_first
from unstall.portfolio.models import PortfolioRow

DAMAGE = Damaged(
    path=Path("/sessions/Alpha/2026-10-01.toml"),
    project="Alpha",
    reason="a text is not closed on its line (line 2)",
    way_back="Put it back.",
    can_be_put_back=True,
)


def told(*rows: PortfolioRow, today: date = TODAY) -> list[tuple[str, list[str]]]:
    return [
        (one.row.project, [kind for kind, _ in one.reasons]) for one in look_at_first(rows, today)
    ]


def why(one: PortfolioRow, today: date = TODAY) -> list[str]:
    return [text for found in look_at_first([one], today) for _, text in found.reasons]


def test_of_a_project_in_order_nothing_is_said() -> None:
    assert told(row()) == []


def test_a_session_that_cannot_be_read_is_told_with_the_way_back() -> None:
    assert why(row(damage=DAMAGE)) == [
        "Its newest session cannot be read: a text is not closed on its line (line 2); the version "
        "before it can be put back."
    ]


def test_of_a_project_of_which_nothing_can_be_read_only_that_is_told() -> None:
    bare = PortfolioRow(DAMAGE.path, "Alpha", None, 1, damage=DAMAGE)
    assert told(bare) == [("Alpha", ["damaged"])]


def test_an_overdue_triage_is_told_from_the_day_after_with_how_late_it_is() -> None:
    due = row(due=TODAY - timedelta(days=1))
    assert why(due) == ["The next triage was due 1 day ago."]
    assert why(due, TODAY + timedelta(days=9)) == ["The next triage was due 10 days ago."]
    assert why(due, TODAY + timedelta(days=90)) == ["The next triage was due 3 months ago."]
    assert why(replace(due, due=TODAY)) == []


def test_a_checkpoint_that_is_past_is_told_unless_it_or_a_later_one_was_held() -> None:
    past, later = TODAY - timedelta(days=40), TODAY + timedelta(days=5)
    passed = row(checkpoints=(checkpoint("commit", past), checkpoint("value", later)))
    assert why(passed) == [
        "The checkpoint about committing the money fell 40 days ago, and nothing says that it was "
        "held."
    ]
    held = (checkpoint("commit", past), checkpoint("value", past, held=True))
    assert why(row(checkpoints=held)) == []
    assert why(row(checkpoints=(checkpoint("commit", None),))) == []
    assert why(row(checkpoints=None)) == []


def test_advice_to_end_a_project_is_told_of_after_a_month_with_nothing_done() -> None:
    ended = row(verdict=STOP, is_ended=True, due=None, assessed=TODAY - timedelta(days=30))
    assert why(ended) == ["The advice to end it is 30 days old, and nothing is recorded as done."]
    assert why(replace(ended, recorded=1)) == []
    assert why(replace(ended, assessed=TODAY - timedelta(days=29))) == []


def test_of_an_ending_not_begun_its_closing_day_is_not_told_as_well() -> None:
    past = TODAY - timedelta(days=40)
    ended = row(is_ended=True, assessed=past, checkpoints=(checkpoint("close", past),), due=None)
    assert [kinds for _, kinds in told(ended)] == [["stop-not-acted-on"]]
    assert [kinds for _, kinds in told(replace(ended, recorded=1))] == [["checkpoint-passed"]]


def test_costly_is_the_highest_quarter_of_those_that_say_so_in_the_same_currency() -> None:
    rows = [row(name, cost=cost(n), conditions=(condition(),)) for n, name in enumerate("ABCD", 1)]
    assert told(*rows) == [("D", ["costly-and-held-up"])]
    assert "it is not settled that a team is named to run it." in why_of("D", rows)
    dollars = row("E", cost=cost(0.5, "USD"), conditions=(condition(),))
    assert told(*rows, dollars) == [("D", ["costly-and-held-up"])]


def why_of(project: str, rows: list[PortfolioRow]) -> str:
    (found,) = [one for one in look_at_first(rows, TODAY) if one.row.project == project]
    return found.reasons[0][1]


def test_with_fewer_than_four_figures_or_nothing_open_nothing_is_costly() -> None:
    three = [row(name, cost=cost(9), conditions=(condition(),)) for name in "ABC"]
    assert told(*three) == []
    assert told(*(row(name, cost=cost(9)) for name in "ABCD")) == []
    assert (
        told(*(row(name, cost=cost(0, low=0), conditions=(condition(),)) for name in "ABCD")) == []
    )


def test_the_most_pressing_kind_comes_first_then_more_reasons_then_what_held_longest() -> None:
    past = TODAY - timedelta(days=10)
    rows = (
        row("Late", due=past),
        row("Later", due=past - timedelta(days=5)),
        row("Passed", checkpoints=(checkpoint("commit", past),)),
        row("Passed and late", checkpoints=(checkpoint("value", past),), due=past),
        row("Broken", damage=DAMAGE),
    )
    assert [project for project, _ in told(*rows)] == [
        "Broken", "Passed and late", "Passed", "Later", "Late",
    ]  # fmt: skip


@given(st.permutations(range(5)))
def test_the_order_of_the_rows_makes_no_difference(order: list[int]) -> None:
    rows = [row(f"P{n}", due=TODAY - timedelta(days=n % 3)) for n in range(5)]
    assert told(*(rows[n] for n in order)) == told(*rows)


@pytest.mark.parametrize("kind", CHECKPOINTS)
def test_every_checkpoint_is_told_in_words(kind: str) -> None:
    passed = row(checkpoints=(checkpoint(kind, TODAY - timedelta(days=1)),))
    assert "fell 1 day ago" in why(passed)[0]
