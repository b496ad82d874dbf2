"""Reading TOML that somebody else may have written."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from unstall.errors import SessionError, UnstallError
from unstall.toml import MOST_DEPTH, line_of, parse_toml, read_text, read_toml

ONE_KB = 1_000


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "x.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, most_bytes: int = ONE_KB) -> UnstallError:
    with pytest.raises(SessionError) as caught:
        read_toml(path, most_bytes=most_bytes, error=SessionError)
    assert caught.value.hint, "every refusal says what to do"
    assert "\n" not in str(caught.value), "every refusal is one line"
    return caught.value


def test_tables_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, 'a = 1\n[b]\nc = ["x", 2026-11-20]\n')
    tables = read_toml(path, most_bytes=ONE_KB)
    assert tables["a"] == 1
    assert tables["b"]["c"][0] == "x"


def test_an_empty_file_has_no_tables(tmp_path: Path) -> None:
    assert read_toml(write(tmp_path, ""), most_bytes=ONE_KB) == {}


def test_a_byte_order_mark_and_dos_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path, b'\xef\xbb\xbfa = """x\r\ny"""\r\nb = 2\r\n')
    assert read_toml(path, most_bytes=ONE_KB) == {"a": "x\ny", "b": 2}


def test_a_file_of_just_the_allowed_size_is_read(tmp_path: Path) -> None:
    text = "#" * (ONE_KB - 1) + "\n"
    assert read_text(write(tmp_path, text), most_bytes=ONE_KB) == text


def test_a_file_larger_than_allowed_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "= not toml" + "#" * ONE_KB))
    assert "larger than 1,000 bytes" in str(error)


def test_an_endless_device_is_refused_without_being_read() -> None:
    assert "not a file with text" in str(refusal(Path("/dev/zero")))


def test_a_pipe_that_nobody_writes_to_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a file with text" in str(refusal(tmp_path / "pipe"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.toml", "there is no such file"),
        (".", "a folder, not a file"),
        ("plain/below", "there is no such file"),
        ("loop", "the link leads back to itself"),
        ("n" * 300, "no file can have so long a name"),
        ("nul\0", "no file can have such a name"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "plain").touch()
    (tmp_path / "loop").symlink_to("loop")
    assert said in str(refusal(tmp_path / name))


def test_a_file_that_may_not_be_read_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, since root may read everything."""

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "you may not read this file" in str(refusal(tmp_path / "x.toml"))


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    assert "not a text file" in str(refusal(write(tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")))


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, "a = 1\nb = 'Zürich'\n".encode("latin-1")))
    assert error.place.line == 2
    assert "Save the file as UTF-8" in str(error)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\na = 2\nb = 3\n", 2, "this key stands twice"),
        ("a = { b = 1, b = 2 }\n", 1, "this key stands twice"),
        ("[a]\n[b]\n[a]\n", 3, "this table is opened twice"),
        ("a.b = 1\n[a]\n", 2, "this table is opened twice"),
        ("a = { b = 1 }\na.c = 2\n", 2, "already complete"),
        ("\na 1\n", 2, "a key is not followed by ="),
        ("a = 1 b = 2\n", 1, "something stands after the value"),
        ("a = 1\n= 2\n", 2, "neither a key nor a heading"),
        ("[“a”]\n", 1, "a key begins oddly"),
        ("a = [1 2]\n", 1, "a list is not continued or closed"),
        ("a = { b = 1 c = 2 }\n", 1, "a table in a line is not closed"),
        ("[a\nb = 1\n", 1, "a heading is not closed"),
        ('a = 1\nb = """x\n', 2, "a text is not closed"),
        ("a = 'x", 1, "a text is not closed"),
        ('a = "x\ny"\n', 1, "a text is not closed on its line"),
        ('a = "\x1b[31m"\n', 1, "a control character stands here"),
        ('a = "C:\\projects"\n', 1, "a backslash stands alone"),
        ('a = "\\u12"\n', 1, "not followed by its digits"),
        ('a = "\\ud800"\n', 1, "names no character"),
        ("a = 2026-02-30\n", 1, "no such date"),
        ("a = 1\nb = True\n", 2, "no value can be read here"),
        ("# \x07\n", 1, "a character stands where none may"),
    ],
)
def test_malformed_toml_is_refused_with_line_and_remedy(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    error = refusal(write(tmp_path, text))
    assert said in str(error)
    assert error.place.line == line
    assert str(error).startswith(f"{tmp_path / 'x.toml'}:{line}: ")


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999"])
def test_numbers_that_are_no_figures_are_refused_with_their_line(
    tmp_path: Path, number: str
) -> None:
    error = refusal(write(tmp_path, f"[facts]\nb = 1\nmonths = {number}\n"))
    assert "no figures" in str(error)
    assert (error.place.line, error.place.item) == (3, "facts.months")


@pytest.mark.parametrize(
    "number", ["9" * 400, "9" * 5_000, "-9223372036854775809", "0x" + "f" * 99]
)
def test_numbers_too_long_for_any_use_are_refused(tmp_path: Path, number: str) -> None:
    assert "too many digits" in str(refusal(write(tmp_path, f"a = {number}\n"), 10_000))


def test_a_key_with_a_control_character_is_refused_and_not_shown(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, 'a = 1\n"b\\u001b[2J" = 2\n'))
    assert error.place.line == 2
    assert "\x1b" not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 200 + "]" * 200,
        "a = " + "{a = " * 100_000,
        "a = " + "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1),
    ],
)
def test_nesting_too_deep_is_refused(tmp_path: Path, text: str) -> None:
    assert "deep in each other" in str(refusal(write(tmp_path, text), 1_000_000))


