"""Whatever people type, a document keeps its bones."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings

from tests.proof import mostly_thorough
from tests.report.examples import ONE_OF_EACH, Written, full
from tests.report.hostile import TOKENS, hostile_texts, with_text_everywhere
from tests.report.structure import Structure, empty_headings, smuggled, structure
from unstall.hidden import without_hidden
from unstall.report.html import render_plan_html, render_report_html, render_summary_html
from unstall.triage.outlook import Outlook

HARMLESS = "word"
EVERYTHING = " ".join(TOKENS)


def with_text(name: str, text: str) -> Written:
    """Write about a case with one text wherever people type; no text moves the verdict."""
    written = Written(with_text_everywhere(name, text))
    return replace(written, outlook=outlook(name))


@cache
def outlook(name: str) -> Outlook:
    return full(name).dossier.outlook


@cache
def bones(name: str) -> list[Structure]:
    return [structure(text) for text in texts(with_text(name, HARMLESS))]


def texts(written: Written) -> tuple[str, str, str]:
    return written.report, written.plan_text, written.summary


@pytest.mark.parametrize("name", mostly_thorough(ONE_OF_EACH.values()))
@given(text=hostile_texts)
@example(text=EVERYTHING)
@example(text="\n".join(TOKENS))
@example(text="x" * 10_000)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_a_table_or_a_heading(name: str, text: str) -> None:
    assume(without_hidden(text).strip())
    written = with_text(name, text)
    assert [structure(document) for document in texts(written)] == bones(name)
    assert all(smuggled(document) == set() for document in texts(written))


@pytest.mark.parametrize("text", [" ", "\n", "\u202e", "\u00a0", "\x00", "\u200b"])
@pytest.mark.parametrize("name", mostly_thorough(ONE_OF_EACH.values()))
def test_text_that_nobody_can_see_leaves_no_hole(name: str, text: str) -> None:
    written = with_text(name, text)
    for document in texts(written):
        assert structure(document).headings
        assert empty_headings(document) == []
        assert smuggled(document) == set()
        assert "****" not in document


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.targets: set[str | None] = set()
        self.ids: Counter[str | None] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.targets |= {value for name, value in attrs if name == "href"}
        self.ids.update(value for name, value in attrs if name == "id")


def tags(page: str) -> _Tags:
    found = _Tags()
    found.feed(page)
    return found


def pages(name: str, text: str) -> list[str]:
    dossier = with_text(name, text).dossier
    renders = (render_report_html, render_plan_html, render_summary_html)
    return [render(dossier) for render in renders]


@pytest.mark.parametrize("name", mostly_thorough(ONE_OF_EACH.values()))
@given(text=hostile_texts)
@example(text=EVERYTHING)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_brings_a_tag_into_a_page(name: str, text: str) -> None:
    assume(without_hidden(text).strip())
    for harmless, hostile in zip(pages(name, HARMLESS), pages(name, text), strict=True):
        assert tags(hostile).tags == tags(harmless).tags
        assert tags(hostile).attributes == tags(harmless).attributes


def test_a_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    for name in ONE_OF_EACH.values():
        for page in pages(name, EVERYTHING):
            found = tags(page)
            assert not set(found.tags) & {
                "script",
                "link",
                "img",
                "iframe",
                "object",
                "image",
                "use",
            }
            assert not found.attributes & {"src", "onclick", "onload", "style", "xlink:href"}
            assert found.targets <= {f"#{one}" for one in found.ids}


def through_pandoc(text: str, reader: str) -> Counter[str]:
    """Count what pandoc makes of a text: headings, tables with their rows, links, raw parts."""
    done = subprocess.run(
        ["pandoc", "--from", reader, "--to", "json"],
        input=text,
        check=True,
        capture_output=True,
        text=True,
    )
    counted: Counter[str] = Counter()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "t" in node:
                counted[node["t"]] += 1
                if node["t"] == "Table":
                    counted["rows"] += sum(len(body[3]) for body in node["c"][4])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(done.stdout))
    kept = (
        "Header", "Table", "rows", "BulletList", "OrderedList", "BlockQuote", "Link", "Image",
        "Note", "Cite", "Math", "RawBlock", "RawInline", "Code", "CodeBlock", "Div",
        "DefinitionList", "LineBlock", "Strikeout", "Superscript", "Subscript", "HorizontalRule",
    )  # fmt: skip
    return Counter({kind: counted[kind] for kind in kept})


@pytest.mark.parametrize("reader", ["markdown", "gfm"])
@pytest.mark.parametrize("name", mostly_thorough(ONE_OF_EACH.values()))
@pytest.mark.parametrize("text", [EVERYTHING, "\n".join(TOKENS), *(f"{t}x" for t in ("1. ", "@"))])
def test_pandoc_sees_the_same_bones(name: str, text: str, reader: str) -> None:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed, so its reading of the documents was not tested")
    hostile = with_text(name, text)
    harmless = with_text(name, HARMLESS)
    for one, other in (
        (hostile.report, harmless.report),
        (hostile.plan_text, harmless.plan_text),
    ):
        assert through_pandoc(one, reader) == through_pandoc(other, reader)
        found = through_pandoc(one, reader)
        assert not any(
            found[kind] for kind in ("Link", "Image", "RawBlock", "RawInline", "Math", "Cite")
        )
