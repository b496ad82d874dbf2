"""The app of one voter: waiting, voting, looking at what came out.

Reads what is on stage and its own slip, and writes its own slip alone. Looks several times a
second whether the stage was changed, which costs one question to the disk; ends when the server
that started it is gone, or when its voter was taken out of the room.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.events import Key
from textual.widgets import Static

from unstall.errors import RoomError, UnstallError
from unstall.tui.text import lines, plain
from unstall.tui.themes import THEMES
from unstall.tui.voter.row import LevelRow
from unstall.tui.voter.words import (
    DONT_KNOW,
    bar_in_words,
    clock_in_words,
    own_vote,
    own_vote_in_words,
    place_in_words,
    progress_in_words,
    question_in_words,
    waiting_in_words,
    word_in_words,
)
from unstall.workshop.folder import RoomFolder
from unstall.workshop.slips import NOBODY_KNOWS, Slip
from unstall.workshop.stage import Stage

LOOK_SECONDS: Final = 0.25
_LOOKS_FOR_SLIP: Final = 4
"""Every so many looks the voter's place in the room is looked at too."""
_USUAL_ROWS: Final = 6
"""Rows that are there before they are needed: they cost most when all voters need them at once."""

THANKS: Final = "Thank you. The workshop is over, and you can close this page."
TROUBLE: Final = "One moment: the room cannot be read just now."
NOT_KEPT: Final = "Your vote could not be kept. Try again, or say so aloud."


