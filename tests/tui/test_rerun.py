"""A re-run in the app: last time's answers in view, one key each."""

from __future__ import annotations

from tests.tui.on_a_call import press
from tests.tui.support import (
    NOW,
    SMALL,
    AppOverDesk,
    MemoryKeeper,
    builtin_engine,
    clock,
    earlier,
    session_of_case,
)
from unstall.questionnaire.versions import version_map
from unstall.session.models import Session
from unstall.session.rerun import LastTime, begin_again, last_time
from unstall.tui.desk import Desk

SAME = version_map(builtin_engine().questionnaire, builtin_engine().questionnaire)


def last_time_was(old: Session) -> LastTime:
    return last_time(old, builtin_engine().questionnaire, SAME)


def again(old: Session) -> Desk:
    """Put the re-run of a session on the desk."""
    questionnaire = builtin_engine().questionnaire
    new = begin_again(
        old, "2026-08-14.toml", SAME, questionnaire, sha256=old.questionnaire.sha256, now=NOW
    )
    return Desk(
        engine=builtin_engine(),
        session=new,
        keeper=MemoryKeeper(),
        now=clock,
        read_last=lambda: last_time_was(old),
    )


def of_forty() -> Session:
    old = earlier(session_of_case("notebook-strong-team"), 98)
    answers = dict(list(old.answers.items())[:40])
    return old.model_copy(update={"answers": answers})


async def test_forty_unchanged_questions_take_forty_keys() -> None:
    old = of_forty()
    on = again(old)
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, *["enter"] * 40)
        answers = on.session.answers
        assert {id_: answer.level for id_, answer in answers.items()} == {
            id_: answer.level for id_, answer in old.answers.items()
        }
        assert all(answer.confirmed and answer.at == NOW for answer in answers.values())
