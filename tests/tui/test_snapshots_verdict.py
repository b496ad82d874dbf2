"""Pictures of the verdict screen; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.support import LARGE, SMALL, AppOverDesk, desk, session_of_case

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def pictured(
    snap_compare: Snap, case: str, size: tuple[int, int], *keys: str, theme: str | None = None
) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
        await pilot.pause()

    app = AppOverDesk(desk(session_of_case(case)), "verdict", theme=theme)
    return snap_compare(app, terminal_size=size, run_before=prepare)


@SIZES
@pytest.mark.parametrize(
    "case",
    [
        "validation-loop",
        "notebook-strong-team",
        "good-model-no-engineers",
        "need-gone",
        "all-weak",
        "mostly-unknown",
    ],
    ids=[
        "fix-on-condition",
        "restart",
        "partner-to-harden",
        "forced-stop",
        "pause-then-partner",
        "too-little-known",
    ],
)
def test_the_first_look(snap_compare: Snap, case: str, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, case, size)


def test_what_is_ruled_out_unfolded_in_place(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "validation-loop", SMALL, "1")


def test_the_conditions_with_how_soon_they_can_be_met(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "waiting-for-sponsor", LARGE, "2")


def test_readiness_as_bars_with_one_unfolded(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "sound-but-unfinished", LARGE, "5", "space")


def test_a_strategy_unfolded_to_everything_that_counts(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "validation-loop", LARGE, "9", "space", "a")


def test_the_question_how_soon(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "validation-loop", SMALL, "2", "j", "s")


@pytest.mark.parametrize("theme", ["unstall-light", "unstall-contrast", "ansi-dark"])
def test_causes_in_other_colours(snap_compare: Snap, theme: str) -> None:
    assert pictured(snap_compare, "validation-loop", LARGE, "4", theme=theme)
