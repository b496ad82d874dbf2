"""One report, plan and summary per strategy, byte by byte, to be read in the diff when they change.

`UPDATE_GOLDEN=1` writes the files again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report.examples import ONE_OF_EACH, Written, full, quick, voted
from unstall.report.html import render_plan_html, render_report_html, render_summary_html

FOLDER = Path(__file__).parent
PAGES = {
    "report-page": render_report_html,
    "plan-page": render_plan_html,
    "summary-page": render_summary_html,
}

DOCUMENTS = {
    **{
        f"{strategy}-{kind}": (full, name, kind)
        for strategy, name in ONE_OF_EACH.items()
        for kind in ("report", "plan", "summary", "report-page", "plan-page", "summary-page")
    },
    **{
        f"voted-{kind}": (voted, "sound-but-unfinished", kind)
        for kind in ("report", "plan", "summary", "summary-page")
    },
    "quick-report": (quick, "sound-but-unfinished", "report"),
    "quick-plan": (quick, "sound-but-unfinished", "plan"),
    "too-little-known-report": (full, "mostly-unknown", "report"),
    "nothing-explains-report": (full, "everything-ready", "report"),
    **{
        f"{title}-{kind}": (write, name, kind)
        for title, write, name in (
            ("quick", quick, "sound-but-unfinished"),
            ("too-little-known", full, "mostly-unknown"),
            ("nothing-explains", full, "everything-ready"),
        )
        for kind in ("summary", "summary-page")
    },
}


def text_of(written: Written, kind: str) -> str:
    match kind:
        case "report":
            return written.report
        case "plan":
            return written.plan_text
        case "summary":
            return written.summary
        case _:
            # What stands around the sections is the same on every page.
            page = PAGES[kind](written.dossier)
            return page[page.index("<section") : page.rindex("</section>")] + "</section>\n"


def file_of(title: str) -> Path:
    return FOLDER / (f"{title}.html" if title.endswith("page") else f"{title}.md")


@pytest.mark.parametrize("title", DOCUMENTS)
def test_the_document_is_the_one_that_was_read(title: str) -> None:
    write, name, kind = DOCUMENTS[title]
    text, file = text_of(write(name), kind), file_of(title)
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text


def test_every_golden_document_is_still_written_by_somebody() -> None:
    kinds = ("*-report.md", "*-plan.md", "*-summary.md", "*-page.html")
    found = {file for kind in kinds for file in FOLDER.glob(kind)}
    assert found == {file_of(title) for title in DOCUMENTS}
