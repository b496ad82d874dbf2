"""What to ask next, when to stop, and the order by value of knowing, as seen on a call."""

from __future__ import annotations

import pytest

from tests.tui.on_a_call import (
    IDS,
    QUICK,
    SIZES,
    all_answered,
    press,
    said,
    screen_of,
    shown,
)
from tests.tui.support import (
    LARGE,
    MIDDLE,
    SMALL,
    AppOverDesk,
    desk,
    rested,
    session,
    session_of_case,
    text_of,
)
from unstall.outlook import outlook_of
from unstall.session.models import Session
from unstall.triage.outlook import worth_asking
from unstall.tui import agenda
from unstall.tui.desk import Desk
from unstall.tui.widgets.question_list import QuestionList

STOP = "You can stop here: nothing left to ask can change the verdict."


def need_gone(answered: int = 13) -> Session:
    """A call that is settled after thirteen questions."""
    of = session_of_case("need-gone")
    ids = IDS[:answered]
    answers = {id_: answer for id_, answer in of.answers.items() if id_ in ids}
    return of.model_copy(update={"depth": "quick", "answers": answers})


def half_way() -> Session:
    return session({question.id: question.levels[2].id for question in QUICK[:5]})


def best_of(on: Desk) -> str:
    open_ = {q.id for q in on.asked if on.triage.reading.state(q.id) == "unanswered"}
    return next(w.question for w in worth_asking(on.engine, on.triage) if w.question in open_)


def short_of(on: Desk) -> str:
    return on.questionnaire.question_by_id[on.at or ""].short


def listed(app: AppOverDesk) -> list[str]:
    lines = screen_of(app).query_one(QuestionList).lines
    return [line.id for line in lines if line.id]


class Unhurried(AppOverDesk):
    """Never gets round to looking ahead."""

    def _look_ahead(self) -> None:
        pass


# --- When to stop ---------------------------------------------------------------------------------


@SIZES
async def test_a_settled_call_says_that_one_can_stop_and_goes_on_all_the_same(
    size: tuple[int, int],
) -> None:
    on = desk(need_gone(12))
    app = AppOverDesk(on)
    async with app.run_test(size=size) as pilot:
        await rested(pilot)
        assert STOP not in shown(app)
        await press(
            pilot, str(1 + (QUICK[12].level_index(need_gone().answers[IDS[12]].level or "") or 0))
        )
        await rested(pilot)
        assert STOP in shown(app)
        assert ("✓ you can stop here" in shown(app)) == (size != SMALL)
        for question in QUICK[13:]:
            assert on.at == question.id
            await press(pilot, "2")
            assert STOP in shown(app)
        assert on.answered == 17


async def test_taking_the_deciding_answer_back_takes_the_advice_to_stop_back_at_once() -> None:
    on = desk(need_gone())
    on.at = IDS[0]
    app = AppOverDesk(on)
    async with app.run_test(size=MIDDLE) as pilot:
        await rested(pilot)
        assert STOP in shown(app)
        await pilot.press("backspace")
        assert STOP not in shown(app)
        await rested(pilot)
        assert STOP not in shown(app)
        await press(pilot, "u")
        await rested(pilot)
        assert STOP in shown(app)


