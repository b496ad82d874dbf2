"""Text in columns: no line is wider than it may be, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.commands.columns import columns, cut, padded, table, wrapped
from unstall.hidden import without_hidden

WORDS = st.text(
    st.one_of(st.sampled_from(" \n\t漢字ｈ🎉e\u0301\u200d日本"), st.characters()), max_size=200
)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("漢字", 4), ("e\u0301", 1), ("🎉", 2), ("ﬁ", 1)]
)
def test_wide_characters_take_two_columns_and_marks_none(text: str, width: int) -> None:
    assert columns(text) == width


@given(WORDS, st.integers(8, 90))
def test_no_wrapped_line_is_too_wide_and_every_character_stays(text: str, width: int) -> None:
    lines = list(wrapped(text, width, first="  - ", rest="    "))
    assert all(columns(line) <= width for line in lines)
    kept = "".join("".join(line[4:] for line in lines).split())
    assert kept == "".join(without_hidden(text).split())


@given(WORDS, st.integers(2, 40))
def test_what_is_cut_is_one_line_that_fits(text: str, most: int) -> None:
    line = cut(text, most)
    assert columns(line) <= most
    assert "\n" not in line


def test_what_fits_is_not_cut() -> None:
    assert cut("Claims  triage", 13) == "Claims triage"
    assert cut("Claims triage", 12) == "Claims tria…"
    assert cut("漢字漢字", 5) == "漢字…"


def test_padding_counts_columns_and_not_characters() -> None:
    assert padded("漢", 4) == "漢  "


def test_a_table_lines_up_whatever_script_it_is_in() -> None:
    assert list(table(("A", "B"), [("漢字", "x"), ("a", "\x1b[31my\n")])) == [
        "A     B",
        "漢字  x",
        "a     y",
    ]
