"""The last line of a screen: what the keys do now, after a word about the key just pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from unstall.tui.drawn import Line, fitted, width_of
from unstall.tui.rows import Span
from unstall.tui.widgets.lined import Lined

_BETWEEN = 2
_AFTER_MESSAGE = 3


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key and what it does."""

    key: str
    label: str
    action: str | None = None
    """What a click on it does, as an action of the screen; None if it stands for several."""
    rank: int = 2
    """What has a lower one stays longer when there is little room."""


def keys_on(screen: Screen[Any]) -> dict[str, str]:
    """Give how the keys of a screen are written, which the user may have changed, by action id."""
    keys: dict[str, str] = {}
    for active in screen.active_bindings.values():
        if active.binding.id:
            keys.setdefault(active.binding.id, screen.app.get_key_display(active.binding))
    return keys


def key_line(hints: Sequence[KeyHint], width: int) -> tuple[list[KeyHint], Line]:
    """Choose the hints that fit, by their rank, and write them in their order."""
    kept: list[KeyHint] = []
    left = width
    for hint in sorted(hints, key=lambda hint: hint.rank):
        needed = _width(hint)
        if needed <= left:
            kept.append(hint)
            left -= needed + _BETWEEN
    chosen = [hint for hint in hints if hint in kept]
    spans: list[Span] = []
    for hint in chosen:
        if spans:
            spans.append((" " * _BETWEEN, "plain"))
        spans += [(hint.key, "accent"), (f" {hint.label}", "dim")]
    return chosen, Line(tuple(spans))


def _width(hint: KeyHint) -> int:
    return width_of(((hint.key, "accent"), (f" {hint.label}", "dim")))


class KeyLine(Lined):
    """Shows key hints; a message stands before those that still fit until the next are shown.

    What is clicked means an action of the screen.
    """

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hints: Sequence[KeyHint] = ()
        self._chosen: list[KeyHint] = []
        self._begins = 0
        """Cells before the first hint."""
        self._message: str | None = None
        self._is_warning = False

    @property
    def message(self) -> str | None:
        """What is said at the moment; None while the keys are shown."""
        return self._message

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show what the keys do."""
        self._hints, self._message = hints, None
        self.on_resize()

    def tell(self, message: str, *, warning: bool = False) -> bool:
        """Say something before the keys; tells whether there was room for all of it."""
        self._message, self._is_warning = message, warning
        self.on_resize()
        return width_of(self.lines[0].spans) <= self.content_size.width if self.lines else False

    def on_resize(self) -> None:
        """Write the line for the width there is."""
        width = self.content_size.width
        if not width:
            return
        said: tuple[Span, ...] = ()
        self._begins = 0
        if self._message is not None:
            text = f"{'! ' if self._is_warning else ''}{self._message}"
            said = ((fitted(text, width).rstrip(), "warn" if self._is_warning else "plain"),)
            self._begins = width_of(said) + _AFTER_MESSAGE
        self._chosen, line = key_line(self._hints, width - self._begins)
        gap: tuple[Span, ...] = ((" " * _AFTER_MESSAGE, "plain"),) if said and self._chosen else ()
        self.draw([Line((*said, *gap, *line.spans))])

    def target_at(self, x: int, y: int) -> str | None:  # noqa: ARG002 - it has one line
        """Tell which action the key under the mouse stands for."""
        at = self._begins
        for hint in self._chosen:
            end = at + _width(hint)
            if at <= x < end:
                return hint.action
            at = end + _BETWEEN
        return None
