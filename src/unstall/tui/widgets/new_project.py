"""The dialog that begins a project: its name, whose it is, and how deep to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
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
_LAST = "first"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to begin."""

    project: str
    client: str | None
    depth: Depth
    first: View
    """What to begin with: the questions or the facts."""


class Begin(Widget, can_focus=True):
    """The button that begins."""

    DEFAULT_CSS = """
    Begin { width: auto; height: 1; margin-top: 1; padding: 0 1; }
    Begin:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """Somebody wants to begin."""

    def render(self) -> Content:
        """Write what it does, and whether Enter does it now."""
        return Content.assemble(
            "❯ " if self.has_focus else "  ", Content.styled("[ Begin ]", "bold")
        )

    def action_press(self) -> None:
        """Begin."""
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        """Begin."""
        self.action_press()


class NewProject(Dialog[Wish]):
    """Asks for what a project needs, field by field; only the name is a must."""

    DEFAULT_CSS = """
    NewProject .label { color: $text-muted; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next"),
        Binding("f2,ctrl+s", "begin", "begin", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    KEYS = "[b]Enter[/b] next   [b]F2[/b] begin at once   [b]← →[/b] change   [b]Esc[/b] cancel"

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
            id=_LAST,
        )
        yield Begin()

    @property
    def _drafts(self) -> dict[str, str]:
        return cast("UnstallApp", self.app).drafts

    def _typed(self, field: str) -> str:
        return " ".join(self.query_one(f"#{field}", LineField).value.split())

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.refuse("")

    def _will_do(self, field: str) -> bool:
        """Tell whether a name will do; if not, say why and go there."""
        typed = self._typed(field)
        if len(typed) > LONGEST_NAME:
            self.refuse(f"At most {LONGEST_NAME} characters fit into a name.")
        elif field == "project" and not typed:
            self.refuse("A project needs a name.")
        else:
            return True
        self.query_one(f"#{field}", LineField).focus()
        return False

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Go to the next field if this one will do; begin on the last."""
        at = self.focused.id if self.focused else None
        if at == _LAST:
            self.action_begin()
        elif at not in _FIELDS or self._will_do(at):
            self.focus_next()

    @on(Begin.Pressed)
    def action_begin(self) -> None:
        """Begin, if there is a name."""
        if not all(self._will_do(field) for field in _FIELDS):
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
