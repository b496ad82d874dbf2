"""The screen that tells what became of the plan before, and records it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.tui.hostile import HOSTILE, NAMES
from tests.tui.pasts import AppOverPast, pressed, put_quarters, quarters
from tests.tui.support import LARGE, NOW, SMALL, desk, said_by
from unstall.hidden import without_hidden
from unstall.session.models import Held, PlannedAction, PlanState, Result, Session
from unstall.tui.screens.follow import FollowScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.widgets.dialogs import Dialog

LATE = "name-business-owner"


def session_of(app: AppOverPast) -> Session:
    assert app.desk is not None
    return app.desk.session


@pytest.fixture
def newest(tmp_path: Path) -> Path:
    """Give the newest of three sessions."""
    return put_quarters(tmp_path)[-1]


async def test_actions_stand_by_state_with_what_they_were_meant_to_move(newest: Path) -> None:
    app = AppOverPast(newest, "follow")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        assert "3 of 12 actions done" in shown
        assert "[!] Finish: name the accountable business owner" in shown
        assert "Meant to move Accountable owner → as it was" in shown
        assert "has passed, and it is not recorded as held." in " ".join(shown.split())
        shown = await pressed(pilot, "pagedown")
        assert "[✓] Get the sponsor to recommit in person" in shown
        assert "Meant to move Sponsor ↑ better" in shown
        shown = await pressed(pilot, "end")
        assert "Sponsor  Done: “Get the sponsor to recommit in person”." in shown
        assert "No action explains a fall: ask what happened." in shown
        await pressed(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)


async def test_what_was_done_and_given_up_is_recorded_here_and_can_be_taken_back(
    newest: Path,
) -> None:
    app = AppOverPast(newest, "follow")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        # Today stands there already.
        shown = await pressed(pilot, "t", "enter")
        assert session_of(app).last_plan.actions[LATE].done == date(2026, 11, 20)
        assert "4 of 12 actions done" in shown
        # One goes on to the next, and comes back when it is taken back.
        assert "❯ [!] Finish: rewrite the success criteria" in shown
        assert "It stands among what is done now" in said_by(app)
        shown = await pressed(pilot, "u")
        assert "3 of 12" in shown
        assert "❯ [!] Finish: name the accountable" in shown
        await pressed(pilot, "d")
        shown = await pressed(pilot, "enter")
        assert "what is dropped needs a reason" in shown
        shown = await pressed(pilot, *"gone", "enter")
        assert session_of(app).last_plan.actions[LATE].dropped == "gone"
        assert isinstance(app.screen, FollowScreen)
        app.screen.body.move_to(f"action/{LATE}")
        assert "❯ [–] Finish: name the accountable" in await pressed(pilot)
        await pressed(pilot, "n", *"why", "f2")
        assert session_of(app).last_plan.actions[LATE].note == "why"
        await pressed(pilot, "d")
        assert session_of(app).last_plan.actions[LATE].dropped is None
        assert session_of(app).plan == PlanState()


async def test_a_day_that_will_not_do_is_refused_at_the_field(newest: Path) -> None:
    app = AppOverPast(newest, "follow")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        shown = await pressed(pilot, "t", "ctrl+u", *"2026-11-21", "enter")
        assert "is still to come" in shown
        assert isinstance(app.screen, Dialog)
        await pressed(pilot, "escape")
        assert not session_of(app).last_plan.actions


async def test_a_checkpoint_that_was_held_is_recorded_with_what_was_decided(newest: Path) -> None:
    app = AppOverPast(newest, "follow")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        screen = app.screen
        assert isinstance(screen, FollowScreen)
        screen.body.move_to("checkpoint/review")
        shown = await pressed(pilot)
        assert "Its day has passed, and it is not recorded as held." in " ".join(shown.split())
        await pressed(pilot, "t", "2", "ctrl+u", *"2026-10-20", "enter")
        shown = await pressed(pilot, "n", *"Later", "f2")
        held = Held(on=date(2026, 10, 20), outcome="change", note="Later")
        assert session_of(app).last_plan.held == {"review": held}
        said = "Held on 20 October 2026. Decided: go on otherwise than planned. Later."
        assert said in " ".join(shown.split())
        await pressed(pilot, "t", "4")
        assert not session_of(app).last_plan.held


async def test_a_first_session_shows_its_own_plan_as_it_goes(tmp_path: Path) -> None:
    (only,) = put_quarters(tmp_path, quarters()[1])
    app = AppOverPast(only, "follow")
    async with app.run_test(size=SMALL) as pilot:
        shown = await pressed(pilot)
        assert "This session repeats no other." in shown
        await pressed(pilot, "o", "t", "enter")
        assert "so this is its own plan" in said_by(app)
        assert session_of(app).plan.actions[LATE].done == date(2026, 11, 20)


async def test_the_own_plan_stands_behind_a_key(newest: Path) -> None:
    app = AppOverPast(newest, "follow")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        assert "of the plan of 20 November 2026" in " ".join((await pressed(pilot, "o")).split())


@pytest.mark.parametrize(
    "size", [SMALL, pytest.param(LARGE, marks=pytest.mark.thorough)], ids=["80x24", "120x40"]
)
async def test_hostile_texts_are_only_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    one, two, three = quarters()
    plan = desk(two).plan
    assert plan is not None
    texts = [without_hidden(text) for text in HOSTILE.values() if text.strip()]
    decided = {
        placed.id: PlannedAction(dropped=f"because {text}"[:10_000], note=text[:10_000], owner=name)
        for placed, text, name in zip(plan.actions, texts, NAMES.values(), strict=False)
    }
    two = two.model_copy(update={"plan": PlanState(actions=decided)})
    app = AppOverPast(put_quarters(tmp_path, one, two, three)[-1], "follow")
    async with app.run_test(size=size) as pilot:
        await pressed(pilot)
        screen = app.screen
        assert isinstance(screen, FollowScreen)
        said = " ".join(text for row in screen.body.rows for text, _ in row.spans)
        assert "Because [/x]." in said
        assert "Because [@click=app.quit]x[/]." in said
        # Unfolded, their notes and names stand there too.
        await pressed(pilot, *["enter", "j"] * len(plan.actions), "home", "pagedown")
        assert app.screen is screen


async def test_nothing_is_recorded_in_a_closed_session(tmp_path: Path) -> None:
    one, two, three = quarters()
    closed = three.model_copy(
        update={
            "closed": NOW,
            "result": Result(strategy="fix", standing="leaning", program="1.0.0"),
        }
    )
    app = AppOverPast(put_quarters(tmp_path, one, two, closed)[-1], "follow")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        await pressed(pilot, "t", "d", "n")
        assert isinstance(app.screen, FollowScreen)
        assert "is not changed again" in said_by(app)
        assert not session_of(app).last_plan.actions


async def test_a_session_that_repeats_none_follows_its_own_plan_whatever_lies_beside_it(
    tmp_path: Path,
) -> None:
    two, three = quarters()[1:]
    put_quarters(tmp_path, two)
    (path,) = put_quarters(tmp_path, three)
    app = AppOverPast(path, "follow")
    async with app.run_test(size=SMALL) as pilot:
        await pressed(pilot)
        await pressed(pilot, "t", "enter")
        assert not session_of(app).last_plan.actions
        assert [one.done for one in session_of(app).plan.actions.values()] == [NOW.date()]
        await pressed(pilot, "o")
        assert "so this is its own plan" in said_by(app)
