"""The port that the door listens on: how many may stand before it, and for how long in silence."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from unstall.errors import RoomError

MOST_SILENCE: Final = 10.0
"""Seconds in which a connection has to ask for something."""
SPARE_CONNECTIONS: Final = 100
"""Connections beside those of the voters: pages, and those who have not joined."""
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


class _Refused(asyncio.Protocol):
    """Hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hang up."""
        transport.close()


class Listener:
    """Accepts connections for an application, within bounds."""

    def __init__(self, app: web.Application, most_voters: int) -> None:
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, keepalive_timeout=15, shutdown_timeout=1
        )
        self._most = most_voters + SPARE_CONNECTIONS
        self._silent: set[asyncio.BaseProtocol] = set()
        self._listening: asyncio.Server | None = None
        app.middlewares.insert(0, self._heard)

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

    def _accept(self) -> asyncio.Protocol:
        server = self._runner.server
        if server is None or len(server.connections) >= self._most:
            return _Refused()
        handler = server()
        self._silent.add(handler)
        asyncio.get_running_loop().call_later(MOST_SILENCE, self._drop_if_silent, handler)
        return handler

    def _drop_if_silent(self, handler: web.RequestHandler) -> None:
        if handler in self._silent:
            self._silent.discard(handler)
            handler.force_close()
