"""All projects on one page."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from tests.commands.running import Run, one_line
from tests.commands.test_schema import faults
from tests.proof import mostly_thorough
from unstall.paths import portfolio_file
from unstall.session.store import SessionStore

FORMS = ["md", "csv", "text", "html", "json"]


@pytest.fixture
def three(unstall: Run, example: Path) -> Path:
    """A folder of three projects: the example, one hardly begun, one that cannot be read."""
    unstall("new", "--project", "Invoice reading", "--client", "Borealis")
    broken = Path(unstall("new", "--project", "Broken", "--client", "Corvid").out.strip())
    broken.write_text('schema = 1\nproject = "x\n')
    return example.parent.parent


def test_an_empty_folder_says_how_to_begin(unstall: Run) -> None:
    done = unstall("portfolio")
    assert (done.code, done.out) == (0, "")
    assert "unstall new, or unstall example" in done.err


@pytest.mark.usefixtures("three")
def test_it_says_what_to_look_at_first_and_where_each_project_stands(unstall: Run) -> None:
    done = unstall("portfolio")
    assert (done.code, done.err) == (0, "")
    head, *rest = done.out.splitlines()
    assert head == "3 projects of 2 clients; 1 to look at first."
    said = " ".join(" ".join(rest).split())
    assert "- broken: Its newest session cannot be read: a text is not closed" in said
    assert "Claims triage Acme Mutual Fix in place · open" in said
    assert "Invoice reading Borealis Too little known" in said


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("form", mostly_thorough(FORMS, always=2))
def test_every_format_names_every_project_and_is_the_same_the_second_time(
    unstall: Run, form: str
) -> None:
    first, again = (unstall("portfolio", "--format", form).out for _ in range(2))
    assert all(name in first for name in ("Claims triage", "Invoice reading", "broken"))
    assert first == again


@pytest.mark.usefixtures("three")
def test_json_keeps_to_its_schema_and_names_projects_by_their_places(unstall: Run) -> None:
    data = unstall("portfolio", "--json", "--sort", "project", "--group", "client").json
    assert faults("portfolio", data) == []
    assert [row["project"] for row in data["projects"]] == [
        "broken", "Claims triage", "Invoice reading",
    ]  # fmt: skip
    assert [one["project"] for one in data["first"]] == [0]
    assert {one["title"]: one["projects"] for one in data["groups"]} == {
        "Acme Mutual": [1], "Borealis": [2], "No client named": [0],
    }  # fmt: skip
    example = data["projects"][1]
    assert example["complete"]
    assert example["next_checkpoint"]["kind"] == "commit"
    assert example["month_of_waiting"] == {
        "currency": "EUR", "low": 60_000, "likely": 85_000, "high": 110_000,
    }  # fmt: skip


@pytest.mark.usefixtures("three")
def test_it_agrees_with_the_list(unstall: Run) -> None:
    listed = {row["project"]: row for row in unstall("list", "--json").json["sessions"]}
    told = {row["project"]: row for row in unstall("portfolio", "--json").json["projects"]}
    shared = ("path", "state", "depth", "assessed", "strategy", "standing", "trend", "due")
    for project in ("Claims triage", "Invoice reading"):
        assert {key: told[project][key] for key in shared} == {
            key: listed[project][key] for key in shared
        }
    assert told["broken"]["problem"] == listed["broken"]["problem"]


@pytest.mark.usefixtures("example")
def test_at_once_leaves_out_what_would_have_to_be_worked_out(unstall: Run) -> None:
    (row,) = unstall("portfolio", "--json", "--at-once").json["projects"]
    assert (row["standing"], row["next_checkpoint"], row["complete"]) == (None, None, False)
    page = unstall("portfolio", "--format", "md", "--at-once").out
    assert "being weighed" in page
    assert "not worked out yet" in page
    (full,) = unstall("portfolio", "--json").json["projects"]
    assert full["complete"]
    (kept,) = unstall("portfolio", "--json", "--at-once").json["projects"]
    assert kept == full


@pytest.mark.usefixtures("three")
def test_a_table_has_a_line_per_project_with_figures_and_days_for_programs(unstall: Run) -> None:
    lines = list(csv.DictReader(StringIO(unstall("portfolio", "--format", "csv").out)))
    row = next(line for line in lines if line["project"] == "Claims triage")
    assert row["month_of_waiting_likely"] == "85000"
    assert row["next_triage"] == "2027-02-20"
    assert row["technical_band"]
    assert next(line for line in lines if line["project"] == "broken")["problem"]


@pytest.mark.usefixtures("example")
def test_a_table_in_a_file_tells_excel_what_it_is(unstall: Run) -> None:
    unstall("portfolio", "--format", "csv", "-o", "all.csv")
    assert Path("all.csv").read_bytes().startswith(b"\xef\xbb\xbfproject,client,")


@pytest.mark.usefixtures("three")
def test_only_what_is_asked_for_is_told(unstall: Run) -> None:
    def projects(*options: str) -> list[str]:
        return [row["project"] for row in unstall("portfolio", "--json", *options).json["projects"]]

    assert projects("--client", "acme mutual") == ["Claims triage"]
    assert projects("--strategy", "fix") == ["Claims triage"]
    assert projects("--find", "READ") == ["Invoice reading"]
    assert projects("--overdue") == []
    assert "only those for Borealis" in unstall("portfolio", "--client", "Borealis").out


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("option", "given", "meant"),
    [("--client", "Acme Mutal", "acme mutual"), ("--strategy", "fixx", "fix")],
)
def test_what_no_project_has_is_refused_with_what_was_meant(
    unstall: Run, option: str, given: str, meant: str
) -> None:
    done = unstall("portfolio", option, given)
    assert (done.code, done.out) == (2, "")
    assert meant in one_line(done.err)


@pytest.mark.parametrize("form", mostly_thorough(FORMS, always=2))
def test_a_redacted_copy_names_no_client_no_project_and_no_file(
    unstall: Run, three: Path, form: str
) -> None:
    done = unstall("portfolio", "--redact", "--format", form, "--group", "client")
    assert "Project 1" in done.out
    assert "Client 1" in done.out
    for name in ("Claims", "Acme", "Invoice", "Borealis", "roken", str(three), "2026-11-20.toml"):
        assert name not in done.out, name
    if form == "json":
        assert faults("portfolio", done.json) == []


def test_nothing_that_a_project_is_called_acts_in_a_page_or_table(unstall: Run) -> None:
    unstall("new", "--project", "=1+1", "--client", "<b>|[x](y)")
    page = unstall("portfolio", "--format", "html").out
    assert "&lt;b&gt;|[x](y)" in page
    assert r"&lt;b&gt;\|\[x\](y)" in unstall("portfolio", "--format", "md").out
    assert "\n'=1+1," in unstall("portfolio", "--format", "csv").out


def test_an_index_that_is_lost_or_damaged_changes_nothing(unstall: Run, three: Path) -> None:
    expected = unstall("portfolio", "--json").out
    index = portfolio_file(three)
    assert index.is_file()
    index.write_bytes(b"not a database")
    assert unstall("portfolio", "--json").out == expected
    index.unlink()
    assert unstall("portfolio", "--json").out == expected


@pytest.mark.usefixtures("example")
def test_on_another_day_what_comes_next_is_another(
    unstall: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (today,) = unstall("portfolio", "--json").json["projects"]
    real = SessionStore.__init__

    def later(self: SessionStore, folder: Path, *_: object) -> None:
        real(self, folder, lambda: datetime(2027, 6, 1).astimezone())

    monkeypatch.setattr(SessionStore, "__init__", later)
    data = unstall("portfolio", "--json").json
    (row,) = data["projects"]
    assert (today["overdue"], row["overdue"]) == (False, True)
    assert row["passed_checkpoint"]["kind"] == "commit"
    assert [reason["kind"] for reason in data["first"][0]["reasons"]][:2] == [
        "checkpoint-passed", "overdue",
    ]  # fmt: skip
