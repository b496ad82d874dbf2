"""Desks with a re-run on them, for tests and pictures."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.support import (
    NOW,
    AppOverDesk,
    MemoryKeeper,
    builtin_engine,
    clock,
    earlier,
    session_of_case,
)
from unstall.questionnaire.versions import version_map
from unstall.session.models import Accepted, Answer, Session
from unstall.session.rerun import LastTime, begin_again, last_time
from unstall.tui.desk import Desk


class Unhurried(AppOverDesk):
    """The app without what it works out in the background.

    Pilot waits after every key until the process rests, which makes 40 keys as long as 40 outlooks.
    """

    def _look_ahead(self) -> None:
        """Leave it."""


QUESTIONNAIRE = builtin_engine().questionnaire
SAME = version_map(QUESTIONNAIRE, QUESTIONNAIRE)
DAYS_AGO = 98
THEN = earlier(session_of_case("notebook-strong-team"), DAYS_AGO)


def of_quarter_ago(*, most: int = 40) -> Session:
    """Make a session of 14 August with so many answers, some of them with all that can stand there.

    The deciding facts are given, and what stands beside its answers is told in the tests.
    """
    answers = {
        id_: answer.model_copy(update={"at": THEN.opened})
        for id_, answer in list(THEN.answers.items())[:most]
    }
    old = THEN.model_copy(update={"answers": answers})
    sponsor = old.answers["sponsor-engaged"].model_copy(
        update={
            "known": "seen",
            "evidence": "Steering minutes of 3 August",
            "note": "CFO's office pays but does not decide",
        }
    )
    accepted = old.answers["key-person"].model_copy(
        update={"accepted": Accepted(by="Ana Ruiz", why="He stays until the spring.")}
    )
    return (
        old.with_answer("sponsor-engaged", sponsor)
        .with_answer("key-person", accepted)
        .with_answer("user-pull", Answer(unknown=True, ask="Platform team", at=THEN.opened))
    )


def last_time_of(old: Session) -> LastTime:
    """Read what a session said, under the same version of the questionnaire."""
    return last_time(old, QUESTIONNAIRE, SAME)


def again(old: Session, last: LastTime | None = None, **changes: object) -> Desk:
    """Put the re-run of a session on a desk that keeps its states in memory.

    Args:
        old: The session before.
        last: What it said; None reads it.
        changes: What else is different in what it said.
    """
    sha256 = old.questionnaire.sha256
    new = begin_again(old, "2026-08-14.toml", SAME, QUESTIONNAIRE, sha256=sha256, now=NOW)
    told = replace(last or last_time_of(old), **changes)  # type: ignore[arg-type]
    return Desk(
        engine=builtin_engine(),
        session=new,
        keeper=MemoryKeeper(),
        now=clock,
        read_last=lambda: told,
    )
