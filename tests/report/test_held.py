"""A checkpoint that was held says so in every document of the plan; no other does."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from io import StringIO
from typing import Literal

import jsonschema
import pytest

from tests.builtin import engine
from tests.report.examples import ONE_OF_EACH, Written, full, furnished, section
from tests.report.exports import calendar_of, dossier, table_of
from unstall.report.data import plan_data
from unstall.report.items import milestones
from unstall.report.schema import schema_text
from unstall.report.tracker import Tracker
from unstall.session.models import Held

DAY = date(2026, 12, 10)
NOTE = "The money for six weeks is there."
SAID = f"Held on 10 December 2026. Decided: go on otherwise than planned. {NOTE}"


@cache
def written(note: str | None = NOTE) -> Written:
    session = furnished(ONE_OF_EACH["fix"])
    held = {"commit": Held(on=DAY, outcome="change", note=note)}
    return Written(
        session.model_copy(update={"plan": session.plan.model_copy(update={"held": held})})
    )


def test_the_plan_says_it_among_the_checkpoints_and_in_the_week() -> None:
    text = written().plan_text
    assert SAID in section(text, "Checkpoints")
    week = next(line for line in text.splitlines() if line.startswith("**Checkpoint “commit”"))
    assert SAID in week
    assert "Read aloud" not in week
    other = next(line for line in text.splitlines() if line.startswith("**Checkpoint “value”"))
    assert "Read aloud" in other


@pytest.mark.parametrize("document", ["report", "summary"])
def test_the_report_and_the_page_for_the_sponsor_say_it(
    document: Literal["report", "summary"],
) -> None:
    assert getattr(written(), document).count(SAID) == 1


def test_money_that_was_decided_about_is_not_asked_of_the_sponsor_again() -> None:
    asked = "Release the money for the rest of the plan"
    assert asked in full(ONE_OF_EACH["fix"]).summary
    assert asked not in written().summary


def test_without_a_note_nothing_more_is_said() -> None:
    commit = next(one for one in milestones(dossier(written(None))) if one.kind == "commit")
    assert commit.decided == "Held on 10 December 2026. Decided: go on otherwise than planned."


def test_trackers_have_it_as_done_on_its_day() -> None:
    general = list(csv.DictReader(StringIO(table_of(written()))))
    commit = next(row for row in general if row["ID"] == "checkpoint-commit")
    assert (commit["Done"], commit["Note"]) == ("2026-12-10", SAID)
    trackers: tuple[Tracker, ...] = ("jira", "linear", "github")
    for tracker in trackers:
        rows = list(csv.DictReader(StringIO(table_of(written(), tracker))))
        states = {
            row.get("Title") or row["Summary"]: row["Status"]
            for row in rows
            if "Checkpoint" in (row.get("Title") or row["Summary"])
        }
        assert states.pop("Checkpoint: commit") == "Done"
        assert set(states.values()) <= {"To Do", "Todo"}


def test_the_calendar_has_it_on_the_day_on_which_it_was_held() -> None:
    text = calendar_of(written()).replace("\r\n ", "")
    event = next(one for one in text.split("BEGIN:VEVENT") if "Checkpoint: commit" in one)
    assert "DTSTART;VALUE=DATE:20261210" in event
    assert "commit – held" in event


def test_programs_are_told_when_and_what_was_decided() -> None:
    of = written()
    assert of.plan is not None
    data = plan_data(engine(), of.session, of.plan)
    found = {one["kind"]: one["held"] for one in data["checkpoints"]}
    assert found["commit"] == {"on": "2026-12-10", "outcome": "change", "note": NOTE}
    assert all(held is None for kind, held in found.items() if kind != "commit")
    jsonschema.validate(data, json.loads(schema_text("plan")))
