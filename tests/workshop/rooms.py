"""Workshops that tests hold in a folder of their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.session.support import NOW, questionnaire, session
from tests.voting.rooms import OWNER, level_id
from unstall.session.models import Session
from unstall.workshop.setup import Setup
from unstall.workshop.slips import Slip
from unstall.workshop.workshop import Workshop

OTHER = questionnaire().call_order[0].id
CODE = "ABC234"


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.time += timedelta(seconds=seconds)


def setup(**changes: Any) -> Setup:
    """A set-up for eight people in two roles, with one question or more."""
    values = {
        "roles": ("engineering", "business"),
        "voters": 8,
        "seconds": 120,
        "questions": (OWNER, OTHER),
        "code": CODE,
        **changes,
    }
    return Setup.model_validate(values)


def begin(folder: Path, clock: Clock | None = None, **changes: Any) -> Workshop:
    """Open a room in a project's folder."""
    path = folder / "2026-11-20.toml"
    return Workshop.begin(path, session(), setup(**changes), questionnaire(), clock or Clock())


def resume(folder: Path, at: Session, clock: Clock | None = None) -> Workshop | None:
    """Go on as another program would after the first one died."""
    return Workshop.resume(folder / "2026-11-20.toml", at, questionnaire(), clock or Clock())


def join(workshop: Workshop, number: int, role: str = "engineering") -> str:
    """Let somebody join from their own device."""
    voter = f"{number:016x}"
    workshop.folder.put_slip(Slip(voter, role, "device", key=f"{number:064x}"))
    return voter


def vote(workshop: Workshop, voter: str, level: int | None) -> None:
    """Vote from a device on what is on stage."""
    asked = workshop.stage.asked
    assert asked is not None
    workshop.folder.vote(voter, asked.id, workshop.stage.in_round, level_id(asked.id, level))
