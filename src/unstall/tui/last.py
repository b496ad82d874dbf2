"""What was said the last time, read when it is first asked for and not before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unstall.errors import UnstallError

if TYPE_CHECKING:
    from unstall.session.rerun import LastTime


class LastRead:
    """The session before the one on the desk, if that one is a re-run."""

    def __init__(self, read: Callable[[], LastTime | None] | None) -> None:
        """Wait to be asked.

        Args:
            read: Reads it, raising `UnstallError` if it cannot be read; None if there is none.
        """
        self._read = read
        self._found: LastTime | None = None
        self.trouble: UnstallError | None = None
        """Why it could not be read; None if it was, or if nobody has asked yet."""

    def get(self) -> LastTime | None:
        """Give it; None if there is none, or if it cannot be read."""
        read, self._read = self._read, None
        if read is not None:
            try:
                self._found = read()
            except UnstallError as error:
                self.trouble = error
        return self._found

    def told(self) -> str | None:
        """Say once, as a sentence or two, why the re-run goes on without last time's answers."""
        trouble, self.trouble = self.trouble, None
        if trouble is None:
            return None
        return f"Last time's answers are not shown: {trouble.message}. The re-run goes on without."
