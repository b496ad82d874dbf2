"""The verdict screen, driven by keys."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.builtin import questionnaire
from tests.tui.hostile import HOSTILE, NAMES
from tests.tui.support import (
    LARGE,
    NOW,
    SMALL,
    AppOverDesk,
    desk,
    rested,
    said_by,
    session,
    session_of_case,
    text_of,
    until,
)
from unstall.outlook import outlook_of
from unstall.session.models import Answer, Session
from unstall.tui.app import UnstallApp
from unstall.tui.desk import Desk
from unstall.tui.messages import LookedAhead
from unstall.tui.rows import lines_of
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.screens.project import ProjectScreen
from unstall.tui.screens.verdict import VerdictScreen
from unstall.tui.widgets.dialogs import Choose
from unstall.tui.widgets.row_list import GUTTER
from unstall.tui.wording.closer import NO_CLOSER_LOOK

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def app_over(case: str | Session = "validation-loop", **changes: Any) -> AppOverDesk:
    of = session_of_case(case, **changes) if isinstance(case, str) else case
    return AppOverDesk(desk(of), "verdict")


def screen_of(app: AppOverDesk) -> VerdictScreen:
    assert isinstance(app.screen, VerdictScreen)
    return app.screen


def desk_of(app: AppOverDesk) -> Desk:
    assert app.desk is not None
    return app.desk


def shown(app: AppOverDesk) -> str:
    """The screen's text with every run of spaces and line breaks made one space."""
    return " ".join(text_of(app).split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    await rested(pilot)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await rested(pilot)


@SIZES
async def test_the_first_look_is_a_line_three_reasons_and_the_sections(
    size: tuple[int, int],
) -> None:
    app = app_over("notebook-strong-team")
    async with app.run_test(size=size) as pilot:
        await rested(pilot)
        text = text_of(app)
        assert "Restart production-first  ·  holds up" in text
        assert text.count("“") >= 3
        for title in (
            "Ruled out", "Conditions", "Blockers", "Causes", "Readiness", "Warning signs",
            "To ask about", "Not known", "For and against", "How firmly",
            "What would change it", "What each takes",
        ):  # fmt: skip
            assert title in text


async def test_a_key_unfolds_a_section_in_place_and_folds_it_again() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "4")
        assert "▾ 4" in text_of(app)
        assert "Easily confused with" in shown(app)
        await press(pilot, "4")
        assert "▸ 4" in text_of(app)
        assert "Easily confused with" not in shown(app)


async def test_where_there_is_room_a_section_stands_beside_the_list() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "4")
        assert "Easily confused with" in shown(app)
        assert "Partner is closed:" in shown(app)
        await press(pilot, "6")
        assert "Three of the eight" in shown(app)
        assert "Easily confused with" not in shown(app)


@SIZES
async def test_every_section_has_its_key(size: tuple[int, int]) -> None:
    app = app_over("all-weak")
    async with app.run_test(size=size) as pilot:
        for key in "1234567890ce":
            await press(pilot, key)
            section = next(s for s in screen_of(app)._sections if s.key == key)
            said = section.lead or section.points[0].title or section.points[0].text
            assert " ".join(said.split()[:4]) in shown(app)


@SIZES
async def test_enter_on_an_answer_goes_to_its_question(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "3", *(["j"] if size == SMALL else []), "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert desk_of(app).at == "business-owner"


@SIZES
async def test_the_screen_is_found_again_as_it_was_left(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "4", "j", "j", "j")
        cursor = screen_of(app).body.cursor
        before = text_of(app)
        await press(pilot, "i", "v")
        assert screen_of(app).body.cursor == cursor
        assert text_of(app).splitlines()[4:] == before.splitlines()[4:]


async def test_enter_on_a_fact_goes_to_where_it_is_given() -> None:
    app = app_over("need-gone")
    async with app.run_test(size=SMALL) as pilot:
        screen_of(app).action_section("ruled-out")
        screen_of(app).body.move_to("ruled-out/fix/goal-relevant")
        await press(pilot, "enter")
        assert isinstance(app.screen, ProjectScreen)
        assert app.screen.fields.cursor == "fact/criteria_still_relevant"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["4"], "Show why it stalled, strongest cause first."),
        (["3", "j"], "Accountable owner: Whose results suffer"),
    ],
)
async def test_help_explains_what_the_cursor_stands_on(keys: list[str], said: str) -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, *keys)
        assert screen_of(app).help_now().startswith(said)
        await press(pilot, "question_mark")
        assert "What the answers come to" in shown(app)