@pytest.mark.parametrize("part", ["a", "'a.b'", '"a\\"."', "1"])
@pytest.mark.parametrize("around", ["{} = 1", "[{}]", "x = {{ {} = 1 }}"])
def test_a_key_of_very_many_parts_is_refused_before_it_costs_anything(
    tmp_path: Path, part: str, around: str
) -> None:
    text = "ok = 1\n" + around.format(" . ".join([part] * 100_000)) + "\n"
    error = refusal(write(tmp_path, text), 2_000_000)
    assert "more than 32 parts" in str(error)
    assert error.place.line == 2


@pytest.mark.parametrize("quotes", ['"', "'", '"""', "'''"])
def test_prose_that_looks_like_a_very_long_key_is_only_prose(tmp_path: Path, quotes: str) -> None:
    prose = "no. " * 100
    path = write(tmp_path, f"note = {quotes}{prose}{quotes} # {prose}\n")
    assert read_toml(path, most_bytes=ONE_KB) == {"note": prose}


def test_hidden_characters_are_taken_out_of_every_text(tmp_path: Path) -> None:
    path = write(tmp_path, 'a = "\\u001b[31mred"\n[[b]]\nc = ["x\u202ey", { d = "\\u0000z" }]\n')
    expected = {"a": "red", "b": [{"c": ["xy", {"d": "z"}]}]}
    assert read_toml(path, most_bytes=ONE_KB) == expected


scalars = st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.dates() | st.text("ab é.[]{}\"'#\\")
tables: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(st.text("abc-_ é", min_size=1, max_size=3), scalars, max_size=4),
    lambda inner: st.dictionaries(
        st.text("abc-_ é", min_size=1, max_size=3), inner | st.lists(inner, max_size=3), max_size=4
    ),
    max_leaves=12,
)


@given(tables)
def test_what_is_written_as_toml_is_read_back(written: dict[str, Any]) -> None:
    assert parse_toml(tomli_w.dumps(written)) == written


@given(st.text() | st.text('ab=[]{}."#\n\\' + "'"))
def test_any_text_is_either_read_or_refused_in_one_line(text: str) -> None:
    refusals = []
    try:
        parse_toml(text)
    except UnstallError as error:
        refusals.append(error)
    assert all(error.hint and "\n" not in str(error) for error in refusals)


def test_a_complaint_of_a_later_parser_still_names_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def complain(_: str) -> None:
        raise tomli.TOMLDecodeError("Something new", "a = 1\nb = 2\n", 10)

    monkeypatch.setattr(tomli, "loads", complain)
    with pytest.raises(UnstallError, match="this is not valid TOML") as caught:
        parse_toml("a = 1\nb = 2\n")
    assert caught.value.place.line == 2


def test_line_of_is_offered_beside_the_reader() -> None:
    assert line_of("a = 1\nb = 2\n", ("b",)) == 2
