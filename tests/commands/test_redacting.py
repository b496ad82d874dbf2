"""Documents for others, and documents with the firm's own face, from the command line."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.commands.running import Run, one_line
from tests.proof import mostly_thorough
from unstall.commands.find import Found, find
from unstall.commands.redacting import redacted
from unstall.errors import SessionError
from unstall.paths import sessions_dir
from unstall.report.decoded import Format
from unstall.report.escape import markdown_text
from unstall.session.store import SessionStore

FORMATS = [
    ("report", "md"), ("report", "html"), ("plan", "md"), ("plan", "csv"), ("plan", "json"),
    ("summary", "md"), ("summary", "html"),
]  # fmt: skip


@pytest.fixture
def told(unstall: Run, example: Path) -> Path:
    """The example with a name, a note and evidence that are nobody else's business."""
    done = unstall(
        "answer", str(example), "--fact", "names_by_role=sponsor: Ana Ruiz; tech-lead: Jo Mwangi",
        "--note", "business-owner=Ana says that the CFO is leaving",
    )  # fmt: skip
    assert done.code == 0, done.err
    return example


@pytest.mark.parametrize(("command", "form"), FORMATS)
def test_a_redacted_document_names_nobody(
    unstall: Run, told: Path, command: str, form: str
) -> None:
    open_ = unstall(command, str(told), "--format", form)
    assert "Ana Ruiz" in open_.out
    done = unstall(command, str(told), "--format", form, "--redact")
    assert done.code == 0, done.err
    for dropped in ("Ana", "Ruiz", "Mwangi", "CFO is leaving"):
        assert dropped not in done.out
    assert re.search(r"Person \d", done.out)


def test_a_document_in_which_a_name_is_left_is_not_written(
    unstall: Run, told: Path, home: Path
) -> None:
    assert unstall("answer", str(told), "--fact", "criteria_text=As Ruiz promised").code == 0
    done = unstall("report", str(told), "--redact", "-o", "out.md")
    assert done.code == 2
    said = one_line(done.err)
    assert said.startswith("the redacted document would still name 'Ruiz', in its line ")
    assert said.endswith("Nothing was written.")
    assert not (home / "out.md").exists()


EVERY = [*FORMATS, ("plan", "html"), ("plan", "ics")]


def note_who(unstall: Run, session: Path, name: str, *facts: str) -> None:
    """Put a person's name against a role, and record further facts."""
    more = [part for fact in facts for part in ("--fact", fact)]
    named = f"names_by_role=sponsor: {name}"
    assert unstall("answer", str(session), "--fact", named, *more).code == 0


@pytest.mark.parametrize("form", mostly_thorough(["md", "html"]))
@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("Tom Adeyemi", "respondents=Mei: Data scientist, reports to Tom Adeyemi"),
        ("Sean O'Brien", "criteria_text=As O'Brien promised"),
        ("Sean O'Brien", "criteria_text=As O’Brien promised"),
        ("Karin Müller-Schmidt", "criteria_text=As Ms Müller promised"),
        ("Karin Strauß", "criteria_text=STRAUSS promised"),
        ("王小芳", "criteria_text=请王小芳确认"),
        ("Ana Ruiz", "regimes=The _Ruiz_ rule"),
    ],
)
def test_a_name_in_a_text_is_found_in_every_format_of_the_report(
    unstall: Run, example: Path, form: str, name: str, fact: str
) -> None:
    note_who(unstall, example, name, fact)
    done = unstall("report", str(example), "--format", form, "--redact")
    assert (done.code, done.out) == (2, "")
    assert "would still name" in one_line(done.err)


@pytest.mark.parametrize(
    ("command", "form"),
    [*EVERY[:3], *(pytest.param(*one, marks=pytest.mark.thorough) for one in EVERY[3:])],
)
def test_a_project_that_is_named_after_a_person_keeps_its_name(
    unstall: Run, told: Path, command: str, form: str
) -> None:
    note_who(unstall, told, "Dezsö O'Hara", "project_name=Dezso O’Hara & Co")
    done = unstall(command, str(told), "--format", form, "--redact")
    assert done.code == 0, done.err


def _cell(text: str) -> str:
    table = StringIO()
    csv.writer(table).writerow(["1", f'"{text}"'])
    return table.getvalue()


def _entry(text: str) -> str:
    calendar = Calendar()
    calendar.add("summary", f"{'-' * 60}\n{text}")
    return str(calendar.to_ical().decode())


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("md", markdown_text),
        ("html", html.escape),
        ("csv", _cell),
        ("csv", lambda text: _cell(markdown_text(text))),
        ("ics", _entry),
        ("json", json.dumps),
    ],
)
@pytest.mark.parametrize("name", ["Ruiz_O'Neill", 'Ruiz, O\\"Neill', "Žofie <Łukaszewska>"])
def test_no_escape_of_a_format_hides_a_name(
    told: Path, form: Format, written: Callable[[str], str], name: str
) -> None:
    found = find(str(told), SessionStore(sessions_dir()))
    people = [{"name": name}]
    text = f"As {name} promised"
    session = found.session.with_facts({"respondents": people, "criteria_text": text})

    def write(of: Found) -> str:
        return written(str(of.session.facts["criteria_text"]))

    with pytest.raises(SessionError, match="would still name"):
        redacted(replace(found, session=session), write, form)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Adeyemi Mutual promised", 0), ("Mr Adeyemi promised", 2), ("the client promised", 0)],
)
@pytest.mark.parametrize("form", mostly_thorough(["md", "html"]))
def test_the_clients_name_stays_and_excuses_no_person(
    unstall: Run, example: Path, form: str, typed: str, code: int
) -> None:
    note_who(
        unstall, example, "Tom Adeyemi", "organisation=Adeyemi Mutual", f"criteria_text={typed}"
    )
    done = unstall("report", str(example), "--format", form, "--redact")
    assert done.code == code, done.err
    assert ("Adeyemi Mutual" in done.out) == (code == 0)


def test_an_empty_template_writes_no_document(unstall: Run, example: Path, home: Path) -> None:
    own = home / "config" / "unstall" / "templates"
    own.mkdir(parents=True)
    (own / "report.md.j2").touch()
    done = unstall("report", str(example), "-o", "out.md")
    assert done.code == 2
    assert one_line(done.err).startswith(f"{own / 'report.md.j2'}: the template writes an empty")
    assert not (home / "out.md").exists()


@pytest.mark.parametrize("command", ["report", "summary"])
def test_the_firms_own_template_is_used(
    unstall: Run, example: Path, home: Path, command: str
) -> None:
    own = home / "config" / "unstall" / "templates"
    own.mkdir(parents=True)
    file = own / f"{command}.md.j2"
    built_on = f"{{% extends 'builtin/{command}.md.j2' %}}"
    file.write_text(f"{built_on}{{% block masthead %}}Northwind\n{{% endblock %}}")
    assert unstall(command, str(example)).out.startswith("Northwind\n")
    file.write_text("\n{{ oops }}")
    done = unstall(command, str(example), "-o", "out.md")
    assert done.code == 2
    assert one_line(done.err).startswith(f"{file}:2: the template does not work: 'oops' is undef")
    assert not (home / "out.md").exists()
