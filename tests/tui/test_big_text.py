"""Letters out of blocks."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from unstall.tui.big_text import Scale, big_lines, big_width, can_be_big, full_height

ALPHABET = string.ascii_letters + string.digits + string.punctuation + "äöüÄÖÜßéèñç"
TEXTS = st.text(alphabet=f"{ALPHABET}   ", max_size=120)
SCALES: st.SearchStrategy[Scale] = st.sampled_from((1, 2))


def test_letters_are_drawn_from_quarters_of_cells() -> None:
    assert big_lines("Hi", 80) == ("▌ ▌▗", "▙▄▌▄", "▌ ▌▐", "▘ ▘▀▘")


def test_a_dot_may_be_a_whole_cell() -> None:
    assert big_lines("T", 80, 2) == (
        "█████",
        "  █",
        "  █",
        "  █",
        "  █",
        "  █",
        "  █",
    )


@pytest.mark.parametrize("character", ALPHABET)
def test_letters_digits_and_umlauts_have_a_shape(character: str) -> None:
    assert can_be_big(character)
    assert big_lines(character, 80)


@pytest.mark.parametrize("text", ["漢字", "Проект", "a\N{COMBINING RING ABOVE}b", "✓", "naïve 5 €"])
def test_what_the_font_has_no_shape_for_is_not_written_large(text: str) -> None:
    assert not can_be_big(text)
    assert big_lines(text, 200) is None


def test_quotation_marks_and_dashes_take_their_simpler_shape() -> None:
    assert big_lines("“Who’s” – he", 200) == big_lines('"Who\'s" - he', 200)


def test_lines_break_between_words() -> None:
    first = big_lines("two", 80)
    broken = big_lines("two one", big_width("two"))
    assert first
    assert broken
    assert len(broken) > len(first) + 2
    assert broken[: len(first)] == first


def test_a_word_longer_than_a_line_is_not_written_large() -> None:
    assert big_lines("incomprehensibilities", 20) is None


def test_a_blank_text_has_no_lines() -> None:
    assert big_lines("  ", 80) == ()
    assert big_width(" ") == 0


def test_invisible_characters_are_left_out() -> None:
    assert big_lines("a\u202eb\x1b", 80) == big_lines("ab", 80)


@settings(max_examples=50)
@given(TEXTS, st.integers(10, 140), SCALES)
def test_no_row_is_wider_than_asked_for_and_none_ends_in_spaces(
    text: str, width: int, scale: Scale
) -> None:
    for row in big_lines(text, width, scale) or ():
        assert cell_len(row) <= width
        assert row == row.rstrip()


@settings(max_examples=50)
@given(TEXTS, SCALES)
def test_a_text_is_as_wide_as_it_says(text: str, scale: Scale) -> None:
    width = big_width(text, scale)
    rows = big_lines(text, max(width, 1), scale)
    assert rows is not None
    assert max(map(len, rows), default=0) == width
    assert len(rows) <= full_height(scale)
