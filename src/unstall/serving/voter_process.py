"""One voter's app in a process of its own, which textual-serve feeds and reads.

Of textual-serve's service the talk with the process is used and nothing more: no shell, no
downloads, no addresses to open, and nothing of the facilitator's environment is handed on.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_PROGRAM: Final = (sys.executable, "-P", "-m", "unstall.tui.voter")
_HANDED_ON: Final = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT")
"""What Python needs to find the program."""
_PATIENCE: Final = 1.0
"""Seconds that an app is given to end by itself."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What one voter's app is told."""

    room: Path
    voter: str
    role: str
    """Its title."""
    word: str
    """With which the voter comes back, as it is read out."""
    is_light: bool


class VoterProcess(AppService):
    """The process behind one connection."""

    def __init__(self, seat: Seat, write: Callable[[bytes], Awaitable[None]]) -> None:
        super().__init__(
            "",
            write_bytes=write,
            write_str=_say_nothing,
            close=_do_nothing,
            download_manager=DownloadManager(),
        )
        self._seat = seat

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *_PROGRAM,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd="/",
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        handed_on = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
        return {
            **handed_on,
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_FPS": "20",
            "TEXTUAL_ANIMATIONS": "none",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(width),
            "ROWS": str(height),
            "UNSTALL_ROOM": str(self._seat.room),
            "UNSTALL_VOTER": self._seat.voter,
            "UNSTALL_ROLE": self._seat.role,
            "UNSTALL_WORD": self._seat.word,
            "UNSTALL_LIGHT": "1" if self._seat.is_light else "",
            "UNSTALL_SERVER": str(os.getpid()),
        }

    async def on_meta(self, data: bytes) -> None:
        """Ignore what an app says beside what it draws: it has nothing to open or to hand out."""

    async def on_packed(self, payload: bytes) -> None:
        """Ignore files: an app has none to hand out."""

    async def ended(self) -> None:
        """Wait until the app has ended, whatever it ended of."""
        if self._task is not None:
            with contextlib.suppress(Exception):
                await asyncio.shield(self._task)

    async def stop(self) -> None:
        """End the process: asked first, then at once. May be called again."""
        process, task = self._process, self._task
        self._task = None
        if process is None or task is None:
            return
        if process.returncode is None:
            await self._within_patience(self.send_meta({"type": "quit"}))
            await self._within_patience(process.wait())
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        task.cancel()
        await asyncio.wait([task])
        await self._within_patience(process.wait())

    @staticmethod
    async def _within_patience(wanted: Awaitable[object]) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(wanted, _PATIENCE)


async def _say_nothing(_said: str) -> None: ...


async def _do_nothing() -> None: ...
