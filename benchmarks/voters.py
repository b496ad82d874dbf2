"""Voters without a browser: they join, see and vote over the connections that browsers use.

What is measured is the room and not what paints it: a connection takes next to nothing of the
processors that fifty voters' apps share.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType

import aiohttp

from benchmarks.terminal import ESCAPES

PATIENCE = 60.0
"""Seconds after which what has not come counts as missing."""
SIZE = "width=46&height=30"
"""A telephone's, in cells."""


@dataclass
class Voter:
    """One voter's connection, and what it was sent since the last key."""

    session: aiohttp.ClientSession
    address: str
    _socket: aiohttp.ClientWebSocketResponse | None = None
    _sent: bytes = b""
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _reader: asyncio.Task[None] | None = None

    async def join(self, code: str, role: str) -> None:
        """Join with a code and connect."""
        origin = {"Origin": self.address.rstrip("/")}
        form = {"form": str(id(self)), "code": code, "role": role}
        async with self.session.post(f"{self.address}join", data=form, headers=origin) as answer:
            answer.raise_for_status()
        self._socket = await self.session.ws_connect(
            f"{self.address}ws/dark?{SIZE}", headers=origin, max_msg_size=0
        )
        self._reader = asyncio.create_task(self._read(self._socket))

    def forget(self) -> None:
        """Forget what was sent until now."""
        self._sent = b""

    async def press(self, key: str) -> float:
        """Press a key; gives the moment at which it was sent."""
        self.forget()
        if self._socket:
            await self._socket.send_json(["stdin", key])
        return time.perf_counter()

    async def until(self, text: str) -> float:
        """Wait until a text was sent since the last key; gives the moment.

        Raises `TimeoutError` if it did not come.
        """
        async with asyncio.timeout(PATIENCE):
            while text.encode() not in ESCAPES.sub(b"", self._sent):
                self._came.clear()
                await self._came.wait()
        return time.perf_counter()

    async def leave(self) -> None:
        """Hang up."""
        if self._reader:
            self._reader.cancel()
        if self._socket:
            await self._socket.close()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self._sent += message.data
                self._came.set()


class Voters:
    """Several at once, each with a jar of cookies of their own."""

    def __init__(self, address: str, number: int) -> None:
        self._voters = [
            Voter(aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)), address)
            for _ in range(number)
        ]

    async def __aenter__(self) -> Voters:
        """Nobody has joined yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let everybody hang up."""
        await asyncio.gather(*(voter.leave() for voter in self._voters))
        await asyncio.gather(*(voter.session.close() for voter in self._voters))

    async def join(self, code: str, roles: tuple[str, ...]) -> None:
        """Let all join at once, in one role after the other."""
        await asyncio.gather(
            *(
                voter.join(code, roles[place % len(roles)])
                for place, voter in enumerate(self._voters)
            )
        )

    async def press(self, keys: str) -> float:
        """Let all press a key at once, one after the other of these; gives the last moment."""
        return max(
            await asyncio.gather(
                *(voter.press(keys[place % len(keys)]) for place, voter in enumerate(self._voters))
            )
        )

    def forget(self) -> None:
        """Forget what all were sent until now."""
        for voter in self._voters:
            voter.forget()

    async def until(self, text: str) -> float:
        """Wait until all were sent a text; gives the moment at which the last one was."""
        return max(await asyncio.gather(*(voter.until(text) for voter in self._voters)))
