"""How often the folder of all projects is looked at."""

from __future__ import annotations

import pytest

from unstall.tui import watching
from unstall.tui.watching import LONGEST_SECONDS, Pace


@pytest.fixture(autouse=True)
def _two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_SECONDS", 2.0)


class Ticks:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_looks_at_every_file_take_at_most_their_share_of_the_time() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    assert pace.is_thorough
    assert pace.took(0.1, thorough=True) == 2.0
    at: list[bool] = []
    for _ in range(2):
        ticks.now += 5.1
        at.append(pace.is_thorough)
    assert at == [False, True]


def test_small_folders_are_looked_at_every_two_seconds_and_in_full() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    for _ in range(3):
        pause = pace.took(0.002, thorough=pace.is_thorough)
        assert pause == 2.0
        ticks.now += pause
        assert pace.is_thorough


def test_slow_disks_are_looked_at_less_often_but_once_a_minute() -> None:
    pace = Pace(Ticks())
    assert pace.took(0.1, thorough=False) == pytest.approx(10.0)
    assert pace.took(30.0, thorough=False) == LONGEST_SECONDS
