"""The one page for the sponsor: short, honest in every kind of result, and to be acted on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.builtin import questionnaire
from tests.report.examples import CASES, Written, bare, full, furnished, quick, section, session_of
from tests.report.hostile import with_text_everywhere
from tests.report.structure import cells, empty_headings, headings, plain, smuggled
from tests.report.test_embarrassments import JARGON, KNOWN_SHORT_FORMS
from unstall.report.html import render_summary_html
from unstall.session.models import Answer, PlannedAction

WAYS: dict[str, Callable[[str], Written]] = {"bare": bare, "full": full, "quick": quick}
SOME = ("sound-but-unfinished", "mostly-unknown", "value-doubtful", "lost-after-repair")
ALL = [
    pytest.param(way, name, id=f"{name}-{way}", marks=() if name in SOME else pytest.mark.thorough)
    for name in CASES
    for way in WAYS
]

MOST_WORDS = 680
"""Beyond that it would not fit one page; what is printed is measured in tests/browser."""
USUAL_WORDS = 560
"""What most of them stay under: two minutes' reading."""
GOES_ON, ENDS, WAITS = "sound-but-unfinished", "lost-after-repair", "waiting-for-sponsor"


def words(written: Written) -> int:
    return len(plain(written.summary).split())


def advises(written: Written) -> bool:
    return written.triage.decision.strategy is not None and not written.triage.nothing_explains


@pytest.mark.parametrize(("way", "name"), ALL)
def test_it_is_never_longer_than_a_page(way: str, name: str) -> None:
    assert words(WAYS[way](name)) <= MOST_WORDS


