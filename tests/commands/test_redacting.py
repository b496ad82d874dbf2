"""Documents for others, and documents with the firm's own face, from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.running import Run, one_line

FORMATS = [("report", "md"), ("report", "html"), ("plan", "md"), ("plan", "csv"), ("plan", "json")]


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


def test_the_firms_own_template_is_used(unstall: Run, example: Path, home: Path) -> None:
    own = home / "config" / "unstall" / "templates"
    own.mkdir(parents=True)
    file = own / "report.md.j2"
    file.write_text(
        "{% extends 'builtin/report.md.j2' %}{% block masthead %}Northwind\n{% endblock %}"
    )
    assert unstall("report", str(example)).out.startswith("Northwind\n")
    file.write_text("\n{{ oops }}")
    done = unstall("report", str(example), "-o", "out.md")
    assert done.code == 2
    assert one_line(done.err).startswith(f"{file}:2: the template does not work: 'oops' is undef")
    assert not (home / "out.md").exists()
