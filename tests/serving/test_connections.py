"""Voters at their apps: real processes behind real connections, one a voter."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.serving.rooms import Opened, opened, voting
from unstall.serving.connections import (
    MOST_FRAMES,
    MOST_STARTS,
    OVER,
    REMOVED,
    REPLACED,
    _Line,
    _listen,
)
from unstall.serving.frames import MOST_KEYS
from unstall.workshop.stage import Stage

PATIENCE = 20.0


class Browser:
    """The terminal in a voter's page, as far as the server can tell."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse[bool]) -> None:
        self.socket = socket
        self.seen = b""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            data = message.data
            self.seen += data if isinstance(data, bytes) else data.encode()

    async def say(self, *frame: object) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def until_seen(self, text: str, after: int = 0) -> None:
        """Wait until a text was sent."""
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.seen[after:]:
            assert time.monotonic() < end, (text, self.seen[after:])
            await asyncio.sleep(0.02)

    async def closed(self) -> int | None:
        """Wait until the connection is closed and give why."""
        async with asyncio.timeout(PATIENCE):
            await self._reading
        return self.socket.close_code

    async def leave(self) -> None:
        await self.socket.close()
        await self._reading


@asynccontextmanager
async def browser(at: Opened, cookie: str) -> AsyncIterator[Browser]:
    async with at.socket(cookie) as socket:
        found = Browser(socket)
        try:
            yield found
        finally:
            await found.leave()


