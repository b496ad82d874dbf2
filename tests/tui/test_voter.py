"""A voter's app: waiting, voting, changing one's mind, and what came out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.serving.rooms import ASKED, revealed, room, voting
from tests.tui.hostile import HOSTILE
from tests.tui.support import NOW, text_of, until
from unstall.errors import StorageError
from unstall.tui.voter.app import NOT_KEPT, THANKS, TROUBLE, VoterApp
from unstall.tui.voter.row import LevelRow
from unstall.workshop.folder import RoomFolder
from unstall.workshop.slips import Slip
from unstall.workshop.stage import Stage

VOTER = "0123456789abcdef"
PHONE, SMALL, LARGE = (40, 20), (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [PHONE, SMALL, LARGE], ids=["phone", "small", "large"])
QUESTION = "prod-runnable"


@dataclass
class Seat:
    """A voter before their app."""

    folder: RoomFolder
    pilot: Pilot[None]
    app: VoterApp
    moments: list[datetime] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """What the screen shows, on one line."""
        return " ".join(text_of(self.app).split())

    async def sees(self, text: str) -> None:
        await until(self.pilot, lambda: text in self.shown)

    @property
    def vote(self) -> str | None:
        slip = self.folder.slip(VOTER)
        return slip.first.get(QUESTION) if slip else None


@asynccontextmanager
async def seated(
    path: Path,
    stage: Stage | None = None,
    *,
    size: tuple[int, int] = SMALL,
    served: list[bool] | None = None,
) -> AsyncIterator[Seat]:
    folder = room(path)
    folder.put_slip(Slip(VOTER, "engineering", "device", "0" * 64))
    if stage:
        folder.put_stage(stage)
    moments = [NOW]
    app = VoterApp(
        folder, VOTER, role="Engineering", word="K7QM-3XPD", now=lambda: moments[-1],
        is_served=lambda: not served or served[-1],
    )  # fmt: skip
    async with app.run_test(size=size) as pilot:
        yield Seat(folder, pilot, app, moments)


@SIZES
async def test_who_is_in_is_told_so_and_how_to_come_back(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with seated(tmp_path, size=size) as seat:
        await seat.sees("You are in as Engineering.")
        assert "The first question comes when everybody is here." in seat.shown
        assert "Your return word is K7QM-3XPD" in seat.shown


@SIZES
async def test_the_question_is_shown_with_all_that_can_be_said(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with seated(tmp_path, voting(voted=5), size=size) as seat:
        await seat.sees(ASKED.prompt)
        for level in (*ASKED.levels, "I don't know", "5 of 8 have voted", "3 of 12"):
            assert level in seat.shown
        assert "❯" not in seat.shown


async def test_a_digit_votes_and_another_one_changes_the_vote(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.pilot.press("2")
        assert seat.vote == "needs-author"
        assert "❯ 2 With its author" in seat.shown
        assert "You said 2. You can change it until all votes are shown." in seat.shown
        await seat.pilot.press("0")
        assert seat.vote == "unknown"
        assert "❯ 0 I don't know" in seat.shown
        assert seat.shown.count("❯") == 1


@SIZES
async def test_a_tap_votes(size: tuple[int, int], tmp_path: Path) -> None:
    async with seated(tmp_path, voting(), size=size) as seat:
        await seat.sees("Anybody in the team")
        await seat.pilot.click(list(seat.app.query(LevelRow))[2])
        await seat.sees("You said 3.")
        assert seat.vote == "any-member"


async def test_no_other_key_votes_or_leads_anywhere(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.pilot.press("1")
        before = seat.shown
        for key in ("5", "9", "q", "enter", "escape", "ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "f1"):
            await seat.pilot.press(key)
            assert seat.shown == before, key
            assert seat.vote == "one-machine"
            assert seat.app.is_running
            assert len(seat.app.screen_stack) == 1


async def test_nobody_votes_before_a_question_or_after_the_reveal(tmp_path: Path) -> None:
    async with seated(tmp_path) as seat:
        await seat.pilot.press("2")
        seat.folder.put_stage(voting())
        await seat.sees(ASKED.prompt)
        assert seat.vote is None
        seat.folder.put_stage(revealed())
        await seat.pilot.press("3")
        assert seat.vote is None
        await seat.sees("You did not vote on this.")


async def test_a_key_for_one_question_is_no_vote_on_the_next(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.sees(ASKED.prompt)
        other = replace(ASKED, id="live-data-path", prompt="Another?")
        seat.folder.put_stage(replace(voting(2), asked=other))
        await seat.pilot.press("3")
        slip = seat.folder.slip(VOTER)
        assert slip
        assert slip.first == {}


async def test_what_came_out_is_shown_with_roles_and_ones_own_vote(tmp_path: Path) -> None:
    async with seated(tmp_path, voting(), size=LARGE) as seat:
        await seat.pilot.press("2")
        seat.folder.put_stage(revealed(counted=frozenset({VOTER})))
        await seat.sees("Your vote counts: you said 2.")
        assert "████████████ 3 Engineering 3" in seat.shown
        assert "❯ 2 With its author ████████ 2 Engineering 1 · Business 1" in seat.shown
        assert "Two camps: 5 say 1 or 2, 2 say 4." in seat.shown
        assert "The lowest speaks first, then the highest." in seat.shown


async def test_a_vote_that_came_too_late_is_told_so(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.pilot.press("2")
        seat.folder.put_stage(revealed())
        await seat.sees("Your vote came too late")


async def test_the_second_vote_begins_empty_and_recalls_the_first(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.pilot.press("2")
        seat.folder.put_stage(voting(3, "second"))
        await seat.sees("Second vote.")
        assert "The first time you said 2." in seat.shown
        assert "❯" not in seat.shown
        await seat.pilot.press("4")
        slip = seat.folder.slip(VOTER)
        assert slip
        assert (slip.first[QUESTION], slip.second[QUESTION]) == ("needs-author", "pipeline")


async def test_the_clock_runs_down(tmp_path: Path) -> None:
    stage = replace(voting(), ends=NOW + timedelta(seconds=125))
    async with seated(tmp_path, stage) as seat:
        await seat.sees("2:05 left")
        seat.moments.append(NOW + timedelta(seconds=66))
        await seat.sees("0:59 left")
        seat.moments.append(NOW + timedelta(seconds=130))
        await seat.sees("time is up")
        await seat.pilot.press("1")
        assert seat.vote == "one-machine"


async def test_the_end_is_told_also_when_the_room_is_taken_away(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        seat.folder.put_stage(Stage(9, "over", "Claims triage"))
        await seat.sees(THANKS)
        seat.folder.clear()
        await seat.pilot.pause(0.6)
        assert seat.app.is_running
        assert THANKS in seat.shown


async def test_who_was_removed_leaves(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.sees(ASKED.prompt)
        seat.folder.remove_slip(VOTER)
        await until(seat.pilot, lambda: not seat.app.is_running or seat.app._exit)
        assert seat.app._exit


async def test_an_app_without_its_server_ends(tmp_path: Path) -> None:
    served = [True]
    async with seated(tmp_path, voting(), served=served) as seat:
        await seat.sees(ASKED.prompt)
        served.append(False)
        await until(seat.pilot, lambda: seat.app._exit)


async def test_a_room_that_cannot_be_read_is_waited_for(tmp_path: Path) -> None:
    async with seated(tmp_path, voting()) as seat:
        (seat.folder.path / "stage.toml").write_text("phase = 1")
        await seat.sees(TROUBLE)
        seat.folder.put_stage(voting(2, voted=7))
        await seat.sees("7 of 8 have voted")


async def test_a_vote_that_the_disk_refuses_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(tmp_path, voting()) as seat:
        await seat.sees(ASKED.prompt)

        def refuse(*_given: object) -> Slip:
            raise StorageError("the disk is full")

        monkeypatch.setattr(seat.folder, "vote", refuse)
        await seat.pilot.press("2")
        await seat.sees(NOT_KEPT)
        assert "❯" not in seat.shown


@pytest.mark.parametrize("what", HOSTILE)
async def test_hostile_text_is_shown_as_it_is(what: str, tmp_path: Path) -> None:
    text = HOSTILE[what]
    asked = replace(ASKED, prompt=text, levels=(text, "two", "three", "four"))
    shown = revealed(counted=frozenset())
    assert shown.outcome
    roles = (replace(shown.outcome.by_role[0], role=text),)
    outcome = replace(shown.outcome, says=(text,), by_role=roles)
    async with seated(tmp_path, replace(voting(), asked=asked, title=text), size=LARGE) as seat:
        await seat.sees("0 of 8 have voted")
        await seat.pilot.press("1")
        seat.folder.put_stage(replace(shown, asked=asked, title=text, outcome=outcome))
        await seat.sees("Your vote came too late")
        assert "\x1b" not in text_of(seat.app)


def test_a_voters_program_loads_nothing_of_sessions_and_little_else() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import unstall.tui.voter.app, sys; print(*sys.modules)"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    heavy = {"pydantic", "jinja2", "babel", "markdown_it", "aiohttp", "unstall.session.models"}
    assert not heavy & set(loaded)
    forbidden = ("unstall.questionnaire", "unstall.triage", "unstall.plan", "unstall.report")
    assert not [name for name in loaded if name.startswith(forbidden)]


def test_a_voters_program_started_by_hand_says_who_starts_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unstall.tui.voter"],
        capture_output=True,
        text=True,
        check=False,
        env={},
    )
    assert done.returncode == 2
    assert done.stderr == "unstall: voters' apps are started by unstall workshop --serve.\n"
