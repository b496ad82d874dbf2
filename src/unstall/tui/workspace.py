"""Where the app meets the files: sessions, questionnaires and their engines.

Engines are built once per questionnaire version and shared by all sessions that use it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from unstall.tui.desk import Desk


class Workspace:
    """One sessions folder as the app sees it."""

    def open(self, path: Path, now: Callable[[], datetime]) -> Desk:
        """Open a session for writing, or for reading where somebody else has it.

        Raises:
            UnstallError: The session or its questionnaire cannot be read.
        """
        raise NotImplementedError