class VoterApp(App[None], inherit_bindings=False):
    """One voter's view of the room."""

    CSS_PATH = "voter.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = "#body"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (23, "-middle"), (34, "-tall")]  # noqa: RUF012 (Textual's)

    def __init__(
        self,
        folder: RoomFolder,
        voter: str,
        *,
        role: str,
        word: str,
        now: Callable[[], datetime],
        is_light: bool = False,
        is_served: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show a room to a voter.

        Args:
            folder: The room's.
            voter: Their pseudonym.
            role: Its title.
            word: With which they come back, as it is read out.
            now: The clock.
            is_light: Show dark on light.
            is_served: Tells whether the server is still there.
        """
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "unstall-light" if is_light else "unstall-dark"
        self._folder = folder
        self._voter = voter
        self._role = role
        self._word = word
        self._now = now
        self._is_served = is_served
        self._stage: Stage | None = None
        self._slip: Slip | None = None
        self._seen: object = ()
        self._looks = 0
        self._failed = ""

    def compose(self) -> ComposeResult:
        """Lay the question between a line above and two below."""
        with Horizontal(id="top"):
            yield Static(id="title")
            yield Static(id="place")
        with VerticalScroll(id="body"):
            yield Static(id="question")
            with Vertical(id="rows"):
                for _ in range(_USUAL_ROWS):
                    yield LevelRow()
            yield Static(id="said")
        with Horizontal(id="count"):
            yield Static(id="progress")
            yield Static(id="clock")
        yield Static(id="mine")

    async def on_mount(self) -> None:
        """Look at the room now and again."""
        await self.look()
        self.set_interval(LOOK_SECONDS, self.look)

    async def look(self) -> None:
        """Show what is on stage if it was changed; leave if there is nothing left to show."""
        # The screen may be taken down while it is looked.
        with suppress(NoMatches):
            await self._look()

    async def _look(self) -> None:
        if not self._is_served():
            self.exit()
            return
        self._looks += 1
        seen = self._folder.look()
        try:
            if seen != self._seen:
                self._seen = seen
                await self._take(self._folder.stage())
            elif self._looks % _LOOKS_FOR_SLIP == 0:
                self._read_slip()
        except UnstallError:
            # It is looked at anew, however little it changes.
            self._seen = ()
            self.query_one("#mine").display = True
            self._put("#mine", TROUBLE)
            return
        if self._is_out:
            self.exit()
            return
        self._tick()

    @property
    def _is_out(self) -> bool:
        is_over = self._stage is not None and self._stage.phase == "over"
        return self._slip is None and not is_over

    async def _take(self, stage: Stage | None) -> None:
        """Take up what is on stage; where only the count has changed the slip is the same."""
        before, self._stage = self._stage, stage or self._stage
        is_same = before and stage and (before.number, before.phase) == (stage.number, stage.phase)
        if not is_same:
            self._failed = ""
            self._read_slip()
            await self._draw()
            self.query_one("#body").scroll_home(animate=False)
        elif before and stage and before.outcome != stage.outcome:
            await self._draw()

    def _read_slip(self) -> None:
        if self._stage is None or self._stage.phase != "over":
            self._slip = self._folder.slip(self._voter)

    async def _draw(self) -> None:
        stage, slip = self._stage, self._slip
        if stage is None or (slip is None and stage.phase != "over"):
            return
        self._put("#title", stage.title)
        self._put("#place", place_in_words(stage))
        self._put("#question", question_in_words(stage))
        self.query_one("#question").display = stage.asked is not None
        await self._draw_rows(stage, slip)
        said = self._said(stage, slip)
        self.query_one("#said", Static).update(lines(said))
        self.query_one("#said").display = bool(said)
        self.query_one("#rows").display = stage.asked is not None

    async def _draw_rows(self, stage: Stage, slip: Slip | None) -> None:
        asked, outcome = stage.asked, stage.outcome
        labels = (*asked.levels, DONT_KNOW) if asked else ()
        rows = list(self.query(LevelRow))
        more = [LevelRow() for _ in range(len(labels) - len(rows))]
        if more:
            await self.query_one("#rows").mount_all(more)
        vote = own_vote(stage, slip) if slip else None
        for place, row in enumerate([*rows, *more]):
            if asked is None or place >= len(labels):
                row.display = False
            else:
                is_level = place < len(asked.levels)
                bar = bar_in_words(outcome, place if is_level else None) if outcome else None
                means = asked.level_ids[place] if is_level else NOBODY_KNOWS
                row.show(place + 1 if is_level else 0, labels[place], is_own=vote == means, bar=bar)

    def _said(self, stage: Stage, slip: Slip | None) -> str:
        if stage.phase == "over":
            return THANKS
        if stage.asked is None:
            return waiting_in_words(self._role, self._word)
        if stage.outcome:
            return "\n\n".join(stage.outcome.says)
        is_new = slip is not None and not slip.first and not slip.second
        return word_in_words(self._word) if is_new else ""

    def _tick(self) -> None:
        stage, slip = self._stage, self._slip
        if stage is None:
            return
        self._put("#progress", progress_in_words(stage))
        self._put("#clock", clock_in_words(stage, self._now()))
        self._put("#mine", own_vote_in_words(stage, slip, self._failed) if slip else "")
        for where in ("#count", "#mine"):
            self.query_one(where).display = stage.asked is not None

    def _put(self, where: str, text: str) -> None:
        """Show a text, and spare the screen one that stands there already."""
        found, content = self.query_one(where, Static), plain(text)
        if found.content != content:
            found.update(content)

    async def on_key(self, event: Key) -> None:
        """Vote by digit."""
        if event.key in set("0123456789"):
            event.stop()
            await self._vote(int(event.key))

    async def on_level_row_tapped(self, tapped: LevelRow.Tapped) -> None:
        """Vote by tap."""
        await self._vote(tapped.digit)

    async def _vote(self, digit: int) -> None:
        """Vote on the question that was shown when the key was pressed, and on no other."""
        shown = self._stage
        await self.look()
        stage = self._stage
        if not shown or not stage or shown.number != stage.number or not stage.is_voting:
            return
        if stage.asked is None or digit > len(stage.asked.levels):
            return
        vote = stage.asked.level_ids[digit - 1] if digit else NOBODY_KNOWS
        try:
            self._slip = self._folder.vote(self._voter, stage.asked.id, stage.in_round, vote)
            self._failed = ""
        except RoomError:
            self._slip = self._folder.slip(self._voter)
        except UnstallError:
            self._failed = NOT_KEPT
        if self._is_out:
            self.exit()
            return
        await self._draw()
        self._tick()