async def test_saying_that_an_owner_takes_twelve_weeks_makes_it_a_pause_and_u_takes_it_back() -> (
    None
):
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2", "j", "s")
        assert isinstance(app.screen, Choose)
        assert "Accountable owner: how soon can it be had?" in shown(app)
        await press(pilot, "2")
        assert desk_of(app).session.how_soon["business-owner"] == "12w"
        assert "Pause until a business owner is named" in shown(app)
        await press(pilot, "u")
        assert "Fix in place, on condition that a business owner is named" in shown(app)


async def test_leaving_the_question_how_soon_changes_nothing() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        before = desk_of(app).session
        await press(pilot, "2", "j", "s", "escape")
        assert desk_of(app).session is before
        assert screen_of(app).body.cursor == "conditions/owner"


async def test_how_soon_is_asked_only_of_what_is_missing() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "s")
        assert isinstance(app.screen, VerdictScreen)
        assert "Stand on something that is missing" in said_by(app)


async def test_a_session_that_is_only_read_says_why_nothing_changes() -> None:
    reading = desk(session_of_case("validation-loop"), read_only_because="Ana has it open.")
    app = AppOverDesk(reading, "verdict")
    async with app.run_test(size=LARGE) as pilot:
        app.clear_notifications()
        await press(pilot, "2", "s")
        assert isinstance(app.screen, VerdictScreen)
        assert said_by(app) == "Ana has it open."


@SIZES
async def test_a_strategy_unfolds_down_to_the_points_that_sum_to_its_total(
    size: tuple[int, int],
) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "9")
        screen = screen_of(app)
        screen.body.move_to("for-and-against/fix")
        await press(pilot, "space")
        screen.body.move_to("for-and-against/fix/all")
        await press(pilot, "space")
        screen.body.move_to("for-and-against/fix/all/total", top=True)
        await pilot.pause()
        assert "= −2 the total, “against”" in shown(app)


@SIZES
async def test_every_line_can_be_reached_with_j(size: tuple[int, int]) -> None:
    app = app_over("all-weak")
    async with app.run_test(size=size) as pilot:
        if size == SMALL:
            await press(pilot, "a", "home")
        screen = screen_of(app)
        seen: set[str] = set()
        for _ in range(300):
            seen |= set(text_of(app).splitlines())
            before = (
                screen.list_at_hand.id,
                screen.list_at_hand.cursor,
                screen.list_at_hand.scroll_offset.y,
            )
            await press(pilot, "j")
            if (
                screen.list_at_hand.id,
                screen.list_at_hand.cursor,
                screen.list_at_hand.scroll_offset.y,
            ) == before:
                break
        width = screen.body.scrollable_content_region.width - GUTTER
        for row in screen.body.rows:
            for line in lines_of(row, width):
                text = "".join(text for text, _ in line).rstrip()
                assert any(text in one for one in seen), text


async def test_all_sections_unfold_and_fold_with_one_key() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a")
        assert screen_of(app)._place.opened == {s.id for s in screen_of(app)._sections}
        await press(pilot, "a")
        assert screen_of(app)._place.opened == set()


async def test_tab_goes_from_section_to_section() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "tab")
        assert screen_of(app).body.cursor == "section:conditions"
        await press(pilot, "shift+tab")
        assert screen_of(app).body.cursor == "section:ruled-out"
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "tab")
        assert "2 Conditions" in shown(app)
        assert screen_of(app)._place.section == "conditions"


async def test_where_there_is_room_the_cursor_goes_up_into_the_reasons_and_down_again() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "k", "k")
        assert screen_of(app).why.has_focus
        await press(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)
        await press(pilot, "v", "k", "j")
        assert screen_of(app).body.has_focus


async def test_enter_on_a_caution_shows_the_case_for_and_against() -> None:
    app = app_over("value-doubtful")
    async with app.run_test(size=SMALL) as pilot:
        screen_of(app).body.move_to("caution/close")
        await press(pilot, "enter")
        assert screen_of(app).body.cursor == "section:for-and-against"
        assert "▾ 9" in text_of(app)


