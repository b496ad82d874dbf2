"""Pictures of the room; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.builtin import engine
from tests.tui.in_a_room import ASKED, CAMPS, RoomApp, Vote, join, room_app, screen_of, vote
from tests.tui.support import LARGE, SMALL, rested
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.triage.engine import Engine

Snap = Callable[..., bool]

ADDRESS = "http://192.168.1.20:8765"
DARK, LIGHT = "unstall-dark", "unstall-light"
AGREED: Sequence[Vote] = [("engineering", 2)] * 4 + [("engineering", 3)] + [("business", 2)] * 3
FOUR_ROLES = ("business", "data", "engineering", "operations")
FIFTY: Sequence[Vote] = [
    (FOUR_ROLES[n % 4], (0, 3, 1, 2, 3, 0, None)[n * n % 7]) for n in range(50)
]

GERMAN = (
    "Wer trägt die Verantwortung für die Ergebnisse, wenn Vorschläge der Maschine übernommen "
    "werden, und weiß diese Person davon?"
)
GERMAN_LEVELS = (
    "Niemand aus dem Fachbereich.",
    "Jemand, der dafür ist, aber für die Ergebnisse nicht geradestehen würde.",
    "Eine benannte Person; welche Fehler zulässig sind, ist nicht ausgemacht.",
    "Eine benannte Person steht dafür ein, hat gesagt, was gut genug ist, und darf freigeben.",
)


def pictured(
    snap: Snap,
    app: RoomApp,
    size: tuple[int, int],
    theme: str,
    votes: Sequence[Vote] = (),
    *,
    here: Sequence[str] = (),
    reveals: bool = False,
) -> bool:
    async def prepare(pilot: Pilot[None]) -> None:
        app.theme = theme
        join(app.workshop, *here)
        if votes:
            await pilot.press("enter")
            vote(app.workshop, votes)
        screen_of(app).refresh_view()
        if reveals:
            await pilot.press("enter")
        await rested(pilot)

    return snap(app, terminal_size=size, run_before=prepare)


def in_german(folder: Path) -> Engine:
    """Give the engine of a questionnaire of somebody's own, one of whose questions is German."""
    own = folder / "own"
    own.mkdir()
    for file in (builtin_questionnaires() / "stalled-ai").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        question = engine().questionnaire.question_by_id[ASKED[0]]
        text = text.replace(question.prompt, GERMAN).replace(question.short, "Verantwortung")
        for level, german in zip(question.levels, GERMAN_LEVELS, strict=True):
            text = text.replace(level.label, german)
        (own / file.name).write_text(text, encoding="utf-8")
    return Engine(load(own).questionnaire)


BOTH = pytest.mark.parametrize(
    ("size", "theme"), [(LARGE, LIGHT), (SMALL, DARK)], ids=["120x40-light", "80x24-dark"]
)
OTHER = pytest.mark.parametrize(
    ("size", "theme"), [(LARGE, DARK), (SMALL, LIGHT)], ids=["120x40-dark", "80x24-light"]
)


@BOTH
def test_the_lobby_with_the_address_the_code_and_six_of_eight_people(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    app = room_app(tmp_path, engine(), url=ADDRESS)
    here = ["engineering"] * 4 + ["business"] * 2
    assert pictured(snap_compare, app, size, theme, here=here)


@OTHER
def test_five_of_eight_have_voted(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    assert pictured(snap_compare, room_app(tmp_path, engine()), size, theme, CAMPS[:5])


@OTHER
def test_two_camps_by_role(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    app = room_app(tmp_path, engine())
    assert pictured(snap_compare, app, size, theme, CAMPS, reveals=True)


def test_the_room_agrees(snap_compare: Snap, tmp_path: Path) -> None:
    app = room_app(tmp_path, engine())
    assert pictured(snap_compare, app, LARGE, LIGHT, AGREED, reveals=True)


@BOTH
def test_a_long_german_question_of_an_own_questionnaire(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    assert pictured(snap_compare, room_app(tmp_path, in_german(tmp_path)), size, theme, CAMPS[:5])


def test_fifty_votes_are_boxes_with_numbers(snap_compare: Snap, tmp_path: Path) -> None:
    app = room_app(tmp_path, engine(), voters=50, roles=FOUR_ROLES)
    assert pictured(snap_compare, app, LARGE, DARK, FIFTY, reveals=True)
