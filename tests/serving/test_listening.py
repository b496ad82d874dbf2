"""Many stand before the door at once; whoever takes most room makes room."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.serving.rooms import HOST, Opened, opened
from unstall.serving import listening

FEW = 4


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "SPARE_CONNECTIONS", FEW)


class Held:
    """A connection that is held open."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def is_open(self) -> bool:
        try:
            async with asyncio.timeout(0.05):
                await self.reader.read(1)
        except TimeoutError:
            return True
        except ConnectionError:
            return False
        return False


async def held(at: Opened, stack: AsyncExitStack, address: str = HOST, said: bytes = b"") -> Held:
    reader, writer = await asyncio.open_connection(HOST, at.port, local_addr=(address, 0))
    stack.callback(writer.close)
    writer.write(said)
    await asyncio.sleep(0.01)
    return Held(reader, writer)


async def test_connections_held_open_keep_nobody_out(tmp_path: Path) -> None:
    async with opened(tmp_path) as at, AsyncExitStack() as stack:
        first = await held(at, stack)
        for _ in range(2 * FEW):
            await held(at, stack)
        assert (await at.get("/")).status == 200
        assert not await first.is_open()


async def test_what_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as at, AsyncExitStack() as stack:
        url = at.door._pages.assets["textual.js"].url
        asked = f"GET {url} HTTP/1.1\r\nHost: {at.host}\r\n\r\n".encode() * 40
        for _ in range(2 * FEW):
            await held(at, stack, said=asked)
        assert (await at.get("/")).status == 200


async def test_whoever_takes_little_room_is_not_put_out_by_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as at, AsyncExitStack() as stack:
        other = await held(at, stack, "127.0.0.2")
        for _ in range(3 * FEW):
            await held(at, stack)
        assert await other.is_open()
