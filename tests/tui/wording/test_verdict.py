"""What the verdict screen says, over every case of the questionnaire, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builtin import questionnaire
from tests.tui.hostile import NAMES
from tests.tui.support import desk, session, session_of_case
from tests.tui.wording.weighed import weighed, weighed_session
from unstall.outlook import outlook_of
from unstall.report.dossier import Dossier
from unstall.session.models import Accepted, Answer, Result, Session
from unstall.triage.reopen import closed_strategies
from unstall.tui.wording import verdict
from unstall.tui.wording.closer import NO_CLOSER_LOOK, look_closer
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point, Section

CASES = [case.name for case in questionnaire().cases]


def dossier(name: str, **changes: Any) -> Dossier:
    return dossier_of(desk(session_of_case(name, **changes)))


def section(of: Dossier, id_: str) -> Section:
    return next(s for s in verdict.sections(of) if s.id == id_)


def every_point(of: Dossier) -> Iterator[Point]:
    """Everything that the screen can show."""
    first = (*verdict.reasons(of), *verdict.cautions(of), *verdict.to_find_out(of))
    for point in (*first, *(p for s in verdict.sections(of) for p in s.points)):
        yield from point


def words_of(point: Point) -> str:
    return " ".join((point.lead, point.title, point.text, point.right, *point.notes))


def all_words(of: Section) -> str:
    said = [words_of(point) for above in of.points for point in above]
    return " ".join((of.title, of.summary, of.lead, *said))


@pytest.mark.parametrize("name", CASES)
def test_every_answer_quoted_is_the_answer_that_was_given(name: str) -> None:
    of = dossier(name)
    questions = of.questionnaire.question_by_id
    for point in every_point(of):
        if point.question and point.title == questions[point.question].short:
            level = of.triage.reading.levels.get(point.question)
            if "“" in point.text:
                assert level is not None
                label = questions[point.question].levels[level].label
                assert label.removesuffix(".") in point.text


@pytest.mark.parametrize("name", CASES)
def test_every_point_has_an_id_of_its_own_so_that_the_cursor_stays(name: str) -> None:
    ids = [point.id for point in every_point(dossier(name))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", CASES)
def test_no_sentence_holds_a_percentage_a_decimal_or_a_missing_value(name: str) -> None:
    of = dossier(name)
    head = verdict.headline(of)
    said = [head.verdict, head.standing, *map(all_words, verdict.sections(of))]
    for text in (*said, *map(words_of, every_point(of))):
        assert "%" not in text
        assert "None" not in text.replace("None of", "").replace("None: ", "").replace(
            "None is known", ""
        )
        assert ".0 " not in text


@pytest.mark.parametrize("name", CASES)
def test_the_full_list_of_points_sums_to_the_total(name: str) -> None:
    of = dossier(name)
    if of.strategy is None:
        return
    for point in section(of, "for-and-against").points:
        everything = point.folded[-1]
        *additions, total = everything.folded
        numbers = [int(a.mark.strip().replace("−", "-")) for a in additions]
        assert total.title == f"= {sum(numbers)}".replace("-", "−")
        case = of.triage.case(point.id.split("/")[1])
        assert sum(numbers) == case.points


@pytest.mark.parametrize("name", CASES)
def test_every_strategy_that_is_closed_says_what_closes_it(name: str) -> None:
    of = dossier(name)
    if of.strategy is None:
        return
    for point in section(of, "ruled-out").points:
        route = of.triage.decision.route(point.id.split("/")[1])
        if route and not route.is_open:
            assert point.children or point.notes
            for state in route.hard:
                assert state.gate.closed_text in [child.text for child in point.children]


@pytest.mark.parametrize("name", CASES)
def test_there_are_at_most_three_reasons_besides_what_forces_a_stop(name: str) -> None:
    of = dossier(name)
    reasons = [point for point in verdict.reasons(of) if point.mark == "·"]
    assert len(reasons) <= 3
    assert reasons or of.strategy is None


def test_a_condition_stands_in_the_line_of_the_verdict() -> None:
    said = verdict.headline(dossier("validation-loop")).verdict
    assert said == "Fix in place, on condition that a business owner is named"


def test_what_is_settled_says_in_the_line_of_the_verdict_what_that_means() -> None:
    said = verdict.headline(weighed("need-gone")).standing
    assert said == "holds up, settled: nothing left to ask can change it"
    assert verdict.headline(weighed("value-doubtful")).standing == "leaning"


def test_many_conditions_are_counted_in_the_line_of_the_verdict() -> None:
    said = verdict.headline(dossier("all-weak")).verdict
    assert said == "Pause until three conditions are met, then Partner, to rebuild"


def test_a_pause_says_until_what_and_what_comes_then() -> None:
    said = verdict.headline(dossier("waiting-for-sponsor")).verdict
    assert said == "Pause until a sponsor can be reached and there is some money, then Fix in place"


def test_a_forced_stop_gives_its_text_and_the_answers_behind_it() -> None:
    of = dossier("need-gone")
    texts = [words_of(point) for point in verdict.reasons(of)]
    assert "nobody answers for the results" in texts[0]
    assert any("Accountable owner" in text for text in texts)
    assert "The stop is forced" in section(of, "ruled-out").lead


def test_a_stop_for_want_of_a_way_says_that_none_can_be_opened() -> None:
    first = verdict.reasons(dossier("validation-loop-no-taker"))[0]
    assert first.text == "No way forward is open, and none can be opened in time."


def test_where_every_answer_is_at_its_best_nothing_is_explained() -> None:
    first = verdict.reasons(dossier("everything-ready"))[0]
    assert first.text.startswith("Nothing here explains the stall")
    assert "hold the go-live review" in " ".join(first.notes)


def test_without_enough_answers_there_is_no_verdict_but_a_list_to_find_out() -> None:
    of = dossier("mostly-unknown")
    assert verdict.headline(of).verdict.startswith("Too little is known for a verdict")
    assert len(verdict.to_find_out(of)) == 12
    ids = {section.id for section in verdict.sections(of)}
    assert not ids & {"ruled-out", "conditions", "for-and-against", "standing"}
    assert verdict.reasons(of) == ()


def test_a_close_call_and_a_weak_fit_are_said_plainly() -> None:
    close = [point.text for point in verdict.cautions(dossier("value-doubtful"))]
    assert close == [
        "A close call with Stop and retire: 5 points are needed for a stop, 4 were found."
    ]
    weak = [point.text for point in verdict.cautions(dossier("validation-loop"))]
    assert weak == [
        "More speaks against it than for it; it is recommended because what fits better is closed: "
        "Partner (by Money to finish)."
    ]
    assert verdict.cautions(dossier("genai-assistant")) == ()


def test_a_closed_session_whose_result_would_be_another_today_says_what_it_was() -> None:
    recorded = Result(strategy="partner", shape="rebuild", standing="leaning", program="0.0.9")
    of = session_of_case("genai-assistant", result=recorded)
    said = [point.text for point in verdict.cautions(dossier_of(desk(of)))]
    assert said == ["When it was closed the result was: Partner, to rebuild (unstall 0.0.9)."]
    same = recorded.model_copy(update={"strategy": "fix", "shape": None})
    assert not verdict.cautions(dossier_of(desk(of.model_copy(update={"result": same}))))


def test_a_stop_that_was_not_chosen_says_how_far_it_is_from_its_mark() -> None:
    stop = next(
        p
        for p in section(dossier("validation-loop"), "ruled-out").points
        if p.id == "ruled-out/stop"
    )
    assert stop.notes == (
        "No answer gives a reason to stop.",
        "5 points are needed for a stop, 1 was found.",
    )


def test_how_long_a_missing_thing_takes_says_whether_that_was_said_or_assumed() -> None:
    assumed = section(dossier("validation-loop", how_soon={}), "conditions").points[0]
    assert assumed.notes[1].startswith("Taken to need 12 weeks. Money, people and a vacant post")
    said = section(dossier("validation-loop", how_soon={"business-owner": "2w"}), "conditions")
    assert "You said that it can be had within 2 weeks." in said.points[0].notes
    assert said.points[0].soon == "business-owner"


def test_what_is_only_to_be_found_out_stands_apart_from_the_conditions() -> None:
    found = section(dossier("validation-loop"), "conditions")
    assert found.summary == "one condition, 1 to be found out"
    assert [p.text for p in found.points if p.mark == "?"] == [
        "Whether the agreed goal still matters."
    ]


def test_a_stop_hangs_on_no_condition() -> None:
    found = section(dossier("need-gone"), "conditions")
    assert (found.points, found.lead) == ((), "None: it waits for nothing.")


def test_a_blocker_that_somebody_accepted_names_who_and_why() -> None:
    of = session_of_case("sound-but-unfinished", facts={"consequence": "advice to staff"})
    blocked = next(
        b for b in dossier_of(desk(of)).triage.blockers if b.certain and b.may_be_accepted
    )
    answer = of.answers[blocked.question.id]
    accepted = answer.model_copy(update={"accepted": Accepted(by="Ana", why="Staff decide anyway")})
    found = section(dossier_of(desk(of.with_answer(blocked.question.id, accepted))), "blockers")
    points = [p for above in found.points for p in above if p.question == blocked.question.id]
    assert [p.mark for p in points] == ["[a]"]
    assert points[0].notes == ("Accepted by Ana: Staff decide anyway.",)


def test_causes_come_strongest_first_with_what_they_are_confused_with() -> None:
    of = dossier("validation-loop")
    points = section(of, "causes").points
    *found, others = points
    assert [p.title for p in found] == [found.cause.title for found in of.triage.causes]
    assert all(p.notes[1].startswith("Easily confused with: ") for p in found)
    assert all(p.children for p in found)
    assert others.text == "Eight other causes: 8 pointed to, less strongly"


def test_where_nothing_is_known_no_band_is_claimed() -> None:
    found = section(dossier("mostly-unknown"), "readiness")
    assert found.summary == "not yet"
    bars = [bar for view in found.points for bar in view.children]
    assert len(bars) == 10
    assert all(bar.text.endswith("0–100   not yet") for bar in bars)


def test_warning_signs_are_counted_and_decide_nothing() -> None:
    found = section(dossier("validation-loop"), "signs")
    assert found.lead == "Three of the eight. They are counted, and decide nothing."
    *there, others = found.points
    assert [point.mark for point in there] == ["!", "!", "!"]
    assert others.text == "Five not there"
    assert len(others.folded) == 5


def test_contradictions_lead_to_the_answers_that_do_not_go_together() -> None:
    found = section(dossier("waiting-for-sponsor"), "contradictions")
    assert found.points[0].question == "production-owner"
    assert found.points[0].text.startswith("Who is it by name?")


def test_after_a_quick_call_the_screen_says_what_it_cannot_support() -> None:
    framework = [q for q in questionnaire().questions if q.quick]
    quick = session({q.id: q.levels[1].id for q in framework})
    of = dossier_of(desk(quick))
    assert "A quick call asks too little" in section(of, "readiness").lead
    assert "The full triage (D) asks" in section(of, "not-known").lead


def test_a_fact_that_is_to_be_found_out_for_a_way_is_not_known_either() -> None:
    of = dossier("validation-loop")
    found = section(of, "not-known")
    facts = {point.fact for point in found.points} - {None}
    to_verify = {p.fact for p in section(of, "conditions").points if p.mark == "?"} - {None}
    assert found.summary == "two facts that ways wait for"
    assert to_verify
    assert to_verify <= facts


def test_what_is_to_be_found_out_first_stands_among_what_is_not_known() -> None:
    of = session_of_case("sound-but-unfinished", depth="quick")
    quick = {q.id for q in questionnaire().questions if q.quick}
    kept = {question: answer for question, answer in of.answers.items() if question in quick}
    found = weighed_session(of.model_copy(update={"answers": kept}))
    first = next(p.text for p in verdict.cautions(found) if p.id == "caution/find-out")
    listed = [p for above in section(found, "not-known").points for p in above if p.question]
    named = first.partition("Find out first: ")[2].rstrip(".").replace(" and Harm", ", Harm")
    assert set(named.split(", ")) <= {point.title for point in listed}
    assert "in the full triage" in {point.right for point in listed}


def test_a_gap_says_whom_to_ask_in_the_words_that_were_noted() -> None:
    recorded = session().model_copy(
        update={"answers": {"monitoring": Answer(unknown=True, ask="Platform team, by Friday")}}
    )
    found = section(dossier_of(desk(recorded)), "not-known")
    point = next(p for p in found.points if p.question == "monitoring")
    assert (point.mark, point.right) == ("?", "nobody knows")
    assert "Platform team, by Friday" in point.notes[0]


def test_a_question_that_does_not_apply_gives_its_reason() -> None:
    of = session_of_case("validation-loop")
    answer = Answer(not_applicable="there is no model yet")
    said = dossier_of(desk(of.with_answer("monitoring", answer)))
    from unstall.tui.wording.quoting import answer_point

    assert answer_point(said, "monitoring", "x").text == "does not apply: there is no model yet"


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
def test_texts_that_people_wrote_are_repeated_as_they_are(text: str) -> None:
    recorded: Session = session().model_copy(
        update={"answers": {"monitoring": Answer(unknown=True, ask=text)}}
    )
    found = section(dossier_of(desk(recorded)), "not-known")
    assert any(text in note for point in found.points for note in point.notes)


def test_a_closed_strategy_says_what_would_open_it_again_and_that_can_be_tried() -> None:
    of = dossier("all-weak")
    closer = look_closer(of, {"ruled-out"}, NO_CLOSER_LOOK)
    found = next(s for s in verdict.sections(of, closer) if s.id == "ruled-out")
    partner = next(point for point in found.points if point.id == "ruled-out/partner")
    opens = partner.children[-1]
    assert opens.title == "Open again"
    assert opens.text == "if Money to finish were “The build is funded; running it is not”"
    assert opens.question == "budget-to-finish"
    assert len(opens.tries) == 1


def test_a_strategy_that_nothing_small_would_open_says_so() -> None:
    of = dossier("need-gone")
    closer = look_closer(of, {"ruled-out"}, NO_CLOSER_LOOK)
    found = next(s for s in verdict.sections(of, closer) if s.id == "ruled-out")
    fix = next(point for point in found.points if point.id == "ruled-out/fix")
    assert fix.children[-1].text == "No single change and no two together would open it again."
    assert not fix.children[-1].tries


@pytest.mark.parametrize("name", CASES)
def test_only_what_is_closed_is_said_to_open_again(name: str) -> None:
    of = dossier(name)
    if of.strategy is None:
        return
    closer = look_closer(of, {"ruled-out"}, NO_CLOSER_LOOK)
    found = next(s for s in verdict.sections(of, closer) if s.id == "ruled-out")
    shut = closed_strategies(of.engine, of.triage.decision)
    for point in found.points:
        says = any(child.id.endswith("/reopen") for child in point.children)
        assert says is (point.id.removeprefix("ruled-out/") in shut)


def test_what_does_not_block_is_ticked_off_and_folded_below_what_does() -> None:
    start, launch = section(dossier("validation-loop"), "blockers").points
    assert start.title == "Before money is committed: 1 in the way"
    assert [point.mark for point in start.children][:-1] == ["[ ]"]
    clear = start.children[-1]
    assert clear.text == "Six more not in the way"
    assert {point.mark for point in clear.folded} == {"[x]"}
    assert launch.title == "Before it may go live: nothing in the way"
    assert launch.children[0].text == "15 not in the way"


def test_what_may_block_and_is_not_known_is_marked_as_not_known() -> None:
    groups = section(dossier("mostly-unknown"), "blockers").points
    marks = [point.mark for group in groups for point in group.children if point.question]
    assert "[?]" in marks
    assert all("nothing certain" in group.title or "in the way" in group.title for group in groups)


def test_causes_of_which_too_little_was_asked_are_told_from_those_not_pointed_to() -> None:
    framework = [q for q in questionnaire().questions if q.quick]
    quick = dossier_of(desk(session({q.id: q.levels[-1].id for q in framework})))
    others = section(quick, "causes").points[-1]
    rights = {point.right for point in others.folded}
    assert rights == {"not pointed to", "too little asked"}
    assert others.text.startswith("12 known causes: ") or others.text.startswith("Twelve known")


def test_warning_signs_that_cannot_be_told_yet_are_not_said_to_be_absent() -> None:
    found = section(dossier("mostly-unknown"), "signs")
    texts = [point.text for point in found.points if point.folded]
    assert any(text.endswith("not known yet") for text in texts)


def test_a_band_that_hangs_on_answers_to_come_is_not_claimed() -> None:
    of = dossier_of(desk(session({"business-owner": "nobody", "sponsor-engaged": "decides"})))
    found = section(of, "readiness")
    bars = [bar.text for view in found.points for bar in view.children]
    assert any(text.endswith("too early to say") for text in bars)
    assert not any(text.endswith("not there") for text in bars)
    assert "not there" not in found.summary


def test_an_open_verdict_says_what_to_find_out_first() -> None:
    of = session_of_case("sound-but-unfinished")
    quick = {q.id for q in questionnaire().questions if q.quick}
    asked = of.model_copy(
        update={"answers": {q: a for q, a in of.answers.items() if q in quick}, "depth": "quick"}
    )
    on_desk = desk(asked)
    assert not verdict.cautions(dossier_of(on_desk))
    outlook = outlook_of(on_desk.engine, on_desk.triage)
    assert outlook.standing.word == "open"
    on_desk.keep_outlook(on_desk.triage, outlook)
    said = verdict.cautions(dossier_of(on_desk))[0]
    first = [on_desk.questionnaire.question_by_id[w.question].short for w in outlook.ask_next[:3]]
    assert said.text == (
        f"As far as is known. Find out first: {first[0]}, {first[1]} and {first[2]}."
    )
    assert said.question == outlook.ask_next[0].question
    assert verdict.headline(dossier_of(on_desk)).tone == "warn"
