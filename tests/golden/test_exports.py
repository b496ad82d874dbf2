"""The plan in the formats of other tools, byte by byte; `UPDATE_GOLDEN=1` writes them again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report.examples import ONE_OF_EACH, full
from tests.report.exports import calendar_of, table_of
from unstall.report.tracker import Tracker

FOLDER = Path(__file__).parent

TABLES: dict[str, Tracker | None] = {
    "fix-plan.csv": None,
    "fix-plan-jira.csv": "jira",
    "fix-plan-linear.csv": "linear",
    "fix-plan-github.csv": "github",
}


def hold_against(name: str, text: str) -> None:
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert file.read_bytes() == text.encode()


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_the_one_that_was_read(name: str) -> None:
    hold_against(name, table_of(full(ONE_OF_EACH["fix"]), TABLES[name]))


@pytest.mark.parametrize("strategy", ["fix", "stop", "pause"])
def test_the_calendar_is_the_one_that_was_read(strategy: str) -> None:
    hold_against(f"{strategy}-plan.ics", calendar_of(full(ONE_OF_EACH[strategy])))
