"""Pages on paper: A4 and Letter, always light, nothing cut."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import product

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Opened
from tests.browser.pages import ALWAYS, PAGES
from tests.browser.test_screen import OVERLAPS
from tests.proof import mostly_thorough

pages = pytest.mark.parametrize("name", mostly_thorough(PAGES, always=len(ALWAYS)))

PER_MM = 96 / 25.4
MARGINS = {"across": 32, "down": 36}
"""Of the style for paper, both sides together, in millimetres."""
PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in millimetres."""

PRINTED = [*product(PAGES, PAPER)]
"""Pages on both papers."""
NUMBERED = [("stop-plan", "Letter"), *(one for one in PRINTED if "summary" not in one[0])]
"""The same without what is one sheet; the first of each is always printed."""

CUT = """([room, height]) => {
    const cut = [];
    for (const one of document.querySelectorAll("main *:not(.unseen)")) {
        if (one.closest("svg svg")) continue;
        const place = one.getBoundingClientRect();
        if (place.right > room + 1) cut.push(one.outerHTML);
        if (one.matches("p, li, td, th, h1, h2, h3") && one.scrollWidth > one.clientWidth + 1)
            cut.push(one.outerHTML);
        if (one.matches("figure > svg, h1, h2, h3") && place.height > height)
            cut.push(one.outerHTML);
    }
    return cut.map(html => html.slice(0, 200));
}"""
"""Lists what is wider than the paper, or cannot be divided and is higher than a sheet."""


def on_paper(opened: Page, paper: str) -> tuple[float, float]:
    """Show a page as it is printed, and give width and height of the room on a sheet in pixels."""
    width, height = PAPER[paper]
    across, down = (width - MARGINS["across"]) * PER_MM, (height - MARGINS["down"]) * PER_MM
    opened.set_viewport_size({"width": int(across), "height": int(down)})
    opened.emulate_media(media="print")
    return int(across), down


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.replace("ﬁ", "fi").replace("ﬂ", "fl")))


@pages
@pytest.mark.parametrize("paper", PAPER)
def test_nothing_is_cut_on_paper(name: str, paper: str, shown: Opened) -> None:
    opened = shown(name, scheme="dark")
    assert opened.evaluate(CUT, list(on_paper(opened, paper))) == []
    assert opened.evaluate(OVERLAPS) == []


def sheets(opened: Page, paper: str) -> list[str]:
    """Print a page and give the text of each sheet."""
    printed = PdfReader(BytesIO(opened.pdf(format=paper)))
    width, height = PAPER[paper]
    for sheet in printed.pages:
        size = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert size == pytest.approx((width / 25.4 * 72, height / 25.4 * 72), abs=1)
    return [sheet.extract_text() for sheet in printed.pages]


@pytest.mark.parametrize("printed", mostly_thorough(PRINTED), ids="-".join)
def test_every_word_is_printed(printed: tuple[str, str], shown: Opened) -> None:
    name, paper = printed
    opened = shown(name, scheme="dark")
    found = words("\n".join(sheets(opened, paper)))
    on_paper(opened, paper)
    told = opened.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, p, li:not(nav li), td, th')]"
        ".map(one => one.innerText).join(' ')"
    )
    missing = words(told) - found
    # A word that ends a line with a hyphen, or is longer than a line, is printed in two parts.
    assert len(missing) <= len(words(told)) / 100, missing


def test_paper_is_light_whatever_the_screen(shown: Opened) -> None:
    opened = shown("stop-plan", scheme="dark")
    opened.emulate_media(media="print")
    style = "(one => [one.backgroundColor, one.color])(getComputedStyle(document.body))"
    assert opened.evaluate(style) == ["rgb(255, 255, 255)", "rgb(27, 37, 48)"]


@pytest.mark.parametrize("printed", mostly_thorough(NUMBERED), ids="-".join)
def test_sheets_are_numbered_and_no_heading_is_the_last_thing_on_one(
    printed: tuple[str, str], shown: Opened
) -> None:
    name, paper = printed
    opened = shown(name)
    titles = opened.evaluate("[...document.querySelectorAll('h2, h3')].map(one => one.innerText)")
    written = sheets(opened, paper)
    for number, sheet in enumerate(written, start=1):
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        lines.remove(f"{number} / {len(written)}")
        assert lines[-1] not in titles
