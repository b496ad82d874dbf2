"""Writing beside an answer without leaving the question."""

from __future__ import annotations

from tests.builtin import questionnaire
from tests.tui.on_a_call import (
    IDS,
    QUICK,
    SIZES,
    all_answered,
    press,
    said,
    screen_of,
    shown,
    type_text,
)
from tests.tui.support import LARGE, SMALL, AppOverDesk, MemoryKeeper, desk, session
from unstall.session.models import MAX_TEXT, Accepted, Answer, Session
from unstall.tui.desk import Desk
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.widgets.answer_editor import AnswerEditor


@SIZES
async def test_a_note_is_typed_while_every_letter_and_digit_is_also_a_key(
    size: tuple[int, int],
) -> None:
    on = desk()
    app = AppOverDesk(on)
    note = "hxntaeslugbvpfyDUCw 0123456789 /? [x]"
    async with app.run_test(size=size) as pilot:
        await press(pilot, "n")
        await type_text(pilot, note)
        await press(pilot, "enter")
        assert on.session.answers[IDS[0]] == Answer(note=note)
        assert on.at == IDS[0]
        assert note in shown(app)
        await press(pilot, "2")
        assert on.session.answers[IDS[0]].note == note
        assert on.at == IDS[1]


async def test_a_note_is_kept_while_it_is_typed_and_taken_back_as_one() -> None:
    keeper = MemoryKeeper()
    on = desk()
    on.keeper = keeper
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "n")
        await type_text(pilot, "half")
        await pilot.pause(0.5)
        assert keeper.saved[-1].answers[IDS[0]].note == "half"
        await type_text(pilot, " a sentence")
        await press(pilot, "enter")
        assert on.session.answers[IDS[0]].note == "half a sentence"
        await press(pilot, "u")
        assert on.session.answers == {}


async def test_escape_leaves_the_field_with_the_note_kept_and_only_then_the_question() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "n")
        await type_text(pilot, "kept")
        await press(pilot, "escape")
        assert isinstance(app.screen, InterviewScreen)
        assert on.session.answers[IDS[0]].note == "kept"


async def test_lines_of_a_note_are_kept_and_an_emptied_note_is_taken_out() -> None:
    on = desk()
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        await press(pilot, "n", "a", "ctrl+j", "b", "enter")
        assert on.session.answers[IDS[0]].note == "a\nb"
        await press(pilot, "n", "backspace", "backspace", "backspace", "enter")
        assert on.session.answers == {}


async def test_a_note_that_is_too_long_is_refused_at_the_field_and_nothing_typed_is_lost() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "n")
        field = screen_of(app).query_one(AnswerEditor).field
        field.load_text("x" * (MAX_TEXT + 1))
        await press(pilot, "enter")
        assert "✗ 10,001 characters are too many. Write at most 10,000 characters." in shown(app)
        assert len(field.text) == MAX_TEXT + 1
        await press(pilot, "escape")
        assert on.session.answers == {}
        await press(pilot, "n", "ctrl+end", "backspace", "enter")
        assert len(on.session.answers[IDS[0]].note or "") == MAX_TEXT


async def test_what_was_shown_makes_an_answer_seen_unless_somebody_said_how_it_is_known() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "e")
        await type_text(pilot, "minutes")
        await press(pilot, "enter")
        answer = on.session.answers[IDS[0]]
        assert (answer.evidence, answer.known) == ("minutes", "seen")
        assert "seen: evidence was shown" in shown(app)
        await press(pilot, "j", "h", "e")
        await type_text(pilot, "mail")
        await press(pilot, "enter")
        assert on.session.answers[IDS[1]].known == "corroborated"


async def test_how_we_know_goes_through_its_three_words_and_begins_with_stated() -> None:
    on = desk(all_answered())
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        assert "stated: somebody said so" in shown(app)
        for known, words in (
            ("corroborated", "a second person agreed"),
            ("seen", "evidence was shown"),
            ("stated", "somebody said so"),
        ):
            await press(pilot, "h")
            assert on.session.answers[IDS[0]].known == known
            assert f"{known}: {words}" in shown(app)
        assert on.at == IDS[0]


