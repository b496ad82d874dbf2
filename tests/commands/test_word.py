"""Word files from the command line: into a file, whole, for the user's eyes, or not at all."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.commands.running import Run, one_line
from tests.proof import mostly_thorough
from unstall.report import docx
from unstall.report.docx import words_of

word = pytest.mark.parametrize("command", mostly_thorough(("summary", "report", "plan")))


def parts_of(file: Path) -> str:
    """Everything that stands in any part of a file, as it stands there."""
    with zipfile.ZipFile(file) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@word
def test_a_word_file_is_written_whole_and_for_its_user_alone(
    unstall: Run, example: Path, home: Path, command: str
) -> None:
    done = unstall(command, str(example), "--format", "docx", "-o", "out.docx")
    assert (done.code, done.out) == (0, "")
    assert done.err == "Written to out.docx.\n"
    file = home / "out.docx"
    assert file.stat().st_mode & 0o777 == 0o600
    title = unstall(command, str(example)).out.split("\n", 1)[0]
    assert title.removeprefix("# ") in words_of(file.read_bytes()).split("\n")


@word
def test_twice_the_same_command_writes_the_same_bytes(
    unstall: Run, example: Path, home: Path, command: str
) -> None:
    for name in ("one.docx", "two.docx"):
        assert unstall(command, str(example), "--format", "docx", "-o", name).code == 0
    assert (home / "one.docx").read_bytes() == (home / "two.docx").read_bytes()


@pytest.mark.parametrize("command", ["report", "plan", "summary"])
@pytest.mark.parametrize("where", [[], ["-o", "-"]], ids=["nowhere", "output"])
def test_it_is_never_given_to_standard_output(
    unstall: Run, example: Path, command: str, where: list[str]
) -> None:
    done = unstall(command, str(example), "--format", "docx", *where)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err) == "--format docx: a Word document needs a file. Add -o FILE.docx."


def test_a_file_that_is_there_is_written_over_by_force_alone(
    unstall: Run, example: Path, home: Path
) -> None:
    file = home / "out.docx"
    file.write_text("mine")
    done = unstall("summary", str(example), "--format", "docx", "-o", "out.docx")
    assert done.code == 2
    assert "the file is there already" in one_line(done.err)
    assert file.read_text() == "mine"
    done = unstall("summary", str(example), "--format", "docx", "-o", "out.docx", "--force")
    assert done.code == 0
    assert zipfile.is_zipfile(file)


@word
def test_without_the_library_one_line_says_what_to_install(
    unstall: Run, example: Path, home: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "find_spec", lambda _: None)
    done = unstall(command, str(example), "--format", "docx", "-o", "out.docx")
    assert (done.code, done.out) == (2, "")
    assert "pip install 'unstall[docx]'" in one_line(done.err)
    assert not (home / "out.docx").exists()
    assert unstall(command, str(example)).code == 0


def named(unstall: Run, session: Path, *facts: str) -> None:
    told = ("names_by_role=sponsor: Ana Ruiz; tech-lead: Jo Mwangi", *facts)
    given = [part for fact in told for part in ("--fact", fact)]
    note = ("--note", "business-owner=Ana says that the CFO is leaving")
    assert unstall("answer", str(session), *given, *note).code == 0


@word
def test_a_redacted_word_file_names_nobody_in_any_of_its_parts(
    unstall: Run, example: Path, home: Path, command: str
) -> None:
    named(unstall, example)
    write = (command, str(example), "--format", "docx", "-o")
    assert unstall(*write, "open.docx").code == 0
    assert "Ana Ruiz" in parts_of(home / "open.docx")
    done = unstall(*write, "for-others.docx", "--redact")
    assert done.code == 0, done.err
    said = parts_of(home / "for-others.docx")
    for dropped in ("Ana", "Ruiz", "Mwangi", "CFO is leaving"):
        assert dropped not in said
    assert re.search(r"Person \d", said)


def test_a_word_file_in_which_a_name_is_left_is_not_written(
    unstall: Run, example: Path, home: Path
) -> None:
    named(unstall, example, "criteria_text=As Ruiz promised")
    done = unstall("report", str(example), "--format", "docx", "--redact", "-o", "out.docx")
    assert done.code == 2
    said = one_line(done.err)
    assert said.startswith("the redacted document would still name 'Ruiz', in its paragraph ")
    assert not (home / "out.docx").exists()


def test_the_settings_decide_the_paper_and_the_dates(
    unstall: Run, example: Path, home: Path
) -> None:
    settings = home / "config/unstall/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('locale = "en-US"\n')
    done = unstall("summary", str(example), "--format", "docx", "-o", "out.docx")
    assert done.code == 0, done.err
    assert "Friday, November 20, 2026" in words_of((home / "out.docx").read_bytes())
    assert 'w:w="12240"' in parts_of(home / "out.docx")


def test_a_plan_that_begins_later_has_its_days_in_the_word_file_too(
    unstall: Run, example: Path, home: Path
) -> None:
    later = ("--start", "2027-01-11", "--format", "docx", "-o")
    for command in ("plan", "summary"):
        assert unstall(command, str(example), *later, f"{command}.docx").code == 0
        assert "15 January 2027" in words_of((home / f"{command}.docx").read_bytes())
