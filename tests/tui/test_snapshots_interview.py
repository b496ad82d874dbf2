"""Pictures of the interview at both sizes; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.builtin import questionnaire
from tests.tui.on_a_call import IDS, QUICK, all_answered
from tests.tui.support import (
    LARGE,
    MIDDLE,
    NOW,
    SMALL,
    AppOverDesk,
    desk,
    rested,
    session,
    session_of_case,
    without_blinking,
)
from unstall.session.models import Accepted, Answer, Session
from unstall.tui.desk import Desk

SIZES = pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["80x24", "100x30", "120x40"])
THEMES = pytest.mark.parametrize(
    "theme", ["unstall-dark", "unstall-light", "unstall-contrast", "ansi-dark"]
)
Snap = Callable[..., bool]


def half_way() -> Session:
    levels = [2, 1, None, 3, 2, 0, 1, 2]
    answers = {
        question.id: None if level is None else question.levels[level].id
        for question, level in zip(QUICK, levels, strict=False)
    }
    of = session(answers, facts={"months_stalled": 7}, currency="EUR")
    return of.with_answer(
        "business-owner",
        Answer(
            level="named",
            known="seen",
            evidence="Steering minutes of 3 November",
            note="CFO's office pays but does not decide",
            at=NOW,
        ),
    )


def need_gone() -> Session:
    of = session_of_case("need-gone")
    answers = {id_: answer for id_, answer in of.answers.items() if id_ in IDS[:13]}
    return of.model_copy(update={"depth": "quick", "answers": answers})


def at(on: Desk, question: str) -> Desk:
    on.at = question
    return on


def pictured(snap_compare: Snap, on: Desk, size: tuple[int, int], *keys: str, **more: Any) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        for key in keys:
            await pilot.press(key)
            without_blinking(pilot.app)
        await rested(pilot)

    return snap_compare(AppOverDesk(on, **more), terminal_size=size, run_before=prepare)


@SIZES
def test_the_first_question_of_a_call(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, desk(), size)


@SIZES
def test_a_call_half_way_at_a_question_with_note_and_evidence(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, at(desk(half_way()), "business-owner"), size)


@SIZES
def test_the_longest_question_with_every_word_of_its_levels(
    snap_compare: Snap, size: tuple[int, int]
) -> None:
    assert pictured(snap_compare, at(desk(half_way()), "design-ceiling"), size)


@SIZES
def test_all_is_answered(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, desk(all_answered()), size)


@SIZES
def test_a_call_that_may_stop(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, desk(need_gone()), size)


@SIZES
def test_a_call_half_way_by_value_of_knowing(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, at(desk(half_way()), "production-skills"), size, "o", "g", "k")


@SIZES
def test_what_holds_up_before_all_is_asked(snap_compare: Snap, size: tuple[int, int]) -> None:
    of = session_of_case("good-model-no-engineers")
    last = {question.id for question in questionnaire().call_order[-10:]}
    answers = {id_: answer for id_, answer in of.answers.items() if id_ not in last}
    assert pictured(snap_compare, desk(of.model_copy(update={"answers": answers})), size)


def test_a_crowded_question_with_a_sign_of_what_is_left_away(snap_compare: Snap) -> None:
    beside = Answer(
        level="one-gap",
        evidence="Staffing plan of 3 November",
        note="Two of the four are on the migration until March, says the platform lead.",
        at=NOW,
    )
    of = half_way().with_answer("production-skills", beside)
    assert pictured(snap_compare, at(desk(of), "production-skills"), SMALL)


def test_a_launch_blocker_that_was_accepted_by_name(snap_compare: Snap) -> None:
    of = half_way().with_facts({"consequence": "advice to staff"})
    accepted = Accepted(by="Ana Ruiz", why="It only advises staff, and two of them check it.")
    answer = Answer(level="one-machine", accepted=accepted, at=NOW)
    on = at(desk(of.with_answer("prod-runnable", answer)), "prod-runnable")
    assert pictured(snap_compare, on, SMALL)


def test_who_accepts_a_launch_blocker_being_written(snap_compare: Snap) -> None:
    of = half_way().with_facts({"consequence": "advice to staff"})
    answer = Answer(level="one-machine", at=NOW)
    on = at(desk(of.with_answer("prod-runnable", answer)), "prod-runnable")
    assert pictured(snap_compare, on, MIDDLE, "A", *"Ana")


@THEMES
def test_half_way_in_every_theme(snap_compare: Snap, theme: str) -> None:
    on = at(desk(half_way()), "recent-movement")
    assert pictured(snap_compare, on, LARGE, theme=theme)


def test_dont_know_with_whom_to_ask(snap_compare: Snap) -> None:
    of = half_way().with_answer(
        "recent-movement", Answer(unknown=True, ask="Platform team, by Friday", at=NOW)
    )
    assert pictured(snap_compare, at(desk(of), "recent-movement"), SMALL)


def test_not_applicable_with_its_reason(snap_compare: Snap) -> None:
    of = half_way().with_answer(IDS[0], Answer(not_applicable="Ordered by the regulator", at=NOW))
    assert pictured(snap_compare, at(desk(of), IDS[0]), SMALL)


def test_a_note_being_written(snap_compare: Snap) -> None:
    on = at(desk(half_way()), "sponsor-engaged")
    assert pictured(snap_compare, on, SMALL, "n", *"Left", "space", *"in", "space", *"May")


def test_a_reason_refused_at_the_field(snap_compare: Snap) -> None:
    assert pictured(snap_compare, desk(half_way()), SMALL, "x", "enter")


def test_a_fact_being_chosen(snap_compare: Snap) -> None:
    assert pictured(snap_compare, at(desk(half_way()), "value-case"), SMALL, "t")


def test_a_question_being_found(snap_compare: Snap) -> None:
    assert pictured(snap_compare, desk(half_way()), LARGE, "slash", *"skill")


def test_an_answer_refused_because_somebody_else_has_the_session(snap_compare: Snap) -> None:
    reason = "Maria has this session open on another computer."
    on = at(desk(half_way(), read_only_because=reason), "business-owner")
    assert pictured(snap_compare, on, LARGE, "3")


def test_the_full_triage_with_its_long_list(snap_compare: Snap) -> None:
    on = at(desk(all_answered(depth="full")), "prod-runnable")
    assert pictured(snap_compare, on, MIDDLE, "D", "D")