async def until(said: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not said():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def test_nothing_that_a_voter_is_sent_depends_on_anothers_vote(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        one, other = (await at.joined()).cookie, (await at.joined("business")).cookie
        at.folder.put_stage(voting())
        async with browser(at, one) as mine, browser(at, other) as theirs:
            await mine.until_seen("0 of 8 have voted")
            await theirs.until_seen("0 of 8 have voted")
            await asyncio.sleep(0.5)
            before, said = len(theirs.seen), len(mine.seen)
            await mine.say("stdin", "2")
            await mine.until_seen("You said 2", said)
            await asyncio.sleep(0.6)
            assert theirs.seen[before:] == b""
            at.folder.put_stage(voting(voted=1))
            await theirs.until_seen("1", before)
            counted = theirs.seen[before:]
            for level in ("With its author", "You said", "❯"):
                assert level.encode() not in counted
            assert len(counted) < 300
            await asyncio.sleep(0.3)
            before = len(theirs.seen)
            await mine.say("stdin", "4")
            await mine.until_seen("4", said)
            await asyncio.sleep(0.6)
            assert theirs.seen[before:] == b""
        votes = sorted(slip.first.get("prod-runnable", "") for slip in at.folder.slips().values())
        assert votes == ["", "pipeline"]


async def test_a_voter_twice_is_one_voter_and_the_newer_page_is_theirs(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        async with browser(at, cookie) as first:
            await first.until_seen("You are in as Engineering.")
            async with browser(at, cookie) as second:
                assert await first.closed() == REPLACED
                await second.until_seen("You are in as Engineering.")
                assert len(connected(at)) == 1
        await until(lambda: not connected(at))


async def test_many_pages_of_one_voter_at_once_start_few_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    async def refuse(*arguments: object, **_named: object) -> None:
        started.append(arguments)
        raise OSError("no process in this test")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", refuse)
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie

        async def connect() -> int:
            try:
                async with at.socket(cookie) as socket:
                    await socket.receive()
                    return 101
            except aiohttp.WSServerHandshakeError as refused:
                return refused.status

        answers = await asyncio.gather(*(connect() for _ in range(30)))
        assert sorted(answers) == [101] * MOST_STARTS + [429] * (30 - MOST_STARTS)
        assert len(started) <= MOST_STARTS
        assert not connected(at)


async def test_garbage_and_escapes_leave_an_app_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_FACILITATOR", "1")
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        at.folder.put_stage(voting())
        async with browser(at, cookie) as page:
            await page.until_seen("0 of 8 have voted")
            environment = Path(f"/proc/{pid_of(at)}/environ")
            if environment.exists():
                assert b"FACILITATOR" not in environment.read_bytes()
            for frame in (
                ("stdin", "\x03\x11\x10\x1aq\x1b"), ("stdin", "\x1b[48;900000;900000;1;1t"),
                ("stdin", "\x1b]52;c;aGk=\x07"), ("stdin", "\x1b[200~\x1b[201~"), ("stdin", 5),
                ("resize", {"width": 1_000_000, "height": 1_000_000}), ("resize", None), ("quit",),
                ("deliver_chunk_request", "x"), ("meta", {"type": "exit"}), {"type": "exit"},
            ):  # fmt: skip
                await page.socket.send_str(json.dumps(frame))
            for text in ("", "[", "nonsense", "[" * 3000):
                await page.socket.send_str(text)
            await page.socket.send_bytes(b'["stdin", "1"]')
            await page.say("resize", {"width": 40, "height": 20})
            before = len(page.seen)
            await page.say("stdin", "3")
            await page.until_seen("You said 3", before)
            (slip,) = at.folder.slips().values()
            assert slip.first == {"prod-runnable": "any-member"}
            assert max(map(len, page.seen.split(b"\n"))) < 20_000
            await page.say("stdin", "1" * 5000)
            assert await page.closed() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
        (slip,) = at.folder.slips().values()
        assert slip.first == {"prod-runnable": "any-member"}


async def test_who_is_removed_is_shown_out_and_who_floods_is_hung_up_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        async with browser(at, cookie) as page:
            for _ in range(MOST_FRAMES + 1):
                await page.say("ping", "x")
            assert await page.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION
        async with browser(at, cookie) as page:
            await page.until_seen("You are in as Engineering.")
            (voter,) = at.folder.slips()
            at.folder.remove_slip(voter)
            assert await page.closed() == REMOVED
        await until(lambda: not connected(at))


class Flood:
    """A connection that says a lot at once; also the app behind it."""

    def __init__(self, *said: aiohttp.WSMessage) -> None:
        self.said = said
        self.reached = b""
        self.pongs = 0
        self.code: int | None = None

    async def __aiter__(self) -> AsyncIterator[aiohttp.WSMessage]:
        for message in self.said:
            yield message

    async def send_bytes(self, data: bytes) -> None:
        self.reached += data

    async def pong(self, _data: bytes) -> None:
        self.pongs += 1

    async def close(self, code: int) -> None:
        self.code = code


async def test_pings_of_the_connection_itself_are_counted_too() -> None:
    ping = aiohttp.WSMessage(aiohttp.WSMsgType.PING, b"", None)
    flood: Any = Flood(*[ping] * (MOST_FRAMES + 1))
    await _listen(_Line(flood, flood))
    assert (flood.pongs, flood.code) == (MOST_FRAMES, aiohttp.WSCloseCode.POLICY_VIOLATION)


async def test_an_app_is_sent_no_more_keys_than_it_can_follow() -> None:
    keys = aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, json.dumps(["stdin", "1234"]), None)
    flood: Any = Flood(*[keys] * MOST_FRAMES)
    await _listen(_Line(flood, flood))
    assert flood.reached == b"1234" * (MOST_KEYS // 4)
    assert flood.code is None


async def test_a_page_is_told_that_the_workshop_is_over(tmp_path: Path) -> None:
    async with opened(tmp_path) as at, browser(at, (await at.joined()).cookie) as page:
        at.folder.put_stage(Stage(9, "over", "Claims triage"))
        await page.until_seen("Thank you.")
        await at.door.connections.end_all()
        assert await page.closed() == OVER


def connected(at: Opened) -> list[_Line]:
    """Give the connections of voters."""
    return list(at.door.connections._lines.values())


def pid_of(at: Opened) -> int:
    """Give the process of the only voter who is connected."""
    (line,) = connected(at)
    assert line.process._process
    return line.process._process.pid
