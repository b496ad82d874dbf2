"""What the plan screen asks for: who, which note, why not, when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import get_args

from textual import work

from unstall.errors import UnstallError
from unstall.plan.models import Placed
from unstall.report.formats import Formats
from unstall.report.phrases import counted
from unstall.session.models import CheckpointKind
from unstall.tui.plan_edits import Known, PlanEdits
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.screens.holding import RECORD_FIRST, ask_held, ask_held_note
from unstall.tui.widgets.ask_offered import AskOffered
from unstall.tui.widgets.dialogs import AskLine, AskText, Check, Choice, Choose

THIS, ROLE = "this", "role"
_KINDS: tuple[CheckpointKind, ...] = get_args(CheckpointKind)
BACK, REMOVE = "back", "remove"


class PlanDialogs(DeskScreen):
    """The part of the plan screen that asks and records."""

    edits: PlanEdits

    @property
    def under_cursor(self) -> str | None:
        """The action that the cursor stands on, also one that was taken out."""
        raise NotImplementedError

    def placed(self, action: str | None) -> Placed | None:
        """Find an action in the plan."""
        raise NotImplementedError

    @property
    def cursor_row(self) -> str:
        """The id of the row that the cursor stands on; empty if on none."""
        raise NotImplementedError

    @property
    def checkpoint(self) -> CheckpointKind | None:
        """The kind of checkpoint that the cursor stands on."""
        row = self.cursor_row.removeprefix("detail/").split("/")[0]
        return next((kind for kind in _KINDS if row == f"checkpoint-{kind}"), None)

    def may_change(self) -> bool:
        """Tell whether anything can be changed, and say why not."""
        if self.desk.locked_because:
            self.unstall.say(self.desk.locked_because, severity="warning")
            return False
        return True

    def apply(self, change: Callable[[], str | None]) -> None:
        """Make a change and show it; what will not do is said and changes nothing.

        Args:
            change: Makes it; gives the action to go to, or None to stay.
        """
        goes_to = None
        try:
            goes_to = change()
        except UnstallError as error:
            self.unstall.say(str(error), severity="error")
        self.refresh_view(goes_to)

    def action_done(self) -> None:
        """Tick the action under the cursor off, or take the tick away; or hold the checkpoint."""
        if self.checkpoint:
            self._hold(self.checkpoint)
            return
        placed = self.placed_to_change()
        if placed is not None:
            today = self.desk.now().date()
            self.apply(lambda: self.edits.tick(placed.id, today))

    @work
    async def _hold(self, kind: CheckpointKind) -> None:
        if not self.may_change():
            return
        change = await ask_held(self, self.edits.to_follow, kind, self.edits.held(kind))
        if change is not None:
            self.apply(lambda: self.edits.record_checkpoint(change, kind))

    @work
    async def _note_held(self, kind: CheckpointKind) -> None:
        held = self.edits.held(kind)
        if held is None:
            self.unstall.say(RECORD_FIRST)
        elif self.may_change():
            change = await ask_held_note(self, self.edits.to_follow, kind, held)
            if change is not None:
                self.apply(lambda: self.edits.record_checkpoint(change, kind))

    @work
    async def action_owner(self) -> None:
        """Put a name against the action under the cursor, or against its role."""
        placed = self.placed_to_change()
        if placed is None:
            return
        role = placed.chosen.action.owner
        name = await self.app.push_screen_wait(
            AskOffered(
                "Who does this?",
                _offers(self.edits.known(role)),
                value=placed.owner or "",
                hint=f"{placed.chosen.title}\nOf the {placed.role}. A blank takes the name away.",
                draft=f"owner/{placed.id}",
                check=_checked(lambda typed: self.edits.check_owner(placed.id, role, typed)),
            )
        )
        if name is None:
            return
        scope = await self.app.push_screen_wait(
            Choose(
                f"{name.strip() or 'Nobody'}: for what?",
                (
                    Choice(ROLE, f"Everything that the {placed.role} does", self._of_role(placed)),
                    Choice(THIS, "This action only"),
                ),
            )
        )
        if scope == THIS:
            self.apply(lambda: self.edits.give_to(placed.id, name))
        elif scope == ROLE:
            self.apply(lambda: self.edits.give_role_to(placed.id, role, name))

    @work
    async def action_note(self) -> None:
        """Write a note against the action under the cursor, or the checkpoint that was held."""
        if self.checkpoint:
            self._note_held(self.checkpoint)
            return
        placed = self.placed_to_change()
        if placed is None:
            return
        note = await self.app.push_screen_wait(
            AskText(
                "Note",
                value=placed.note or "",
                hint=placed.chosen.title,
                draft=f"plan-note/{placed.id}",
            )
        )
        if note is not None:
            self.apply(lambda: self.edits.annotate(placed.id, note))

    @work
    async def action_drop(self) -> None:
        """Take the action under the cursor out of the plan, or bring it back."""
        action = self.under_cursor
        if action is None or not self.may_change():
            return
        placed = self.placed(action)
        if placed is None and self.edits.is_own(action):
            await self._bring_back_or_remove(action)
            return
        if self.edits.decided(action).dropped:
            self.apply(lambda: self.edits.bring_back(action))
            return
        if placed is None:
            self.placed_to_change()
            return
        reason = await self.app.push_screen_wait(
            AskLine(
                "Why is this not needed?",
                hint=f"{placed.chosen.title}\nIt is listed at the end with this reason, and d "
                "brings it back.",
                draft=f"dropped/{placed.id}",
                check=lambda typed: None if typed.strip() else "Write a reason.",
            )
        )
        if reason is not None:
            self.apply(lambda: self.edits.take_out(action, reason))

    async def _bring_back_or_remove(self, action: str) -> None:
        dropped = self.edits.decided(action).dropped
        back = [Choice(BACK, "Bring it back into the plan")] if dropped else []
        chosen = await self.app.push_screen_wait(
            Choose(
                "It was added by hand, and is not in the plan",
                (*back, Choice(REMOVE, "Remove it, as if it had never been there")),
                hint=self.desk.session.plan.own[action].title,
            )
        )
        if chosen == BACK:
            self.apply(lambda: self.edits.bring_back(action))
        elif chosen == REMOVE:
            self.apply(lambda: self.edits.remove(action))

    @work
    async def action_start(self) -> None:
        """Choose the day on which the plan begins."""
        if self.desk.plan is None or not self.may_change():
            return
        start = self.desk.session.plan.start
        typed = await self.app.push_screen_wait(
            AskLine(
                "When does the plan begin?",
                value=start.isoformat() if start else "",
                hint="A date such as 2026-11-30; weeks begin on the Monday on or after it. A "
                "blank begins on the Monday after the triage.",
                draft="plan-start",
                check=_checked(self.edits.check_start),
            )
        )
        if typed is not None:
            self.apply(lambda: self.edits.begin(typed))

    def action_anew(self) -> None:
        """Lay what is not done out anew from today, or from the start again."""
        plan, today = self.desk.plan, self.desk.now().date()
        if plan is None or not self.may_change():
            return
        if today <= plan.begins and self.desk.session.plan.left_from is None:
            self.unstall.say("The plan has not begun yet: s chooses another day for its start.")
            return
        day: list[date | None] = []
        self.apply(lambda: day.append(self.edits.lay_out_anew(today)))
        since = f"from {self.day(day[0])} on" if day and day[0] else "from the start again"
        self.unstall.say(f"What is not done is laid out {since}. u takes it back.")

    def day(self, on: date) -> str:
        """Write a day as the user writes it."""
        return Formats.of(self.unstall.locale, None).plain_day(on)

    def placed_to_change(self) -> Placed | None:
        """Give the action under the cursor if it can be changed, and say why not."""
        placed = self.placed(self.under_cursor)
        if placed is None:
            self.unstall.say(
                "It is not in the plan; what was decided about it is kept."
                if self.under_cursor
                else "Go to an action first, with j and k."
            )
            return None
        return placed if self.may_change() else None

    def _of_role(self, placed: Placed) -> str:
        plan = self.desk.plan
        role = placed.chosen.action.owner
        own = sum(p.chosen.action.owner == role for p in plan.actions) if plan else 0
        return f"{counted(own, 'action')} of this plan, and it stands among the facts."


def _offers(known: Iterable[Known]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            one.name,
            one.name,
            ", ".join([*one.roles, *([counted(one.actions, "action")] if one.actions else [])]),
        )
        for one in known
    )


def _checked(check: Callable[[str], None]) -> Check:
    """Make a dialog's check of one that raises."""

    def checked(typed: str) -> None:
        check(typed)

    return checked
