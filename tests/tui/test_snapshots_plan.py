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
from unstall.report.dossier import Dossier
from unstall.session.models import OwnAction, PlannedAction, PlanState, Session
from unstall.tui.screens import plan_behind
from unstall.tui.screens.plan import PlanScreen
from unstall.tui.wording.fitting import remedies_of

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


_REMEDIES: dict[str, tuple[str, ...]] = {}


@pytest.fixture(autouse=True)
def _remedies_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what would make a plan fit from one picture to the next: most are of the same plan."""

    def remedies_once(dossier: Dossier) -> tuple[str, ...]:
        key = dossier.session.model_dump_json()
        if key not in _REMEDIES:
            _REMEDIES[key] = remedies_of(dossier)
        return _REMEDIES[key]

    monkeypatch.setattr(plan_behind, "remedies_of", remedies_once)


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


def half_way() -> Session:
    """A plan in its seventh week: some is done, some is late."""
    of = under_way().model_copy(update={"assessed": date(2026, 10, 2), "plan": PlanState()})
    plan = desk(of).plan
    assert plan is not None
    done = {p.id: PlannedAction(done=date(2026, 10, 9)) for p in plan.actions if p.first_week <= 3}
    late = {"name-production-owner", "classify-risk", "ownership-map"}
    actions = {action: decided for action, decided in done.items() if action not in late}
    return of.model_copy(update={"plan": PlanState(actions=actions)})


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
    assert pictured(snap_compare, session_of_case(case), size, "tab")


def test_before_the_first_day_of_an_outside_team(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("good-model-no-engineers"), LARGE, "tab")


def test_a_pause_with_all_that_is_to_be_known_about_it(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("waiting-for-sponsor"), LARGE, "enter")


def test_a_rebuild_in_its_third_week(snap_compare: Snap) -> None:
    keys = ["tab", "tab", "tab"]
    assert pictured(snap_compare, session_of_case("notebook-strong-team"), SMALL, *keys)


def test_nothing_to_plan_where_nothing_explains_the_stall(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("everything-ready"), SMALL)


@SIZES
def test_a_plan_under_way(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, under_way(), size, "tab", "j", "j")


def test_what_was_taken_out_at_the_end(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "end")


def test_an_action_unfolded(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "tab", "enter")


@SIZES
def test_the_plan_as_it_will_be_written(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, under_way(), size, "tab", "tab", "m")


@SIZES
def test_the_plan_as_a_chart(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, under_way(), size, "tab", "c", "j", "j")


@SIZES
def test_the_chart_of_a_plan_half_way(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, half_way(), size, "c", "tab", "tab", "tab", "tab")


@pytest.mark.thorough
def test_the_chart_of_a_plan_without_dates(snap_compare: Snap) -> None:
    assert pictured(snap_compare, session_of_case("good-model-no-engineers"), LARGE, "c")


@pytest.mark.thorough
def test_the_chart_of_a_plan_of_two_years(snap_compare: Snap) -> None:
    of = under_way()
    facts = {**of.facts, "fte_available": 0.4}
    assert pictured(snap_compare, of.model_copy(update={"facts": facts}), SMALL, "c")


def test_what_would_make_it_fit(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "j", "enter")


def test_a_checkpoint_unfolded(snap_compare: Snap) -> None:
    keys = ["tab", "tab", "j", "j", "j", "j", "enter", "j", "j"]
    assert pictured(snap_compare, under_way(), SMALL, *keys)


@SIZES
def test_what_is_new_since_the_plan_was_looked_at(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    on = desk(under_way())

    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        for question in ("business-owner", "monitoring"):
            on.set_level(on.questionnaire.question_by_id[question], 3)
        assert isinstance(pilot.app.screen, PlanScreen)
        pilot.app.screen.refresh_view()
        await rested(pilot)
        await pilot.press("home", "enter")
        await rested(pilot)

    assert snap_compare(AppOverDesk(on, "plan"), terminal_size=size, run_before=prepare)


@SIZES
def test_an_action_of_ones_own_and_a_part(snap_compare: Snap, size: tuple[int, int]) -> None:
    of = under_way()
    own = {
        "own-archive": OwnAction(
            title="Move the archive", role="tech-lead", done_when="The old one is read only.",
            effort=(2, 4), after=("name-production-owner",), added_for="fix",
        ),
        "own-vendor": OwnAction(
            title="Ask the vendor", role="cto", part_of="name-production-owner", share=0.5
        ),
    }  # fmt: skip
    plan = of.plan.model_copy(update={"own": own})
    keys = ["tab", "j", "j", "j", "j", "j"]
    assert pictured(snap_compare, of.model_copy(update={"plan": plan}), size, *keys)


def test_asking_for_an_action_of_ones_own(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "tab", "a", *"Move", "tab", "f2")


@pytest.mark.thorough
def test_asking_which_part_to_split_off(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), LARGE, "tab", "2")


def test_asking_who_does_it(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "tab", "tab", "o", "down")


def test_asking_what_to_write(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "w")


def test_asking_whether_closing_is_meant(snap_compare: Snap) -> None:
    assert pictured(snap_compare, under_way(), SMALL, "C")