async def test_not_applicable_needs_a_reason_and_keeps_an_unfinished_one_for_next_time() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "x", "enter")
        assert "✗ Not applicable needs a reason." in shown(app)
        assert on.session.answers == {}
        await type_text(pilot, "no mod")
        assert "✗" not in shown(app)
        await press(pilot, "escape")
        assert on.session.answers == {}
        assert said(app) == "What you typed is there when you come back to it."
        await press(pilot, "x")
        await type_text(pilot, "el yet")
        await press(pilot, "enter")
        assert on.session.answers[IDS[0]].not_applicable == "no model yet"
        assert on.at == IDS[1]
        await press(pilot, "k")
        assert "❯ x Not applicable: no model yet" in shown(app)


async def test_whom_to_ask_is_written_for_what_nobody_knows_and_records_that_nobody_does() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a")
        await type_text(pilot, "Ana, by Friday")
        await press(pilot, "enter")
        answer = on.session.answers[IDS[0]]
        assert (answer.unknown, answer.ask) == (True, "Ana, by Friday")
        assert on.at == IDS[1]
        await press(pilot, "2", "k", "a")
        assert said(app) == "This is for what nobody knows: answer it with don't know first."


async def test_the_fact_asked_with_a_question_is_chosen_by_a_digit_on_the_card() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        assert "t Do the success criteria set at the outset still matter?" in shown(app)
        await press(pilot, "t")
        assert "1 Yes, they still matter · 2 Some of them do" in shown(app)
        await press(pilot, "2")
        assert on.session.facts == {"criteria_still_relevant": "partly"}
        assert on.session.answers == {}
        assert on.at == IDS[0]
        assert "t Do the criteria still matter: Some of them do" in shown(app)
        await press(pilot, "t", "ctrl+u", "enter")
        assert on.session.facts == {}
        await press(pilot, "u")
        assert on.session.facts == {"criteria_still_relevant": "partly"}


async def test_a_fact_that_will_not_do_is_refused_at_the_field_in_words() -> None:
    on = desk()
    on.at = "recent-movement"
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "t")
        await type_text(pilot, "lots")
        await press(pilot, "enter")
        assert "✗ 'lots' cannot be read as a number. Write a number from 0 to 600" in shown(app)
        assert on.session.facts == {}
        await press(pilot, "escape")
        assert said(app) == "What you typed is there when you come back to it."
        await press(pilot, "t")
        assert screen_of(app).query_one(AnswerEditor).text == "lots"
        await press(pilot, *["backspace"] * 4, "7", "enter")
        assert on.session.facts == {"months_stalled": 7}
        assert "Months stalled: 7 months" in shown(app)


async def test_a_question_without_a_fact_says_so() -> None:
    on = desk()
    on.at = "business-owner"
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "t")
        assert said(app) == "No fact is asked with this question; f shows all facts."


async def test_how_soon_can_be_said_where_a_route_waits_for_what_is_missing() -> None:
    answers = {question.id: question.levels[2].id for question in QUICK}
    on = desk(session({**answers, "business-owner": "nobody"}))
    on.at = "business-owner"
    app = AppOverDesk(on)
    async with app.run_test(size=LARGE) as pilot:
        assert "How soon not said; taken to need" in shown(app)
        for soon, words in (
            ("2w", "within 2 weeks"), ("12w", "within 12 weeks"), ("cannot", "not at all"),
            (None, "not said"),
        ):  # fmt: skip
            await press(pilot, "s")
            assert on.session.how_soon.get("business-owner") == soon
            assert f"How soon {words}" in shown(app)
        await press(pilot, "j", "s")
        assert said(app) == "No way forward waits for something that is missing here."


async def test_nothing_else_is_done_while_something_is_written() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "n")
        for action in ("answer(2)", "unknown", "undo", "verdict", "move(1)", "depth", "home"):
            await screen_of(app).run_action(action)
        await pilot.pause()
        assert on.session.answers == {}
        assert on.at == IDS[0]
        assert screen_of(app).query_one(AnswerEditor).field.has_focus


