"""What the screens over one session have in common: the heading, the ways between them, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import work
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from unstall.errors import UnstallError
from unstall.tui.actions import actions_of, keys_in_words
from unstall.tui.desk import Desk
from unstall.tui.room import WIDE
from unstall.tui.text import plain, short
from unstall.tui.widgets.trial_line import TrialLine
from unstall.tui.wording.dossier import without_plan
from unstall.tui.wording.trial import NOTHING_TRIED, WHAT_IF, banner, begun

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp, View
    from unstall.tui.documents import Kind

TITLE = "unstall   "
GAP = "   "
SHORTEST_NAME = 6
"""Cells below which a name is left away."""


class Heading(Static):
    """The line at the top: whose project it is, how far one has got, and whether it is saved."""

    DEFAULT_CSS = "Heading { height: 1; padding: 0 1; }"

    _whose = ""
    _progress = ""
    _saved = "saved"
    _is_bad = False

    def show(self, whose: str, progress: str) -> None:
        """Write whose project it is and how far one has got."""
        if (whose, progress) != (self._whose, self._progress):
            self._whose, self._progress = whose, progress
            self._write()

    @property
    def saved(self) -> str:
        """What is said about saving."""
        return self._saved

    def show_saved(self, words: str, *, is_bad: bool = False) -> None:
        """Write whether everything is saved."""
        if (words, is_bad) != (self._saved, self._is_bad):
            self._saved, self._is_bad = words, is_bad
            self._write()

    def on_resize(self) -> None:
        """Cut the names anew."""
        self._write()

    def _write(self) -> None:
        # What is not saved matters more than how far one has got, and both more than a long name.
        width = self.content_size.width
        parts = [] if self._is_bad and width < WIDE else [self._progress]
        right = " · ".join(part for part in (*parts, self._saved) if part)
        left = max(width - len(TITLE) - cell_len(right) - len(GAP), 0)
        whose = short(self._whose, left) if left >= SHORTEST_NAME else ""
        self.update(
            Content.assemble(
                (TITLE, "bold"),
                plain(whose),
                " " * max(left - cell_len(whose), 0) + GAP,
                plain(right, "bold $error" if self._is_bad else "dim"),
            ),
            # It is as wide as the screen and one line high, so nothing else has to move.
            layout=not self.size,
        )


def why_not_saved(trouble: UnstallError) -> str:
    """Give the reason in few words: "the disk is full"."""
    return trouble.message.removeprefix("not saved: ")


class DeskScreen(Screen[None]):
    """A screen over the session on the desk.

    Subclasses yield a `Heading`, and override `refresh_view`, which is called whenever the session
    has changed or the screen is shown again.
    """

    LIKELY_DOCUMENT: ClassVar[str] = "report"
    """The kind of document that an export from here is most likely about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._trial_line: TrialLine | None = None
        self._is_filled = False

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    def on_mount(self) -> None:
        """Fill the screen, once: Textual calls this for every class, besides those that call it."""
        if not self._is_filled:
            self._is_filled = True
            self.refresh_view()

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the session as it stands.

        Args:
            changed: Question, fact or action whose change was just taken back, to go there.
        """
        raise NotImplementedError

    def show_outlook(self) -> None:
        """Show what has been worked out meanwhile: how firmly the verdict stands, what to ask next.

        The session is as it was when the screen was filled last.
        """

    def looked_ahead(self) -> None:
        """Show what has been worked out meanwhile, of what is real or of what is tried out."""
        self.show_outlook()
        self._show_trial()
        if self.desk.trial is not None:
            from unstall.tui.screens.beside import BesideScreen
            from unstall.tui.screens.trial import TrialDialog

            for screen in self.app.screen_stack:
                if isinstance(screen, (BesideScreen, TrialDialog)):
                    screen.refresh_view()

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Say something about the key just pressed."""
        self.unstall.say(message, severity="warning" if warning else "information")

    def hear(self, message: str) -> bool:  # noqa: ARG002 - for those with a line for it
        """Take a message that would lie over the screen; tells whether all of it is shown."""
        return False

    def tell_of_last_time(self) -> None:
        """Say once, when the screen is opened, why last time's answers are not there."""
        if self.desk.last is None and (trouble := self.desk.before.told()):
            self.unstall.say(trouble, severity="warning")

    def keep_typing(self) -> None:
        """Keep what is being typed at this moment: the session is about to be put away."""

    def drop_typing(self) -> None:
        """Stop typing: what was typed has just been kept or discarded with a trial."""

    def set_heading(self, progress: str) -> None:
        """Write the line at the top."""
        session = self.desk.session
        whose = f"{session.client} · {session.project}" if session.client else session.project
        self.query_one(Heading).show(whose, progress)
        self.show_saved()
        self._show_trial()

    def _show_trial(self) -> None:
        desk, line = self.desk, self._trial_line
        if desk.trial is None:
            if line is not None:
                line.display = False
            return
        if line is None:
            line = self._trial_line = TrialLine()
            heading: Widget = self.query_one(Heading)
            while heading.parent is not self:
                heading = cast("Widget", heading.parent)
            self.mount(line, after=heading)
        line.display = True
        real, tried = (without_plan(one, self.unstall.locale) for one in (desk.real, desk.shown))
        differences, key = desk.tried, self._key_of("desk.what_if")
        can_be_kept = not desk.kept_as_is_because
        line.show(
            lambda width: banner(real, tried, differences, key, width, can_be_kept=can_be_kept)
        )

    def _key_of(self, action: str) -> str:
        """Write the first key of one of these screens' actions, which the user may have changed."""
        own = next(one for one in actions_of(self) if one.id == action)
        return keys_in_words(own, self.unstall.own_keys).split(" or ")[0]

    def show_saved(self, *, is_slow: bool = False) -> None:
        """Write in the line at the top whether everything is saved.

        Args:
            is_slow: What is on its way to the disk has been so for a while and is worth a word.
        """
        desk = self.desk
        heading = self.query_one(Heading)
        state = desk.keeper.state if desk.keeper else None
        is_over = state is None or desk.session.closed is not None
        if is_over and desk.trial is None:
            heading.show_saved("closed" if desk.session.closed else "read only")
        elif state and state.trouble:
            heading.show_saved(f"NOT SAVED: {why_not_saved(state.trouble)}", is_bad=True)
        elif desk.trial is not None:
            heading.show_saved(WHAT_IF)
        elif state and (state.word == "saved" or is_slow or heading.saved == WHAT_IF):
            heading.show_saved("saved" if state.word == "saved" else "saving…")

    def action_interview(self) -> None:
        """Go to the questions."""
        self._go("interview")

    def action_facts(self) -> None:
        """Go to the facts."""
        self._go("facts")

    def action_verdict(self) -> None:
        """Go to the verdict."""
        self._go("verdict")

    def action_plan(self) -> None:
        """Go to the plan."""
        self._go("plan")

    def action_compare(self) -> None:
        """Go to what moved since the session before."""
        self._go("compare")

    def action_trend(self) -> None:
        """Go to how the project moved over all its sessions."""
        self._go("trend")

    def action_follow(self) -> None:
        """Go to what became of the plan before."""
        self._go("follow")

    def action_home(self) -> None:
        """Go back to all projects."""
        self.unstall.leave_desk()

    def action_undo(self) -> None:
        """Take the last change back and go where it was."""
        self._took_back(self.desk.undo(), "There is nothing to take back.")

    def action_redo(self) -> None:
        """Do again what was taken back, and go where it was."""
        self._took_back(self.desk.redo(), "There is nothing to do again.")

    def action_depth(self) -> None:
        """Change between the quick call and the full triage."""
        self.desk.set_depth("quick" if self.desk.session.depth == "full" else "full")
        self.refresh_view()

    @work(exclusive=True, group="trial")
    async def action_what_if(self) -> None:
        """Begin to try things out on a copy, or ask what becomes of what was tried out."""
        from unstall.tui.screens.trial import end_trial

        desk = self.desk
        if desk.trial is None:
            desk.begin_trial()
            self.refresh_view()
            self.tell_begun()
            return
        became = await end_trial(self.unstall, desk)
        if became:
            self.refresh_view()
            self.tell(became)

    def tell_begun(self) -> None:
        """Say that changes are tried out from now on, and whether they can be kept."""
        real, can_be_kept = self.desk.real.session, not self.desk.kept_as_is_because
        self.tell(begun(real, self._key_of("desk.what_if"), can_be_kept=can_be_kept))

    def action_beside(self) -> None:
        """Compare what is tried out with what is real."""
        from unstall.tui.screens.beside import BesideScreen

        if self.desk.trial is None:
            self.tell(f"{NOTHING_TRIED} {self._key_of('desk.what_if')} begins.")
            return
        self.app.push_screen(BesideScreen(self.desk, self.unstall.locale))

    def own_documents(self) -> Sequence[Kind]:
        """List the documents that only this screen can write."""
        return ()

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        """Write the report or the plan to a file."""
        if self.desk.trial is not None:
            key = self._key_of("desk.what_if")
            self.tell(f"Documents are of what is real: {key} keeps or discards the trial first.")
            return
        from unstall.tui.screens.export import export

        await export(self, self.LIKELY_DOCUMENT, self.own_documents())

    def action_workshop(self) -> None:
        """Open the workshop on the session on the desk."""
        from unstall.tui.views import open_workshop

        self.keep_typing()
        open_workshop(self.unstall)

    @work(exclusive=True, group="rerun")
    async def action_rerun(self) -> None:
        """Begin a re-run of the session on the desk, which is put away first."""
        from unstall.tui.screens.begin_again import begin_again

        desk = self.desk
        if desk.trial is not None:
            self.tell(f"{self._key_of('desk.what_if')} keeps or discards the trial first.")
            return
        self.keep_typing()
        try:
            if desk.keeper:
                desk.keeper.flush()
        except UnstallError as error:
            self.tell(str(error), warning=True)
            return
        if desk.path is not None:
            await begin_again(self.unstall, desk.path)

    @work(exclusive=True, group="closing")
    async def action_close_session(self) -> None:
        """Close the session for good, once it is said that this is meant."""
        from unstall.tui.screens.closing import close_session
        from unstall.tui.screens.trial import over_before

        if self.desk.trial is not None and not self.desk.kept_as_is_because:
            if not await over_before(self.unstall, self.desk, "close the session"):
                return
            self.refresh_view()
        await close_session(self)

    def _took_back(self, where: str | None, otherwise: str) -> None:
        if where is None:
            self.unstall.say(otherwise)
        else:
            self.refresh_view(changed=where)

    def go_to_question(self, question: str) -> None:
        """Open the interview at a question, in the full triage if the quick call has it not."""
        desk = self.desk
        if desk.session.depth == "quick" and question not in {q.id for q in desk.asked}:
            if desk.locked_because:
                self.unstall.say(
                    "The quick call did not ask this, and nothing can be changed here."
                )
                return
            desk.set_depth("full")
            self.unstall.say("This is asked in the full triage. D goes back; every answer stays.")
        desk.at = question
        self._go("interview")

    def go_to_fact(self, fact: str) -> None:
        """Open the facts at one of them."""
        from unstall.tui.form import FACT
        from unstall.tui.screens.project import Place

        place: Place = self.desk.places.setdefault("facts", Place())
        place.cursor = f"{FACT}/{fact}"
        self._go("facts")

    def _go(self, view: View) -> None:
        self.unstall.show(view)
