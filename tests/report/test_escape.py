"""Plain text in Markdown: it comes out as it was typed, and prose stays readable."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from tests.report.hostile import TOKENS, hostile_texts
from unstall.report.blocks import emphasis, line, strong
from unstall.report.escape import markdown_line, markdown_text, one_line

READER = MarkdownIt("commonmark").enable("table")


def read(markdown: str) -> str:
    """Give the text that a reader sees in a text's only paragraph."""
    inline = [token for token in READER.parse(markdown) if token.type == "inline"]
    return "".join(child.content for token in inline for child in token.children or ())


@given(text=hostile_texts)
@example(text=" ".join(TOKENS))
@example(text="&lt; &amp; &#35; \\| 1. x")
def test_a_text_is_read_as_it_was_typed(text: str) -> None:
    assert read(markdown_text(text)).strip() == one_line(text).strip()


@given(text=hostile_texts)
def test_a_text_in_a_table_s_cell_is_read_as_it_was_typed(text: str) -> None:
    table = f"| a | b |\n|---|---|\n| {markdown_line(line(text))} | end |\n"
    inline = [token for token in READER.parse(table) if token.type == "inline"]
    assert len(inline) == 4
    seen = "".join(child.content for child in inline[2].children or ())
    assert seen.strip() == one_line(text).strip()


@pytest.mark.parametrize(
    "prose",
    [
        "Re-checked with the owner, 3–4 weeks: about 50 % done (see page 2); cost/benefit?",
        "J. Lindqvist's note: “yes”, said twice.",
        "It's the CFO's office; R&D pays, AT&T does not.",
        "Fish & chips at 7.30 pm!",
        "2026-11-20 is a Friday.",
        "Ärger, déjà vu, 日本語",
    ],
)
def test_ordinary_prose_is_left_alone(prose: str) -> None:
    assert markdown_text(prose) == prose


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- a", "\\- a"),
        ("+1", "\\+1"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("iv. a", "iv\\. a"),
        ("# a", "\\# a"),
        ("> a", "&gt; a"),
        (": a", "\\: a"),
        ("Table: a", "Table\\: a"),
        ("===", "\\==="),
        ("%title", "\\%title"),
        ("a|b", "a\\|b"),
        ("a\nb", "a b"),
        ("<b>", "&lt;b&gt;"),
        ("@team", "\\@team"),
        ("http://a.example", "http\\://a.example"),
        ("www.a.example", "www\\.a.example"),
        ("x{#y}", "x\\{\\#y\\}"),
    ],
)
def test_what_a_reader_would_take_for_more_is_escaped(typed: str, written: str) -> None:
    assert markdown_text(typed) == written


def test_a_sign_within_a_table_is_left_alone() -> None:
    assert markdown_line(line("+4"), begins_line=False) == "+4"


def test_hidden_characters_are_taken_out() -> None:
    assert markdown_text("a\u202eb\x1b[31mc\x00d") == "abcd"


def test_bold_and_italics_hold_their_text_without_space_at_the_ends() -> None:
    assert markdown_line(line(strong(" a*b "), " and ", emphasis("c"))) == "**a\\*b** and *c*"


@given(text=hostile_texts)
def test_bold_stays_bold_whatever_it_holds(text: str) -> None:
    tokens = READER.parse(f"before {markdown_line(line(strong(text)), begins_line=False)} after")
    kinds = [child.type for child in tokens[1].children or ()]
    visible = one_line(text).strip()
    assert kinds.count("strong_open") == (1 if visible else 0)
