"""The real program in a real pseudo-terminal: keys go in, and what a person would see comes out."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

PATIENCE = 20.0
"""Seconds to wait for something to appear; generous, since machines are shared."""


class Terminal:
    """One run of unstall, with a screen that can be read."""

    def __init__(
        self, *arguments: str, home: Path, sessions: Path, size: tuple[int, int] = (24, 80)
    ) -> None:
        rows, columns = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TEXTUAL_THEME")}
        environment = clean | {
            "TERM": "xterm-256color",
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONUTF8": "1",
        }
        self._process = pexpect.spawn(
            sys.executable,
            ["-m", "unstall", "--sessions", str(sessions), *arguments],
            dimensions=size,
            env=environment,
            cwd=str(home),
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def see(self, *wanted: str) -> str:
        """Wait until the screen shows all the texts; gives the whole screen.

        Raises:
            AssertionError: They did not all appear in time; the message shows the screen.
        """
        end = time.monotonic() + PATIENCE
        while not all(text in self.text for text in wanted):
            self._read()
            if time.monotonic() > end:
                raise AssertionError(f"{wanted} not all seen on:\n{self.text}")
        return self.text

    def lose(self, unwanted: str) -> None:
        """Wait until the screen no longer shows a text."""
        end = time.monotonic() + PATIENCE
        while unwanted in self.text:
            self._read()
            if time.monotonic() > end:
                raise AssertionError(f"{unwanted!r} still on:\n{self.text}")

    def look(self) -> None:
        """Take in what was written by now, without waiting for more."""
        while self._read(wait=0):
            pass

    def press(self, keys: str) -> None:
        """Type keys as they come from a keyboard."""
        self._process.send(keys)

    def type(self, text: str) -> None:
        """Type a text, a character at a time, as a person would."""
        for character in text:
            self._process.send(character)
        self._read()

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def kill(self) -> None:
        """End the program as a power cut would: at once, with nothing said to it."""
        self._process.kill(signal.SIGKILL)
        self._process.wait()
        self._process.close()

    def leaves(self) -> int:
        """Wait until the program has ended by itself; gives its exit code."""
        end = time.monotonic() + PATIENCE
        while self._process.isalive():
            self._read()
            if time.monotonic() > end:
                raise AssertionError(f"still running:\n{self.text}")
        self._process.close()
        return int(self._process.exitstatus or 0)

    def end(self) -> None:
        """Make sure that nothing is left running."""
        if self._process.isalive():
            self.kill()

    def _read(self, wait: float = 0.05) -> bool:
        try:
            chunk: bytes = self._process.read_nonblocking(65536, timeout=wait)  # type: ignore[assignment]
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(0.02)
            return False
        self._stream.feed(chunk)
        return True
