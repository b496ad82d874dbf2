"""The door to Markdown: whatever a template prints is escaped, and nothing missing is printed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from tests.report.examples import CASES, ONE_OF_EACH, Written, bare, full, quick, session_of
from tests.report.structure import structure
from tests.report.test_hostile import through_pandoc
from unstall.report.blocks import line, strong
from unstall.report.markdown import templates
from unstall.session.models import PlannedAction

ROOT = Path(__file__).parents[2]


def printed(template: str, **values: object) -> str:
    return templates().environment.from_string(template).render(**values)


def test_a_template_that_forgets_to_escape_prints_escaped_text() -> None:
    assert printed("{{ text }}", text="# <b> | *x*") == "\\# &lt;b&gt; \\| \\*x\\*"
    assert printed("{{ 'a' ~ text }}", text="|") == "a\\|"
    assert printed("{{ it }}", it=line(strong("a|b"), "|")) == "**a\\|b**\\|"


def test_a_template_cannot_print_what_is_missing() -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        printed("{{ text }}", text=None)
    with pytest.raises(UndefinedError):
        printed("{{ nothing }}")


def test_a_template_cannot_reach_what_it_was_not_given() -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        printed("{{ ''.__class__.__mro__ }}")


@pytest.mark.parametrize("name", CASES)
def test_the_sections_come_in_the_order_of_a_report(name: str) -> None:
    written = full(name)
    if written.plan is None or written.triage.nothing_explains:
        return
    titles = [text.split("\n")[0] for text in written.report.split("\n## ")[1:]]
    numbers = [title.split(".")[0] for title in titles]
    assert numbers == [*(str(n) for n in range(1, 12)), "A", "B"]
    assert titles[0] == "1. The answer"
    assert titles[6] == "7. What would change this recommendation"
    assert titles[10] == "11. What we do not know"
    if written.triage.decision.strategy == "stop":
        assert titles[7:10] == [
            "8. The closing plan",
            "9. What is kept, and what people do next",
            "10. What was learned",
        ]


def test_where_nothing_explains_the_stall_the_report_is_a_page() -> None:
    report = bare("everything-ready").report
    assert "Hold the go-live review." in report
    assert len(report.split()) < 400
    assert "Week" not in bare("everything-ready").plan_text


def test_a_pause_names_condition_person_date_default_and_cost() -> None:
    report = full("waiting-for-sponsor").report
    for text in (
        "pause until a sponsor can be reached and there is some money",
        "by Friday 15 January 2027",
        "The default is to stop.",
        "£20,000–£60,000 per month",
        "Until there is a sponsor",
    ):
        assert text in report


def test_an_outside_team_s_weeks_are_dated_only_once_its_first_day_is_known() -> None:
    unknown = full("good-model-no-engineers")
    assert "That day has no date yet" in unknown.plan_text
    known = session_of("good-model-no-engineers").with_facts({"external_lead_time": 6})
    text = Written(known).plan_text
    assert "Week 1 is the week of 4 January 2027." in text
    assert "## Week 1 · week of 4 January 2027" in text


def test_what_was_taken_out_and_noted_by_hand_is_printed_with_its_reason() -> None:
    session = full("sound-but-unfinished").session
    assert "Reuse the list of October." in full("sound-but-unfinished").plan_text
    dropped = session.with_planned("model-sheet", PlannedAction(dropped="Written last spring"))
    text = Written(dropped).plan_text
    assert "Taken out of the plan, with the reason given" in text
    assert "**Write the model and data sheet**: Written last spring." in text


@pytest.mark.parametrize("reader", ["markdown", "gfm"])
@pytest.mark.parametrize("name", ONE_OF_EACH.values())
def test_pandoc_and_commonmark_agree_on_headings_and_tables(name: str, reader: str) -> None:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed, so its reading of the documents was not tested")
    for text in (full(name).report, full(name).plan_text, quick(name).report):
        here, there = structure(text), through_pandoc(text, reader)
        assert there["Header"] == len(here.headings)
        assert there["Table"] == len(here.tables)
        assert there["rows"] == sum(len(table) - 1 for table in here.tables)


def test_words_alone_load_neither_templates_nor_the_world_s_calendars() -> None:
    code = (
        "import sys, unstall.report.deciding, unstall.report.data, unstall.report.document\n"
        "print(sorted({'jinja2', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.strip() == "[]"
