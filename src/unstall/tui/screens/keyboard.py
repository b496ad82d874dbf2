"""One keyboard passed from seat to seat: each voter presses one key, which is never shown.

A seat that has voted sees that it is noted, and passes the keyboard on. Seats that have voted
already are left out, so that it goes on where it was, also after this program died.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.refused import tried
from unstall.tui.text import plain
from unstall.tui.wording.workshop import ALL_SEATS, NOTED, pass_on, seat_in_words
from unstall.workshop.workshop import Workshop

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp


class KeyboardScreen(Screen[None]):
    """Asks one seat after the other; leads back to the room after the last."""

    DEFAULT_CSS = """
    KeyboardScreen { layout: vertical; }
    KeyboardScreen #seat {
        height: auto; padding: 1 2; text-style: bold; background: $panel; color: $accent;
    }
    KeyboardScreen #says { height: auto; padding: 1 2 0 2; text-style: bold; }
    KeyboardScreen #asked { height: 1fr; padding: 1 2; }
    KeyboardScreen #prompt { height: auto; margin-bottom: 1; text-style: bold; }
    KeyboardScreen .level { height: auto; }
    KeyboardScreen.-tall .level { margin-bottom: 1; }
    KeyboardScreen .key { width: 4; color: $accent; text-style: bold; }
    KeyboardScreen .label { width: 1fr; height: auto; }
    KeyboardScreen.-ansi #seat { background: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("keyboard")]

    HELP = (
        "Whoever has the keyboard presses the number of a level, or 0 for not knowing. The key is "
        "never shown; Backspace takes it back. Then Enter or Space, and the keyboard goes on."
    )

    def __init__(self, _desk: Desk, workshop: Workshop) -> None:
        """Begin with the first seat that has not voted on the question on stage."""
        super().__init__()
        self._workshop = workshop
        left, seats = workshop.seats_left(), range(len(workshop.setup.seats))
        self._seat: int | None = left[0] if left else None
        """Whose turn it is; None once all have voted."""
        self._has_voted = False
        """The seat has voted and still has the keyboard."""
        self._last: int | None = None if left else max(seats, default=None)
        """The seat that voted last, whose vote can be taken back."""

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out whose turn it is, the question, and what became of the key."""
        yield Static(id="seat")
        yield Static(id="says")
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(id="prompt")
            for number, label in self._levels():
                with Horizontal(classes="level"):
                    yield Static(number, classes="key")
                    yield Static(plain(label), classes="label")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the first seat."""
        asked = self._workshop.stage.asked
        self.query_one("#prompt", Static).update(plain(asked.prompt if asked else ""))
        self._show()

    def _levels(self) -> list[tuple[str, str]]:
        asked = self._workshop.stage.asked
        labels = asked.levels if asked else ()
        numbered = [(f"{number}", label) for number, label in enumerate(labels, start=1)]
        return [*numbered, ("0", "I don't know")]

    def _show(self) -> None:
        workshop, seat = self._workshop, self._seat
        if seat is None:
            head, says = ALL_SEATS, "Enter goes back to the room; Backspace takes the last back."
        elif self._has_voted:
            head = seat_in_words(workshop, seat)
            says = f"{NOTED} {pass_on(workshop, self._next(seat))} There Enter begins."
        else:
            head, says = seat_in_words(workshop, seat), "Press one key. It is not shown."
        self.query_one("#seat", Static).update(plain(head))
        self.query_one("#says", Static).update(plain(says))
        self.query_one("#asked").visible = seat is not None and not self._has_voted
        self.query_one("#asked", VerticalScroll).scroll_home(animate=False)

    def _next(self, seat: int) -> int:
        """Give the next seat that has not voted, from the first again after the last."""
        left = self._workshop.seats_left()
        return next((one for one in left if one > seat), left[0])

    def action_vote(self, number: int) -> None:
        """Take the key of the seat whose turn it is, which is not shown."""
        seat, question = self._seat, self._workshop.question
        if seat is None or self._has_voted or question is None:
            return
        levels = len(question.levels)
        if number > levels:
            self.query_one("#says", Static).update(
                plain(f"Not noted: press a key from 1 to {levels}, or 0.")
            )
            return
        if not tried(
            self.unstall, lambda: self._workshop.press(seat, number - 1 if number else None)
        ):
            return
        self._last = seat
        if not self._workshop.seats_left():
            self.unstall.say(ALL_SEATS)
            self.dismiss(None)
            return
        self._has_voted = True
        self._show()

    def action_pass_on(self) -> None:
        """Go on with the next seat, or back to the room after the last."""
        if self._seat is None:
            self.dismiss(None)
        elif self._has_voted:
            self._seat, self._has_voted = self._next(self._seat), False
            self._show()

    def action_take_back(self) -> None:
        """Take the last vote back, and give its seat the keyboard again."""
        seat = self._last
        if seat is None:
            return
        if tried(self.unstall, lambda: self._workshop.take_back(seat)):
            self._seat, self._last, self._has_voted = seat, None, False
            self._show()

    def action_leave(self) -> None:
        """Go back to the room; the seats that are left wait."""
        self.dismiss(None)