@pytest.mark.thorough
def test_after_a_full_triage_it_is_mostly_read_in_two_minutes() -> None:
    lengths = sorted(words(full(name)) for name in CASES)
    assert lengths[len(lengths) * 3 // 4] <= USUAL_WORDS


@pytest.mark.parametrize(("way", "name"), ALL)
def test_it_says_advice_and_standing_before_all_else(way: str, name: str) -> None:
    written = WAYS[way](name)
    first = written.summary.split("\n## ")[1]
    if written.triage.decision.strategy is None:
        assert "There is no recommendation yet." in first
        return
    assert re.search(r"\*\*Standing: (holds up|leaning|open)\.\*\* [A-Z]", first)
    assert re.search(r"\*\*Confidence: (high|moderate|low)\.\*\* [A-Z]", first)
    if written.triage.nothing_explains:
        assert "Hold the go-live review." in first
    else:
        assert re.search(r"\*\*(Our advice is|As far as is known, our advice would be) to ", first)


@pytest.mark.parametrize(("way", "name"), ALL)
def test_the_reasons_are_those_of_the_report_and_at_most_three(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not advises(written):
        return
    given = re.findall(r"(?m)^- (.+)$", section(written.summary, "Why"))
    assert 1 <= len(given) <= 3
    decided = section(written.report, "1. The answer").partition("What decided it")[2]
    assert all(f"- {reason}\n" in decided for reason in given)


@pytest.mark.parametrize(("way", "name"), ALL)
def test_everything_that_is_needed_has_somebody_and_a_day(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not advises(written):
        return
    rows = [row for row in cells(section(written.summary, "What is needed")) if len(row) == 3]
    assert 1 <= len(rows) <= 8
    for what, who, by in rows:
        assert what.endswith(".")
        assert re.match(r"to be named \(.+\)$|[A-Z]\. \w+|the ", who), who
        assert re.search(r"\d{4}$|^end of week \d+$|^before week 1$", by), by


@pytest.mark.parametrize(("way", "name"), ALL)
def test_checkpoints_are_those_of_the_plan_with_their_stop_criteria(way: str, name: str) -> None:
    written = WAYS[way](name)
    if not advises(written):
        return
    assert written.plan is not None
    title = "When it is over" if written.plan.strategy.kind == "end" else "When to look again"
    rows = cells(section(written.summary, title))
    assert len(rows) == len(written.plan.checkpoints)
    if written.plan.strategy.kind != "end":
        assert all(row[2].startswith("If ") for row in rows)


@pytest.mark.parametrize(("way", "name"), ALL)
def test_all_of_it_is_in_plain_words_without_shares(way: str, name: str) -> None:
    said = plain(WAYS[way](name).summary)
    lowered = said.lower()
    quoted = " ".join(re.findall(r"“[^”]*”", lowered))
    assert [word for word in JARGON if word in lowered and word not in quoted] == []
    assert set(re.findall(r"\b[A-Z]{2,}\b", said)) <= KNOWN_SHORT_FORMS
    assert "%" not in said


def test_without_enough_answers_it_says_what_to_find_out_from_whom_and_how_many() -> None:
    written = full("mostly-unknown")
    rows = [row for row in cells(written.summary) if len(row) == 2]
    asked = [q.short for q in questionnaire().questions if q.quick == "framework"]
    assert len(rows) == 6
    assert all(row[0].split(":")[0] in asked for row in rows)
    assert "Nine more answers of this kind would be enough" in written.summary
    assert "Our advice" not in written.summary


def test_the_more_is_known_the_fewer_answers_are_asked_for() -> None:
    answers = dict.fromkeys(list(bare("all-middling").session.answers), Answer(unknown=True))
    asked = [q.id for q in questionnaire().questions if q.quick == "framework"]
    answers |= {q: bare("all-middling").session.answers[q] for q in asked[:7]}
    written = Written(session_of("all-middling", answers=answers))
    assert "Two more answers of this kind would be enough" in written.summary


def test_where_nothing_explains_the_stall_it_asks_for_a_date_and_for_nothing_else() -> None:
    said = full("everything-ready").summary
    assert "Set the date of the go-live review" in said
    assert "person-days" not in said
    assert "Checkpoint" not in said


@pytest.mark.parametrize("name", [GOES_ON, "mostly-unknown", "everything-ready", ENDS, WAITS])
def test_of_a_quick_call_its_limits_come_first(name: str) -> None:
    written = quick(name)
    limits = "This rests on a quick call."
    assert (limits in written.summary.split("\n## ")[0]) == written.dossier.is_quick


def test_a_pause_says_its_date_its_conditions_and_that_stopping_is_the_default() -> None:
    said = full(WAITS).summary
    needed = section(said, "What is needed")
    assert "See to it that a sponsor can be reached. If not, stop." in needed
    assert "See to it that there is some money. If not, stop." in needed
    assert "the project ends by Friday 15 January 2027: that is the default" in said


def test_a_stop_counts_no_benefit_that_waits_and_releases_no_money() -> None:
    said = full(ENDS).summary
    assert "Cost of delay" not in said
    assert "Release the money" not in said
    assert "Without a decision on record" in said


def test_while_there_is_no_sponsor_it_is_for_whoever_fills_the_post() -> None:
    assert full(WAITS).summary.split("\n")[2].startswith("For whoever fills the sponsor's post · ")
    assert full(GOES_ON).summary.split("\n")[2].startswith("For R. Adeyemi (sponsor) · ")
    assert bare(GOES_ON).summary.split("\n")[2].startswith("For the sponsor, to be named · ")


def test_nobody_is_asked_to_name_themselves() -> None:
    needed = section(bare(GOES_ON).summary, "What is needed")
    assert "Name the sponsor" not in needed
    assert "need a name after that" in needed


def test_what_a_condition_asks_is_asked_once() -> None:
    needed = section(full("validation-loop").summary, "What is needed")
    assert "See to it that a business owner is named." in needed
    assert "Name the accountable business owner." not in needed


def test_what_is_done_is_not_asked_for_again() -> None:
    session = furnished("value-doubtful")
    assert "Get the sponsor to recommit" in Written(session).summary
    done = PlannedAction(done=session.assessed)
    assert (
        "Get the sponsor to recommit"
        not in Written(session.with_planned("recommit-sponsor", done)).summary
    )


def test_a_close_call_puts_the_other_way_beside_the_advice() -> None:
    first = section(full("value-doubtful").summary, "What we recommend")
    assert "This is a close call, and both ways belong on the table." in first
    assert "The other would be to stop the project" in first


def test_without_people_rate_or_cost_of_delay_it_says_that_they_are_missing() -> None:
    said = bare(GOES_ON).summary
    assert "How many people are free for it was not said." in said
    assert "No rate per person-day was given" in said
    assert "What a month of waiting costs was not given." in said


def test_a_plan_that_does_not_fit_says_so_because_of_whom_and_what_would_help() -> None:
    takes = section(full("notebook-strong-team").summary, "What it takes")
    assert "It does not fit: " in takes
    assert "What would make it fit" in takes


@pytest.mark.parametrize("name", [GOES_ON, WAITS, ENDS])
def test_hostile_text_breaks_neither_its_headings_nor_its_tables(name: str) -> None:
    hostile = "| # <script>alert(1)</script> [x](http://evil.example) `"
    written = Written(with_text_everywhere(name, hostile))
    assert smuggled(written.summary) == set()
    assert empty_headings(written.summary) == []
    clean = [level for level, _ in headings(full(name).summary)]
    assert [level for level, _ in headings(written.summary)] == clean
    assert "<script>" not in render_summary_html(written.dossier)


def test_while_the_advice_stands_open_answers_come_before_the_money() -> None:
    assert "Release the money for the rest of the plan" in full(GOES_ON).summary
    written = quick(GOES_ON)
    assert written.dossier.outlook.standing.word == "open"
    assert "Release the money" not in written.summary
    assert "Have the missing answers below found, then decide on the money" in written.summary


def test_what_is_not_known_is_counted_over_all_questions_of_the_full_triage() -> None:
    assert "Every question has an answer." in full(GOES_ON).summary
    unknown = section(quick(GOES_ON).summary, "What is not known")
    assert re.search(r"\n\d+ of the \d+ questions have no answer yet\. Find out first: “", unknown)


def test_weeks_that_hang_on_an_outside_team_say_what_they_are_counted_from() -> None:
    takes = section(full("good-model-no-engineers").summary, "What it takes")
    assert "Weeks are counted from the first day of the outside team." in takes
