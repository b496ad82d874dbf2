"""Documents are read as their readers see them, line by line as they stand."""

from __future__ import annotations

import csv
import html
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.report.hostile import hostile_texts
from unstall.report.decoded import Format, ways_of_reading
from unstall.report.escape import markdown_text, one_line
from unstall.session.leaks import leaks

LINES = hostile_texts.map(one_line).filter(lambda text: "\u200b" not in text)


def last(document: str, form: Format) -> str:
    return ways_of_reading(document, form)[-1]


@given(LINES)
def test_what_was_escaped_for_markdown_is_read_as_it_was_typed(text: str) -> None:
    # A bare ampersand needs no escape there, so that what only looks like an entity is read as one.
    plain = one_line(text.replace("&", ""))
    assert last(markdown_text(plain), "md") == plain


@given(LINES)
def test_what_was_escaped_for_a_page_is_read_as_it_was_typed(text: str) -> None:
    assert text in last(f"<p>{html.escape(text)}</p>", "html")


@given(st.text())
def test_a_string_of_json_is_read_as_it_was_typed(text: str) -> None:
    read = last(json.dumps({"key": [text, 1]}, indent=2), "json")
    assert text.replace("\n", " ") in read


@given(hostile_texts)
def test_a_cell_is_read_as_it_was_typed(text: str) -> None:
    table = StringIO()
    csv.writer(table, lineterminator="\n").writerow(["a", text, "b"])
    assert f"a,{text},b\n" == ways_of_reading(table.getvalue(), "csv")[1]


@given(LINES)
def test_a_text_in_a_calendar_is_read_as_it_was_typed(text: str) -> None:
    # The library takes a backslash before an n that somebody typed for the end of a line.
    plain = text.replace("\\", "").strip()
    calendar = Calendar()
    calendar.add("summary", plain)
    assert f"SUMMARY:{plain}\r\n" in last(calendar.to_ical().decode(), "ics")


@pytest.mark.parametrize("form", ["md", "html", "csv", "ics"])
@given(hostile_texts)
def test_any_text_can_be_read_and_first_as_it_stands(form: Format, text: str) -> None:
    assert ways_of_reading(text, form)[0] == text


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("md", "one\n\nAs O\\_Brien\\_ and O&#39;Brien\n"),
        ("html", "<p>a</p>\n<p title='\n'>O&#39;Brien</p>"),
        ("csv", 'a,"b\n""c""",d\ne,"O\'Brien, Sean"\n'),
        ("ics", "A:a b\r\n  c\r\nB:O\r\n 'Bri\r\n en\r\nC:d\r\n"),
        ("json", '{\n "a": "b\\nc",\n "\\u004f\'Brien": 1\n}'),
    ],
)
def test_what_is_found_is_found_in_its_line(form: Format, document: str) -> None:
    found = leaks(ways_of_reading(document, form), ["Sean O'Brien"], ways_of_reading("", form))
    assert len(found) == 1
    assert found[0].line == 3


def test_tags_inside_a_word_divide_nothing_and_cells_divide_all() -> None:
    read = last("<td>Ade<b>yemi</b></td><td>Ruiz</td>", "html")
    assert "Adeyemi" in read
    assert "AdeyemiRuiz" not in read


def test_what_a_page_does_not_show_is_in_none_of_its_words() -> None:
    read = last("<style>main { margin: auto }</style><p class='wide'>x</p>", "html")
    assert not any(word in read for word in ("main", "auto", "wide"))
