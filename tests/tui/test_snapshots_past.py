"""Pictures of the screens that tell of more than one session; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.pasts import AppOverPast, put_quarters
from tests.tui.support import LARGE, SMALL, rested
from unstall.tui.app import View

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def pictured(snap_compare: Snap, folder: Path, view: View, size: tuple[int, int]) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        await pilot.pause(0.2)

    app = AppOverPast(put_quarters(folder)[-1], view)
    return snap_compare(app, terminal_size=size, run_before=prepare)


@SIZES
def test_what_moved_since_the_session_before(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, tmp_path, "compare", size)


@SIZES
def test_how_the_project_moved(snap_compare: Snap, tmp_path: Path, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, tmp_path, "trend", size)


@SIZES
def test_what_became_of_the_plan_before(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, tmp_path, "follow", size)