async def test_without_a_verdict_the_list_to_find_out_leads_to_the_questions() -> None:
    app = app_over("mostly-unknown")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Too little is known for a verdict" in shown(app)
        assert "recommend" not in shown(app).lower()
        await press(pilot, "1")
        assert "nothing to say here until more is known" in said_by(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)


@SIZES
@pytest.mark.parametrize("name", [case.name for case in questionnaire().cases])
async def test_every_case_can_be_looked_at_whole(name: str, size: tuple[int, int]) -> None:
    app = app_over(name)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "a")
        for section in screen_of(app)._sections:
            await press(pilot, section.key)
        await press(pilot, "end", "home")
        assert not app._exception


@SIZES
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_texts_are_only_shown(text: str, size: tuple[int, int]) -> None:
    name = NAMES.get(next(what for what, known in HOSTILE.items() if known == text), "x")
    of = session(
        {q.id: q.levels[0].id for q in questionnaire().questions if q.quick},
        project=name,
        client=name,
    )
    answers = {
        **of.answers,
        "monitoring": Answer(unknown=True, ask=text or None, note=text or None),
        "data-checks": Answer(not_applicable=text or "x"),
    }
    app = app_over(of.model_copy(update={"answers": answers}))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "8", "3", "end", "enter")
        assert app.is_running
        assert not any(ord(c) < 32 and c != "\n" for c in text_of(app))


async def test_a_terminal_made_tiny_and_large_again_shows_the_same() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "4", "j")
        before = text_of(app)
        for width, height in ((20, 5), (80, 24), (5, 2), LARGE):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert text_of(app) == before


@SIZES
async def test_how_firmly_it_stands_is_filled_in_without_moving_what_is_read(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnstallApp, "_look_ahead", lambda _: None)
    app = app_over("value-doubtful")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "a", "0", "c", "4", "j", "j", "j", "j", "j")
        assert "·  being weighed" in text_of(app)
        body = screen_of(app).body
        cursor, before = body.cursor, body._line_of(body.cursor) - body.scroll_offset.y
        on_desk = desk_of(app)
        outlook = outlook_of(on_desk.engine, on_desk.triage)
        app.post_message(LookedAhead(on_desk, on_desk.triage, outlook))
        await until(pilot, lambda: "·  leaning" in text_of(app))
        await rested(pilot)
        assert body.cursor == cursor
        assert body._line_of(cursor) - body.scroll_offset.y == before


@SIZES
async def test_a_change_is_tried_out_with_a_key_and_taken_back(size: tuple[int, int]) -> None:
    app = app_over("good-model-no-engineers")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "c", "t")
        assert "Partner, to rebuild" in shown(app)
        assert "What if" in text_of(app)
        desk = desk_of(app)
        assert desk.trial is not None
        assert desk.real.triage.decision.shape == "harden"
        assert desk.keeper is not None
        assert desk.keeper.saved == []  # type: ignore[attr-defined]
        await press(pilot, "u")
        assert desk.triage.decision.shape == "harden"


async def test_after_a_change_was_tried_the_section_stands_at_the_top_again() -> None:
    app = app_over("all-weak")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "c", "j", "j", "t")
        body = screen_of(app).body
        assert (body.cursor or "").startswith("changes/")
        first = next(at for at, row in enumerate(body.rows) if row.id == "section:changes")
        assert body.scroll_offset.y == body._first[first]


async def test_what_would_open_a_strategy_can_be_tried_as_well() -> None:
    app = app_over("all-weak")
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "1")
        screen_of(app).body.move_to("ruled-out/partner/reopen")
        await press(pilot, "t")
        assert desk_of(app).triage.decision.strategy == "partner"
        assert desk_of(app).session.answers["budget-to-finish"].level == "build-only"


async def test_what_would_change_it_unfolds_onto_its_first_change_and_folds_again() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "c")
        changes = next(s for s in screen_of(app)._sections if s.id == "changes")
        assert screen_of(app).body.cursor == changes.points[0].children[0].id
        assert "▾ c" in text_of(app)
        await press(pilot, "c")
        assert "▸ c" in text_of(app)


