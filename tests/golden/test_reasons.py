"""The reasons of one case for each strategy, as they are read aloud, to be read in the diff.

`UPDATE_GOLDEN=1` writes the files again. Whoever changes a word asks: would the person across the
table understand it, and could they contradict it?
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report.examples import ONE_OF_EACH, full
from unstall.commands.reason_words import reason_words

FOLDER = Path(__file__).parent / "reasons"


@pytest.mark.parametrize("strategy", ONE_OF_EACH)
def test_the_reasons_are_those_that_were_read(strategy: str) -> None:
    written = full(ONE_OF_EACH[strategy])
    text = f"{reason_words(written.dossier, width=80)}\n"
    file = FOLDER / f"{strategy}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text


def test_every_golden_reason_is_still_given_by_somebody() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(ONE_OF_EACH)
