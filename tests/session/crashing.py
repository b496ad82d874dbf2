"""A program that saves answers and dies at a chosen step, for tests; run as a module.

    python -m tests.session.crashing FOLDER

For every point it makes a session in a folder of its own and starts a child that saves answers and
kills itself at that call to the operating system; then another child, which finds what the first
one left and dies too, early enough to be often in the middle of recovering it. Prints one line of
JSON for each point: the session's path, how many answers each child had saved, and whether it died.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.session.support import NOW, session
from unstall.session.files import write_new
from unstall.session.format import encode
from unstall.session.models import Answer
from unstall.session.store import SessionStore

CALLS = ("open", "write", "fsync", "link", "replace", "unlink", "utime", "fchmod", "chmod")
SAVES = 6
MOST_POINTS = 400


def die_at(point: int) -> None:
    """Let the process kill itself at a call; a file is then half written."""
    count = 0

    def dying(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == point:
                if name == "write":
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for name in CALLS:
        setattr(os, name, dying(name, getattr(os, name)))


def save_answers(path: Path, first: int, acknowledge: Callable[[], object]) -> None:
    """Save one answer after the other, and say so after each."""
    with SessionStore(path.parent.parent, now=lambda: NOW).open(path) as opened:
        for number in range(first, first + SAVES):
            note = f"answer {number} " + "with a note " * 20
            opened.save(opened.session.with_answer(f"q-{number:03}", Answer(note=note, at=NOW)))
            acknowledge()
            if number % 2:
                opened.flush()


def child(path: Path, first: int, point: int) -> tuple[int, bool]:
    """Save in a process of its own; gives how many answers it had saved, and whether it died."""
    reader, writer = os.pipe()
    write = os.write
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        die_at(point)
        save_answers(path, first, lambda: write(writer, b"."))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as saved:
        count = len(saved.read())
    _, status = os.waitpid(pid, 0)
    return count, os.WIFSIGNALED(status)


def main(folder: Path) -> None:
    """Try every point until one is beyond the end."""
    chance = random.Random(1)
    for point in range(1, MOST_POINTS):
        path = folder / f"{point:03}" / "project" / "2026-11-20.toml"
        path.parent.mkdir(parents=True)
        write_new(path, encode(session()))
        first, died = child(path, 0, point)
        second, _ = child(path, SAVES, chance.randint(1, 30))
        print(json.dumps({"path": str(path), "saved": [first, second], "died": died}), flush=True)
        if not died:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
