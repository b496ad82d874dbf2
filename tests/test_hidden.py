"""Characters that act without being seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.hidden import has_hidden, is_blank, without_hidden

_MARKS = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029"
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b2Jgone", "gone"),
        ("\x1b]0;a title\x07rest", "rest"),
        ("\x1b]52;c;cGFzdGU=\x1b\\rest", "rest"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]never closed", "]never closed"),
        ("bell\x07 back\x08", "bell back"),
        ("\x7f\x85", "\n"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2067hidden\u2069", "hidden"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ufeffstart", "start"),
        ("half\ud83d a character\udcff", "half a character"),
        ("\udc1b[31mred", "[31mred"),
    ],
)
def test_what_acts_on_a_terminal_or_the_reading_order_is_taken_out(text: str, shown: str) -> None:
    assert without_hidden(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tab\tand\nnewline",
        "שלום, עולם",
        "مرحبا بالعالم",
        "می\u200cخواهم",
        "👩\u200d💻 ✓",
        "Zürich – “naïve”",
        "[bold]not ours[/]",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert without_hidden(text) == text
    assert not has_hidden(text)


@given(
    st.text(
        alphabet=st.characters(exclude_categories=()) | st.sampled_from(f"\x1b[]\x9b\x07\r{_MARKS}")
    )
)
def test_nothing_hidden_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    shown = without_hidden(text)
    assert not has_hidden(shown)
    assert without_hidden(shown) == shown
    assert all(unicodedata.category(c) != "Cc" or c in "\n\t" for c in shown)
    assert not set(shown) & set(_MARKS)
    assert shown.encode().decode() == shown


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_digits_and_signs_of_every_script_stay(text: str) -> None:
    assert without_hidden(text) == text


def test_a_long_row_of_unfinished_commands_is_cleaned_in_one_pass() -> None:
    """Square time on two million characters would take hours, and the test would time out."""
    assert without_hidden("\x1b]" * 1_000_000) == "]" * 1_000_000


@pytest.mark.parametrize(
    "char", [*" \t\n\u00a0\u3000\u200b\u200d\u00ad\u2060\ufeff\u180e\u034f\ufe0f\u3164\u2800\x00"]
)
def test_what_shows_nothing_is_blank(char: str) -> None:
    assert is_blank(char)


@pytest.mark.parametrize("char", [*"aé=1.'王กा"])
def test_what_shows_something_is_not_blank(char: str) -> None:
    assert not is_blank(char)
