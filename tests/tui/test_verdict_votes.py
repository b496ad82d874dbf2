"""The votes of a room on the verdict screen, by keyboard."""

from __future__ import annotations

import pytest

from tests.tui.support import (
    LARGE,
    SMALL,
    AppOverDesk,
    desk,
    rested,
    said_by,
    session_of_case,
    text_of,
)
from tests.voting.rooms import OWNER
from tests.voting.workshop import workshop
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.verdict import VerdictScreen
from unstall.tui.wording.votes import PART_WAYS

CASE = "sound-but-unfinished"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_roles_that_part_ways_lead_to_the_room_and_from_there_to_a_question(
    size: tuple[int, int],
) -> None:
    app = AppOverDesk(desk(workshop(session_of_case(CASE))), "verdict")
    async with app.run_test(size=size) as pilot:
        await rested(pilot)
        screen = app.screen
        assert isinstance(screen, VerdictScreen)
        first = screen.why if screen.is_wide else screen.body
        first.move_to(PART_WAYS)
        first.focus()
        await pilot.press("enter")
        await rested(pilot)
        assert "What remains would not change the verdict." in " ".join(text_of(app).split())
        screen.body.move_to(f"votes/{OWNER}")
        await pilot.press("space")
        await rested(pilot)
        assert "Decided so: 3." in "".join(
            text for row in screen.body.rows for text, _ in row.spans
        )
        await pilot.press("enter")
        await rested(pilot)
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.question is not None
        assert app.screen.question.id == OWNER


async def test_the_key_of_the_room_says_that_nobody_has_voted() -> None:
    app = AppOverDesk(desk(session_of_case(CASE)), "verdict")
    async with app.run_test(size=SMALL) as pilot:
        await rested(pilot)
        await pilot.press("r")
        assert "Nobody has voted in this session." in said_by(app)
