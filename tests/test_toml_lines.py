"""On which line of a TOML text a key stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstall.toml_lines import Keys, Lines, line_of

DOCUMENT = '''\
schema = 1
id = "x"

[[questions]]
id = "first"
prompt = "What?"

# a comment between
[[questions]]
id = "second"
levels = [  # worst first
  { id = "none", label = "None." },

  # half is more than none
  { id = "half", label = "Half [ } of it." },
  { id = "all", label = """
All
of it.""" },
]
points.stop = [1, 0, -1]
points.because = """
One,
two."""

[questions.extra]
deep.down = true

[[questions.steps]]
name = "a"

[[questions.steps]]
name = "b"

[[questions]]
id = "third"

[[questions.steps]]
name = "c"

[procedure.words]
"a key" = 1
'''

LINES: list[tuple[Keys, int]] = [
    (("schema",), 1),
    (("questions",), 4),
    (("questions", 0), 4),
    (("questions", 0, "prompt"), 6),
    (("questions", 1), 9),
    (("questions", 1, "id"), 10),
    (("questions", 1, "levels"), 11),
    (("questions", 1, "levels", 0, "label"), 12),
    (("questions", 1, "levels", 1), 15),
    (("questions", 1, "levels", 1, "label"), 15),
    (("questions", 1, "levels", 2, "label"), 16),
    (("questions", 1, "points"), 20),
    (("questions", 1, "points", "stop", 2), 20),
    (("questions", 1, "points", "because"), 21),
    (("questions", 1, "extra"), 25),
    (("questions", 1, "extra", "deep", "down"), 26),
    (("questions", 1, "steps", 0, "name"), 29),
    (("questions", 1, "steps", 1, "name"), 32),
    (("questions", 2, "id"), 35),
    (("questions", 2, "steps", 0, "name"), 38),
    (("procedure",), 40),
    (("procedure", "words", "a key"), 41),
]


@pytest.mark.parametrize(("keys", "line"), LINES, ids=str)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "dos"])
def test_each_key_is_found_on_its_line(keys: Keys, line: int, line_end: str) -> None:
    assert line_of(DOCUMENT.replace("\n", line_end), keys) == line


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("nothing",),
        ("questions", 3),
        ("questions", 0, "levels"),
        ("questions", 1, "levels", 3),
        ("questions", 1, "levels", "label"),
        ("schema", 0),
        ("schema", "x"),
        (0,),
    ],
    ids=str,
)
def test_a_path_that_is_not_there_has_no_line(keys: Keys) -> None:
    assert line_of(DOCUMENT, keys) is None


def test_the_nearest_line_is_that_of_the_table_which_lacks_the_key() -> None:
    lines = Lines(DOCUMENT)
    assert lines.nearest(("questions", 1, "weight")) == 9
    assert lines.nearest(("questions", 1, "levels", 1, "colour")) == 15
    assert lines.nearest(("nothing",)) is None


def test_text_that_is_not_toml_has_lines_up_to_the_fault() -> None:
    assert line_of("a = 1\nb = [\nc = 2\n", ("a",)) == 1
    assert line_of("a = 1\nb = [\nc = 2\n", ("c",)) is None


def test_a_list_of_very_many_lines_does_not_take_for_ever() -> None:
    """Without a budget the square of its lines would be parsed, and the test would time out."""
    text = "a = [\n" + '"""]""",\n' * 100_000 + "]\nb = 1\n"
    assert line_of(text, ("b",)) in {100_003, None}


def test_an_entry_that_is_too_dear_to_find_has_the_line_of_its_list() -> None:
    text = "a = [\n" + "1,\n" * 5_000 + "]\n"
    assert line_of(text, ("a", 10)) == 12
    assert line_of(text, ("a", 4_999)) == 1


values = st.sampled_from(['"x"', "1", "2026-11-20", "[1, 2]", "{ a = 1 }", "[[1], [2]]", '"""]"""'])
comments = st.sampled_from(["", " # [x]", ' # """'])


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[tuple[Any, ...], int]]:
    """Build a text line by line, writing down the line of every key put into it."""
    lines: list[str] = []
    known: dict[tuple[Any, ...], int] = {}

    def put(line: str, *keys: Any) -> None:
        lines.append(line + draw(comments))
        if keys:
            known[keys] = len(lines)

    for entry in range(draw(st.integers(1, 4))):
        put("")
        put("[[items]]", "items", entry)
        for key in draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)):
            put(f"{key} = {draw(values)}", "items", entry, key)
        put("levels = [", "items", entry, "levels")
        for level in range(draw(st.integers(0, 4))):
            for _ in range(draw(st.integers(0, 2))):
                put("")
            put(f"  {{ id = {draw(values)} }},", "items", entry, "levels", level, "id")
        put("]")
        text = draw(st.lists(st.sampled_from(["word", "]", "}", "x = 1", "[items]", ""])))
        known["items", entry, "text"] = len(lines) + 1
        lines.extend(['text = """', *text, '"""'])
        put("[items.table]", "items", entry, "table")
        put("key.dotted = 1", "items", entry, "table", "key", "dotted")
    return "\n".join(lines), known


@given(documents())
def test_every_key_of_any_document_is_found_on_the_line_where_it_was_put(
    document: tuple[str, dict[tuple[Any, ...], int]],
) -> None:
    text, known = document
    lines = Lines(text)
    assert {keys: lines.line(keys) for keys in known} == known
