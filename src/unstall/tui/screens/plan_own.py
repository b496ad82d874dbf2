"""Actions of one's own and parts of an action, asked for field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work

from unstall.errors import SessionError
from unstall.plan.models import Placed
from unstall.tui.plan_edits import OwnWork, Part
from unstall.tui.plan_own import read_after, read_effort, read_role, read_share, read_week
from unstall.tui.screens.plan_dialogs import PlanDialogs
from unstall.tui.widgets.ask_form import Asked, AskForm, Typed
from unstall.tui.widgets.dialogs import Check
from unstall.tui.wording.board import numbers


class PlanOwn(PlanDialogs):
    """The part of the plan screen that adds actions and splits them."""

    @work
    async def action_add(self) -> None:
        """Add an action of one's own to the plan."""
        plan = self.desk.plan
        if plan is None or self.placed(plan.actions[0].id) is None:
            self.unstall.say("There is no plan yet to which anything could be added.")
            return
        if not self.may_change():
            return
        number = numbers(plan)
        typed = await self.app.push_screen_wait(
            AskForm(
                "An action of your own",
                (
                    Asked("title", "What to do", "A few words, such as: Move the archive.",
                          check=_not_blank("Write what is to be done.")),
                    Asked("done", "Done when", "By what one sees that it is done.",
                          check=_not_blank("Write by what one sees that it is done.")),
                    self._role_field(self.placed(self.under_cursor)),
                    Asked("effort", "Person-days", "A number such as 3, or a range such as 2-4.",
                          check=_reads(read_effort)),
                    Asked("after", "Waits for", "Numbers of actions on the board, such as 4, 12. "
                          "May be left blank.", check=_reads(lambda t: read_after(t, number))),
                    Asked("week", "Week", "The week in which it begins. Blank: as early as it can.",
                          check=_reads(read_week)),
                ),
                draft="own-action",
                check=lambda t: self.edits.check_work(self._work(t, number)),
            )
        )  # fmt: skip
        if typed is not None:
            self.apply(lambda: self.edits.add(self._work(typed, number)))

    @work
    async def action_split(self) -> None:
        """Split a part off from the action under the cursor."""
        placed = self.placed_to_change()
        if placed is None:
            return
        names = tuple(known.name for known in self.edits.known(placed.chosen.action.owner))
        typed = await self.app.push_screen_wait(
            AskForm(
                "Split off a part",
                (
                    Asked("title", "The part", "What the part is, in a few words.",
                          check=_not_blank("Write what the part is.")),
                    Asked("share", "Share", "How much of the work goes with it: per cent such as "
                          "50, or 1/3.", "50", check=_reads(read_share)),
                    self._role_field(placed),
                    Asked("owner", "Who", "The person's name. Blank: whoever has the role.",
                          offers=names),
                    Asked("done", "Done when", "By what one sees that the part is done. Blank: as "
                          "for the whole."),
                ),
                hint=placed.chosen.title,
                draft=f"part/{placed.id}",
                check=lambda t: self.edits.check_part(placed.id, self._part(t)),
            )
        )  # fmt: skip
        if typed is not None:
            self.apply(lambda: self.edits.split(placed.id, self._part(typed)))

    def _role_field(self, placed: Placed | None) -> Asked:
        roles = self.desk.questionnaire.roles
        titles = tuple(role.title for role in roles)
        return Asked(
            "role",
            "Role",
            f"Who does it: {', '.join(titles)}.",
            placed.role if placed else "",
            check=_reads(lambda typed: read_role(typed, self.desk.questionnaire)),
            offers=titles,
        )

    def _work(self, typed: Typed, number: dict[str, int]) -> OwnWork:
        return OwnWork(
            title=typed["title"],
            role=read_role(typed["role"], self.desk.questionnaire),
            effort=read_effort(typed["effort"]),
            done_when=typed["done"],
            after=read_after(typed["after"], number),
            week=read_week(typed["week"]),
        )

    def _part(self, typed: Typed) -> Part:
        return Part(
            title=typed["title"],
            role=read_role(typed["role"], self.desk.questionnaire),
            share=read_share(typed["share"]),
            owner=typed["owner"],
            done_when=typed["done"],
        )


def _not_blank(otherwise: str) -> Check:
    return lambda typed: None if typed.strip() else otherwise


def _reads(read: Callable[[str], Any]) -> Check:
    """Make a check of a reader that raises."""

    def check(typed: str) -> str | None:
        try:
            read(typed)
        except SessionError as error:
            return f"{error.message}. {error.hint}"
        return None

    return check
