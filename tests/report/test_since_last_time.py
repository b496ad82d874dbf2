"""Since last time: in words, without blame, the same every time, and nothing in a first report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builtin import engine
from tests.compare.drawn import a_quarter_after, session_number
from tests.compare.pairs import moved, then_session
from tests.compare.quarters import GO_ON, TODAY, august, august_side, november, side
from tests.proof import examples, mostly_thorough
from tests.report.hostile import hostile_texts
from tests.report.structure import empty_headings
from unstall.compare.comparison import compare
from unstall.compare.follow_through import follow_through
from unstall.compare.side import Side
from unstall.compare.trend import trend
from unstall.report.blocks import Document, Section
from unstall.report.compared import Compared
from unstall.report.document import plan_document, report_document, summary_document
from unstall.report.docx import render_docx
from unstall.report.dossier import Dossier, dossier_of
from unstall.report.formats import DEFAULT_LOCALE, Formats
from unstall.report.markdown import render
from unstall.report.sections.checkpoints_followed import checkpoints_followed
from unstall.report.sections.explained import moves_explained
from unstall.report.sections.follow_through import plan_followed
from unstall.report.sections.since_last_time import ID, since_last_time
from unstall.report.sections.trend import labels, shown, trend_section
from unstall.session.models import ActionOutcome, Held, PlannedAction, Session
from unstall.triage.engine import Engine

FORMATS = Formats(DEFAULT_LOCALE, None)
BLAME = re.compile(
    r"\b(fail\w*|fault|blame\w*|neglect\w*|ignored|forgot\w*|missed|should have|poor|bad|guilty)\b",
    re.IGNORECASE,
)


def told(now: Session | None = None, then: Session | None = None, today: date = TODAY) -> Compared:
    comparison = compare(side(then) if then else august_side(), side(now or november()))
    return Compared(comparison, FORMATS, follow_through(comparison, today))


def text(*sections: Section) -> str:
    return render(Document("x", (), sections), "report.md.j2")


def followed(**changes: Any) -> str:
    found = told(**changes)
    return text(
        plan_followed(found), checkpoints_followed(found), moves_explained(found, in_full=True)
    )


def row(written: str, title: str) -> str:
    return next(line for line in written.splitlines() if f"**{title}**" in line)


@cache
def dossier(*, earlier: bool) -> Dossier:
    now = november(outcomes={"watch-it": ActionOutcome(done=date(2026, 9, 30))})
    triage = engine().triage_session(now)
    plan = side(now).plan
    before = (august_side(),) if earlier else ()
    return dossier_of(engine(), now, triage, plan, DEFAULT_LOCALE, earlier=before)


def test_only_a_report_with_an_earlier_session_has_the_page_and_no_other_document_has() -> None:
    first, again = dossier(earlier=False), dossier(earlier=True)
    assert ID not in {section.id for section in report_document(first).sections}
    assert ID in {section.id for section in report_document(again).sections}
    assert plan_document(first) == plan_document(again)
    assert summary_document(first) == summary_document(again)


def test_all_else_of_the_report_is_as_it_would_be_without_the_page() -> None:
    first, again = (report_document(dossier(earlier=earlier)) for earlier in (False, True))
    assert (first.title, first.opening) == (again.title, again.opening)
    assert [(s.id, s.blocks, s.parts) for s in first.sections] == [
        (s.id, s.blocks, s.parts) for s in again.sections if s.id != ID
    ]


def test_the_page_tells_the_change_then_the_plan_then_the_course() -> None:
    found = dossier(earlier=True)
    page = next(s for s in report_document(found).sections if s.id == ID)
    assert [part.id for part in page.parts] == [
        "since-verdict", "follow-through", "checkpoints-followed", "explained", "trend",
    ]  # fmt: skip


def test_how_many_actions_are_in_which_state_is_said_first() -> None:
    assert re.search(
        r"Of the 53 actions of the plan of 20 August 2026, one is done, \d+ are past the planned "
        r"last day and not recorded as done, six are not due yet and one is no longer asked for",
        followed(now=november({"key-person": 3})),
    )
    outcomes = {
        "watch-it": ActionOutcome(done=date(2026, 11, 1)),
        "load-test": ActionOutcome(dropped="Volumes are tiny"),
    }
    assert "one came after its planned last day" in followed(now=november(outcomes=outcomes))
    untouched = august(actions={})
    one = november(outcomes={"watch-it": ActionOutcome(done=date(2026, 11, 1))}, before=untouched)
    assert "What is done came after its planned last day." in followed(now=one, then=untouched)


def test_a_done_action_says_what_became_of_what_it_was_meant_to_move() -> None:
    done = {"watch-it": ActionOutcome(done=date(2026, 9, 30), note="By night as well")}
    written = followed(now=november({"monitoring": 2}, outcomes=done))
    line = row(written, "Monitor service, inputs, answers and outcomes")
    assert "By night as well." in line
    assert "30 September 2026; planned until" in line
    assert "Better, and not yet as far as the plan asked: Noticing worse answers." in line
    reached = followed(now=november({"monitoring": 3}, outcomes=done))
    assert (
        "better, as far as the plan asked"
        in row(reached, "Monitor service, inputs, answers and outcomes").lower()
    )


def test_a_done_action_whose_answer_stays_is_asked_about() -> None:
    done = {"runbook-and-rota": ActionOutcome(done=date(2026, 10, 1))}
    written = followed(now=november({}, outcomes=done))
    assert "- **Saturday call-out.** Still: “" in written
    assert "Either it needs longer to show, or something else holds it: ask what was seen." in (
        written
    )


def test_what_each_answer_is_asked_about_stands_once_and_so_does_the_question() -> None:
    done = {
        "name-approver": ActionOutcome(done=date(2026, 9, 1)),
        "ready-definition": ActionOutcome(done=date(2026, 9, 2)),
    }
    written = followed(now=november({}, outcomes=done))
    assert written.count("- **Who may say go.** Still: “") == 1
    assert written.count("Either it needs longer to show") == 1


def test_an_answer_that_became_worse_is_not_said_to_stand_where_it_stood() -> None:
    done = {"name-approver": ActionOutcome(done=date(2026, 9, 1))}
    worse = followed(now=november({"go-live-authority": 0}, outcomes=done))
    assert "- **Who may say go.** Worse than then: “" in worse
    lost = followed(now=november({"go-live-authority": None}, outcomes=done))
    assert "- **Who may say go.** Not known any more." in lost


def test_nobody_is_still_to_be_named_for_what_is_done() -> None:
    done = {"watch-it": ActionOutcome(done=date(2026, 9, 30))}
    line = row(
        followed(now=november({}, outcomes=done)), "Monitor service, inputs, answers and outcomes"
    )
    assert "to be named" not in line.lower()


def test_of_what_had_no_date_nothing_is_said_to_be_due_or_not() -> None:
    quick = then_session("sound-but-unfinished", depth="quick")
    written = followed(then=quick, now=november())
    assert "had no date and are not recorded as done" in written
    assert "not due yet" not in written
    assert "The plan rested on a quick call, which supports no later dates." in written


def test_what_a_quick_call_does_not_ask_does_not_wait_to_be_gone_through_again() -> None:
    quick = then_session("sound-but-unfinished", depth="quick")
    written = followed(then=quick, now=moved(quick, {}))
    assert "(not part of the quick call)" in written
    assert "not gone through again yet" not in written


def test_an_action_that_the_new_plan_has_not_is_counted_in_plain_words() -> None:
    nothing = november().model_copy(update={"answers": {}})
    written = followed(now=nothing)
    assert "There is no new plan yet." in written
    assert "No of these" not in written


def test_one_state_for_all_actions_is_said_of_all() -> None:
    untouched = august(actions={})
    now = november({"value-case": 0, "sponsor-engaged": 0, "business-owner": 0}, before=untouched)
    stopped = followed(now=now, then=untouched)
    assert re.search(r"All \d+ actions of the plan of 20 August 2026 are no longer asked", stopped)


def test_checkpoints_of_a_plan_that_another_one_replaced_are_not_to_be_held() -> None:
    now = november({"value-case": 0, "sponsor-engaged": 0, "business-owner": 0})
    written = text(checkpoints_followed(told(now=now)))
    assert "Fell away: the recommendation is “Stop and retire” now." in row(written, "Go-live")
    assert "Hold it now" not in written
    assert "If the checkpoint was held, record when, and what was decided." in row(written, "Value")


def test_every_reason_for_which_nothing_is_asked_any_more_is_said() -> None:
    by_answer = followed(now=november({"key-person": 3}))
    assert "What asked for it is better now: Knowledge in one head." in by_answer
    quick = then_session("sound-but-unfinished", depth="quick")
    by_asking = followed(then=quick, now=november({"one-team": 3}))
    assert "Known now, and no reason for it any more: Builders and engineers." in by_asking
    then = then_session("waiting-for-sponsor")
    by_strategy = followed(
        now=moved(then, {"sponsor-engaged": 3, "budget-to-finish": 3}), then=then
    )
    assert "Another recommendation has other work (Fix in place)." in by_strategy


def test_each_moved_answer_has_its_explanation_or_the_lack_of_one() -> None:
    done = {"watch-it": ActionOutcome(done=date(2026, 9, 30))}
    answers: dict[str, Any] = {
        "monitoring": 2, "key-person": 3, "data-checks": 0, "decision-trail": None,
        "value-case": 0, "prod-runnable": 3, "one-team": 3,
    }  # fmt: skip
    now = november(answers, outcomes=done)
    written = text(moves_explained(told(now=now), in_full=True))
    assert "Done: “Monitor service, inputs, answers and outcomes”." in row(
        written, "Noticing worse answers"
    )
    assert "Not recorded as done: “Finish: spread what the key person knows”." in row(
        written, "Knowledge in one head"
    )
    fallen = written[written.index("no action explains a fall: ask what happened") :]
    lost = written[written.index("Known then, and not now: ask who knew.") :]
    assert row(fallen, "Checks on the inputs")
    assert row(lost, "Record of each case")
    brief = text(moves_explained(told(now=now), in_full=False))
    assert "| **Noticing worse answers** | Done: " in brief
    assert "- **Known then, and not now: ask who knew.** Record of each case." in brief


def test_what_was_not_asked_then_is_not_said_to_wait_for_an_action_that_moves_it() -> None:
    quick = then_session("sound-but-unfinished", depth="quick")
    found = told(then=quick, now=november())
    assert "Users want it" not in text(moves_explained(found, in_full=False))
    in_full = text(moves_explained(found, in_full=True))
    asked = in_full[in_full.index("Known now because it was asked, and was not then.") :]
    assert row(asked, "Users want it")
    done = november(outcomes={"first-user-group": ActionOutcome(done=date(2026, 10, 1))})
    by_work = text(moves_explained(told(then=quick, now=done), in_full=True))
    assert "Done: “Work weekly with a first user group”." in row(by_work, "Users want it")


def test_a_checkpoint_says_what_was_decided_or_that_its_criterion_came_due() -> None:
    written = text(checkpoints_followed(told(now=november(held={"commit": GO_ON}))))
    commit, value = row(written, "Commit"), row(written, "Value")
    assert "Held on 10 September 2026. Decided: go on as planned. Its stop criterion was: if" in (
        commit
    )
    assert "Its day has passed, and it is not recorded as held." in value
    assert "Its stop criterion came due: if the results on live cases do not meet" in value
    assert "Hold it now, or record when it was held and what was decided." in value
    assert "Still to come." in row(written, "Go-live")
    assert "stop criterion" not in row(written, "Go-live")
    stopped = Held(on=date(2026, 9, 10), outcome="stop", note="No money")
    after = text(checkpoints_followed(told(now=november(held={"commit": stopped}))))
    assert "Decided: stop. No money." in row(after, "Commit")
    assert "Fell away: it was decided before to stop." in row(after, "Value")


def test_a_passed_pause_says_which_conditions_the_answers_do_not_show() -> None:
    then = then_session("waiting-for-sponsor")
    found = told(now=moved(then, {}), then=then, today=date(2027, 6, 1))
    line = row(text(checkpoints_followed(found)), "Resume or stop")
    assert "The answers of now do not show as met: " in line
    gates = [found.condition(c, of=found.then) for c in found.comparison.verdicts.then.conditions]
    assert gates
    assert all(gate.split(",")[0] in line for gate in gates)


def test_nobody_is_named_beside_what_is_not_done() -> None:
    before = august(actions={"load-test": PlannedAction(owner="Jo Mwangi")})
    late = followed(now=november(before=before), then=before)
    assert "Finish: test at peak load" in late
    assert "Jo Mwangi" not in late
    done = november(before=before, outcomes={"load-test": ActionOutcome(done=TODAY)})
    assert "Jo Mwangi" in followed(now=done, then=before)


@pytest.mark.parametrize("answers", [{}, {"monitoring": 0, "data-checks": 0, "key-person": None}])
def test_no_word_of_it_blames_anybody(answers: dict[str, Any]) -> None:
    written = followed(now=november(answers))
    found = BLAME.findall(re.sub(r"“[^”]*”", "", written))
    assert not found


def test_without_a_plan_before_it_says_so() -> None:
    then = then_session("sound-but-unfinished").model_copy(update={"answers": {}, "result": None})
    written = followed(then=then)
    assert "There was no plan then, so nothing can be followed through." in written
    assert "Known now because it was asked, and was not then." in written


@given(hostile_texts)
@settings(max_examples=examples(40), deadline=None)
def test_what_people_typed_breaks_no_table(typed: str) -> None:
    outcomes = {
        "watch-it": ActionOutcome(done=date(2026, 9, 30), note=typed),
        "load-test": ActionOutcome(dropped=typed or "x"),
    }
    held = Held(on=date(2026, 9, 10), outcome="change", note=typed)
    comparison = _compared_once()
    last = comparison.now.session.last_plan.model_copy(
        update={"actions": outcomes, "held": {"commit": held}}
    )
    now = replace(
        comparison.now, session=comparison.now.session.model_copy(update={"last_plan": last})
    )
    changed = replace(comparison, now=now)
    found = Compared(changed, FORMATS, follow_through(changed, TODAY))
    written = text(plan_followed(found), checkpoints_followed(found))
    bars = [
        len(re.findall(r"(?<!\\)\|", line)) for line in written.splitlines() if line.startswith("|")
    ]
    assert set(bars) <= {4}


@cache
def _compared_once() -> Any:
    return told().comparison


def quarters(number: int) -> list[Side]:
    """Give a project's sessions, one a quarter."""
    first = november()
    sides = []
    for place in range(number):
        day = date(2021, 2, 20) + timedelta(days=91 * place)
        level = f"{place % 3}"
        answers = {"monitoring": int(level), "key-person": 2}
        session = moved(first, answers).model_copy(update={"assessed": day})
        sides.append(Side(session, engine(), engine().triage_session(session), None, "leaning"))
    return sides


