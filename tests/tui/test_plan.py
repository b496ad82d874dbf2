"""The plan screen, driven by keys."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.builtin import questionnaire
from tests.tui.hostile import HOSTILE
from tests.tui.support import (
    LARGE,
    NOW,
    SMALL,
    AppOverDesk,
    desk,
    laid_out,
    said_by,
    session_of_case,
    text_of,
)
from unstall.session.models import PlannedAction, PlanState, Session
from unstall.tui.desk import Desk
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.plan import PlanScreen
from unstall.tui.widgets.dialogs import AskLine, AskText, Choose
from unstall.tui.widgets.fields import LineField, TextField

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
FIRST = "name-business-owner"
"""The first action of the plan of `validation-loop`; its owner is the sponsor."""


def app_over(case: str | Session = "validation-loop", **changes: Any) -> AppOverDesk:
    of = session_of_case(case, **changes) if isinstance(case, str) else case
    return AppOverDesk(desk(of), "plan")


def screen_of(app: AppOverDesk) -> PlanScreen:
    assert isinstance(app.screen, PlanScreen)
    return app.screen


def desk_of(app: AppOverDesk) -> Desk:
    assert app.desk is not None
    return app.desk


def decided(app: AppOverDesk, action: str = FIRST) -> PlannedAction:
    return desk_of(app).session.plan.actions.get(action, PlannedAction())


def shown(app: AppOverDesk) -> str:
    """The screen's text without frames, and every run of spaces and line ends made one space."""
    return " ".join(text_of(app).replace("│", " ").split())


def beside(app: AppOverDesk) -> str:
    """What stands beside the weeks."""
    spans = [text for row in screen_of(app).side.rows for text, _ in row.spans]
    return " ".join(" ".join(spans).split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await laid_out(pilot)


async def until_rendered(app: AppOverDesk, pilot: Pilot[None]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


@SIZES
async def test_the_board_shows_weeks_with_their_actions_and_owners(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab")
        text = text_of(app)
        assert "Week 1 · week of 23 November 2026 ──" in text
        assert "Names, mandate, scope, list of gaps." in text
        assert "❯  1 [ ] Name the accountable business" in text
        assert "to be named (sponsor)" in text
        assert "Names come first: none of the 57 actions has one." in shown(app)


async def test_enter_unfolds_an_action_and_folds_it_again() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "enter")
        assert "Done when A named person has accepted in writing" in shown(app)
        assert "Accountable owner “Nobody on the business side.”" in shown(app)
        await press(pilot, "enter")
        assert "Done when" not in shown(app)


async def test_where_there_is_room_the_details_stand_beside_the_weeks() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab")
        assert "A named person has accepted" in beside(app)
        await press(pilot, "j")
        assert "A named team has accepted" in beside(app)
        assert "Done when" in text_of(app)


@SIZES
async def test_the_answer_that_asked_for_an_action_is_a_key_away(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "g")
        assert isinstance(app.screen, InterviewScreen)
        assert desk_of(app).at == "business-owner"
        await press(pilot, "p")
        assert screen_of(app).under_cursor == FIRST


async def test_enter_on_the_answer_quoted_in_the_details_goes_to_its_question() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "enter", "j", "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert desk_of(app).at == "business-owner"


@SIZES
async def test_an_action_is_ticked_off_with_today_and_u_takes_it_back(
    size: tuple[int, int],
) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "t")
        assert decided(app).done == NOW.date()
        assert "❯  1 [✓]" in text_of(app)
        assert "1 of 57 done" in shown(app)
        await press(pilot, "space")
        assert decided(app).done is None
        await press(pilot, "t", "home", "u")
        assert decided(app).done is None
        assert screen_of(app).under_cursor == FIRST


@SIZES
async def test_a_name_for_the_role_stands_against_everything_that_it_does(
    size: tuple[int, int],
) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "o")
        assert isinstance(app.screen, AskLine)
        await press(pilot, *"Ana", "enter")
        assert isinstance(app.screen, Choose)
        await press(pilot, "1")
        assert desk_of(app).session.facts["names_by_role"] == {"sponsor": "Ana"}
        assert decided(app).owner is None
        plan = desk_of(app).plan
        assert plan is not None
        owners = {p.owner for p in plan.actions if p.role == "sponsor"}
        assert owners == {"Ana"}
        assert "Ana " in text_of(app)


