"""Elements are escaped, and texts fit the room there is."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.hostile import hostile_texts
from unstall.report.escape import one_line
from unstall.report.pictures.svg import ELLIPSIS, element, fitted, text, width_of


@given(hostile_texts)
def test_no_text_and_no_value_leaves_its_place(said: str) -> None:
    said = "".join(char for char in one_line(said) if char.isprintable())
    read = ET.fromstring(element("text", said, class_=said))  # noqa: S314 - our own drawing
    assert list(read) == []
    assert (read.text or "") == said
    assert set(read.attrib) == {"class"}


@given(hostile_texts, st.integers(20, 400), st.integers(8, 16))
def test_a_fitted_text_is_never_wider_than_its_room(said: str, width: int, size: int) -> None:
    assert width_of(fitted(said, width, size), size) <= width


@given(hostile_texts)
def test_what_fits_stays_as_it_is(said: str) -> None:
    assert fitted(said, 100_000, 10) == " ".join(one_line(said).split())


def test_a_text_is_cut_at_a_word() -> None:
    assert (
        fitted("Name the accountable business owner", 150, 11) == f"Name the accountable{ELLIPSIS}"
    )


def test_a_word_that_ends_where_the_room_does_is_kept() -> None:
    room = round(width_of(f"Name the owner{ELLIPSIS}", 10)) + 1
    assert fitted("Name the owner twice", room, 10) == f"Name the owner{ELLIPSIS}"


def test_a_word_longer_than_the_room_is_cut_within() -> None:
    cut = fitted("x" * 500, 100, 10)
    assert cut.endswith(ELLIPSIS)
    assert len(cut) > 10


def test_wide_scripts_are_counted_as_wide() -> None:
    assert len(fitted("日" * 100, 110, 10)) == 10


@pytest.mark.parametrize("said", ["\u202eevil", "a\nb", "\x1b[31mred"])
def test_what_is_hidden_is_not_drawn(said: str) -> None:
    drawn = text(said, 0, 0, "label")
    assert not any(char in drawn for char in "\u202e\n\x1b")
