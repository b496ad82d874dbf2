"""A workshop's set-up: who votes, in which roles, how, on what and for how long.

Every field is filled in before anybody types, so that Enter alone begins. A workshop that is under
way shows its own set-up, which is changed without anything being lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Input, Static

from unstall.errors import UnstallError
from unstall.tui.actions import bindings
from unstall.tui.desk import Desk
from unstall.tui.text import fill, plain, short
from unstall.tui.widgets.dialogs import Choice
from unstall.tui.widgets.line_field import LineField
from unstall.tui.widgets.pick import Pick
from unstall.tui.wording.workshop import (
    FIELDS,
    HINTS,
    INTRO,
    NOT_PASSED,
    Field,
    goes_on,
    how_long,
    served_at,
)
from unstall.voting.disputes import role_title
from unstall.workshop.choosing import Questions, questions_to_vote
from unstall.workshop.setup import SUGGESTED_SECONDS, SUGGESTED_VOTERS, Setup, draw_code
from unstall.workshop.workshop import Workshop
from unstall.workshop_server import Where
from unstall.workshop_wishes import (
    Wishes,
    roles_typed,
    seats_in_words,
    seats_typed,
    seconds_typed,
    suggested_roles,
    time_in_words,
    voters_typed,
)

if TYPE_CHECKING:
    from unstall.tui.app import UnstallApp

_TYPED: tuple[Field, ...] = ("roles", "voters", "time", "seats")
_AS_IT_IS = "as-it-is"
BESIDE_NAME = 33
"""Cells of the first line beside the project's name."""
_NO, _YES = "no", "yes"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A choice of questions."""

    title: str
    questions: tuple[str, ...]


class WorkshopSetup(Screen[None]):
    """Asks how the workshop is wanted, and opens its room."""

    CSS_PATH = "workshop_setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("workshop")]

    HELP = (
        "Enter begins from any field. Votes are kept by role and a random number, never by name, "
        "and meet in a hidden folder beside the session until they are revealed; so a workshop "
        "goes on where it was if this program dies. Hands, one keyboard and own devices can be "
        "mixed in one vote."
    )

    def __init__(self, desk: Desk, wishes: Wishes, under_way: Workshop | None = None) -> None:
        """Ask for a set-up.

        Args:
            desk: The session that is voted on, with a file and open to be changed.
            wishes: What was said about it beforehand.
            under_way: The workshop whose set-up is changed; None to begin one.
        """
        super().__init__()
        self._desk = desk
        self._wishes = wishes
        self._under_way = under_way
        self._choices = self._choices_of_questions()

    @property
    def unstall(self) -> UnstallApp:
        """The app, by its own type."""
        return cast("UnstallApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out a heading, a line per field, and what the one at hand is for."""
        yield Static(id="top")
        with VerticalScroll(id="form", can_focus=False):
            yield Static(id="intro")
            for field, title in FIELDS.items():
                with Horizontal(classes="line"):
                    yield Static(plain(f"  {title}"), classes="title", id=f"title-{field}")
                    yield self._widget(field)
            yield Static(id="long")
            yield Static(id="refused")
            yield Static(id="hint")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the choices in and begin with the first field."""
        project = short(self._desk.session.project, self.app.size.width - BESIDE_NAME)
        self.query_one("#top", Static).update(
            fill("[b]unstall[/b]   $project   [dim]workshop · set-up[/dim]", project=project)
        )
        workshop = self._under_way
        said = goes_on(workshop, self._desk.session) if workshop else INTRO
        self.query_one("#intro", Static).update(plain(said))
        wanted, there = (
            self._wishes.which or (_AS_IT_IS if workshop else "matter"),
            [*self._choices],
        )
        self._pick("questions").index = there.index(wanted) if wanted in there else 0
        serves = self._wishes.serve is not None or self._is_serving
        self._pick("devices").index = int(serves)
        self._field("roles").focus()
        self.watch(self._pick("questions"), "index", self._show_how_long)

    def _choices_of_questions(self) -> dict[str, _Asked]:
        engine, triage = self._desk.engine, self._desk.triage
        titles: dict[Questions, str] = {
            "matter": "matter most", "quick": "quick", "full": "full",
        }  # fmt: skip
        found = {
            str(which): _Asked(title, questions_to_vote(engine, triage, which))
            for which, title in titles.items()
        }
        if self._under_way:
            found = {_AS_IT_IS: _Asked("as chosen", self._under_way.setup.questions), **found}
        return {which: asked for which, asked in found.items() if asked.questions}

    def _widget(self, field: Field) -> Widget:
        if field == "questions":
            return Pick(
                [Choice(which, asked.title) for which, asked in self._choices.items()],
                id="field-questions",
            )
        if field == "devices":
            yes = Choice(_YES, served_at(self._wishes.serve or Where()))
            return Pick((Choice(_NO, "no"), yes), id="field-devices")
        value = self.unstall.drafts.get(self._draft(field)) or self._suggested(field)
        blank = NOT_PASSED if field == "seats" else ""
        return LineField(value, placeholder=blank, id=f"field-{field}", select_on_focus=False)

    def _suggested(self, field: Field) -> str:
        bank, wishes, desk = self._desk.questionnaire, self._wishes, self._desk
        before = self._under_way.setup if self._under_way else None
        if field == "roles":
            own = before.roles if before else suggested_roles(bank, desk.session)
            return ", ".join(role_title(bank, role) for role in wishes.roles or own)
        if field == "voters":
            return str(wishes.voters or (before.voters if before else SUGGESTED_VOTERS))
        if field == "time":
            said = before.seconds if before else SUGGESTED_SECONDS
            return time_in_words(said if wishes.seconds is None else wishes.seconds)
        seats = before.seats if before and wishes.seats is None else wishes.seats
        return seats_in_words(bank, seats or ())

    def _draft(self, field: Field) -> str:
        return f"workshop/{self._desk.path}/{field}"

    def _field(self, field: Field) -> LineField:
        return self.query_one(f"#field-{field}", LineField)

    def _pick(self, field: Field) -> Pick:
        return self.query_one(f"#field-{field}", Pick)

    @property
    def _is_serving(self) -> bool:
        voters = self.unstall.voters
        return voters is not None and voters.is_listening

    @on(events.DescendantFocus)
    def _came(self) -> None:
        at = self.focused.id if self.focused else None
        for field, title in FIELDS.items():
            here = at == f"field-{field}"
            label = self.query_one(f"#title-{field}", Static)
            label.update(plain(f"{'❯' if here else ' '} {title}"))
            label.set_class(here, "-here")
            if here:
                self.query_one("#hint", Static).update(plain(HINTS[field]))

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self._refuse("")
        self._show_how_long()

    def _show_how_long(self) -> None:
        try:
            seconds = seconds_typed(self._field("time").value)
        except UnstallError:
            return
        questions = self._choices[self._pick("questions").picked].questions
        self.query_one("#long", Static).update(plain(how_long(len(questions), seconds)))

    def _refuse(self, why: str) -> None:
        self.query_one("#refused", Static).update(plain(f"✗ {why}" if why else ""))

    def action_go(self, step: int) -> None:
        """Go to the next field, or to the one before."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_leave(self) -> None:
        """Go back without beginning, keeping what was typed."""
        for field in _TYPED:
            self.unstall.drafts[self._draft(field)] = self._field(field).value
        self.dismiss(None)

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Begin the workshop, or go on with it as it is set up now."""
        setup = self._setup()
        if setup is None:
            return
        desk = self._desk
        try:
            workshop = self._workshop(setup)
        except UnstallError as error:
            self._refuse(str(error))
            return
        for field in _TYPED:
            self.unstall.drafts.pop(self._draft(field), None)
        app, serve = self.unstall, self._serve
        self.dismiss(None)
        app.call_later(go_to_room, app, desk, workshop, serve)

    def _workshop(self, setup: Setup) -> Workshop:
        desk, path = self._desk, self._desk.path
        if self._under_way is not None:
            self._under_way.change_setup(setup)
            return self._under_way
        if path is None:
            raise ValueError("a session without a file has no workshop")
        return Workshop.begin(path, desk.session, setup, desk.questionnaire, desk.now)

    @property
    def _serve(self) -> Where | None:
        if self._pick("devices").picked == _NO:
            return None
        return self._wishes.serve or Where()

    def _setup(self) -> Setup | None:
        """Read the fields; goes to the first that will not do and says why."""
        bank, before = self._desk.questionnaire, self._under_way
        roles = self._read("roles", lambda text: roles_typed(bank, text))
        voters = roles and self._read("voters", voters_typed)
        seconds = self._read("time", seconds_typed) if voters else None
        if roles is None or voters is None or seconds is None:
            return None
        seats = self._read("seats", lambda text: seats_typed(bank, text, roles))
        if seats is None:
            return None
        if len(seats) > voters:
            self._go_and_refuse("voters", f"There are {len(seats)} seats at the keyboard alone.")
            return None
        old = before.setup if before else None
        return Setup(
            roles=roles,
            voters=voters,
            seconds=seconds,
            questions=self._choices[self._pick("questions").picked].questions,
            seats=seats,
            code=old.code if old else draw_code(),
            later=old.later if old else (),
        )

    def _read(self, field: Field, read: Callable[[str], Any]) -> Any:
        try:
            return read(self._field(field).value)
        except UnstallError as error:
            self._go_and_refuse(field, str(error))
            return None

    def _go_and_refuse(self, field: Field, why: str) -> None:
        self._field(field).focus()
        self._refuse(why)


def go_to_room(app: UnstallApp, desk: Desk, workshop: Workshop, serve: Where | None) -> None:
    """Open the room of a workshop, unless it is open below; devices are served as is wanted now."""
    from unstall.tui.opening_workshop import begin_serving, enter_room
    from unstall.tui.screens.room import RoomScreen

    served = app.voters if app.voters and app.voters.is_listening else None
    if serve is None and served is not None:
        served.stop(wait=False)
    room = next((screen for screen in app.screen_stack if isinstance(screen, RoomScreen)), None)
    if room is None:
        enter_room(app, desk, workshop, serve)
    elif serve is not None:
        # Who joined before comes back to the same address, where the roles may be others now.
        room.server = begin_serving(app, workshop, served.where_it_is if served else serve)
