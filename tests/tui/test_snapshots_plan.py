"""Pictures of the plan screen; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from tests.tui.support import (
    LARGE,
    SMALL,
    AppOverDesk,
    desk,
    rested,
    session_of_case,
    without_blinking,
)
from unstall.session.models import PlannedAction, PlanState, Session

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def under_way() -> Session:
    """A plan in its first week: names, ticks, a note, something taken out."""
    of = session_of_case("validation-loop")
    names = {"sponsor": "Ana Ruiz", "cto": "J. Lindqvist", "tech-lead": "Mwangi O."}
    actions = {
        "name-business-owner": PlannedAction(
            done=date(2026, 11, 25), note="Dr Okafor, from claims"
        ),
        "recommit-sponsor": PlannedAction(done=date(2026, 11, 24)),
        "classify-risk": PlannedAction(owner="Legal, P. Sand"),
        "load-test": PlannedAction(dropped="volumes are tiny"),
    }
    return of.model_copy(
        update={
            "facts": {**of.facts, "names_by_role": names, "fte_available": 2},
            "plan": PlanState(actions=actions),
        }
    )


def pictured(snap_compare: Snap, of: Session, size: tuple[int, int], *keys: str) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        for key in keys:
            await pilot.press(key)
            without_blinking(pilot.app)
        await rested(pilot)
        # What a worker wrote is laid out first, and then scrolled to the week at the cursor.
        await pilot.pause(0.3)

    return snap_compare(AppOverDesk(desk(of), "plan"), terminal_size=size, run_before=prepare)


@SIZES
@pytest.mark.parametrize(
    "case",
    ["validation-loop", "need-gone", "mostly-unknown"],
    ids=["fix", "stop", "no-plan-yet"],
)
def test_the_first_look(snap_compare: Snap, case: str, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, session_of_case(case), size, "j")


def test_before_the_first_day_of_an_outside_team(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("good-model-no-engineers"), LARGE, "j")


def test_a_pause_with_all_that_is_to_be_known_about_it(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("waiting-for-sponsor"), LARGE, "enter")


def test_a_rebuild_in_its_third_week(snap_compare: Snap) -> None:
    keys = ["tab", "tab", "tab"]
    assert pictured(snap_compare, session_of_case("notebook-strong-team"), SMALL, *keys)


def test_nothing_to_plan_where_nothing_explains_the_stall(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("everything-ready"), SMALL)


@SIZES
def test_a_plan_under_way(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, under_way(), size, "j", "j", "j")


def test_what_was_taken_out_at_the_end(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "end")


def test_an_action_unfolded(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "j", "enter")


@SIZES
def test_the_plan_as_it_will_be_written(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, under_way(), size, "tab", "tab", "m")


def test_asking_who_does_it(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "tab", "tab", "o")


def test_asking_what_to_write(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "w")


def test_asking_whether_closing_is_meant(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "C")
