# ruff: noqa: E501 - a table reads best with one row per action
"""One registry of everything that a key can do: id → keys, what the footer says, what help says.

Screens take their bindings from here, the help screen and the command palette read from here, and a
user's key map is checked against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that a key does on one screen."""

    id: str
    """`screen.what`; stable, since users' key maps name it."""
    keys: str
    """Comma-separated, as Textual names keys. Every action has an unmodified key."""
    action: str
    """The method on the screen, without `action_`."""
    label: str
    """One or two words for the footer."""
    help: str
    """A sentence for the help screen and the palette."""
    shown: bool = False
    """In the footer; at most six per screen, so that 80 columns hold them."""
    in_palette: bool = True
    display: str | None = None
    """How the key is written, where the name is not what is on the keyboard."""


ACTIONS: tuple[KeyAction, ...] = (
    KeyAction("app.help", "question_mark,f1", "help", "help", "Show what every key does here.", True, display="?"),
    KeyAction("home.open", "enter", "open", "open", "Open the selected project where it was left.", True, in_palette=False),
    KeyAction("home.new", "n", "new", "new", "Start a new project.", True),
    KeyAction("home.example", "e", "example", "example", "Open the worked example.", True),
    KeyAction("home.verdict", "v", "verdict", "verdict", "Open the selected project's verdict."),
    KeyAction("home.plan", "p", "plan", "plan", "Open the selected project's plan."),
    KeyAction("home.facts", "f", "facts", "facts", "Open the selected project's facts."),
    KeyAction("home.delete", "d,delete", "delete", "delete", "Move the selected session to the bin.", True),
    KeyAction("home.undo", "u", "undo", "undo", "Bring back what was moved to the bin last."),
    KeyAction("home.search", "slash", "search", "search", "Search projects and clients.", True, display="/"),
    KeyAction("home.refresh", "r", "refresh", "refresh", "Read the sessions folder again."),
    KeyAction("home.quit", "q", "quit", "quit", "Leave; everything is saved."),
    KeyAction("desk.interview", "i", "interview", "questions", "Go to the questions."),
    KeyAction("desk.facts", "f", "facts", "facts", "Go to the facts about the project."),
    KeyAction("desk.verdict", "v", "verdict", "verdict", "Go to the verdict."),
    KeyAction("desk.plan", "p", "plan", "plan", "Go to the plan."),
    KeyAction("desk.home", "escape", "home", "home", "Go back to all projects; everything is saved."),
    KeyAction("desk.undo", "u,ctrl+z", "undo", "undo", "Take the last change back."),
    KeyAction("desk.redo", "U,ctrl+y", "redo", "redo", "Do again what was taken back.", display="U"),
    KeyAction("desk.depth", "D", "depth", "quick/full", "Change between the quick call and the full triage; answers stay.", display="D"),
    KeyAction("desk.export", "w", "export", "export", "Write the report or the plan to a file."),
    KeyAction("desk.close_session", "C", "close_session", "close", "Close the session: freeze it with its result.", display="C"),
)  # fmt: skip


def bindings(*prefixes: str) -> list[Binding]:
    """Make the bindings of a screen from the actions whose ids start with the given prefixes."""
    return [
        Binding(
            action.keys,
            action.action,
            action.label,
            show=action.shown,
            key_display=action.display,
            tooltip=action.help,
            id=action.id,
        )
        for prefix in prefixes
        for action in ACTIONS
        if action.id.startswith(f"{prefix}.")
    ]


def known_ids() -> frozenset[str]:
    """List the ids that a key map may name."""
    return frozenset(action.id for action in ACTIONS)
