"""What moved since a session, on the command line: to people, as documents and to programs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.builtin import engine
from tests.commands.running import Run, one_line
from tests.commands.test_schema import faults
from tests.proof import mostly_thorough
from unstall.session.format import encode
from unstall.session.models import Answer, Session
from unstall.session.opened import OpenSession
from unstall.triage.result import result_of
from unstall.triage.standing import Standing

ZWEIG = {"sponsor": "Ottoline Zweig"}


def closed(session: Session) -> Session:
    """Close a session with what its answers come to, so that nothing has to be measured."""
    triage = engine().triage_session(session)
    result = result_of(triage, Standing("leaning", ()), "1.0.0")
    at = datetime.combine(session.assessed, time(17), tzinfo=UTC)
    return session.model_copy(update={"closed": at, "result": result})


def write_later(example: Path, note: str = "", **answers: Answer) -> tuple[Path, Path]:
    """Close the example and write a later session of its project that repeats it."""
    session = OpenSession.to_read(example).session
    example.write_bytes(encode(closed(session)))
    later = session.model_copy(
        update={"assessed": date(2027, 2, 20), "previous": example.name}
    ).with_facts({"months_stalled": 11, "names_by_role": ZWEIG})
    given = {
        "team_capacity": Answer(level="agreed-share", note=note or "Agreed with Ms Zweig"),
        "production_owner": Answer(unknown=True),
        **answers,
    }
    for question, answer in given.items():
        later = later.with_answer(question.replace("_", "-"), answer)
    path = example.with_name("2027-02-20.toml")
    path.write_bytes(encode(closed(later)))
    return example, path


@pytest.fixture
def two(example: Path) -> tuple[Path, Path]:
    """The example, and a later session of the same project that repeats it."""
    return write_later(example)


def test_a_project_alone_is_compared_with_the_session_that_its_newest_repeats(
    unstall: Run, two: tuple[Path, Path]
) -> None:
    done = unstall("compare", "claims-triage")
    assert (done.code, done.err) == (0, "")
    assert "20 November 2026 and 20 February 2027" in done.out
    assert "Committed hours: “Named people part-time.”" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert unstall("compare", *map(str, two)).out == done.out


def test_as_json_it_keeps_to_the_published_schema(unstall: Run, two: tuple[Path, Path]) -> None:
    done = unstall("compare", "claims-triage", "--json")
    assert done.code == 0
    assert faults("compare", done.json) == []
    assert [moved["question"] for moved in done.json["moved"]] == [
        "team-capacity", "production-owner",
    ]  # fmt: skip
    assert {"fact": "months_stalled", "then": 7, "now": 11} in done.json["facts"]
    assert unstall("compare", *map(str, two), "--format", "json").out == done.out


@pytest.mark.parametrize(
    ("form", "begins"), [("md", "# Claims triage"), ("html", "<!DOCTYPE html>")]
)
def test_documents_go_to_a_file_and_never_over_another_unasked(
    unstall: Run, two: tuple[Path, Path], home: Path, form: str, begins: str
) -> None:
    del two
    file = home / f"moved.{form}"
    arguments = ("compare", "claims-triage", "--format", form, "-o", str(file))
    assert unstall(*arguments).code == 0
    assert file.read_text().startswith(begins)
    refused = unstall(*arguments)
    assert refused.code == 2
    assert "the file is there already" in one_line(refused.err)
    assert unstall(*arguments, "--force").code == 0


@pytest.mark.parametrize("form", mostly_thorough(["text", "json", "md", "html"], always=2))
def test_redacted_it_has_no_names_and_no_notes(
    unstall: Run, two: tuple[Path, Path], form: str
) -> None:
    del two
    plain = unstall("compare", "claims-triage", "--format", form)
    assert "Ottoline Zweig" in plain.out
    done = unstall("compare", "claims-triage", "--format", form, "--redact")
    assert done.code == 0, done.err
    assert "Zweig" not in done.out
    assert "Person" in done.out


def test_a_name_that_somebody_typed_elsewhere_keeps_a_redacted_comparison_from_being_written(
    unstall: Run, example: Path
) -> None:
    reason = "Only the people round Zweig would have used it, and they left in December last year"
    write_later(example, user_pull=Answer(not_applicable=reason))
    for form in ("text", "html"):
        done = unstall("compare", "claims-triage", "--format", form, "--redact")
        assert (done.code, done.out) == (2, ""), form
        assert "would still name 'Zweig'" in one_line(done.err)


def test_without_a_session_before_it_says_what_to_do(unstall: Run, example: Path) -> None:
    del example
    done = unstall("compare", "claims-triage")
    assert (done.code, done.out) == (2, "")
    assert "there is no session before this one" in one_line(done.err)


def test_a_session_that_names_none_is_compared_with_the_latest_before_it(
    unstall: Run, two: tuple[Path, Path]
) -> None:
    older, newer = two
    newer.write_text(newer.read_text().replace(f'previous = "{older.name}"\n', ""))
    done = unstall("compare", "claims-triage")
    assert done.code == 0
    assert "It names no session that it repeats" in done.err
    assert "Committed hours" in done.out


def test_a_damaged_older_session_is_named_with_the_way_back(
    unstall: Run, two: tuple[Path, Path]
) -> None:
    two[0].write_text("schema = 1\nproject = ")
    done = unstall("compare", "claims-triage")
    assert (done.code, done.out) == (2, "")
    assert str(two[0]) in one_line(done.err)
    by_name = unstall("compare", *map(str, two))
    assert (by_name.code, by_name.out) == (2, "")
    assert str(two[0]) in one_line(by_name.err)


def test_a_damaged_session_in_between_is_said_and_the_one_before_it_taken(
    unstall: Run, two: tuple[Path, Path]
) -> None:
    older, newer = two
    between = older.with_name("2026-12-20.toml")
    between.write_text("schema = 1\nproject = ")
    newer.write_text(newer.read_text().replace(older.name, between.name, 1))
    done = unstall("compare", "claims-triage")
    assert done.code == 0
    assert "The session that it repeats cannot be had" in done.err
    assert str(older) in done.err


def test_a_session_against_itself_is_said_to_be_one(unstall: Run, example: Path) -> None:
    done = unstall("compare", str(example), str(example))
    assert done.code == 0
    assert "This is one and the same session" in done.out


def test_sessions_of_two_projects_are_compared_and_said_to_be_of_two(
    unstall: Run, example: Path
) -> None:
    unstall("new", "--project", "Another one")
    done = unstall("compare", str(example), "Another one")
    assert done.code == 0
    assert "projects with different names" in done.out


def test_hostile_notes_do_nothing_in_any_document(unstall: Run, example: Path) -> None:
    write_later(example, note="<script>alert(1)</script> | [x](javascript:1)\n# Not a heading")
    page = unstall("compare", "claims-triage", "--format", "html").out
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    markdown = unstall("compare", "claims-triage", "--format", "md").out
    assert "<script>" not in markdown
    assert "\n# Not a heading" not in markdown
    assert r"\[x\]" in markdown
