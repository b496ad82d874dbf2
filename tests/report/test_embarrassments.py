"""What would embarrass us in front of a client, each a test over all cases."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from tests.builtin import case, engine, questionnaire
from tests.report.examples import (
    CASES,
    FACTS,
    ONE_OF_EACH,
    PEOPLE,
    PLANNED,
    RECOMMENDED,
    Written,
    bare,
    full,
    furnished,
    quick,
    section,
    session_of,
)
from tests.report.structure import cells, empty_headings, headings, plain, smuggled
from unstall.session.models import Answer

pytestmark = pytest.mark.xdist_group("documents")
"""All on one process, which then writes each document once."""

FEW = ("sound-but-unfinished", "need-gone", "mostly-unknown")
"""Cases that are tried always with nothing but answers; the others so for a proof."""
MANY = (*FEW, *ONE_OF_EACH.values())
TRIED = {"bare": FEW, "full": CASES, "quick": MANY}
"""By how much is known: the cases that are tried always. All others are for a proof."""
WAYS: dict[str, Callable[[str], Written]] = {"bare": bare, "full": full, "quick": quick}
ALL = [
    pytest.param(
        way,
        name,
        id=f"{name}-{way}",
        marks=[pytest.mark.thorough] if name not in TRIED[way] else [],
    )
    for name in CASES
    for way in WAYS
]
ROOT = Path(__file__).parents[2]


def documents(way: str, name: str) -> list[str]:
    written = WAYS[way](name)
    return [written.report, written.plan_text, written.summary]


def has_plan(written: Written) -> bool:
    return written.plan is not None


@pytest.mark.parametrize(("way", "name"), ALL)
def test_no_score_has_decimals_and_nothing_is_called_probable_by_a_number(
    way: str, name: str
) -> None:
    for text in documents(way, name):
        read = plain(text).replace(f"version {questionnaire().version}", "")
        assert not re.search(r"\d\.\d", read)
        assert "probability" not in read
        assert not re.search(r"\d ?(%|per cent) (likely|chance|sure)", read)


@pytest.mark.parametrize(("way", "name"), ALL)
def test_percentages_stand_in_the_appendix_alone_and_are_rounded_to_five(
    way: str, name: str
) -> None:
    for text in documents(way, name):
        body, _, appendix = plain(text).partition("B. Method and limits")
        assert "%" not in body
        assert all(int(found) % 5 == 0 for found in re.findall(r"(\d+) ?%", appendix))


@pytest.mark.parametrize(("way", "name"), ALL)
def test_every_action_says_which_answer_asked_for_it(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not has_plan(written) or written.plan is None:
        return
    rows = [row for row in cells(written.plan_text) if len(row) == 7]
    assert len(rows) == len(written.plan.actions)
    shorts = tuple(f"{question.short}:" for question in questionnaire().questions)
    assert all(row[-1].startswith(("Every ", *shorts)) for row in rows)


@pytest.mark.parametrize("name", ["sound-but-unfinished", "notebook-strong-team", "all-middling"])
def test_raising_a_low_answer_to_its_top_takes_its_work_out_or_shrinks_it(name: str) -> None:
    before = bare(name)
    lowest = min(before.triage.reading.levels, key=lambda q: before.triage.reading.levels[q])
    top = questionnaire().question_by_id[lowest].levels[-1].id
    after = Written(before.session.with_answer(lowest, Answer(level=top)))
    assert before.plan is not None
    assert after.plan is not None
    if after.plan.strategy == before.plan.strategy:
        assert sum(p.chosen.most for p in after.plan.actions) <= sum(
            p.chosen.most for p in before.plan.actions
        )
        assert after.plan_text != before.plan_text


@pytest.mark.parametrize(("way", "name"), ALL)
def test_every_action_has_a_name_or_says_that_it_needs_one(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not has_plan(written) or written.plan is None:
        return
    rows = [row for row in cells(written.plan_text) if len(row) == 7]
    named = {placed.owner for placed in written.plan.actions if placed.owner}
    for row in rows:
        assert row[3] in named or row[3].startswith("to be named (")
    for role in written.plan.unfilled_roles:
        assert f"| {role[0].upper()}{role[1:]} |" in written.plan_text
        assert f"| {role[0].upper()}{role[1:]} |" in written.report


JARGON = (
    "drift", "skew", "inference", "mlops", "observability", "model governance",
    "stakeholder alignment", "align stakeholders", "productionise", "productionize",
    "feature store", "registry", "hallucination", "guardrail", "evals", "mvp", "leverage",
    "unlock", "journey", "synergy", "best practice", "robustness", "archetype",
)  # fmt: skip
KNOWN_SHORT_FORMS = {"CTO", "EU", "AI", "SR", "US", "GBP"}


@pytest.mark.parametrize(("way", "name"), ALL)
def test_the_sections_that_everybody_reads_are_in_plain_words(way: str, name: str) -> None:
    for text in documents(way, name):
        for title in ("answer", "stalled", "Recommendation", "First ten", "does"):
            try:
                found = plain(section(text, title))
            except AssertionError:
                continue
            lowered = found.lower()
            assert [word for word in JARGON if word in lowered] == []
            assert set(re.findall(r"\b[A-Z]{2,}\b", found)) <= KNOWN_SHORT_FORMS


@pytest.mark.parametrize(("way", "name"), ALL)
def test_the_plan_never_contradicts_the_advice(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not has_plan(written) or written.plan is None:
        return
    strategy = written.triage.decision.strategy
    rows = [row for row in cells(written.plan_text) if len(row) == 7]
    for row, placed in zip(rows, written.plan.actions, strict=True):
        assert strategy in placed.chosen.action.strategies
        waits = [int(number) for number in re.findall(r"\d+", row[5])]
        assert all(number < int(row[0]) for number in waits)
    if strategy in {"stop", "pause"}:
        assert "Go live for one group" not in written.report


@pytest.mark.parametrize(("way", "name"), ALL)
def test_no_figure_or_name_of_other_companies_is_quoted(way: str, name: str) -> None:
    for text in documents(way, name):
        read = plain(text)
        assert not re.search(r"Gartner|RAND\b|NANDA|S&P|McKinsey|Google|Microsoft", read)
        assert not re.search(r"\d+ (per cent|out of \d+) of (all|AI|firms|projects)", read)


@pytest.mark.parametrize("name", RECOMMENDED)
def test_law_is_put_as_a_dated_question_to_counsel(name: str) -> None:
    if full(name).triage.nothing_explains:
        return
    found = section(full(name).report, "Method and limits").partition("### Questions for")[2]
    assert "As of 20 November 2026" in found
    assert "confirm with counsel" in found
    assert "Medical" not in found
    others = full(name).report.replace(found, "")
    assert "AI Act" not in others


def test_where_no_regulator_has_rules_no_legal_note_is_printed() -> None:
    session = furnished("sound-but-unfinished").with_facts({"regulated": "no"})
    assert "AI Act" not in Written(session).report


@pytest.mark.parametrize("name", RECOMMENDED)
def test_nobody_who_answered_is_the_subject_of_a_finding(name: str) -> None:
    if full(name).triage.nothing_explains:
        return
    for person in PEOPLE:
        lines = [line for line in full(name).report.splitlines() if person["name"] in line]
        assert len(lines) == 1
        assert "people were heard:" in lines[0]
    for text in documents("full", name):
        assert not re.search(
            r"\b(at fault|(?<!is not to )blame|failed to|incompetent|refused to)\b", plain(text)
        )


@pytest.mark.parametrize(("way", "name"), ALL)
def test_a_report_holds_nothing_of_another_case(way: str, name: str) -> None:
    for text in documents(way, name):
        assert not any(other in text for other in CASES)
    if way == "bare":
        assert "Northgate" not in WAYS[way](name).report


@pytest.mark.parametrize("name", RECOMMENDED)
def test_money_already_spent_is_printed_once_as_not_used(name: str) -> None:
    written = full(name)
    if written.triage.nothing_explains:
        assert "487,250" not in written.report
        return
    assert written.report.count("£487,250") == 1
    assert "£487,250" in written.report.partition("### Not used in this decision")[2]
    assert "487" not in written.plan_text


def test_money_already_spent_changes_no_other_byte() -> None:
    name = "value-doubtful"
    other = Written(furnished(name).with_facts({"spent_to_date": 9_999_999}))
    assert other.report.replace("£9,999,999", "£487,250") == full(name).report
    assert other.plan_text == full(name).plan_text


@pytest.mark.parametrize(("way", "name"), ALL)
def test_the_plan_always_says_whether_it_can_be_staffed(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not has_plan(written):
        return
    for text in documents(way, name):
        assert "The work" in text or "the work" in text
    capacity = section(written.plan_text, "Capacity")
    if way == "bare":
        assert "How many people are free for it was not said." in capacity
        assert "that takes" in capacity
    else:
        assert "Three people, counted as full-time, are free for it." in capacity


def test_a_plan_that_the_team_cannot_staff_says_by_how_much_and_what_would_help() -> None:
    session = furnished("startup-owner-builder").with_facts({"fte_available": 0.5})
    capacity = section(Written(session).plan_text, "Capacity")
    assert "It does not fit" in capacity
    assert re.search(r"\d+ weeks too long", capacity)
    assert "What would make it fit" in capacity


@pytest.mark.parametrize(("way", "name"), ALL)
def test_another_strategy_s_plan_never_speaks_of_a_partner(way: str, name: str) -> None:
    written = WAYS[way](name)
    if written.triage.decision.strategy == "partner":
        return
    assert "partner" not in written.plan_text.lower()
    if has_plan(written) and written.triage.decision.strategy != "stop":
        title = "The pause" if written.triage.decision.strategy == "pause" else "8. Plan"
        assert "partner" not in section(written.report, title).lower()


@pytest.mark.parametrize("known", range(9))
def test_with_fewer_than_nine_quick_answers_nothing_is_recommended(known: int) -> None:
    asked = [q.id for q in questionnaire().questions if q.quick == "framework"]
    kept = asked[:known]
    answers = {
        question: Answer(level=level)
        for question, level in case("all-middling").answers.items()
        if question in kept
    }
    written = Written(session_of("all-middling", answers=answers))
    assert "There is no recommendation yet" in written.report
    assert "Our advice" not in written.report
    for question in asked[known:]:
        assert questionnaire().question_by_id[question].short in section(
            written.report, "What to find out"
        )


@pytest.mark.parametrize("people", [None, PEOPLE[:1]])
@pytest.mark.parametrize("name", RECOMMENDED)
def test_one_voice_or_none_is_never_more_than_moderately_sure(
    name: str, people: list[dict[str, str]] | None
) -> None:
    session = furnished(name).with_facts({"respondents": people})
    for question, answer in session.answers.items():
        seen = answer.model_copy(update={"known": "seen"})
        session = session.with_answer(question, seen)
    report = Written(session).report
    assert "Confidence: high" not in report
    assert re.search(r"\*\*Confidence: (moderate|low)\.\*\*", report)


@pytest.mark.parametrize("way", WAYS)
def test_two_clients_with_different_answers_never_read_the_same_findings(way: str) -> None:
    pairs = combinations(
        [name for name in RECOMMENDED if not WAYS[way](name).triage.nothing_explains], 2
    )
    for one, other in pairs:
        if case(one).answers == case(other).answers:
            continue
        for title in ("Why it stalled", "The options"):
            first, second = (section(WAYS[way](n).report, title) for n in (one, other))
            if WAYS[way](one).session.answers != WAYS[way](other).session.answers:
                assert first != second, (one, other, title)


@pytest.mark.parametrize(("way", "name"), ALL)
def test_no_odd_characters_empty_headings_or_broken_tables(way: str, name: str) -> None:
    for text in documents(way, name):
        assert not re.search(r"\bNone\b(?! of| is)", plain(text))
        assert not re.search(
            r"\b1 (weeks|days|months|people|actions|answers|questions|conditions|causes|roles|"
            r"person-days|working days)\b",
            plain(text),
        )
        assert not re.search(r"  |\.\.|,,| ,| \.|\( | \)|“”|\{|\}|;\.|:\.|“\.", plain(text))
        assert empty_headings(text) == []
        assert smuggled(text) == set()
        assert text.endswith("\n")
        for table in re.findall(r"(?m)(?:^\|.*\n)+", text):
            widths = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
            assert len(widths) == 1


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from tests.report.examples import full, quick\n"
        "import hashlib\n"
        "from unstall.report.docx import render_docx\n"
        "text = ''.join(w(n).report + w(n).plan_text + w(n).summary + "
        "render_docx(w(n).dossier, 'summary').hex() for w in (full, quick) "
        "for n in ('all-weak', 'validation-loop'))\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed, "LANG": "C"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_a_close_call_puts_both_ways_into_the_first_section() -> None:
    written = bare("value-doubtful")
    assert written.triage.decision.close_call_with == "stop"
    first = section(written.report, "1. The answer")
    assert "This is a close call." in first
    assert "Fix in place and Stop and retire" in first
    assert "It would tip to Stop and retire" in first


def test_a_weak_fit_is_said_with_what_closes_the_way_that_fits_better() -> None:
    for name in ("validation-loop", "outsiders-barred"):
        first = section(bare(name).report, "1. The answer")
        assert "More speaks against it than for it" in first
        assert "what fits better is closed: Partner" in first
    assert "speaks against it than" not in section(bare("all-middling").report, "1. The answer")


@pytest.mark.parametrize("name", PLANNED)
def test_a_plan_begins_on_a_monday_after_the_triage_and_names_weeks_by_their_monday(
    name: str,
) -> None:
    written = full(name)
    assert written.plan is not None
    assert written.plan.begins > written.session.assessed
    assert "**Begins:** Monday 23 November 2026" in written.plan_text
    weeks = [title for level, title in headings(written.plan_text) if title.startswith("Week ")]
    assert weeks
    if written.plan.start:
        assert all(" · week of " in title for title in weeks)


@pytest.mark.parametrize("name", RECOMMENDED)
def test_what_a_quick_call_cannot_support_is_said_first_and_left_out(name: str) -> None:
    written = quick(name)
    if written.triage.nothing_explains:
        return
    for text in documents("quick", name):
        assert text.index("This rests on a quick call.") < text.index("## ")
    assert "Dimensions" not in written.report
    assert "Effort" not in section(written.report, "The options")
    capacity = section(written.plan_text, "Capacity")
    assert "A quick call does not support an effort figure." in capacity
    later = [t for _, t in headings(written.plan_text) if re.match(r"Week ([3-9]|\d\d)", t)]
    assert all("week of" not in title for title in later)


def test_facts_are_used_in_the_example_so_that_these_tests_see_them() -> None:
    known = set(questionnaire().fact_by_id)
    assert set(FACTS) <= known
    assert engine().questionnaire is questionnaire()


@pytest.mark.parametrize(("way", "name"), ALL)
def test_the_first_ten_working_days_are_a_few_dated_lines_with_one_name_each(
    way: str, name: str
) -> None:
    written = WAYS[way](name)
    if not has_plan(written) or written.plan is None:
        return
    lines = re.findall(
        r"(?m)^- \*\*By (\w+) (\d+ \w+ \d{4}):\*\* (.+)$",
        section(written.plan_text, "First ten working days"),
    )
    assert min(5, len(written.plan.actions)) <= len(lines) <= 8
    names = {placed.owner for placed in written.plan.actions if placed.owner}
    for weekday, day, text in lines:
        assert weekday not in {"Saturday", "Sunday"}
        due = datetime.strptime(day, "%d %B %Y").replace(tzinfo=UTC).date()
        assert 0 <= (due - written.plan.begins).days < 12
        assert sum(text.endswith(f" {who}.") for who in names) + text.count("To be named (") == 1