async def test_a_name_for_this_action_only_leaves_the_rest() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "o", *"Ana", "enter", "2")
        assert decided(app).owner == "Ana"
        assert "names_by_role" not in desk_of(app).session.facts
        assert "to be named (sponsor)" in text_of(app)


async def test_leaving_the_question_of_the_owner_changes_nothing_and_keeps_what_was_typed() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        before = desk_of(app).session
        await press(pilot, "tab", "o", *"Ana", "escape")
        assert desk_of(app).session is before
        await press(pilot, "o")
        assert app.screen.query_one(LineField).value == "Ana"


async def test_a_name_that_is_too_long_is_refused_at_the_field() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "o")
        app.screen.query_one(LineField).value = "x" * 10_000
        await press(pilot, "enter")
        assert isinstance(app.screen, AskLine)
        assert "10,000 characters are too many" in shown(app)
        assert app.screen.query_one(LineField).value == "x" * 10_000


async def test_a_note_is_written_in_lines_and_stands_with_the_action() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab", "n")
        assert isinstance(app.screen, AskText)
        await press(pilot, *"one", "enter", *"two", "f2")
        assert decided(app).note == "one\ntwo"
        assert "Note one two" in beside(app)


async def test_an_action_is_taken_out_with_a_reason_listed_and_brought_back() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "d", "enter")
        assert "Write a reason." in shown(app)
        await press(pilot, *"named", "enter")
        assert decided(app).dropped == "named"
        await press(pilot, "end")
        assert "Taken out of the plan" in shown(app)
        assert "[–] Name the accountable business owner named" in shown(app)
        await press(pilot, "d")
        assert decided(app) == PlannedAction()
        assert "Taken out of the plan" not in shown(app)


async def test_the_day_on_which_the_plan_begins_moves_every_week() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "s", *"2026-02-30", "enter")
        assert "cannot be read as a date" in shown(app)
        app.screen.query_one(LineField).value = "2027-01-04"
        await press(pilot, "enter")
        assert desk_of(app).session.plan.start == date(2027, 1, 4)
        assert "Week 1 · week of 4 January 2027" in text_of(app)


async def test_an_action_is_moved_by_weeks_but_not_before_what_it_waits_for() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        screen = screen_of(app)
        screen.board.move_to("ownership-map")
        await press(pilot, "greater_than_sign")
        assert decided(app, "ownership-map").week == 3
        assert screen.under_cursor == "ownership-map"
        placed = screen.placed("ownership-map")
        assert placed is not None
        assert placed.first_week == 3
        for _ in range(4):
            await press(pilot, "less_than_sign")
        assert screen.placed("ownership-map").first_week == 1  # type: ignore[union-attr]
        assert "which ends in week 1" in said_by(app)


async def test_what_happens_before_week_1_stays_there() -> None:
    app = app_over("good-model-no-engineers")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "greater_than_sign")
        assert "It has to be done before week 1." in said_by(app)
        assert desk_of(app).session.plan == PlanState()


async def test_tab_goes_from_week_to_week() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        weeks = []
        for _ in range(3):
            await press(pilot, "tab")
            placed = screen_of(app).placed(screen_of(app).under_cursor)
            assert placed is not None
            weeks.append(placed.first_week)
        assert weeks == [1, 2, 3]
        await press(pilot, "shift+tab")
        assert "❯" in text_of(app)


@SIZES
async def test_the_preview_is_the_plan_as_it_will_be_written(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "m")
        await until_rendered(app, pilot)
        assert "As it will be written" in text_of(app)
        assert "## Week 1 · week of 23 November 2026" in text_of(app)
        await press(pilot, "m")
        assert "As it will be written" not in text_of(app)


async def test_the_preview_follows_the_cursor_and_every_change() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "m")
        await until_rendered(app, pilot)
        await press(pilot, "tab", "tab", "tab")
        assert "## Week 3 · week of 7 December 2026" in text_of(app)
        await press(pilot, "n", *"remember", "f2")
        await until_rendered(app, pilot)
        assert "Remember." in beside(app)


