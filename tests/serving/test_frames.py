"""What a browser may say: keys, taps and sizes, and nothing that a finger could not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.serving.frames import (
    HEIGHTS,
    MOST_KEYS,
    WIDTHS,
    Ping,
    Resized,
    Typed,
    frame_of,
    size_in,
)

TAP = "\x1b[<0;12;5M\x1b[<0;12;5m"


def typed(data: object) -> bytes | None:
    match frame_of(json.dumps(["stdin", data])):
        case Typed(kept, keys):
            assert 0 < keys <= min(MOST_KEYS, len(kept))
            return kept
        case nothing:
            assert nothing is None
            return None


@pytest.mark.parametrize("data", ["3", "0", TAP, "\x1b[A", "\x1bOB", "\x1b[6~", "\x1b[<65;1;1M"])
def test_digits_taps_and_moves_are_handed_on(data: str) -> None:
    assert typed(data) == data.encode()


@pytest.mark.parametrize(
    "data",
    [
        "\x03", "\x11", "\x10", "\x1a", "\x1b", "q", "é", "\x00", "\x7f",
        "\x1b[48;1000000;1000000;1;1t",  # a size that a terminal reports in its stream
        "\x1b[<35;12;5M",  # a pointer that moves
        "\x1b]52;c;aGk=\x07", "\x1b]0;title\x07", "\x1b[?2026;0$y", "\x1b[?2026;2$y",
        "\x1bP1$r0m\x1b\\", "\x1b[<0;99999;5M", "\x1b[12", 7, None, ["3"], {"a": 1},
    ],
)  # fmt: skip
def test_nothing_else_reaches_the_app(data: object) -> None:
    assert typed(data) is None


@given(st.text())
def test_of_any_text_only_keys_and_taps_are_left(data: str) -> None:
    kept = typed(data) or b""
    assert kept.isascii()
    assert len(kept) <= 512
    assert not set(kept) - set(b"0123456789\r \x1b[O~ABCD<;Mm")


def test_a_frame_holds_no_more_keys_than_an_app_can_follow() -> None:
    assert frame_of(json.dumps(["stdin", "12" * 250])) == Typed(b"12" * (MOST_KEYS // 2), MOST_KEYS)
    assert frame_of(json.dumps(["stdin", TAP])) == Typed(TAP.encode(), 2)


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_text_is_more_than_a_frame_that_is_dropped(text: str) -> None:
    assert frame_of(text) is None or isinstance(frame_of(text), Typed | Resized | Ping)


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", '["stdin"]', '["quit"]', "[" * 4000, '{"a":' * 900, "1" * 4000, '"stdin"',
     '["resize", {"width": "80", "height": 24}]', '["resize", {"width": true, "height": 1}]',
     '["resize", {"width": 1e9, "height": 24}]', '["resize", [80, 24]]',
     '["ping", "' + "x" * 99 + '"]',
     '["meta", {"type": "quit"}]', '["deliver_chunk_request", "x"]', "\ud800"],
)  # fmt: skip
def test_garbage_is_dropped(text: str) -> None:
    assert frame_of(text) is None


@given(st.integers(), st.integers())
def test_a_window_is_drawn_within_bounds(width: int, height: int) -> None:
    frame = frame_of(json.dumps(["resize", {"width": width, "height": height}]))
    assert isinstance(frame, Resized)
    assert WIDTHS[0] <= frame.width <= WIDTHS[1]
    assert HEIGHTS[0] <= frame.height <= HEIGHTS[1]


@pytest.mark.parametrize("said", [None, "", "x", "-5", "1e9", "999999999", "٣"])
def test_a_size_that_is_none_gives_an_ordinary_screen(said: str | None) -> None:
    assert size_in(said, said) == (80, 24)


def test_a_size_in_the_address_is_bounded_too() -> None:
    assert size_in("9999", "9999") == (WIDTHS[1], HEIGHTS[1])
    assert size_in("0", "1") == (WIDTHS[0], HEIGHTS[0])


def test_a_ping_comes_back() -> None:
    assert frame_of('["ping", "1763766900000"]') == Ping("1763766900000")
