"""The program beside this one that serves voters' devices: begun, told, ended, and its death."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest

from unstall.errors import UsageError
from unstall.workshop_server import LOOPBACK, ServerError, VotersServer, Where, free_port, where

ROLES = [("engineering", "engineering"), ("cto", "CTO")]
CODE = "K7M2QX"

ECHO = """
import json, sys
told = json.loads(sys.stdin.readline())
open({out!r}, "w").write(json.dumps(told))
print(json.dumps({{"url": f"http://{{told['host']}}:{{told['port']}}/"}}), flush=True)
print(json.dumps({{"refused": 2}}), flush=True)
{then}
"""
UNTIL_THE_END = "sys.stdin.read(); open({out!r}, 'a').write('over')"


class Begun:
    """A server whose program is a few lines of Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "told"
        self.ended = Event()
        self.said: list[ServerError] = []

    def server(self, then: str = UNTIL_THE_END, script: str = ECHO) -> VotersServer:
        out = str(self.out)
        code = script.format(out=out, then=then.format(out=out))
        return VotersServer(
            self.folder, program=(sys.executable, "-S", "-c", code), on_end=self._end
        )

    def _end(self, error: ServerError) -> None:
        self.said.append(error)
        self.ended.set()


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    """Somewhere to begin servers."""
    return Begun(tmp_path)


def start(server: VotersServer, at: Where = Where(port=8123)) -> str:  # noqa: B008 - frozen
    return server.start(ROLES, CODE, at, devices=28)


def test_it_is_told_what_to_serve_and_says_where_others_join(begun: Begun) -> None:
    server = begun.server()
    assert start(server) == server.url == "http://127.0.0.1:8123/"
    told = json.loads(begun.out.read_text())
    assert told == {
        "room": str(begun.folder),
        "roles": [
            {"id": "engineering", "title": "engineering"},
            {"id": "cto", "title": "CTO"},
        ],
        "code": CODE,
        "host": LOOPBACK,
        "port": 8123,
        "most_voters": 28,
    }
    assert server.where_it_is == Where(port=8123)
    server.stop()


def test_it_ends_with_its_standard_input_and_that_is_no_trouble(begun: Begun) -> None:
    server = begun.server()
    start(server)
    server.stop()
    assert begun.out.read_text().endswith("over")
    assert not server.is_listening
    assert begun.said == []
    server.stop()


def test_how_many_were_refused_is_known(begun: Begun) -> None:
    server = begun.server()
    start(server)
    until = time.monotonic() + 5
    while not server.refused and time.monotonic() < until:
        time.sleep(0.01)
    assert server.refused == 2
    server.stop()


def test_its_death_is_told_in_one_line_and_it_can_begin_again(begun: Begun) -> None:
    server = begun.server(then="sys.stdin.readline(); sys.exit(1)")
    start(server)
    child = server._child
    assert child is not None
    child.kill()
    assert begun.ended.wait(5)
    assert server.url is None
    assert "has ended" in str(begun.said[0])
    assert "\n" not in str(begun.said[0])
    assert start(server).startswith("http:")
    server.stop()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('print(\'{{"error": "Port 80 is in use. Choose another one."}}\')', "Port 80 is in use"),
        ("raise SystemExit(1)", "ended at once"),
        ("print('no JSON'); print('[1]')", "ended at once"),
        ('print(\'{{"error": "\\\\u001b[2J[/x]\\\\nb"}}\')', "yet: [/x] b. "),
    ],
    ids=["busy port", "dies", "says something else", "hostile words"],
)
def test_what_does_not_begin_is_refused_in_one_line(begun: Begun, script: str, said: str) -> None:
    server = begun.server(script=script)
    with pytest.raises(ServerError) as refused:
        start(server)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert not server.is_listening


def test_a_program_that_is_not_there_is_refused(tmp_path: Path) -> None:
    server = VotersServer(tmp_path, program=(str(tmp_path / "none"),))
    with pytest.raises(ServerError, match="no such file"):
        start(server)


def test_nothing_of_the_folder_it_is_started_in_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "unstall").mkdir()
    (tmp_path / "unstall" / "__init__.py").write_text("open('taken', 'w')")
    monkeypatch.chdir(tmp_path)
    server = VotersServer(tmp_path)
    url = start(server, Where(port=0))
    with urlopen(url) as answer:  # noqa: S310 - our own, on this machine
        assert answer.status == 200
    pid = server._child.pid if server._child else 0
    server.stop()
    assert not (tmp_path / "taken").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_port_that_is_taken_is_passed_over_unless_it_was_asked_for() -> None:
    with closing(socket.socket()) as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        assert free_port(LOOPBACK) != taken.getsockname()[1]
    assert free_port("192.0.2.7") > 0


@pytest.mark.parametrize(
    ("typed", "address", "is_loopback"),
    [
        (None, "127.0.0.1", True),
        ("127.0.0.2", "127.0.0.2", True),
        ("localhost", "localhost", True),
        ("::1", "::1", True),
        ("[::1]", "::1", True),
        ("0.0.0.0", "0.0.0.0", False),  # noqa: S104
        ("::", "::", False),
        ("192.168.1.20", "192.168.1.20", False),
        ("laptop.local", "laptop.local", False),
        ("localhost.evil.example", "localhost.evil.example", False),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.1", False),
    ],
)
def test_an_address_is_this_machines_own_or_one_that_others_reach(
    typed: str | None, address: str, is_loopback: bool
) -> None:
    at = where(typed, None)
    assert (at.is_loopback, at.port) == (is_loopback, 0)
    assert at.address in (address, "::ffff:a00:1")


@pytest.mark.parametrize(
    "typed", [" ", "1.2.3", "300.1.1.1", "a b", "-x", "x\ny", "\x1b[2J", "2130706433", "a/b"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        where(typed, None)
