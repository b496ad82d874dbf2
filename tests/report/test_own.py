"""What people added to a plan stands in every document like the rest, and says whose it was."""

from __future__ import annotations

import csv
import json
from functools import cache
from io import StringIO

from tests.builtin import engine, questionnaire
from tests.report.examples import ONE_OF_EACH, Written, furnished, section
from tests.report.exports import calendar_of, table_of
from unstall.report.data import plan_data
from unstall.report.schema import schema_text
from unstall.session.edit import set_planned
from unstall.session.models import PlannedAction
from unstall.session.own import add_own, split_off

TITLE, DONE = "Tell the night shift", "Every shift leader has signed."


@cache
def written() -> Written:
    bank = questionnaire()
    session, added = add_own(
        furnished(ONE_OF_EACH["fix"]),
        bank,
        title=TITLE,
        role="tech-lead",
        effort=(1, 2),
        added_for="fix",
        done_when=DONE,
        after=["watch-it"],
    )
    session, _ = split_off(
        session, bank, "watch-it", title="The alerts of it", role="data-engineer", share=0.25
    )
    session, gone = split_off(
        session, bank, "watch-it", title="The third alert", role="data-engineer", share=0.25
    )
    session = set_planned(session, bank, added, PlannedAction(owner="Ana Ruiz"))
    session = set_planned(session, bank, gone, PlannedAction(dropped="Two alerts will do"))
    return Written(session)


def test_an_added_action_is_in_the_written_plan_with_its_owner_and_says_that_it_was_added() -> None:
    row = next(line for line in written().plan_text.splitlines() if TITLE in line and "|" in line)
    assert DONE in row
    assert "Ana Ruiz" in row
    assert "Added to the plan by hand." in row
    assert "1–2" in row
    assert f"**{TITLE}**" in written().report


def test_a_part_says_of_what_and_which_answer_asked_for_the_whole() -> None:
    whole = questionnaire().action_by_id["watch-it"].title
    row = next(line for line in written().plan_text.splitlines() if "**The alerts of it**" in line)
    assert f"A part of “{whole}”. Noticing worse answers: “" in row


def test_a_part_that_was_taken_out_is_listed_with_its_reason() -> None:
    gone = section(written().plan_text, "Taken out of the plan")
    assert "**The third alert**: Two alerts will do." in gone


def test_tables_calendars_and_data_hold_it_too() -> None:
    rows = {row["Title"]: row for row in csv.DictReader(StringIO(table_of(written())))}
    assert rows[TITLE]["Why"] == "Added to the plan by hand."
    assert rows[TITLE]["ID"] == "own-tell-the-night-shift"
    assert "SUMMARY:" in calendar_of(written())
    assert TITLE in calendar_of(written())
    plan = written().plan
    assert plan is not None
    data = plan_data(engine(), written().session, plan)
    json.dumps(data)
    actions = {action["title"]: action for action in data["actions"]}
    assert actions[TITLE]["by_hand"] is True
    assert actions[TITLE]["because"] == []
    assert actions["The alerts of it"]["part_of"] == "watch-it"
    assert actions["The alerts of it"]["by_hand"] is False
    described = set(json.loads(schema_text("plan"))["$defs"]["action"]["properties"])
    # Only an action that votes asked for says what it settles.
    assert described - {"settles"} == set(actions[TITLE])
