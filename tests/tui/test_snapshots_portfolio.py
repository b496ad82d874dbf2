"""Pictures of the portfolio; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.support import LARGE, SMALL, clock, put_sessions
from tests.tui.test_portfolio import settled, waiting
from tests.tui.test_snapshots_home import PROJECTS
from unstall.tui.app import UnstallApp
from unstall.tui.workspace import Workspace

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
COSTS = {
    0: (20_000, 30_000, 4),
    3: (60_000, 90_000, 10),
    4: (100_000, 150_000, 16),
    6: (9_000, 9_000, 22),
}


def pictured(snap_compare: Snap, tmp_path: Path, size: tuple[int, int]) -> bool:
    found = [waiting(of, *COSTS[at]) if at in COSTS else of for at, of in enumerate(PROJECTS)]
    put_sessions(tmp_path, *found)
    damaged = tmp_path / "weld-inspection" / "2026-07-03.toml"
    damaged.write_text("schema = 1\nproject = 7\n", encoding="utf-8")

    async def prepare(pilot: Pilot[None]) -> None:
        await pilot.press("P")
        await settled(pilot)

    app = UnstallApp(Workspace(tmp_path, clock), clock)
    return snap_compare(app, terminal_size=size, run_before=prepare)


@SIZES
def test_all_projects_and_what_to_look_at_first(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, tmp_path, size)
