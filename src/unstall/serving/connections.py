"""The live connections: one a voter, each with the process of that voter's app behind it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web

from unstall.errors import UnstallError
from unstall.serving.door import spoken, word_in
from unstall.serving.frames import (
    MOST_BYTES,
    MOST_KEYS,
    Ping,
    Resized,
    Typed,
    frame_of,
    size_in,
)
from unstall.serving.register import Register
from unstall.serving.voter_process import Seat, VoterProcess

REPLACED: Final = 4001
"""Tells a page that the same voter came in by another one."""
OVER: Final = 4002
"""Tells a page that the workshop has ended."""
REMOVED: Final = 4003
"""Tells a page that its voter is not in the room any more."""
ENDED: Final = 4000
"""Tells a page that its app ended and can be asked for again."""

MOST_STARTS: Final = 10
"""How often one voter may begin anew within a minute: each beginning costs a process."""
MOST_FRAMES: Final = 100
"""Frames within a second: more than fingers and a wheel give."""
_MINUTE: Final = 60.0
_HEARTBEAT: Final = 15.0
_CLOSING: Final = 2.0


@dataclass(eq=False)
class _Line:
    """One connection."""

    socket: web.WebSocketResponse
    process: VoterProcess
    is_over: asyncio.Event = field(default_factory=asyncio.Event)

    async def end(self, code: int) -> None:
        """Close it and end its process."""
        await asyncio.gather(
            self.process.stop(), self.socket.close(code=code), return_exceptions=True
        )


class Connections:
    """Everybody who is connected."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lines: dict[str, _Line] = {}
        self._starts: dict[str, deque[float]] = {}
        self._is_shut = False

    async def hold(self, request: web.Request, token: str) -> web.StreamResponse:
        """Connect a voter to an app of their own until either ends.

        Args:
            request: Asks for a websocket, from the right page.
            token: Whose voter is in the room.
        """
        slip = self._register.voter_with(token)
        if slip is None or self._is_shut:
            raise web.HTTPForbidden
        if self._is_hasty(slip.voter):
            raise web.HTTPTooManyRequests
        socket = web.WebSocketResponse(
            heartbeat=_HEARTBEAT,
            max_msg_size=MOST_BYTES,
            compress=False,
            timeout=_CLOSING,
            # Pings are counted like everything else, or a flood of them would hold all others up.
            autoping=False,
        )
        await socket.prepare(request)
        seat = Seat(
            self._register.folder.path.absolute(),
            slip.voter,
            self._register.roles[slip.role],
            spoken(word_in(token)),
            is_light=request.match_info["theme"] == "light",
        )
        line = _Line(socket, VoterProcess(seat, socket.send_bytes))
        before = self._lines.get(slip.voter)
        self._lines[slip.voter] = line
        try:
            if before:
                await before.end(REPLACED)
            if self._lines.get(slip.voter) is line and not self._is_shut:
                size = size_in(request.query.get("width"), request.query.get("height"))
                await self._run(line, size, token)
        finally:
            if self._lines.get(slip.voter) is line:
                del self._lines[slip.voter]
            await line.end(REPLACED)
        return socket

    async def end_all(self) -> None:
        """End every connection and every process; nobody is let in after that."""
        self._is_shut = True
        code: int = WSCloseCode.GOING_AWAY
        with suppress(UnstallError):
            code = OVER if self._register.is_over() else code
        await asyncio.gather(*(line.end(code) for line in list(self._lines.values())))

    async def _run(self, line: _Line, size: tuple[int, int], token: str) -> None:
        await line.process.start(*size)
        ended = asyncio.create_task(self._close_when_ended(line, token))
        try:
            await _listen(line)
        finally:
            ended.cancel()

    async def _close_when_ended(self, line: _Line, token: str) -> None:
        await line.process.ended()
        is_in = True
        with suppress(UnstallError):
            is_in = self._register.voter_with(token) is not None
        await line.socket.close(code=ENDED if is_in else REMOVED)

    def _is_hasty(self, voter: str) -> bool:
        now = time.monotonic()
        starts = self._starts.setdefault(voter, deque(maxlen=MOST_STARTS))
        if len(starts) == MOST_STARTS and now - starts[0] < _MINUTE:
            return True
        starts.append(now)
        return False


async def _listen(line: _Line) -> None:
    """Hand on what a browser says until it stops, or says too much."""
    begun, frames, keys = time.monotonic(), 0, 0
    async for message in line.socket:
        if time.monotonic() - begun >= 1:
            begun, frames, keys = time.monotonic(), 0, 0
        frames += 1
        if frames > MOST_FRAMES:
            await line.socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        if message.type is WSMsgType.PING:
            await line.socket.pong(message.data)
        match frame_of(message.data) if message.type is WSMsgType.TEXT else None:
            case Typed(data, more) if keys + more <= MOST_KEYS:
                keys += more
                await line.process.send_bytes(data)
            case Resized(width, height):
                await line.process.set_terminal_size(width, height)
            case Ping(data):
                await line.socket.send_json(["pong", data])