# --- While it is being worked out -----------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_until_it_is_worked_out_the_leaning_is_called_no_firmer_than_towards(
    size: tuple[int, int],
) -> None:
    app = Unhurried(desk(all_answered()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Towards Fix in place" in shown(app)
        assert "being weighed" in shown(app)
        assert "stop here" not in shown(app)


async def test_an_answer_leaves_the_words_in_place_until_they_are_weighed_anew() -> None:
    of = session_of_case("good-model-no-engineers")
    last = list(of.answers)[-1]
    on = desk(of)
    on.at = last
    on.keep_outlook(on.triage, outlook_of(on.engine, on.triage))
    app = Unhurried(on)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert "Partner (harden) holds up" in shown(app)
        assert "being weighed" not in shown(app)
        await press(pilot, "backspace")
        assert "Partner (harden) holds up" in shown(app)
        assert "being weighed" in shown(app)


async def test_no_key_waits_for_a_look_ahead_in_the_order_of_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("looked ahead on the way from a key to the screen")

    monkeypatch.setattr(agenda, "worth_asking", never)
    app = Unhurried(desk())
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, *"2301", "j", "space", "g", "l", "b", "u", "D")
        assert app.is_running


# --- By value of knowing --------------------------------------------------------------------------


@SIZES
async def test_by_value_of_knowing_each_answer_leads_to_what_is_most_worth_asking(
    size: tuple[int, int],
) -> None:
    on = desk(half_way())
    app = AppOverDesk(on)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "o")
        assert said(app) == f"Order: by value of knowing, from {short_of(on)} on."
        assert "quick · by value of knowing · 5 of 17" in shown(app)
        for _ in range(6):
            assert on.at == best_of(on)
            assert "Ask next: this question" in shown(app)
            await press(pilot, "3")
        at = on.at
        await press(pilot, "o")
        assert said(app) == "Order: section by section."
        assert on.at == at
        assert "quick · 11 of 17" in shown(app)


async def test_what_is_said_of_the_new_order_leaves_the_keys_in_sight() -> None:
    app = AppOverDesk(desk(half_way()))
    async with app.run_test(size=LARGE) as pilot:
        assert " o order " in shown(app)
        await press(pilot, "o")
        line = text_of(app).rstrip().split("\n")[-1]
        assert "by value of knowing, from " in line
        assert line.index(" on.") < line.index("0 don't know") < line.index("? help")


async def test_by_value_the_list_begins_with_what_is_open_and_keeps_the_rest_in_sections() -> None:
    on = desk(half_way())
    app = AppOverDesk(on)
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "o")
        worth = [entry.question for entry in worth_asking(on.engine, on.triage)]
        open_ = [question for question in worth if question in IDS[5:]]
        assert listed(app) == [*open_, *IDS[:5]]
        assert "─ by value of knowing ─" in text_of(app)
        headings = [
            line.text.split(" ─")[0].strip()
            for line in screen_of(app).query_one(QuestionList).lines
            if not line.id
        ]
        assert headings[0] == "Going on hangs on it"
        assert headings[-2:] == ["Delivery", "Organisational"]


async def test_by_value_the_keys_that_move_go_through_the_list_as_it_stands() -> None:
    on = desk(half_way())
    app = AppOverDesk(on)
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "o", "home")
        order = listed(app)
        assert on.at == order[0]
        await press(pilot, "j", "j")
        assert on.at == order[2]
        await press(pilot, "space")
        assert on.at == order[3]
        await press(pilot, "end")
        assert on.at == order[-1] == IDS[4]
        await press(pilot, "space")
        assert on.at == order[0]


async def test_by_value_the_filters_go_on_working() -> None:
    on = desk(session({IDS[0]: QUICK[0].levels[0].id, IDS[1]: None}))
    app = AppOverDesk(on)
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "o", "g", "l")
        assert said(app) == "Listed: not answered (15)."
        assert set(listed(app)) == set(IDS[2:])
        assert listed(app)[0] == best_of(on)
        assert "not answered · by value" in text_of(app)
        await press(pilot, "l")
        assert set(listed(app)) == {IDS[1], on.at}


async def test_the_order_is_found_again_after_another_screen() -> None:
    on = desk(half_way())
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "v")
        await rested(pilot)
        await press(pilot, "i")
        assert "by value of knowing" in shown(app)
        await press(pilot, "g")
        assert on.at == best_of(on)


async def test_by_value_a_quick_call_asks_none_but_its_own_questions() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "g")
        for _ in QUICK:
            assert on.at in IDS
            await press(pilot, "3")
        assert set(on.session.answers) == set(IDS)
        await rested(pilot)
        assert "All answered. Full triage (D): What can be kept" in shown(app)
        await press(pilot, "D", "g")
        assert on.at == "carry-over"


async def test_the_order_stands_in_the_palette_and_in_the_help() -> None:
    app = AppOverDesk(desk())
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "question_mark")
        for _ in range(8):
            if "by value of knowing" in shown(app):
                break
            await press(pilot, "pagedown")
        assert "by value of knowing" in shown(app)
