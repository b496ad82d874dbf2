"""The card of a question, laid out for the room there is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.builtin import questionnaire
from tests.tui.hostile import HOSTILE
from unstall.questionnaire.questions import Question
from unstall.session.models import Accepted, Answer
from unstall.tui.actions import ACTIONS
from unstall.tui.rows import lines_of, row
from unstall.tui.wording.card import CardView, card_lines, fact_in_short

KEYS = {action.id: action.keys.split(",")[0] for action in ACTIONS}
NARROW = (76, 15)
"""Room for the card on a screen of 80×24."""
WIDE_AND_LOW = (62, 14)
"""Room for it on a screen of 100×24, beside the list."""
ROOMY = (82, 29)
"""Room for it on a screen of 120×40."""
NARROWEST = 14
"""Below this many columns nothing can be read, and lines are cut by the widget."""

QUESTIONS = questionnaire().questions
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)


def view_of(question: Question, answer: Answer | None = None, **more: object) -> CardView:
    facts = tuple((questionnaire().fact_by_id[fact], None) for fact in question.ask_facts)
    return CardView(question, answer or Answer(), facts, keys=KEYS, **more)  # type: ignore[arg-type]


def text_of(view: CardView, size: tuple[int, int]) -> str:
    return "\n".join(line.text for line in card_lines(view, *size).lines)


def words(text: str) -> str:
    return " ".join(text.split())


def everything(question: Question) -> Answer:
    """An answer with all that can stand beside it, every text long."""
    return Answer(
        level=question.levels[-1].id,
        known="corroborated",
        note="They say that it has always been so. " * 20,
        evidence="Minutes of the steering group. " * 20,
    )


@each_question
@pytest.mark.parametrize("size", [NARROW, ROOMY], ids=["80x24", "120x40"])
def test_every_question_of_the_bank_fits_with_every_word_of_every_level(
    question: Question, size: tuple[int, int]
) -> None:
    for answer in (Answer(), everything(question), Answer(unknown=True, ask="Platform team")):
        lines = card_lines(view_of(question, answer), *size).lines
        shown = words("\n".join(line.text for line in lines))
        assert len(lines) <= size[1]
        for level in question.levels:
            assert level.label in shown
        assert question.prompt in shown


@each_question
def test_beside_the_list_on_a_low_screen_no_level_is_cut_off_even_where_the_card_scrolls(
    question: Question,
) -> None:
    shown = words(text_of(view_of(question, everything(question)), WIDE_AND_LOW))
    for level in question.levels:
        assert level.label in shown


def test_the_longest_question_is_still_the_one_that_the_sizes_above_are_made_for() -> None:
    def lines(question: Question) -> int:
        texts = [question.prompt, *(f"12345{level.label}" for level in question.levels)]
        return sum(len(lines_of(row(text), NARROW[0])) for text in texts)

    longest = max(QUESTIONS, key=lines)
    assert longest.id == "design-ceiling"
    assert lines(longest) <= NARROW[1] - 2


@settings(deadline=None)
@given(
    question_id=st.sampled_from([question.id for question in QUESTIONS]),
    width=st.integers(1, 130),
    height=st.integers(1, 60),
    what=st.sampled_from(sorted(HOSTILE)),
)
def test_no_line_is_wider_than_its_room_whatever_was_written(
    question_id: str, width: int, height: int, what: str
) -> None:
    question, text = questionnaire().question_by_id[question_id], HOSTILE[what]
    answer = Answer(not_applicable=text.strip() or "no", note=text, evidence=text, ask=text)
    for line in card_lines(view_of(question, answer, why=True), width, height).lines:
        if width >= NARROWEST:
            assert cell_len(line.text) <= width
        assert "\n" not in line.text


@settings(deadline=None)
@given(
    question_id=st.sampled_from([question.id for question in QUESTIONS]),
    width=st.integers(40, 120),
)
def test_what_was_written_is_always_there_and_more_of_it_with_more_room(
    question_id: str, width: int
) -> None:
    question = questionnaire().question_by_id[question_id]
    before = 0
    for height in range(8, 50):
        shown = text_of(view_of(question, everything(question)), (width, height))
        assert "They say" in shown
        assert "Minutes" in shown
        written = shown.count("always") + shown.count("steering")
        assert written >= before
        before = written


def test_what_is_chosen_has_a_mark_and_not_only_a_colour() -> None:
    question = questionnaire().question_by_id["business-owner"]
    shown = text_of(view_of(question, Answer(level="named")), NARROW)
    assert "❯ 3  A named business owner; how much error" in shown
    assert shown.count("❯") == 1


def test_dont_know_and_not_applicable_are_said_in_words_with_what_goes_with_them() -> None:
    question = questionnaire().question_by_id["business-owner"]
    unknown = text_of(view_of(question, Answer(unknown=True, ask="Ana, by Friday")), NARROW)
    assert "❯ 0  Don't know" in unknown
    assert "Find out     Ana, by Friday" in unknown
    absent = text_of(view_of(question, Answer(not_applicable="no business side")), NARROW)
    assert "❯ x  Not applicable: no business side" in absent


def test_dont_know_is_offered_first_where_there_is_room() -> None:
    question = questionnaire().question_by_id["value-case"]
    shown = text_of(view_of(question), NARROW)
    assert shown.index("Don't know") < shown.index(question.levels[0].label)


def test_why_it_is_asked_is_said_on_demand_and_where_there_is_room_to_spare() -> None:
    question = questionnaire().question_by_id["value-case"]
    assert "Why asked" not in text_of(view_of(question), NARROW)
    assert "Why asked" in text_of(view_of(question, why=True), NARROW)
    assert "Why asked" in text_of(view_of(question), ROOMY)
    assert "Why asked" not in text_of(view_of(question, why=False), ROOMY)


def test_how_soon_stands_there_only_where_a_route_waits_for_it() -> None:
    question = questionnaire().question_by_id["business-owner"]
    answer = Answer(level="nobody")
    assert "How soon" not in text_of(view_of(question, answer), ROOMY)
    waits = view_of(question, answer, asks_soon=True, soon="not said", weeks_assumed=12)
    assert "How soon     not said; taken to need 12 weeks" in text_of(waits, ROOMY)
    said = view_of(question, answer, asks_soon=True, soon="within 2 weeks")
    assert "How soon     within 2 weeks" in text_of(said, ROOMY)


@each_question
@pytest.mark.parametrize("size", [NARROW, WIDE_AND_LOW, ROOMY], ids=["80x24", "100x24", "120x40"])
def test_whatever_is_left_away_is_counted_and_there_in_the_whole_card(
    question: Question, size: tuple[int, int]
) -> None:
    for answer in (Answer(), everything(question)):
        view = view_of(question, answer)
        card, whole = card_lines(view, *size), card_lines(view, *size, whole=True)
        texts = {line.text for line in card.lines}
        left_away = [line for line in whole.lines if line.text not in texts]
        assert card.below == max(len(whole.lines) - size[1], 0)
        assert bool(left_away) == bool(card.below)
        assert any("Don't know" in line.text for line in whole.lines)


def test_who_accepted_a_risk_is_said_with_the_reason_and_who_may_where_nobody_did() -> None:
    question = questionnaire().question_by_id["prod-runnable"]
    accepted = Accepted(by="Ana Ruiz", why="advice only")
    shown = text_of(view_of(question, Answer(level="one-machine", accepted=accepted)), NARROW)
    assert "A  Accepted     by Ana Ruiz: advice only" in shown
    offered = view_of(question, Answer(), acceptable_by="business owner")
    assert "A  Accepted     may be, by name, by the business owner" in text_of(offered, ROOMY)
    assert "Accepted" not in text_of(view_of(question), ROOMY)


def test_a_long_note_is_cut_with_an_ellipsis_and_gets_more_lines_where_there_is_room() -> None:
    question = questionnaire().question_by_id["value-case"]
    answer = Answer(level="no", note="word " * 2_000)
    tight = text_of(view_of(question, answer), NARROW)
    roomy = text_of(view_of(question, answer), ROOMY)
    assert "…" in tight
    assert "…" in roomy
    assert tight.count("word") < roomy.count("word") < 100


def test_facts_are_written_with_their_units_and_money_with_its_currency() -> None:
    facts = questionnaire().fact_by_id
    assert fact_in_short(facts["months_stalled"], 7, None) == "7 months"
    assert fact_in_short(facts["budget_left"], 240_000, "EUR") == "EUR 240,000"
    assert fact_in_short(facts["team_burn"], 80_000, None) == "80,000 per month"
    range_ = {"low": 60_000, "likely": 85_000, "high": 110_000}
    expected = "EUR low 60,000, likely 85,000, high 110,000 per month"
    assert fact_in_short(facts["cost_of_delay"], range_, "EUR") == expected
    assert fact_in_short(facts["criteria_still_relevant"], "partly", None) == "Some of them do"
    assert fact_in_short(facts["hard_date"], date(2027, 7, 1), None) == "2027-07-01"
    assert fact_in_short(facts["budget_left"], None, "EUR") == "not given"


def test_what_a_fact_was_last_time_ends_with_one_full_stop() -> None:
    asks = next(q for q in QUESTIONS if "criteria_text" in q.ask_facts)
    said = "Simple claims are settled on the day they come in."
    for was in (said, said.rstrip(".")):
        shown = words(text_of(view_of(asks, last_facts={"criteria_text": was}), ROOMY))
        assert f"Last time: {said}" in shown
        assert f"{said}." not in shown
