"""The list of projects."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.commands.running import Run
from unstall import outlook
from unstall.session.models import Result
from unstall.session.store import SessionStore

KEYS = [
    "project", "client", "path", "state", "depth", "assessed", "strategy", "standing", "sections",
    "trend", "due", "sessions", "problem", "way_back", "conflicts",
]  # fmt: skip


def test_an_empty_folder_says_how_to_begin(unstall: Run) -> None:
    done = unstall("list")
    assert done.code == 0
    assert done.out == ""
    assert "unstall new, or unstall example" in done.err


def test_an_empty_folder_is_an_empty_list_in_json(unstall: Run, home: Path) -> None:
    assert unstall("list", "--json").json == {
        "folder": str(home / "data/unstall/sessions"),
        "sessions": [],
    }


def test_projects_stand_in_a_table_with_their_verdicts(unstall: Run, example: Path) -> None:
    standing = unstall("score", str(example), "--json").json["standing"].replace("-", " ")
    unstall("new", "--project", "Zoë 日本", "--depth", "full")
    done = unstall("list")
    assert done.code == 0
    assert done.err == ""
    head, *rows = done.out.splitlines()
    assert head.split() == ["PROJECT", "CLIENT", "TRIAGED", "DEPTH", "VERDICT"]
    assert sorted(rows) == [
        f"Claims triage  Acme Mutual  2026-11-20  quick  Fix in place · {standing}",
        "Zoë 日本       -            2026-11-20  full   too little known",
    ]


def test_json_has_stable_keys(unstall: Run, example: Path) -> None:
    (row,) = unstall("list", "--json").json["sessions"]
    assert list(row) == KEYS
    assert row["path"] == str(example)
    assert row["state"] == "open"
    assert row["strategy"] == "fix"
    assert row["standing"] == unstall("score", str(example), "--json").json["standing"]
    assert row["assessed"] == "2026-11-20"
    assert row["due"] == "2027-02-20"
    assert row["trend"] == "first"
    assert [list(section) for section in row["sections"]] == [["id", "low", "high", "known"]] * 3
    assert row["problem"] is None


def test_a_damaged_session_is_listed_with_the_reason_and_the_others_with_it(
    unstall: Run, example: Path
) -> None:
    broken = Path(unstall("new", "--project", "Broken").out.strip())
    broken.write_text('schema = 1\nproject = "x\n')
    done = unstall("list")
    assert done.code == 0
    assert "damaged: a text is not closed on its line (line 2)" in done.out
    assert "Claims triage" in done.out
    rows = {row["state"]: row for row in unstall("list", "--json").json["sessions"]}
    assert rows["damaged"]["path"] == str(broken)
    assert rows["damaged"]["way_back"]
    assert rows["open"]["path"] == str(example)


def test_a_session_whose_questionnaire_is_gone_is_listed_as_damaged(
    unstall: Run, home: Path
) -> None:
    unstall("questionnaire", "new", "own.toml")
    path = Path(unstall("new", "--project", "Own", "--questionnaire", "own.toml").out.strip())
    for copy in (path.parent.parent / ".questionnaires").iterdir():
        copy.unlink()
    (home / "own.toml").unlink()
    (row,) = unstall("list", "--json").json["sessions"]
    assert row["state"] == "damaged"
    assert "there is no copy of questionnaire my-questionnaire" in row["problem"]


def test_a_closed_session_shows_what_was_recorded(
    unstall: Run, example: Path, clock: datetime
) -> None:
    result = Result(strategy="stop", standing="holds-up", program="0.1.0")
    SessionStore(example.parent.parent).freeze(example, result, clock)
    assert "Stop and retire · holds up, closed" in unstall("list").out
    (row,) = unstall("list", "--json").json["sessions"]
    assert (row["state"], row["strategy"], row["standing"]) == ("closed", "stop", "holds-up")


def test_only_the_newest_session_of_a_project_is_shown_unless_all_are_wanted(
    unstall: Run, example: Path
) -> None:
    again = unstall("new", "--project", "Claims triage", "--client", "Acme Mutual").out.strip()
    (row,) = unstall("list", "--json").json["sessions"]
    assert row["path"] == again
    assert row["sessions"] == 2
    every = unstall("list", "--all", "--json").json["sessions"]
    assert [row["path"] for row in every] == [again, str(example)]


def test_listing_changes_nothing(unstall: Run, example: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in example.parent.parent.rglob("*")}
    unstall("list")
    assert before == {path: path.stat().st_mtime_ns for path in example.parent.parent.rglob("*")}


def test_what_was_measured_once_is_not_measured_again(
    unstall: Run, example: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = unstall("list", "--json").json
    assert [path.name for path in (home / "cache" / "unstall").iterdir()] == ["standings.sqlite3"]

    def never(*_: object, **__: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr(outlook, "measure", never)
    assert unstall("list", "--json").json == first
    unstall("answer", str(example), "--depth", "full")
    assert unstall("list").code == 0


@pytest.mark.usefixtures("example")
def test_a_cache_that_cannot_be_used_changes_nothing_in_the_list(unstall: Run, home: Path) -> None:
    usual = unstall("list")
    cache = home / "cache" / "unstall"
    (cache / "standings.sqlite3").write_bytes(b"SQLite?" * 700)
    assert unstall("list") == usual
    shutil.rmtree(cache)
    assert unstall("list") == usual
    shutil.rmtree(cache)
    cache.write_text("a file stands here")
    assert unstall("list") == usual
