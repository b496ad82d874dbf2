"""Pictures of Home, the facts, the help and the dialogs; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.support import (
    LARGE,
    NOWHERE,
    SMALL,
    AppOverDesk,
    clock,
    desk,
    earlier,
    put_sessions,
    session,
    session_of_case,
    without_blinking,
)
from unstall.session.models import Result, Session
from unstall.tui.app import UnstallApp
from unstall.tui.workspace import Workspace

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
THEMES = pytest.mark.parametrize("theme", ["unstall-light", "unstall-contrast", "ansi-dark"])


def _case(name: str, project: str, client: str | None, days: int, **head: Any) -> Session:
    return earlier(session_of_case(name, project=project, client=client, **head), days)


MIDDLING = session_of_case("all-middling")
HALF = dict(list(MIDDLING.answers.items())[::2])
CLOSED: dict[str, Any] = {
    "closed": clock(),
    "result": Result(
        strategy="partner",
        shape="harden",
        standing="holds-up",
        readiness={"technical": (0.4, 0.6), "organisational": (0.5, 0.5), "delivery": (0.7, 0.8)},
        program="1.0.0",
    ),
}
PROJECTS = (
    _case("sound-but-unfinished", "Claims triage", "Acme Mutual", 0),
    _case("all-middling", "Claims triage", "Acme Mutual", 92),
    earlier(MIDDLING.model_copy(update={"project": "Invoice matching", "answers": HALF}), 3),
    _case("good-model-no-engineers", "Churn forecast", "Helvetia Bank", 20, **CLOSED),
    _case("waiting-for-sponsor", "Radiology worklist", "City of Aalborg", 31),
    _case("need-gone", "Complaint summaries", None, 60),
    _case("notebook-strong-team", "Spare-parts demand", "Kessler Lifts", 130),
    earlier(session(project="Weld inspection", client="Harbour Works"), 140),
)
FACTS: dict[str, Any] = {
    "project_kind": "trained-model",
    "respondents": [{"name": "Ingrid Solberg", "role": "CFO"}, {"name": "Tom Adeyemi"}],
    "months_stalled": 7,
    "hard_date": date(2027, 7, 1),
    "cost_of_delay": {"low": 60_000, "likely": 85_000, "high": 110_000},
    "names_by_role": {"sponsor": "Ingrid Solberg"},
}


def pictured(
    snap_compare: Snap, app: UnstallApp, size: tuple[int, int], *keys: str, typed: str = ""
) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        # The thread that reads the sessions begins after the first frame.
        await pilot.pause(0.08)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        if typed:
            pilot.app.screen.query_one(Input).value = typed
        await pilot.pause()
        without_blinking(pilot.app)
        await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=prepare)


def home(folder: Path, **options: Any) -> UnstallApp:
    put_sessions(folder, *PROJECTS)
    damaged = folder / "weld-inspection" / "2026-07-03.toml"
    damaged.write_text("schema = 1\nproject = 7\n", encoding="utf-8")
    return UnstallApp(Workspace(folder, clock), clock, **options)


def facts(of: Session | None = None, **options: Any) -> UnstallApp:
    return AppOverDesk(desk(of or session(facts=FACTS, currency="EUR")), "facts", **options)


@SIZES
def test_projects_with_all_that_can_be_said_of_them(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, home(tmp_path), size, "j")


@SIZES
def test_a_damaged_session_with_its_reason_and_way_back(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, home(tmp_path), size, "G")


@THEMES
def test_projects_in_other_colours(snap_compare: Snap, tmp_path: Path, theme: str) -> None:
    assert pictured(snap_compare, home(tmp_path, theme=theme), LARGE)


@SIZES
def test_a_search_with_what_it_found(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, home(tmp_path), size, "slash", typed="re")


@SIZES
def test_a_first_start(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, UnstallApp(Workspace(NOWHERE, clock), clock), size)


def test_a_new_project_that_lacks_its_name(snap_compare: Snap) -> None:
    app = UnstallApp(Workspace(NOWHERE, clock), clock)
    assert pictured(snap_compare, app, SMALL, "n", "enter")


@SIZES
def test_the_form_of_facts_with_a_choice_at_hand(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, facts(), size, "j", "j", "j", "j")


@SIZES
def test_people_being_written_on_lines_of_their_own(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, facts(), size, "j", "j", "j", "enter")


@SIZES
def test_a_figure_that_cannot_be_read_is_refused_at_the_field(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    keys = ("tab", "tab", "j", "2", "x", "enter")
    assert pictured(snap_compare, facts(), size, *keys)


def test_what_is_missing_and_how_soon_it_can_be_had(snap_compare: Snap) -> None:
    app = facts(session_of_case("waiting-for-sponsor"))
    assert pictured(snap_compare, app, SMALL, "g")


@THEMES
def test_the_form_of_facts_in_other_colours(snap_compare: Snap, theme: str) -> None:
    assert pictured(snap_compare, facts(theme=theme), SMALL, "tab")


@SIZES
def test_the_help_over_the_facts(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, facts(), size, "question_mark")
