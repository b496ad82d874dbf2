"""Pictures of the verdict screen; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.builtin import questionnaire
from tests.tui.support import LARGE, SMALL, AppOverDesk, desk, rested, session, session_of_case
from unstall.session.models import Session

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


MONEY = {
    "person_day_rate": 900.0,
    "cost_of_delay": {"low": 20_000.0, "high": 60_000.0},
    "budget_left": 150_000.0,
}


def pictured(
    snap_compare: Snap,
    case: str | Session,
    size: tuple[int, int],
    *keys: str,
    theme: str | None = None,
) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        for key in keys:
            await pilot.press(key)
            await rested(pilot)

    of = session_of_case(case) if isinstance(case, str) else case
    app = AppOverDesk(desk(of), "verdict", theme=theme)
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


@SIZES
def test_how_firmly_a_quick_call_stands_with_the_shares_of_what_was_drawn(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    quick = {q.id: q.levels[2].id for q in questionnaire().questions if q.quick}
    assert pictured(snap_compare, session(quick), size, "0")


@SIZES
def test_what_would_change_it_gates_first(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, "all-weak", size, "c")


def test_pairs_that_would_change_it_with_more_to_unfold(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "sound-but-unfinished", LARGE, "c", "end")


def test_nothing_small_would_change_it(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "notebook-strong-team", LARGE, "c")


@SIZES
def test_a_change_is_tried_out(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, "good-model-no-engineers", size, "c", "t")


@SIZES
def test_what_each_takes_with_money_beside_money(snap_compare: Snap, size: tuple[int, int]) -> None:
    of = session_of_case("sound-but-unfinished", currency="GBP").with_facts(MONEY)
    assert pictured(snap_compare, of, size, "e")


@SIZES
def test_what_each_takes_without_facts_names_them(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, "validation-loop", size, "e")


@pytest.mark.parametrize("theme", ["unstall-light", "unstall-contrast", "ansi-dark"])
def test_shares_and_changes_in_other_colours(snap_compare: Snap, theme: str) -> None:
    assert pictured(snap_compare, "value-doubtful", LARGE, "0", theme=theme)


@SIZES
def test_blockers_as_a_checklist(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, "validation-loop", size, "3", "end", "space")


def test_a_rival_beside_the_first(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "sound-but-unfinished", LARGE, "9", "j", "space")


def test_what_would_open_a_strategy_again(snap_compare: Snap) -> None:
    assert pictured(snap_compare, "all-weak", LARGE, "1")
