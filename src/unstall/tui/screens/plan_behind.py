"""What the plan screen works out in the background, so that no key waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from time import sleep

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from unstall.plan.models import Plan
from unstall.tui.ahead import AFTER_THE_PAINT
from unstall.tui.desk import Desk
from unstall.tui.plan_place import Place
from unstall.tui.screens.desk_screen import DeskScreen
from unstall.tui.seen import as_it_was
from unstall.tui.tried import Difference
from unstall.tui.weighed import Weighed
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.fitting import remedies_of
from unstall.tui.wording.since import Since, since

UNTIL_IT_IS_QUIET = 0.3
"""Seconds without a further change after which it is worth looking for remedies."""
_ONE_AT_A_TIME = Lock()
"""Finding remedies cannot be interrupted: two at once would hold keys up for twice as long."""


class PlanBehind(DeskScreen):
    """The part of the plan screen that works things out and shows them once they are known."""

    @dataclass
    class LaidOut(Message):
        """The plan of a state is laid out."""

        of: Weighed
        changed: str | None
        """Where to go, as for `refresh_view`."""

    @dataclass
    class Rendered(Message):
        """The written plan is ready."""

        of: Weighed
        text: str

    @dataclass
    class FoundRemedies(Message):
        """It is known what would make a plan fit."""

        of: Weighed
        remedies: tuple[str, ...]

    @dataclass
    class FoundSince(Message):
        """It is known what is new in a plan."""

        of: tuple[Weighed, Weighed]
        since: Since | None

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("plan", Place())
        self._document = ""
        self._shown: Weighed | None = None
        """The state whose plan is on the screen; the newest one is there a moment later."""

    @property
    def shown(self) -> Weighed:
        """The state whose plan is on the screen."""
        return self._shown or self.desk.shown

    @property
    def shown_plan(self) -> Plan | None:
        """The plan that is on the screen; None where something else stands in its place."""
        return self.shown.plan

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the plan as it stands: at once where it is laid out, else as soon as it is."""
        now = self.desk.shown
        if self._shown is None or "plan" in vars(now):
            self._show(now, changed)
        else:
            self._lay_out(now, changed)

    def show_plan(self, changed: str | None) -> None:
        """Show the plan of the state that is shown."""
        raise NotImplementedError

    @work(thread=True, exclusive=True, group="laying")
    def _lay_out(self, now: Weighed, changed: str | None) -> None:
        # The state keeps its plan from now on, and asking for it costs nothing any more.
        _ = now.plan
        self.post_message(self.LaidOut(now, changed))

    @on(LaidOut)
    def _laid_out(self, event: LaidOut) -> None:
        if event.of is self.desk.shown:
            self._show(event.of, event.changed)

    def _show(self, now: Weighed, changed: str | None) -> None:
        self._shown = now
        self.show_plan(changed)
        self._look_closer()
        if self._place.preview:
            self.render_document()

    def show_found(self) -> None:
        """Show what has been worked out meanwhile, without moving what is being read."""
        raise NotImplementedError

    @property
    def is_far_down(self) -> bool:
        """The top of the weeks cannot be seen."""
        raise NotImplementedError

    def show_document(self) -> None:
        """Show the written plan, now that it is there."""
        raise NotImplementedError

    def _look_closer(self) -> None:
        """Begin to work out what is new in the plan, and what would make it fit."""
        place, now = self._place, self.shown
        differences = place.seen.since(now)
        place.seen.leave(now)
        before = place.seen.before or now
        plan = now.plan
        is_over = plan is not None and plan.timing is not None and plan.timing.over > 0
        wants_since = bool(differences) and not place.is_since_known(now)
        wants_remedies = is_over and place.remedies_for(now) is None
        if plan is None or not (wants_since or wants_remedies):
            # What still runs was begun for a state that is not shown any more.
            self.workers.cancel_group(self, "closer")
            return
        locale = self.unstall.locale

        def look() -> None:
            worker = get_current_worker()
            sleep(AFTER_THE_PAINT)
            if wants_since and not worker.is_cancelled:
                self.post_message(self._compared(before, now, differences, locale))
            if wants_remedies:
                sleep(UNTIL_IT_IS_QUIET)
            with _ONE_AT_A_TIME:
                if wants_remedies and not worker.is_cancelled:
                    remedies = remedies_of(dossier_of(now, locale))
                    self.post_message(self.FoundRemedies(now, remedies))

        self.run_worker(look, name="closer", group="closer", exclusive=True, thread=True)

    def _compared(
        self, before: Weighed, now: Weighed, differences: tuple[Difference, ...], locale: str
    ) -> FoundSince:
        old = dossier_of(as_it_was(before, now), locale)
        return self.FoundSince((before, now), since(old, dossier_of(now, locale), differences))

    @on(FoundRemedies)
    def _found_remedies(self, event: FoundRemedies) -> None:
        if event.of is self.shown:
            self._place.remedies, self._place.remedies_of = event.remedies, event.of
            self.show_found()

    @on(FoundSince)
    def _found_since(self, event: FoundSince) -> None:
        before, now = event.of
        if before is self._place.seen.before and now is self.shown:
            self._place.since, self._place.since_of = event.since, event.of
            self.show_found()
            if event.since is not None and self.is_far_down:
                self.tell(f"{event.since.lead}. {self._key_of('plan.first')} shows it.")

    @work(thread=True, exclusive=True, group="preview")
    def render_document(self) -> None:
        """Write the plan as it will be written."""
        from unstall.report.document import plan_document
        from unstall.report.markdown import render

        now = self.shown
        dossier = dossier_of(now, self.unstall.locale)
        self.post_message(self.Rendered(now, render(plan_document(dossier), "plan.md.j2")))

    @on(Rendered)
    def _rendered(self, event: Rendered) -> None:
        if event.of is self.shown:
            self._document = event.text
            self.show_document()
