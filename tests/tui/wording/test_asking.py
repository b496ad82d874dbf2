"""What to ask next, why, and when one can stop: in words."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest

from tests.builtin import questionnaire
from tests.proof import mostly_thorough
from tests.tui.support import desk, session, session_of_case
from unstall.outlook import outlook_of
from unstall.report.asking import why_ask
from unstall.report.phrases import listed
from unstall.report.sections.answer import assurance
from unstall.session.models import Session
from unstall.triage.outlook import Outlook, worth_asking
from unstall.tui.desk import Desk
from unstall.tui.wording.asking import (
    CAN_STOP,
    WORTH,
    Ahead,
    AskNext,
    ask_next,
    headings,
    looking_ahead,
)
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.verdict import cautions

KEYS = {"interview.suggested": "g", "desk.verdict": "v", "desk.depth": "D", "desk.facts": "f"}
QUICK = [question for question in questionnaire().call_order if question.quick]
CASES = [case.name for case in questionnaire().cases]


@cache
def outlook(case: str, answered: int = 99) -> Outlook:
    on = desk(call(case, answered))
    return outlook_of(on.engine, on.triage)


def call(case: str, answered: int = 99) -> Session:
    """A quick call on a case, broken off after so many of its questions."""
    whole = session_of_case(case)
    ids = {question.id for question in QUICK[:answered]}
    answers = {id_: answer for id_, answer in whole.answers.items() if id_ in ids}
    return whole.model_copy(update={"depth": "quick", "answers": answers})


def says(on: Desk, ahead: Ahead, at: str | None = None) -> AskNext:
    return ask_next(
        questionnaire(), on.triage, on.asked, at, depth=on.session.depth, keys=KEYS, ahead=ahead
    )


def weighed(case: str, answered: int = 99, at: str | None = None) -> AskNext:
    on = desk(call(case, answered))
    return says(on, looking_ahead(on.triage, outlook(case, answered)), at)


# --- What to ask ----------------------------------------------------------------------------------


@pytest.mark.parametrize("answered", [0, 6, 12, 15])
@pytest.mark.parametrize("case", ["sound-but-unfinished", "need-gone", "notebook-strong-team"])
def test_what_is_most_worth_asking_and_still_open_is_asked_next_with_its_reason(
    case: str, answered: int
) -> None:
    on, ahead = desk(call(case, answered)), outlook(case, answered)
    asked = weighed(case, answered)
    if ahead.settled:
        assert asked.stop == CAN_STOP
        return
    open_ = {q.id for q in on.asked if on.triage.reading.state(q.id) == "unanswered"}
    best = next(entry for entry in ahead.ask_next if entry.question in open_)
    assert asked.question == best.question
    assert asked.says[-1].startswith("Ask next: ")
    for reason in why_ask(questionnaire(), best):
        assert any(said.endswith(f" (g) – {reason}" if reason else " (g)") for said in asked.says)
    assert asked.stop == ()


def test_the_question_at_hand_is_named_as_such_and_another_one_with_the_key_to_it() -> None:
    first = weighed("mostly-unknown", 0)
    assert first.question is not None
    short = questionnaire().question_by_id[first.question].short
    assert first.says[0].startswith(f"Ask next: {short} (g) – ")
    assert (
        weighed("mostly-unknown", 0, at=first.question)
        .says[0]
        .startswith("Ask next: this question – ")
    )


def test_a_question_asked_in_vain_is_not_asked_again_at_once() -> None:
    before = weighed("sound-but-unfinished", 3).question
    assert before is not None
    of = call("sound-but-unfinished", 3)
    on = desk(session({**{q: a.level for q, a in of.answers.items()}, before: None}))
    ahead = looking_ahead(on.triage, outlook_of(on.engine, on.triage))
    assert before in {entry.question for entry in ahead.worth or ()}
    assert says(on, ahead).question not in (None, before)


def test_a_call_gone_through_says_what_the_full_triage_could_still_change() -> None:
    asked = weighed("sound-but-unfinished")
    assert asked.question is None
    assert asked.says[0] == (
        "Everything asked is answered. In the full triage (D): What can be kept – "
        "its answer can rule out Fix in place; then Been live before."
    )
    assert "All answered. Full triage (D): What can be kept – can rule out Fix in place" in (
        asked.says
    )


def test_a_full_triage_gone_through_says_what_is_missing_and_leads_to_the_verdict() -> None:
    on = desk(session_of_case("all-middling"))
    asked = says(on, looking_ahead(on.triage, outlook_of(on.engine, on.triage)))
    assert asked.question is None
    assert asked.says[0].startswith("Everything asked is answered. v shows the verdict.")
    assert "full triage" not in asked.says[0]


# --- When one can stop ----------------------------------------------------------------------------


@pytest.mark.parametrize("case", mostly_thorough(CASES, always=10))
def test_one_can_stop_exactly_where_the_verdict_is_settled(case: str) -> None:
    assert bool(weighed(case).stop) == outlook(case).settled


def test_where_one_can_stop_it_is_said_what_further_answers_are_good_for() -> None:
    asked = weighed("need-gone", 13)
    assert asked.stop[0] == "You can stop here: nothing left to ask can change the verdict."
    assert asked.question == QUICK[13].id
    assert asked.says[0].endswith("(g) – for the ranges, the plan and the evidence")


def test_one_can_still_stop_while_answers_that_were_only_added_are_weighed() -> None:
    before = desk(call("need-gone", 13))
    last = (before.triage, outlook("need-gone", 13))
    for question in QUICK[13:]:
        for level in question.levels:
            answers = {q: a.level for q, a in before.session.answers.items()}
            facts, soon = before.session.facts, before.session.how_soon
            after = desk(session({**answers, question.id: level.id}, facts=facts, how_soon=soon))
            assert looking_ahead(after.triage, None, last=last).settled
            assert outlook_of(after.engine, after.triage).settled


def test_after_another_change_nobody_is_told_to_stop_before_it_is_known() -> None:
    before = desk(call("need-gone", 13))
    last = (before.triage, outlook("need-gone", 13))
    changed = desk(call("need-gone", 13))
    changed.set_level(QUICK[5], 3)
    assert not looking_ahead(changed.triage, None, last=last).settled
    with_fact = desk(call("need-gone", 13))
    with_fact.change(with_fact.session.with_facts({"regulated": "no"}), "facts")
    assert not looking_ahead(with_fact.triage, None, last=last).settled
    taken_back = desk(call("need-gone", 12))
    assert not looking_ahead(taken_back.triage, None, last=last).settled


# --- While it is being worked out -----------------------------------------------------------------


def test_until_it_is_worked_out_nothing_is_said_of_what_is_worth_asking() -> None:
    asked = says(desk(), Ahead())
    assert asked.says == ("Ask next: being weighed",)
    assert asked.question == QUICK[0].id


def test_meanwhile_the_key_leads_on_in_the_order_that_was_known_last() -> None:
    before = desk(call("sound-but-unfinished", 6))
    known = outlook("sound-but-unfinished", 6)
    first = says(before, looking_ahead(before.triage, known))
    assert first.question is not None
    answered = desk(call("sound-but-unfinished", 6))
    answered.set_level(answered.questionnaire.question_by_id[first.question], 2)
    meanwhile = says(answered, looking_ahead(answered.triage, None, last=(before.triage, known)))
    open_ = [q.id for q in answered.asked if answered.triage.reading.state(q.id) == "unanswered"]
    assert meanwhile.question == next(w.question for w in known.ask_next if w.question in open_)
    assert meanwhile.says == ("Ask next: being weighed",)


def test_what_the_app_says_the_report_and_the_verdict_screen_name_in_the_same_order() -> None:
    on = desk(call("sound-but-unfinished"))
    on.keep_outlook(on.triage, outlook("sound-but-unfinished"))
    order = [on.questionnaire.question_by_id[w.question].short for w in outlook_here(on).ask_next]
    dossier = dossier_of(on)
    (caution,) = (point for point in cautions(dossier) if point.id.endswith("find-out"))
    assert f"Find out first: {listed(order[:3])}." in caution.text
    assert outlook_here(on).standing.word == "open"
    assert f"Find out first: {'; '.join(order[:3])}." in str(assurance(dossier))
    assert f": {order[0]} – " in weighed("sound-but-unfinished").says[0]
    assert weighed("sound-but-unfinished").says[0].endswith(f"; then {order[1]}.")


def outlook_here(on: Desk) -> Outlook:
    assert on.outlook is not None
    return on.outlook


def test_what_nobody_knew_is_named_again_once_everything_is_answered() -> None:
    of = call("sound-but-unfinished")
    levels = {question: answer.level for question, answer in of.answers.items()}
    on = desk(session({**levels, "value-case": None, "sponsor-engaged": None}, facts=of.facts))
    ahead = looking_ahead(on.triage, outlook_of(on.engine, on.triage))
    assert ahead.worth is not None
    first, second = (on.questionnaire.question_by_id[w.question].short for w in ahead.worth[:2])
    assert says(on, ahead).question is None
    assert f", 2 to find out. Find out first: {first} – " in says(on, ahead).says[0]
    assert f"; then {second}" in says(on, ahead).says[0]


def test_the_word_for_how_firmly_it_stands_stays_only_for_the_same_strategy() -> None:
    before = desk(call("need-gone", 13))
    last = (before.triage, outlook("need-gone", 13))
    same, other = desk(call("need-gone", 14)), desk(call("sound-but-unfinished"))
    assert looking_ahead(same.triage, None, last=last).standing == last[1].standing.word
    assert not looking_ahead(same.triage, None, last=last).is_weighed
    assert looking_ahead(other.triage, None, last=last).standing is None


# --- Headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ["mostly-unknown", "sound-but-unfinished", "all-weak"])
def test_in_the_order_by_value_each_heading_stands_once(case: str) -> None:
    on = desk(call(case, 8))
    worth = worth_asking(on.engine, on.triage)
    above = headings(worth, settled=False)
    runs = [heading for heading, _ in groupby(above[entry.question] for entry in worth)]
    assert len(runs) == len(set(runs))
    assert {run.lower() for run in runs} <= set(WORTH.values())
    assert set(headings(worth, settled=True).values()) == {"Still open"}
