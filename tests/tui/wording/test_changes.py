"""What would change the verdict, in words, over every case of the questionnaire."""

from __future__ import annotations

import pytest

from tests.builtin import engine, questionnaire
from tests.proof import mostly_thorough
from tests.tui.support import NOW, desk, session, session_of_case
from tests.tui.wording.weighed import weighed, weighed_session
from unstall.triage.otherwise import with_changes
from unstall.triage.reopen import Change, FactMove, Reopen
from unstall.tui.wording.changes import MOST, would_change
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.otherwise import change_point, changes_of

CASES = [case.name for case in questionnaire().cases if case.name != "mostly-unknown"]


@pytest.mark.parametrize("name", mostly_thorough(CASES, always=10))
def test_every_set_of_answers_that_changes_the_verdict_is_said_once(name: str) -> None:
    of = weighed(name)
    said = [p for group in would_change(of).points for p in group if p.title and p.tries]
    assert {p.tries for p in said} == {flip.moves for flip in of.outlook.flips}
    assert len(said) == len(of.outlook.flips)


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_to_come_of_a_change_comes_of_it(name: str) -> None:
    of = weighed(name)
    for point in (p for group in would_change(of).points for p in group if p.title and p.tries):
        tried = with_changes(of.session, questionnaire(), point.tries, at=NOW)
        decision = engine().triage_session(tried).decision
        assert point.title == of.title_of(decision.strategy, decision.shape, decision.then)


@pytest.mark.parametrize("name", CASES)
def test_gates_stand_apart_from_points_and_single_answers_before_pairs(name: str) -> None:
    of = weighed(name)
    groups = [group for group in would_change(of).points if group.id.startswith("changes/")]
    assert [group.id for group in groups] == sorted(group.id for group in groups)
    by_gate: dict[tuple[Change, ...], bool] = {
        flip.moves: flip.by_gate for flip in of.outlook.flips
    }
    for group in groups:
        for point in (p for p in group if p.title and p.tries):
            assert by_gate[point.tries] is group.id.endswith("/gate")


def test_a_single_answer_is_said_in_the_words_of_its_levels() -> None:
    group = would_change(weighed("good-model-no-engineers")).points[0]
    assert group.title == "One answer that tips the points"
    point = group.children[0]
    assert point.title == "Partner, to rebuild"
    assert point.text.startswith("if Limits of the design were “Probably: meeting the needs would")
    assert point.notes[0].startswith("instead of “Not as far as anyone can see")
    assert point.question == "design-ceiling"


def test_each_answer_of_a_pair_leads_to_its_question() -> None:
    pair = would_change(weighed("waiting-for-sponsor")).points[-1].children[0]
    assert [child.question for child in pair.children] == ["production-skills", "production-record"]
    assert pair.children[0].text.startswith("if Committed skills were “")
    assert pair.children[1].text.startswith("and if Been live before were “")
    assert {child.tries for child in pair.children} == {pair.tries}


def test_long_lists_are_cut_and_what_is_beyond_is_counted_and_can_be_unfolded() -> None:
    pairs = would_change(weighed("sound-but-unfinished")).points[0]
    *shown, more = pairs.children
    assert len(shown) == MOST[2]
    assert more.text == "Three more like these"
    assert len(more.folded) == 3


def test_where_nothing_would_change_it_the_screen_says_what_was_tried_and_no_more() -> None:
    found = would_change(weighed("notebook-strong-team"))
    assert found.points == ()
    assert found.summary == "nothing that was tried"
    assert found.lead == (
        "Each answer was moved by a step or, where it is not known, to any level: alone, in pairs "
        "and then several together. The verdict stayed what it is."
    )


@pytest.mark.parametrize(
    "name", ["sound-but-unfinished", "value-doubtful", "all-weak", "all-middling"]
)
def test_what_it_comes_to_fits_into_the_list_of_sections(name: str) -> None:
    assert len(would_change(weighed(name)).summary) <= 30


def test_beside_a_settled_verdict_it_is_said_that_only_given_answers_would_change_it() -> None:
    settled = weighed("bought-service-now-does-it")
    assert settled.outlook.settled
    assert "nothing left to ask can change it" in would_change(settled).lead
    assert "nothing left to ask" not in would_change(weighed("all-weak")).lead


def test_a_set_of_many_answers_is_said_when_neither_one_nor_two_would_do() -> None:
    worst = {q.id: q.levels[0].id for q in questionnaire().questions if q.quick}
    of = weighed_session(session(worst))
    found = would_change(of)
    size = len(of.outlook.flips[0].moves)
    assert size > 2
    assert found.points[0].title == "Six answers together that open or close a way"
    assert len(found.points[0].children[0].children) == size
    assert "no single one and no two together" in found.lead


def test_what_is_not_known_turns_out_to_be_something() -> None:
    answers = {q.id: q.levels[2].id for q in questionnaire().questions if q.quick}
    of = weighed_session(session(answers))
    texts = [p.text for group in would_change(of).points for p in group]
    assert any(" turned out to be “" in text for text in texts)


def test_until_it_is_worked_out_it_is_being_weighed() -> None:
    found = would_change(dossier_of(desk(session_of_case("validation-loop"))))
    assert (found.summary, found.points) == ("being weighed", ())


def test_a_change_of_a_fact_leads_to_the_fact() -> None:
    of = dossier_of(desk(session_of_case("need-gone")))
    found = Reopen(facts=(FactMove("criteria_still_relevant", "yes"),))
    point = change_point(of, changes_of(found), "x", "Open again")
    assert (point.question, point.fact) == (None, "criteria_still_relevant")
