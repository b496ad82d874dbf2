"""What measuring has told before: the share of draws behind each standing, kept between starts.

Measuring takes about a tenth of a second for a session, and a list may have hundreds. A share is
kept under a hash of everything that it depends on: the questionnaire's content, the answers and
facts, the number of draws and the program that measured. It therefore never has to be brought up to
date, and cannot be that of anything else; each share also carries a hash of its own, so that a file
that was damaged gives no share rather than a wrong one.

The file can be thrown away at any time (`unstall.throwaway`). It holds no text of anybody's,
and has a largest size.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.program_text import program_text
from unstall.throwaway import Throwaway

if TYPE_CHECKING:
    # Home has its first names on the screen before any of these is loaded.
    from sqlite3 import Connection

    from unstall.triage.engine import Engine, Triage
    from unstall.triage.robustness import Robustness
    from unstall.triage.standing import Standing

MOST = 20_000
"""Shares that are kept; the one written longest ago goes first. They take about two megabytes."""
_MEASURES = ("outlook.py", "triage/*.py", "questionnaire/*.py")
"""Files in which a change may change a share."""

_SHARE = struct.Struct("<d")
_CHECK_BYTES = 8

_TABLE = "CREATE TABLE IF NOT EXISTS shares (age INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)"
_READ = "SELECT value FROM shares WHERE key = ?"
_WRITE = "INSERT OR REPLACE INTO shares (key, value) VALUES (?, ?)"
_TRIM = "DELETE FROM shares WHERE age <= (SELECT max(age) FROM shares) - ?"


class Standings:
    """Tells how firmly verdicts stand, measuring only what was not measured before.

    May be used from any thread. Nothing is opened before it is asked for.
    """

    def __init__(self, file: Path | None = None, *, most: int = MOST) -> None:
        """Keep shares in a file, which need not be there.

        Args:
            file: Where, as an absolute path; None keeps them in memory.
            most: How many are kept.
        """
        self._most = most
        self._kept = Throwaway(file, (_TABLE,))

    def known(self, engine: Engine, triage: Triage, questionnaire: str) -> Standing | None:
        """Tell how firmly a verdict stands if that takes no measuring; otherwise None.

        Args:
            engine: The questionnaire's engine.
            triage: The verdict.
            questionnaire: The questionnaire's content hash.
        """
        if triage.decision.strategy is None:
            return _judged(engine, triage, 0.0)
        share = self._share(key_of(triage, questionnaire))
        return None if share is None else _judged(engine, triage, share)

    def weigh(
        self,
        engine: Engine,
        triage: Triage,
        questionnaire: str,
        *,
        between: Callable[[], None] | None = None,
    ) -> Standing:
        """Tell how firmly a verdict stands, measuring it if need be; see `known`.

        `between` is called after every draw and may end the work by raising.
        """
        from unstall.outlook import robustness_of

        known = self.known(engine, triage, questionnaire)
        if known:
            return known
        robustness = robustness_of(engine, triage, between=between)
        self.keep(triage, questionnaire, robustness)
        return _judged(engine, triage, robustness.of(triage.decision.strategy))

    def keep(self, triage: Triage, questionnaire: str, robustness: Robustness) -> None:
        """Keep what was measured elsewhere, if it was measured in full."""
        from unstall.triage.robustness import DRAWS

        if triage.decision.strategy is None or robustness.draws != DRAWS:
            return
        key = key_of(triage, questionnaire)
        value = _checked(key, robustness.of(triage.decision.strategy))

        def write(connection: Connection) -> None:
            with connection:
                connection.execute(_WRITE, (key, value))
                connection.execute(_TRIM, (self._most,))

        self._kept.tried(write, None)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is wanted."""
        self._kept.close()

    def _share(self, key: bytes) -> float | None:
        def read(connection: Connection) -> object:
            return connection.execute(_READ, (key,)).fetchone()

        match self._kept.tried(read, None):
            case (bytes() as value,) if len(value) == _SHARE.size + _CHECK_BYTES:
                share: float = _SHARE.unpack_from(value)[0]
                return share if value == _checked(key, share) else None
            case _:
                return None


def key_of(triage: Triage, questionnaire: str) -> bytes:
    """Hash everything that the measured share of a verdict depends on.

    Args:
        triage: The verdict.
        questionnaire: The content hash of its questionnaire.
    """
    from unstall.triage.robustness import DRAWS

    content = [
        questionnaire,
        program_text(*_MEASURES),
        DRAWS,
        triage.decision.strategy,
        triage.weighed.fingerprint.hex(),
    ]
    return hashlib.sha256(json.dumps(content).encode()).digest()


def _judged(engine: Engine, triage: Triage, share: float) -> Standing:
    from unstall.triage.standing import judge

    return judge(engine.questionnaire, triage.decision, triage.readiness, triage.coverage, share)


def _checked(key: bytes, share: float) -> bytes:
    data = _SHARE.pack(share)
    return data + hashlib.sha256(key + data).digest()[:_CHECK_BYTES]
