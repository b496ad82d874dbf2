"""The document about two sessions: what it says, what it leaves out, and for programs its data."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, example, given, settings

from tests.builtin import engine
from tests.commands.test_schema import faults
from tests.compare.drawn import a_quarter_after, session_number, side_from
from tests.compare.pairs import NOW, a_quarter_later, moved, then_session
from tests.golden.test_comparisons import PAIRS, written
from tests.proof import examples
from tests.report.examples import section
from tests.report.hostile import TOKENS, hostile_texts, with_text_everywhere
from tests.report.structure import Structure, empty_headings, headings, smuggled, structure
from unstall.commands.columns import columns
from unstall.commands.compare_words import compare_words
from unstall.compare.comparison import compare
from unstall.compare.models import Comparison, Moved, Progress, Stood
from unstall.compare.side import Side
from unstall.hidden import without_hidden
from unstall.report.compared import (
    percent,
    progress_in_words,
    share_in_words,
    stated,
    steps_in_words,
)
from unstall.report.comparison import compared_of, render_comparison
from unstall.report.comparison_data import comparison_data
from unstall.report.formats import DEFAULT_LOCALE


def markdown(found: Comparison, locale: str = DEFAULT_LOCALE) -> str:
    return render_comparison(compared_of(found, locale))


def later(**facts: object) -> Comparison:
    """Compare a session with the same one later, of which only facts are others."""
    then = then_session("sound-but-unfinished")
    return compare(side_from(then), side_from(moved(then, {}, **facts)))


@pytest.mark.parametrize("name", PAIRS)
def test_every_comparison_keeps_to_the_published_schema(name: str) -> None:
    assert faults("compare", comparison_data(PAIRS[name]())) == []


@pytest.mark.parametrize("number", range(examples(200)))
def test_any_two_sessions_keep_to_the_schema_and_have_a_document(number: int) -> None:
    session = session_number(number)
    found = compare(side_from(session), side_from(a_quarter_after(session, number)))
    assert faults("compare", comparison_data(found)) == []
    text = markdown(found)
    assert empty_headings(text) == []
    assert smuggled(text) == set()


@pytest.mark.parametrize("name", PAIRS)
def test_bands_speak_and_figures_stand_in_the_appendix_rounded_to_five(name: str) -> None:
    text = written(name, ".md")
    before = text[: text.index("What can be compared")]
    assert not re.search(r"\d %", before)
    shares = [int(share) for share in re.findall(r"(\d+) %", text)]
    assert shares
    assert all(share % 5 == 0 for share in shares)
    assert not re.search(r"\d\.\d", text.replace("1.0.0", "").replace("2.0.0", ""))


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_on_the_terminal_is_wider_than_it_may_be(name: str, width: int) -> None:
    text = compare_words(compared_of(PAIRS[name](), DEFAULT_LOCALE), width=width)
    assert max(map(columns, text.splitlines())) <= width
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_the_sections_come_in_the_order_of_what_people_ask_first() -> None:
    titles = [title for level, title in headings(written("quarter-later", ".md")) if level == 2]
    assert [title.split(". ", 1)[1] for title in titles] == [
        "Then and now",
        "Why the recommendation is another one",
        "What moved",
        "Where it stood, and where it stands",
        "Why it stalled, then and now",
        "What became of the plan",
        "Checkpoints and stop criteria",
        "Answers that moved, and what may have moved them",
        "What can be compared",
        "Answers that are the same",
        "How this was compared",
    ]


def test_where_nothing_changed_no_reason_for_a_change_is_given() -> None:
    text = written("nothing-moved", ".md")
    assert "Why the recommendation" not in text
    assert "No answer moved." in text
    assert "No answer and no fact is another one than then." in text


def test_after_a_quick_call_only_the_sections_are_told() -> None:
    text = written("quick-then", ".md")
    assert "rests on a quick call" in text
    assert "Walls" not in text
    assert "Infrastructure and scale" not in text


def test_sessions_of_two_questionnaires_have_a_document_that_says_so() -> None:
    found = a_quarter_later()
    other = found.now.questionnaire.model_copy(update={"id": "another"})
    rules = type(engine())(other)
    now = Side(found.now.session, rules, rules.triage_session(found.now.session), None)
    text = markdown(compare(found.then, now))
    assert "made with different questionnaires" in text
    assert "Pause until a set date, then Fix in place" in text
    assert "Where it stood" not in text
    assert faults("compare", comparison_data(compare(found.then, now))) == []


def test_names_of_roles_are_told_one_by_one() -> None:
    facts = section(written("quarter-later", ".md"), "What moved")
    assert "| **Who is sponsor** | R. Adeyemi | M. Okonkwo |" in facts
    assert "Lindqvist" not in facts


def test_money_already_spent_is_said_to_decide_nothing() -> None:
    text = markdown(later(spent_to_date=520_000))
    assert "£520,000; not used in the decision" in text


def test_a_long_text_is_not_printed_twice() -> None:
    text = markdown(later(criteria_text="As few complaints as last year. " * 20))
    assert "As few complaints as last year. As few" not in text
    assert "a text of some length" in text


def test_a_text_that_was_long_both_times_is_said_to_be_another() -> None:
    long = "As few complaints as last year. " * 20
    then = then_session("sound-but-unfinished").with_facts({"criteria_text": long})
    found = compare(side_from(then), side_from(moved(then, {}, criteria_text=f"{long}More.")))
    assert "| a text of some length | written anew |" in markdown(found)


def test_money_stands_in_the_currency_of_its_own_session() -> None:
    then = then_session("sound-but-unfinished")
    now = moved(then, {}, budget_left=90_000).model_copy(update={"currency": "EUR"})
    text = markdown(compare(side_from(then), side_from(now)))
    assert "£120,000 | €90,000" in text


def test_days_and_figures_are_written_as_the_readers_country_does() -> None:
    text = markdown(a_quarter_later(), "de_DE")
    assert "20. August 2026 and 20. November 2026" in text


def test_two_sessions_of_one_day_are_not_told_apart_by_their_day() -> None:
    then = then_session().model_copy(update={"assessed": NOW})
    text = markdown(compare(side_from(then), a_quarter_later().now))
    assert "Northgate Assurance · 20 November 2026\n" in text
    assert "Put into the older answers" in text


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (0.5, 0.5, "no step nearer"),
        (0.5, 0.55, "a first step"),
        (0.5, 0.625, "about a quarter of the way"),
        (0.5, 0.75, "about half of the way"),
        (0.5, 0.99, "nearly all of the way"),
        (0.5, 1.0, "all of the way"),
        (0.5, 0.25, "further away than then"),
        (1.0, 1.0, "was there already"),
        (1.0, 0.9, "was there, and is not any more"),
    ],
)
def test_progress_is_told_in_words(then: float, now: float, words: str) -> None:
    assert progress_in_words(Progress(then, now, 3, 3)) == words


@pytest.mark.parametrize(
    ("then", "now", "target", "words"),
    [
        (0, 2, 2, "reached"),
        (0, 3, 2, "reached"),
        (0, 1, 2, "one of two steps"),
        (1, 0, 2, "further away"),
        (2, 3, 2, "was there already"),
        (2, 1, 2, "was there, and is not any more"),
        (0, 1, None, "nothing was planned"),
        (0, None, 2, "cannot be told"),
    ],
)
def test_steps_of_one_answer_are_told_in_words(
    then: int, now: int | None, target: int | None, words: str
) -> None:
    question = engine().questionnaire.question_by_id["monitoring"]
    after = Stood("level" if now is not None else "unknown", now, "")
    assert steps_in_words(Moved(question, Stood("level", then, ""), after, "up", target)) == words


def test_all_and_nothing_are_only_said_of_all_and_nothing() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        "0 %", "5 %", "50 %", "95 %", "100 %",
    ]  # fmt: skip
    assert [share_in_words(share) for share in (0, 0.001, 1)] == ["nothing", "about 5 %", "all"]


def test_a_quoted_sentence_gets_no_second_full_stop() -> None:
    assert stated("“It is spent.”") == "“It is spent.”"
    assert stated("nobody knew") == "Nobody knew."


def hostile(text: str) -> str:
    """Compare two sessions that have one text wherever people type."""
    session = with_text_everywhere("sound-but-unfinished", text)
    other = with_text_everywhere("sound-but-unfinished", f"other {text}"[:9_000])
    then = session.model_copy(update={"assessed": date(2026, 8, 20)})
    for question in list(other.answers)[3:7]:
        other = other.with_answer(
            question, then.answers[question].model_copy(update={"level": None, "unknown": True})
        )
    return markdown(compare(side_from(then), side_from(other)))


@cache
def bones() -> Structure:
    return structure(hostile("word"))


@given(text=hostile_texts)
@example(text=" ".join(TOKENS))
@example(text="\n".join(TOKENS))
@example(text="x" * 9_000)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_a_table_or_a_heading(text: str) -> None:
    assume(without_hidden(text).strip())
    document = hostile(text)
    assert structure(document).headings == bones().headings
    assert smuggled(document) == set()
    assert empty_headings(document) == []
    rows = [row for table in structure(document).tables for row in table]
    assert rows


def test_the_data_are_plain_and_the_same_each_time() -> None:
    first = json.dumps(comparison_data(a_quarter_later()), allow_nan=False)
    again = compare(a_quarter_later().then, a_quarter_later().now)
    assert json.dumps(comparison_data(again)) == first


def test_a_re_run_under_way_says_what_has_not_been_gone_through_yet() -> None:
    then = side_from(then_session())
    kept = {q: a for q, a in then.session.answers.items() if q != "user-pull"}
    found = compare(then, side_from(moved(then_session(), {}).model_copy(update={"answers": kept})))
    text = markdown(found)
    assert "No answer moved. One has not been gone through again yet." in text
    assert "### Not gone through again yet" in text
    assert "not known any more" not in text
    assert "Not gone through again yet\n  - Users want it" in compare_words(
        compared_of(found, DEFAULT_LOCALE)
    )


def test_a_re_run_under_way_is_said_to_be_unfinished_and_its_facts_to_be_open() -> None:
    session = then_session()
    begun = moved(session, {}).model_copy(update={"answers": {}, "facts": {}})
    text = markdown(compare(side_from(session), side_from(begun)))
    assert "This session is not finished, so there is no recommendation yet." in text
    assert "## 2. Why there is no recommendation now" in text
    assert "### Facts not gone through again yet" in text
    assert "| not given |" not in text
    assert "| Not asked yet |" not in text


def test_weeks_to_a_date_that_stands_are_no_change_of_the_project() -> None:
    session = then_session()
    session = session.model_copy(update={"facts": {**session.facts, "hard_date": date(2027, 5, 3)}})
    later = session.model_copy(update={"assessed": session.assessed + timedelta(91)})
    text = markdown(compare(side_from(session), side_from(later)))
    assert "Weeks to the hard date" not in text
    other = {**later.facts, "hard_date": date(2027, 6, 7)}
    moved_on = later.model_copy(update={"facts": other})
    text = markdown(compare(side_from(session), side_from(moved_on)))
    assert "| **Hard date** | Monday 3 May 2027 | Monday 7 June 2027 |" in text


def test_a_quick_call_after_a_full_triage_says_what_it_does_not_ask() -> None:
    session = then_session()
    kept = {
        q: a for q, a in session.answers.items() if engine().questionnaire.question_by_id[q].quick
    }
    call = moved(session, {}).model_copy(update={"answers": kept, "depth": "quick"})
    text = markdown(compare(side_from(session), side_from(call)))
    assert "are not part of the quick call of now." in text
    assert "### Not part of the quick call of now" in text
    assert "not been gone through again yet" not in text


def test_how_many_questions_were_answered_both_times_is_said_where_it_is_not_all() -> None:
    quick = then_session("sound-but-unfinished", depth="quick")
    text = markdown(compare(side_from(quick), side_from(moved(quick, {}))))
    assert "questions can be compared, 17 of which were answered both times. No answer" in text


def test_newer_rules_are_told_from_what_moved_whichever_session_they_belong_to() -> None:
    there = PAIRS["stricter-rules"]()
    text = section(markdown(there), "Why the recommendation")
    assert "The very answers of then, read by the rules of version 2.0.0" in text
    assert "Nothing that moved has a part in it." in text
    back = section(markdown(compare(there.now, there.then)), "Why the recommendation")
    assert "The very answers of now, read by the rules of version 2.0.0" in back


def test_what_leads_back_to_another_verdict_than_was_recorded_is_not_called_that_of_then() -> None:
    session = then_session()
    assert session.result is not None
    recorded = session.result.model_copy(update={"strategy": "restart", "then": None})
    then = side_from(session.model_copy(update={"result": recorded}))
    text = section(markdown(compare(then, a_quarter_later().now)), "Why the recommendation")
    assert "The program of today gives the same answers" in text
    assert "that of then again" not in text
    assert "would be “Pause until a set date, then Fix in place”" in text


def test_a_part_that_an_answer_keeps_at_a_lower_band_is_said_to_be_held_down() -> None:
    then = then_session("sound-but-unfinished")
    now = moved(then, {"business-owner": 3, "production-owner": 3, "user-pull": 3})
    text = markdown(compare(side_from(then), side_from(now)))
    parts = section(text, "Where it stood")
    assert "fragile, held down" in parts
    assert "Held down: an answer that stops a launch keeps the part at a lower band." in parts
    stops = {q.id for q in engine().questionnaire.questions if q.blocks}
    cured = moved(now, {q: 3 for q in now.answers if q in stops})
    parts = markdown(compare(side_from(cured), side_from(cured)))
    assert "held down" not in parts.lower()
