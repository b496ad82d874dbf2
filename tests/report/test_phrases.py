"""Turns of phrase: numbers of things, ranges and lists as a person would write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.report import phrases as say


@pytest.mark.parametrize(
    ("number", "written"), [(1, "1 week"), (2, "2 weeks"), (0.5, "½ week"), (1.5, "1½ weeks")]
)
def test_one_week_is_singular_and_two_are_not(number: float, written: str) -> None:
    assert say.counted(number, "week") == written


@pytest.mark.parametrize(
    ("least", "most", "written"),
    [(13, 26, "13–26 weeks"), (1, 1, "1 week"), (2, 2.1, "2 weeks"), (0.5, 1, "½–1 week")],
)
def test_a_range_has_an_en_dash_and_its_thing(least: float, most: float, written: str) -> None:
    assert say.counted_between(least, most, "week") == written


def test_irregular_things_keep_their_plural() -> None:
    assert say.counted_between(1.5, 2.5, "person", "people") == "1½–2½ people"
    assert say.counted_between(0.5, 1, "person", "people") == "½–1 person"


@given(least=st.floats(0.1, 500), more=st.floats(0, 500))
def test_a_total_effort_is_rounded_and_never_nothing(least: float, more: float) -> None:
    written = say.total_effort(least, least + more)
    figures = [int(part) for part in written.split(" ")[0].split("–")]
    assert all(figure >= 5 and figure % 5 == 0 for figure in figures)
    assert figures == sorted(figures)


@given(days=st.floats(0.01, 200))
def test_days_are_rounded_to_what_an_estimate_can_bear(days: float) -> None:
    rounded = say.effort(days)
    assert rounded * 2 == int(rounded * 2)
    assert rounded >= 0.5
    assert abs(rounded - days) <= 0.5


@pytest.mark.parametrize(
    ("number", "rounded"),
    [(0, 0), (7, 7), (64_350, 64_000), (127_500, 130_000), (144_500, 140_000)],
)
def test_a_computed_figure_keeps_two_digits(number: float, rounded: int) -> None:
    assert say.two_digits(number) == rounded


def test_lists_read_as_in_a_sentence() -> None:
    assert say.listed(["a"]) == "a"
    assert say.listed(["a", "b", "c"]) == "a, b and c"
    assert say.listed([]) == ""
    assert say.joined(["a and b", "c", "d", "e"], 2) == "a and b; c; and two more"


@pytest.mark.parametrize(
    ("text", "written"),
    [("a", "A."), ("a.", "A."), ("What?", "What?"), ("  ", ""), ("a. ", "A.")],
)
def test_a_sentence_begins_large_and_ends(text: str, written: str) -> None:
    assert say.sentence(text) == written


@pytest.mark.parametrize(
    ("text", "written"), [("A test.", "a test"), ("CTO signs.", "CTO signs"), ("Go", "go")]
)
def test_a_clause_begins_small_unless_its_first_word_is_in_capitals(
    text: str, written: str
) -> None:
    assert say.clause(text) == written