@pytest.mark.parametrize("number", [2, 3, 4, 5, 9, 24])
def test_a_trend_in_text_reads_at_eighty_columns(number: int) -> None:
    written = text(trend_section(trend(quarters(number)), FORMATS))
    charts = [line for line in written.splitlines() if re.search("[█▒░]", line)]
    assert max(map(len, charts)) <= 80
    rows = [line for line in charts if line.startswith("|")]
    cells = [cell for line in rows for cell in line.strip("|").split("|")[1:]]
    assert len(rows) == len(trend(quarters(1)).lines)
    assert all(re.fullmatch(" [█▒░]{6,10} ", cell) for cell in cells)
    assert len(cells) == len(rows) * min(number, 5)


def test_a_trend_lists_every_session_with_what_it_recommended() -> None:
    written = text(trend_section(trend(quarters(9)), FORMATS))
    assert "How it moved over nine sessions" in written
    recommended = [line for line in written.splitlines() if "Fix in place" in line]
    assert len(recommended) == 9
    assert "The first session and the latest four." in written


def test_one_session_alone_has_no_trend() -> None:
    assert trend_section(trend(quarters(1)), FORMATS).is_empty


def test_sessions_are_named_by_months_unless_two_fall_in_one() -> None:
    assert labels([date(2026, 5, 20), date(2026, 8, 1)], FORMATS) == ("May 2026", "Aug 2026")
    assert labels([date(2026, 8, 1), date(2026, 8, 30)], FORMATS) == ("1 Aug 2026", "30 Aug 2026")
    assert len(set(labels([date(2026, 8, 1)] * 2, FORMATS))) == 1


