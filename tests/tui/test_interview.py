"""The interview, driven by keys alone as on a call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builtin import questionnaire
from tests.tui.on_a_call import (
    BOTH,
    IDS,
    QUICK,
    SIZES,
    all_answered,
    depth_of,
    is_finding,
    press,
    said,
    screen_of,
    shown,
    type_text,
)
from tests.tui.support import (
    LARGE,
    MIDDLE,
    NOW,
    SMALL,
    AppOverDesk,
    MemoryKeeper,
    desk,
    rested,
    session,
)
from unstall.session.models import Answer
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.widgets.question_card import QuestionCard
from unstall.tui.widgets.question_list import QuestionList
from unstall.tui.widgets.so_far import SoFar


@SIZES
async def test_the_quick_call_goes_by_one_key_per_answer_from_the_first_question_to_the_last(
    size: tuple[int, int],
) -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=size) as pilot:
        for number, question in enumerate(QUICK):
            await pilot.pause()
            assert on.at == question.id
            assert question.prompt[:30] in shown(app)
            assert f"quick · {number} of 17" in shown(app)
            await press(pilot, str(number % 4 + 1))
        answers = on.session.answers
        levels = [q.level_index(answers[q.id].level or "") for q in QUICK]
        assert levels == [number % 4 for number in range(17)]
        assert "17 of 17" in shown(app)
        await rested(pilot)
        assert "You can stop here" in shown(app)
        assert "v verdict" in shown(app) or "v shows the verdict" in shown(app)


async def test_every_answer_is_handed_to_the_keeper_at_once() -> None:
    keeper = MemoryKeeper()
    on = desk()
    on.keeper = keeper
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        for number in range(1, 5):
            await press(pilot, "2")
            assert len(keeper.saved) == number
            assert set(keeper.saved[-1].answers) == set(IDS[:number])


async def test_the_ranges_and_the_leaning_move_with_every_answer() -> None:
    app = AppOverDesk(desk())
    async with app.run_test(size=LARGE) as pilot:
        seen = set()
        for _ in QUICK:
            await pilot.pause()
            panel = "\n".join(line.text for line in screen_of(app).query_one(SoFar).lines)
            assert panel not in seen
            seen.add(panel)
            await press(pilot, "3")
        await rested(pilot)
        assert "Open, at most towards Fix in place" in shown(app)


async def test_dont_know_is_an_answer_and_the_call_goes_on() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "0")
        assert on.session.answers[IDS[0]].unknown
        assert on.at == IDS[1]
        await press(pilot, "b")
        assert on.at == IDS[0]
        assert "❯ 0 Don't know" in shown(app)


async def test_a_number_without_a_level_changes_nothing_and_says_how_many_there_are() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        for key in "56789":
            await press(pilot, key)
            assert said(app) == "This question has 4 levels."
            assert on.session.answers == {}
            assert on.at == IDS[0]
        await press(pilot, "j")
        assert said(app) is None


async def test_changing_an_answer_keeps_what_stands_beside_it() -> None:
    on = desk(
        session().with_answer(
            IDS[0], Answer(level=QUICK[0].levels[0].id, note="theirs", known="seen", at=NOW)
        )
    )
    on.at = IDS[0]
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        await press(pilot, "4")
        answer = on.session.answers[IDS[0]]
        assert (answer.level, answer.note, answer.known) == (
            QUICK[0].levels[3].id,
            "theirs",
            "seen",
        )


async def test_answers_of_the_quick_call_carry_over_into_the_full_triage_and_back() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, *"23232323232323232")
        before = dict(on.session.answers)
        assert len(before) == 17
        await press(pilot, "D")
        assert depth_of(on) == "full"
        assert dict(on.session.answers) == before
        assert "full · 17 of 52" in shown(app)
        assert said(app) == "Full triage: 52 questions; every answer stays."
        await press(pilot, "space")
        assert on.at not in IDS
        await press(pilot, "2", "D")
        assert depth_of(on) == "quick"
        assert set(on.session.answers) > set(before)
        assert on.at in IDS


async def test_undo_goes_back_to_the_beginning_and_redo_to_the_end() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        keys = ["2", "3", "0", "h", "4", "D", "1"]
        states = [on.session]
        for key in keys:
            await press(pilot, key)
            states.append(on.session)
        for expected in reversed(states[:-1]):
            await press(pilot, "u")
            assert on.session == expected
        assert on.session.answers == {}
        assert on.at == IDS[0]
        await press(pilot, "u")
        assert on.session == states[0]
        for expected in states[1:]:
            await press(pilot, "U")
            assert on.session == expected


async def test_undo_shows_the_question_whose_answer_it_took_back() -> None:
    on = desk()
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        await press(pilot, "2", "3", "end", "u")
        assert on.at == IDS[1]


async def test_backspace_takes_an_answer_away_and_says_how_it_comes_back() -> None:
    on = desk(all_answered())
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "backspace")
        assert IDS[0] not in on.session.answers
        assert said(app) == "The answer is taken away; u brings it back."
        await press(pilot, "backspace")
        assert said(app) == "There is no answer to take away."
        await press(pilot, "u")
        assert on.session.answers[IDS[0]].level == QUICK[0].levels[2].id


async def test_the_cursor_goes_up_and_down_and_to_both_ends() -> None:
    on = desk()
    async with AppOverDesk(on).run_test(size=SMALL) as pilot:
        for keys, place in (
            (("j", "j"), 2), (("down",), 3), (("k",), 2), (("up",), 1), (("end",), 16),
            (("j",), 16), (("home",), 0), (("k",), 0),
        ):  # fmt: skip
            await press(pilot, *keys)
            assert on.at == IDS[place]


@pytest.mark.parametrize("key", ["space", "tab"])
async def test_space_and_tab_go_to_the_next_question_without_an_answer(key: str) -> None:
    answers = {IDS[1]: QUICK[1].levels[0].id, IDS[2]: None}
    on = desk(session(answers))
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        assert on.at == IDS[0]
        await press(pilot, key)
        assert on.at == IDS[3]
    full = desk(all_answered())
    app = AppOverDesk(full)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, key)
        assert said(app) == "Every question asked is answered."


async def test_back_goes_through_the_questions_as_they_were_answered() -> None:
    moments = iter(NOW + timedelta(seconds=number) for number in range(1000))
    on = desk()
    on.now = lambda: next(moments)
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "end", "2", "3", "j", "j", "4")
        order = [IDS[16], IDS[0], IDS[3]]
        for expected in reversed(order):
            await press(pilot, "b")
            assert on.at == expected
        await press(pilot, "b")
        assert said(app) == "Nothing was answered before this."


@pytest.mark.parametrize("key", ["g", "enter"])
async def test_the_question_to_ask_next_is_a_key_away(key: str) -> None:
    on = desk(session({"value-case": QUICK[0].levels[2].id}))
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await rested(pilot)
        assert "Ask next: Other ways to do it (g) – can settle whether to stop" in shown(app)
        await press(pilot, key)
        assert on.at == "other-way"
        assert "Ask next: this question" in shown(app)


@BOTH
async def test_a_question_is_found_by_typing_part_of_its_title(size: tuple[int, int]) -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "volumes")
        assert is_finding(app)
        assert "Production volumes" in shown(app)
        await press(pilot, "enter")
        assert on.at == "production-load"
        await press(pilot, "slash", "down", "down", "enter")
        assert on.at == IDS[2]
        await press(pilot, "slash")
        await type_text(pilot, "zzz 12")
        assert "No question has that in it." in shown(app)
        await press(pilot, "enter", "escape")
        assert on.at == IDS[2]
        assert not is_finding(app)
        assert on.session.answers == {}


async def test_the_list_can_show_what_is_not_answered_and_what_nobody_knows() -> None:
    on = desk(session({IDS[0]: QUICK[0].levels[0].id, IDS[1]: None}))
    on.at = IDS[4]
    app = AppOverDesk(on)
    async with app.run_test(size=LARGE) as pilot:
        listed = screen_of(app).query_one(QuestionList)
        await press(pilot, "l")
        assert said(app) == "Listed: not answered (15)."
        assert QUICK[0].short not in "".join(line.text for line in listed.lines)
        await press(pilot, "l")
        assert said(app) == "Listed: don't know (1)."
        await press(pilot, "k")
        assert on.at == IDS[1]
        await press(pilot, "l")
        assert len([line for line in listed.lines if line.id]) == 17


async def test_in_the_full_triage_the_list_scrolls_with_the_cursor() -> None:
    on = desk(session(depth="full"))
    app = AppOverDesk(on)
    async with app.run_test(size=MIDDLE) as pilot:
        for _ in on.asked[1:]:
            await press(pilot, "j")
            assert on.at is not None
            short = questionnaire().question_by_id[on.at].short
            assert f"▸· {short}" in shown(app)
        assert on.at == on.asked[-1].id


async def test_a_long_question_scrolls_where_there_is_no_room_and_says_so() -> None:
    on = desk(session(depth="full"))
    on.at = "design-ceiling"
    app = AppOverDesk(on)
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.pause()
        assert "PgDn:" in shown(app)
        first = shown(app)
        await press(pilot, "pagedown", "pagedown")
        assert "PgUp" in shown(app)
        assert "live use." in shown(app)
        assert "n Note" in shown(app)
        await press(pilot, "pageup", "pageup")
        assert shown(app) == first


async def test_what_a_crowded_question_leaves_away_is_counted_and_can_be_scrolled_to() -> None:
    beside = Answer(level="one-gap", evidence="Minutes", note="The CFO decides. " * 9, at=NOW)
    on = desk(session().with_answer("production-skills", beside))
    on.at = "production-skills"
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await rested(pilot)
        card = screen_of(app).query_one(QuestionCard)
        below = next(int(word) for word in (card.border_subtitle or "").split() if word.isdigit())
        assert "Don't know" not in [line.text for line in card.lines]
        compact = shown(app)
        await press(pilot, "pagedown")
        assert len(card.lines) - card.content_size.height == card.top == below
        assert sum("The CFO decides" in line.text for line in card.lines) > 2
        assert any("Don't know" in line.text for line in card.lines)
        await press(pilot, "pageup")
        assert shown(app) == compact


async def test_where_one_was_is_found_again_after_another_screen() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2", "2", "j", "y", "v")
        assert not isinstance(app.screen, InterviewScreen)
        await press(pilot, "i")
        assert on.at == IDS[3]
        assert "Why asked" in shown(app)


async def test_keys_answer_again_after_a_note_was_written_and_help_was_closed() -> None:
    open_desk = desk()
    app = AppOverDesk(open_desk)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2", "e", *"wiki", "enter", "h", "2", "question_mark", "escape")
        answered = open_desk.answered
        await press(pilot, "3")
        assert open_desk.answered == answered + 1
