"""Pages on screens: they stand alone, fit every width, and can be read by everybody."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opened
from tests.browser.pages import ALWAYS, PAGES
from tests.proof import mostly_thorough

_LIT_ALWAYS = {("quick-report", "light"), ("stop-plan", "dark")}
pages = pytest.mark.parametrize("name", mostly_thorough(PAGES, always=len(ALWAYS)))

LIT = sorted(product(PAGES, ("light", "dark")), key=lambda one: one not in _LIT_ALWAYS)
"""Pages in both colour schemes, those that are always looked at first."""

WIDER = """() => {
    const wide = [], room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > room) wide.push("the page");
    for (const one of document.querySelectorAll("body *:not(.skip):not(.unseen)")) {
        if (one.closest("svg svg, thead") && room < 800) continue;
        const place = one.getBoundingClientRect();
        if (place.right > room + 1 && !one.closest("svg svg")) wide.push(one.outerHTML);
        if (one.matches("p, li, td, th, h1, h2, h3, main, figure")
            && one.scrollWidth > one.clientWidth + 1) wide.push(one.outerHTML);
    }
    return wide.map(html => html.slice(0, 200));
}"""
"""Lists what reaches beyond the screen, or whose text does not fit into it."""

OVERLAPS = """() => {
    const found = [];
    for (const drawn of document.querySelectorAll("figure > svg")) {
        const places = [...drawn.querySelectorAll("text")].map(text => {
            const own = text.getBoundingClientRect();
            const clip = text.parentNode.closest("svg svg");
            const edge = clip ? clip.getBoundingClientRect() : own;
            return {said: text.textContent, left: own.left, top: own.top + 2,
                    right: Math.min(own.right, edge.right), bottom: own.bottom - 2};
        }).filter(place => place.right > place.left);
        places.forEach((one, at) => places.slice(at + 1).forEach(other => {
            if (one.left < other.right - 1 && other.left < one.right - 1
                && one.top < other.bottom && other.top < one.bottom)
                found.push(`${one.said} / ${other.said}`);
        }));
    }
    return found;
}"""
"""Lists the texts of pictures that lie upon each other."""


@pages
def test_a_page_asks_for_nothing_and_says_nothing_against_itself(name: str, shown: Opened) -> None:
    opened = shown(name)
    assert opened.evaluate("document.scripts.length") == 0
    assert opened.evaluate("performance.getEntriesByType('resource').length") == 0


@pages
def test_nothing_is_wider_than_the_screen(name: str, shown: Opened) -> None:
    opened = shown(name)
    for width in (360, 800, 1280):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate(WIDER) == [], width


@pages
def test_no_text_of_a_picture_lies_upon_another(name: str, shown: Opened) -> None:
    opened = shown(name)
    for width in (360, 1280):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate(OVERLAPS) == [], width


@pytest.mark.parametrize("lit", mostly_thorough(LIT, always=2), ids="-".join)
def test_axe_finds_no_barrier(lit: tuple[str, str], shown: Opened) -> None:
    name, scheme = lit
    found = Axe().run(shown(name, scheme=scheme))
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.thorough
@pytest.mark.parametrize("lit", LIT[:6], ids="-".join)
def test_axe_finds_no_barrier_on_a_telephone(lit: tuple[str, str], shown: Opened) -> None:
    name, scheme = lit
    found = Axe().run(shown(name, 360, scheme))
    assert found.violations_count == 0, found.generate_report()


def test_a_page_follows_the_readers_choice_of_light_or_dark(shown: Opened) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert shown("stop-plan").evaluate(ground) == "rgb(255, 255, 255)"
    dark = shown("stop-plan", scheme="dark").evaluate(ground)
    assert max(int(part) for part in dark[4:-1].split(",")) < 64


def test_the_contents_lead_to_every_section_and_can_be_skipped(shown: Opened) -> None:
    opened = shown("quick-report")
    sections = opened.locator(".text > section").count()
    links = opened.locator("nav a")
    assert links.count() == sections
    for place in range(sections):
        target = links.nth(place).get_attribute("href")
        assert opened.locator(f"section{target}").count() == 1
    opened.keyboard.press("Tab")
    skip = opened.locator("a.skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.evaluate("link => link.getBoundingClientRect().left") >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "the-text"


@pages
def test_headings_step_down_one_level_at_a_time_and_no_id_comes_twice(
    name: str, shown: Opened
) -> None:
    opened = shown(name)
    every = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])"
    levels = opened.evaluate(every)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = opened.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_on_a_narrow_screen_every_cell_says_its_columns_name(shown: Opened) -> None:
    opened = shown("stop-plan", 360)
    cell = opened.locator("#checkpoints tbody td").first
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"When: "'
    assert cell.evaluate("one => getComputedStyle(one).display") == "block"


@pytest.mark.parametrize(("width", "form"), [(360, "narrow"), (1280, "wide")])
def test_each_picture_is_shown_once_in_the_form_for_the_screen(
    width: int, form: str, shown: Opened
) -> None:
    opened = shown("quick-report", width)
    seen = opened.locator("figure > svg:visible")
    assert seen.count() == opened.locator(f"figure > svg.{form}").count() > 1
    assert all(one.get_attribute("class") == form for one in seen.all())
