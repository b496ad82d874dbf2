"""One report and one plan per strategy, byte by byte, to be read in the diff when they change.

`UPDATE_GOLDEN=1` writes the files again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report.examples import ONE_OF_EACH, Written, full, quick

FOLDER = Path(__file__).parent

DOCUMENTS = {
    **{
        f"{strategy}-{kind}": (full, name, kind)
        for strategy, name in ONE_OF_EACH.items()
        for kind in ("report", "plan")
    },
    "quick-report": (quick, "sound-but-unfinished", "report"),
    "quick-plan": (quick, "sound-but-unfinished", "plan"),
    "too-little-known-report": (full, "mostly-unknown", "report"),
    "nothing-explains-report": (full, "everything-ready", "report"),
}


def text_of(written: Written, kind: str) -> str:
    return written.report if kind == "report" else written.plan_text


@pytest.mark.parametrize("title", DOCUMENTS)
def test_the_document_is_the_one_that_was_read(title: str) -> None:
    write, name, kind = DOCUMENTS[title]
    text = text_of(write(name), kind)
    file = FOLDER / f"{title}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text


def test_every_golden_document_is_still_written_by_somebody() -> None:
    assert {file.stem for file in FOLDER.glob("*-report.md")} | {
        file.stem for file in FOLDER.glob("*-plan.md")
    } == set(DOCUMENTS)
