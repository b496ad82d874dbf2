"""A ballot in the app: the questions alone, saved as they are answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.session.support import kept, loaded, questionnaire, session
from tests.tui.support import NOW, rested
from unstall.session.ballot import ballot_text, blank_ballot
from unstall.session.format import read_session
from unstall.session.kept import keep_questionnaire
from unstall.session.models import Session
from unstall.tui.app import UnstallApp
from unstall.tui.screens.ballot import BallotScreen
from unstall.tui.screens.home import HomeScreen
from unstall.tui.workspace import Workspace

BANK = questionnaire()
ASKED = ("business-owner", "value-case", "team-capacity")
HOSTILE = "[/x] [@click=app.quit]bold[/]"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A blank ballot that came by mail."""
    _, path = kept(tmp_path / "theirs", session(project=HOSTILE))
    keep_questionnaire(tmp_path / "mine", loaded())
    ballot = tmp_path / "ballot.toml"
    ballot.write_text(ballot_text(blank_ballot(read_session(path), BANK, ASKED), BANK))
    return ballot


def _app(file: Path) -> UnstallApp:
    return UnstallApp(Workspace(file.parent / "mine", lambda: NOW), lambda: NOW, open_path=file)


def _text(app: UnstallApp) -> str:
    screen = app.screen
    return "\n".join(str(one.render()) for one in screen.query(Static) if one.id)


def _votes(file: Path) -> dict[str, str | None]:
    return {
        question: given.level or ("unknown" if given.unknown else None)
        for question, given in _read(file).answers.items()
    }


def _read(file: Path) -> Session:
    return read_session(file)


async def test_a_ballot_is_filled_in_with_one_key_per_question(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await rested(pilot)
        assert app.screen.query(Input)
        await pilot.press(*"Business", "enter", "4", "0", "2")
        await rested(pilot)
        assert "3 answered · business" in _text(app)
        await pilot.press("q")
    assert _votes(file) == {
        "business-owner": "accountable",
        "value-case": "unknown",
        "team-capacity": BANK.question_by_id["team-capacity"].levels[1].id,
    }
    ref = _read(file).ballot
    assert ref is not None
    assert ref.role == "business"
    assert ref.id is not None
    assert not list(file.parent.glob(".ballot.toml.holder"))


async def test_no_verdict_no_reading_and_no_project_stands_beside_it(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("escape", "1", "1", "1")
        await rested(pilot)
        shown = _text(app)
        for word in ("Leaning", "leaning", "So far", "Technical", "Ask next", "Fix", "Stop"):
            assert word not in shown, word
        for key in ("v", "p", "M", "f", "i"):
            await pilot.press(key)
            assert isinstance(app.screen, BallotScreen), key


async def test_an_answer_can_be_looked_at_changed_and_taken_back(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "3", "k")
        await rested(pilot)
        assert "❯ 3" in _text(app)
        assert _text(app).count("❯") == 1
        await pilot.press("1", "k", "backspace")
        await rested(pilot)
        assert "❯" not in _text(app)
        await pilot.press("q")
    assert _votes(file) == {}


async def test_a_level_that_there_is_not_does_nothing(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "5")
        await rested(pilot)
        assert "question 1 of 3 · 0 answered" in _text(app)


async def test_a_role_without_letters_is_refused_at_the_field(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"12", "enter")
        await rested(pilot)
        assert app.screen.query(Input)
        assert not isinstance(app.screen, BallotScreen)
        await pilot.press("escape")
    ref = _read(file).ballot
    assert ref is not None
    assert ref.role is None


async def test_a_project_with_markup_in_its_name_is_shown_as_it_is(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("escape")
        await rested(pilot)
        assert HOSTILE in _text(app)


async def test_a_ballot_goes_on_where_it_was_left(file: Path) -> None:
    for keys, shown in ((("escape", "1"), "question 2 of 3"), (("escape",), "question 2 of 3")):
        app = _app(file)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            await rested(pilot)
            assert shown in _text(app)
            await pilot.press("q")


async def test_what_is_wrong_with_a_ballot_is_said_and_home_stays(file: Path) -> None:
    file.write_text(file.read_text().replace('"value-case"', '"no-such-question"', 1))
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await rested(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert any("no-such-question" in note.message for note in app._notifications)


async def test_help_says_what_every_key_does(file: Path) -> None:
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "question_mark")
        await rested(pilot)
        assert not isinstance(app.screen, BallotScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, BallotScreen)
