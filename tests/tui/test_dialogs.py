"""The dialogs that all screens share."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.widgets import Input, OptionList, TextArea

from tests.tui.hostile import HOSTILE
from tests.tui.support import LARGE, SMALL, text_of
from unstall.errors import SessionError
from unstall.tui.widgets.dialogs import AskLine, AskText, Choice, Choose, Confirm, Dialog

NOTHING = object()


class Asker(App[None]):
    """Shows one dialog and remembers what it gave."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, str] = {}
        self.given: Any = NOTHING

    def ask(self, dialog: Dialog[Any]) -> None:
        self.given = NOTHING
        self.push_screen(dialog, self._remember)

    def _remember(self, given: Any) -> None:
        self.given = given


def given(app: Asker) -> Any:
    """What the dialog gave; NOTHING while it is open."""
    return app.given


async def test_enter_gives_the_line_that_was_typed() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskLine("Name"))
        await pilot.press(*"Ana", "enter")
        assert given(app) == "Ana"


async def test_a_line_that_was_left_with_esc_is_there_the_next_time() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskLine("Name", value="A", draft="name"))
        await pilot.press("end", *"na", "escape")
        assert given(app) is None
        app.ask(AskLine("Name", value="A", draft="name"))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Ana"
        await pilot.press("enter")
        assert given(app) == "Ana"
        assert app.drafts == {}


async def test_a_text_that_was_not_changed_leaves_no_draft() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskText("Note", value="as it was", draft="note"))
        await pilot.press("escape")
        assert app.drafts == {}


@pytest.mark.parametrize("raises", [True, False], ids=["error", "sentence"])
async def test_what_will_not_do_is_refused_at_the_field_and_stays_in_it(raises: bool) -> None:
    def check(text: str) -> str | None:
        if text != "7":
            if raises:
                raise SessionError("not a seven", hint="Write 7.")
            return "not a seven. Write 7."
        return None

    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskLine("Number", check=check))
        await pilot.press("8", "enter")
        assert given(app) == NOTHING
        assert "not a seven. Write 7." in text_of(app)
        assert app.screen.query_one(Input).value == "8"
        await pilot.press("backspace", "7")
        assert "not a seven" not in text_of(app)
        await pilot.press("enter")
        assert given(app) == "7"


@pytest.mark.parametrize("key", ["f2", "ctrl+s"])
async def test_a_longer_text_keeps_its_lines(key: str) -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskText("Note", value="one"))
        await pilot.press("enter", *"two", key)
        assert given(app) == "one\ntwo"


async def test_a_longer_text_that_was_left_is_there_the_next_time() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(AskText("Note", draft="note"))
        await pilot.press(*"half", "escape")
        app.ask(AskText("Note", draft="note"))
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "half"


@pytest.mark.parametrize(
    ("key", "risky", "answer"),
    [
        ("y", False, True),
        ("n", False, False),
        ("enter", False, True),
        ("escape", False, None),
        ("enter", True, False),
        ("y", True, True),
    ],
)
async def test_yes_and_no_each_have_a_key(key: str, risky: bool, answer: bool | None) -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(Confirm("Delete it?", risky=risky))
        await pilot.press(key)
        assert given(app) is answer


CHOICES = [Choice("a", "First"), Choice("b", "Second", "with a word on it"), Choice("c", "Third")]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["2"], "b"),
        (["enter"], "b"),
        (["j", "enter"], "c"),
        (["up", "enter"], "a"),
        (["9"], NOTHING),
    ],
)
async def test_a_choice_is_made_by_digit_or_by_moving(keys: list[str], chosen: object) -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(Choose("Which?", CHOICES, selected="b"))
        await pilot.press(*keys)
        assert given(app) == chosen


async def test_a_long_list_of_choices_stays_on_the_screen() -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(Choose("Which?", [Choice(str(n), f"Number {n}") for n in range(50)]))
        await pilot.press(*["j"] * 30)
        assert "Number 30" in text_of(app)
        assert app.screen.query_one(OptionList).region.bottom < SMALL[1]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_dialogs_show_hostile_text_as_it_is(text: str) -> None:
    app = Asker()
    async with app.run_test(size=LARGE) as pilot:
        for dialog in (
            AskLine(text, value=text.replace("\n", " "), hint=text),
            AskText(text, value=text, hint=text),
            Confirm(text, hint=text, yes=text, no=text),
            Choose(text, [Choice("a", text, text), Choice("b", text)], hint=text),
        ):
            app.ask(dialog)
            await pilot.pause()
            assert "\x1b" not in text_of(app)
            await pilot.press("escape")
        assert app.is_running


@pytest.mark.parametrize("dialog", [AskLine, AskText])
async def test_what_is_pasted_loses_what_acts_on_a_terminal(dialog: Any) -> None:
    app = Asker()
    async with app.run_test(size=SMALL) as pilot:
        app.ask(dialog("Name"))
        await pilot.pause()
        app.screen.focused.post_message(events.Paste("\x1b[2Ja\u202eb\x07"))  # type: ignore[union-attr]
        await pilot.press("f2" if dialog is AskText else "enter")
        assert given(app) == "ab"


@pytest.mark.parametrize("size", [(20, 5), SMALL, LARGE])
async def test_dialogs_survive_any_size(size: tuple[int, int]) -> None:
    app = Asker()
    async with app.run_test(size=size) as pilot:
        for dialog in (AskLine("A"), AskText("B"), Confirm("C"), Choose("D", CHOICES)):
            app.ask(dialog)
            await pilot.resize_terminal(20, 5)
            await pilot.resize_terminal(*size)
            await pilot.press("escape")
        assert app.is_running
