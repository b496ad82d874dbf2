"""What tests of the interview share: sizes, the quick questions, and looking at the screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.builtin import questionnaire
from tests.tui.support import LARGE, MIDDLE, SMALL, AppOverDesk, session, text_of
from unstall.session.models import Session
from unstall.tui.desk import Desk
from unstall.tui.screens.find import FindScreen
from unstall.tui.screens.interview import InterviewScreen
from unstall.tui.widgets.key_line import KeyLine

TINY = (20, 5)
SIZES = pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["80x24", "100x30", "120x40"])
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

FRAMES = str.maketrans("│╭╮╰╯─", "      ")

QUICK = [question for question in questionnaire().call_order if question.quick]
IDS = [question.id for question in QUICK]


def shown(app: AppOverDesk) -> str:
    """The screen's text with every run of spaces and line breaks made one space."""
    return " ".join(text_of(app).translate(FRAMES).split())


def screen_of(app: AppOverDesk) -> InterviewScreen:
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


def depth_of(on: Desk) -> str:
    return on.session.depth


def is_finding(app: AppOverDesk) -> bool:
    return isinstance(app.screen, FindScreen)


def said(app: AppOverDesk) -> str | None:
    """What stands in the last line in place of the keys."""
    return screen_of(app).query_one(KeyLine).message


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    await press(pilot, *("space" if character == " " else character for character in text))


def all_answered(level: int = 2, **more: Any) -> Session:
    answers = {question.id: question.levels[level].id for question in QUICK}
    return session(answers, **more)
