"""What has to wait until a screen was laid out, and must not happen once it has been left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen


def once_laid_out(screen: Screen[Any], then: Callable[[], object]) -> None:
    """Call something after the next refresh, unless the screen has been left by then."""

    def if_still_open() -> None:
        if screen in screen.app.screen_stack:
            then()

    screen.call_after_refresh(if_still_open)
