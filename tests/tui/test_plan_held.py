"""Checkpoints on the plan's board: recorded as held with what was decided, and shown so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from textual.pilot import Pilot

from tests.tui.support import NOW, SMALL, AppOverDesk, desk, rested, session_of_case
from tests.tui.test_plan import press, screen_of, shown
from unstall.session.models import Held
from unstall.tui.widgets.dialogs import AskLine, AskText, Choose
from unstall.tui.widgets.fields import LineField
from unstall.tui.wording.checkpoints import checkpoints
from unstall.tui.wording.dossier import dossier_of

COMMIT = "checkpoint-commit"
TODAY = NOW.date()


def app_over(days: int = 0, **changes: Any) -> AppOverDesk:
    """The plan of a case, looked at some days after its triage."""
    on = desk(session_of_case("validation-loop", **changes))
    on.now = lambda: NOW + timedelta(days=days)
    return AppOverDesk(on, "plan")


def held(app: AppOverDesk) -> Held | None:
    assert app.desk is not None
    return app.desk.session.plan.held.get("commit")


async def to_commit(app: AppOverDesk, pilot: Pilot[None]) -> None:
    await rested(pilot)
    screen_of(app).board.move_to(COMMIT)
    await pilot.pause()


async def test_t_asks_what_was_decided_and_when_and_u_takes_it_back() -> None:
    app = app_over(days=30)
    async with app.run_test(size=SMALL) as pilot:
        await to_commit(app, pilot)
        assert "its day is past; t records it" in shown(app)
        await press(pilot, "t")
        assert isinstance(app.screen, Choose)
        assert "Checkpoint “commit”: what was decided?" in shown(app)
        await press(pilot, "2")
        assert isinstance(app.screen, AskLine)
        await press(pilot, "enter")
        assert held(app) == Held(on=TODAY + timedelta(days=30), outcome="change")
        assert screen_of(app).cursor_row == COMMIT
        assert "◆✓ Commit" in shown(app)
        assert "go on otherwise than planned" in shown(app)
        await press(pilot, "u")
        assert held(app) is None


async def test_another_outcome_is_put_right_and_the_note_stays() -> None:
    app = app_over(days=30)
    async with app.run_test(size=SMALL) as pilot:
        await to_commit(app, pilot)
        await press(pilot, "t", "1", "enter", "n")
        assert isinstance(app.screen, AskText)
        await press(pilot, "S", "f2")
        await press(pilot, "t")
        assert "It was not held" in shown(app)
        await press(pilot, "3", "enter")
        assert held(app) == Held(on=TODAY + timedelta(days=30), outcome="stop", note="S")
        await press(pilot, "t", "4")
        assert held(app) is None


async def test_a_day_still_to_come_or_before_the_plan_is_refused_at_the_field() -> None:
    app = app_over(days=30)
    async with app.run_test(size=SMALL) as pilot:
        await to_commit(app, pilot)
        await press(pilot, "t", "1")
        field = app.screen.query_one(LineField)
        for typed, why in (("2031-01-01", "still to come"), ("2020-01-01", "lies before the plan")):
            field.value = typed
            await press(pilot, "enter")
            assert isinstance(app.screen, AskLine)
            assert why in shown(app)
        await press(pilot, "escape")
        assert held(app) is None


async def test_a_note_waits_until_it_was_held() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await to_commit(app, pilot)
        await press(pilot, "n")
        assert not isinstance(app.screen, AskText)


async def test_a_closed_session_says_so_and_asks_nothing() -> None:
    app = app_over(closed=NOW)
    async with app.run_test(size=SMALL) as pilot:
        await to_commit(app, pilot)
        await press(pilot, "t")
        assert not isinstance(app.screen, Choose)
        assert held(app) is None


def test_a_checkpoint_is_past_the_day_after_and_not_when_it_was_held() -> None:
    of = dossier_of(desk(session_of_case("validation-loop")))
    commit = checkpoints(of, TODAY)[0]
    assert not commit.is_past
    due = of.last_day_of(commit.week)
    assert due is not None
    assert not checkpoints(of, due)[0].is_past
    assert checkpoints(of, due + timedelta(days=1))[0].is_past
    record = Held(on=date(2026, 12, 1), outcome="go-on")
    plan = of.session.plan.model_copy(update={"held": {"commit": record}})
    after = replace(of, session=of.session.model_copy(update={"plan": plan}))
    found = checkpoints(after, due + timedelta(days=1))[0]
    assert not found.is_past
    assert found.held == "held 1 Dec 2026: go on as planned"
    assert found.details[0].title == "What came of it"
