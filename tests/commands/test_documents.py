"""Plans and reports from the command line; what is in them is tested with the report itself."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import vobject

from tests.commands.running import Run, one_line


def test_a_plan_goes_to_standard_output_as_markdown(unstall: Run, example: Path) -> None:
    done = unstall("plan", str(example))
    assert done.code == 0
    assert done.err == ""
    assert done.out.startswith("# Claims triage: recovery plan\n")
    assert done.out.endswith("\n")
    assert not done.out.endswith("\n\n")


def test_a_report_goes_to_standard_output_as_markdown(unstall: Run, example: Path) -> None:
    done = unstall("report", str(example))
    assert done.code == 0
    assert done.err == ""
    assert done.out.startswith("# Claims triage: triage report\n")


def test_a_summary_goes_to_standard_output_as_markdown(unstall: Run, example: Path) -> None:
    done = unstall("summary", str(example))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Claims triage: summary for the sponsor\n")


def test_a_summary_can_begin_on_another_day(unstall: Run, example: Path) -> None:
    before = example.read_bytes()
    assert "January 2027" not in unstall("summary", str(example)).out
    done = unstall("summary", str(example), "--start", "2027-01-11")
    assert "Friday 15 January 2027" in done.out
    assert example.read_bytes() == before


def test_without_a_recommendation_the_summary_says_what_to_find_out(unstall: Run) -> None:
    unstall("new", "--project", "Empty")
    done = unstall("summary", "Empty")
    assert (done.code, done.err) == (0, "")
    assert "There is no recommendation yet." in done.out
    assert "| To find out | Whom to ask |" in done.out


@pytest.mark.parametrize("command", ["plan", "report", "summary"])
def test_a_document_can_be_a_page(unstall: Run, example: Path, command: str) -> None:
    done = unstall(command, str(example), "--format", "html")
    assert done.code == 0
    assert done.out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("command", ["plan", "report", "summary"])
def test_a_document_is_written_to_a_file_and_never_over_another_unasked(
    unstall: Run, example: Path, home: Path, command: str
) -> None:
    shown = unstall(command, str(example)).out
    done = unstall(command, str(example), "-o", "out.md")
    assert (done.code, done.out) == (0, "")
    assert done.err == "Written to out.md.\n"
    assert (home / "out.md").read_text() == shown
    (home / "out.md").write_text("mine")
    done = unstall(command, str(example), "-o", "out.md")
    assert done.code == 2
    assert one_line(done.err) == "out.md: the file is there already. Add --force to overwrite it."
    assert (home / "out.md").read_text() == "mine"
    assert unstall(command, str(example), "-o", "out.md", "--force").code == 0
    assert (home / "out.md").read_text() == shown


def test_a_dash_stands_for_standard_output(unstall: Run, example: Path) -> None:
    assert unstall("plan", str(example), "-o", "-").out == unstall("plan", str(example)).out


def test_a_plan_as_json_has_stable_keys(unstall: Run, example: Path) -> None:
    data = unstall("plan", str(example), "--format", "json").json
    assert set(data) >= {
        "project", "strategy", "begins", "start", "last_week", "capacity", "actions", "checkpoints",
    }  # fmt: skip
    assert data["strategy"] == "fix"
    assert data["begins"] == "2026-11-23"
    assert set(data["actions"][0]) >= {
        "id", "title", "done_when", "owner", "role", "first_week", "waits_for", "because",
    }  # fmt: skip


def test_a_plan_can_begin_on_another_day_without_changing_the_session(
    unstall: Run, example: Path
) -> None:
    before = example.read_bytes()
    done = unstall("plan", str(example), "--start", "2027-01-06", "--format", "json")
    assert done.json["begins"] == "2027-01-11"
    assert example.read_bytes() == before


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "", "-1", "x" * 10_000, "\x1b[m"])
def test_a_day_that_does_not_exist_is_refused(unstall: Run, example: Path, day: str) -> None:
    done = unstall("plan", str(example), f"--start={day}")
    assert done.code == 2
    assert "is no date. Write one such as 2026-11-30." in one_line(done.err)


def test_without_a_recommendation_the_plan_is_what_to_find_out_and_that_is_said(
    unstall: Run,
) -> None:
    unstall("new", "--project", "Empty")
    done = unstall("plan", "Empty")
    assert done.code == 0
    assert done.out.startswith("# Empty: what to find out first\n")
    assert "There is no plan yet" in done.err
    data = unstall("plan", "Empty", "--format", "json").json
    assert data == {"project": "Empty", "strategy": None, "actions": [], "checkpoints": []}


@pytest.mark.parametrize("command", ["plan", "report", "summary"])
def test_hostile_text_cannot_reach_the_terminal(unstall: Run, example: Path, command: str) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J| # <script>\u202e [x](javascript:1) `"
    recorded = unstall(
        "answer", str(example), f"value-case=n/a:{hostile}", "--note", f"other-way={hostile}",
        "--fact", f"project_name=Claims {hostile}",
        "--fact", "names_by_role=sponsor: [x](y) | z",
    )  # fmt: skip
    assert recorded.code == 0
    done = unstall(command, str(example))
    assert done.code == 0
    assert not set(done.out + done.err) & set("\x00\x07\x1b\u202e")


def test_dates_and_money_are_written_as_the_settings_say(
    unstall: Run, example: Path, home: Path
) -> None:
    settings = home / "config/unstall/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('locale = "de-DE"\n')
    assert "November 2026" in unstall("report", str(example)).out
    assert "60.000" in unstall("report", str(example)).out


@pytest.mark.parametrize("command", ["plan", "report", "summary"])
def test_a_format_that_does_not_exist_is_refused(unstall: Run, example: Path, command: str) -> None:
    done = unstall(command, str(example), "--format", "odt")
    assert done.code == 2
    assert "'odt' is not one of" in one_line(done.err)


@pytest.mark.parametrize("tracker", [None, "jira", "linear", "github"])
def test_a_plan_can_be_a_table_with_the_columns_of_a_tracker(
    unstall: Run, example: Path, home: Path, tracker: str | None
) -> None:
    columns = ("--for", tracker) if tracker else ()
    shown = unstall("plan", str(example), "--format", "csv", *columns)
    assert (shown.code, shown.err) == (0, "")
    assert unstall("plan", str(example), "--format", "csv", *columns, "-o", "plan.csv").code == 0
    written = (home / "plan.csv").read_bytes().decode()
    assert written.removeprefix("\ufeff") == shown.out
    # Excel needs the mark; an importer would take it for a part of the first heading.
    assert written.startswith("\ufeff") == (tracker is None)
    titles = {row.get("Title", row.get("Summary")) for row in csv.DictReader(shown.out.split("\n"))}
    assert "Checkpoint: go-live" in titles


def test_the_columns_of_a_tracker_are_for_tables_only(unstall: Run, example: Path) -> None:
    done = unstall("plan", str(example), "--for", "jira")
    assert done.code == 2
    assert one_line(done.err) == ("--for: only a table has a tracker's columns. Add --format csv.")
    done = unstall("plan", str(example), "--format", "csv", "--for", "trello")
    assert done.code == 2
    assert "'trello' is not one of" in one_line(done.err)


def test_a_plan_can_be_a_calendar_whose_lines_end_as_calendars_must(
    unstall: Run, example: Path, home: Path
) -> None:
    shown = unstall("plan", str(example), "--format", "ics")
    assert (shown.code, shown.err) == (0, "")
    assert unstall("plan", str(example), "--format", "ics", "-o", "plan.ics").code == 0
    data = (home / "plan.ics").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 100
    assert data.decode() == shown.out
    calendar = vobject.readOne(data.decode(), validate=True)
    assert str(calendar.vevent_list[0].dtstart.value) == "2026-11-23"


def test_a_calendar_begins_when_it_is_told_to(unstall: Run, example: Path) -> None:
    shown = unstall("plan", str(example), "--format", "ics", "--start", "2027-01-11")
    calendar = vobject.readOne(shown.out, validate=True)
    assert str(calendar.vevent_list[0].dtstart.value) == "2027-01-11"


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_without_a_recommendation_there_is_no_table_and_no_calendar(
    unstall: Run, home: Path, form: str
) -> None:
    unstall("new", "--project", "Empty")
    done = unstall("plan", "Empty", "--format", form, "-o", "plan")
    assert (done.code, done.out) == (2, "")
    assert "there is no plan yet, since too little is known." in one_line(done.err)
    assert not (home / "plan").exists()


def test_a_plan_that_fits_passes_the_check(unstall: Run, example: Path) -> None:
    done = unstall("plan", str(example), "--check")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("It fits")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("people", "why"),
    [("0", "nobody is free for"), ("0.5", "65 weeks too long")],
)
def test_a_plan_that_does_not_fit_fails_the_check_and_says_why(
    unstall: Run, example: Path, people: str, why: str
) -> None:
    unstall("answer", str(example), "--fact", f"fte_available={people}")
    done = unstall("plan", str(example), "--check")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"It does not fit: {why}")
    assert done.err.count("\n") == 1


def test_whether_a_plan_fits_cannot_be_told_while_there_is_none(unstall: Run) -> None:
    unstall("new", "--project", "Empty")
    done = unstall("plan", "Empty", "--check")
    assert done.code == 2
    assert "there is no plan yet" in one_line(done.err)


def test_a_check_without_the_number_of_people_says_how_to_record_it(
    unstall: Run, example: Path
) -> None:
    text = example.read_text()
    without = [line for line in text.splitlines() if not line.startswith("fte_available")]
    assert len(without) == len(text.splitlines()) - 1
    example.write_text("\n".join(without) + "\n")
    done = unstall("plan", str(example), "--check")
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err).endswith("unstall answer SESSION --fact fte_available=NUMBER.")


def test_a_check_writes_no_document(unstall: Run, example: Path, home: Path) -> None:
    done = unstall("plan", str(example), "--check", "-o", "plan.md")
    assert done.code == 2
    assert "a check writes no document" in one_line(done.err)
    assert not (home / "plan.md").exists()


@pytest.mark.parametrize("day", ["9999-12-31", "1899-12-31", "0001-01-01"])
def test_a_day_that_is_one_but_lies_too_far_away_is_refused_as_that(
    unstall: Run, example: Path, day: str
) -> None:
    done = unstall("plan", str(example), "--start", day)
    assert done.code == 2
    year = int(day[:4])
    assert f"--start: the year {year} lies outside 1900 to 2200" in one_line(done.err)


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["plain", "force"])
def test_a_document_never_takes_the_place_of_a_session(
    unstall: Run, example: Path, home: Path, force: list[str]
) -> None:
    before = {
        file: file.read_bytes() for file in example.parent.parent.rglob("*") if file.is_file()
    }
    (copy,) = (example.parent.parent / ".questionnaires").iterdir()
    link = home / "report.md"
    link.symlink_to(example)
    for file in (example, example.with_name(f".{example.name}.previous"), copy, link):
        done = unstall("report", str(example), "-o", str(file), *force)
        assert done.code == 2
        assert "session" in one_line(done.err)
    after = {file: file.read_bytes() for file in example.parent.parent.rglob("*") if file.is_file()}
    assert after == before


def test_what_is_left_of_a_plan_is_laid_out_anew_from_a_day(unstall: Run, example: Path) -> None:
    assert unstall("answer", str(example), "--left-from", "2027-02-01").code == 0
    made = unstall("plan", str(example), "--format", "json").json
    assert made["left_from"] == "2027-02-01"
    assert made["begins"] < "2027-02-01"
    assert min(a["first_day"] for a in made["actions"] if not a["done"]) == "2027-02-01"
    text = unstall("plan", str(example)).out
    assert "**What is left, from:** Monday 1 February 2027" in text
    assert unstall("answer", str(example), "--left-from", "").code == 0
    assert unstall("plan", str(example), "--format", "json").json["left_from"] is None


def test_a_day_that_is_none_lays_nothing_out_anew(unstall: Run, example: Path) -> None:
    done = unstall("answer", str(example), "--left-from", "soon")
    assert (done.code, done.out) == (2, "")
    assert "--left-from: 'soon' is no date" in one_line(done.err)
