"""The program that the facilitator's starts: what it says, and that it ends with everything."""

from __future__ import annotations

import asyncio
import functools
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.serving.rooms import CODE, HOST, free_port, room
from unstall.errors import RoomError
from unstall.serving.listening import Listener
from unstall.serving.order import MOST_VOTERS, order_from

PATIENCE = 20.0


def order(path: Path, **changes: object) -> dict[str, Any]:
    roles = [{"id": "engineering", "title": "Engineering"}]
    return {"room": f"{path}", "roles": roles, "code": CODE, "host": HOST, "port": free_port(),
            "most_voters": 8, **changes}  # fmt: skip


@asynccontextmanager
async def serving(told: dict[str, Any]) -> AsyncIterator[tuple[Process, dict[str, Any]]]:
    """Start the program and read the first thing that it says."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "unstall.serving", stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    assert program.stdin
    program.stdin.write(json.dumps(told).encode() + b"\n")
    try:
        yield program, await said_by(program)
    finally:
        if program.returncode is None:
            program.kill()
        await program.communicate()


async def said_by(program: Process) -> dict[str, Any]:
    assert program.stdout
    async with asyncio.timeout(PATIENCE):
        found: dict[str, Any] = json.loads(await program.stdout.readline())
    return found


async def test_a_port_that_is_in_use_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with serving(order(room(tmp_path).path, port=port)) as (program, said):
            assert said == {
                "error": f"Port {port} is in use on 127.0.0.1. Choose another one with --port."
            }
            assert await program.communicate() == (b"", b"")
            assert program.returncode == 2


@pytest.mark.parametrize(
    "changes",
    [{"code": "ABC"}, {"code": "k7qm3x"}, {"roles": []}, {"roles": [{"id": "x"}]}, {"port": "8700"},
     {"port": True}, {"host": ""}, {"host": None}, {"most_voters": None}, {"room": 5}],
)  # fmt: skip
def test_what_cannot_be_served_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    told = {**order(tmp_path), **changes}
    with pytest.raises(RoomError, match="was not told what to serve"):
        order_from(json.dumps(told).encode())


@pytest.mark.parametrize("line", [b"", b"\n", b"{}", b"nonsense", b"[" * 60_000, b"\xff"])
def test_a_line_that_is_no_order_is_refused(line: bytes) -> None:
    with pytest.raises(RoomError):
        order_from(line)


def test_more_voters_than_a_machine_has_processes_for_are_not_promised(tmp_path: Path) -> None:
    told = json.dumps(order(tmp_path, most_voters=100_000)).encode()
    assert order_from(told).most_voters == MOST_VOTERS


@pytest.mark.parametrize("port", [0, -1, 65536])
async def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(RoomError, match=f"there is no port {port}"):
        await Listener(web.Application()).open(HOST, port)


@pytest.mark.parametrize("host", ["192.0.2.77", "nowhere.invalid"])
async def test_an_address_that_this_machine_does_not_have_is_refused(host: str) -> None:
    listener = Listener(web.Application())
    with pytest.raises(RoomError, match=f"this machine has no address {host}"):
        await listener.open(host, free_port())
    await listener.close()


async def a_voter(port: int) -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
    """Join, and connect until the app shows something."""
    at = f"http://{HOST}:{port}"
    session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
    form = {"code": CODE, "role": "engineering"}
    async with session.post(
        f"{at}/join", data=form, headers={"Origin": at}, allow_redirects=False
    ) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    connected = await session.ws_connect(f"{at}/ws/dark", headers={"Cookie": cookie}, origin=at)
    seen = b""
    async with asyncio.timeout(PATIENCE):
        while b"You are in as" not in seen:
            seen += (await connected.receive()).data
    return session, connected


def children_of(program: Process) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(program.pid)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


async def gone(pids: list[int]) -> None:
    """Wait until processes have ended."""
    end = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() or _answers(pid) for pid in pids):
        assert time.monotonic() < end, pids
        await asyncio.sleep(0.02)


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_system_that_begins_with_few_open_files_lets_all_voters_in(tmp_path: Path) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = functools.partial(resource.setrlimit, resource.RLIMIT_NOFILE, (40, hard))
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "unstall.serving", stdin=PIPE, stdout=PIPE, preexec_fn=few
    )
    assert program.stdin
    program.stdin.write(json.dumps(order(room(tmp_path).path)).encode() + b"\n")
    assert "url" in await said_by(program)
    soft, _hard = resource.prlimit(program.pid, resource.RLIMIT_NOFILE)
    program.stdin.close()
    await program.communicate()
    assert soft >= 6 * MOST_VOTERS


async def test_everything_ends_when_the_facilitators_program_is_gone(tmp_path: Path) -> None:
    told = order(room(tmp_path).path)
    async with serving(told) as (program, said):
        assert said == {"url": f"http://{HOST}:{told['port']}/"}
        session, _connected = await a_voter(told["port"])
        async with session:
            wrong = {"code": "222222", "role": "engineering"}
            headers = {"Origin": f"http://{HOST}:{told['port']}"}
            for _ in range(2):
                await session.post(f"{said['url']}join", data=wrong, headers=headers)
            voters = children_of(program)
            assert len(voters) == 1
            assert program.stdin
            program.stdin.close()
            async with asyncio.timeout(PATIENCE):
                out, err = await program.communicate()
            await gone(voters)
        assert out == b'{"refused": 1}\n{"refused": 2}\n'
        assert (err, program.returncode) == (b"", 0)


async def test_voters_apps_end_when_the_server_is_killed(tmp_path: Path) -> None:
    told = order(room(tmp_path).path)
    async with serving(told) as (program, _said):
        session, _connected = await a_voter(told["port"])
        async with session:
            voters = children_of(program)
            assert len(voters) == 1
            program.send_signal(signal.SIGKILL)
            await gone(voters)
