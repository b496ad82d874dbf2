"""Project: the facts on one screen, all optional but the name.

A list of all fields, and beside it (below it on a small screen) the one at hand: what it asks,
what it is for, and where it is written. What is typed is checked when the field is left; what will
not do is neither kept in the session nor lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Input, Static, TextArea

from unstall.errors import SessionError
from unstall.report.phrases import counted
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.form import FACT, Field, form, given, refusal, with_last, with_typed
from unstall.tui.later import once_laid_out
from unstall.tui.screens.desk_screen import DeskScreen, Heading
from unstall.tui.text import plain
from unstall.tui.widgets.fields import LineField, TextField
from unstall.tui.widgets.row_list import GUTTER, RowList
from unstall.tui.wording import facts as wording
from unstall.tui.wording.facts import Refused


@dataclass
class Place:
    """How the screen was left."""

    cursor: str | None = None
    refused: dict[str, Refused] = field(default_factory=dict)
    """What was typed and not taken, by field."""


class ProjectScreen(DeskScreen):
    """Shows the facts of the session on the desk and takes new ones."""

    CSS_PATH = "project.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("desk", "facts", shown={"desk.interview", "desk.verdict", "desk.home"})
    ]

    HELP = (
        "The facts about the project. All are optional but its name, and a blank one opens and "
        "closes nothing. Everything is saved as it is written; what cannot be used is marked ✗ and "
        "stays until it is put right."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: Place = desk.places.setdefault("facts", Place())
        self._fields: dict[str, Field] = {}
        self._writing: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list of fields and the one at hand."""
        yield Heading()
        with Horizontal(id="shelf"):
            yield RowList(id="fields")
            with Vertical(id="panel"):
                yield _Rows(id="about")
                yield LineField(id="line", select_on_focus=False)
                yield TextField(id="lines")
                yield Static(id="keys")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the screen and put the cursor where it was."""
        super().on_mount()
        self.fields.focus()
        self.tell_of_last_time()
        # A list knows only after it was laid out where it has to scroll to.
        once_laid_out(self, lambda: self._show(self._place.cursor))

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        if self._fields:
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a field is written in, the keys are the field's."""
        return self._writing is None

    def help_now(self) -> str:
        """Explain the field at hand."""
        at_hand = self.at_hand
        return f"{at_hand.label}: {at_hand.prompt} {at_hand.use}" if at_hand else ""

    @property
    def fields(self) -> RowList:
        """The list of fields."""
        return self.query_one("#fields", RowList)

    @property
    def at_hand(self) -> Field | None:
        """The field under the cursor."""
        return self._fields.get(self.fields.cursor or "")

    def refresh_view(self, changed: str | None = None) -> None:
        """Show the facts as they stand; go to the one that was just taken back."""
        desk = self.desk
        locale = self.unstall.locale
        fields = form(desk.questionnaire, desk.session, desk.triage, locale, desk.last)
        self._fields = {one.id: one for one in fields}
        again = "re-run · " if desk.last else ""
        self.set_heading(f"{again}facts · {given(fields)} of {len(fields)}")
        wanted = next((w for w in (changed, f"{FACT}/{changed}") if w in self._fields), None)
        self._show(wanted or self._place.cursor)

    def _show(self, cursor: str | None = None) -> None:
        width = max(self.fields.scrollable_content_region.width - GUTTER, 1)
        rows = wording.form_rows(list(self._fields.values()), self._place.refused, width)
        self.fields.show(rows, cursor)
        self._show_at_hand()

    @on(RowList.Moved, "#fields")
    def _show_at_hand(self) -> None:
        at_hand = self.at_hand
        if at_hand is None:
            return
        if self._writing and self._writing != at_hand.id:
            # The mouse took the cursor elsewhere.
            self._end()
        self._place.cursor = at_hand.id
        is_writing = self._writing == at_hand.id
        refused = self._place.refused.get(at_hand.id)
        self.query_one("#about", RowList).show(
            wording.about(at_hand, refused, is_writing=is_writing)
        )
        locked = self.desk.locked_because is not None
        self.query_one("#keys", Static).update(
            plain(
                wording.keys(
                    at_hand,
                    is_writing=is_writing,
                    locked=locked,
                    again=(self._key_of("facts.confirm"), self._key_of("facts.confirm_rest")),
                ),
                "dim",
            )
        )

    # --- Moving --------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go to the next field or the one before."""
        self.fields.move(step)

    def action_page(self, pages: int) -> None:
        """Go up or down by a page."""
        self.fields.page(pages)

    def action_ends(self, last: bool) -> None:
        """Go to the first or the last field."""
        self.fields.ends(last=last)

    def action_next_group(self, step: int) -> None:
        """Go to the first field of the next part of the form, or of the one before."""
        at_hand = self.at_hand
        if at_hand is None:
            return
        firsts = {one.group: one.id for one in reversed(self._fields.values())}
        groups = list(dict.fromkeys(one.group for one in self._fields.values()))
        group = groups[(groups.index(at_hand.group) + step) % len(groups)]
        self.fields.move_to(firsts[group])

    def action_next_blank(self) -> None:
        """Go to the next field that is blank, beginning again at the top."""
        ids = list(self._fields)
        here = ids.index(self.fields.cursor) if self.fields.cursor in ids else 0
        for id_ in (*ids[here + 1 :], *ids[:here]):
            if not self._fields[id_].text and not self._fields[id_].is_worked_out:
                self.fields.move_to(id_)
                return
        self.unstall.say("No field is blank.")

    def action_home(self) -> None:
        """Go back to all projects; what could not be saved is pointed out first."""
        refused = self._place.refused
        if not refused:
            super().action_home()
            return
        from unstall.tui.widgets.dialogs import Confirm

        def leave(sure: bool | None) -> None:
            if sure:
                refused.clear()
                self.unstall.leave_desk()
            else:
                self.fields.move_to(next(iter(refused)))

        one = len(refused) == 1
        self.app.push_screen(
            Confirm(
                f"{len(refused)} field{'' if one else 's'} could not be saved",
                hint="\n".join(kept.why for kept in refused.values()),
                yes="leave all the same; what was typed there is lost",
                no="put it right" if one else "put them right",
                risky=True,
            ),
            leave,
        )

    # --- Filling in ----------------------------------------------------------------------------

    @on(RowList.Picked, "#fields")
    def action_write(self) -> None:
        """Open the field at hand to be written in."""
        at_hand = self.at_hand
        if at_hand is None or self._is_locked():
            return
        if at_hand.is_worked_out:
            self.unstall.say("This is worked out from the other fields.")
        elif at_hand.choices:
            self.unstall.say(f"Press 1 to {len(at_hand.choices)} to choose.")
        else:
            self._begin(at_hand)

    def action_digit(self, digit: int) -> None:
        """Make a choice by its number, or begin to write a figure."""
        at_hand = self.at_hand
        if at_hand is None or at_hand.is_worked_out or self._is_locked():
            return
        if at_hand.choices:
            if 1 <= digit <= len(at_hand.choices):
                self._take(at_hand, at_hand.choices[digit - 1][0])
                self.fields.move(1)
        elif not at_hand.is_on_lines:
            self._begin(at_hand, str(digit))

    def action_clear(self) -> None:
        """Make the field at hand blank again."""
        at_hand = self.at_hand
        if at_hand is None or at_hand.is_worked_out or self._is_locked():
            return
        self._take(at_hand, "")

    def action_confirm(self) -> None:
        """Take over what the field at hand held the last time, and go on."""
        at_hand = self.at_hand
        if at_hand is None or self._is_locked():
            return
        if not at_hand.can_confirm:
            self.unstall.say(wording.nothing_to_confirm(at_hand))
        elif self._confirm([at_hand]):
            self.fields.move(1)

    def action_confirm_rest(self) -> None:
        """Take over what is left of this part of the form, once it is said how much that is."""
        at_hand = self.at_hand
        if at_hand is None or self._is_locked():
            return
        of_it = [one for one in self._fields.values() if one.group == at_hand.group]
        left = [one for one in of_it if one.can_confirm]
        if not left:
            self.unstall.say(f"Nothing is left to confirm in {at_hand.group}.")
            return
        from unstall.tui.widgets.dialogs import Confirm

        def confirm(sure: bool | None) -> None:
            if sure and self._confirm(left):
                self.action_next_group(1)

        facts = counted(len(left), "fact")
        self.app.push_screen(
            Confirm(
                f"Confirm the {facts} left in {at_hand.group}?",
                hint="Each is taken over as it was last time. "
                f"{self._key_of('desk.undo')} takes them back together.",
                yes=f"confirm {facts}",
                no="go on one by one",
            ),
            confirm,
        )

    def _confirm(self, fields: Sequence[Field]) -> bool:
        desk, last = self.desk, self.desk.last
        if last is None:
            return False
        session = desk.session
        try:
            for one in fields:
                session = with_last(desk.questionnaire, session, last, one.id)
            desk.change(session, fields[0].id)
        except SessionError as error:
            self.unstall.say(refusal(error), severity="warning")
            return False
        for one in fields:
            self._place.refused.pop(one.id, None)
        self.refresh_view()
        return True

    def _is_locked(self) -> bool:
        if self.desk.locked_because:
            self.unstall.say(self.desk.locked_because, severity="warning")
            return True
        return False

    def _begin(self, at_hand: Field, typed: str | None = None) -> None:
        refused = self._place.refused.get(at_hand.id)
        text = typed or (refused.typed if refused else at_hand.text)
        self._writing = at_hand.id
        # A list that cannot have the focus shows its cursor all the same.
        self.fields.can_focus = False
        self.set_class(at_hand.is_on_lines, "-writing-lines")
        self.set_class(not at_hand.is_on_lines, "-writing-line")
        if at_hand.is_on_lines:
            self.query_one(TextField).show(text)
            self.set_focus(self.query_one(TextField))
        else:
            line = self.query_one(LineField)
            line.value = text
            line.cursor_position = len(text)
            self.set_focus(line)
        self.refresh_bindings()
        self._show_at_hand()

    def _end(self) -> bool:
        """Take what was typed and close the field; tells whether it was taken."""
        at_hand = self._fields.get(self._writing or "")
        self._writing = None
        self.fields.can_focus = True
        typed = (
            self.query_one(TextField).text
            if self.has_class("-writing-lines")
            else self.query_one(LineField).value
        )
        self.remove_class("-writing-lines", "-writing-line")
        self.set_focus(self.fields)
        self.refresh_bindings()
        return at_hand is None or self._take(at_hand, typed)

    def _take(self, at_hand: Field, typed: str) -> bool:
        """Put something into the session; what will not do stays with the field."""
        desk = self.desk
        try:
            session = with_typed(
                desk.questionnaire, desk.session, at_hand.id, typed, self.unstall.locale
            )
            desk.change(session, at_hand.id)
        except SessionError as error:
            self._place.refused[at_hand.id] = Refused(typed, refusal(error))
        else:
            self._place.refused.pop(at_hand.id, None)
        self.refresh_view()
        return at_hand.id not in self._place.refused

    @on(Input.Submitted, "#line")
    def _next(self) -> None:
        if self._end():
            self.fields.move(1)
        else:
            self.action_write()

    @on(events.DescendantBlur)
    def _left(self) -> None:
        if self._writing and not isinstance(self.focused, (Input, TextArea)):
            self._end()

    def keep_typing(self) -> None:
        """Take what is being typed into the session, or keep it with its field."""
        if self._writing:
            self._end()

    def on_screen_suspend(self) -> None:
        """Save what was typed when another screen comes over this one."""
        if self._writing:
            self._end()

    def on_key(self, event: events.Key) -> None:
        """Leave the field before the screen: Esc saves, F2 and Tab save and go on."""
        if self._writing is None or event.key not in {"escape", "f2", "ctrl+s", "tab"}:
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._end()
        else:
            self._next()


class _Rows(RowList, can_focus=False):
    """Rows that are only read."""