async def test_leaving_the_program_in_the_middle_of_a_word_keeps_it() -> None:
    class OnlyWhileOpen(MemoryKeeper):
        def save(self, session: Session) -> None:
            assert not self.closed
            super().save(session)

    keeper = OnlyWhileOpen()
    on = desk()
    on.keeper = keeper
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        await press(pilot, "n", "h", "a", "l", "ctrl+q")
    assert keeper.saved[-1].answers[IDS[0]].note == "hal"
    assert keeper.closed


# --- Accepted by name -----------------------------------------------------------------------------

BLOCKER = questionnaire().question_by_id["prod-runnable"]


def launch_blocked(**facts: str) -> Desk:
    """A desk at something that stops a launch, where it only advises staff unless said else."""
    of = session(
        {BLOCKER.id: BLOCKER.levels[0].id},
        facts={"consequence": "advice to staff", **facts},
    )
    on = desk(of)
    on.at = BLOCKER.id
    return on


@SIZES
async def test_who_accepts_a_launch_blocker_is_written_down_with_the_reason(
    size: tuple[int, int],
) -> None:
    on = launch_blocked()
    app = AppOverDesk(on)
    before = on.session
    async with app.run_test(size=size) as pilot:
        await press(pilot, "A")
        assert "Accepted by" in shown(app)
        assert "business owner" in shown(app)
        await type_text(pilot, "Ana Ruiz")
        await press(pilot, "enter")
        assert on.session == before
        assert "Why it is accepted by Ana Ruiz" in shown(app)
        await type_text(pilot, "advice only")
        await press(pilot, "enter")
        assert on.answer_of(BLOCKER.id).accepted == Accepted(by="Ana Ruiz", why="advice only")
        assert on.at == BLOCKER.id
        assert any(b.question.id == BLOCKER.id and b.accepted for b in on.triage.blockers)
        await press(pilot, "pagedown")
        assert "A Accepted by Ana Ruiz: advice only" in shown(app)
        await press(pilot, "u")
        assert on.session == before
        await press(pilot, "U")
        assert on.answer_of(BLOCKER.id).accepted is not None


async def test_an_accepted_risk_can_be_reworded_and_taken_back() -> None:
    on = launch_blocked()
    on.annotate(BLOCKER, accepted=Accepted(by="Ana", why="advice only"))
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        await press(pilot, "A", *"bel", "enter", *"!", "enter")
        assert on.answer_of(BLOCKER.id).accepted == Accepted(by="Anabel", why="advice only!")
        await press(pilot, "A", *["backspace"] * 6, "enter")
        assert on.answer_of(BLOCKER.id).accepted is None
        await press(pilot, "u")
        assert on.answer_of(BLOCKER.id).accepted == Accepted(by="Anabel", why="advice only!")


async def test_accepting_needs_a_reason_and_what_was_typed_is_there_again() -> None:
    on = launch_blocked()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "A", *"Ana", "enter", "enter")
        assert "✗ Accepting a risk needs a name and a reason." in shown(app)
        await press(pilot, *"for", "escape")
        assert on.answer_of(BLOCKER.id).accepted is None
        await press(pilot, "A", "enter", *"ce", "enter")
        assert on.answer_of(BLOCKER.id).accepted == Accepted(by="Ana", why="force")


async def test_a_name_that_is_too_long_is_refused_before_the_reason_is_asked_for() -> None:
    on = launch_blocked()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "A")
        screen_of(app).query_one(AnswerEditor).field.load_text("x" * 121)
        await press(pilot, "enter")
        assert "✗ 121 characters are too many." in shown(app)
        assert on.answer_of(BLOCKER.id).accepted is None


async def test_what_does_not_block_a_launch_or_has_to_be_cured_is_not_accepted() -> None:
    on = launch_blocked()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2", "b", "A")
        assert said(app) == "Only what blocks a launch, at its worst level, is accepted by name."
        assert screen_of(app).edit is None
    on = desk(session({BLOCKER.id: BLOCKER.levels[0].id}))
    on.at = BLOCKER.id
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "A")
        assert said(app) == "As things stand this cannot be accepted by name; it has to be cured."
