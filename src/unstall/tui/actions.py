# ruff: noqa: E501 - a table reads best with one row per action
"""One registry of everything that a key can do: id → keys, what the footer says, what help says.

Screens take their bindings from here, the help screen and the command palette read from here, and a
user's key map is checked against it.
"""

from __future__ import annotations

from collections.abc import Collection
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
    KeyAction("verdict.go", "enter", "go", "go there", "Go to the question under the cursor, or unfold what there is.", True, in_palette=False),
    KeyAction("verdict.next", "j,down", "move(1)", "down", "Go to the next thing said.", in_palette=False),
    KeyAction("verdict.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("verdict.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("verdict.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("verdict.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("verdict.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("verdict.next_section", "tab,right", "next_section(1)", "next section", "Go to the next section.", in_palette=False),
    KeyAction("verdict.previous_section", "shift+tab,left", "next_section(-1)", "section before", "Go to the section before.", in_palette=False),
    KeyAction("verdict.fold", "space", "fold", "unfold", "Unfold what the cursor stands on, or fold it again.", in_palette=False),
    KeyAction("verdict.fold_all", "a", "fold_all", "unfold all", "Unfold everything, or fold it again."),
    KeyAction("verdict.soon", "s", "soon", "how soon", "Say how soon what is missing can be had: 2 weeks, 12 weeks, or not at all.", True),
    KeyAction("verdict.ruled_out", "1", "section('ruled-out')", "ruled out", "Show what is ruled out, and by which answer."),
    KeyAction("verdict.conditions", "2", "section('conditions')", "conditions", "Show the conditions, and what to settle before week 1."),
    KeyAction("verdict.blockers", "3", "section('blockers')", "blockers", "Show what stops money from being committed, or a launch."),
    KeyAction("verdict.causes", "4", "section('causes')", "causes", "Show why it stalled, strongest cause first."),
    KeyAction("verdict.readiness", "5", "section('readiness')", "readiness", "Show the readiness of sections, dimensions and walls."),
    KeyAction("verdict.signs", "6", "section('signs')", "warning signs", "Show the warning signs."),
    KeyAction("verdict.contradictions", "7", "section('contradictions')", "to ask about", "Show answers that do not go together."),
    KeyAction("verdict.not_known", "8", "section('not-known')", "not known", "Show what is not known, and whom to ask."),
    KeyAction("verdict.for_and_against", "9", "section('for-and-against')", "for and against", "Show the case for and against every strategy, down to the points."),
    KeyAction("verdict.standing", "0", "section('standing')", "how firmly", "Show how firmly the verdict stands, and why not more."),
)  # fmt: skip


def bindings(*prefixes: str, shown: Collection[str] = ()) -> list[Binding]:
    """Make the bindings of a screen from the actions whose ids start with the given prefixes.

    Args:
        prefixes: What stands before the point in the ids.
        shown: Further ids that this screen has in its footer.
    """
    return [
        Binding(
            action.keys,
            action.action,
            action.label,
            show=action.shown or action.id in shown,
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
