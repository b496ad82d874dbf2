"""A program in a pseudo-terminal, timed from outside: what was written, when, and how much memory.

Nothing interprets the screen: the bytes are searched for a text after their escape sequences are
taken out, so that measuring costs the same little for every program.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass

ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
PATIENCE = 20.0
"""Seconds after which a text that has not come counts as missing."""


@dataclass
class Program:
    """One run of a program in a terminal of its own."""

    command: Sequence[str]
    size: tuple[int, int] = (24, 80)
    """Rows and columns."""
    started: float = 0.0
    _process: int = 0
    _terminal: int = 0
    _written: bytes = b""

    def __enter__(self) -> Program:
        """Start the program."""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("NO_COLOR", None)
        self.started = time.perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execvpe(self.command[0], list(self.command), environment)  # noqa: S606 - it replaces the child
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *self.size, 0, 0))
        return self

    def __exit__(self, *_: object) -> None:
        """End the program if it is still there."""
        if self._process:
            self.end()

    def press(self, keys: str) -> float:
        """Type keys; gives the moment at which they were sent."""
        self._written = b""
        os.write(self._terminal, keys.encode())
        return time.perf_counter()

    def until(self, *texts: str) -> float:
        """Wait until one of these was written since the last key; gives the moment.

        Raises:
            TimeoutError: It did not come in time.
        """
        wanted = [text.encode() for text in texts]
        end = time.perf_counter() + PATIENCE
        while not any(text in ESCAPES.sub(b"", self._written) for text in wanted):
            ready, _, _ = select.select([self._terminal], [], [], end - time.perf_counter())
            if not ready:
                shown = ESCAPES.sub(b" ", self._written)[-400:]
                raise TimeoutError(f"{texts!r} was not shown by {self.command}; last: {shown!r}")
            self._written += os.read(self._terminal, 65536)
        return time.perf_counter()

    @property
    def number(self) -> int:
        """The process."""
        return self._process

    @property
    def terminal(self) -> int:
        """What tells when the program has written something."""
        return self._terminal

    def take(self) -> None:
        """Take what was written by now, or a part of it; there must be something."""
        self._written += os.read(self._terminal, 65536)

    def settle(self, quiet: float = 0.25, *, most: float = PATIENCE) -> None:
        """Wait until nothing has been written for a while, or for the most, in seconds."""
        end = time.perf_counter() + most
        while select.select([self._terminal], [], [], quiet)[0] and time.perf_counter() < end:
            self._written += os.read(self._terminal, 65536)

    def end(self) -> int:
        """End the program; gives its largest resident size in KiB."""
        os.kill(self._process, signal.SIGKILL)
        _, _, usage = os.wait4(self._process, 0)
        os.close(self._terminal)
        self._process = 0
        return usage.ru_maxrss
