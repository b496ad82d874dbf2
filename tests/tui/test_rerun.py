"""A re-run in the interview: last time's answers in view, one key each."""

from __future__ import annotations

import pytest

from tests.proof import mostly_thorough
from tests.tui.again import Unhurried, again, last_time_of, of_quarter_ago
from tests.tui.hostile import HOSTILE
from tests.tui.on_a_call import BOTH, press, said, screen_of, shown
from tests.tui.support import (
    LARGE,
    NOW,
    SMALL,
    AppOverDesk,
    builtin_engine,
    desk,
    rested,
    said_by,
    session,
    text_of,
)
from unstall.errors import SessionError
from unstall.hidden import without_hidden
from unstall.session.models import Answer
from unstall.session.rerun import LastTime, confirm_all
from unstall.tui.desk import Desk
from unstall.tui.widgets.dialogs import Confirm
from unstall.tui.widgets.question_list import QuestionList

OLD = of_quarter_ago()
QUESTIONS = builtin_engine().questionnaire.question_by_id


def at(on: Desk, question: str) -> Desk:
    on.at = question
    return on


async def test_forty_unchanged_questions_take_forty_keys() -> None:
    on = again(OLD)
    async with Unhurried(on).run_test(size=SMALL) as pilot:
        await press(pilot, *["enter"] * 40)
        now = on.session.answers
        assert now.keys() == OLD.answers.keys()
        for question, then in OLD.answers.items():
            assert now[question] == then.model_copy(update={"confirmed": True, "at": NOW})


@BOTH
async def test_the_card_says_level_day_note_and_how_it_was_known(size: tuple[int, int]) -> None:
    app = Unhurried(at(again(OLD), "sponsor-engaged"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        label = QUESTIONS["sponsor-engaged"].levels[3].label
        assert "Last time 4, seen on 14 Aug 2026: " in shown(app)
        assert label[:30] in shown(app).partition("Last time")[2]
        assert "Note then CFO's office pays but does not decide" in shown(app)
        assert "› 4" in shown(app)
        assert "seen, at the top" in shown(app)
        assert "re-run · full · 0 of" in shown(app)


async def test_a_digit_changes_the_answer_and_takes_nothing_from_last_time() -> None:
    on = at(again(OLD), "sponsor-engaged")
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2")
        level = QUESTIONS["sponsor-engaged"].levels[1].id
        assert on.session.answers["sponsor-engaged"] == Answer(level=level, at=NOW)
        await press(pilot, "b")
        assert "changed since last time" in shown(app)
        assert "Last time 4, seen on 14 Aug 2026" in shown(app)


async def test_the_digit_of_last_time_confirms_as_enter_does() -> None:
    on = at(again(OLD), "sponsor-engaged")
    async with Unhurried(on).run_test(size=SMALL) as pilot:
        await press(pilot, "4")
        then = OLD.answers["sponsor-engaged"]
        confirmed = then.model_copy(update={"confirmed": True, "at": NOW})
        assert on.session.answers["sponsor-engaged"] == confirmed


async def test_undo_takes_each_confirmation_back_and_goes_there() -> None:
    on = again(OLD)
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        first = on.at
        await press(pilot, "enter", "enter")
        assert len(on.session.answers) == 2
        await press(pilot, "u")
        assert len(on.session.answers) == 1
        await press(pilot, "u")
        assert on.session.answers == {}
        assert on.at == first


async def test_the_rest_of_a_section_is_confirmed_by_one_key_once_it_is_said_how_much_it_is() -> (
    None
):
    on = at(again(OLD), "production-owner")
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "1", "r")
        assert isinstance(app.screen, Confirm)
        section = [q for q in OLD.answers if QUESTIONS[q].section == "organisational"]
        assert f"Confirm the {len(section) - 1} answers left in Organisational?" in text_of(app)
        await press(pilot, "n")
        assert len(on.session.answers) == 1
        await press(pilot, "r", "y")
        assert set(on.session.answers) == set(section)
        assert not on.session.answers["production-owner"].confirmed
        assert on.at is not None
        assert QUESTIONS[on.at].section == "technical"
        assert said(app) == f"{len(section) - 1} answers confirmed in Organisational."
        await press(pilot, "u")
        assert len(on.session.answers) == 1


async def test_the_list_marks_confirmed_changed_and_not_gone_through_by_signs() -> None:
    on = again(OLD)
    app = Unhurried(on)
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "enter", "1", "0", "x", *"none", "enter")
        await pilot.pause()
        lines = {line.id: line.text for line in screen_of(app).query_one(QuestionList).lines}
        ids = [q.id for q in screen_of(app).asked if q.section == "organisational"][:5]
        levels = [QUESTIONS[id_].level_index(OLD.answers[id_].level or "") for id_ in ids]
        then = ["?" if level is None else str(level + 1) for level in levels]
        for id_, mark, right in zip(
            ids,
            ("=", "≠", "≠", "≠", "·"),
            (then[0], f"{then[1]}→1", f"{then[2]}→?", f"{then[3]}→–", f"({then[4]})"),
            strict=True,
        ):
            assert lines[id_][1:3] == f"{mark} "
            assert lines[id_].endswith(f" {right}")


