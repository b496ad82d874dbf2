"""A room with a door before it on a real port, and clients that send what they like."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from unstall.serving.door import Waits
from unstall.serving.listening import Listener
from unstall.serving.order import Order
from unstall.serving.register import Register
from unstall.serving.server import Door
from unstall.workshop.folder import RoomFolder
from unstall.workshop.stage import Asked, Outcome, RoleVotes, Round, Stage

CODE = "K7QM3X"
HOST = "127.0.0.1"
ROLES = {"engineering": "Engineering", "business": "Business"}
ASKED = Asked(
    "prod-runnable",
    "Could somebody else start it today?",
    ("On one machine", "With its author", "Anybody in the team", "A pipeline does"),
    ("one-machine", "needs-author", "any-member", "pipeline"),
)
TITLE = "Claims triage"


@dataclass
class Clock:
    """A clock that goes on when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


def room(path: Path) -> RoomFolder:
    """Make a room whose workshop has not begun."""
    folder = RoomFolder(path / ".session.toml.room")
    folder.make()
    folder.put_stage(Stage(0, "lobby", TITLE, of=12, expected=8))
    return folder


def voting(number: int = 1, in_round: Round = "first", voted: int = 0) -> Stage:
    """Give a stage on which a question is voted on."""
    return Stage(number, "voting", TITLE, ASKED, 3, 12, in_round, voted, 8)


def revealed(
    number: int = 2, in_round: Round = "first", counted: frozenset[str] = frozenset()
) -> Stage:
    """Give a stage on which the votes are shown."""
    outcome = Outcome(
        (3, 2, 0, 2),
        1,
        (RoleVotes("Engineering", (3, 1, 0, 0), 0), RoleVotes("Business", (0, 1, 0, 2), 1)),
        ("Two camps: 5 say 1 or 2, 2 say 4.", "The lowest speaks first, then the highest."),
        counted,
    )
    return Stage(number, "revealed", TITLE, ASKED, 3, 12, in_round, 8, 8, outcome=outcome)


@dataclass
class Answer:
    """What the door answered."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookie: str
    """Name and value of the cookie that it set; empty for none."""

    @property
    def said(self) -> str:
        """The sentences of the page that say what went wrong."""
        found = re.search(r'role="alert"[^>]*>([^<]*)', self.text)
        return found[1] if found else ""


@dataclass
class Opened:
    """A door that stands open."""

    folder: RoomFolder
    port: int
    clock: Clock
    door: Door
    session: aiohttp.ClientSession
    refused: list[int] = field(default_factory=list)
    """What the facilitator's program was told."""

    @property
    def host(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    async def get(self, path: str, cookie: str = "", **headers: str) -> Answer:
        return await self._ask("GET", path, cookie, headers)

    async def post(
        self,
        path: str,
        form: Mapping[str, str],
        cookie: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        given = {"Origin": self.origin} if headers is None else headers
        return await self._ask("POST", path, cookie, given, form)

    async def joined(self, role: str = "engineering", code: str = CODE) -> Answer:
        """Try to join."""
        return await self.post("/join", {"code": code, "role": role})

    async def _ask(
        self,
        method: str,
        path: str,
        cookie: str,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {**headers, **({"Cookie": cookie} if cookie else {})}
        async with self.session.request(
            method, self.origin + path, headers=sent, data=form, allow_redirects=False
        ) as answer:
            cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            return Answer(
                answer.status, answer.headers, await answer.text(errors="replace"), cookie
            )

    def socket(
        self, cookie: str = "", origin: str | None = None
    ) -> aiohttp.client._WSRequestContextManager:
        """Ask for a connection to an app, as the page does."""
        headers = {"Cookie": cookie} if cookie else {}
        return self.session.ws_connect(
            f"{self.origin}/ws/dark?width=80&height=24",
            headers=headers,
            origin=origin or self.origin,
        )

    async def raw(self, request: bytes) -> bytes:
        """Send bytes and give everything that comes back."""
        reader, writer = await asyncio.open_connection(HOST, self.port)
        writer.write(request)
        try:
            async with asyncio.timeout(5):
                return await reader.read(200_000)
        finally:
            writer.close()
            await writer.wait_closed()


@asynccontextmanager
async def opened(path: Path, *, most_voters: int = 8) -> AsyncIterator[Opened]:
    """Open a door before a new room, and close it again."""
    folder, port, clock = room(path), free_port(), Clock()
    order = Order(folder.path, ROLES, CODE, HOST, port, most_voters)
    refused: list[int] = []
    door = Door(Register(folder, ROLES, most_voters), order, Waits(clock), refused.append)
    listener = Listener(door.app())
    await listener.open(HOST, port)
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
            yield Opened(folder, port, clock, door, session, refused)
    finally:
        await listener.close()


def files_of(folder: RoomFolder) -> str:
    """Give everything that stands in a room's files, and their names."""
    files = [file for file in sorted(folder.path.rglob("*")) if file.is_file()]
    return "\n".join(f"{file}\n{file.read_text()}" for file in files)
