"""The screen that shows how a project moved over all its sessions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pasts import AppOverPast, pressed, put_quarters, quarters
from tests.tui.support import LARGE, SMALL, earlier
from unstall.tui.screens.compare import CompareScreen
from unstall.tui.screens.trend import TrendScreen


async def test_every_session_is_a_column_and_a_line_and_figures_say_the_same(
    tmp_path: Path,
) -> None:
    app = AppOverPast(put_quarters(tmp_path)[-1], "trend")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        assert "3 sessions" in shown
        assert shown.count("May   Aug   Nov") == 3
        assert "47–74 → 72–77  ↗ better" in shown
        assert "2  17 Aug 2026  Pause until a set date, then Fix in place         holds up" in shown
        shown = await pressed(pilot, "m")
        assert "14 May 2026  █████████▒▒▒▒▒▒·····  47–74  fragile or better" in shown
        # Enter on a session shows what moved since then.
        await pressed(pilot, "m", "home", "enter")
        assert isinstance(app.screen, CompareScreen)
        assert "14 May 2026 → 20 Nov 2026" in await pressed(pilot)


async def test_the_first_session_says_what_will_be_here(tmp_path: Path) -> None:
    (only,) = put_quarters(tmp_path, quarters()[2])
    app = AppOverPast(only, "trend")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        assert "This is the first session." in shown
        assert "Technical" in shown


@pytest.mark.thorough
async def test_twenty_quarters_fit(tmp_path: Path) -> None:
    _, two, three = quarters()
    many = [earlier(two, 91 * number) for number in range(19, 0, -1)]
    app = AppOverPast(put_quarters(tmp_path, *many, three)[-1], "trend")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        assert "20 sessions" in shown
        assert "2021 2023    2025" in shown
        assert "│▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇█" in shown


async def test_hostile_names_are_only_shown(tmp_path: Path) -> None:
    names = iter(("[@click=app.quit]x[/]", "[/x]"))
    one, two = (of.model_copy(update={"client": next(names)}) for of in quarters()[:2])
    app = AppOverPast(put_quarters(tmp_path, one, two)[-1], "trend")
    async with app.run_test(size=LARGE) as pilot:
        assert "[/x] · Claims triage" in await pressed(pilot)
        assert isinstance(app.screen, TrendScreen)
