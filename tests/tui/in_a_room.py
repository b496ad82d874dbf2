"""A workshop to show: its room in a folder of its own, and people who vote on their devices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.again import Unhurried
from tests.tui.support import NOW, MemoryKeeper, rested, text_of
from tests.tui.support import session as builtin_session
from unstall.questionnaire.questions import Question
from unstall.session.models import NOBODY_KNOWS, Session
from unstall.triage.engine import Engine
from unstall.tui.big_text import big_lines
from unstall.tui.desk import Desk
from unstall.tui.screens.room import RoomScreen
from unstall.workshop.setup import Setup
from unstall.workshop.slips import Slip
from unstall.workshop.workshop import Workshop
from unstall.workshop_server import VotersServer

CODE = "K7M2QX"
ASKED = ("business-owner", "team-capacity", "value-case")
Vote = tuple[str, int | None]
"""A role, and the level voted for, 0 the worst; None for *don't know*."""


CAMPS: Sequence[Vote] = (
    *(("engineering", 0),) * 3, ("engineering", 1), *(("business", 3),) * 4,
)  # fmt: skip
"""Eight people in two camps, by role."""


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


class Listening(VotersServer):
    """A server that is said to listen; nothing runs."""

    def __init__(self, url: str) -> None:
        super().__init__(Path("/nowhere"))
        self.url = url


class RoomApp(Unhurried):
    """The app in the room of a workshop."""

    def __init__(self, desk: Desk, workshop: Workshop, server: VotersServer | None = None) -> None:
        super().__init__(desk)
        self.workshop = workshop
        self._server = server

    @property
    def workshop_desk(self) -> Desk:
        """The session that is voted on."""
        return self._desk_to_show

    def begin(self) -> None:
        """Open the room, with nothing but an empty screen below it."""
        self.desk = self._desk_to_show
        self.push_screen(RoomScreen(self._desk_to_show, self.workshop, self._server))


def room_app(
    folder: Path,
    engine: Engine,
    *,
    of: Session | None = None,
    clock: Clock | None = None,
    url: str | None = None,
    **setup: object,
) -> RoomApp:
    """Begin a workshop of eight people, from engineering and business, on three questions."""
    now = clock or Clock()
    session = of or builtin_session()
    path = folder / "session.toml"
    wanted = {
        "roles": ("engineering", "business"),
        "voters": 8,
        "seconds": 180,
        "questions": ASKED,
        "code": CODE,
        **setup,
    }
    desk = Desk(engine, session, MemoryKeeper(), now, path=path)
    workshop = Workshop.begin(
        path, session, Setup.model_validate(wanted), engine.questionnaire, now
    )
    return RoomApp(desk, workshop, Listening(url) if url else None)


def vote(workshop: Workshop, votes: Sequence[Vote]) -> None:
    """Let some people vote on the question on stage, each on their own device.

    Args:
        workshop: Where they vote.
        votes: One for each person, who keep their roles from vote to vote.
    """
    question = workshop.question
    assert question is not None
    for number, (role, level) in enumerate(votes):
        voter = f"{number:016x}"
        slip = workshop.folder.slip(voter) or Slip(voter, role, "device")
        cast = _id(question, level)
        workshop.folder.put_slip(slip.with_vote(question.id, workshop.stage.in_round, cast))


def join(workshop: Workshop, *roles: str) -> None:
    """Let people join who have not voted."""
    for number, role in enumerate(roles):
        workshop.folder.put_slip(Slip(f"{number:016x}", role, "device"))


def _id(question: Question, level: int | None) -> str:
    return NOBODY_KNOWS if level is None else question.levels[level].id


def screen_of(app: RoomApp) -> RoomScreen:
    """Give the room on the screen."""
    assert isinstance(app.screen, RoomScreen)
    return app.screen


async def looked(pilot: Pilot[None], app: RoomApp) -> None:
    """Let the room look who is there."""
    screen_of(app).refresh_view()
    await rested(pilot)


async def shown(pilot: Pilot[None], app: RoomApp) -> str:
    """Give what the room sees now, every run of spaces made one space."""
    await looked(pilot, app)
    return " ".join(text_of(app).split())


async def reveal(pilot: Pilot[None], app: RoomApp, votes: Sequence[Vote] = CAMPS) -> None:
    """Ask the first question, let everybody vote on it, and reveal what they voted."""
    await pilot.press("enter")
    vote(app.workshop, votes)
    await looked(pilot, app)
    await pilot.press("enter")
    await rested(pilot)


def kept(app: RoomApp) -> Session:
    """Give what was kept last."""
    keeper = app.workshop_desk.keeper
    assert isinstance(keeper, MemoryKeeper)
    return keeper.saved[-1]


def phase(app: RoomApp) -> str:
    """Give where the room is."""
    return app.workshop.stage.phase


def is_large(text: str, app: RoomApp) -> bool:
    """Tell whether a text stands on the screen in large letters, in one line or more."""
    rows = big_lines(text, app.size.width - 4)
    assert rows
    return all(row.strip() in text_of(app) for row in rows)


def picture(app: RoomApp) -> list[list[tuple[str, str]]]:
    """Give every character on the screen with its style."""
    return [
        [(segment.text, str(segment.style)) for segment in strip]
        for strip in app.screen._compositor.render_strips()
    ]
