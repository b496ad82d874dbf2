"""Pictures of what a room voted, on the screens of a session; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.support import LARGE, SMALL, AppOverDesk, desk, rested, session_of_case
from tests.voting.workshop import workshop
from unstall.tui.app import View

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def pictured(snap_compare: Snap, view: View, size: tuple[int, int], *keys: str) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        for key in keys:
            await pilot.press(key)
            await rested(pilot)

    on = desk(workshop(session_of_case("sound-but-unfinished")))
    if view == "interview":
        on.at = "business-owner"
    return snap_compare(AppOverDesk(on, view), terminal_size=size, run_before=prepare)


@SIZES
def test_roles_that_part_ways_and_what_is_left_to_talk_about(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, "verdict", size, "r")


@SIZES
def test_the_card_of_a_question_says_that_it_was_voted_on(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, "interview", size)
