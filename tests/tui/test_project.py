"""The screen of facts, played by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.hostile import texts_to_try
from tests.tui.support import (
    LARGE,
    SMALL,
    AppOverDesk,
    desk,
    said_by,
    session,
    session_of_case,
    text_of,
)
from unstall.hidden import has_hidden
from unstall.session.models import Session
from unstall.tui.desk import Desk
from unstall.tui.screens.project import ProjectScreen
from unstall.tui.widgets.row_list import RowList


@asynccontextmanager
async def facts(
    of: Session | Desk | None = None, size: tuple[int, int] = SMALL, **options: Any
) -> AsyncIterator[Pilot[None]]:
    """Open the facts of a session."""
    on = of if isinstance(of, Desk) else desk(of)
    app = AppOverDesk(on, "facts", **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


def screen_of(pilot: Pilot[None]) -> ProjectScreen:
    assert isinstance(pilot.app.screen, ProjectScreen)
    return pilot.app.screen


def session_on(pilot: Pilot[None]) -> Session:
    return screen_of(pilot).desk.session


async def go_to(pilot: Pilot[None], field: str) -> None:
    screen_of(pilot).fields.move_to(field)
    await pilot.pause()


async def test_all_facts_stand_in_groups_with_what_is_known() -> None:
    async with facts(session(facts={"months_stalled": 7}), LARGE) as pilot:
        shown = text_of(pilot.app)
        for group in ("The project", "The setting", "Delivery", "Money"):
            assert group in shown
        assert "✓ Months stalled" in shown
        assert "7 months" in shown
        assert "· Hard date " in shown


async def test_a_number_is_begun_by_its_first_digit_and_saved_by_enter() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/months_stalled")
        await pilot.press("1", "2", "enter")
        assert session_on(pilot).facts == {"months_stalled": 12}
        assert screen_of(pilot).at_hand.id == "fact/criteria_text"  # type: ignore[union-attr]


async def test_letters_typed_into_a_field_trigger_no_key_of_the_screen() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/organisation")
        await pilot.press("enter", "ctrl+a", "ctrl+k", *"fvpiuqD?:/jk")
        assert isinstance(pilot.app.screen, ProjectScreen)
        await pilot.press("enter")
        assert session_on(pilot).client == "fvpiuqD?:/jk"


async def test_esc_leaves_the_field_first_and_keeps_what_was_typed() -> None:
    async with facts() as pilot:
        await go_to(pilot, "currency")
        await pilot.press("enter", *"chf", "escape")
        assert session_on(pilot).currency == "CHF"
        assert isinstance(pilot.app.screen, ProjectScreen)
        assert screen_of(pilot).fields.has_focus


async def test_wrong_input_is_refused_at_the_field_and_neither_kept_nor_lost() -> None:
    async with facts(session(facts={"months_stalled": 7})) as pilot:
        await go_to(pilot, "fact/months_stalled")
        await pilot.press("enter", "ctrl+a", "ctrl+k", *"seven", "enter")
        shown = text_of(pilot.app)
        assert "✗ Not saved" in shown
        assert "cannot be read as a number" in shown
        assert session_on(pilot).facts == {"months_stalled": 7}
        await pilot.press("escape")
        assert "✗ Months stalled" in text_of(pilot.app)
        assert "seven" in text_of(pilot.app)
        await pilot.press("enter", "ctrl+a", "ctrl+k", "9", "enter")
        assert session_on(pilot).facts == {"months_stalled": 9}
        assert "✗" not in text_of(pilot.app)


async def test_wrong_input_survives_going_to_another_screen_and_back() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/months_stalled")
        await pilot.press("1", "x", "escape", "v")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        assert "✗ Months stalled" in text_of(pilot.app)


async def test_leaving_with_wrong_input_is_asked_about_first() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/months_stalled")
        await pilot.press("1", "x", "escape", "g", "escape")
        assert "1 field could not be saved" in text_of(pilot.app)
        await pilot.press("enter")
        assert screen_of(pilot).at_hand.id == "fact/months_stalled"  # type: ignore[union-attr]
        await pilot.press("escape", "y")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ProjectScreen)


async def test_a_choice_is_made_by_its_digit_and_the_next_field_follows() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/project_kind")
        assert "2 ( )" in text_of(pilot.app)
        await pilot.press("2")
        assert session_on(pilot).facts == {"project_kind": "genai"}
        await pilot.press("k")
        assert "2 (•)" in text_of(pilot.app)


async def test_a_digit_beyond_the_choices_does_nothing() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/project_kind")
        await pilot.press("9", "0")
        assert session_on(pilot).facts == {}


async def test_backspace_makes_a_field_blank() -> None:
    async with facts(session(facts={"project_kind": "genai"})) as pilot:
        await go_to(pilot, "fact/project_kind")
        await pilot.press("backspace")
        assert session_on(pilot).facts == {}


async def test_the_name_cannot_be_made_blank() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/project_name")
        await pilot.press("backspace")
        assert session_on(pilot).project == "Claims triage"
        assert "cannot be left out" in text_of(pilot.app)


async def test_people_are_written_on_lines_of_their_own() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/respondents")
        await pilot.press("enter", *"Ana: CTO", "enter", *"Bo", "f2")
        assert session_on(pilot).facts["respondents"] == [
            {"name": "Ana", "role": "CTO"},
            {"name": "Bo"},
        ]


@pytest.mark.parametrize("key", ["f2", "ctrl+s", "tab", "escape"])
async def test_a_longer_text_is_saved_however_it_is_left(key: str) -> None:
    async with facts(size=LARGE) as pilot:
        await go_to(pilot, "fact/criteria_text")
        await pilot.press("enter", *"one", "enter", *"two", key)
        assert session_on(pilot).facts["criteria_text"] == "one\ntwo"


async def test_clicking_elsewhere_saves_the_field() -> None:
    async with facts(size=LARGE) as pilot:
        await go_to(pilot, "currency")
        await pilot.press("enter", *"eur")
        await pilot.click("#fields", offset=(10, 5))
        await pilot.pause()
        assert session_on(pilot).currency == "EUR"


async def test_help_over_a_field_saves_it_and_comes_back_to_the_list() -> None:
    async with facts(size=LARGE) as pilot:
        await go_to(pilot, "currency")
        await pilot.press("enter", *"eur", "f1")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "HelpScreen"
        await pilot.press("escape", "j")
        assert session_on(pilot).currency == "EUR"
        assert screen_of(pilot).at_hand.id == "fact/cost_of_delay"  # type: ignore[union-attr]


async def test_money_is_shown_in_the_currency_of_the_session() -> None:
    async with facts(session(facts={"team_burn": 38_000})) as pilot:
        await go_to(pilot, "currency")
        await pilot.press("enter", *"usd", "enter")
        await go_to(pilot, "fact/team_burn")
        assert "USD 38,000 per month" in text_of(pilot.app)


async def test_days_and_figures_stand_as_the_users_country_writes_them() -> None:
    of = session(facts={"hard_date": date(2027, 7, 1), "team_burn": 38_000})
    async with facts(of, LARGE, locale="de-DE") as pilot:
        assert "01.07.2027" in text_of(pilot.app)
        await go_to(pilot, "fact/team_burn")
        assert "38.000" in text_of(pilot.app)


async def test_u_takes_back_the_last_fact_and_goes_to_it() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/months_stalled")
        await pilot.press("5", "enter", "g", "u")
        assert session_on(pilot).facts == {}
        assert screen_of(pilot).at_hand.id == "fact/months_stalled"  # type: ignore[union-attr]


async def test_space_goes_to_the_next_blank_field() -> None:
    async with facts() as pilot:
        await pilot.press("space")
        assert screen_of(pilot).at_hand.id == "fact/respondents"  # type: ignore[union-attr]


async def test_tab_goes_through_the_parts_of_the_form_and_round() -> None:
    async with facts() as pilot:
        groups = []
        for _ in range(6):
            await pilot.press("tab")
            groups.append(screen_of(pilot).at_hand.group)  # type: ignore[union-attr]
        assert groups[0] == "The setting"
        assert groups[-1] == "The project"


async def test_how_soon_is_asked_for_what_is_missing() -> None:
    async with facts(session_of_case("waiting-for-sponsor")) as pilot:
        await pilot.press("g")
        assert "How soon can it be" in text_of(pilot.app)
        await pilot.press("3")
        assert session_on(pilot).how_soon["sponsor-engaged"] == "cannot"


async def test_a_session_that_is_only_read_says_why_and_takes_nothing() -> None:
    async with facts(desk(session(), read_only_because="Ana has it open.")) as pilot:
        await go_to(pilot, "fact/months_stalled")
        await pilot.press("5", "enter", "backspace")
        assert session_on(pilot).facts == {}
        assert "Ana has it open." in said_by(pilot.app)
        assert "read only" in text_of(pilot.app)


@pytest.mark.parametrize("field", ["fact/project_name", "fact/criteria_text", "role/sponsor"])
async def test_hostile_text_in_facts_is_shown_and_written_as_it_is(field: str) -> None:
    async with facts(size=LARGE) as pilot:
        screen = screen_of(pilot)
        await go_to(pilot, field)
        for what, text in texts_to_try().items():
            await pilot.press("enter")
            if screen.has_class("-writing-lines"):
                screen.query_one("#lines").load_text(text)  # type: ignore[attr-defined]
            else:
                screen.query_one("#line").value = text  # type: ignore[attr-defined]
            await pilot.pause()
            assert "\x1b" not in text_of(pilot.app), what
            await pilot.press("escape")
            assert "\x1b" not in text_of(pilot.app), what
            assert not has_hidden(str(session_on(pilot))), what


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_cursor_is_always_in_sight(size: tuple[int, int]) -> None:
    async with facts(session_of_case("waiting-for-sponsor"), size) as pilot:
        for key in ("j", "pagedown", "tab", "G", "k", "pageup", "g", "space"):
            await pilot.press(key)
            assert "❯" in text_of(pilot.app), key


async def test_facts_survive_a_tiny_terminal() -> None:
    async with facts() as pilot:
        await go_to(pilot, "fact/criteria_text")
        await pilot.press("enter", *"one")
        for size in ((20, 5), (1, 1), LARGE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("f2")
        assert session_on(pilot).facts["criteria_text"] == "one"


async def test_the_keys_of_a_field_stand_right_below_what_is_said_of_it() -> None:
    app = AppOverDesk(desk(session_of_case("validation-loop")), "facts")
    async with app.run_test(size=LARGE) as pilot:
        screen = app.screen
        assert isinstance(screen, ProjectScreen)
        first = screen.fields.cursor

        def below() -> int:
            return screen.query_one("#keys").region.y - screen.query_one("#about").region.y

        await pilot.pause()
        before = below()
        await pilot.press("end")
        await pilot.pause()
        await pilot.press("home")
        await pilot.pause()
        assert screen.fields.cursor == first
        assert below() == before
        lines, left_over = set(), set()
        for _ in range(12):
            await pilot.press("j")
            await pilot.pause()
            about = screen.query_one("#about", RowList)
            lines.add(about.virtual_size.height)
            left_over.add(about.size.height - about.virtual_size.height)
        assert len(lines) > 1
        assert len(left_over) == 1
