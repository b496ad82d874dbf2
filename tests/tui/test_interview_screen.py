"""The interview under every condition: locked, hostile, tiny, in every theme, with a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.builtin import questionnaire
from tests.tui.hostile import HOSTILE
from tests.tui.on_a_call import BOTH, IDS, QUICK, TINY, all_answered, press, said, screen_of, shown
from tests.tui.support import (
    LARGE,
    NOW,
    SMALL,
    AppOverDesk,
    MemoryKeeper,
    clock,
    desk,
    rested,
    session,
    text_of,
)
from unstall.hidden import without_hidden
from unstall.questionnaire.models import Questionnaire
from unstall.session.models import MAX_TEXT, Answer
from unstall.triage.engine import Engine
from unstall.tui.desk import Desk
from unstall.tui.themes import theme_names
from unstall.tui.widgets.answer_editor import AnswerEditor
from unstall.tui.widgets.lined import Lined
from unstall.tui.widgets.question_card import QuestionCard
from unstall.tui.widgets.question_list import QuestionList


def locked_desks() -> Iterator[tuple[str, Desk, str]]:
    reason = "Maria has this session open on another computer."
    yield "read only", desk(all_answered(), read_only_because=reason), reason
    closed = all_answered(closed=NOW)
    yield "closed", desk(closed), "The session was closed on 20 November 2026"


@pytest.mark.parametrize(("word", "on", "why"), locked_desks(), ids=["read-only", "closed"])
async def test_a_locked_session_says_why_it_cannot_be_changed_and_changes_nothing(
    word: str, on: Desk, why: str
) -> None:
    app = AppOverDesk(on)
    before = on.session
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert word in shown(app)
        assert "don't know" not in text_of(app).splitlines()[-1]
        for key in (*"01239", "x", "n", "e", "a", "A", "t", "h", "s", "backspace", "u", "U", "D"):
            await press(pilot, key)
            assert (said(app) or "").startswith(why)
            assert on.session == before
            assert not screen_of(app).query(AnswerEditor)
        await press(pilot, "j", "j")
        assert on.at == IDS[2]
        await press(pilot, "slash", "enter")
        assert on.at == IDS[0]


@contextmanager
def hostile_desk(text: str) -> Iterator[Desk]:
    of = all_answered(project=without_hidden(text).replace("\n", " ")[:120].strip() or "x")
    kept = without_hidden(text).strip() or "x"
    beside = Answer(note=kept, evidence=kept, ask=kept, at=NOW)
    of = of.with_answer(IDS[0], beside.model_copy(update={"level": QUICK[0].levels[0].id}))
    of = of.with_answer(IDS[1], beside.model_copy(update={"unknown": True}))
    of = of.with_answer(IDS[2], beside.model_copy(update={"not_applicable": kept}))
    yield desk(of.with_facts({"criteria_text": kept}))


@BOTH
@pytest.mark.parametrize("what", HOSTILE)
async def test_hostile_text_is_shown_as_it_is_and_does_nothing(
    what: str, size: tuple[int, int]
) -> None:
    with hostile_desk(HOSTILE[what]) as on:
        app = AppOverDesk(on)
        async with app.run_test(size=size) as pilot:
            for _ in range(3):
                await press(pilot, "j")
            await press(pilot, "home")
            text = text_of(app)
            assert app.is_running
            assert "\x1b" not in text
            assert "\u202e" not in text
            visible = " ".join(without_hidden(HOSTILE[what]).split())[:20].strip()
            assert visible in shown(app)


@BOTH
@pytest.mark.parametrize("what", HOSTILE)
async def test_hostile_text_can_be_pasted_and_comes_back_without_what_acts(
    what: str, size: tuple[int, int]
) -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=size) as pilot:
        for key, attribute in (("n", "note"), ("e", "evidence")):
            await press(pilot, key)
            field = screen_of(app).query_one(AnswerEditor).field
            field.insert(HOSTILE[what][:MAX_TEXT])
            await press(pilot, "enter")
            kept = getattr(on.answer_of(IDS[0]), attribute) or ""
            assert kept == without_hidden(kept)
            assert kept.split() == without_hidden(HOSTILE[what]).split()
        assert app.is_running


async def test_a_tiny_terminal_breaks_nothing_and_all_is_there_again_afterwards() -> None:
    on = desk(all_answered().with_answer(IDS[0], Answer(unknown=True, note="n " * 500)))
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await rested(pilot)
        before = text_of(app)
        for size in (TINY, (1, 1), (300, 3), (3, 100), LARGE, TINY, SMALL):
            await pilot.resize_terminal(*size)
            await press(pilot, "j", "k")
        assert text_of(app) == before
        await press(pilot, "n")
        for size in (TINY, LARGE, TINY, SMALL):
            await pilot.resize_terminal(*size)
            await press(pilot, "a")
        await press(pilot, "escape")
        assert (on.session.answers[IDS[0]].note or "").endswith("aaaa")


async def test_the_narrow_screen_has_a_line_of_marks_and_the_wide_one_a_list() -> None:
    app = AppOverDesk(desk(session({IDS[0]: QUICK[0].levels[0].id, IDS[1]: None})))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Delivery ✓?▸· Organisational" in shown(app)
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        assert "✓ Still worth funding" in shown(app)
        assert "Delivery ✓?▸·" not in shown(app)


@pytest.mark.parametrize("theme", sorted(theme_names()))
async def test_what_is_chosen_and_where_one_stands_is_readable_in_every_theme(theme: str) -> None:
    on = desk(all_answered())
    on.at = IDS[1]
    app = AppOverDesk(on, theme=theme)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert "▸✓ Success criteria" in shown(app)
        assert f"❯ 3 {QUICK[1].levels[2].label}" in shown(app)


async def test_changing_the_theme_changes_the_colours_of_what_is_drawn() -> None:
    app = AppOverDesk(desk(), theme="unstall-dark")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()

        def colours() -> set[str]:
            strip = screen_of(app).query_one(QuestionCard).render_line(0)
            return {str(segment.style.color) for segment in strip if segment.style}

        dark = colours()
        app.theme = "unstall-light"
        await pilot.pause()
        assert colours() != dark


async def test_the_clock_shows_the_time_of_this_call_and_repaints_only_itself() -> None:
    moment = [NOW]
    on = desk()
    on.now = lambda: moment[0]
    app = AppOverDesk(on)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert text_of(app).splitlines()[0].endswith("00:00")
        painted = watch_painting(app)
        moment[0] = NOW + timedelta(minutes=6, seconds=41)
        await pilot.pause(1.2)
        assert text_of(app).splitlines()[0].endswith("06:41")
        assert painted == {"CallClock"}
        moment[0] = NOW + timedelta(hours=1, minutes=2, seconds=3)
        await pilot.pause(1.2)
        assert "1:02:03" in text_of(app).splitlines()[0]
        moment[0] = NOW - timedelta(hours=1)
        await pilot.pause(1.2)
        assert text_of(app).splitlines()[0].endswith("00:00")


def watch_painting(app: AppOverDesk) -> set[str]:
    """Collect the names of widgets that draw a line from now on."""
    painted: set[str] = set()
    for widget in screen_of(app).query(Lined):
        name, draw_line = type(widget).__name__, widget.render_line

        def watched(y: int, name: str = name, draw_line: object = draw_line) -> object:
            painted.add(name)
            return draw_line(y)  # type: ignore[operator]

        widget.render_line = watched  # type: ignore[method-assign,assignment]
    return painted


async def test_moving_the_cursor_in_the_list_repaints_two_of_its_lines() -> None:
    app = AppOverDesk(desk())
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        lines: list[int] = []
        listed = screen_of(app).query_one(QuestionList)
        draw_line = listed.render_line

        def watched(y: int) -> object:
            lines.append(y)
            return draw_line(y)

        listed.render_line = watched  # type: ignore[method-assign,assignment]
        await press(pilot, "j")
        assert sorted(set(lines)) == [1, 2]


async def test_a_level_a_question_and_a_key_can_be_clicked() -> None:
    on = desk()
    app = AppOverDesk(on)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        rows = text_of(app).splitlines()

        async def click(text: str) -> None:
            y = next(y for y, row in enumerate(rows) if text in row)
            await pilot.click(offset=(rows[y].index(text) + 1, y))
            await pilot.pause()

        await click("Doubtful: it would lose")
        assert on.session.answers[IDS[0]].level == QUICK[0].levels[1].id
        await click("Sponsor")
        assert on.at == "sponsor-engaged"
        await click("0 don't know")
        assert on.session.answers["sponsor-engaged"].unknown
        await click("n note")
        assert screen_of(app).query_one(AnswerEditor).field.has_focus


async def test_own_keys_are_the_ones_that_work_and_the_ones_that_are_shown() -> None:
    on = desk()
    app = AppOverDesk(on, keymap={"interview.unknown": "z", "interview.note": "m"})
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "z don't know" in shown(app)
        assert "m Note" in shown(app)
        await press(pilot, "z")
        assert on.session.answers[IDS[0]].unknown


def without_quick_questions() -> Questionnaire:
    whole = questionnaire()
    questions = tuple(q.model_copy(update={"quick": None}) for q in whole.questions)
    given = {name: getattr(whole, name) for name in type(whole).model_fields}
    return Questionnaire.model_construct(**{**given, "questions": questions})


@BOTH
async def test_where_the_quick_call_asks_nothing_the_screen_says_so_and_leads_on(
    size: tuple[int, int],
) -> None:
    on = Desk(Engine(without_quick_questions()), session(), MemoryKeeper(), clock)
    app = AppOverDesk(on)
    async with app.run_test(size=size) as pilot:
        await press(pilot, *"01x", "n", "j", "space", "g", "b", "slash", "escape", "home", "h")
        assert "No question is asked at this depth." in shown(app)
        assert on.session.answers == {}
        await press(pilot, "D")
        assert "full · 0 of 52" in shown(app)
        await press(pilot, "2")
        assert len(on.session.answers) == 1
