"""The page for the sponsor is printed on one sheet, whatever came out and whatever the paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.test_paper import PAPER
from tests.report.examples import CASES, Written, bare, full, quick
from unstall.report.html import render_summary_html

WAYS: dict[str, Callable[[str], Written]] = {"quick": quick, "full": full, "bare": bare}
LONGEST = "value-doubtful"
"""The case whose page says most."""

FACE = """{% extends "builtin/summary.html.j2" %}
{% block masthead %}<p>Northwind Advisory · confidential</p>{% endblock %}
{% block imprint %}<p>Northwind Advisory Ltd, 1 Harbour Street</p>{% endblock %}
"""


def sheets(browser: Browser, page: str, paper: str) -> int:
    opened = browser.new_page()
    opened.set_content(page)
    printed = PdfReader(BytesIO(opened.pdf(format=paper)))
    opened.close()
    return len(printed.pages)


def test_the_page_that_says_most_fits_the_shorter_sheet(browser: Browser) -> None:
    assert sheets(browser, render_summary_html(quick(LONGEST).dossier), "Letter") == 1


@pytest.mark.thorough
@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("way", WAYS)
def test_every_result_fits_one_sheet(way: str, paper: str, browser: Browser) -> None:
    pages = {name: render_summary_html(WAYS[way](name).dossier) for name in CASES}
    assert [name for name in CASES if sheets(browser, pages[name], paper) != 1] == []


@pytest.mark.thorough
@pytest.mark.parametrize("paper", PAPER)
def test_there_is_room_for_a_firms_name_and_imprint(
    paper: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "summary.html.j2").write_text(FACE)
    pages = {name: render_summary_html(full(name).dossier, tmp_path) for name in CASES}
    assert all("Northwind Advisory Ltd" in page for page in pages.values())
    assert [name for name in CASES if sheets(browser, pages[name], paper) != 1] == []


@pytest.mark.thorough
@pytest.mark.parametrize("paper", PAPER)
def test_long_names_of_project_client_and_people_still_fit(paper: str, browser: Browser) -> None:
    long = "Maximiliane von Hohenstein-Wartenberg"
    titles = {"project": f"Claims triage for the {long} estates", "client": f"{long} & Sons"}
    too_long = []
    for name in CASES:
        session = full(name).session
        names = dict.fromkeys(session.facts["names_by_role"], long)
        session = session.with_facts({"names_by_role": names}).model_copy(update=titles)
        page = render_summary_html(Written(session).dossier)
        too_long += [name] * (sheets(browser, page, paper) != 1)
    assert too_long == []


@pytest.mark.thorough
def test_a_page_that_is_too_long_would_be_noticed(browser: Browser) -> None:
    page = render_summary_html(full(LONGEST).dossier)
    longer = page.replace("</main>", "<p>and more</p>" * 60 + "</main>")
    assert sheets(browser, longer, "A4") > 1
