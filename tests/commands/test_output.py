"""What reaches the terminal is harmless, wherever it came from."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.commands.output import LONGEST_QUOTE, as_json, give, give_json, one_line, quoted, say

HOSTILE = "a\x1b[31mb\x07\x9b2Jc\u202ed\u2028e\r\nf"


def test_data_keeps_its_lines_and_nothing_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    give(f"{HOSTILE}\n\n")
    assert capsys.readouterr().out == "abcd\ne\nf\n"


def test_words_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE)
    assert capsys.readouterr().err == "abcd e f\n"


def test_json_is_ascii_and_means_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    data = {"z": [HOSTILE, "日本", None, True, 1.5], "a": {}}
    give_json(data)
    text = capsys.readouterr().out
    assert text.isascii()
    assert not set(text) & set("\x00\x07\x1b\x7f")
    assert json.loads(text) == data
    assert list(json.loads(text)) == ["z", "a"]


def test_json_refuses_what_json_does_not_know() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json({"x": float("nan")})


@given(st.text(max_size=300))
def test_a_quotation_is_short_and_one_line(text: str) -> None:
    said = quoted(text)
    assert len(said) <= LONGEST_QUOTE + 2
    assert "\n" not in said
    assert one_line(said) == said
