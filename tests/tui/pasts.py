"""A project over three quarters, for the screens that tell of more than one session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.builtin import engine
from tests.tui.support import (
    NOW,
    AppOverDesk,
    builtin_engine,
    clock,
    desk,
    earlier,
    loaded,
    put_sessions,
    rested,
    session_of_case,
    text_of,
)
from unstall.session.models import Answer, PlannedAction, PlanState, Session
from unstall.standings import Standings
from unstall.tui.app import View
from unstall.tui.workspace import Workspace

QUARTER = 95
"""Days between two sessions."""
STANDINGS = Standings()
"""How firmly verdicts stand, measured once for all tests."""
NAMES = {"sponsor": "Ana Ruiz", "cto": "J. Lindqvist", "tech-lead": "Mwangi O."}


def moved(answers: Mapping[str, Answer], steps: Mapping[str, int]) -> dict[str, Answer]:
    """Move answers by levels, as far as there are any."""
    found = dict(answers)
    for question, by in steps.items():
        levels = [level.id for level in engine().questionnaire.question_by_id[question].levels]
        at = answers[question].level
        to = (levels.index(at) if at else 0) + by
        found[question] = Answer(level=levels[min(max(to, 0), len(levels) - 1)], at=NOW)
    return found


@cache
def quarters() -> tuple[Session, Session, Session]:
    """Three sessions: waiting for a sponsor twice, and then with one.

    Between the second and the third some of the plan was done, one action was given up, answers
    rose and one fell, one is not known any more and one was gone through again.
    """
    base = session_of_case("waiting-for-sponsor")
    known = [question for question, answer in base.answers.items() if answer.level]
    first = {
        question: answer
        for number, (question, answer) in enumerate(base.answers.items())
        if number % 4 or question == "sponsor-engaged"
    }
    last = moved(base.answers, dict.fromkeys(known[::3], 1))
    last = moved(last, {"sponsor-engaged": 3, known[5]: -1})
    last[known[7]] = Answer(unknown=True, at=NOW)
    last[known[8]] = last[known[8]].model_copy(update={"confirmed": True})
    one = earlier(base.model_copy(update={"answers": first}), 2 * QUARTER)
    two = earlier(base, QUARTER)
    plan = desk(two).plan
    assert plan is not None
    decided = {
        placed.id: PlannedAction(done=two.assessed + timedelta(20 + 4 * number))
        for number, placed in enumerate(plan.actions[:3])
    }
    decided[plan.actions[3].id] = PlannedAction(dropped="The vendor does it now.")
    two = two.model_copy(update={"plan": PlanState(actions=decided)})
    facts = {**base.facts, "names_by_role": NAMES, "months_stalled": 10}
    three = base.model_copy(update={"answers": last, "facts": facts})
    return one, two, three


def put_quarters(folder: Path, *sessions: Session) -> list[Path]:
    """Write sessions of one project, each naming the one before it."""
    paths: list[Path] = []
    for session in sessions or quarters():
        before = paths[-1].name if paths else None
        named = session.model_copy(update={"previous": before})
        paths += put_sessions(folder, named)
    return paths


class AppOverPast(AppOverDesk):
    """The app with one session of a project open; the others lie in its folder."""

    def __init__(self, path: Path, view: View, **options: Any) -> None:
        workspace = Workspace(path.parent.parent, clock)
        # Building an engine takes longer than most tests of a screen.
        workspace._project_rows._engines[loaded().sha256] = builtin_engine()
        workspace.standings = STANDINGS
        super().__init__(workspace.open(path), view, **options)
        self.workspace = workspace


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, wait for what is worked out, and read the screen."""
    await pilot.press(*keys)
    await rested(pilot)
    return text_of(pilot.app)
