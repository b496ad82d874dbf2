"""Serves one room to voters' browsers until whoever started it goes away.

Reads one line of JSON on standard input (see `unstall.serving.order`) and says one on standard
output: `{"url": …}` once it listens, or `{"error": …}`, a sentence with what to do. Then one line
for every wrong try, `{"refused": 3}`, with how many there were. Ends, and every voter's app with
it, when standard input ends: also when the program that started it was killed.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from unstall.errors import UnstallError
from unstall.serving.door import Waits
from unstall.serving.hosts import address_for
from unstall.serving.listening import Listener
from unstall.serving.order import MOST_ORDER, Order, order_from
from unstall.serving.register import Register
from unstall.serving.server import Door
from unstall.workshop.folder import RoomFolder

Say = Callable[[dict[str, str | int]], None]

_MOST_FILES = 4096
"""Open files that are asked for: each voter takes several, and some systems begin with 256."""


def main() -> int:
    """Serve what standard input says; give 0, or 2 if that cannot be served."""
    say = _only_voice()
    _allow_files()
    try:
        order = order_from(_first_line())
        asyncio.run(serve(order, say))
    except UnstallError as error:
        what = error.message[:1].upper() + error.message[1:]
        say({"error": f"{what}. {error.hint or ''}".strip()})
        return error.exit_code
    return 0


async def serve(order: Order, say: Say) -> None:
    """Serve a room until standard input ends; raises `RoomError` if the port cannot be had."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    register = Register(RoomFolder(order.room), order.roles, order.most_voters)
    waits = Waits(time.monotonic)
    door = Door(register, order, waits, lambda wrong: say({"refused": wrong}))
    listener = Listener(door.app())
    try:
        await listener.open(order.host, order.port)
        loop.add_signal_handler(signal.SIGTERM, over.set)
        # A key pressed in the facilitator's terminal is for the facilitator's program.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        say({"url": address_for(order.host, order.port)})
        _when_input_ends(lambda: loop.call_soon_threadsafe(over.set))
        await over.wait()
    finally:
        await listener.close()


def _only_voice() -> Say:
    """Give the one way to standard output; whatever else is written there goes nowhere."""
    voice = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable(logging.CRITICAL)

    def say(what: dict[str, str | int]) -> None:
        try:
            voice.write(json.dumps(what) + "\n")
            voice.flush()
        except (OSError, ValueError):
            # Nobody listens any more; standard input has ended too, or is about to.
            return

    return say


def _allow_files() -> None:
    """Ask the system for as many open files as it gives without being told by its owner."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _first_line() -> bytes:
    """Read one line and not a byte more, without waiting for the end."""
    line = b""
    while not line.endswith(b"\n") and len(line) < MOST_ORDER:
        byte = os.read(0, 1)
        if not byte:
            break
        line += byte
    return line


def _when_input_ends(then: Callable[[], object]) -> None:
    def wait() -> None:
        try:
            while os.read(0, 1024):
                pass
        finally:
            then()

    threading.Thread(target=wait, daemon=True, name="until-input-ends").start()


if __name__ == "__main__":
    sys.exit(main())
