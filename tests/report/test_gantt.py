"""The chart keeps to the grammar that Mermaid documents, whatever somebody calls an action.

The grammar below is https://mermaid.js.org/syntax/gantt.html as far as the chart uses it, and what
Mermaid's lexer takes for something else is refused. 294 charts, those of all cases and hostile
ones, went through Mermaid 11.17 itself, which found in each the tasks and sections that were meant.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.report.examples import ONE_OF_EACH, RECOMMENDED, Written, bare, full, furnished, quick
from tests.report.exports import dossier, titled
from tests.report.hostile import hostile_texts
from tests.report.structure import smuggled
from unstall.report.blocks import Bar, Timeline
from unstall.report.dossier import Dossier
from unstall.report.gantt import LONGEST_LABEL, mermaid, timeline
from unstall.session.models import PlannedAction

FIX = ONE_OF_EACH["fix"]
HEAD = [
    "gantt",
    "accTitle: The plan, week by week",
    "dateFormat YYYY-MM-DD",
    "axisFormat %d %b",
    "tickInterval Nweek",
    "weekday monday",
    "todayMarker off",
]
SECTION = re.compile(r"section [^#:;%<>{}`\n]+")
MILESTONE = re.compile(r"[A-Z][a-z -]+ :milestone, \d{4}-\d\d-\d\d, 0d")
TASK = re.compile(r"\d+ [^#:;%<>{}`&\"\\\n]* ?:(done, )?\d{4}-\d\d-\d\d, [1-9]\d*d")

pytestmark = pytest.mark.xdist_group("documents")


def chart_of(made: Dossier) -> str:
    (drawn,) = timeline(made)
    return mermaid(drawn)


def statements(chart: str) -> list[str]:
    return [line.strip() for line in chart.split("\n")]


def faults(chart: str) -> list[str]:
    """List the lines that are not what the grammar has at their place."""
    lines = statements(chart)
    head = [re.sub(r"\d+week", "Nweek", line) for line in lines[: len(HEAD)]]
    if head != HEAD:
        return head
    allowed = (SECTION, MILESTONE, TASK)
    return [line for line in lines[len(HEAD) :] if not any(p.fullmatch(line) for p in allowed)]


@pytest.mark.parametrize("name", RECOMMENDED)
def test_every_chart_keeps_to_the_grammar_and_holds_every_dated_action(name: str) -> None:
    made = dossier(bare(name))
    for drawn in timeline(made):
        chart = mermaid(drawn)
        assert faults(chart) == []
        tasks = [line for line in statements(chart) if TASK.fullmatch(line)]
        assert made.plan is not None
        assert len(tasks) == sum(
            made.last_day_of(p.last_week) is not None for p in made.plan.actions
        )


@given(text=hostile_texts)
@example(text="title of the page")
@example(text='section x\nclick 1 href "http://evil.example"')
@example(text="%%{init: {'theme': 'dark'}}%%")
@example(text="a: done, crit; #35; 2026-01-01, 1d")
@example(text="```\n# Heading\n```mermaid")
@example(text="")
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_title_breaks_out_of_its_label(text: str) -> None:
    chart = chart_of(titled(full(FIX), text))
    harmless = chart_of(titled(full(FIX), "word"))
    assert faults(chart) == []
    assert len(statements(chart)) == len(statements(harmless))
    assert smuggled(f"```mermaid\n{chart}\n```\n") == set()


def test_a_label_begins_with_the_number_in_the_plan_and_is_cut_at_a_word() -> None:
    chart = chart_of(titled(full(FIX), "Finish: name the accountable business owner & a deputy"))
    assert "    1 Finish – name the accountable business… :2026-11-23, 1d\n" in chart
    labels = [line.split(" :")[0] for line in statements(chart) if TASK.fullmatch(line)]
    assert max(map(len, labels)) <= LONGEST_LABEL


def test_a_long_word_is_cut_where_the_label_ends() -> None:
    chart = chart_of(titled(full(FIX), "x" * 100))
    assert f"    1 {'x' * (LONGEST_LABEL - 3)}… :" in chart


def test_checkpoints_are_milestones_on_their_days() -> None:
    lines = statements(chart_of(dossier(full(FIX))))
    assert lines[len(HEAD) : len(HEAD) + 3] == [
        "section Checkpoints",
        "Commit :milestone, 2026-12-11, 0d",
        "Value :milestone, 2027-01-29, 0d",
    ]


def test_work_stands_under_its_part_from_day_to_day_and_what_is_done_is_marked() -> None:
    day = date(2026, 11, 20)
    bars = (
        Bar(1, "One", date(2026, 11, 23), date(2026, 11, 27), True),
        Bar(2, "Two", date(2026, 11, 23), date(2026, 12, 4), False),
    )
    lines = statements(mermaid(Timeline((("Foundation", bars),), (("Commit", day),))))
    assert lines[-3:] == [
        "section Foundation",
        "1 One :done, 2026-11-23, 5d",
        "2 Two :2026-11-23, 12d",
    ]


def test_the_axis_has_a_dozen_ticks_at_most() -> None:
    for name in RECOMMENDED:
        for drawn in timeline(dossier(bare(name))):
            days = [d for _, bars in drawn.stages for b in bars for d in (b.first, b.last)]
            days += [on for _, on in drawn.marks]
            step = re.search(r"tickInterval (\d+)week", mermaid(drawn))
            assert step is not None
            assert (max(days) - min(days)).days / 7 / int(step[1]) <= 12


def test_a_plan_without_dates_has_no_chart() -> None:
    session = furnished(ONE_OF_EACH["partner"]).with_facts({"external_lead_time": None})
    written = Written(session)
    assert timeline(dossier(written)) == ()
    assert "```" not in written.plan_text


def test_a_quick_call_draws_only_the_weeks_that_it_can_date() -> None:
    (drawn,) = timeline(dossier(quick(FIX)))
    days = [bar.last for _, bars in drawn.stages for bar in bars]
    assert max(days) <= date(2026, 12, 4)


def test_the_chart_stands_in_the_plan_as_a_block_that_github_draws() -> None:
    text = full(FIX).plan_text
    assert text.count("```") == 2
    assert f"\n```mermaid\n{chart_of(dossier(full(FIX)))}\n```\n\n## Capacity" in text


def test_what_is_done_is_marked_in_the_plan() -> None:
    done = PlannedAction(done=date(2026, 11, 25))
    written = Written(furnished(FIX).with_planned("ownership-map", done))
    assert "Fill the ownership map :done, 2026-11-25, 1d" in written.plan_text


def test_the_stages_of_another_questionnaire_cannot_break_the_chart() -> None:
    made = dossier(full(FIX))
    (drawn,) = timeline(made)
    hostile = replace(drawn, stages=tuple(("a: b\n```", bars) for _, bars in drawn.stages))
    assert faults(mermaid(hostile)) == []