@given(st.integers(1, 60))
@settings(max_examples=examples(60), deadline=None)
def test_a_table_shows_the_first_session_and_the_latest(number: int) -> None:
    places = shown(number)
    assert places[0] == 0
    assert places[-1] == number - 1
    assert list(places) == sorted(set(places))
    assert len(places) == min(number, 5)


def test_readings_of_a_part_of_the_questions_say_so() -> None:
    first, second = quarters(2)
    part = replace(
        first,
        session=first.session.model_copy(update={"answers": dict(first.session.answers)}),
    )
    found = trend([part, second])
    assert "All readings rest" not in text(trend_section(found, FORMATS))
    partly = replace(found, base=0.62)
    assert "about 60 % of what counts now, by weight" in text(trend_section(partly, FORMATS))


@pytest.mark.thorough
def test_a_word_file_has_the_page_as_well() -> None:
    assert render_docx(dossier(earlier=True), "report") != render_docx(
        dossier(earlier=False), "report"
    )


@pytest.mark.parametrize("number", mostly_thorough(range(60), always=6))
def test_any_two_sessions_have_a_page_without_empty_headings(number: int) -> None:
    then = session_number(number)
    now = a_quarter_after(then, number)
    before, after = side(then), side(now)
    of = dossier_of(engine(), now, after.triage, after.plan, DEFAULT_LOCALE, earlier=(before,))
    written = text(since_last_time(of))
    assert empty_headings(written) == []
    assert "Since last time" in written


def test_after_another_questionnaire_the_page_accounts_for_nothing_and_still_follows_the_plan() -> (
    None
):
    other = Engine(engine().questionnaire.model_copy(update={"id": "another"}))
    now = november()
    after = side(now)
    before = replace(august_side(), engine=other)
    of = dossier_of(engine(), now, after.triage, after.plan, DEFAULT_LOCALE, earlier=(before,))
    page = since_last_time(of)
    assert [part.id for part in page.parts] == [
        "since-verdict", "follow-through", "checkpoints-followed", "trend",
    ]  # fmt: skip
    written = text(page)
    assert "The two sessions were made with different questionnaires" in written
    assert "another questionnaire" in row(written, "20 August 2026")
    assert empty_headings(written) == []


def test_where_nothing_was_recommended_nothing_stands_firmly_or_not_in_the_trend() -> None:
    blank = november().model_copy(update={"answers": {}})
    written = text(trend_section(trend((august_side(), side(blank))), FORMATS))
    assert re.search(r"\| No recommendation \| – \|", written)
