"""Pictures of a trial; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.support import LARGE, SMALL, AppOverDesk, desk, session_of_case
from unstall.tui.app import View

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
DOUBTFUL = ("T", "2")
"""Begins a trial with the first question, which is whether it would be funded again."""


def pictured(
    snap_compare: Snap,
    view: View,
    size: tuple[int, int],
    *keys: str,
    case: str = "validation-loop",
    theme: str | None = None,
) -> bool:
    app = AppOverDesk(desk(session_of_case(case)), "interview", theme=theme)

    async def prepare(pilot: Pilot[None]) -> None:
        await pilot.press(*DOUBTFUL)
        await pilot.pause()
        desk_now = app.desk
        assert desk_now
        for _ in range(1_000):
            if desk_now.shown.outlook and desk_now.real.outlook:
                break
            await pilot.pause(0.02)
        app.clear_notifications()
        if view != "interview":
            app.show(view)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=prepare)


@SIZES
@pytest.mark.parametrize("view", ["interview", "facts", "verdict", "plan"])
def test_the_line_over_every_screen(snap_compare: Snap, view: View, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, view, size)


@SIZES
def test_what_was_tried_out_and_what_is_to_become_of_it(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, "interview", size, "T")


@SIZES
def test_both_beside_each_other(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, "interview", size, "B")


@SIZES
def test_their_plans_beside_each_other(snap_compare: Snap, size: tuple[int, int]) -> None:
    case = "good-model-no-engineers"
    assert pictured(snap_compare, "interview", size, "B", "end", case=case)


@pytest.mark.parametrize("theme", ["unstall-light", "unstall-contrast", "ansi-dark"])
def test_leaving_with_a_trial_on_in_other_colours(snap_compare: Snap, theme: str) -> None:
    assert pictured(snap_compare, "interview", SMALL, "escape", theme=theme)
