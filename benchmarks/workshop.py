"""A room of fifty who vote from their own devices, against a room of one in the same minutes.

The facilitator's program is the real one in a pseudo-terminal, with its server and a process for
every voter; the voters' browsers are connections alone (`voters.py`). All vote at once, and the
facilitator reveals as soon as the count on stage is full.
"""

from __future__ import annotations

import asyncio
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.projects import fill_folder
from benchmarks.screens import BARE, app
from benchmarks.table import Row
from benchmarks.terminal import Program
from benchmarks.voters import PATIENCE, Voters
from unstall.workshop.folder import RoomFolder, room_of
from unstall.workshop.setup import read_setup
from unstall.workshop.stage import Stage

HEAD = ("a workshop", "measured", "ratio", "aim")
MANY = 50
QUESTIONS = 7
ROLES = ("engineering", "business", "operations")
VOTES = "1234230"
BEGIN, REVEAL = "\r", "\r"
NEXT = "l"
"""Leaves the question in the queue: Enter passes none by before it was looked at."""
LOOK = 0.002
"""Seconds between two looks at what is on stage."""


@dataclass
class Memory:
    """What processes hold, in MB."""

    resident: float
    own: float
    """That no other process shares."""


@dataclass
class Played:
    """What came out of one room."""

    joined: float
    """Seconds until all were shown that they are in."""
    reveals: list[float] = field(default_factory=list)
    """Seconds from the last vote until all were sent the outcome, for each question."""
    counts: list[float] = field(default_factory=list)
    """Of which until all were counted on stage."""
    voters: list[Memory] = field(default_factory=list)
    server: list[Memory] = field(default_factory=list)


def workshop(folder: Path) -> list[Row]:
    """Measure how long a reveal takes, how long joining, and what a voter's app holds."""
    bare = _bare()
    one = asyncio.run(_play(folder / "one", 1))
    many = asyncio.run(_play(folder / "many", MANY))
    base, took = statistics.median(one.reveals), statistics.median(many.reveals)
    counted = statistics.median(many.counts)
    resident, own = (
        statistics.median(getattr(voter, what) for voter in many.voters)
        for what in ("resident", "own")
    )
    return [
        (
            f"Last vote to outcome on all {MANY} screens, median of {QUESTIONS}",
            f"{took:.2f} s",
            f"{took / base:.2f} × with one voter ({base:.2f} s)",
            "2 s",
        ),
        (
            "The same, longest",
            f"{max(many.reveals):.2f} s",
            f"{max(many.reveals) / max(one.reveals):.2f} × with one voter",
            "2 s",
        ),
        (
            "Of which until the facilitator sees that all have voted, median",
            f"{counted:.2f} s",
            f"{counted / statistics.median(one.counts):.2f} × with one voter",
            "–",
        ),
        (
            f"{MANY} join at once: until the last is in",
            f"{many.joined:.1f} s",
            f"{many.joined / one.joined:.1f} × one ({one.joined:.2f} s)",
            "–",
        ),
        (
            "A voter's app: memory of its own, median",
            f"{own:.0f} MB",
            f"{own / bare.own:.2f} × bare ({bare.own:.0f} MB)",
            "–",
        ),
        (
            "The same, resident",
            f"{resident:.0f} MB",
            f"{resident / bare.resident:.2f} × bare ({bare.resident:.0f} MB)",
            "–",
        ),
        (
            f"The server of {MANY}: memory of its own",
            f"{many.server[0].own:.0f} MB",
            f"{many.server[0].own / one.server[0].own:.2f} × of one",
            "–",
        ),
    ]


async def _play(folder: Path, number: int) -> Played:
    """Play a room with a number of voters, all on devices of their own."""
    path = fill_folder(folder, [], empty=1)[0]
    port = _free_port()
    options = ("--serve", f"--port={port}", f"--voters={number}", f"--roles={','.join(ROLES)}")
    with Program(app(folder, "workshop", str(path), *options, "--seconds=0")) as program:
        program.until("Enter begins")
        program.press(BEGIN)
        program.until(f"127.0.0.1:{port}")
        room = room_of(path)
        with _drained(program):
            async with Voters(f"http://127.0.0.1:{port}/", number) as voters:
                return await _vote(program, room, voters, number)


async def _vote(program: Program, room: RoomFolder, voters: Voters, number: int) -> Played:
    begun = time.perf_counter()
    await voters.join(read_setup(room).code, ROLES)
    played = Played(await voters.until("return word") - begun)
    for place in range(QUESTIONS):
        voters.forget()
        program.press(NEXT if place else BEGIN)
        await voters.until("press its digit")
        last = await voters.press(VOTES)
        played.counts.append(await _until_stage(room, lambda stage: stage.voted == number) - last)
        program.press(REVEAL)
        played.reveals.append(await voters.until("Your vote counts") - last)
    played.voters = [*_memory_of(f"UNSTALL_ROOM={room.path}".encode(), "environ")]
    played.server = [*_memory_of(b"unstall.serving", "cmdline")]
    return played


async def _until_stage(room: RoomFolder, holds: Callable[[Stage], bool]) -> float:
    """Wait until something holds of what is on stage; gives the moment."""
    seen: object = None
    async with asyncio.timeout(PATIENCE):
        while True:
            if (look := room.look()) != seen:
                seen, stage = look, room.stage()
                if stage is not None and holds(stage):
                    return time.perf_counter()
            await asyncio.sleep(LOOK)


@contextmanager
def _drained(program: Program) -> Iterator[None]:
    """Take what a program writes, so that it never waits to be read."""
    loop = asyncio.get_running_loop()
    loop.add_reader(program.terminal, program.take)
    try:
        yield
    finally:
        loop.remove_reader(program.terminal)


def _bare() -> Memory:
    with Program(BARE) as program:
        program.until("ready 0")
        program.settle()
        return _memory(program.number)


def _memory_of(mark: bytes, where: str) -> Iterator[Memory]:
    """Give the memory of all processes in whose command or environment a mark stands."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / where).read_bytes():
                yield _memory(int(process.name))
        except OSError:
            continue


def _memory(process: int) -> Memory:
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    held = {line.split(":")[0]: int(line.split()[1]) for line in told.splitlines()[1:]}
    return Memory(held["Rss"] / 1024, (held["Private_Clean"] + held["Private_Dirty"]) / 1024)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