async def test_where_there_is_nothing_to_confirm_enter_says_so_and_stays() -> None:
    open_ = next(q for q in QUESTIONS if q not in OLD.answers)
    on = at(again(OLD), open_)
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        assert on.at == open_
        assert on.session.answers == {}
        assert "Last time has no answer to confirm here" in (said(app) or "")
        assert "no answer on 14 Aug 2026" in shown(app)


async def test_what_is_new_or_has_other_levels_is_called_so_on_its_card() -> None:
    last = last_time_of(OLD)
    answers = {id_: a for id_, a in last.answers.items() if id_ not in ("value-case", "key-person")}
    on = again(
        OLD,
        answers=answers,
        ask_again={"value-case": "Still worth it, they said."},
        added=frozenset({"key-person"}),
        rescaled=frozenset({"sponsor-engaged"}),
    )
    app = Unhurried(at(on, "value-case"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "levels changed: ask again" in shown(app)
        assert "on other levels, to be asked again: Still worth it, they said." in shown(app)
        on.at = "key-person"
        screen_of(app).refresh_view()
        await pilot.pause()
        assert "new this time" in shown(app)
        assert "not asked on 14 Aug 2026: the question is new" in shown(app)
        on.at = "sponsor-engaged"
        screen_of(app).refresh_view()
        await pilot.pause()
        assert "4 (on other levels then), seen on 14 Aug 2026" in shown(app)


async def test_work_that_was_done_or_planned_comes_first_and_the_card_says_so() -> None:
    on = again(OLD, aims={"sponsor-engaged": "done", "key-person": "planned"})
    app = Unhurried(at(on, "sponsor-engaged"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        organisational = [q.id for q in screen_of(app).asked if q.section == "organisational"]
        assert organisational[:2] == ["sponsor-engaged", "key-person"]
        assert "Organisational · 1 of" in shown(app)
        assert "worked on since" in shown(app)
        await press(pilot, "enter")
        assert on.at == "key-person"
        assert "was to be worked on" in shown(app)


async def test_the_end_of_a_rerun_is_told_in_figures() -> None:
    on = again(OLD)
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        open_ = [q for q in on.asked if q.id not in OLD.answers]
        of = confirm_all(on.session, last_time_of(OLD), list(OLD.answers)[2:], at=NOW)
        for question in open_:
            of = of.with_answer(question.id, Answer(unknown=True, at=NOW))
        on.change(of, open_[0].id)
        on.at = next(iter(OLD.answers))
        screen_of(app).refresh_view()
        await press(pilot, "0", "enter")
        ended = f"All gone through: 39 as last time, 1 changed, {len(open_)} new."
        assert said(app) == f"{ended} 1 fact left: f."


async def test_g_goes_to_what_is_to_be_asked_next_as_it_always_does() -> None:
    on = again(OLD)
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await rested(pilot)
        await press(pilot, "g")
        assert on.session.answers == {}
        assert "Ask next" in shown(app) or on.at is not None


async def test_in_any_other_session_enter_goes_to_what_is_to_be_asked_next() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await rested(pilot)
        await press(pilot, "g")
        suggested = on.at
        await press(pilot, "home", "enter")
        assert on.at == suggested
        await press(pilot, "r")
        assert said(app) == "This session repeats none: there is nothing to confirm."
        assert on.session.answers == {}


async def test_the_help_explains_the_signs_of_a_rerun() -> None:
    app = Unhurried(again(OLD))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "question_mark")
        assert "A re-run of the triage of 14 Aug 2026." in shown(app)
        assert "≠ has changed" in shown(app)


async def test_without_last_time_the_rerun_goes_on_and_says_why() -> None:
    def read() -> LastTime:
        raise SessionError("no such session")

    plain = session(previous="2026-08-14.toml")
    on = Desk(builtin_engine(), plain, None, desk().now, read_last=read)
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Last time's answers are not shown: no such session." in said_by(app)
        assert "quick · 0 of 17" in shown(app)
        await press(pilot, "f", "i")
        assert said_by(app).count("not shown") == 1


async def test_a_trial_confirms_on_its_copy_alone() -> None:
    on = again(OLD)
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "T", "enter")
        assert len(on.session.answers) == 1
        assert on.real.session.answers == {}
        assert [one.kind for one in on.tried] == ["answer"]


@pytest.mark.parametrize("what", mostly_thorough(HOSTILE, always=2))
async def test_hostile_words_of_last_time_are_shown_as_words(what: str) -> None:
    note = without_hidden(HOSTILE[what][:400])
    then = OLD.answers["key-person"].model_copy(
        update={"note": note, "evidence": note, "unknown": None}
    )
    on = at(again(OLD.with_answer("key-person", then)), "key-person")
    app = Unhurried(on)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "pagedown", "enter", "b")
        assert app.is_running
        assert on.session.answers["key-person"].note == note