async def test_a_link_in_a_note_is_only_text_in_the_preview() -> None:
    note = "[open](file:///etc/passwd) <https://example.com>"
    state = PlanState(actions={FIRST: PlannedAction(note=note)})
    app = app_over(plan=state)
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab", "m")
        await until_rendered(app, pilot)
        for y in range(1, screen_of(app).side.size.height):
            await pilot.click("#side", offset=(10, y))
        assert isinstance(app.screen, PlanScreen)


async def test_a_session_that_is_only_read_says_why_nothing_changes() -> None:
    reading = desk(session_of_case("validation-loop"), read_only_because="Ana has it open.")
    app = AppOverDesk(reading, "plan")
    async with app.run_test(size=SMALL) as pilot:
        before = reading.session
        await press(pilot, "tab")
        for key in ("o", "t", "n", "d", "s", "greater_than_sign"):
            app.clear_notifications()
            await press(pilot, key)
            assert said_by(app) == "Ana has it open."
            assert isinstance(app.screen, PlanScreen)
        assert reading.session is before


async def test_help_explains_the_action_under_the_cursor() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab")
        assert "Nothing of it is there yet, or nobody knows" in screen_of(app).help_now()
        await press(pilot, "question_mark")
        assert "week by week" in shown(app)


async def test_keys_for_an_action_say_so_where_there_is_none() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "home", "t")
        assert said_by(app) == "Go to an action first, with j and k."


@SIZES
async def test_without_a_verdict_there_is_a_list_to_find_out_and_no_plan(
    size: tuple[int, int],
) -> None:
    app = app_over("mostly-unknown")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "No plan yet: too little is known for one" in text_of(app)
        for key in ("o", "t", "n", "d", "s", "m", "tab", "greater_than_sign"):
            await press(pilot, key)
        await until_rendered(app, pilot)
        await press(pilot, "m")
        await press(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)


@SIZES
async def test_where_nothing_explains_the_stall_no_work_is_invented(size: tuple[int, int]) -> None:
    app = app_over("everything-ready")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "No plan: hold the go-live review" in text_of(app)
        assert "Week 1" not in text_of(app)


@SIZES
@pytest.mark.parametrize("name", [case.name for case in questionnaire().cases])
async def test_every_case_can_be_looked_at_whole(name: str, size: tuple[int, int]) -> None:
    app = app_over(name)
    async with app.run_test(size=size) as pilot:
        plan = screen_of(app).shown_plan
        screen_of(app)._place.unfolded = {"about", *(p.id for p in plan.actions)} if plan else set()
        screen_of(app).refresh_view()
        seen = ""
        for _ in range(60):
            seen += text_of(app)
            before = screen_of(app).board.scroll_offset.y
            await press(pilot, "pagedown")
            if screen_of(app).board.scroll_offset.y == before:
                break
        seen += text_of(app)
        for placed in plan.actions if plan else ():
            assert " ".join(placed.chosen.title.split()[:2]) in " ".join(seen.split())


@SIZES
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_texts_are_only_shown(text: str, size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "o")
        app.screen.query_one(LineField).value = text[:120]
        await press(pilot, "enter", "1")
        await press(pilot, "n")
        app.screen.query_one(TextField).load_text(text[:10_000])
        await press(pilot, "f2", "enter", "j", "d")
        app.screen.query_one(LineField).value = text
        await press(pilot, "enter", "escape", "escape" if text.strip() else "home")
        assert app.is_running
        assert not any(ord(c) < 32 and c != "\n" for c in text_of(app))


async def test_a_terminal_made_tiny_and_large_again_shows_the_same() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab", "tab", "j")
        before = screen_of(app).board.cursor
        for width, height in ((20, 5), (80, 24), (5, 2), LARGE):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert screen_of(app).board.cursor == before
        placed = screen_of(app).placed(before)
        assert placed is not None
        assert f"[ ] {placed.chosen.title[:12]}" in text_of(app)
        assert "Done when" in text_of(app)
