"""The server for voters on their own devices: a program beside this one, which never outlives it.

It is told by one line of JSON on its standard input what to serve and where, and ends when that
input ends, however this program ends. It says one line of JSON when it listens, or why it cannot,
and from then on lines with how many were refused. Its death is told and stops nothing else.
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from unstall.errors import Place, UnstallError, UsageError
from unstall.hidden import without_hidden

LOOPBACK = "127.0.0.1"
"""Where nobody but this machine can reach it."""
USUAL_PORT = 8700
"""Tried first, where none is asked for."""
PATIENCE = 20.0
"""Seconds in which it has to listen."""
FAREWELL = 3.0
"""Seconds in which it has to end by itself."""
PROGRAM = ("-P", "-m", "unstall.serving")
"""What this Python runs; nothing is taken from the folder that it is started in."""

_LONGEST_REASON = 200
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


class ServerError(UnstallError):
    """The server for voters' devices did not begin, or has ended."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the server listens."""

    address: str = LOOPBACK
    port: int = 0
    """0 for any that is free."""

    @property
    def is_everywhere(self) -> bool:
        """Every address of this machine is meant."""
        with suppress(ValueError):
            return ipaddress.ip_address(self.address).is_unspecified
        return False

    @property
    def is_loopback(self) -> bool:
        """Nobody but this machine can reach it. Of names that is known of localhost alone."""
        if self.address == "localhost":
            return True
        with suppress(ValueError):
            return ipaddress.ip_address(self.address).is_loopback
        return False


def where(address: str | None, port: int | None) -> Where:
    """Read an address as somebody typed it; raises `UsageError` for what is none."""
    typed = (address or LOOPBACK).strip().strip("[]")
    try:
        typed = str(ipaddress.ip_address(typed))
    except ValueError:
        # What looks like a number and is no address would be looked up as a name.
        is_number = not typed.rpartition(".")[2].strip("0123456789")
        if is_number or not _HOST.fullmatch(typed):
            raise UsageError(
                "this is no address to listen on",
                Place(item="--address"),
                "Give one of this machine's, such as 192.168.1.20, or 0.0.0.0 for all of them.",
            ) from None
    return Where(typed, port or 0)


class VotersServer:
    """Serves one workshop to browsers, as long as it is wanted."""

    def __init__(
        self,
        room: Path,
        *,
        program: Sequence[str] = (sys.executable, *PROGRAM),
        on_end: Callable[[ServerError], None] | None = None,
    ) -> None:
        """Prepare it; nothing runs before `start`.

        Args:
            room: The workshop's folder.
            program: What is run.
            on_end: Told, from another thread, when it ended without having been stopped.
        """
        self.room = room
        self.at = Where()
        self.code: str | None = None
        """What people have to type to join."""
        self.url: str | None = None
        """What others type to come to it; None while it does not listen."""
        self.refused = 0
        """How often a wrong code, or none, was refused."""
        self._program = tuple(program)
        self._on_end = on_end
        self._child: subprocess.Popen[str] | None = None
        self._listener: Thread | None = None

    @property
    def is_listening(self) -> bool:
        """People can join."""
        return self.url is not None

    @property
    def where_it_is(self) -> Where:
        """The address and the port that it has, also where any free one was wanted."""
        port = urlsplit(self.url).port if self.url else None
        return Where(self.at.address, port or self.at.port)

    def start(self, roles: Sequence[tuple[str, str]], code: str, at: Where, *, devices: int) -> str:
        """Begin to listen, in place of what was served before, and give the address to type.

        Waits until it listens. Raises `ServerError` if it cannot, such as on a port that is taken.

        Args:
            roles: Ids and titles of the roles in which people can join.
            code: What people have to type to join.
            at: Where it listens.
            devices: How many can join.
        """
        self.stop()
        self.code, self.at = code, at
        told = {
            "room": str(self.room),
            "roles": [{"id": role, "title": title} for role, title in roles],
            "code": code,
            "host": at.address,
            "port": at.port or free_port(at.address),
            "most_voters": devices,
        }
        said: SimpleQueue[Mapping[str, Any]] = SimpleQueue()
        try:
            child = subprocess.Popen(  # noqa: S603 - this Python, with arguments of our own
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                # A Ctrl+C at the facilitator's terminal is not meant for it.
                start_new_session=True,
            )
        except OSError as refused:
            why = (refused.strerror or "the system refused").lower()
            raise _not_begun(why) from None
        self._child = child
        self._listener = Thread(target=self._listen, args=(child, said), daemon=True)
        self._listener.start()
        with suppress(OSError):
            if child.stdin:
                child.stdin.write(json.dumps(told) + "\n")
                child.stdin.flush()
        try:
            first = said.get(timeout=PATIENCE)
        except Empty:
            first = {"error": "it does not answer"}
        url = first.get("url")
        if not isinstance(url, str):
            self.stop()
            raise _not_begun(str(first.get("error", "it ended at once")))
        self.url = url
        if child.poll() is not None:
            self.stop()
            raise _not_begun("it ended at once")
        return url

    def stop(self, *, wait: bool = True) -> None:
        """End it, if it runs.

        Args:
            wait: Come back when it has ended, by force if need be.
        """
        child, listener = self._child, self._listener
        if child is None:
            return
        self._forget(child)
        if not wait:
            return
        try:
            child.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if listener:
            listener.join(FAREWELL)

    def _listen(self, child: subprocess.Popen[str], said: SimpleQueue[Mapping[str, Any]]) -> None:
        """Take what the server says, line by line, until it says nothing any more."""
        has_begun = False
        with suppress(OSError, ValueError), child.stdout or nullcontext(()) as lines:
            for told in filter(None, map(_told, lines)):
                if not has_begun:
                    said.put(told)
                    has_begun = True
                refused = told.get("refused")
                if type(refused) is int and child is self._child:
                    self.refused = max(refused, 0)
        if not has_begun:
            said.put({})
        child.wait()
        if child is self._child and self.url is not None:
            self._forget(child)
            if self._on_end:
                self._on_end(
                    ServerError(
                        "the server for voters' devices has ended",
                        hint="Nothing is lost, and hands and keyboard go on; S begins it again.",
                    )
                )

    def _forget(self, child: subprocess.Popen[str]) -> None:
        """Close what leads to a server; it ends by that, if it has not yet."""
        self.url, self._child = None, None
        with suppress(OSError):
            if child.stdin:
                child.stdin.close()


def free_port(address: str) -> int:
    """Choose a port that nothing listens on at an address: the usual one, if it can be had."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for port in (USUAL_PORT, 0):
        with suppress(OSError), socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((address, port))
            return int(tried.getsockname()[1])
    # What is wrong with the address, the server itself says best.
    return USUAL_PORT


def _told(line: str) -> Mapping[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _not_begun(why: str) -> ServerError:
    clause = " ".join(without_hidden(why).split()).rstrip(".")[:_LONGEST_REASON]
    return ServerError(
        f"nobody can join from a device yet: {clause}",
        hint="Hands and keyboard go on meanwhile.",
    )