async def test_the_keys_of_a_trial_stand_at_the_bottom_where_there_is_room() -> None:
    app = app_over()
    async with app.run_test(size=LARGE) as pilot:
        await rested(pilot)
        last = text_of(app).splitlines()[-1]
        for said in ("t try it", "T what if", "B compare", "C close"):
            assert said in last
        await pilot.resize_terminal(*SMALL)
        await rested(pilot)
        narrow = text_of(app).splitlines()[-1]
        assert "what if" not in narrow
        assert "? help" in narrow


async def test_a_closed_session_can_be_tried_on() -> None:
    closed = session_of_case("good-model-no-engineers", closed=NOW)
    app = AppOverDesk(desk(closed), "verdict")
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "c", "t")
        assert desk_of(app).trial is not None
        assert desk_of(app).real.session is closed
        assert "The session is closed: this can be tried, not kept. T ends it." in said_by(app)


async def test_where_there_is_nothing_to_try_the_key_says_where_to_stand() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "t")
        assert desk_of(app).trial is None
        assert "Stand on a change" in said_by(app)


@SIZES
async def test_enter_on_an_answer_that_would_change_it_goes_to_its_question(
    size: tuple[int, int],
) -> None:
    app = app_over("waiting-for-sponsor")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "c")
        points = screen_of(app)._points.values()
        pair = next(p for p in points if p.id.startswith("changes/s") and p.children)
        screen_of(app).body.move_to(pair.children[1].id)
        await press(pilot, "enter")
        assert desk_of(app).at == pair.children[1].question
        assert isinstance(app.screen, InterviewScreen)


@SIZES
async def test_a_missing_fact_leads_to_where_it_is_given(size: tuple[int, int]) -> None:
    app = app_over()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "e")
        screen_of(app).body.move_to("takes/missing/person_day_rate")
        await press(pilot, "enter")
        assert isinstance(app.screen, ProjectScreen)
        assert app.screen.fields.cursor == "fact/person_day_rate"


async def test_what_takes_longer_is_worked_out_only_for_who_looks_and_only_once() -> None:
    app = app_over("all-weak")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot)
        place = screen_of(app)._place
        assert place.closer == NO_CLOSER_LOOK
        await press(pilot, "1")
        assert place.closer.taken is None
        found = place.closer.reopened_by
        assert found is not None
        await press(pilot, "1", "e", "i", "v", "1")
        assert screen_of(app)._place.closer.reopened_by is found
        assert screen_of(app)._place.closer.taken is not None


async def test_a_change_throws_away_what_was_worked_out_before_it() -> None:
    app = app_over()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "e")
        before = screen_of(app)._place.closer.taken
        await press(pilot, "e", "2", "j", "s", "2")
        assert screen_of(app)._place.closer.taken is None
        await press(pilot, "e")
        after = screen_of(app)._place.closer.taken
        assert after is not None
        assert after is not before


async def test_a_section_that_is_still_worked_out_comes_to_the_top_when_it_is_there() -> None:
    app = app_over("all-weak")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "e")
        lines = text_of(app).splitlines()
        at = next(number for number, line in enumerate(lines) if "▾ e" in line)
        assert "Person-days" in "\n".join(lines[at : at + 6])
        assert at <= 4


async def test_help_says_that_a_change_can_be_tried() -> None:
    app = app_over("good-model-no-engineers")
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "c")
        assert screen_of(app).help_now().startswith("t tries this out on a copy")


@SIZES
async def test_an_open_verdict_leads_to_what_is_to_be_found_out_in_the_full_triage(
    size: tuple[int, int],
) -> None:
    of = session_of_case("sound-but-unfinished", depth="quick")
    quick = {question.id for question in questionnaire().questions if question.quick}
    kept = {question: answer for question, answer in of.answers.items() if question in quick}
    app = app_over(of.model_copy(update={"answers": kept}))
    async with app.run_test(size=size) as pilot:
        await rested(pilot)
        assert "Find out first: What can be kept" in shown(app)
        asked = screen_of(app)
        (asked.why if asked.is_wide else asked.body).move_to("caution/find-out")
        (asked.why if asked.is_wide else asked.body).focus()
        await press(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert desk_of(app).session.depth == "full"
        assert app.screen.question is not None
        assert app.screen.question.short == "What can be kept"
        assert "full triage" in said_by(app)
