"""Tables are read back by two libraries, and by the rules of each tracker's documentation."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import clevercsv
import pytest
from clevercsv.dialect import SimpleDialect
from hypothesis import HealthCheck, given, settings

from tests.report.examples import (
    ONE_OF_EACH,
    RECOMMENDED,
    Written,
    bare,
    full,
    furnished,
    quick,
)
from tests.report.exports import dossier, table_of, titled
from tests.report.hostile import hostile_texts, with_text_everywhere
from unstall.hidden import has_hidden
from unstall.report.cells import defused
from unstall.report.items import Milestone, Work, items
from unstall.report.tracker import Tracker, write_table
from unstall.session.models import PlannedAction

TRACKERS: tuple[Tracker | None, ...] = (None, "jira", "linear", "github")
FIX = ONE_OF_EACH["fix"]
ROOT = Path(__file__).parents[2]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def rows_of_another_library(text: str) -> list[list[str]]:
    dialect = SimpleDialect(delimiter=",", quotechar='"', escapechar="")
    return [list(row) for row in clevercsv.reader(StringIO(text, newline=""), dialect)]


def records(text: str) -> list[dict[str, str]]:
    """Read a table by its headings; of two columns with one heading the later wins."""
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize("tracker", TRACKERS)
def test_two_libraries_read_the_same_table_and_every_row_is_whole(tracker: Tracker | None) -> None:
    for name in RECOMMENDED:
        text = table_of(bare(name), tracker)
        read = rows(text)
        assert read == rows_of_another_library(text)
        assert {len(row) for row in read} == {len(read[0])}
        assert len(read) - 1 - (tracker == "jira") == len(items(dossier(bare(name))))


@pytest.mark.parametrize("tracker", TRACKERS)
@given(text=hostile_texts)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_makes_a_cell_a_formula_or_a_row_too_long(
    tracker: Tracker | None, text: str
) -> None:
    typed = titled(Written(with_text_everywhere(FIX, text)), text)
    made = write_table(typed, tracker)
    read = rows(made)
    assert read == rows_of_another_library(made)
    assert {len(row) for row in read} == {len(read[0])}
    assert len(read) - 1 - (tracker == "jira") == len(items(typed))
    for row in read:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not has_hidden(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        " =1",
        "=cmd|' /C calc'!A0",
        "\uff1d1",
        "\n=1",
        "\n\tx",
    ],
)
def test_a_formula_gets_an_apostrophe_before_it(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("sign", [*"=+-@", "\u2212", "\uff1d", "\ufe62", "\ufe6b"])
@pytest.mark.parametrize(
    "unseen",
    [
        "\u200b",
        "\u00ad",
        "\u2060",
        "\ufeff",
        "\u200d",
        "\u180e",
        "\u00a0",
        "\u3164",
        "\u034f",
        "\x00",
    ],
)
def test_what_nobody_sees_before_a_formula_does_not_hide_it(unseen: str, sign: str) -> None:
    for cell in (f"{unseen}{sign}1+1", f" {unseen}{unseen} {sign}1+1"):
        assert defused(cell) == f"'{cell}"


def test_a_cell_in_which_nothing_can_be_seen_stays_as_it_is() -> None:
    assert defused("\u200b \u2060") == "\u200b \u2060"


@pytest.mark.parametrize("cell", ["", "a=1", "2026-11-27", "½–1", "'tis", "1-2", "a@b.example"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell


@pytest.mark.parametrize("tracker", TRACKERS)
def test_no_file_begins_as_one_of_another_format(tracker: Tracker | None) -> None:
    text = table_of(full(FIX), tracker)
    assert not text.startswith(("ID", "\ufeff"))
    assert "\r" not in text
    assert text.endswith("\n")


def test_the_general_table_holds_every_action_with_its_weeks_dates_and_reason() -> None:
    written = full(FIX)
    assert written.plan is not None
    by_id = {row["ID"]: row for row in records(table_of(written))}
    for placed in written.plan.actions:
        row = by_id[placed.id]
        assert row["Title"] == placed.chosen.title
        assert row["Finished when"] == placed.chosen.action.done_when
        assert row["Owner"] == (placed.owner or "")
        assert row["Role"] == placed.role
        assert (int(row["First week"]), int(row["Last week"])) == (
            placed.first_week,
            placed.last_week,
        )
        assert date.fromisoformat(row["Starts"]) == placed.first_day
        assert date.fromisoformat(row["Due"]) == placed.last_day
        assert float(row["Person-days least"]) == pytest.approx(placed.chosen.least, abs=0.01)
        assert row["Why"]
    assert by_id["checkpoint-commit"]["Due"] == "2026-12-11"
    assert by_id["checkpoint-commit"]["Why"].startswith("If ")


@pytest.mark.parametrize("tracker", TRACKERS)
def test_a_checkpoint_stands_after_the_actions_of_its_week(tracker: Tracker | None) -> None:
    found = items(dossier(full(FIX)))
    commit = next(n for n, one in enumerate(found) if one.id == "checkpoint-commit")
    assert all(isinstance(one, Work) and one.first_week <= 3 for one in found[:commit])
    assert all(isinstance(one, Milestone) or one.first_week > 3 for one in found[commit:])
    assert table_of(full(FIX), tracker).index("commit") > 0


def test_jira_gets_an_epic_first_and_every_task_under_it() -> None:
    read = records(table_of(full(FIX), "jira"))
    assert read[0]["Issue Type"] == "Epic"
    assert {row["Issue Type"] for row in read[1:]} == {"Task"}
    assert {row["Parent"] for row in read[1:]} == {read[0]["Issue ID"]}
    assert len({row["Issue ID"] for row in read}) == len(read)
    assert all(row["Summary"] and "\n" not in row["Summary"] for row in read)


def test_jira_gets_headings_without_punctuation_and_labels_without_spaces() -> None:
    read = rows(table_of(full(FIX), "jira"))
    assert all(heading.replace(" ", "").isalpha() for heading in read[0])
    labels = [n for n, heading in enumerate(read[0]) if heading == "Labels"]
    assert len(labels) == 2
    assert not any(" " in row[n] for row in read[1:] for n in labels)


def test_jira_gets_the_middle_of_the_effort_in_seconds() -> None:
    by_title = {row["Summary"]: row for row in records(table_of(full(FIX), "jira"))}
    # Two to four person-days: three days of eight hours.
    fill = by_title["Train users and change the procedures"]
    assert "*Person-days:* 4–6" in fill["Description"]
    assert fill["Original Estimate"] == str(5 * 8 * 3600)


def test_jira_sees_no_macro_link_or_picture_in_what_people_typed() -> None:
    text = "{code} [x|http://evil.example] !picture.png! yes! {{mono}}"
    made = write_table(titled(full(FIX), text), "jira")
    note = records(made)[1]["Description"].split("*Note:* ")[1].split("\n")[0]
    assert note == r"\{code} \[x|http://evil.example] \!picture.png! yes! \{\{mono}}"


def test_linear_gets_the_columns_that_its_importer_reads() -> None:
    read = records(table_of(full(FIX), "linear"))
    for row in read:
        assert row["Title"]
        assert row["Priority"] in {"No priority", "Urgent", "High", "Medium", "Low"}
        assert row["Status"] in {"Todo", "Done"}
        assert len(row["Labels"].split(", ")) == 2
        assert row["Estimate"] == "" or int(row["Estimate"]) >= 1
        assert not row["Description"].startswith("'")


def test_markdown_of_a_tracker_holds_no_link_that_somebody_typed() -> None:
    text = "[x](http://evil.example) <img src=x> `code`"
    for tracker, column in (("linear", "Description"), ("github", "Body")):
        made = write_table(titled(full(FIX), text), tracker)  # type: ignore[arg-type]
        note = records(made)[0][column].split("**Note:** ")[1].split("\n")[0]
        assert note == r"\[x\](http\://evil.example) &lt;img src=x&gt; \`code\`"


def test_github_gets_the_owner_as_text_and_both_dates() -> None:
    first = records(table_of(full(FIX), "github"))[0]
    assert first["Owner"] == "R. Adeyemi (sponsor)"
    assert (first["Start date"], first["Target date"]) == ("2026-11-23", "2026-11-23")


def test_what_is_done_is_done_in_every_tracker() -> None:
    planned = PlannedAction(done=date(2026, 11, 25))
    written = Written(furnished(FIX).with_planned("ownership-map", planned))
    title = "Fill the ownership map"
    for tracker, column in (("jira", "Summary"), ("linear", "Title"), ("github", "Title")):
        read = records(table_of(written, tracker))  # type: ignore[arg-type]
        assert {row["Status"] for row in read if row[column] == title} == {"Done"}
    by_id = {row["ID"]: row for row in records(table_of(written))}
    assert by_id["ownership-map"]["Done"] == "2026-11-25"


def test_weeks_that_a_quick_call_cannot_date_have_no_date() -> None:
    read = records(table_of(quick(FIX)))
    assert {row["Due"] != "" for row in read if int(row["Last week"]) <= 2} == {True}
    assert {row["Due"] for row in read if int(row["Last week"]) > 2} == {""}


def test_a_plan_that_hangs_on_an_unknown_time_has_weeks_and_no_dates() -> None:
    session = furnished(ONE_OF_EACH["partner"]).with_facts({"external_lead_time": None})
    read = records(table_of(Written(session)))
    assert {row["Due"] + row["Starts"] for row in read} == {""}
    assert {row["First week"] for row in read} >= {"0", "1"}


@pytest.mark.parametrize("tracker", ["jira", "linear", "github"])
def test_a_title_that_a_tracker_would_refuse_is_cut(tracker: Tracker) -> None:
    column = "Summary" if tracker == "jira" else "Title"
    read = records(write_table(titled(full(FIX), "x" * 2_000), tracker))
    assert max(len(row[column]) for row in read) == 255
    assert read[1][column].endswith("x…")


def test_the_script_that_is_documented_for_github_makes_a_draft_of_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documented = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    script = documented.split("```python\n")[1].split("```")[0]
    stand_in = tmp_path / "gh"
    stand_in.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >> "{tmp_path}/asked"\n')
    stand_in.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    table = tmp_path / "plan.csv"
    table.write_text(table_of(full(FIX), "github"), encoding="utf-8")
    subprocess.run([sys.executable, "-c", script, str(table)], check=True)
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    read = records(table_of(full(FIX), "github"))
    assert asked.count("project|item-create|1|--owner|@me|--title|") == len(read)
    for row in read:
        assert f"|--title|{row['Title']}|--body|{row['Body']}|" in asked
