"""Rows broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.hostile import HOSTILE
from unstall.tui.rows import Row, Span, lines_of, row, wrapped
from unstall.tui.text import flat

TEXTS = st.text(max_size=200) | st.sampled_from(sorted(HOSTILE.values()))


def text_of(line: tuple[Span, ...]) -> str:
    return "".join(text for text, _ in line)


def written(of: Row, width: int) -> list[str]:
    return [text_of(line).rstrip() for line in lines_of(of, width)]


@settings(deadline=None)
@given(TEXTS, st.integers(2, 90))
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    for start, end in wrapped(flat(text), width):
        assert cell_len(flat(text)[start:end]) <= width


@settings(deadline=None)
@given(TEXTS, st.integers(1, 90))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    flattened = flat(text)
    pieces = [flattened[start:end] for start, end in wrapped(flattened, width)]
    assert "".join("".join(pieces).split()) == "".join(flattened.split())


@settings(deadline=None)
@given(TEXTS, TEXTS, st.tuples(st.integers(0, 12), st.integers(24, 90)), st.booleans())
def test_a_row_with_everything_keeps_to_its_width(
    text: str, right: str, indent_and_width: tuple[int, int], cut: bool
) -> None:
    indent, width = indent_and_width
    everything = Row(
        ((text, "plain"), (text, "dim")),
        mark=("[ ] ", "plain"),
        indent=indent,
        right=((right, "dim"),),
        cut=cut,
        rule=not cut,
    )
    for line in lines_of(everything, width):
        assert cell_len(text_of(line)) <= width


@pytest.mark.parametrize("width", range(1, 12))
def test_the_narrowest_screens_still_get_lines(width: int) -> None:
    assert lines_of(Row((("some text", "plain"),), mark=("▸ 1  ", "accent"), indent=4), width)


def test_further_lines_hang_below_the_text_and_not_below_the_mark() -> None:
    hanging = Row((("one two three four", "plain"),), mark=("[ ] ", "plain"), indent=2)
    assert written(hanging, 16) == ["  [ ] one two", "      three four"]


def test_what_stands_at_the_right_ends_where_the_row_ends() -> None:
    line = written(Row((("title", "plain"),), right=(("closed", "dim"),)), 40)
    assert line == ["title" + " " * 29 + "closed"]


def test_what_has_no_room_at_the_right_gets_a_line_of_its_own() -> None:
    narrow = Row((("A title of some length", "plain"),), right=(("to be named (CTO)", "dim"),))
    assert written(narrow, 30) == ["A title of some length", "to be named (CTO)"]


def test_a_row_kept_to_one_line_shows_that_something_is_missing() -> None:
    assert written(row("one two three four five", cut=True), 12) == ["one two thr…"]


def test_a_rule_fills_the_rest_of_the_line() -> None:
    assert written(row("Week 1", "strong", rule=True), 12) == ["Week 1 ────"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_acts_on_a_terminal_is_left_in_a_line(text: str) -> None:
    for line in lines_of(row(text), 60):
        assert not any(
            ord(character) < 32 or ord(character) == 0x202E for character in text_of(line)
        )
