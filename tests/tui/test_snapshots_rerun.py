"""Pictures of a re-run at both sizes; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.tui.again import DAYS_AGO, QUESTIONNAIRE, Unhurried, again, of_quarter_ago
from tests.tui.on_a_call import BOTH
from tests.tui.support import NOW, earlier, loaded, without_blinking
from unstall.example import example_session
from unstall.session.rerun import Aim
from unstall.tui.app import View
from unstall.tui.desk import Desk
from unstall.tui.form import FACT
from unstall.tui.screens.project import Place

Snap = Callable[..., bool]
AIMS: dict[str, Aim] = {"key-person": "done", "user-pull": "planned", "production-owner": "planned"}


def pictured(
    snap_compare: Snap, on: Desk, size: tuple[int, int], *keys: str, view: View = "interview"
) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
        without_blinking(pilot.app)
        await pilot.pause()

    return snap_compare(Unhurried(on, view), terminal_size=size, run_before=prepare)


@BOTH
def test_last_time_on_the_card_and_what_is_confirmed_and_changed_in_the_list(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    on = again(of_quarter_ago(), aims=AIMS)
    on.at = "key-person"
    keys = ("enter", "2", "enter", "slash", *"sponsor", "enter")
    assert pictured(snap_compare, on, size, *keys)


@BOTH
def test_facts_with_last_times_values_beside_them(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    old = earlier(example_session(QUESTIONNAIRE, loaded().sha256, NOW), DAYS_AGO)
    on = again(old)
    on.places["facts"] = Place(cursor=f"{FACT}/months_since_start")
    keys = ("c", "1", "0", "enter", "k")
    assert pictured(snap_compare, on, size, *keys, view="facts")
