"""Pictures of a ballot, as a voter sees it; each name says what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.session.support import kept, loaded, questionnaire, session
from tests.tui.support import LARGE, NOW, SMALL, rested, without_blinking
from unstall.session.ballot import ballot_text, blank_ballot
from unstall.session.format import read_session
from unstall.session.kept import keep_questionnaire
from unstall.tui.app import UnstallApp
from unstall.tui.workspace import Workspace

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
ASKED = ("business-owner", "design-ceiling", "team-capacity")


def pictured(snap_compare: Snap, folder: Path, size: tuple[int, int], *keys: str) -> bool:
    bank = questionnaire()
    _, path = kept(folder / "theirs", session())
    keep_questionnaire(folder / "mine", loaded())
    ballot = folder / "ballot.toml"
    ballot.write_text(ballot_text(blank_ballot(read_session(path), bank, ASKED), bank))

    async def prepare(pilot: Pilot[None]) -> None:
        await rested(pilot)
        await pilot.press(*keys)
        await rested(pilot)
        without_blinking(pilot.app)

    app = UnstallApp(Workspace(folder / "mine", lambda: NOW), lambda: NOW, open_path=ballot)
    return snap_compare(app, terminal_size=size, run_before=prepare)


@SIZES
def test_a_vote_that_was_given_on_the_longest_question(
    snap_compare: Snap, tmp_path: Path, size: tuple[int, int]
) -> None:
    voted = (*"Engineering", "enter", "3", "2", "k")
    assert pictured(snap_compare, tmp_path, size, *voted)


@SIZES
def test_the_role_is_asked_first(snap_compare: Snap, tmp_path: Path, size: tuple[int, int]) -> None:
    assert pictured(snap_compare, tmp_path, size)
