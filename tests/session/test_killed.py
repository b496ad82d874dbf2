"""Nothing that was saved is lost when the program is killed, at whatever moment."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.session.crashing import SAVES
from tests.session.support import kept, store
from unstall.session.format import read_session

TYPING = """
import sys
from pathlib import Path
from unstall.session.models import Answer
from unstall.session.store import SessionStore

path, pause = Path(sys.argv[1]), float(sys.argv[2])
opened = SessionStore(path.parent.parent).open(path)
for number in range(int(sys.argv[3])):
    opened.save(opened.session.with_answer(f"q-{number:03}", Answer(note="typed " * 30)))
    print(number, flush=True)
sys.stdin.read()
"""


def test_killed_at_every_single_step_of_saving_and_again_while_recovering(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.session.crashing", str(tmp_path)],
        check=True, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    points = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(points) > 50
    assert [point["died"] for point in points] == [True] * (len(points) - 1) + [False]
    for point in points:
        path = Path(point["path"])
        first, second = point["saved"]
        read_session(path)
        expected = {f"q-{n:03}" for n in (*range(first), *range(SAVES, SAVES + second))}
        with store(path.parent.parent).open(path) as opened:
            lost = expected - set(opened.session.answers)
            assert not lost, (path, point)
        assert read_session(path) == opened.session
        left = {file.name for file in path.parent.iterdir() if "pending" in file.name}
        assert left == set()


@pytest.mark.parametrize("answers", range(1, 13))
def test_killed_right_after_an_answer_it_is_there(tmp_path: Path, answers: int) -> None:
    made, path = kept(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(path), "0", str(answers)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for _ in range(answers):
        process.stdout.readline()
    process.kill()
    process.communicate()
    assert len(made.open(path, write=False).session.answers) == answers
    with made.open(path) as opened:
        assert len(opened.session.answers) == answers


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_a_random_moment_while_typing_fast(tmp_path: Path, seed: int) -> None:
    made, path = kept(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(path), "0", "100000"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.25))
    process.kill()
    said, _ = process.communicate()
    whole = said[: said.rindex("\n")].split() if "\n" in said else ["0"]
    with made.open(path) as opened:
        assert len(opened.session.answers) >= int(whole[-1]) + 1
