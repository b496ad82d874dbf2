"""The command palette: every action of the screen at hand, the themes, and all projects.

Names of projects were typed by somebody, so hits are shown as content and never as markup.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from unstall.tui.actions import actions_of, keys_in_words
from unstall.tui.text import flat, plain
from unstall.tui.themes import OFFERED

if TYPE_CHECKING:
    from pathlib import Path

    from unstall.tui.app import UnstallApp

MOST_PROJECTS = 12
"""Projects offered for one query."""

FOR_HELP = 0.6
"""How much a match in an action's key or label counts against one in its sentence."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """Something that the palette can do."""

    text: str
    """What is matched and shown."""
    help: str
    run: Callable[[], Any]


class Palette(CommandPalette):
    """Textual's palette with a mark that every terminal shows one cell wide."""

    def on_mount(self) -> None:
        """Put the mark in the place of a picture."""
        self.query_one(SearchIcon).icon = "❯"


class ActionsProvider(Provider):
    """Offers what the screen under the palette can do."""

    async def startup(self) -> None:
        """Read the names of the projects once, off the screen's own time."""
        self._heads = await asyncio.to_thread(self._unstall.workspace.heads)

    async def discover(self) -> Hits:
        """Offer all but the projects, of which there may be hundreds."""
        for offer in self._offers():
            yield DiscoveryHit(cast("Any", plain(offer.text)), offer.run, offer.text, offer.help)

    async def search(self, query: str) -> Hits:
        """Offer what matches; of the projects only the first few."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = max(matcher.match(offer.text), FOR_HELP * matcher.match(offer.help))
            if score > 0:
                yield Hit(score, cast("Any", plain(offer.text)), offer.run, offer.text, offer.help)
        found = 0
        for offer in self._projects():
            score = matcher.match(offer.text)
            if score > 0 and found < MOST_PROJECTS:
                found += 1
                yield Hit(score, cast("Any", plain(offer.text)), offer.run, offer.text, offer.help)

    @property
    def _unstall(self) -> UnstallApp:
        return cast("UnstallApp", self.app)

    def _offers(self) -> Iterator[_Offer]:
        screen = self.screen
        for action in actions_of(screen):
            if action.in_palette:
                keys = keys_in_words(action, self._unstall.own_keys)
                yield _Offer(
                    action.help.removesuffix("."),
                    f"{action.label} · {keys}",
                    partial(screen.run_action, action.action),
                )
        if self._unstall.desk is not None:
            yield _Offer("Show all projects on one page", "portfolio", self._portfolio)
        for name, title in OFFERED:
            yield _Offer(f"Theme: {title}", "Change the colours.", partial(self._theme, name))
        yield _Offer("Quit", "Leave; everything is saved.", self._unstall.action_quit)

    def _projects(self) -> Iterator[_Offer]:
        for head in self._heads:
            name = flat(f"{head.client} · {head.project}" if head.client else head.project)
            yield _Offer(f"Go to {name}", "", partial(self._go, head.path))

    def _portfolio(self) -> None:
        from unstall.tui.screens.portfolio import PortfolioScreen

        def show() -> None:
            # The session may have been opened from there.
            if not isinstance(self.app.screen, PortfolioScreen):
                self.app.push_screen(PortfolioScreen())

        self._unstall.leave_desk(show)

    def _theme(self, name: str) -> None:
        self._unstall.theme = name

    def _go(self, path: Path) -> None:
        if self._unstall.desk is None:
            self._unstall.open_session(path)
        else:
            self._unstall.leave_desk(partial(self._unstall.open_session, path))
