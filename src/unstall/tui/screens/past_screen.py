"""What the screens over more than one session have in common: reading the others in a thread.

The screen is there at once. What it tells is worked out in a worker thread, from the state that is
on the desk, and shown when it is known; until then what was shown before stays.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.message import Message
from textual.worker import WorkerCancelled, get_current_worker

from unstall.compare.side import Side
from unstall.earlier import Earlier
from unstall.errors import UnstallError
from unstall.tui.desk import Desk
from unstall.tui.past import Past, gathered, past_of
from unstall.tui.rows import Row, row
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.turns import Turns
from unstall.tui.weighed import Weighed
from unstall.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from unstall.triage.standing import StandingWord

WORKING = "Reading the other sessions…"


class PastScreen(DeskScreen):
    """A screen that tells of the session on the desk together with earlier ones."""

    @dataclass
    class Told(Message):
        """What the screen shows has been worked out."""

        of: Weighed
        asked: Any
        """What was asked for besides."""
        past: Past
        found: Any
        """What `work_out` gave; None if it raised."""
        trouble: UnstallError | None

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._past: Past | None = None
        self._of: Weighed | None = None
        """The state of which something is shown, or is being worked out."""
        self._asked: Any = None
        """What was asked for besides, when that began."""
        self._changed: str | None = None

    def work_out(self, past: Past, state: Weighed, asked: Any) -> Any:
        """Work out what the screen shows; called in a thread, may raise `UnstallError`.

        Args:
            past: The other sessions.
            state: The session on the desk.
            asked: What `wanted` gave.
        """
        raise NotImplementedError

    def wanted(self) -> Any:
        """Tell what is to be shown besides the state on the desk, such as which two sessions."""
        return None

    def show_told(self, past: Past, found: Any, changed: str | None) -> None:
        """Show what has been worked out, going to what was changed."""
        raise NotImplementedError

    def show_instead(self, rows: list[Row]) -> None:
        """Show something in the place of what cannot be told."""
        raise NotImplementedError

    def progress(self) -> str:
        """Say what stands at the right of the heading."""
        raise NotImplementedError

    @property
    def body(self) -> RowList:
        """The list that the cursor moves in."""
        return self.query_one("#body", RowList)

    @property
    def past(self) -> Past:
        """The other sessions, as far as they are read."""
        return self._past or Past()

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the session as it stands, as soon as that is worked out."""
        self.set_heading(self.progress())
        state, asked = self.desk.shown, self.wanted()
        if (state, asked) != (self._of, self._asked):
            if self._of is None:
                self.show_instead([row(WORKING, "dim")])
            self._of, self._asked, self._changed = state, asked, changed
            self._work_out(state, asked)

    @work(thread=True, exclusive=True, group="past")
    def _work_out(self, state: Weighed, asked: Any) -> None:
        worker = get_current_worker()
        workspace = self.unstall.workspace
        past = self._past or past_of(state.session, self.desk.path, workspace)
        found, trouble = None, None
        with suppress(WorkerCancelled):
            try:
                found = self.work_out(past, state, asked)
            except UnstallError as error:
                trouble = error
        if not worker.is_cancelled:
            self.post_message(self.Told(state, asked, past, found, trouble))

    @on(Told)
    def _told(self, message: Told) -> None:
        self._past = message.past
        if message.of is not self._of or message.asked != self._asked:
            return
        self.set_heading(self.progress())
        if message.trouble is not None:
            self.show_instead([row(str(message.trouble), mark=("✗ ", "bad"))])
        else:
            self.show_told(message.past, message.found, self._changed)

    def side_on_desk(self, state: Weighed) -> Side:
        """Give the session on the desk as a side; worked out in a thread."""
        plan = None
        with suppress(UnstallError):
            plan = state.plan
        session, triage = state.session, state.triage
        standing = session.result.standing if session.result else self._weigh(state)
        return Side(session, state.engine, triage, plan, standing)

    def _weigh(self, state: Weighed) -> StandingWord:
        standings, sha256 = self.unstall.workspace.standings, state.session.questionnaire.sha256
        turns = Turns(get_current_worker())
        return standings.weigh(state.engine, state.triage, sha256, between=turns).word

    def side_of(self, one: Earlier, *, planned: bool = True) -> Side:
        """Give an earlier session as a side; worked out once, in a thread."""
        sides: dict[str, Side] = self.desk.places.setdefault("sides", {})
        known = sides.get(one.path.name)
        if known is not None and known.session == one.session and (known.plan or not planned):
            return known
        turns = Turns(get_current_worker())
        side = gathered(one, self.unstall.workspace.standings, planned=planned, between=turns)
        sides[one.path.name] = side
        return side

    def broken_rows(self, past: Past) -> list[Row]:
        """Say why it goes no further back than it does; nothing where nothing is missing."""
        if past.broken is None:
            return []
        if past.is_named:
            said = f"It goes no further back: {past.broken}"
        else:
            said = (
                f"What this session repeats cannot be had: {past.broken}. What stands here is the "
                "latest session before it."
            )
        return [row(said, mark=("! ", "warn"))]

    def action_move(self, step: int) -> None:
        """Go to the next thing said, or the one before."""
        self.body.move(step)

    def action_page(self, pages: int) -> None:
        """Scroll by whole pages."""
        self.body.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the end, or to the beginning."""
        self.body.ends(last=last)
