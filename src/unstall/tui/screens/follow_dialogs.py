"""What the follow-through screen asks for: when it was done, why it was given up, what was decided.

Everything is recorded in the session on the desk, can be taken back, and stays refused at the field
where it will not do.
"""

from __future__ import annotations

from datetime import date

from textual import work

from unstall.compare.followed import FollowedAction, FollowedCheckpoint
from unstall.errors import UnstallError
from unstall.session.follow import (
    annotate_outcome,
    record_done,
    record_dropped,
    take_back,
)
from unstall.tui.country import day_in_field
from unstall.tui.screens.holding import (
    RECORD_FIRST,
    Change,
    ask_held,
    ask_held_note,
    day_typed,
)
from unstall.tui.screens.past_screen import PastScreen
from unstall.tui.widgets.dialogs import AskLine, AskText
from unstall.tui.wording.followed import Followed


class FollowDialogs(PastScreen):
    """The part of the follow-through screen that asks and records."""

    _followed: Followed | None

    @property
    def under_cursor(self) -> FollowedAction | FollowedCheckpoint | None:
        """What the cursor stands on."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Go to the next action once what is recorded is shown."""
        raise NotImplementedError

    def record(self, change: Change, where: str, became: str = "") -> None:
        """Make a change and show it; what will not do is said and changes nothing.

        Args:
            change: The change.
            where: The action or checkpoint.
            became: Among what the action stands from now on; then one goes on to the next one.
        """
        try:
            self.desk.change(change(self.desk.session), where)
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
        else:
            if became:
                self.go_on()
                back = self._key_of("desk.undo")
                self.tell(f"It stands among {became} now; {back} takes it back.")
        self.refresh_view(where)

    def may_record(self) -> FollowedAction | FollowedCheckpoint | None:
        """Give what the cursor stands on if something can be recorded about it, and say why not."""
        if self.desk.locked_because:
            self.unstall.say(self.desk.locked_because, severity="warning")
            return None
        if self.under_cursor is None:
            self.tell("Stand on an action or a checkpoint first, with j and k.")
        return self.under_cursor

    @property
    def _today(self) -> date:
        return self.desk.now().date()

    @work
    async def action_done(self) -> None:
        """Record that the action was done, or the checkpoint held, and when; or take it back."""
        match self.may_record(), self._followed:
            case FollowedAction() as action, Followed() as followed:
                await self._done(action, followed)
            case FollowedCheckpoint() as checkpoint, Followed() as followed:
                await self._held(checkpoint, followed)

    async def _done(self, action: FollowedAction, followed: Followed) -> None:
        plan, today, where = followed.plan, self._today, action.id
        if action.done is not None:
            self.record(lambda session: take_back(session, plan, where), where)
            return

        def check(text: str) -> None:
            record_done(self.desk.session, plan, where, day_typed(text), today=today)

        typed = await self.app.push_screen_wait(
            AskLine(
                "When was it done?",
                value=day_in_field(today, self.unstall.locale),
                hint=action.title,
                draft=f"follow-done/{where}",
                check=check,
            )
        )
        if typed is not None:
            on = day_typed(typed)
            self.record(
                lambda s: record_done(s, plan, where, on, today=today), where, "what is done"
            )

    async def _held(self, checkpoint: FollowedCheckpoint, followed: Followed) -> None:
        kind = checkpoint.kind
        change = await ask_held(self, followed.plan, kind, checkpoint.held)
        if change is not None:
            self.record(change, kind)

    @work
    async def action_drop(self) -> None:
        """Record that the action was given up, and why; or take that back."""
        action, followed = self.may_record(), self._followed
        if followed is None or action is None:
            return
        if not isinstance(action, FollowedAction):
            self.tell("A checkpoint is held or not; t records it.")
            return
        plan, where = followed.plan, action.id
        if action.state == "dropped":
            self.record(lambda session: take_back(session, plan, where), where)
            return

        def check(text: str) -> None:
            record_dropped(self.desk.session, plan, where, text)

        reason = await self.app.push_screen_wait(
            AskLine(
                "Why was it given up?",
                hint=f"{action.title}\nd takes it back.",
                draft=f"follow-dropped/{where}",
                check=check,
            )
        )
        if reason is not None:
            self.record(
                lambda session: record_dropped(session, plan, where, reason),
                where,
                "what was given up",
            )

    @work
    async def action_note(self) -> None:
        """Write a note on what became of the action, or on what was said at the checkpoint."""
        about, followed = self.may_record(), self._followed
        if followed is None or about is None:
            return
        if isinstance(about, FollowedCheckpoint):
            await self._note_held(about, followed)
        else:
            await self._note_action(about, followed)

    async def _note_action(self, action: FollowedAction, followed: Followed) -> None:
        plan, where = followed.plan, action.id
        note = await self._ask_note(action.title, action.note, where)
        if note is not None:
            self.record(lambda session: annotate_outcome(session, plan, where, note), where)

    async def _note_held(self, checkpoint: FollowedCheckpoint, followed: Followed) -> None:
        kind, held = checkpoint.kind, checkpoint.held
        if held is None:
            self.tell(RECORD_FIRST)
            return
        change = await ask_held_note(self, followed.plan, kind, held)
        if change is not None:
            self.record(change, kind)

    async def _ask_note(self, title: str, value: str, where: str) -> str | None:
        return await self.app.push_screen_wait(
            AskText("Note", value=value, hint=title, draft=f"follow-note/{where}")
        )
