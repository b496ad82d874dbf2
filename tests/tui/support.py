"""What tests of screens are built from: a fixed clock, desks over real answers, and apps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from tests.builtin import case, engine
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.load import Loaded, load
from unstall.questionnaire.questions import Depth
from unstall.session.format import encode
from unstall.session.kept import keep_questionnaire
from unstall.session.models import Answer, QuestionnaireRef, Session
from unstall.session.names import file_names, folder_names
from unstall.session.writer import SaveState
from unstall.triage.engine import Engine
from unstall.tui.app import UnstallApp, View
from unstall.tui.desk import Desk
from unstall.tui.workspace import Workspace

NOW = datetime(2026, 11, 20, 10, 2, 11, tzinfo=timezone(timedelta(hours=1)))
"""A Friday morning; every test happens then."""

NOWHERE = Path("/nowhere/sessions")
"""A sessions folder that is not there."""

SMALL = (80, 24)
"""The smallest size that is designed for."""
MIDDLE = (100, 30)
"""Between the two others; tried for a proof."""
LARGE = (120, 40)


def clock() -> datetime:
    """Give the same moment every time."""
    return NOW


@dataclass
class MemoryKeeper:
    """Keeps every state that was saved, in memory."""

    saved: list[Session] = field(default_factory=list)
    closed: bool = False
    state: SaveState = field(default_factory=lambda: SaveState("saved"))
    """What the disk is said to have answered."""

    def save(self, session: Session) -> None:
        """Remember the state."""
        self.saved.append(session)

    def flush(self) -> None:
        """Raise what the disk is said to have answered."""
        if self.state.trouble:
            raise self.state.trouble

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


def session(
    answers: Mapping[str, str | None] | None = None,
    *,
    project: str = "Claims triage",
    client: str | None = "Acme Mutual",
    depth: Depth = "quick",
    facts: Mapping[str, Any] | None = None,
    how_soon: Mapping[str, HowSoon] | None = None,
    **head: Any,
) -> Session:
    """Make a session over the built-in questionnaire.

    Args:
        answers: Question id → level id, or None for *don't know*.
        project: Its name.
        client: Whose project it is.
        depth: Quick or full.
        facts: Fact id → checked value.
        how_soon: Question id → how soon what is missing can be had.
        head: Other fields at the top of the session.
    """
    recorded = {
        question: Answer(at=NOW, **({"unknown": True} if level is None else {"level": level}))
        for question, level in (answers or {}).items()
    }
    questionnaire = engine().questionnaire
    reference = QuestionnaireRef(
        id=questionnaire.id, version=questionnaire.version, sha256=loaded().sha256
    )
    return Session(
        **{
            "project": project,
            "client": client,
            "depth": depth,
            "opened": NOW,
            "assessed": NOW.date(),
            "questionnaire": reference,
            "facts": dict(facts or {}),
            "how_soon": dict(how_soon or {}),
            "answers": recorded,
            **head,
        }
    )


def session_of_case(name: str, **changes: Any) -> Session:
    """Make a full session from a case of the questionnaire, such as `notebook-strong-team`."""
    found = case(name)
    facts = dict(found.facts)
    # A session holds the date; the weeks that are left until then are worked out.
    weeks = facts.pop("hard_date_weeks", None)
    if weeks is not None:
        facts["hard_date"] = NOW.date() + timedelta(weeks=weeks)
    return session(
        found.answers,
        **{"depth": "full", "facts": facts, "how_soon": found.how_soon, **changes},
    )


def desk(of: Session | None = None, *, read_only_because: str | None = None) -> Desk:
    """Put a session on a desk that keeps its states in memory."""
    return Desk(
        engine=builtin_engine(),
        session=of or session(),
        keeper=None if read_only_because else MemoryKeeper(),
        now=clock,
        read_only_because=read_only_because,
    )


def builtin_engine() -> Engine:
    """Give the engine of the built-in questionnaire."""
    return engine()


class AppOverDesk(UnstallApp):
    """The app with one desk open and nothing but an empty screen below it."""

    def __init__(self, desk: Desk, view: View = "interview", **options: Any) -> None:
        super().__init__(Workspace(NOWHERE, clock), clock, **options)
        self._desk_to_show = desk
        self._view_to_show = view

    def get_default_screen(self) -> Screen[Any]:
        """Show nothing below the desk."""
        return Screen(id="_default")

    def begin(self) -> None:
        """Open the desk."""
        self.put_on_desk(self._desk_to_show, self._view_to_show)


def without_blinking(app: App[Any]) -> None:
    """Stop cursors from blinking, so that pictures are the same at every moment."""
    for widget in app.screen.query("*"):
        if isinstance(widget, (Input, TextArea)):
            widget.cursor_blink = False


async def rested(pilot: Pilot[None]) -> None:
    """Wait until what is worked out in the background is shown; dialogs may stay open."""
    # A closer look begins once it is known how firmly the verdict stands.
    for groups in (("laying", "past"), ("ahead", "preview"), ("closer",)):
        while background := [w for w in pilot.app.workers if w.group in groups]:
            for worker in background:
                # A newer one has taken its place, and is waited for in the next round.
                with suppress(WorkerCancelled):
                    await worker.wait()
            await pilot.pause()
        await pilot.pause()


async def laid_out(pilot: Pilot[None]) -> None:
    """Wait until the plan screen shows the plan as it was changed last."""
    while laying := [worker for worker in pilot.app.workers if worker.group == "laying"]:
        for worker in laying:
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot.pause()


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until something is so; fails after some seconds."""
    for _ in range(400):
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("what was waited for did not happen")


def text_of(app: App[Any]) -> str:
    """Give what the screen shows as plain text, one line per row."""
    width, height = app.size
    rows = app.screen._compositor.render_strips()
    return "\n".join(
        "".join(segment.text for segment in row).rstrip()[:width] for row in rows[:height]
    )


def said_by(app: App[Any]) -> str:
    """Give all messages that the app shows at the moment."""
    return "\n".join(notification.message for notification in app._notifications)


@cache
def loaded() -> Loaded:
    """Load the built-in questionnaire as the program does."""
    return load(builtin_questionnaires() / "stalled-ai")


def put_sessions(folder: Path, *sessions: Session) -> list[Path]:
    """Write sessions into a sessions folder, each project into a folder of its own."""
    keep_questionnaire(folder, loaded())
    return [_put(folder, session) for session in sessions]


def _put(folder: Path, of: Session) -> Path:
    home = folder / next(folder_names(of.project))
    home.mkdir(parents=True, exist_ok=True)
    file = next(home / name for name in file_names(of.opened.date()) if not (home / name).exists())
    file.write_bytes(encode(of))
    return file


def workspace(folder: Path, *sessions: Session) -> Workspace:
    """Make a workspace over a folder with these sessions in it."""
    if sessions:
        put_sessions(folder, *sessions)
    return Workspace(folder, clock)


def earlier(of: Session, days: int, **changes: Any) -> Session:
    """Give a session as one held some days before."""
    moved = {"opened": of.opened - timedelta(days=days), "assessed": of.assessed - timedelta(days)}
    return of.model_copy(update={**moved, **changes})
