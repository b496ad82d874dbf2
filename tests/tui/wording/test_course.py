"""The questions of a call in order, and the ways from one to another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.builtin import questionnaire
from tests.tui.support import NOW, desk, session
from unstall.questionnaire.questions import Question
from unstall.session.models import Answer, Session
from unstall.triage.reading import Reading, read
from unstall.tui.wording import course

QUICK = [question for question in questionnaire().call_order if question.quick]
FULL = questionnaire().call_order
IDS = [question.id for question in QUICK]


def reading_of(of: Session) -> Reading:
    return read(questionnaire(), of)


def answered(*ids: str, unknown: tuple[str, ...] = ()) -> Session:
    by_id = questionnaire().question_by_id
    answers: dict[str, str | None] = {id_: by_id[id_].levels[1].id for id_ in ids}
    return session({**answers, **dict.fromkeys(unknown)})


def test_after_an_answer_comes_the_next_open_question_and_after_the_last_the_first() -> None:
    reading = reading_of(answered(IDS[1], IDS[2]))
    assert course.next_open(QUICK, reading, IDS[0]) == IDS[3]
    assert course.next_open(QUICK, reading, IDS[-1]) == IDS[0]
    assert course.next_open(QUICK, reading, None) == IDS[0]
    assert course.next_open(QUICK, reading, "not-asked") == IDS[0]


def test_when_all_is_answered_there_is_no_next_question() -> None:
    assert course.next_open(QUICK, reading_of(answered(*IDS)), IDS[3]) is None
    assert course.next_open([], reading_of(answered()), None) is None


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_going_from_open_question_to_open_question_passes_each_once(
    done: set[str], start: str
) -> None:
    passed, at = [], start
    known = set(done)
    while (found := course.next_open(QUICK, reading_of(answered(*known)), at)) is not None:
        passed.append(found)
        known.add(found)
        at = found
    assert sorted(passed) == sorted(set(IDS) - done)


def test_back_goes_by_the_moment_of_the_answers_not_by_their_place() -> None:
    def at(minutes: int) -> Answer:
        return Answer(unknown=True, at=NOW + timedelta(minutes=minutes))

    answers = {IDS[5]: at(1), IDS[0]: at(2), IDS[3]: at(3), IDS[4]: Answer(note="no answer")}
    assert course.answered_before(QUICK, answers, IDS[9]) == IDS[3]
    assert course.answered_before(QUICK, answers, IDS[3]) == IDS[0]
    assert course.answered_before(QUICK, answers, IDS[0]) == IDS[5]
    assert course.answered_before(QUICK, answers, IDS[5]) is None
    assert course.answered_before(QUICK, {}, IDS[5]) is None


def test_answers_of_the_same_second_are_gone_back_through_in_the_order_of_the_call() -> None:
    answers = {id_: Answer(unknown=True, at=NOW) for id_ in (IDS[2], IDS[0], IDS[1])}
    assert course.answered_before(QUICK, answers, IDS[7]) == IDS[2]
    assert course.answered_before(QUICK, answers, IDS[2]) == IDS[1]


def test_a_filter_shows_its_questions_and_always_the_one_at_hand() -> None:
    reading = reading_of(answered(IDS[0], unknown=(IDS[1],)))

    def shown(which: course.Which, at: str | None = None) -> list[str]:
        return [question.id for question in course.shown(QUICK, reading, which, at)]

    assert shown("all") == IDS
    assert shown("unanswered") == IDS[2:]
    assert shown("unknown") == [IDS[1]]
    assert shown("unknown", IDS[0]) == IDS[:2]


def test_moving_stops_at_both_ends() -> None:
    assert course.beside(QUICK, IDS[0], -1) == IDS[0]
    assert course.beside(QUICK, IDS[-1], 1) == IDS[-1]
    assert course.beside(QUICK, IDS[3], 1) == IDS[4]
    assert course.beside(QUICK, "gone", 1) == IDS[0]
    assert course.beside([], None, 1) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("spons", "sponsor-engaged"),
        ("SPONSOR", "sponsor-engaged"),
        ("production-load", "production-load"),
        ("from scratch funded", "value-case"),
        ("  skills  ", "production-skills"),
    ],
)
def test_a_question_is_found_by_its_title_its_id_or_words_of_its_prompt(
    typed: str, first: str
) -> None:
    assert course.found(FULL, typed)[0].id == first


def test_nothing_typed_finds_all_and_nonsense_finds_none() -> None:
    assert course.found(QUICK, " ") == tuple(QUICK)
    assert course.found(QUICK, "zzz [/x]") == ()


@given(st.sampled_from(FULL), st.data())
@settings(deadline=None)
def test_any_part_of_a_title_finds_its_question(question: Question, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(question.short) - 1))
    end = data.draw(st.integers(start + 1, len(question.short)))
    assert question in course.found(FULL, question.short[start:end])


def test_the_list_names_each_question_with_a_mark_for_its_state_and_its_level() -> None:
    of = answered(IDS[0], unknown=(IDS[1],))
    of = of.with_answer(IDS[2], Answer(not_applicable="no"))
    lines = course.list_lines(questionnaire(), QUICK, reading_of(of), IDS[3], 30)
    texts = [line.text for line in lines]
    assert texts[0].startswith("Delivery ─")
    assert texts[1] == " ✓ Still worth funding       2"
    assert texts[2].startswith(" ? Success criteria")
    assert texts[3].startswith(" – Recent movement")
    assert texts[4].startswith("▸· Cost of waiting")
    assert [line.id for line in lines if line.lit] == [IDS[3]]


def test_what_is_open_comes_first_by_worth_and_the_rest_stays_in_its_order() -> None:
    reading = reading_of(answered(IDS[0], IDS[3], unknown=(IDS[1],)))
    order = [IDS[5], "not-asked", IDS[0], IDS[2]]
    first = [question.id for question in course.worth_first(QUICK, reading, order)]
    assert first[:2] == [IDS[5], IDS[2]]
    assert first[2:-3] == [IDS[4], *IDS[6:]]
    assert first[-3:] == [IDS[0], IDS[1], IDS[3]]


def test_open_questions_stand_under_what_they_are_worth_and_the_others_under_their_section() -> (
    None
):
    reading = reading_of(answered(IDS[0]))
    worth = {IDS[1]: "Could change the verdict", IDS[0]: "Narrows the gap"}
    ordered = course.worth_first(QUICK[:2], reading, [IDS[1]])
    lines = course.list_lines(questionnaire(), ordered, reading, None, 40, worth=worth)
    texts = [line.text for line in lines]
    assert texts[0].startswith("Could change the verdict ─")
    assert texts[1] == f" · {QUICK[1].short}".ljust(40)
    assert texts[2].startswith("Delivery ─")
    assert texts[3].startswith(f" ✓ {QUICK[0].short}")


def test_the_list_is_named_after_what_it_shows_and_shorter_where_there_is_no_room() -> None:
    assert course.list_titles("all", "sections", may_stop=False) == ("",)
    assert course.list_titles("unknown", "value", may_stop=False)[0] == (
        "don't know · by value of knowing"
    )
    titles = course.list_titles("unanswered", "value", may_stop=True)
    assert titles[0] == "✓ you can stop here · not answered · by value of knowing"
    assert titles[-1] == "✓ you can stop here"
    assert [len(title) for title in titles] == sorted((len(t) for t in titles), reverse=True)


@settings(deadline=None)
@given(st.sampled_from([QUICK, list(FULL)]), st.integers(1, 120), st.sampled_from(IDS))
def test_the_line_of_marks_fits_any_width_and_the_widest_form_shows_every_question(
    questions: list[Question], width: int, at: str
) -> None:
    line = course.progress_line(questionnaire(), questions, reading_of(answered()), at, width)
    assert cell_len(line.text) <= width
    if width >= 76:
        assert line.text.count("·") == len(questions) - 1
        assert line.text.count("▸") == 1


def test_the_place_of_a_question_is_counted_within_its_section() -> None:
    quick = desk().asked
    assert course.position(quick, quick[0]) == (1, 4)
    assert course.position(quick, quick[4]) == (1, 5)
    assert course.position(quick, FULL[10]) == (0, 4)
