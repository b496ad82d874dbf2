"""Whatever is done to a sessions folder, in whatever order: the index says what the files say."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.portfolio.folders import (
    NEEDED,
    UNNEEDED,
    Shelf,
    folder_of,
    later,
    made,
    with_months,
)
from tests.proof import examples
from unstall.portfolio.folder import TICK_NS
from unstall.portfolio.index import PortfolioIndex
from unstall.portfolio.models import PortfolioRow
from unstall.questionnaire.load import Loaded, load
from unstall.session import kept
from unstall.session.files import pending_for, previous_of
from unstall.session.format import encode

FOLDERS = st.sampled_from(["alpha", "beta", "gamma"])
NAMES = st.sampled_from(["2026-11-20.toml", "2027-02-18.toml", "by-hand.toml", "copy.toml"])
MONTHS = st.integers(1, 9)
ANSWERS = st.sampled_from([NEEDED, UNNEEDED])


def loaded_once(path: Path) -> Loaded:
    """Load a questionnaire, and the next time give the same where its file holds the same."""
    return _loaded(path, path.read_bytes())


@cache
def _loaded(path: Path, _: bytes) -> Loaded:
    return load(path)


class ChangingFolder(RuleBasedStateMachine):
    """A folder that somebody changes, and two programs that look at it through one index."""

    def __init__(self) -> None:
        super().__init__()
        self.at = Path(mkdtemp(prefix="unstall-"))
        self.shelf = Shelf(self.at / "sessions", self.at / "cache" / "portfolio.sqlite3")
        self.open = self.shelf.index()
        self.patches = ExitStack()
        self.patches.enter_context(patch.object(kept, "list_available", list))
        self.patches.enter_context(patch.object(kept, "load", loaded_once))

    def teardown(self) -> None:
        self.patches.close()
        self.open.close()
        shutil.rmtree(self.at)

    @initialize()
    def begin(self) -> None:
        self.shelf.put(made("Alpha"), "alpha")
        self.shelf.settle()

    def files(self, folder: str) -> list[Path]:
        return sorted((self.shelf.folder / folder).glob("[!.]*.toml"))

    # --- What somebody does --------------------------------------------------------------------

    @rule(folder=FOLDERS, name=NAMES, months=MONTHS, answers=ANSWERS, at=st.integers(0, 200))
    def write(self, folder: str, name: str, months: int, answers: dict[str, str], at: int) -> None:
        session = later(made(folder.title(), answers, months=months), at)
        self.shelf.put(session, folder, name)

    @rule(folder=FOLDERS, months=MONTHS)
    def change_a_digit_unseen(self, folder: str, months: int) -> None:
        for path in self.files(folder)[-1:]:
            with_months(path, months)

    @rule(folder=FOLDERS, months=MONTHS, at=st.integers(0, 10**9))
    def move_another_into_its_place(self, folder: str, months: int, at: int) -> None:
        for path in self.files(folder)[:1]:
            step = path.with_name("step")
            step.write_bytes(encode(made(folder.title(), months=months)))
            os.utime(step, (at, at))
            step.replace(path)

    @rule(folder=FOLDERS, at=st.integers(0, 10**9))
    def touch(self, folder: str, at: int) -> None:
        for path in self.files(folder)[-1:]:
            os.utime(path, (at, at))

    @rule(folder=FOLDERS)
    def delete(self, folder: str) -> None:
        for path in self.files(folder)[-1:]:
            path.unlink()

    @rule(folder=FOLDERS, text=st.sampled_from(["", "nothing", "schema = 1\n", "<<<<<<< ours\n"]))
    def damage(self, folder: str, text: str) -> None:
        for path in self.files(folder)[-1:]:
            previous_of(path).write_bytes(path.read_bytes())
            path.write_text(text)

    @rule(folder=FOLDERS)
    def put_back(self, folder: str) -> None:
        for path in self.files(folder):
            if previous_of(path).exists():
                previous_of(path).replace(path)

    @rule(folder=FOLDERS, months=MONTHS)
    def leave_a_state_on_its_way(self, folder: str, months: int) -> None:
        for path in self.files(folder)[-1:]:
            data = encode(made(folder.title(), months=months))
            pending_for(path, 7, data).path.write_bytes(data)

    @rule(one=FOLDERS, other=FOLDERS)
    def change_places(self, one: str, other: str) -> None:
        away = self.shelf.folder / "away"
        for source, target in ((one, "away"), (other, one), ("away", other)):
            if (self.shelf.folder / source).exists():
                (self.shelf.folder / source).rename(self.shelf.folder / target)
        assert not away.exists()

    @rule()
    def take_the_questionnaire_away_or_back(self) -> None:
        home, away = self.shelf.folder / ".questionnaires", self.at / "questionnaires"
        if home.exists():
            home.rename(away)
        else:
            away.rename(home)

    # --- What happens to clocks and to the index --------------------------------------------------

    @rule()
    def wait(self) -> None:
        self.shelf.wait()

    @rule(ticks=st.floats(0.1, 1000))
    def clock_goes_back(self, ticks: float) -> None:
        self.shelf.clock_ns -= int(ticks * TICK_NS)

    @rule()
    def lose_the_index(self) -> None:
        self.shelf.file.unlink(missing_ok=True)

    @rule(at=st.floats(0, 1, exclude_max=True))
    def damage_the_index(self, at: float) -> None:
        if self.shelf.file.exists() and (data := bytearray(self.shelf.file.read_bytes())):
            data[int(at * len(data))] ^= 0x55
            self.shelf.file.write_bytes(data)

    @rule()
    def fill_in(self) -> None:
        for row in list(self.open.rows())[:1]:
            full = self.open.filled(row)
            assert full
            assert bare(full) == bare(row)

    # --- What has to be so ------------------------------------------------------------------------

    @invariant()
    def it_says_what_the_files_say(self) -> None:
        expected = {name: bare(row) for name, row in self.shelf.fresh().items()}
        new = PortfolioIndex(
            self.shelf.folder, self.shelf.file, self.shelf.standings, clock=self.clock
        )
        for index in (new, self.open):
            found = {folder_of(row): bare(row) for row in index.rows()}
            assert found == expected
        new.close()

    def clock(self) -> int:
        return self.shelf.clock_ns


def bare(row: PortfolioRow) -> PortfolioRow:
    """Leave out what may have been filled in."""
    if row.assessed is None:
        return row
    return replace(row, standing=None, checkpoints=None, due=None)


class TestChangingFolder(ChangingFolder.TestCase):  # type: ignore[misc, valid-type]
    """The machine as a test; a full proof takes some minutes."""

    settings = settings(max_examples=examples(200), stateful_step_count=6, deadline=None)
    pytestmark = pytest.mark.timeout(900)
