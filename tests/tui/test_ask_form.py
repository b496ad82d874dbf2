"""The dialogs that ask for several fields, and for a name with those given before."""

from __future__ import annotations

import pytest

from tests.tui.hostile import HOSTILE
from tests.tui.support import SMALL, text_of
from tests.tui.test_dialogs import Asker, given
from unstall.errors import SessionError
from unstall.tui.widgets.ask_form import Asked, AskForm, Typed
from unstall.tui.widgets.ask_offered import AskOffered
from unstall.tui.widgets.dialogs import Choice
from unstall.tui.widgets.fields import LineField

NAMES = (Choice("Ana Ruiz", "Ana Ruiz", "sponsor"), Choice("Bo Lee", "Bo Lee"))


def form() -> AskForm:
    def together(typed: Typed) -> None:
        if typed["one"] == typed["two"]:
            raise SessionError("both are the same", hint="Change one.")

    return AskForm(
        "A form",
        (
            Asked("one", "First", "The first.", check=lambda t: None if t else "Write something."),
            Asked("two", "Second", "The second.", "2", offers=("tech lead", "data engineer")),
        ),
        draft="form",
        check=together,
    )


async def test_enter_goes_from_field_to_field_and_gives_all_at_the_last() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(form())
        await pilot.pause()
        assert "The first." in text_of(app)
        await pilot.press("a", "enter")
        assert "The second." in text_of(app)
        await pilot.press("3", "enter")
        assert given(app) == {"one": "a", "two": "23"}


async def test_what_will_not_do_is_refused_at_its_field_and_together() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(form())
        await pilot.press("tab", "f2")
        await pilot.pause()
        assert "First: Write something." in text_of(app)
        assert app.focused is not None
        assert app.focused.id == "f-one"
        await pilot.press("2", "f2")
        await pilot.pause()
        assert "both are the same. Change one." in text_of(app)


async def test_leaving_keeps_what_was_typed_for_the_next_time() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(form())
        await pilot.press("a", "escape")
        assert given(app) is None
        app.ask(form())
        await pilot.pause()
        await pilot.press("f2")
        assert given(app) == {"one": "a", "two": "2"}
        assert app.drafts == {}


async def test_an_offer_is_completed_by_the_right_key() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(form())
        await pilot.press("a", "tab", "backspace", "t", "e")
        await pilot.pause(0.1)
        await pilot.press("right", "enter")
        assert given(app)["two"] == "tech lead"


async def test_names_given_before_are_put_into_the_field_by_the_arrows() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskOffered("Who?", NAMES))
        await pilot.pause()
        assert "Ana Ruiz  sponsor" in text_of(app)
        await pilot.press("down", "down", "enter")
        assert given(app) == "Bo Lee"


async def test_typing_narrows_the_names_down_and_need_not_take_one() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskOffered("Who?", NAMES))
        await pilot.press("b")
        await pilot.pause()
        assert "Ana Ruiz" not in text_of(app)
        await pilot.press("up", "backspace", "enter")
        assert given(app) == "Bo Le"
        app.ask(AskOffered("Who?", NAMES))
        await pilot.press("x", "down", "enter")
        assert given(app) == "x"


async def test_many_names_are_shown_a_few_at_a_time_around_the_one_chosen() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskOffered("Who?", [Choice(f"n{n}", f"Name {n:02}") for n in range(30)]))
        await pilot.press(*["down"] * 20)
        await pilot.pause()
        assert "❯ Name 19" in text_of(app)
        assert "Name 29" not in text_of(app)
        await pilot.press("enter")
        assert given(app) == "Name 19"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_names_are_only_shown(text: str) -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskOffered(text, [Choice("x", text, text)], hint=text))
        await pilot.press("down")
        assert app.screen.query_one(LineField).value is not None
        await pilot.press("escape")
        app.ask(AskForm(text, (Asked("a", text, text, text),), draft="d", check=lambda _: None))
        await pilot.press("f2")
        assert app.is_running
