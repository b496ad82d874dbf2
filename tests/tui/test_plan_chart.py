"""The plan as a chart, its checkpoints, whether it fits and what is new in it, by keys."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot

from tests.tui.support import LARGE, NOW, SMALL, AppOverDesk, desk, rested, said_by, text_of
from tests.tui.support import session_of_case as of_case
from tests.tui.test_plan import FIRST, beside, decided, desk_of, press, screen_of, shown
from unstall.session.models import PlannedAction, PlanState, Session
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.plan import PlanScreen
from unstall.tui.screens.project import ProjectScreen

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def app_over(of: Session | None = None, **facts: float) -> AppOverDesk:
    session = of or of_case("validation-loop")
    return AppOverDesk(
        desk(session.model_copy(update={"facts": {**session.facts, **facts}})), "plan"
    )


def scale(app: AppOverDesk) -> str:
    return str(screen_of(app).query_one("#scale").render())


async def go(app: AppOverDesk, pilot: Pilot[None], row: str) -> None:
    screen_of(app).board.move_to(row)
    await pilot.pause()


async def answer(app: AppOverDesk, pilot: Pilot[None], question: str, key: str) -> None:
    """Leave the plan, answer a question, and come back to the plan."""
    desk_of(app).at = question
    await press(pilot, "i", key, "p")
    await rested(pilot)


@SIZES
async def test_c_turns_the_board_into_a_chart_and_back(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "c")
        assert "Weeks" in scale(app)
        assert "Foundation" in text_of(app)
        assert "█" in text_of(app)
        assert "Commit week 3" in shown(app)
        assert screen_of(app).under_cursor == FIRST
        await press(pilot, "c")
        assert "Week 1 · week of 23 November 2026" in text_of(app)
        assert "Commit week 3" not in shown(app)
        assert screen_of(app).under_cursor == FIRST


async def test_every_key_for_an_action_works_in_the_chart_too() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "c", "t")
        assert "❯  1 ✓" in text_of(app)
        assert "━" in text_of(app)
        await press(pilot, "u", "o", *"Ana", "enter", "2")
        assert decided(app).owner == "Ana"
        await press(pilot, "n", *"soon", "f2")
        assert decided(app).note == "soon"
        await press(pilot, "greater_than_sign")
        assert decided(app).week == 2
        await press(pilot, "d", *"no", "enter")
        assert decided(app).dropped == "no"
        await press(pilot, "g")
        assert isinstance(app.screen, (PlanScreen, InterviewScreen))


async def test_an_action_is_unfolded_in_the_chart_as_in_the_list() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab", "c", "enter")
        assert "Done when A named person has accepted" in shown(app)
        await press(pilot, "enter")
        assert "Done when" not in shown(app)


@pytest.mark.thorough
async def test_the_chart_is_found_again_as_it_was_left() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "c", "v", "p")
        assert "Foundation" in text_of(app)


@pytest.mark.thorough
async def test_the_chart_keeps_its_columns_in_every_size() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab", "c")
        for width, height in ((20, 5), (60, 20), SMALL, (200, 50), LARGE):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.is_running
            assert max(len(line) for line in text_of(app).split("\n")) <= width
        assert screen_of(app).under_cursor == FIRST


@pytest.mark.thorough
async def test_the_chart_stands_beside_the_preview_where_there_is_room() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab", "c", "m")
        await rested(pilot)
        assert "As it will be written" in text_of(app)
        assert "Foundation" in text_of(app)
        await press(pilot, "m")
        assert "As it will be written" not in text_of(app)


async def test_a_checkpoint_is_unfolded_with_what_must_hold_and_what_stops_it() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await go(app, pilot, "checkpoint-commit")
        assert "Commit Friday 11 December 2026" in shown(app)
        assert "Stop criterion" not in shown(app)
        await press(pilot, "enter")
        assert "What must hold" in shown(app)
        assert "Stop criterion If a condition is not met or the money" in shown(app)
        await press(pilot, "o")
        assert said_by(app) == "Go to an action first, with j and k."
        await press(pilot, "t")
        assert "Checkpoint “commit”: what was decided?" in shown(app)


async def test_with_room_what_a_checkpoint_says_stands_beside_it() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await go(app, pilot, "checkpoint-go-live")
        assert "Stop criterion" in beside(app)
        assert "the approver has not said go" in beside(app)


@SIZES
async def test_whether_it_fits_because_of_whom_and_what_would_make_it_stands_at_the_top(
    size: tuple[int, int],
) -> None:
    app = app_over(fte_available=2)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "It does not fit: " in shown(app)
        await rested(pilot)
        await go(app, pilot, "fit")
        await press(pilot, "enter")
        fit = screen_of(app)._top
        assert fit is not None
        said = beside(app) if size == LARGE else shown(app)
        assert fit.fitting.lead in said
        assert "What would make it fit" in said


async def test_what_would_make_it_fit_is_not_worked_out_for_a_plan_that_was_changed_meanwhile() -> (
    None
):
    app = app_over(fte_available=2)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "t")
        await rested(pilot)
        place = screen_of(app)._place
        assert place.remedies_of is desk_of(app).shown
        assert place.remedies_for(desk_of(app).shown)


async def test_what_decides_the_end_is_told_in_turn() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await go(app, pilot, "chain")
        await press(pilot, "enter")
        assert "decide that first live use is reached in week" in shown(app)
        assert "waits for" in shown(app)


async def test_answers_changed_meanwhile_are_told_at_the_top_and_put_away() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert "Since you last looked" not in shown(app)
        await answer(app, pilot, "business-owner", "4")
        assert "Since you last looked: 1 gone" in shown(app)
        await press(pilot, "home", "enter")
        assert "Name the accountable business owner was in week 1" in shown(app)
        await press(pilot, "x")
        assert "Since you last looked" not in shown(app)
        await press(pilot, "x")
        assert "Nothing in the plan has changed" in said_by(app)


@pytest.mark.thorough
async def test_what_is_new_leads_to_its_question() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await answer(app, pilot, "business-owner", "4")
        await press(pilot, "home", "enter", "j", "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert desk_of(app).at == "business-owner"
        await press(pilot, "p")
        await rested(pilot)
        assert "Since you last looked: 1 gone" in shown(app)


@pytest.mark.thorough
async def test_what_is_new_leads_to_its_fact_and_to_its_action() -> None:
    app = app_over(fte_available=2)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        on = desk_of(app)
        on.change(on.session.with_facts({"fte_available": 6}), "fte_available")
        screen_of(app).refresh_view()
        await rested(pilot)
        await press(pilot, "home", "enter", "j", "j", "enter")
        placed = screen_of(app).placed(screen_of(app).board.cursor)
        assert placed is not None
        await press(pilot, "home", "j", "enter")
        assert isinstance(app.screen, ProjectScreen)


async def test_taking_an_answer_back_on_the_plan_itself_is_told_too() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await answer(app, pilot, "business-owner", "4")
        await press(pilot, "x", "u")
        await rested(pilot)
        assert "Since you last looked: 1 action added" in shown(app)


async def test_what_is_new_is_told_also_where_its_line_is_out_of_sight() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "tab", "tab")
        await answer(app, pilot, "business-owner", "4")
        assert screen_of(app).is_far_down
        assert "Since you last looked: 1 gone" in said_by(app)
        assert "Home shows it." in said_by(app)


@pytest.mark.thorough
async def test_edits_of_the_plan_are_no_news() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "t", "o", *"Ana", "enter", "1", "greater_than_sign")
        await press(pilot, "v", "p")
        await rested(pilot)
        assert "Since you last looked" not in shown(app)


async def test_what_the_answers_do_not_ask_for_any_more_is_listed_at_the_end() -> None:
    state = PlanState(actions={FIRST: PlannedAction(owner="Ana", note="[/x]")})
    app = app_over(of_case("validation-loop", plan=state))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Not asked for any more" not in shown(app)
        await answer(app, pilot, "business-owner", "4")
        await press(pilot, "end")
        assert "Not asked for any more" in text_of(app)
        assert "Name the accountable business owner Ana; note: [/x]" in shown(app)
        assert decided(app).owner == "Ana"
        await press(pilot, "t")
        assert "not in the plan" in said_by(app)


async def test_an_action_of_ones_own_is_added_field_by_field_shown_and_taken_back() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        before = desk_of(app).session
        await press(pilot, "tab", "a", *"Move", "enter", *"Moved", "enter", "enter")
        await press(pilot, "x", "enter")
        assert "Person-days: these are no person-days." in shown(app)
        await press(pilot, "backspace", "3", "enter", "1", "enter", "enter")
        assert screen_of(app).under_cursor == "own-move"
        assert "Move waits for 1 added by hand" in shown(app)
        await press(pilot, "enter")
        assert "Why Added to the plan by hand." in shown(app)
        assert screen_of(app).help_now() == "Move. Moved. Added to the plan by hand."
        await press(pilot, "g")
        assert "No answer asked for it." in said_by(app)
        await press(pilot, "u")
        assert desk_of(app).session == before


async def test_an_action_is_split_and_the_part_says_of_what() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "2", *"Ask", "f2")
        part = screen_of(app).placed(screen_of(app).under_cursor)
        assert part is not None
        assert part.chosen.part_of == FIRST
        assert "Ask part of 1" in shown(app)


async def test_what_was_added_is_taken_out_with_a_reason_and_then_removed() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        before = desk_of(app).session
        await press(pilot, "tab", "2", *"Ask", "f2", "d", *"no", "enter")
        assert screen_of(app)._top is not None
        await press(pilot, "end")
        assert "[–] Ask no" in shown(app)
        await press(pilot, "d", "2")
        assert desk_of(app).session == before
        await press(pilot, "end")
        assert "Ask" not in text_of(app)


@pytest.mark.thorough
async def test_what_was_added_for_another_way_is_listed_and_can_be_brought_back() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "2", *"Ask", "f2", "d", *"no", "enter", "end", "d", "1")
        assert screen_of(app).placed("own-ask") is not None
        await answer(app, pilot, "business-owner", "4")
        await press(pilot, "end")
        assert "[·] Ask" in shown(app)


async def test_a_name_given_before_is_two_keys_away() -> None:
    state = PlanState(actions={"load-test": PlannedAction(owner="Mwangi O.")})
    app = app_over(of_case("validation-loop", plan=state))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "o", "down", "enter", "2")
        assert decided(app).owner == "Mwangi O."


async def test_nothing_is_added_where_there_is_no_plan_or_nothing_may_change() -> None:
    reading = desk(of_case("validation-loop"), read_only_because="Ana has it open.")
    app = AppOverDesk(reading, "plan")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "a", "2")
        assert set(said_by(app).split("\n")) == {"Ana has it open."}
    app = app_over(of_case("mostly-unknown"))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a", "2")
        assert "There is no plan yet" in said_by(app)


async def test_what_should_be_over_is_counted_and_laid_out_anew_from_today() -> None:
    app = app_over(of_case("validation-loop", assessed=date(2026, 11, 6)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "should be over by now; r lays the rest out from today." in shown(app)
        assert "[!]" in text_of(app)
        await press(pilot, "r")
        assert desk_of(app).session.plan.left_from == NOW.date()
        assert "laid out from 20 November 2026 on" in said_by(app)
        assert "should be over by now" not in shown(app)
        await press(pilot, "r")
        assert desk_of(app).session.plan.left_from is None
        assert "from the start again" in said_by(app)


async def test_a_plan_that_has_not_begun_is_not_laid_out_anew() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "r")
        assert "has not begun yet" in said_by(app)
        assert desk_of(app).session.plan == PlanState()
