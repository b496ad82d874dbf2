"""The port that the door listens on: how many may stand before it, and for how long in silence.

Where there is no more room before the door, whoever takes most of it makes room: one machine that
holds connections open, or reads what it asked for slowly or never, keeps nobody else out.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from unstall.errors import RoomError
from unstall.serving.door import neighbourhood

MOST_SILENCE: Final = 10.0
"""Seconds in which a connection has to ask for something."""
SPARE_CONNECTIONS: Final = 200
"""Connections beside those of the voters' apps: pages, and those who have not joined."""
PORTS: Final = (1, 65535)

_REFUSALS: Final = {
    errno.EADDRINUSE: ("port {port} is in use on {host}", "Choose another one with --port."),
    errno.EACCES: ("you may not open port {port}", "Choose one from 1024 on with --port."),
    errno.EADDRNOTAVAIL: (
        "this machine has no address {host}",
        "Name one of its own with --address.",
    ),
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Listener:
    """Accepts connections for an application, within bounds."""

    def __init__(self, app: web.Application) -> None:
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, keepalive_timeout=15, shutdown_timeout=1
        )
        self._silent: set[asyncio.BaseProtocol] = set()
        self._seated: set[web.RequestHandler] = set()
        self._listening: asyncio.Server | None = None
        app.middlewares.insert(0, self._heard)
        app.on_response_prepare.append(self._seat)

    async def open(self, host: str, port: int) -> None:
        """Begin to listen; raises `RoomError` with what to do."""
        if not PORTS[0] <= port <= PORTS[1]:
            raise RoomError(f"there is no port {port}", hint="Choose one from 1024 to 65535.")
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        try:
            self._listening = await loop.create_server(self._accept, host, port, reuse_address=True)
        except socket.gaierror:
            what, hint = _REFUSALS[errno.EADDRNOTAVAIL]
            raise RoomError(what.format(host=host), hint=hint) from None
        except OSError as refused:
            what, hint = _REFUSALS.get(
                refused.errno or 0, ("{host}:{port} cannot be opened", "Choose another address.")
            )
            raise RoomError(what.format(host=host, port=port), hint=hint) from None

    async def close(self) -> None:
        """Stop, and end everything that was let in."""
        if self._listening:
            self._listening.close()
        await self._runner.cleanup()

    @web.middleware
    async def _heard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._silent.discard(request.protocol)
        return await handler(request)

    async def _seat(self, request: web.Request, answer: web.StreamResponse) -> None:
        """Let a voter's connection to an app stand: those are counted by voters."""
        if isinstance(answer, web.WebSocketResponse):
            self._seated.add(request.protocol)

    def _accept(self) -> asyncio.Protocol:
        server = self._runner.server
        if server is None:
            raise RuntimeError("connections come before there is a server")
        waiting = self._waiting(server)
        if len(waiting) >= SPARE_CONNECTIONS:
            _drop(_in_the_way(waiting))
        handler = server()
        self._silent.add(handler)
        asyncio.get_running_loop().call_later(MOST_SILENCE, self._drop_if_silent, handler)
        return handler

    def _waiting(self, server: web.Server) -> list[web.RequestHandler]:
        """Give the connections of nobody's app, the oldest first."""
        there = server.connections
        self._seated.intersection_update(there)
        return [one for one in there if one.transport and one not in self._seated]

    def _drop_if_silent(self, handler: web.RequestHandler) -> None:
        if handler in self._silent:
            self._silent.discard(handler)
            _drop(handler)


def _in_the_way(waiting: list[web.RequestHandler]) -> web.RequestHandler:
    """Choose the oldest connection from where most come from."""
    addresses = [_neighbourhood(handler) for handler in waiting]
    (most, _count), *_ = Counter(addresses).most_common(1)
    return waiting[addresses.index(most)]


def _neighbourhood(handler: web.RequestHandler) -> str:
    peer = handler.transport.get_extra_info("peername") if handler.transport else None
    return neighbourhood(str(peer[0])) if peer else "elsewhere"


def _drop(handler: web.RequestHandler) -> None:
    """Hang up without waiting until somebody has read what was still to be sent."""
    transport = handler.transport
    handler.force_close()
    if isinstance(transport, asyncio.Transport):
        transport.abort()
