"""Long work lets the screens have their turn, and ends when nobody needs it any more."""

from __future__ import annotations

from typing import Any

import pytest
from textual.worker import WorkerCancelled

from unstall.tui import turns
from unstall.tui.turns import AT_A_STRETCH, PAUSE, Turns


class Work:
    """Stands for the worker that the work runs in."""

    is_cancelled = False


class Clock:
    """A clock that moves only when it is told to, and notes every wait."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waited: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(turns, "perf_counter", lambda: made.now)
    monkeypatch.setattr(turns, "sleep", made.sleep)
    # Tests of screens give none, so that they do not wait for each other.
    monkeypatch.setattr(turns, "PAUSE", PAUSE)
    return made


def taking_turns(work: Any) -> Turns:
    return Turns(work)


def test_work_goes_on_until_a_turn_is_due(clock: Clock) -> None:
    turn = taking_turns(Work())
    clock.now += AT_A_STRETCH / 2
    turn()
    assert clock.waited == []


def test_a_turn_that_is_due_is_given_and_the_next_counts_from_its_end(clock: Clock) -> None:
    turn = taking_turns(Work())
    clock.now += AT_A_STRETCH
    turn()
    assert clock.waited == [PAUSE]
    turn()
    clock.now += AT_A_STRETCH / 2
    turn()
    assert clock.waited == [PAUSE]
    clock.now += AT_A_STRETCH
    turn()
    assert clock.waited == [PAUSE, PAUSE]


def test_work_that_is_not_needed_any_more_ends_at_the_next_step(clock: Clock) -> None:
    work = Work()
    turn = taking_turns(work)
    turn()
    work.is_cancelled = True
    with pytest.raises(WorkerCancelled):
        turn()
    assert clock.waited == []
