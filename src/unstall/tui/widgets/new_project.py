"""The dialog that begins a project: its name, whose it is, and how deep to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from unstall.tui.widgets.dialogs import Choice, Dialog
from unstall.tui.widgets.fields import LineField
from unstall.tui.widgets.pick import Pick

if TYPE_CHECKING:
    from unstall.questionnaire.questions import Depth
    from unstall.tui.app import UnstallApp, View

LONGEST_NAME = 120
"""Characters of a name; as in `session.models.MAX_NAME`."""

_FIELDS = ("project", "client")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to begin."""

    project: str
    client: str | None
    depth: Depth
    first: View
    """What to begin with: the questions or the facts."""


class NewProject(Dialog[Wish]):
    """Asks for what a project needs; only the name is a must."""

    DEFAULT_CSS = """
    NewProject .label { color: $text-muted; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    KEYS = "[b]Enter[/b] begin   [b]Tab[/b] next   [b]← →[/b] change   [b]Esc[/b] cancel"

    def __init__(self) -> None:
        super().__init__("A new project")

    def body(self) -> ComposeResult:
        """Yield the two names and the two choices."""
        drafts = self._drafts
        yield Static("What is the project called?", classes="label")
        yield LineField(drafts.get("new/project", ""), id="project", select_on_focus=False)
        yield Static("Which organisation is it for? May be left out.", classes="label")
        yield LineField(drafts.get("new/client", ""), id="client", select_on_focus=False)
        yield Static("How deep? Answers carry over, so this can be changed later.", classes="label")
        yield Pick(
            (Choice("quick", "quick call, 20 minutes"), Choice("full", "full, 60 to 90 minutes")),
            id="depth",
        )
        yield Static("Begin with", classes="label")
        yield Pick(
            (Choice("interview", "the questions"), Choice("facts", "the facts about the project")),
            id="first",
        )

    @property
    def _drafts(self) -> dict[str, str]:
        return cast("UnstallApp", self.app).drafts

    def _typed(self, field: str) -> str:
        return " ".join(self.query_one(f"#{field}", LineField).value.split())

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.refuse("")

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Begin, if there is a name."""
        for field in _FIELDS:
            if len(self._typed(field)) > LONGEST_NAME:
                self.refuse(f"At most {LONGEST_NAME} characters fit into a name.")
                self.query_one(f"#{field}", LineField).focus()
                return
        if not self._typed("project"):
            self.refuse("A project needs a name.")
            self.query_one("#project", LineField).focus()
            return
        for field in _FIELDS:
            self._drafts.pop(f"new/{field}", None)
        self.dismiss(
            Wish(
                project=self._typed("project"),
                client=self._typed("client") or None,
                depth=cast("Depth", self.query_one("#depth", Pick).picked),
                first=cast("View", self.query_one("#first", Pick).picked),
            )
        )

    def action_leave(self) -> None:
        """Go back without beginning, keeping the names for the next time."""
        for field in _FIELDS:
            self._drafts[f"new/{field}"] = self._typed(field)
        self.dismiss(None)
